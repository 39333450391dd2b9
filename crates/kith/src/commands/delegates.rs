//! `kith delegate`: who works for the principal, what they may do and see.

use std::collections::BTreeSet;

use app::access::{Circle, Field, Level, Member, Role, Scope};
use app::features::members::{self, Grant};
use app::features::{people, snapshot};

use super::{Failure, Outcome, Session, print_json, users};
use crate::args::{DelegateCommand, GrantArgs, MayArg, OpenArg};
use crate::show::{Table, say};

/// Runs one of them.
pub async fn run(session: &Session, command: &DelegateCommand) -> Outcome {
    let cx = &session.cx;
    match command {
        DelegateCommand::Add(args) => {
            let grant = granted(session, &args.grant).await?;
            let invited = members::invite(cx, &args.name, &grant).await?;
            let link = format!("{}/join/{}", users::base(session), invited.key);
            if session.json {
                return print_json(&serde_json::json!({ "done": invited.done.subject, "link": link }));
            }
            say!("{}. They come in by this link, once, within seven days: {link}", invited.done.subject);
            Ok(())
        }
        DelegateCommand::List => list(session).await,
        DelegateCommand::Change(args) => {
            let grant = granted(session, &args.grant).await?;
            done(session, members::change(cx, Member(args.member), &grant).await?.subject)
        }
        DelegateCommand::End(args) => done(session, members::end(cx, Member(args.member)).await?.subject),
    }
}

fn done(session: &Session, words: String) -> Outcome {
    if session.json {
        return print_json(&serde_json::json!({ "done": words }));
    }
    say!("{words}");
    Ok(())
}

async fn granted(session: &Session, args: &GrantArgs) -> Result<Grant, Failure> {
    let (role, level) = match args.may {
        MayArg::View => (Role::Viewer, Some(Level::See)),
        MayArg::See => (Role::Delegate, Some(Level::See)),
        MayArg::Suggest => (Role::Delegate, Some(Level::Suggest)),
        MayArg::ActFor => (Role::Delegate, Some(Level::ActFor)),
        MayArg::Run => (Role::Delegate, None),
    };
    let open = args.open.iter().map(|open| match open {
        OpenArg::Titles => Field::Titles,
        OpenArg::Family => Field::Family,
        OpenArg::PrivateNotes => Field::PrivateNotes,
        OpenArg::PrivatePeople => Field::PrivatePeople,
    });
    let runs = args.runs || level.is_none();
    Ok(Grant {
        role,
        scope: Scope { level, circle: circle(session, args).await?, open: open.collect(), runs },
    })
}

async fn circle(session: &Session, args: &GrantArgs) -> Result<Circle, Failure> {
    let cx = &session.cx;
    if args.key_people {
        return Ok(Circle::KeyPeople);
    }
    if !args.organization.is_empty() {
        let snapshot = snapshot::current(cx).await?;
        let slug = |name: &String| match snapshot.organizations().by_name(name) {
            Some(organization) => Ok(organization.slug.clone()),
            None => Err(Failure(format!("no organization is called “{name}”"))),
        };
        return Ok(Circle::Organizations(args.organization.iter().map(slug).collect::<Result<_, _>>()?));
    }
    let mut numbers = BTreeSet::new();
    for name in &args.person {
        numbers.insert(people::one(cx, name, cx.now).await?.0);
    }
    Ok(if numbers.is_empty() { Circle::Everyone } else { Circle::People(numbers) })
}

async fn list(session: &Session) -> Outcome {
    let (all, invited) = (members::list(&session.cx).await?, members::open_invitations(&session.cx).await?);
    if session.json {
        return print_json(&serde_json::json!({ "members": all, "invited": invited }));
    }
    let mut table = Table::new(&["number", "name", "may", "sees", ""]);
    for entry in all.iter().filter(|entry| entry.grant.role != Role::Principal) {
        let ended = if entry.ended.is_some() { "ended" } else { "" };
        let [may, sees] = words(&entry.grant);
        table.row(&[entry.member.to_string(), entry.name.clone(), may, sees, ended.to_owned()]);
    }
    for invitation in &invited {
        let [may, sees] = words(&invitation.grant);
        table.row(&[String::new(), invitation.name.clone(), may, sees, "invited".to_owned()]);
    }
    table.print();
    Ok(())
}

/// What somebody may do, and whom they see.
fn words(grant: &Grant) -> [String; 2] {
    let may = match (grant.role, grant.scope.level) {
        (Role::Viewer, _) => "view",
        (_, Some(Level::See)) => "see",
        (_, Some(Level::Suggest)) => "suggest",
        (_, Some(Level::ActFor)) => "act for",
        (_, None) => "run",
    };
    let sees = match &grant.scope.circle {
        Circle::Nobody => "nobody".to_owned(),
        Circle::Everyone => "everyone".to_owned(),
        Circle::KeyPeople => "key people".to_owned(),
        Circle::Organizations(slugs) => slugs.iter().cloned().collect::<Vec<_>>().join(", "),
        Circle::People(people) => format!("{} people", people.len()),
    };
    [may.to_owned(), sees]
}
