//! Stopping without breaking off what has begun.

use std::time::Duration;

use crate::server::Server;

/// How long answers that have begun may still take.
pub const GRACE: Duration = Duration::from_secs(10);

/// Comes back when the process is told to stop (SIGINT or SIGTERM), having told all streams to end.
pub async fn told(server: Server) {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = interrupted => {}
        () = terminated() => {}
        () = server.stopping() => {}
    }
    server.stop();
}

#[cfg(unix)]
async fn terminated() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut signal) => _ = signal.recv().await,
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending().await
}
