//! Addresses behind which there is nobody in particular, and the discussion lists.

use crate::story::{List, Mailbox, MailboxKind, Organization, Person, Role};

/// Shared mailboxes, robots and newsletters.
pub(crate) fn mailboxes(organizations: &[Organization]) -> Vec<Mailbox> {
    use MailboxKind::{Newsletter, Postmaster, Robot, Role as Shared};
    let mailbox = |name: &str, email: String, kind| Mailbox { name: name.to_owned(), email, kind };
    let mut mailboxes = Vec::new();
    for (number, organization) in organizations.iter().enumerate().skip(1).take(56) {
        let (word, name) =
            [("info", ""), ("accounts", "Accounts"), ("sales", "Sales Team"), ("office", "Office")]
                [number % 4];
        let name = format!("{} {name}", organization.name);
        mailboxes.push(mailbox(name.trim(), format!("{word}@{}", organization.domain), Shared));
    }
    for (name, email) in ROBOTS {
        mailboxes.push(mailbox(name, (*email).to_owned(), Robot));
    }
    for (name, email) in NEWSLETTERS {
        mailboxes.push(mailbox(name, (*email).to_owned(), Newsletter));
    }
    mailboxes.push(mailbox(
        "Mail Delivery System",
        "MAILER-DAEMON@mx.brennmoor.example".to_owned(),
        Postmaster,
    ));
    mailboxes
}

const ROBOTS: &[(&str, &str)] = &[
    ("Brennmoor ERP", "no-reply@erp.brennmoor.example"),
    ("Travel Desk", "noreply@voyago.example"),
    ("Plant Monitor", "alerts@plantmonitor.example"),
    ("Ticket System", "do-not-reply@tickets.brennmoor.example"),
    ("Document Signing", "notifications@signwell.example"),
    ("Networking Notifications", "messages-noreply@networking.example"),
    ("Parcel Tracking", "noreply@parcels.example"),
    ("Build Robot", "no_reply@ci.brennmoor.example"),
];

const NEWSLETTERS: &[(&str, &str)] = &[
    ("Pump Industry Weekly", "news@pumpweekly.example"),
    ("Metals Price Letter", "letter@metalsprice.example"),
    ("The Operations Reader", "hello@opsreader.example"),
    ("Handelsblick", "newsletter@handelsblick.example"),
    ("Supply Chain Radar", "radar@scradar.example"),
    ("Automation Fair", "visitors@automationfair.example"),
    ("Alpine Airways Offers", "offers@alpineairways.example"),
    ("Safety First Digest", "digest@safetyfirst.example"),
    ("Executive Wine Club", "club@wineclub.example"),
];

/// Two discussion lists of the company, and one of peers.
pub(crate) fn lists(people: &[Person], mailboxes: &mut Vec<Mailbox>) -> Vec<List> {
    let mut list = |tag: &'static str, email: &str, rhythm_days: i32, is_member: &dyn Fn(&Person) -> bool| {
        let name = tag.to_owned();
        mailboxes.push(Mailbox { name, email: email.to_owned(), kind: MailboxKind::DiscussionList });
        let members = people.iter().enumerate().filter(|(_, person)| is_member(person));
        List { mailbox: mailboxes.len() - 1, tag, members: members.map(|(at, _)| at).collect(), rhythm_days }
    };
    let is_planted = |person: &Person| person.temper.is_planted();
    vec![
        list("plant-managers", "plant-managers@lists.brennmoor.example", 6, &|p| {
            matches!(p.role, Role::PlantManager | Role::Head | Role::Owner)
        }),
        list("safety", "safety@lists.brennmoor.example", 8, &|p| {
            p.role.is_inside() && !is_planted(p) && (p.role != Role::Staff || p.profile.len() % 4 == 0)
        }),
        list("ops-circle", "ops-circle@lists.opscircle.example", 7, &|p| {
            p.role == Role::Owner || (matches!(p.role, Role::Peer | Role::Association) && !is_planted(p))
        }),
    ]
}
