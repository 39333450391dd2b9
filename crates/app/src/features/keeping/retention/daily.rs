//! Retention in a running server: once a day, for each network on it.

use std::time::Duration;

use model::WorkspaceId;

use super::{apply, sql};
use crate::App;
use crate::access::{Cx, Member, Origin};
use crate::error::{Error, Result};

/// How long after the start, so that it disturbs nobody who waits for a page; and after something failed.
const FIRST: Duration = Duration::from_secs(10 * 60);
/// How long after the last time.
const EACH: Duration = Duration::from_secs(24 * 60 * 60);

/// Erases what the rules say, once a day, as long as the program runs. What fails is told, and tried again: most often an
/// import is running.
pub async fn keep(app: App, complain: fn(&Error)) {
    let mut pause = FIRST;
    loop {
        tokio::time::sleep(pause).await;
        pause = EACH;
        if let Err(error) = once(&app).await {
            complain(&error);
            pause = FIRST;
        }
    }
}

/// Erases what the rules of every network on this server say.
///
/// # Errors
/// As [`apply`].
pub async fn once(app: &App) -> Result<()> {
    let principals: Vec<(i64, i64)> = app.db.fetch_all(sql::PRINCIPALS, &[]).await?;
    for (workspace, member) in principals {
        let member = Member(member);
        let workspace = WorkspaceId(workspace);
        let app = app.of(workspace);
        let cx = Cx { workspace, member, acts_for: member, origin: Origin::Server, ..app.cx() };
        apply(&cx, false).await?;
    }
    Ok(())
}
