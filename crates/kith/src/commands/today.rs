//! `kith today`.

use advice::words;
use app::features::settings;
use app::features::today::{self, TodayPage};
use model::DateFormat;
use serde::Serialize;

use super::{Outcome, Session, print_json};
use crate::args::TodayArgs;
use crate::show::say;

/// One suggestion, as JSON tells it.
#[derive(Serialize)]
struct Entry<'a> {
    person: &'a str,
    id: i64,
    slug: &'a str,
    organization: Option<&'a str>,
    reason: String,
    evidence: Vec<String>,
    gesture: String,
    warmth: Option<f64>,
    closeness: Option<f64>,
    loss: f64,
    reasons: &'a [advice::Reason],
    receipt: &'a model::Receipt,
}

/// Says whom to reach out to, and why.
pub async fn run(session: &Session, args: &TodayArgs) -> Outcome {
    let limit = match args.limit {
        Some(limit) => limit,
        None => today::limit_of(&session.cx, session.settings.today_limit.value).await?,
    };
    let page = today::today(&session.cx, session.moment(args.as_of)?, limit).await?;
    let dates = settings::preferences(&session.cx).await?.date_format;
    if session.json {
        return print_entries(&page, dates);
    }
    print(&page, dates);
    Ok(())
}

/// Prints the list as JSON.
pub fn print_entries(page: &TodayPage, dates: DateFormat) -> Outcome {
    print_json(&entries(page, dates))
}

fn entries(page: &TodayPage, dates: DateFormat) -> Vec<Entry<'_>> {
    page.today
        .chosen
        .iter()
        .map(|s| {
            let name = page.name(s.person);
            Entry {
                person: name,
                id: s.person.0,
                slug: page.who.get(&s.person.0).map_or("", |w| w.slug.as_str()),
                organization: page.positions.get(&s.person.0).map(|p| p.0.as_str()).filter(|o| !o.is_empty()),
                reason: words::reason_sentence(s, name, dates),
                evidence: words::evidence_lines(s, dates),
                gesture: words::gesture_phrase(s, name, dates),
                warmth: s.warmth,
                closeness: s.closeness,
                loss: s.loss,
                reasons: &s.reasons,
                receipt: &s.receipt,
            }
        })
        .collect()
}

/// Prints the list for reading.
pub fn print(page: &TodayPage, dates: DateFormat) {
    let day = page.today.as_of.strftime("%A, %-d %B %Y");
    let name_of = |person| page.name(person).to_owned();
    say!("{day}\n");
    if page.today.chosen.is_empty() {
        match page.done.len() {
            0 => say!("{}", words::nobody_due_sentence(&page.today, dates, name_of)),
            _ => say!("Done for today. `kith today -n {}` shows more.", page.done.len() * 2),
        }
    }
    for (n, entry) in entries(page, dates).iter().enumerate() {
        let at = entry.organization.map_or(String::new(), |o| format!(", {o}"));
        say!("{}. {}{at}", n + 1, entry.person);
        say!("   {}", entry.reason);
        say!("   → {}", entry.gesture);
        let numbers = entry.warmth.zip(entry.closeness);
        let numbers = numbers.map_or(String::new(), |(w, c)| format!("  ·  warmth {w:.0}, closeness {c:.0}"));
        say!("   {}{numbers}\n", entry.evidence.join(" · "));
    }
    if !page.done.is_empty() {
        let names: Vec<String> = page.done.iter().map(|h| page.name(h.person).to_owned()).collect();
        say!("Done today: {}.", words::figures::list(&names));
    }
    if page.today.let_go.count > 0 {
        let days = words::figures::Days { as_of: page.today.as_of, dates };
        say!("{}", words::let_go_sentence(&page.today.let_go, days, name_of));
    }
}
