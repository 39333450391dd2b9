//! `kith people` and `kith person`.

use advice::words;
use app::features::people::{self, Habits, Page, Row, TieFigures};
use app::features::settings;
use jiff::Timestamp;
use jiff::civil::Date;
use model::Receipt;
use web::look::{Look, Theme};

use super::{Outcome, Session, print_json};
use crate::args::{PeopleArgs, PersonArgs};
use crate::show::say;
use crate::show::{Table, days};

/// Lists people.
pub async fn list(session: &Session, args: &PeopleArgs) -> Outcome {
    if args.kept_out {
        return kept_out(session, args.limit).await;
    }
    let as_of = session.moment(args.as_of)?;
    let rows = match &args.query {
        Some(query) => people::find(&session.cx, query, as_of, args.limit).await?,
        None => people::list(&session.cx, as_of, args.limit).await?,
    };
    if session.json {
        return print_json(&rows);
    }
    if rows.is_empty() {
        match &args.query {
            Some(query) => say!("nobody has “{query}” in their name or address"),
            None => say!("nobody yet: `kith import` brings people in"),
        }
        return Ok(());
    }
    let mut table = Table::new(&[
        "name",
        "warmth",
        "closeness",
        "usual gap",
        "silent",
        "drift",
        "last contact",
        "number",
    ]);
    let day = session.day_of(as_of);
    rows.iter().for_each(|row| table.row(&cells(row, day)));
    table.print();
    Ok(())
}

fn cells(row: &Row, day: Date) -> Vec<String> {
    let id = format!("#{}", row.who.id);
    let name = match row.who.nature {
        "person" => row.who.name.clone(),
        other => format!("{} ({})", row.who.name, other.replace('_', " ")),
    };
    match &row.tie {
        Some(t) => vec![
            name,
            t.warmth.map_or("–".into(), |warmth| format!("{warmth:.0}")),
            t.closeness.map_or("–".into(), |closeness| format!("{closeness:.0}")),
            rhythm(t, "no rhythm yet"),
            t.warmth.map_or("colleague".into(), |_| days(t.silent_for(day).into())),
            t.drift.map_or(String::new(), |drift| format!("{drift:.0}")),
            t.last_contact.to_string(),
            id,
        ],
        None => vec![
            name,
            "–".into(),
            "–".into(),
            "–".into(),
            "no contact yet".into(),
            String::new(),
            "–".into(),
            id,
        ],
    }
}

/// The usual gap; a dash where it is not told.
fn rhythm(tie: &TieFigures, without: &str) -> String {
    match (tie.warmth, tie.usual_gap_days) {
        (None, _) => "–".into(),
        (_, Some(gap)) => days(gap.round() as i64),
        (_, None) => without.into(),
    }
}

async fn kept_out(session: &Session, limit: usize) -> Outcome {
    let out = people::kept_out(&session.cx, i64::try_from(limit)?).await?;
    if session.json {
        return print_json(&out);
    }
    let mut table = Table::new(&["name", "is", "number"]);
    for who in out {
        table.row(&[who.name, who.nature.replace('_', " "), format!("#{}", who.id)]);
    }
    table.print();
    Ok(())
}

/// Shows one person.
pub async fn person(session: &Session, args: &PersonArgs) -> Outcome {
    let as_of = session.moment(args.as_of)?;
    let id = people::one(&session.cx, &args.name.join(" "), as_of).await?;
    let page = people::page(&session.cx, id, as_of).await?;
    if session.json {
        return print_json(&page);
    }
    let preferences = settings::preferences(&session.cx).await?;
    let look = Look { today: session.day_of(as_of), ..Look::of(preferences, Theme::System, session.cx.now) };
    print_page(&page, &look);
    Ok(())
}

/// A day in a list: all of the same width.
fn listed(look: &Look, day: Date) -> String {
    format!("{:<12}", look.day_short(day))
}

fn print_page(page: &Page, look: &Look) {
    say!("{} (#{})", page.who.name, page.who.id);
    if page.who.nature != "person" {
        say!("  kept out of the network: a {}", page.who.nature.replace('_', " "));
    }
    for (organization, title) in &page.positions {
        let words = [title.as_str(), organization.as_str()].into_iter().filter(|t| !t.is_empty());
        say!("  {}", words.collect::<Vec<_>>().join(", "));
    }
    for a in &page.addresses {
        let day = |at: Timestamp| look.day(at.to_zoned(look.zone.clone()).date());
        let seen = a.last_seen.map_or(String::new(), |at| format!(", last used {}", day(at)));
        let bounced = a.bounced_at.map_or(String::new(), |at| format!(", mail came back {}", day(at)));
        say!("  {} {}{seen}{bounced}", a.kind, a.value);
    }
    match &page.tie {
        Some(tie) => print_tie(tie, page, look),
        None => say!("\nno contact yet"),
    }
    if !page.timeline.is_empty() {
        say!("\nlatest");
        for e in &page.timeline {
            let group = if e.counts { "" } else { "  (not counted as contact)" };
            let arrow = if e.from_them { "from them" } else { "to them or with them" };
            say!("  {}  {:<9} {:<20} {}{group}", listed(look, e.day), e.kind, arrow, e.title);
        }
    }
    for (at, text) in &page.notes {
        say!("\nnote of {}\n  {text}", look.day_time(*at));
    }
}

fn print_tie(tie: &TieFigures, page: &Page, look: &Look) {
    let day = look.today;
    match (tie.warmth, tie.usual_gap_days) {
        (None, _) => {
            say!("\na colleague: {}", words::of_a_colleague(tie.last_contact, None, look.days()));
        }
        (_, Some(gap)) => {
            let (gap, silence) = (days(gap.round() as i64), days(tie.silent_for(day).into()));
            say!("\nusual gap {gap}, silent for {silence}");
        }
        (_, None) => say!("\nno rhythm yet, silent for {}", days(tie.silent_for(day).into())),
    }
    if let Some(drifting) = &page.drifting {
        say!("drifting: {}", words::evidence_of_drift(drifting));
    }
    let [sent, received, mutual] = tie.touches;
    say!(
        "{} days of contact since {}: {sent} touches by you, {received} by them, {mutual} together",
        tie.active_days,
        look.day(tie.first_contact)
    );
    print_receipt("warmth", page.warmth_receipt.as_ref());
    if let Some(chance) = tie.p_30_days {
        say!("  (chance of contact within 30 days: {:.0} %)", chance * 100.0);
    }
    print_receipt("drift", page.drift_receipt.as_ref());
    print_receipt("closeness", page.closeness_receipt.as_ref());
    page.habits.iter().for_each(|habits| print_habits(habits, look));
    if let Some(before) = &page.quarter_ago {
        say!("\na quarter before, on {}:", look.day(before.day));
        print_receipt("warmth", Some(&before.warmth_receipt));
        print_receipt("closeness", Some(&before.closeness_receipt));
    }
}

/// Who begins and who answers, as far as it is known.
fn print_habits(habits: &Habits, look: &Look) {
    if let Some(starts) = &habits.initiative {
        say!(
            "\nbegan again after {:.0} days of silence or more: you {} times, they {}, {} times not to be told ({} to {})",
            starts.silence_days,
            starts.by_owner,
            starts.by_them,
            starts.by_both,
            look.day(starts.days.0),
            look.day(starts.days.1)
        );
    }
    for (who, answers) in [("they answer", &habits.they_answer), ("you answer", &habits.owner_answers)] {
        let Some(answers) = answers else { continue };
        let clock = answers.zone.as_deref().unwrap_or("your clock, theirs is not known");
        say!(
            "{who} within {:.1} working hours (median of {} answers, {} to {}; weekdays {} to {}, {clock})",
            answers.median_hours,
            answers.answers,
            look.day(answers.days.0),
            look.day(answers.days.1),
            look.full_hour(8),
            look.full_hour(18)
        );
    }
}

fn print_receipt(name: &str, receipt: Option<&Receipt>) {
    let Some(receipt) = receipt else { return };
    say!("\n{name} {:.0}", receipt.value);
    say!("  {:>6.1}  to begin with", receipt.baseline);
    for term in receipt.terms.iter().filter(|t| t.share.abs() >= 0.05) {
        say!("  {:>+6.1}  {}", term.share, words::receipt_term(term));
    }
}
