//! `kith colleagues`: whether colleague mode holds, and switching it.

use app::features::settings::{self, Key};

use super::{Outcome, Session, print_json};
use crate::args::{ColleaguesArgs, ModeArg};
use crate::show::say;

/// Says how it is, after a change if one was typed.
pub async fn run(session: &Session, args: &ColleaguesArgs) -> Outcome {
    if let Some(mode) = args.mode {
        let word = match mode {
            ModeArg::On => "on",
            ModeArg::Off => "off",
        };
        settings::set(&session.cx, Key::Colleagues, Some(word)).await?;
    }
    let is_on = settings::is_colleague_mode_on(&session.cx).await?;
    if session.json {
        return print_json(&serde_json::json!({ "colleague_mode": is_on }));
    }
    match is_on {
        true => say!(
            "Colleague mode is on: of people at your own domains the last contact and your cadence alone are told."
        ),
        false => say!("Colleague mode is off: people at your own domains are measured like everybody else."),
    }
    Ok(())
}
