//! `kith path`: by whom the owner is best introduced.

use app::features::paths::{self, Contact, Hop, To};
use app::features::people;

use super::{Outcome, Session, print_json};
use crate::args::IntroduceArgs;
use crate::show::{days, say};

/// “14 touches on 12 days, ”.
fn said(contact: &Contact) -> String {
    let touches =
        if contact.touches == 1 { "1 touch".into() } else { format!("{} touches", contact.touches) };
    format!("{touches} on {}, ", days(contact.days.into()))
}

/// “in copy together, ”, of those who were never in touch themselves.
fn seen(hop: &Hop) -> &'static str {
    if hop.is_only_seen { "in copy or in a large meeting together, " } else { "" }
}

/// Shows the warmest ways, each hop with the contact it rests on.
pub async fn run(session: &Session, args: &IntroduceArgs) -> Outcome {
    let as_of = session.moment(args.as_of)?;
    let to = match (&args.role, &args.at) {
        (Some(role), at) => To::Role { words: role.clone(), at: at.clone() },
        (None, Some(organization)) => To::Organization(organization.clone()),
        (None, None) => To::Person(people::one(&session.cx, &args.name.join(" "), as_of).await?),
    };
    let found = paths::paths(&session.cx, &to, args.k, as_of).await?;
    if session.json {
        return print_json(&found);
    }
    if found.is_empty() {
        say!("nobody you know leads there");
    }
    for (path, at) in found.iter().zip(1..) {
        let names: Vec<&str> = path.hops.iter().map(|hop| hop.to.as_str()).collect();
        let chance = path.chance.map_or(String::new(), |chance| format!(" ({:.0} %)", chance * 100.0));
        say!("{at}. {}{chance}", names.join(" → "));
        if let Some(day) = path.asked {
            say!("   {} was asked for an introduction on {day}", path.hops[0].to);
        }
        for hop in &path.hops {
            let contact = hop.contact.as_ref().map_or_else(|| seen(hop).to_owned(), said);
            say!("   {} and {}: {contact}last {}", hop.from, hop.to, hop.last_contact);
        }
    }
    Ok(())
}
