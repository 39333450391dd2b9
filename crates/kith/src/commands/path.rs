//! `kith path`: by whom the owner is best introduced.

use app::features::paths::{self, Contact, To};
use app::features::people;

use super::{Outcome, Session, print_json};
use crate::args::IntroduceArgs;
use crate::show::{days, say};

/// “14 touches on 12 days, ”.
fn said(contact: Contact) -> String {
    let touches =
        if contact.touches == 1 { "1 touch".into() } else { format!("{} touches", contact.touches) };
    format!("{touches} on {}, ", days(contact.days.into()))
}

/// Shows the warmest ways, each hop with the contact it rests on.
pub async fn run(session: &Session, args: &IntroduceArgs) -> Outcome {
    let as_of = session.moment(args.as_of)?;
    let to = match &args.at {
        Some(organization) => To::Organization(organization.clone()),
        None => To::Person(people::one(&session.cx, &args.name.join(" "), as_of).await?),
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
        for hop in &path.hops {
            let contact = hop.contact.map_or(String::new(), said);
            say!("   {} and {}: {contact}last {}", hop.from, hop.to, hop.last_contact);
        }
    }
    Ok(())
}
