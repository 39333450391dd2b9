//! `kith everything`, `kith forget` and `kith retention`: what is held about one human, and what goes for good.

use std::io::{IsTerminal, Write};

use app::features::keeping::human::{
    self, AddressHeld, ContactHeld, Everything, Foreseen, NameHeld, TieHeld,
};
use app::features::keeping::retention;
use app::features::people;
use jiff::Timestamp;

use super::{Failure, Outcome, Session, print_json};
use crate::args::{EverythingArgs, ForgetArgs, RetentionArgs, RetentionCommand};
use crate::show::{Table, say};

/// Shows everything about one human.
pub async fn everything(session: &Session, args: &EverythingArgs) -> Outcome {
    let person = people::one(&session.cx, &args.name.join(" "), session.cx.now).await?;
    let all = human::everything(&session.cx, person).await?;
    if session.json {
        return print_json(&all);
    }
    print_everything(&all);
    Ok(())
}

fn print_everything(all: &Everything) {
    say!("{} ({}), {}", all.name, all.nature, all.uid);
    section("recognised as the same", all.recognised.iter().cloned());
    section("addresses", all.addresses.iter().map(address));
    let name = |n: &NameHeld| format!("{}  by {}, {} times, of {}", n.name, n.given_by, n.uses, n.address);
    section("names", all.names.iter().map(name));
    section(
        "positions",
        all.positions.iter().map(|p| format!("{}, {}  seen {}", p.title, p.organization, p.seen)),
    );
    section("cards", all.cards.iter().map(|c| format!("{}: {}  seen {}", c.kind, c.value, c.seen)));
    section("said by you", all.said.iter().map(|s| format!("{}: {}", s.kind, s.value)));
    section("notes", all.notes.iter().map(|n| format!("{}  {}", day(n.at), n.text)));
    section("records", all.records.iter().map(|r| format!("{}  in {}", r.place, r.source)));
    section("interactions", all.contacts.iter().map(contact));
    let tie = |t: &TieHeld| format!("{}  {} touches, {} to {}", t.with, t.touches, t.first, t.last);
    section("ties", all.ties.iter().map(tie));
    section("acts", all.acts.iter().map(|a| format!("{}  {}", day(a.at), a.what)));
    section("asked and suggested", all.handed.iter().map(|h| format!("{}  {}", day(h.at), h.value)));
    section("introductions", all.introductions.iter().map(|i| format!("{}  {}", day(i.at), i.value)));
    section("not on Today", all.dismissals.iter().map(|d| format!("{}  {}", day(d.at), d.value)));
    section("legal holds", all.holds.iter().map(|h| format!("{}: {}, by {}", h.what(), h.reason, h.set_by)));
}

fn section(name: &str, lines: impl ExactSizeIterator<Item = String>) {
    if lines.len() > 0 {
        say!("\n{name} ({})", lines.len());
        lines.for_each(|line| say!("  {}", line.replace('\n', " ")));
    }
}

fn address(held: &AddressHeld) -> String {
    let told: Vec<String> = held.sources.iter().map(|(source, n)| format!("{n} in {source}")).collect();
    format!("{} {}  {}", held.kind, held.address, told.join(", "))
}

fn contact(held: &ContactHeld) -> String {
    let places: Vec<&str> = held.records.iter().map(|r| r.place.as_str()).collect();
    let ContactHeld { at, kind, part, address, title, .. } = held;
    format!("{}  {kind} {part} {address}  {title}  {}", day(*at), places.join(", "))
}

fn day(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d").to_string()
}

/// Forgets one human, after asking.
pub async fn forget(session: &Session, args: &ForgetArgs) -> Outcome {
    if args.list {
        return list_forgotten(session).await;
    }
    if args.drop_backups {
        say!("{}", human::drop_copies(&session.cx).await?.subject);
        return Ok(());
    }
    if let Some(address) = &args.let_in {
        let done = human::let_in(&session.cx, address).await?;
        say!("{}", done.subject);
        return Ok(());
    }
    let person = people::one(&session.cx, &args.name.join(" "), session.cx.now).await?;
    let foreseen = human::foresee(&session.cx, person).await?;
    if !args.yes && !is_confirmed(&foreseen)? {
        return Err(Failure("nothing was forgotten".into()));
    }
    let done = human::forget(&session.cx, foreseen.person).await?;
    if session.json {
        return print_json(&done);
    }
    say!("{}", done.subject);
    if let Some(why) = &done.unclean {
        eprintln!("The space that this set free could not be written anew: {why}");
    }
    Ok(())
}

fn is_confirmed(foreseen: &Foreseen) -> Result<bool, Failure> {
    let Foreseen { name, addresses, contacts, shared, notes, .. } = foreseen;
    if !std::io::stdin().is_terminal() {
        return Err(Failure("nobody is there to ask: say --yes if this is meant".into()));
    }
    eprintln!("{name}: {addresses} addresses, {contacts} interactions and {notes} notes are erased;");
    eprintln!("{shared} interactions with others stay, without {name}.");
    for (slug, name) in &foreseen.namesakes {
        eprintln!("Someone else is called {name} as well ({slug}), and stays.");
    }
    eprint!("This cannot be taken back. Type the name to go on: ");
    std::io::stderr().flush()?;
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    Ok(answer.trim() == name)
}

async fn list_forgotten(session: &Session) -> Outcome {
    let all = human::forgotten(&session.cx).await?;
    if session.json {
        return print_json(&all);
    }
    let mut table =
        Table::new(&["act", "when", "addresses kept out", "backups that hold them", "until at most"]);
    for one in all {
        let when = one.at.to_zoned(session.cx.app.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
        let until = match one.backups_until {
            Some(day) => day.to_string(),
            None if one.backups > 0 => "they are deleted".into(),
            None => String::new(),
        };
        table.row(&[one.act.to_string(), when, one.addresses.to_string(), one.backups.to_string(), until]);
    }
    table.print();
    Ok(())
}

/// Erases what is older than the rules say; or shows and sets the rules.
pub async fn retention(session: &Session, args: &RetentionArgs) -> Outcome {
    match &args.command {
        Some(RetentionCommand::Set { source, months }) => {
            say!("{}", retention::set(&session.cx, *source, *months).await?.subject);
            Ok(())
        }
        Some(RetentionCommand::List) => list_rules(session).await,
        None => apply(session, args.dry_run).await,
    }
}

async fn list_rules(session: &Session) -> Outcome {
    let rules = retention::rules(&session.cx).await?;
    if session.json {
        return print_json(&rules);
    }
    let mut table = Table::new(&["source", "kept for", "records", "number"]);
    for rule in rules {
        let months = if rule.months == 0 { "ever".to_owned() } else { format!("{} months", rule.months) };
        table.row(&[rule.name, months, rule.kept.to_string(), rule.source.to_string()]);
    }
    table.print();
    Ok(())
}

async fn apply(session: &Session, dry_run: bool) -> Outcome {
    let applied = retention::apply(&session.cx, dry_run).await?;
    if session.json {
        return print_json(&applied);
    }
    if applied.is_empty() {
        say!("every source is kept for ever: `kith retention set SOURCE MONTHS` says otherwise");
    }
    let verb = if dry_run { "would be erased" } else { "erased" };
    for one in applied {
        let before = one.before.to_zoned(session.cx.app.zone.clone()).date();
        let held = if one.held > 0 { format!(", {} kept by a legal hold", one.held) } else { String::new() };
        say!("{}: {} interactions before {before} {verb}{held}", one.name, one.interactions);
    }
    Ok(())
}
