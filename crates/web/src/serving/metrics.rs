//! What is counted: requests by route and status, how long they took and how much of it went into finding out who asks, and
//! the memory of the process.
//!
//! A route is counted by its pattern, so that no name is in the figures and their number is bounded.

use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

/// The upper ends of the histogram, in seconds.
const BUCKETS: [f64; 11] = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0];

/// The same of the door, where a thousandth of a second is much.
const DOOR_BUCKETS: [f64; 8] = [0.000_05, 0.000_1, 0.000_2, 0.000_5, 0.001, 0.005, 0.02, 0.1];

/// Bytes of a page of memory on the machines Kith runs on; larger pages only make the figure too small.
const PAGE_BYTES: i64 = 4096;

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Answered {
    method: String,
    route: String,
    status: u16,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Route {
    route: String,
}

/// The counters and the list they are told in.
pub struct Metrics {
    registry: Registry,
    requests: Family<Answered, Counter>,
    seconds: Family<Route, Histogram, fn() -> Histogram>,
    door: Histogram,
    memory: Gauge,
}

impl Default for Metrics {
    fn default() -> Metrics {
        let requests = Family::default();
        let seconds: Family<Route, Histogram, fn() -> Histogram> =
            Family::new_with_constructor(|| Histogram::new(BUCKETS));
        let (door, memory) = (Histogram::new(DOOR_BUCKETS), Gauge::default());
        let mut registry = Registry::with_prefix("kith");
        registry.register("requests", "Answers by method, route and status", requests.clone());
        registry.register_with_unit("request", "How long an answer took", Unit::Seconds, seconds.clone());
        let asks = "How long it took to find out who asks and what they may";
        registry.register_with_unit("door", asks, Unit::Seconds, door.clone());
        registry.register_with_unit("resident_memory", "Memory of the process", Unit::Bytes, memory.clone());
        Metrics { registry, requests, seconds, door, memory }
    }
}

impl Metrics {
    /// Counts an answer.
    pub fn count(&self, method: &str, route: &str, status: u16, took: Duration) {
        let answered = Answered { method: method.to_owned(), route: route.to_owned(), status };
        self.requests.get_or_create(&answered).inc();
        self.seconds.get_or_create(&Route { route: route.to_owned() }).observe(took.as_secs_f64());
    }

    /// Counts somebody who was known, or could not be told for a failure.
    pub fn count_comer(&self, took: Duration) {
        self.door.observe(took.as_secs_f64());
    }

    /// Everything counted, as text.
    pub fn text(&self) -> String {
        if let Some(bytes) = resident_bytes() {
            self.memory.set(bytes);
        }
        let mut text = String::new();
        // Writing into a string does not fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}

/// The memory of this process that is in use; `None` where the system does not tell it in `/proc`.
fn resident_bytes() -> Option<i64> {
    let pages: i64 = std::fs::read_to_string("/proc/self/statm").ok()?.split(' ').nth(1)?.parse().ok()?;
    Some(pages * PAGE_BYTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_told_by_route() {
        let metrics = Metrics::default();
        metrics.count("GET", "/people/{slug}", 200, Duration::from_millis(3));
        metrics.count("GET", "/people/{slug}", 404, Duration::from_millis(3));
        let text = metrics.text();
        assert!(
            text.contains(r#"kith_requests_total{method="GET",route="/people/{slug}",status="404"} 1"#),
            "{text}"
        );
        assert!(text.contains(r#"kith_request_seconds_count{route="/people/{slug}"} 2"#), "{text}");
    }
}
