//! Commands that change something: `log`, `snooze`, `join`; and those that look back: `acts`, `undo`.

use app::features::interactions::{self, LogKind};
use app::features::{acts, identities, people};
use model::ActId;

use super::{Outcome, Session, print_json};
use crate::args::{ActsArgs, JoinArgs, LogArgs, LogKindArg, SnoozeArgs, UndoArgs};
use crate::show::Table;
use crate::show::say;

/// Logs contact or a note.
pub async fn log(session: &Session, args: &LogArgs) -> Outcome {
    let person = people::one(&session.cx, &args.person, session.cx.now).await?;
    let kind = match args.kind {
        LogKindArg::Call => LogKind::Call,
        LogKindArg::Meeting => LogKind::Meeting,
        LogKindArg::Message => LogKind::Message,
        LogKindArg::Note => LogKind::Note,
    };
    let at = match args.on {
        Some(day) => Some(day.at(12, 0, 0, 0).to_zoned(session.cx.app.zone.clone())?.timestamp()),
        None => None,
    };
    let text = args.text.as_deref().unwrap_or_default();
    said(session, interactions::log(&session.cx, person, kind, text, at).await?.subject)
}

/// Leaves a person alone until a day.
pub async fn snooze(session: &Session, args: &SnoozeArgs) -> Outcome {
    let person = people::one(&session.cx, &args.person, session.cx.now).await?;
    said(session, people::snooze(&session.cx, person, args.until).await?.subject)
}

/// Joins two people.
pub async fn join(session: &Session, args: &JoinArgs) -> Outcome {
    let survivor = people::one(&session.cx, &args.survivor, session.cx.now).await?;
    let joined = people::one(&session.cx, &args.joined, session.cx.now).await?;
    identities::join(&session.cx, survivor, joined, "said by hand").await?;
    said(session, format!("person {joined} is person {survivor} from now on"))
}

/// Lists what was done.
pub async fn acts(session: &Session, args: &ActsArgs) -> Outcome {
    let acts = acts::list(&session.cx, args.limit, args.all).await?;
    if session.json {
        return print_json(&acts);
    }
    let mut table = Table::new(&["number", "when", "who", "what", ""]);
    for act in acts {
        let who = if act.member == act.acts_for {
            act.member
        } else {
            format!("{} for {}", act.member, act.acts_for)
        };
        let when = act.at.to_zoned(session.cx.app.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
        let undone = if act.undone { "taken back" } else { "" };
        table.row(&[act.id.to_string(), when, who, act.subject, undone.to_owned()]);
    }
    table.print();
    Ok(())
}

/// Takes an act back.
pub async fn undo(session: &Session, args: &UndoArgs) -> Outcome {
    said(session, acts::undo(&session.cx, args.act.map(ActId)).await?.subject)
}

fn said(session: &Session, words: String) -> Outcome {
    if session.json {
        return print_json(&serde_json::json!({ "done": words }));
    }
    say!("{words}");
    Ok(())
}
