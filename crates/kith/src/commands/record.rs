//! Commands that change something: `log`, `snooze`, `join`; and those that look back: `audit`, `undo`.

use app::features::acts::Filter;
use app::features::interactions::{self, LogKind};
use app::features::{acts, identities, keeping, people};
use model::ActId;

use super::{Outcome, Session, print_json, users};
use crate::args::{AuditArgs, JoinArgs, LogArgs, LogKindArg, SnoozeArgs, UndoArgs};
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

/// Lists what was done: who, for whom, what, when, from where.
pub async fn audit(session: &Session, args: &AuditArgs) -> Outcome {
    if args.sign_ins {
        return users::happened(session, args.before, args.limit).await;
    }
    let cx = &session.cx;
    let person = match &args.person {
        Some(name) => Some(people::one(cx, name, cx.now).await?),
        None => None,
    };
    let member = match &args.by {
        Some(name) => Some(keeping::member_named(cx, name).await?),
        None => None,
    };
    let since = match args.since {
        Some(day) => Some(day.to_zoned(cx.app.zone.clone())?.timestamp()),
        None => None,
    };
    let before = args.before.map(ActId);
    let filter = Filter { before, since, member, person, kind: args.kind.clone(), parts: args.all };
    let acts = acts::list(cx, &filter, args.limit).await?;
    if session.json {
        return print_json(&acts);
    }
    let mut table = Table::new(&["number", "when", "who", "from", "what", ""]);
    for act in acts {
        let state = match act.blocked_by {
            _ if act.undone => "taken back".to_owned(),
            Some(newer) => format!("after {newer}"),
            None if act.can_undo => String::new(),
            None => "stays".to_owned(),
        };
        let who = if act.member == act.acts_for {
            act.member
        } else {
            format!("{} for {}", act.member, act.acts_for)
        };
        let when = act.at.to_zoned(cx.app.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
        table.row(&[act.id.to_string(), when, who, act.origin, act.subject, state]);
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
