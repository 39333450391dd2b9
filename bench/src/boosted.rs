//! The gradient-boosted reference: asks `bench/fit/boosted.py` what scikit-learn makes of a set's own past.
//!
//! Kept out of Kith itself: it is there to show what a general learner would gain over a few named terms.

use std::collections::HashMap;
use std::io::{Error, Result};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::protocol::Set;

/// What the reference says of a pair at a cut.
pub struct Chances {
    touched: f64,
    silent: f64,
}

impl Chances {
    /// That the two touch within the horizon.
    pub fn touched(&self) -> f64 {
        self.touched
    }

    /// That they fall silent.
    pub fn silent(&self) -> f64 {
        self.silent
    }
}

/// What it says of each pair, the smaller id first.
type Pairs = HashMap<(u32, u32), Chances>;

/// The reference's answers at each cut, in days.
pub struct Boosted(Vec<(f64, Pairs)>);

impl Boosted {
    /// Learns from a set and asks it, with a Python that has scikit-learn.
    ///
    /// # Errors
    /// Python or its packages are not there, or it says something else.
    pub fn ask(python: &Path, folder: &Path, set: &Set) -> Result<Boosted> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("fit/boosted.py");
        let said = Command::new(python)
            .arg(script)
            .args([folder.as_os_str(), set.name.as_ref()])
            .args([set.horizon_days].iter().chain(set.cuts).map(f64::to_string))
            .stderr(Stdio::inherit())
            .output()?;
        if !said.status.success() {
            return Err(Error::other(format!("bench/fit/boosted.py: {}", said.status)));
        }
        let mut cuts: Vec<_> = set.cuts.iter().map(|&cut| (cut, Pairs::new())).collect();
        for line in String::from_utf8_lossy(&said.stdout).lines() {
            let row = row(line).ok_or_else(|| Error::other(format!("bench/fit/boosted.py said: {line}")))?;
            let of_cut = cuts.iter_mut().find(|(cut, _)| *cut == row.0);
            of_cut.map(|(_, pairs)| pairs.insert(row.1, row.2));
        }
        Ok(Boosted(cuts))
    }

    /// What it says at a cut.
    pub fn at(&self, cut_days: f64) -> impl Iterator<Item = (&(u32, u32), &Chances)> {
        self.0.iter().filter(move |(cut, _)| *cut == cut_days).flat_map(|(_, pairs)| pairs)
    }
}

/// `cut,lower,higher,p_touch,p_silent`.
fn row(line: &str) -> Option<(f64, (u32, u32), Chances)> {
    let mut fields = line.split(',');
    let cut = fields.next()?.parse().ok()?;
    let pair = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    let (touched, silent) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    Some((cut, pair, Chances { touched, silent }))
}
