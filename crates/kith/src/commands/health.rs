//! `kith health`: how the network is doing as a whole.

use app::features::health::{self, Figures, Spread};

use super::{Outcome, Session, print_json};
use crate::args::HealthArgs;
use crate::show::{Table, say};

/// Shows each measure beside its value of a quarter before.
pub async fn run(session: &Session, args: &HealthArgs) -> Outcome {
    let health = health::as_of(&session.cx, session.moment(args.as_of)?).await?;
    if session.json {
        return print_json(&health);
    }
    let mut table = Table::new(&["measure", &health.now.day.to_string(), &health.before.day.to_string()]);
    for ((name, now), (_, before)) in lines(&health.now).into_iter().zip(lines(&health.before)) {
        table.row(&[name.to_owned(), now, before]);
    }
    table.print();
    let (gained, lost) = (health.named.gained.0, health.named.lost.0);
    say!("bridging ties gained {gained}, lost {lost}");
    Ok(())
}

fn lines(figures: &Figures) -> Vec<(&'static str, String)> {
    let two = |value: f64| format!("{value:.2}");
    let percent = |share: Option<f64>| share.map_or("–".into(), |share| format!("{:.0} %", share * 100.0));
    let index = |value: Option<f64>| value.map_or("–".into(), |value| format!("{value:+.2}"));
    let spread = |spread: &Spread| format!("{} (of {} known)", two(spread.blau), spread.known);
    vec![
        ("live ties", figures.live.to_string()),
        ("diversity of industries", spread(&figures.industries)),
        ("diversity of countries", spread(&figures.countries)),
        ("diversity of functions", spread(&figures.functions)),
        ("diversity of levels", spread(&figures.levels)),
        ("answered", percent(figures.reciprocity.share())),
        ("touches with the top ten", percent(figures.concentration.share())),
        ("concentration (Gini)", two(figures.concentration.gini)),
        ("E-I by ties", index(figures.mixing.and_then(|split| split.by_ties()))),
        ("E-I by touches", index(figures.mixing.and_then(|split| split.by_touches()))),
        ("strong ties among others", figures.bonds.strong.to_string()),
        ("bridging ties among others", figures.bonds.bridging.to_string()),
        ("organizations held by one tie", figures.single_threaded.to_string()),
    ]
}
