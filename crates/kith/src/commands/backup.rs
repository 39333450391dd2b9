//! `kith backup`, `kith restore`, `kith verify`.

use std::io::IsTerminal;
use std::path::Path;

use app::db::Kind;
use app::features::keeping::backup::{
    self, Archive, Key, Made, Order, Passphrase, Place, Recipient, Seal, Sealed, Verified,
};
use app::outer::clock::Clock;

use super::{Failure, Outcome, Session, print_json, runtime};
use crate::args::{BackupArgs, KeyArgs, RestoreArgs, VerifyArgs};
use crate::settings::Settings;
use crate::show::{heard, say};

/// Where the passphrase of backups is looked for before it is asked for.
const PASSPHRASE: &str = "KITH_BACKUP_PASSPHRASE";

/// Makes a backup, in a file or on standard output.
pub async fn make(session: &Session, args: &BackupArgs) -> Outcome {
    let seal = seal(args)?;
    if args.file != Path::new("-") {
        let order = Order { target: args.file.clone(), force: args.force, seal, ..Order::default() };
        let made = backup::make(&session.cx, order).await?;
        return told(session.json, &made);
    }
    // A backup is written back and forth, which a pipe cannot be.
    let folder = tempfile::Builder::new().prefix("backup-").tempdir_in(&session.cx.app.data)?;
    let order = Order { target: folder.path().join("kith.tar"), seal, ..Order::default() };
    let made = backup::make(&session.cx, order).await?;
    let mut file = std::fs::File::open(&made.path)?;
    heard(std::io::copy(&mut file, &mut std::io::stdout().lock()).map(drop))
}

fn told(json: bool, made: &Made) -> Outcome {
    if json {
        return print_json(&serde_json::json!({
            "file": made.path, "bytes": made.bytes, "manifest": made.manifest, "contents": made.contents,
        }));
    }
    let rows: i64 = made.contents.inventory.tables.values().map(|table| table.rows).sum();
    say!(
        "{}: {} tables with {rows} rows, {:.1} MB, {}",
        made.path.display(),
        made.contents.inventory.tables.len(),
        made.bytes as f64 / 1e6,
        made.manifest.sealed
    );
    say!("Try it with: kith verify {}", made.path.display());
    Ok(())
}

/// Looks a backup over, or the database in use.
pub fn verify(args: &VerifyArgs, settings: Settings, json: bool) -> Outcome {
    let Some(file) = &args.file else {
        return super::with_session(settings, json, async |session| verify_live(session).await);
    };
    runtime()?.block_on(async {
        let archive = Archive::open(file)?;
        let key = key(&args.key, &archive)?;
        let verified = backup::verify(place(&settings), &archive, &key).await?;
        if json {
            print_json(&verified)?;
        } else {
            print_verified(&archive, &verified);
        }
        sound(&verified.faults, &format!("{} cannot be relied on", file.display()))
    })
}

async fn verify_live(session: &Session) -> Outcome {
    let live = backup::verify_live(&session.cx).await?;
    if session.json {
        print_json(&live)?;
    } else {
        say!("{}, schema {}", session.cx.app.db.describe(), live.contents.schema);
        for (name, table) in &live.contents.tables {
            say!("  {name:<20} {:>12}", table.rows);
        }
        if live.faults.is_empty() {
            say!("whole: {}", looked_at(session.cx.app.db.kind()));
        }
    }
    sound(&live.faults, "the database is damaged: restore a backup")
}

fn looked_at(kind: Kind) -> &'static str {
    match kind {
        Kind::Sqlite => "every page, index and reference was looked at",
        Kind::Postgres => "every row was read; pages and references are PostgreSQL's own to keep",
    }
}

fn print_verified(archive: &Archive, verified: &Verified) {
    let manifest = &verified.manifest;
    say!(
        "{}: made {:.0} by Kith {}, schema {}, {}",
        archive.path.display(),
        manifest.made_at,
        manifest.program,
        manifest.schema,
        manifest.sealed
    );
    if let Some(contents) = &verified.contents {
        say!("  {}", contents.inventory.workspaces.join(", "));
        for (name, table) in &contents.inventory.tables {
            say!("  {name:<20} {:>12}", table.rows);
        }
    }
    if verified.restored {
        say!("whole: checksums match, and a restore of it was tried and compared");
    } else if verified.faults.is_empty() {
        say!("checksums match, but no restore was tried: {}", verified.not_tried);
    }
}

fn sound(faults: &[String], verdict: &str) -> Outcome {
    if faults.is_empty() { Ok(()) } else { Err(Failure(format!("{verdict}: {}", faults.join("; ")))) }
}

/// Puts a backup in the place of the database.
pub fn restore(args: &RestoreArgs, settings: &Settings, json: bool) -> Outcome {
    runtime()?.block_on(async {
        let archive = Archive::open(&args.file)?;
        let key = key(&args.key, &archive)?;
        let now = Clock::System.now();
        let restored = backup::restore(place(settings), &archive, &key, args.force, now).await?;
        if json {
            return print_json(&restored);
        }
        say!(
            "Restored: {} as it was {:.0}.",
            restored.contents.inventory.workspaces.join(", "),
            archive.manifest.made_at
        );
        if let Some(kept) = &restored.kept {
            say!("What was there before is kept in {}", kept.display());
        }
        Ok(())
    })
}

fn place(settings: &Settings) -> Place<'_> {
    Place { url: settings.database_url.as_ref().map(|url| url.value.as_str()), data: &settings.data.value }
}

fn seal(args: &BackupArgs) -> Result<Seal, Failure> {
    if !args.recipient.is_empty() {
        let recipients = args.recipient.iter().map(|key| Recipient::read(key)).collect::<app::Result<_>>()?;
        return Ok(Seal::Recipients(recipients));
    }
    match from_environment()? {
        Some(passphrase) => Ok(Seal::Passphrase(passphrase)),
        None if args.passphrase => Ok(Seal::Passphrase(asked_twice()?)),
        None => Ok(Seal::No),
    }
}

/// What opens a backup: the file that was given, else the passphrase.
fn key(args: &KeyArgs, archive: &Archive) -> Result<Key, Failure> {
    if let Some(file) = &args.identity {
        return Ok(Key::from_file(file)?);
    }
    match archive.manifest.sealed {
        Sealed::No => Ok(Key::None),
        Sealed::Recipients => Err(Failure(format!(
            "{} is sealed to a recipient: name the file with their secret key by --identity FILE",
            archive.path.display()
        ))),
        Sealed::Passphrase => {
            let passphrase = from_environment()?.map_or_else(|| asked("Passphrase: "), Ok)?;
            Ok(Key::Passphrase(passphrase))
        }
    }
}

fn from_environment() -> Result<Option<Passphrase>, Failure> {
    let Some(text) = std::env::var(PASSPHRASE).ok().filter(|text| !text.is_empty()) else { return Ok(None) };
    Ok(Some(Passphrase::new(text)?))
}

fn asked_twice() -> Result<Passphrase, Failure> {
    let one = ask("Passphrase: ")?;
    if one != ask("The same again: ")? {
        return Err(Failure("the two are not the same; nothing was written".into()));
    }
    Ok(Passphrase::new(one)?)
}

fn asked(words: &str) -> Result<Passphrase, Failure> {
    Ok(Passphrase::new(ask(words)?)?)
}

fn ask(words: &str) -> Result<String, Failure> {
    if !std::io::stdin().is_terminal() {
        return Err(Failure(format!("there is no terminal to ask for the passphrase: set {PASSPHRASE}")));
    }
    Ok(rpassword::prompt_password(words)?)
}
