//! The development sets and how predictions on them are judged.
//!
//! As the data's own README says: at a cut T only touches at or before T may be used; judged are ordered
//! pairs with two touches or more between them whose ego has twenty or more; the label is any touch in (T, T
//! + H], the volume how many.

use std::collections::HashMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use network::score::{Settings, TouchesReader, score};

use crate::boosted::{Boosted, Chances};
use crate::drift::{Fading, fading};
use crate::measures::Judged;

const DAY: f64 = 86_400.0;

/// A development set, the days at which it is cut, and the horizon in days.
pub struct Set {
    /// The file's name without `.csv.gz`.
    pub name: &'static str,
    /// Days since the first touch.
    pub cuts: &'static [f64],
    /// Days looked ahead.
    pub horizon_days: f64,
    /// Days of contact a tie must have before its fading is judged.
    pub days_needed: usize,
}

/// The sets that are in the folder.
pub const SETS: [Set; 3] = [
    Set { name: "eu_email", cuts: &[300.0, 360.0, 420.0, 480.0], horizon_days: 30.0, days_needed: 8 },
    Set { name: "college_msg", cuts: &[68.0, 82.0, 110.0, 138.0], horizon_days: 14.0, days_needed: 8 },
    Set { name: "invs13_meet", cuts: &[4.6, 7.8], horizon_days: 3.0, days_needed: 3 },
];

/// A touch as the file gives it.
#[derive(Clone, Copy)]
pub struct Touch {
    /// Seconds.
    pub time: i64,
    /// Who.
    pub src: u32,
    /// Whom.
    pub dst: u32,
}

/// A file, as text and as touches in order of time.
pub struct Data {
    text: Vec<u8>,
    touches: Vec<Touch>,
    boosted: Option<Boosted>,
}

/// What predicts: a name, and whether its scores are probabilities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Minus the time since the last touch.
    Recency,
    /// The number of touches.
    Frequency,
    /// Σ log2(1 + n) · (1 + age)^-0.75 over days.
    Memory,
    /// Σ 2^(−age / 7 days) over touches: the interactions rank of Roth et al. 2010, both directions alike.
    InteractionsRank,
    /// Gradient boosting on the file's own past (`bench/fit/boosted.py`).
    Boosted,
    /// Kith by the constants of a new installation.
    Kith,
    /// Kith refitted on the file's own past.
    KithCalibrated,
}

impl Method {
    /// All of them, in the order of the table.
    pub const ALL: [Method; 7] = [
        Method::Recency,
        Method::Frequency,
        Method::Memory,
        Method::InteractionsRank,
        Method::Boosted,
        Method::Kith,
        Method::KithCalibrated,
    ];

    /// As the table says it.
    pub fn name(self) -> &'static str {
        match self {
            Method::Recency => "recency",
            Method::Frequency => "frequency",
            Method::Memory => "memory d=0.75",
            Method::InteractionsRank => "Google IR, 7 days",
            Method::Boosted => "boosted, own past",
            Method::Kith => "Kith, fixed",
            Method::KithCalibrated => "Kith, --calibrate",
        }
    }

    /// True if its scores say "so likely".
    pub fn is_probability(self) -> bool {
        matches!(self, Method::Boosted | Method::Kith | Method::KithCalibrated)
    }
}

/// The judged pairs of each ego at one cut.
pub type Egos = Vec<Vec<Judged>>;

impl Data {
    /// Reads a set from the folder.
    ///
    /// # Errors
    /// The file is not there, or not gzip, or a row is not a touch.
    pub fn read(folder: &Path, set: &Set) -> std::io::Result<Data> {
        let path = folder.join(format!("{}.csv.gz", set.name));
        let mut text = Vec::new();
        flate2::read::MultiGzDecoder::new(std::fs::File::open(&path)?).read_to_end(&mut text)?;
        let rows = String::from_utf8_lossy(&text);
        let touches: Option<Vec<Touch>> = rows.lines().skip(1).map(touch).collect();
        let touches = touches
            .ok_or_else(|| std::io::Error::other(format!("{}: a row is not a touch", path.display())))?;
        Ok(Data { text, touches, boosted: None })
    }

    /// The same with the gradient-boosted reference beside it.
    pub fn with(self, boosted: Boosted) -> Data {
        Data { boosted: Some(boosted), ..self }
    }

    /// True if the method can be asked: the reference only where it was made.
    pub fn has(&self, method: Method) -> bool {
        method != Method::Boosted || self.boosted.is_some()
    }

    /// All touches, in order of time.
    pub fn touches(&self) -> &[Touch] {
        &self.touches
    }

    /// What a method says at a cut, judged by what came.
    pub fn judge(&self, method: Method, cut_days: f64, horizon_days: f64) -> Egos {
        let as_of = self.touches[0].time + (cut_days * DAY) as i64;
        let until = as_of + (horizon_days * DAY) as i64;
        let split = self.touches.partition_point(|t| t.time <= as_of);
        let end = self.touches.partition_point(|t| t.time <= until);
        let (past, future) = (&self.touches[..split], &self.touches[split..end]);
        let ties = by_pair(past);
        let scores = match method {
            Method::Kith => self.kith(Settings { as_of, horizon_days, calibrate: false }, |row| row.p_touch),
            Method::KithCalibrated => {
                self.kith(Settings { as_of, horizon_days, calibrate: true }, |row| row.p_touch)
            }
            Method::Recency => scored(&ties, |times| times[times.len() - 1] as f64),
            Method::Frequency => scored(&ties, |times| times.len() as f64),
            Method::Memory => scored(&ties, |times| memory(times, as_of)),
            Method::InteractionsRank => scored(&ties, |times| interactions_rank(times, as_of)),
            Method::Boosted => self.of_boosted(cut_days, Chances::touched),
        };
        let volumes = by_pair(future);
        egos(&ties, &scores, &volumes)
    }

    /// How well a method tells which ties fade: AUC of silence and of collapse.
    pub fn fading(&self, method: Method, cut_days: f64, set: &Set) -> [f64; 2] {
        let as_of = self.touches[0].time + (cut_days * DAY) as i64;
        let (past, future) = self.touches.split_at(self.touches.partition_point(|t| t.time <= as_of));
        let (ties, after) = (by_pair(past), by_pair(future));
        let settings =
            Settings { as_of, horizon_days: set.horizon_days, calibrate: method == Method::KithCalibrated };
        let scores = match method {
            Method::Kith | Method::KithCalibrated => self.kith(settings, |row| row.drift),
            Method::Recency => scored(&ties, |times| -(times[times.len() - 1] as f64)),
            Method::Frequency => scored(&ties, |times| -(times.len() as f64)),
            Method::Memory => scored(&ties, |times| -memory(times, as_of)),
            Method::InteractionsRank => scored(&ties, |times| -interactions_rank(times, as_of)),
            Method::Boosted => self.of_boosted(cut_days, Chances::silent),
        };
        let known = touches_of_each(&ties);
        let judged: Vec<Fading<'_>> = ties
            .iter()
            .filter(|(_, times)| times.len() >= 2)
            .map(|(pair, times)| Fading {
                past: times,
                future: after.get(pair).map_or(&[], Vec::as_slice),
                score: scores.get(pair).copied().unwrap_or(f64::NAN),
                egos: [pair.0, pair.1].iter().filter(|&ego| known[ego] >= 20).count(),
            })
            .collect();
        fading(&judged, as_of, set.horizon_days, set.days_needed)
    }

    fn of_boosted(&self, cut_days: f64, chance: fn(&Chances) -> f64) -> HashMap<(u32, u32), f64> {
        let of_cut = self.boosted.iter().flat_map(|boosted| boosted.at(cut_days));
        of_cut.map(|(&pair, chances)| (pair, chance(chances))).collect()
    }

    fn kith(
        &self,
        settings: Settings,
        score_of: impl Fn(&network::score::Row<'_>) -> f64,
    ) -> HashMap<(u32, u32), f64> {
        let mut reader = TouchesReader::new(settings.as_of);
        reader.push(&self.text);
        let scores = score(reader.finish(), &settings);
        let row = |row: network::score::Row<'_>| {
            Some(((row.ego.parse().ok()?, row.contact.parse().ok()?), score_of(&row)))
        };
        scores.rows().filter_map(row).filter(|((ego, contact), _)| ego < contact).collect()
    }
}

fn touch(line: &str) -> Option<Touch> {
    let mut fields = line.split(',');
    let (time, src, dst) = (fields.next()?, fields.next()?, fields.next()?);
    Some(Touch { time: time.parse().ok()?, src: src.parse().ok()?, dst: dst.parse().ok()? })
}

/// The times of each pair's touches, ascending, the smaller id first.
fn by_pair(touches: &[Touch]) -> HashMap<(u32, u32), Vec<i64>> {
    let mut ties: HashMap<(u32, u32), Vec<i64>> = HashMap::new();
    for touch in touches.iter().filter(|t| t.src != t.dst) {
        ties.entry((touch.src.min(touch.dst), touch.src.max(touch.dst))).or_default().push(touch.time);
    }
    ties
}

fn scored(ties: &HashMap<(u32, u32), Vec<i64>>, score: impl Fn(&[i64]) -> f64) -> HashMap<(u32, u32), f64> {
    ties.iter().map(|(&pair, times)| (pair, score(times))).collect()
}

/// The baseline of the specification, written anew here so that it does not share Kith's mistakes.
fn memory(times: &[i64], as_of: i64) -> f64 {
    let days = times.chunk_by(|a, b| a.div_euclid(86_400) == b.div_euclid(86_400));
    let of_day = |day: &[i64]| {
        let age = (as_of - day[day.len() - 1]) as f64 / DAY;
        (1.0 + day.len() as f64).log2() * (1.0 + age).powf(-0.75)
    };
    days.map(of_day).sum()
}

/// Every touch halved for each week of its age.
fn interactions_rank(times: &[i64], as_of: i64) -> f64 {
    times.iter().map(|&time| (-((as_of - time) as f64 / DAY) / 7.0).exp2()).sum()
}

/// How many touches everyone had.
fn touches_of_each(ties: &HashMap<(u32, u32), Vec<i64>>) -> HashMap<u32, usize> {
    let mut known: HashMap<u32, usize> = HashMap::new();
    for (&(a, b), times) in ties {
        *known.entry(a).or_default() += times.len();
        *known.entry(b).or_default() += times.len();
    }
    known
}

/// The judged pairs by ego, in the order of ids so that every run sums alike.
fn egos(
    ties: &HashMap<(u32, u32), Vec<i64>>,
    scores: &HashMap<(u32, u32), f64>,
    volumes: &HashMap<(u32, u32), Vec<i64>>,
) -> Egos {
    let known = touches_of_each(ties);
    let mut judged: Vec<(u32, u32, Judged)> = Vec::new();
    let mut pairs: Vec<&(u32, u32)> =
        ties.iter().filter(|(_, times)| times.len() >= 2).map(|(pair, _)| pair).collect();
    pairs.sort_unstable();
    for (pair, tie) in pairs.into_iter().zip(0..) {
        let score = scores.get(pair).copied().unwrap_or(f64::NAN);
        let volume = volumes.get(pair).map_or(0, |times| times.len() as u32);
        let sides = [(pair.0, pair.1), (pair.1, pair.0)].into_iter().filter(|(ego, _)| known[ego] >= 20);
        judged.extend(sides.map(|(ego, contact)| (ego, contact, Judged { score, volume, tie })));
    }
    judged.sort_by_key(|&(ego, contact, _)| (ego, contact));
    judged.chunk_by(|a, b| a.0 == b.0).map(|ego| ego.iter().map(|j| j.2).collect()).collect()
}

/// Where the data are: what was asked for, else `KITH_SHARED`, else `../shared` beside the workspace; then
/// `ties` in it.
pub fn folder(asked: Option<PathBuf>) -> PathBuf {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    asked.unwrap_or_else(|| std::env::var_os("KITH_SHARED").map_or_else(beside, PathBuf::from).join("ties"))
}
