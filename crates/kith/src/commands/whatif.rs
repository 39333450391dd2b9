//! `kith whatif`: what nobody would hold if somebody left, and who could take over.

use std::sync::Arc;

use app::features::people;
use app::features::snapshot::{Organization, PersonLine};
use app::features::without::{self, Figures, Loss, Whose};
use serde_json::{Value, json};

use super::{Outcome, Session, print_json};
use crate::args::WhatIfArgs;
use crate::show::say;

/// Lines of each list, in words.
const SHOWN: usize = 20;

/// Shows what would be lost.
pub async fn run(session: &Session, args: &WhatIfArgs) -> Outcome {
    let cx = &session.cx;
    let mut gone = Vec::new();
    for name in &args.people {
        gone.push(people::one(cx, name, cx.now).await?);
    }
    let whose = match (&args.of, args.mine) {
        (Some(name), _) => Whose::Theirs(people::one(cx, name, cx.now).await?),
        (None, true) => Whose::Mine,
        (None, false) => Whose::Ours,
    };
    without::prepare(cx, whose).await?;
    let Some(loss) = without::without(cx, &gone, whose).await? else {
        say!("nothing is known of anybody's ties yet");
        return Ok(());
    };
    if session.json {
        return print_json(&as_json(&loss));
    }
    show(&loss);
    Ok(())
}

fn name(line: &Arc<PersonLine>) -> &str {
    &line.name
}

fn names(lines: &[Arc<PersonLine>]) -> String {
    lines.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn show(loss: &Loss) {
    say!("without {}:", names(&loss.gone));
    section(
        "nobody would hold",
        loss.organizations.iter().map(|lost| {
            let through =
                lost.through.iter().take(3).map(|(there, here)| format!("{} with {}", here.name, there.name));
            format!("{}  ({})", lost.organization.name, through.collect::<Vec<_>>().join(", "))
        }),
    );
    let thinner = |(organization, before, after): &(Arc<Organization>, usize, usize)| {
        format!("{}  {before} → {after}", organization.name)
    };
    section("held by fewer live ties", loss.thinner.iter().map(thinner));
    section("nobody would be in touch with", loss.people.iter().map(|line| line.name.clone()));
    section(
        "further away",
        loss.further.iter().map(|one| {
            let after = one.after.map_or("not reached".to_owned(), |steps| steps.to_string());
            format!("{}  {} → {after}", one.person.name, one.before)
        }),
    );
    section(
        "could take over",
        loss.heirs.iter().map(|heir| {
            let shares = heir
                .shared
                .map(|n| format!("shares {n} live {}", if n == 1 { "contact" } else { "contacts" }));
            let shares = shares.unwrap_or_else(|| format!("in touch with {}", names(&heir.some)));
            let knows = (!heir.lost_ones.is_empty()).then(|| format!("; knows {}", names(&heir.lost_ones)));
            format!("{}  {shares}{}", heir.person.name, knows.unwrap_or_default())
        }),
    );
    say!("");
    for ((word, before), (_, after)) in figures(&loss.before).into_iter().zip(figures(&loss.after)) {
        say!("{word:<36} {before:>7} → {after}");
    }
    say!("a tie is live from a chance of 10 % of contact within 30 days on; as far as your sources show");
}

fn section(title: &str, lines: impl ExactSizeIterator<Item = String>) {
    let all = lines.len();
    if all == 0 {
        return;
    }
    say!("");
    say!("{title}:");
    lines.take(SHOWN).for_each(|line| say!("  {line}"));
    if all > SHOWN {
        say!("  and {} more", all - SHOWN);
    }
}

fn figures(of: &Figures) -> [(&'static str, usize); 5] {
    [
        ("people with a live tie", of.people),
        ("live ties", of.ties),
        ("within reach by live ties", of.within_reach),
        ("organizations held by a live tie", of.groups),
        ("organizations held by one alone", of.single_threaded),
    ]
}

fn as_json(loss: &Loss) -> Value {
    let person = |line: &Arc<PersonLine>| json!({ "id": line.id, "name": line.name });
    let people = |lines: &[Arc<PersonLine>]| lines.iter().map(person).collect::<Vec<_>>();
    let whole = |of: &Figures| {
        json!({
            "people": of.people, "ties": of.ties, "within_reach": of.within_reach,
            "organizations": of.groups, "held_by_one": of.single_threaded,
        })
    };
    let through = |(there, here): &(Arc<PersonLine>, Arc<PersonLine>)| json!({ "there": person(there), "here": person(here) });
    json!({
        "gone": people(&loss.gone),
        "for": loss.of.as_ref().map(person),
        "organizations": loss.organizations.iter().map(|lost| json!({
            "name": lost.organization.name,
            "through": lost.through.iter().map(through).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "thinner": loss.thinner.iter().map(|(organization, before, after)| json!({
            "name": organization.name, "before": before, "after": after,
        })).collect::<Vec<_>>(),
        "people": people(&loss.people),
        "further": loss.further.iter().map(|one| json!({
            "person": person(&one.person), "before": one.before, "after": one.after,
        })).collect::<Vec<_>>(),
        "could_take_over": loss.heirs.iter().map(|heir| json!({
            "person": person(&heir.person), "shared": heir.shared, "knows": people(&heir.lost_ones),
        })).collect::<Vec<_>>(),
        "before": whole(&loss.before),
        "after": whole(&loss.after),
    })
}
