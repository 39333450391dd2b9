//! What every request shares: the open program and what the binary decided.

use app::App;

use crate::Config;

/// Shared by all requests; cheap to clone.
#[derive(Clone)]
pub struct Server {
    /// The open program.
    pub app: App,
    /// What the binary decided.
    pub config: Config,
}

impl Server {
    /// A server over an open program.
    pub fn new(app: App, config: Config) -> Server {
        Server { app, config }
    }
}
