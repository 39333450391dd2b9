//! `kith doctor`, `kith rebuild`.

use app::features::keeping::backup::keeper::{self, Standing};
use app::features::{accuracy, keeping, secrets, understanding};

use super::{Failure, Outcome, Session, numbers, print_json};
use crate::settings::{Connections, Setting};
use crate::show::say;

/// Looks the database and the settings over; fails if something is wrong.
pub async fn doctor(session: &Session) -> Outcome {
    let health = keeping::health(&session.cx).await?;
    let is_sound = health.integrity == "ok";
    // Whoever has a network here without administering the server is not told of its backups and its key.
    let backups = unless_refused(keeper::standing(&session.cx).await)?;
    let key = unless_refused(secrets::standing(&session.cx).await)?;
    let standing = accuracy::standing(&session.cx).await?;
    let trouble = key.as_ref().and_then(|key| key.trouble.clone());
    if session.json {
        print_json(
            &serde_json::json!({ "health": health, "settings": session.settings, "backups": backups, "key": key, "numbers": numbers::standing_json(session, &standing) }),
        )?;
    } else {
        let s = &session.settings;
        let database_from = s.database_url.as_ref().map_or("default", |s| s.from);
        say!("settings");
        say!("  data folder   {}  ({})", s.data.value.display(), s.data.from);
        say!("  database      {}  ({database_from})", health.database);
        say!("  today.limit   {}  ({})", s.today_limit.value, s.today_limit.from);
        say!("  time_zone     {}  ({})", s.time_zone.value, s.time_zone.from);
        say!("  listen        {}  ({})", s.listen.value, s.listen.from);
        connections(&s.connections);
        say!("\ndatabase");
        say!("  size          {:.1} MB, revision {}", health.size_bytes as f64 / 1e6, health.revision);
        say!("  integrity     {}", health.integrity);
        say!(
            "  people        {}, and {} lists, robots and role mailboxes kept out",
            health.people,
            health.kept_out
        );
        say!("  addresses     {}", health.identities);
        say!("  interactions  {}", health.interactions);
        say!("  ties          {} ({} to be derived again)", health.ties, health.stale_pairs);
        let [added, joined, skipped, failed] = health.records;
        say!("  records       {added} added, {joined} joined, {skipped} skipped, {failed} failed");
        let owner = if health.owner.is_empty() { "not known yet".into() } else { health.owner.join(", ") };
        say!("  you           {owner}");
        numbers::print_standing(session, &standing);
        if let Some(backups) = &backups {
            print_backups(session, backups);
        }
        if let Some(key) = &key {
            let fits = if key.trouble.is_some() { "DOES NOT FIT, see below" } else { "fits" };
            say!("\nkith.key");
            say!("  the key       {fits}: {} secrets, {} forgotten addresses", key.sealed, key.kept_out);
        }
    }
    match trouble {
        _ if !is_sound => Err(Failure("the database is damaged: restore a backup".into())),
        Some(trouble) => Err(Failure(trouble)),
        None => Ok(()),
    }
}

fn unless_refused<T>(told: app::Result<T>) -> app::Result<Option<T>> {
    match told {
        Err(app::Error::Refused(_)) => Ok(None),
        told => told.map(Some),
    }
}

/// What is set of connections; nothing is, on most machines.
fn connections(s: &Connections) {
    for (name, path) in [("tls_cert", &s.tls_cert), ("tls_key", &s.tls_key)] {
        if let Some(Setting { value, from }) = path {
            say!("  {name:<13} {}  ({from})", value.display());
        }
    }
    if !s.acme_domains.value.is_empty() {
        say!("  certificate   by ACME for {}  ({})", s.acme_domains.value.join(", "), s.acme_domains.from);
    }
    if let Some(Setting { value, from }) = &s.http_redirect {
        say!("  http_redirect {value}  ({from})");
    }
    if !s.trusted_proxies.value.is_empty() {
        say!("  proxies       {}  ({})", s.trusted_proxies.value.join(", "), s.trusted_proxies.from);
    }
}

fn print_backups(session: &Session, standing: &Standing) {
    say!("\nbackups");
    let folder = standing.schedule.folder(&session.cx.app.data);
    say!("  by itself     {}, to {}", standing.schedule.words(), folder.display());
    if let Some(next) = standing.next {
        say!("  next          {next:.0}");
    }
    match &standing.last {
        None => say!("  last          none was made by itself yet: `kith backup FILE` makes one"),
        Some(run) if run.trouble.is_empty() => {
            let tried = if run.restored { "restored on trial" } else { "checksums compared" };
            say!("  last          {:.0}, {:.1} MB, {tried}: {}", run.at, run.bytes as f64 / 1e6, run.file);
        }
        Some(run) => say!("  last          {:.0}, FAILED: {}", run.at, run.trouble),
    }
}

/// Derives all ties again.
pub async fn rebuild(session: &Session) -> Outcome {
    understanding::rebuild(&session.cx).await?;
    if session.json {
        return print_json(&serde_json::json!({ "done": "all ties derived again" }));
    }
    say!("all ties derived again");
    Ok(())
}
