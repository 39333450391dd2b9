//! `kith secrets`: the key beside the database, looked over and changed.

use app::features::secrets;

use super::{Failure, Outcome, Session, print_json};
use crate::args::SecretsCommand;
use crate::show::say;

/// Runs one of them.
pub async fn run(session: &Session, command: &SecretsCommand) -> Outcome {
    match command {
        SecretsCommand::Check => check(session).await,
        SecretsCommand::Rotate { lost } => rotate(session, *lost).await,
    }
}

async fn check(session: &Session) -> Outcome {
    let standing = secrets::standing(&session.cx).await?;
    if session.json {
        print_json(&standing)?;
    } else {
        say!(
            "{} secrets are sealed, {} forgotten addresses are kept out",
            standing.sealed,
            standing.kept_out
        );
    }
    match standing.trouble {
        Some(trouble) => Err(Failure(trouble)),
        None => Ok(()),
    }
}

async fn rotate(session: &Session, lost: bool) -> Outcome {
    let done =
        if lost { secrets::begin_anew(&session.cx).await? } else { secrets::rotate(&session.cx).await? };
    if session.json {
        return print_json(&done);
    }
    say!("The key is a new one; {} secrets are sealed with it. Keep a copy of kith.key anew.", done.sealed);
    if lost {
        say!("{} second factors were taken away.", done.taken_away);
        say!("{} addresses of people who were forgotten are no longer kept out.", done.no_longer_kept_out);
    }
    Ok(())
}
