//! `kith hold`: what may not be erased.

use app::features::keeping::hold::{self, Held};
use app::features::people;

use super::{Outcome, Session, print_json};
use crate::args::{HoldArgs, HoldCommand};
use crate::show::{Table, say};

/// Sets, lists and lifts holds.
pub async fn run(session: &Session, command: &HoldCommand) -> Outcome {
    match command {
        HoldCommand::Add(args) => add(session, args).await,
        HoldCommand::List => list(session).await,
        HoldCommand::Lift { hold } => {
            say!("{}", hold::lift(&session.cx, *hold).await?.subject);
            Ok(())
        }
    }
}

async fn add(session: &Session, args: &HoldArgs) -> Outcome {
    let person = match &args.person {
        Some(name) => Some(people::one(&session.cx, name, session.cx.now).await?),
        None => None,
    };
    let held = Held { person, from: args.from, until: args.until };
    say!("{}", hold::add(&session.cx, held, &args.reason).await?.subject);
    Ok(())
}

async fn list(session: &Session) -> Outcome {
    let holds = hold::list(&session.cx).await?;
    if session.json {
        return print_json(&holds);
    }
    let mut table = Table::new(&["number", "what", "why", "set by", "when", "lifted"]);
    for hold in holds {
        let day = |at: jiff::Timestamp| at.to_zoned(session.cx.app.zone.clone()).date().to_string();
        let lifted =
            hold.lifted.as_ref().map_or(String::new(), |(who, at)| format!("by {who}, {}", day(*at)));
        let what = hold.what();
        table.row(&[hold.id.to_string(), what, hold.reason, hold.set_by, day(hold.set_at), lifted]);
    }
    table.print();
    Ok(())
}
