//! Figures of a whole network, as `kith lab measure --summary` prints them.

use std::time::Instant;

use serde::Serialize;
use serde_json::{Map, Value, json};

/// What was found; what was not asked for is left out.
#[derive(Default, Serialize)]
pub struct Summary {
    pub nodes: usize,
    pub edges: usize,
    pub weight: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub components: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub largest_component: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub largest_core: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub communities: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modularity: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transitivity: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mean_constraint: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mean_effective_size: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub articulation_points: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bridges: Option<usize>,
    /// From how many nodes betweenness was searched; exact if from all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub searched_from: Option<usize>,
    seconds: Map<String, Value>,
}

impl Summary {
    /// Notes how long a measure took.
    pub fn took(&mut self, measure: &str, since: Instant) {
        self.seconds.insert(measure.to_owned(), json!(since.elapsed().as_secs_f64()));
    }

    /// Everything as JSON, with the time since the beginning, the threads and the most memory held (where the system
    /// tells it).
    pub fn json(mut self, begun: Instant) -> Result<String, serde_json::Error> {
        self.took("total", begun);
        let mut all = serde_json::to_value(self)?;
        all["threads"] = json!(rayon::current_num_threads());
        all["peak_memory_mib"] = json!(peak_memory());
        serde_json::to_string_pretty(&all)
    }
}

/// The mean of those that are numbers.
pub fn mean(values: &[f64]) -> Option<f64> {
    let numbers = || values.iter().filter(|value| !value.is_nan());
    let count = numbers().count();
    (count > 0).then(|| numbers().sum::<f64>() / count as f64)
}

/// In MiB, as Linux tells it.
fn peak_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: f64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kib / 1024.0)
}
