//! Long work beside the requests: the map, measures of the whole network, judgements.
//!
//! It has half of the cores and no more, so that pages come meanwhile as they do otherwise; what it divides further with
//! `rayon` stays on them.

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
    named.build().map_err(|error| refusals::database::no_threads(&error))
});

static TURN: Mutex<()> = Mutex::const_new(());

/// Waits until nobody else reads the whole network: two at once would need the memory of both. The turn ends when what is
/// returned is dropped.
pub(crate) async fn turn() -> MutexGuard<'static, ()> {
    TURN.lock().await
}

/// Does the work and waits for it, without keeping a thread from requests.
///
/// # Errors
/// The work panicked, or the system gives no threads.
pub(crate) async fn run<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let done = tokio::task::spawn_blocking(|| {
        let pool = POOL.as_ref().map_err(|why| Error::refused(why.as_str()))?;
        Ok(pool.install(work))
    });
    done.await.map_err(|stopped| Error::refused(stopped.to_string()))?
}
