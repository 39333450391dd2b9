//! Pages take turns: first come, first served, a few at a time.
//!
//! Where more pages are asked for than there are cores, all of them at once would share the cores, and each would come as
//! late as the last; a small page would wait for the large ones that came after it. In turns the last comes no later, and
//! all others sooner.

use std::num::NonZero;
use std::time::Duration;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use tokio::sync::Semaphore;

/// Pages made at once for each core: while one waits for the database, another is made.
const A_CORE: usize = 2;

/// After so long a request goes on without its turn, so that nobody waits for ever behind one that is stuck.
const LONGEST_WAIT: Duration = Duration::from_millis(500);

/// The turns; as many at once as there are permits.
pub struct Turns(Semaphore);

impl Default for Turns {
    fn default() -> Turns {
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        Turns(Semaphore::new(cores * A_CORE))
    }
}

impl Turns {
    /// Answers a look at a page in its turn. A change takes as long as it takes, and an upload too: these do not wait.
    pub async fn take(&self, request: Request, next: Next) -> Response {
        if !request.method().is_safe() {
            return next.run(request).await;
        }
        let turn = tokio::time::timeout(LONGEST_WAIT, self.0.acquire()).await;
        let response = next.run(request).await;
        drop(turn);
        response
    }
}
