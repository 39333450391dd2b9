//! Long work beside the requests: the map, measures of the whole network, judgements.
//!
//! It has half of the cores and no more, and there it comes after the requests, so that pages come meanwhile as they do
//! otherwise; what it divides further with `rayon` stays on them.

use std::num::NonZero;
use std::sync::LazyLock;

use rayon::ThreadPool;
use tokio::sync::{Mutex, MutexGuard};

use crate::error::{Error, Result};
use crate::words::refusals;

static POOL: LazyLock<std::result::Result<ThreadPool, String>> = LazyLock::new(|| {
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let threads = rayon::ThreadPoolBuilder::new().num_threads(cores.div_ceil(2));
    let named = threads.thread_name(|number| format!("background-{number}"));
    named
        .start_handler(|_| come_after_requests())
        .build()
        .map_err(|error| refusals::database::no_threads(&error))
});

/// How much nicer than a request, of 19: it has about a quarter of a core that requests are waiting for, and all of one that
/// is idle.
#[cfg(target_os = "linux")]
const NICENESS: i32 = 5;

/// Lets this thread come after those of ordinary niceness. Linux alone has one for each thread; elsewhere, or where the system
/// refuses, half of the cores is all there is.
fn come_after_requests() {
    #[cfg(target_os = "linux")]
    let _ = rustix::process::setpriority_process(Some(rustix::thread::gettid()), NICENESS);
}

static TURN: Mutex<()> = Mutex::const_new(());

/// Waits until nobody else reads the whole network: two at once would need the memory of both. The turn ends when what is
/// returned is dropped. Whoever waits holds no snapshot meanwhile, which may not be the one that serves any more.
pub(crate) async fn turn() -> MutexGuard<'static, ()> {
    TURN.lock().await
}

/// Does the work and waits for it, without keeping a thread from requests.
///
/// # Errors
/// The work panicked, or the system gives no threads.
pub(crate) async fn run<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    aside(|| here(work)).await?
}

/// The same for a thread that may wait itself.
///
/// # Errors
/// The system gives no threads.
pub(crate) fn here<T: Send>(work: impl FnOnce() -> T + Send) -> Result<T> {
    let pool = POOL.as_ref().map_err(|why| Error::refused(why.as_str()))?;
    Ok(pool.install(work))
}

/// How soon work is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Haste {
    /// Somebody waits for it: on all cores.
    Awaited,
    /// Beside the requests.
    Beside,
}

impl Haste {
    /// Does the work and waits for it, without keeping a thread from requests.
    ///
    /// # Errors
    /// The work panicked, or the system gives no threads.
    pub(crate) async fn run<T: Send + 'static>(self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        match self {
            Haste::Awaited => aside(work).await,
            Haste::Beside => run(work).await,
        }
    }
}

/// Does work that somebody waits for, on all cores if it divides itself, without keeping a thread from other requests.
///
/// # Errors
/// The work panicked.
pub(crate) async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|stopped| Error::refused(stopped.to_string()))
}
