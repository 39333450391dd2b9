//! `kith user`: who can sign in. Whoever types this at the server sees to it.

use std::io::BufRead;

use app::features::accounts::events;
use app::features::accounts::making::{self, New};
use web::serving::place::PublicUrl;

use super::serve::named;
use super::{Failure, Outcome, Session, print_json};
use crate::args::{UserAddArgs, UserCommand, UserResetArgs};
use crate::show::{Table, say};

/// Runs one of them.
pub async fn run(session: &Session, command: &UserCommand) -> Outcome {
    let app = &session.cx.app;
    match command {
        UserCommand::Add(args) => add(session, args).await,
        UserCommand::List => list(session).await,
        UserCommand::Reset(args) => reset(session, args).await,
        UserCommand::Disable(args) => {
            making::set_disabled(app, &args.login, true).await?;
            done(session, &format!("{} can sign in no more, and is signed out everywhere", args.login), None)
        }
        UserCommand::Enable(args) => {
            making::set_disabled(app, &args.login, false).await?;
            done(session, &format!("{} can sign in again", args.login), None)
        }
    }
}

async fn add(session: &Session, args: &UserAddArgs) -> Outcome {
    let new = New {
        name: args.name.clone(),
        login: args.login.clone(),
        password: typed(args.password_stdin)?,
        is_administrator: args.administrator,
        is_principal: args.principal,
    };
    let key = making::add(&session.cx.app, &new).await?;
    done(session, &format!("{} can sign in", args.login), key.as_deref())
}

async fn reset(session: &Session, args: &UserResetArgs) -> Outcome {
    let password = typed(args.password_stdin)?;
    let app = &session.cx.app;
    let key = making::reset(app, &args.login, password.as_deref(), args.without_second_factor).await?;
    done(session, &format!("{} is signed out everywhere", args.login), key.as_deref())
}

/// The first line of standard input, where a password was to be there.
fn typed(is_there: bool) -> Result<Option<String>, Failure> {
    if !is_there {
        return Ok(None);
    }
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(Some(line.trim_end_matches(['\r', '\n']).to_owned()))
}

/// Where the pages are found, for links.
pub(super) fn base(session: &Session) -> String {
    let connections = &session.settings.connections;
    let public = connections.public_url.as_ref().and_then(|url| PublicUrl::parse(&url.value));
    let scheme = if connections.tls_cert.is_some() { "https" } else { "http" };
    let listen = &session.settings.listen.value;
    let listened = || format!("{scheme}://{}", listen.parse().map_or_else(|_| listen.to_string(), named));
    public.map_or_else(listened, |url| url.to_string())
}

/// Says what was done, and the link by which a password is chosen.
fn done(session: &Session, words: &str, key: Option<&str>) -> Outcome {
    let link = key.map(|key| format!("{}/sign-in/new?key={key}", base(session)));
    if session.json {
        return print_json(&serde_json::json!({ "done": words, "link": link }));
    }
    say!("{words}");
    if let Some(link) = link {
        say!("They choose a password here, once, within 24 hours: {link}");
    }
    Ok(())
}

async fn list(session: &Session) -> Outcome {
    let accounts = making::list(&session.cx.app).await?;
    if session.json {
        return print_json(&accounts);
    }
    let zone = &session.cx.app.zone;
    let mut table = Table::new(&["signs in as", "name", "second factor", "last seen", ""]);
    for account in accounts {
        let seen = account.seen_at.map(|at| at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string());
        let marks = [(account.administrator, "administrator"), (account.disabled, "disabled")];
        let marks: Vec<&str> = marks.iter().filter(|(is, _)| *is).map(|(_, word)| *word).collect();
        let factor = if account.second_factor { "on" } else { "off" };
        table.row(&[account.login, account.name, factor.into(), seen.unwrap_or_default(), marks.join(", ")]);
    }
    table.print();
    Ok(())
}

/// Lists what happened to accounts, for `kith audit --sign-ins`.
pub async fn happened(session: &Session, before: Option<i64>, limit: i64) -> Outcome {
    let all = events::of_all(&session.cx.app, before, limit).await?;
    if session.json {
        return print_json(&all);
    }
    let zone = &session.cx.app.zone;
    let mut table = Table::new(&["number", "when", "account", "from", "what", ""]);
    for one in all {
        let when = one.at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
        let kind = one.kind.replace('_', " ");
        table.row(&[one.id.to_string(), when, one.login.unwrap_or_default(), one.address, kind, one.words]);
    }
    table.print();
    Ok(())
}
