//! What the server writes to standard error while it runs: words at a terminal, a line of JSON an event elsewhere.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

/// Which events are written, in the words of `tracing`: `info`, `web=debug`.
const FILTER: &str = "KITH_LOG";

/// Begins to write events. A terminal shows warnings, for whoever sits there wants the address and nothing else; a log
/// has every request.
pub fn begin() {
    let is_terminal = std::io::stderr().is_terminal();
    let unset = if is_terminal { "warn" } else { "info" };
    let filter = EnvFilter::try_from_env(FILTER).unwrap_or_else(|_| EnvFilter::new(unset));
    let events = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // It fails if somebody began already, which is as good.
    let _ = if is_terminal { events.try_init() } else { events.json().flatten_event(true).try_init() };
}
