//! PostgreSQL's own programs: a dump of the whole database, and putting one back, all or nothing.
//!
//! They are told the server by environment variables, so that no password is ever on a command line. A restore is a
//! single transaction: what stood there is dropped, the dump is read, and what came of it is counted, before anything
//! lasts; whoever kills it leaves what was there.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use sqlx::postgres::{PgConnectOptions, PgConnection, PgSslMode};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};

use super::copying::{self, Inventory};
use super::{HOLD_PAUSE, HOLD_TRIES};
use crate::error::{Error, Result};
use crate::words::refusals;

/// A database on a server, as its programs are told of it.
#[derive(Clone)]
pub struct Server {
    options: PgConnectOptions,
}

/// Drops whatever stands in the schema the dump was taken of.
const CLEAR: &str = "
SET lock_timeout = '20s';
DO $$ DECLARE it RECORD; BEGIN
  FOR it IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() LOOP
    EXECUTE format('DROP TABLE IF EXISTS %I CASCADE', it.tablename);
  END LOOP;
  FOR it IN SELECT oid::regprocedure AS name FROM pg_proc AS p WHERE pronamespace = current_schema()::regnamespace
    AND NOT EXISTS (SELECT 1 FROM pg_depend AS d WHERE d.objid = p.oid AND d.deptype = 'e') LOOP
    EXECUTE 'DROP ROUTINE IF EXISTS ' || it.name || ' CASCADE';
  END LOOP;
END $$";

impl Server {
    /// The one behind these options.
    pub fn of(options: &PgConnectOptions) -> Server {
        Server { options: options.clone() }
    }

    /// The one at this address.
    ///
    /// # Errors
    /// The address cannot be read.
    pub fn at(url: &str) -> Result<Server> {
        Ok(Server { options: super::postgres_options(url)? })
    }

    /// Dumps the whole database, as a snapshot sees it, to a file.
    pub(super) async fn dump(&self, snapshot: &str, file: &Path) -> Result<()> {
        let mut dump = self.program("pg_dump");
        dump.args(["--format=custom", "--compress=0", "--no-password", "--snapshot", snapshot, "--file"])
            .arg(file);
        run(move || dump.output(), "pg_dump").await
    }

    /// Puts a dump in the place of whatever stands in the database, if what comes of it is what was counted.
    ///
    /// # Errors
    /// Another program has the database open, a client program is missing, or the dump does not fit; then nothing is
    /// changed.
    pub async fn restore(&self, dump: &Path, expected: &Inventory) -> Result<()> {
        let mut connection = self.options.clone().connect().await?;
        let others = others_connected(&mut connection).await?;
        let schema: String =
            sqlx::query_scalar("SELECT current_schema()::text").fetch_one(&mut connection).await?;
        connection.close().await?;
        if others > 0 {
            return Err(Error::refused(refusals::database::OPEN_ELSEWHERE));
        }
        let (server, dump, guard) = (self.clone(), dump.to_owned(), guard(&schema, expected));
        run(move || server.put_back(&dump, &guard), "pg_restore or psql").await
    }

    fn put_back(&self, dump: &PathBuf, guard: &str) -> std::io::Result<Output> {
        let mut reading = self.program("pg_restore");
        reading.args(["--no-owner", "--no-privileges", "--file=-"]).arg(dump).stdout(Stdio::piped());
        let mut reading = reading.stderr(Stdio::null()).spawn()?;
        let Some(script) = reading.stdout.take() else { return Err(std::io::Error::other("no output")) };
        let mut writing = self.program("psql");
        writing.args([
            "--no-psqlrc",
            "--quiet",
            "--no-password",
            "--set=ON_ERROR_STOP=1",
            "--single-transaction",
        ]);
        // A script that breaks off leaves the guard to find what is missing, and nothing is committed.
        writing.args(["--command", CLEAR, "--file=-", "--command", guard]);
        let written = writing.stdin(Stdio::from(script)).output();
        reading.wait()?;
        written
    }

    /// Restores a dump into a database of its own, says what stands there, and drops it again; none if this server's
    /// role may not make a database.
    ///
    /// # Errors
    /// The dump cannot be restored.
    pub async fn try_restore(
        &self,
        dump: &Path,
        name: &str,
        expected: &Inventory,
    ) -> Result<Option<Inventory>> {
        let mut connection = self.options.clone().connect().await?;
        let may: bool =
            sqlx::query_scalar("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")
                .fetch_one(&mut connection)
                .await?;
        if !may {
            return Ok(None);
        }
        let statement =
            |verb: &str, end: &str| AssertSqlSafe(format!("{verb} {}{end}", copying::quoted(name)));
        sqlx::query(statement("CREATE DATABASE", "")).execute(&mut connection).await?;
        let scratch = Server { options: self.options.clone().database(name) };
        let found = scratch.restored(dump, expected).await;
        sqlx::query(statement("DROP DATABASE IF EXISTS", " WITH (FORCE)")).execute(&mut connection).await?;
        connection.close().await?;
        found.map(Some)
    }

    async fn restored(&self, dump: &Path, expected: &Inventory) -> Result<Inventory> {
        self.restore(dump, expected).await?;
        let mut connection = self.options.clone().connect().await?;
        let found = copying::of_server(&mut connection).await;
        connection.close().await?;
        found
    }

    /// A program that connects to this database.
    fn program(&self, name: &str) -> Command {
        let options = &self.options;
        let mut program = Command::new(name);
        match options.get_socket() {
            Some(socket) => program.env("PGHOST", socket),
            None => program.env("PGHOST", options.get_host()),
        };
        program.env("PGPORT", options.get_port().to_string()).env("PGUSER", options.get_username());
        program.env("PGDATABASE", options.get_database().unwrap_or(options.get_username()));
        program.env("PGSSLMODE", ssl_mode(options.get_ssl_mode()));
        if let Some(password) = options.to_url_lossy().password() {
            program.env("PGPASSWORD", percent_decoded(password));
        }
        program.stdin(Stdio::null());
        program
    }
}

/// How many others have the database open; those who are just leaving it are waited for.
async fn others_connected(connection: &mut PgConnection) -> Result<i64> {
    let mut others = 0;
    for _ in 0..HOLD_TRIES {
        others = sqlx::query_scalar(
            "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()
             AND pid <> pg_backend_pid() AND backend_type = 'client backend'",
        )
        .fetch_one(&mut *connection)
        .await?;
        if others == 0 {
            break;
        }
        tokio::time::sleep(HOLD_PAUSE).await;
    }
    Ok(others)
}

/// Statements that fail unless each table has the rows that were counted.
fn guard(schema: &str, expected: &Inventory) -> String {
    let schema = copying::quoted(schema);
    let mut guard = String::from("DO $$ BEGIN\n");
    for (name, table) in &expected.tables {
        let _ = writeln!(
            guard,
            "IF (SELECT COUNT(*) FROM {schema}.{}) <> {} THEN RAISE EXCEPTION 'a table is not whole'; END IF;",
            copying::quoted(name),
            table.rows
        );
    }
    guard.push_str("END $$");
    guard
}

/// Runs one of the programs on a thread that may wait.
async fn run(program: impl FnOnce() -> std::io::Result<Output> + Send + 'static, name: &str) -> Result<()> {
    let output = tokio::task::spawn_blocking(program).await.map_err(|e| Error::settings(e.to_string()))?;
    let complaint = match output {
        Ok(output) if output.status.success() => return Ok(()),
        Ok(output) => String::from_utf8_lossy(&output.stderr)
            .lines()
            .next()
            .unwrap_or(refusals::database::PROGRAM_ENDED)
            .to_owned(),
        Err(error) => error.to_string(),
    };
    Err(Error::settings(refusals::database::programs_failed(name, &complaint)))
}

fn ssl_mode(mode: PgSslMode) -> &'static str {
    match mode {
        PgSslMode::Disable => "disable",
        PgSslMode::Allow => "allow",
        PgSslMode::Prefer => "prefer",
        PgSslMode::Require => "require",
        PgSslMode::VerifyCa => "verify-ca",
        PgSslMode::VerifyFull => "verify-full",
    }
}

/// `%41` → `A`; what is no such sequence stays.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = tail.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match hex.and_then(|two| u8::from_str_radix(two, 16).ok()).filter(|_| *first == b'%') {
            Some(byte) => (bytes.push(byte), rest = &tail[2..]),
            None => (bytes.push(*first), rest = tail),
        };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_read_off_addresses() {
        let server = Server::at("postgres://me:a%40%25b@db.example:5433/kith?sslmode=require").unwrap();
        let program = server.program("psql");
        let given: Vec<(String, String)> = program
            .get_envs()
            .filter_map(|(name, value)| Some((name.to_str()?.to_owned(), value?.to_str()?.to_owned())))
            .collect();
        let has = |name: &str, value: &str| given.contains(&(name.to_owned(), value.to_owned()));
        assert!(
            has("PGPASSWORD", "a@%b") && has("PGHOST", "db.example") && has("PGPORT", "5433"),
            "{given:?}"
        );
        assert!(has("PGUSER", "me") && has("PGDATABASE", "kith") && has("PGSSLMODE", "require"), "{given:?}");
    }
}
