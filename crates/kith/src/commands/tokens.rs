//! `kith token`: what programs come in with on somebody's behalf.

use app::features::accounts::by_login;
use app::features::tokens::{self, Holder, Kind, New, Reach};
use jiff::Timestamp;

use super::{Outcome, Session, print_json};
use crate::args::{ScopeArg, TokenAddArgs, TokenCommand};
use crate::show::{Table, say};

/// Where what is typed here comes from.
const HERE: &str = "command line";

/// Days a token lasts unless it is said.
const USUAL_DAYS: u16 = 90;

/// Runs one of them.
pub async fn run(session: &Session, command: &TokenCommand) -> Outcome {
    match command {
        TokenCommand::Add(args) => add(session, args).await,
        TokenCommand::List { login } => list(session, login).await,
        TokenCommand::Revoke { login, number } => {
            let app = &session.cx.app;
            let account = by_login(app, login).await?.id;
            let name = tokens::end(app, account, *number, HERE).await?;
            let words = format!("“{name}” opens nothing any more");
            if session.json {
                return print_json(&serde_json::json!({ "done": words }));
            }
            say!("{words}");
            Ok(())
        }
    }
}

fn reach(scope: ScopeArg) -> Reach {
    match scope {
        ScopeArg::Read => Reach::Read,
        ScopeArg::Change => Reach::Change,
        ScopeArg::Run => Reach::Run,
        ScopeArg::Contacts => Reach::Contacts,
        ScopeArg::Calendars => Reach::Calendars,
    }
}

async fn add(session: &Session, args: &TokenAddArgs) -> Outcome {
    let app = &session.cx.app;
    let reaches: Vec<Reach> = args.scope.iter().copied().map(reach).collect();
    // What is for both kinds at once is refused by the act.
    let is_app = reaches.iter().any(|reach| Reach::all_of(Kind::App).contains(reach));
    let kind = if is_app { Kind::App } else { Kind::Api };
    let days = if is_app { args.days } else { args.days.or(Some(USUAL_DAYS)) };
    let new = New { kind, name: args.name.clone(), reaches, days };
    let made = tokens::make(app, Holder::named(app, &args.login).await?, &new, HERE).await?;
    if session.json {
        let told = serde_json::json!({ "id": made.id, "secret": made.secret.0, "expires": made.expires });
        return print_json(&told);
    }
    say!("{}", made.secret.0);
    let until =
        made.expires.map_or("until it is revoked".to_owned(), |at| format!("until {}", day(session, at)));
    eprintln!("This {} is shown this once, and good {until}.", kind.called());
    Ok(())
}

async fn list(session: &Session, login: &str) -> Outcome {
    let account = by_login(&session.cx.app, login).await?.id;
    let lines = tokens::list(&session.cx.app, account).await?;
    if session.json {
        return print_json(&lines);
    }
    let mut table = Table::new(&["number", "kind", "name", "for", "good until", "last used", "from"]);
    for line in lines {
        let reaches: Vec<&str> = line.reaches.iter().map(|reach| reach.word()).collect();
        let until = line.expires.map_or("no end".to_owned(), |at| day(session, at));
        let used = line.used.map_or("never".to_owned(), |at| day(session, at));
        let kind = line.kind.called().to_owned();
        table.row(&[line.id.to_string(), kind, line.name, reaches.join(", "), until, used, line.used_from]);
    }
    table.print();
    Ok(())
}

fn day(session: &Session, at: Timestamp) -> String {
    at.to_zoned(session.cx.app.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
}
