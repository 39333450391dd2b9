//! No query may walk a table that grows with the archive, unless it is one that has to see everything.

use std::path::Path;

use sqlx::{AssertSqlSafe, Row};
use testkit::Where;

use crate::support::World;

/// Queries that read a whole table of one workspace by what they are for: counts, exports, rebuilds, undo of an import.
const MAY_WALK: &[&str] = &[
    "ALL_PEOPLE",
    "COUNT_",
    "EXPORT_",
    "EACH_", // of forgetting: every text in which somebody may be named
    "RULES",
    "PRINCIPALS",
    "SET_SUBJECTS", // acts and sources are few
    "SET_INVERSES",
    "SET_TASKS", // of forgetting: what delegates were asked and suggest is little
    "SET_OUTCOMES",
    "SET_SUGGESTIONS",
    "SET_LOCATIONS",
    "NAMESAKES", // by the beginning of an index; ends at twenty
    "MERGED",
    "TAGS",
    "NEXT_HUMANS", // of an export, some hundreds after the other
    "NEXT_MEETINGS",
    "DELETE_ALL_",
    "UNUSED",
    "DELETE_UNUSED",
    "DELETE_PEOPLE_WITHOUT_ADDRESS",
    "DELETE_RECORDS_OF_IMPORT",
    "DELETE_NAMES_OF_IMPORT",
    "DELETE_POSITIONS_OF_IMPORT",
    "DELETE_MARKS_OF_IMPORT",
    "DELETE_TOLD_BY_IMPORT",
    "FORGET_UNUSED_OWNER", // ends at the first record there is
    "TOLD_BY_IMPORT_ALONE",
    "EVERYONE",
    "OLDEST_LISTED",
    "SET_ASIDE",
    "KEPT_OUT",
    "FIND",
    "NEWEST_INTERACTION",
    "SOME_STALE",
    "CLOSE_BROKEN_IMPORTS",
    "LIST",
    "MAP_",              // a row a workspace
    "HEALTH_",           // a row a quarter
    "NEWEST_JUDGEMENTS", // ends at a dozen, from the end of its key
    "LAST_IMPORT",       // and so does this, at one
    "MEMBERS",
    "INDUSTRIES_SAID", // of organizations the owner says little
    // The accounts of a server are few.
    "ALL_ACCOUNTS",
    "ALL_FACTORS",
    "ANY_FACTOR",
    "IS_NEEDED", // ends at the first row there is
    "HAS_ACCOUNTS",
    "OTHER_ADMINISTRATORS",
    "BOUND", // and so are their passkeys
];

#[tokio::test]
async fn every_query_goes_by_an_index() {
    let Some(place) = testkit::databases().into_iter().find(|p: &Where| p.url().is_none()) else { return };
    let world = World::at(place, "2026-03-10").await;
    world.app.db.close().await;
    let file = world.place.data().join("kith.db");
    let pool = sqlx::SqlitePool::connect(&format!("sqlite:{}", file.display())).await.unwrap();
    let mut walks = Vec::new();
    for (name, sql) in all_queries() {
        let explain = format!("EXPLAIN QUERY PLAN {sql}");
        let mut query = sqlx::query(AssertSqlSafe(explain));
        for _ in 0..10 {
            query = query.bind("[[1,\"a\"]]");
        }
        let plan = query.fetch_all(&pool).await.unwrap_or_else(|e| panic!("{name}: {e}"));
        let steps: Vec<String> = plan.iter().map(|row| row.get::<String, _>("detail")).collect();
        let walked = steps.iter().find(|s| is_walk(s));
        if let Some(step) = walked.filter(|_| !MAY_WALK.iter().any(|allowed| name.starts_with(allowed))) {
            walks.push(format!("{name}: {step}"));
        }
    }
    assert!(walks.is_empty(), "these walk a table:\n{}", walks.join("\n"));
}

/// A scan of a table, or a search that knows nothing but the workspace; not of the rows that were handed in.
fn is_walk(step: &str) -> bool {
    let table = step.split_ascii_whitespace().nth(1).unwrap_or_default();
    let is_handed_in = matches!(table, "r" | "u" | "lines" | "link" | "few" | "recent" | "CONSTANT")
        || table.starts_with('(');
    (step.starts_with("SCAN") && !is_handed_in) || step.ends_with("(workspace_id=?)")
}

/// The constants of all `sql.rs` files, by name.
fn all_queries() -> Vec<(String, String)> {
    let features = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/features");
    let mut found = Vec::new();
    let mut folders = vec![features];
    while let Some(folder) = folders.pop() {
        let inner = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
        folders.extend(inner.filter(|path| path.is_dir()));
        let Ok(text) = std::fs::read_to_string(folder.join("sql.rs")) else { continue };
        for part in text.split("pub const ").skip(1) {
            let name = part.split(':').next().unwrap().to_owned();
            // A table of statements is made by a macro; what it holds is no single statement.
            if part.starts_with("TABLES") {
                continue;
            }
            let body = part.split_once('"').unwrap().1;
            let end = body.find("\";").unwrap();
            found.push((name, body[..end].replace("\\\"", "\"")));
        }
    }
    assert!(found.len() > 50, "the queries were not found");
    found
}
