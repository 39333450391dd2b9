//! Databases for tests: each test has its own, on SQLite always, on PostgreSQL where a server is given.
//!
//! The server is named by `KITH_TEST_POSTGRES_URL`; `cargo xtask test` starts one and sets it. Databases are made and
//! dropped by `psql`, so that this crate needs no driver and can be used inside and outside async code alike.

use std::fmt;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// The variable that names the server.
const SERVER: &str = "KITH_TEST_POSTGRES_URL";

/// The places to run a test on: SQLite, and PostgreSQL if there is a server. Each is empty and this test's alone.
pub fn databases() -> Vec<Where> {
    let mut places = vec![Where::new(None)];
    match std::env::var(SERVER) {
        Ok(server) => places.push(Where::new(Some(server))),
        Err(_) => println!("not tested on PostgreSQL: {SERVER} is not set (cargo xtask test sets it)"),
    }
    places
}

/// A database and a data folder; both are gone when it is dropped. Shown as the name of the database, for messages.
pub struct Where {
    data: TempDir,
    postgres: Option<Postgres>,
}

/// A database on a server.
struct Postgres {
    server: String,
    name: String,
    url: String,
}

impl Where {
    fn new(server: Option<String>) -> Where {
        let data = tempfile::Builder::new().prefix("kith_test_").tempdir().expect("a temporary folder");
        let postgres = server.map(|server| Postgres::create(server, data.path()));
        Where { data, postgres }
    }

    /// The address of the PostgreSQL database; none for SQLite, which is a file in the data folder.
    pub fn url(&self) -> Option<&str> {
        self.postgres.as_ref().map(|postgres| postgres.url.as_str())
    }

    /// The data folder.
    pub fn data(&self) -> &Path {
        self.data.path()
    }
}

impl fmt::Display for Where {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.postgres.is_some() { "PostgreSQL" } else { "SQLite" })
    }
}

impl Postgres {
    /// Makes a database, named after this process and the folder, which nobody else has.
    fn create(server: String, folder: &Path) -> Postgres {
        let folder = folder.file_name().expect("a folder with a name").to_string_lossy().to_lowercase();
        let name = format!("{folder}_{}", std::process::id());
        let url = with_database(&server, &name);
        if let Err(complaint) = psql(&server, &format!("CREATE DATABASE {name}")) {
            panic!("no test database at {server}: {complaint}");
        }
        Postgres { server, name, url }
    }
}

impl Drop for Postgres {
    /// Whatever connections a failed test left are cut. A server that went away has nothing to drop.
    fn drop(&mut self) {
        let _ = psql(&self.server, &format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
    }
}

/// The address of another database on the same server: `postgres://user@host/old?host=…` → `…/name?host=…`.
fn with_database(server: &str, name: &str) -> String {
    let (address, options) =
        server.split_once('?').map_or((server, None), |(address, rest)| (address, Some(rest)));
    let authority = address.find("://").map_or(0, |at| at + "://".len());
    let host_end = address[authority..].find('/').map_or(address.len(), |at| authority + at);
    let options = options.map_or(String::new(), |options| format!("?{options}"));
    format!("{}/{name}{options}", &address[..host_end])
}

fn psql(server: &str, statement: &str) -> Result<(), String> {
    let mut psql = Command::new("psql");
    psql.args(["--no-psqlrc", "--quiet", "--dbname", server, "--command", statement]);
    let output = psql.output().map_err(|e| format!("psql cannot be run: {e}"))?;
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_database_is_put_into_the_address() {
        let check = |server, expected| assert_eq!(with_database(server, "x"), expected);
        check("postgres://me@localhost/postgres?host=/tmp/a", "postgres://me@localhost/x?host=/tmp/a");
        check("postgres://localhost:5433", "postgres://localhost:5433/x");
        check("postgres://localhost/", "postgres://localhost/x");
    }

    #[test]
    fn each_place_is_its_own_and_leaves_nothing() {
        for (one, two) in databases().into_iter().zip(databases()) {
            assert_ne!(one.data(), two.data());
            let Some(url) = one.url().map(str::to_owned) else { continue };
            assert_ne!(one.url(), two.url());
            assert_eq!(psql(&url, "CREATE TABLE x (y BIGINT)"), Ok(()));
            drop(one);
            assert!(psql(&url, "SELECT 1").is_err());
        }
    }
}
