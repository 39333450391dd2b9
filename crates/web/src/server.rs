//! What every request shares: the open program, what the binary decided, the counters, and the word to stop.

use std::sync::Arc;

use app::App;
use tokio::sync::watch;

use crate::Config;
use crate::serving::door::Decisions;
use crate::serving::metrics::Metrics;
use crate::serving::turns::Turns;

/// Shared by all requests; cheap to clone.
#[derive(Clone)]
pub struct Server {
    /// The open program.
    pub app: App,
    /// What the binary decided.
    pub config: Config,
    /// What is counted.
    pub metrics: Arc<Metrics>,
    /// The turns of the pages.
    pub turns: Arc<Turns>,
    /// Who may ask for what.
    pub decisions: Arc<Decisions>,
    stop: watch::Sender<bool>,
}

impl Server {
    /// A server over an open program.
    pub fn new(app: App, config: Config) -> Server {
        Server {
            app,
            config,
            metrics: Arc::default(),
            turns: Arc::default(),
            decisions: Arc::default(),
            stop: watch::Sender::new(false),
        }
    }

    /// The same with the table of who may ask for what.
    pub(crate) fn deciding_by(self, decisions: Decisions) -> Server {
        Server { decisions: Arc::new(decisions), ..self }
    }

    /// Says to all who wait for it that the server stops.
    pub fn stop(&self) {
        self.stop.send_replace(true);
    }

    /// The word to stop, for those who wait for it and for something else as well.
    pub fn stop_word(&self) -> watch::Receiver<bool> {
        self.stop.subscribe()
    }

    /// Comes back when the server stops: whatever answers without end, such as a stream of events, ends then.
    pub async fn stopping(&self) {
        // It fails only when no server is left, which is the same answer.
        let _ = self.stop.subscribe().wait_for(|stops| *stops).await;
    }
}
