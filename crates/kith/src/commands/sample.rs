//! `kith sample`: fills the database with an invented network, for benchmarks.

use app::features::capture;

use super::{Outcome, Session, import, print_json};
use crate::args::SampleArgs;

/// Fills the database through the writing half of an import, so that people, ties and numbers are really derived.
pub async fn run(session: &Session, args: &SampleArgs) -> Outcome {
    let today = session.cx.now.to_zoned(session.cx.app.zone.clone()).date();
    let (people, interactions, seed) = (args.people, args.interactions, args.seed);
    let label =
        format!("a sample of {people} people and {interactions} interactions, seed {seed}, up to {today}");
    let items = sample::flood(people, interactions, seed, today);
    let me = vec![sample::FLOOD_OWNER.to_owned()];
    let mut line = import::ProgressLine::new("{bar:30} {percent}%  {msg}  {per_sec}, {eta} left");
    let totals = capture::import_items(&session.cx, &label, items, me, &mut |p| {
        line.show(p.records.min(interactions), interactions, || format!("{} records", p.records));
    })
    .await?;
    line.finish();
    if session.json {
        return print_json(&totals);
    }
    import::print_totals(&totals, false);
    Ok(())
}
