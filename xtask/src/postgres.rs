//! A PostgreSQL server for the length of one test run, and nothing of it left behind.
//!
//! A cluster in a fresh folder under the system's temporary folder, reached through a socket in that folder: no port to
//! clash with, no password, no trace of a server that may be installed. PostgreSQL refuses to run as root, so root's runs
//! do all of this as the user `postgres`.
//!
//! The cluster hangs on a pipe: a small shell waits for its end, then stops the server and deletes the folder. The pipe
//! ends when [`Server`] is dropped, and also when this program is interrupted or killed, so that no signal handling is
//! needed.

use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::shell::{answer, is_root};

/// A running server; dropping it stops the server and deletes its data.
pub struct Server {
    folder: PathBuf,
    version: String,
    keeper: Child,
}

impl Server {
    /// Makes a cluster and starts it with the programs in a folder.
    pub fn start(programs: &Path) -> Result<Server, String> {
        let user = User::who_may_run_postgres()?;
        let folder = user.fresh_folder()?;
        let keeper = user.keeper(programs, &folder)?;
        let mut server = Server { folder, version: String::new(), keeper };
        server.version = answer(&mut user.command(&programs.join("pg_ctl"), &["--version"]))?
            .split_whitespace()
            .find(|word| word.starts_with(|c: char| c.is_ascii_digit()))
            .unwrap_or_default()
            .to_owned();
        server.make_cluster(&user, programs)?;
        server.start_cluster(&user, programs)?;
        Ok(server)
    }

    /// Where tests connect to, and make databases of their own.
    pub fn url(&self) -> String {
        format!("postgres://postgres@localhost/postgres?host={}", self.folder.display())
    }

    /// The server's version, such as `15.18`.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Names are sorted as in English, by ICU: a query that forgets `COLLATE "C"` sorts differently from SQLite then.
    fn make_cluster(&self, user: &User, programs: &Path) -> Result<(), String> {
        let data = self.folder.join("data");
        let options = ["--username=postgres", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C"];
        let mut initdb = user.command(&programs.join("initdb"), &options);
        initdb.args(["--locale-provider=icu", "--icu-locale=en-US"]).arg(data);
        answer(&mut initdb)
            .map(drop)
            .map_err(|e| format!("no PostgreSQL cluster could be made (15 or newer is needed): {e}"))
    }

    /// Without syncing to disk: the data are worth nothing after the run.
    fn start_cluster(&self, user: &User, programs: &Path) -> Result<(), String> {
        let log = self.folder.join("log");
        let settings = format!(
            "-c listen_addresses='' -c unix_socket_directories='{}' -c max_connections=300 \
             -c fsync=off -c synchronous_commit=off -c full_page_writes=off",
            self.folder.display()
        );
        let mut start = user.command(&programs.join("pg_ctl"), &["start", "--silent", "--wait", "--pgdata"]);
        start.arg(self.folder.join("data")).arg("--log").arg(&log).args(["--options", &settings]);
        answer(&mut start).map(drop).map_err(|e| {
            let log = std::fs::read_to_string(&log).unwrap_or_default();
            format!("the PostgreSQL server for the tests did not start: {e}\n{log}")
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        if !self.keeper.wait().is_ok_and(|status| status.success()) {
            eprintln!("the PostgreSQL server in {} could not be stopped and deleted", self.folder.display());
        }
    }
}

/// Whom the server runs as.
enum User {
    /// Whoever runs the tests.
    Oneself,
    /// The user `postgres`, whom Debian's packages make.
    Postgres,
}

impl User {
    fn who_may_run_postgres() -> Result<User, String> {
        if !is_root() {
            return Ok(User::Oneself);
        }
        let known = answer(Command::new("id").args(["-u", "postgres"]));
        known.map(|_| User::Postgres).map_err(|_| {
            "PostgreSQL refuses to run as root, and there is no user `postgres`; run the tests as another user, or: \
             useradd --system postgres"
                .to_owned()
        })
    }

    fn command(&self, program: &Path, arguments: &[&str]) -> Command {
        let mut command = match self {
            User::Oneself => Command::new(program),
            User::Postgres => {
                let mut command = Command::new("runuser");
                command.args(["-u", "postgres", "--"]).arg(program);
                command
            }
        };
        // The folder one stands in may be closed to the other user.
        command.args(arguments).current_dir("/");
        command
    }

    /// A folder that only this user (and root) can look into. `/tmp` for another user, because root's may be closed.
    fn fresh_folder(&self) -> Result<PathBuf, String> {
        let parent = match self {
            User::Oneself => std::env::temp_dir(),
            User::Postgres => PathBuf::from("/tmp"),
        };
        let pattern = parent.join("kith-postgres.XXXXXX");
        let made = answer(self.command(Path::new("mktemp"), &["-d"]).arg(pattern))?;
        Ok(PathBuf::from(made))
    }

    /// The shell at the other end of the pipe; in a group of its own, where Ctrl-C does not reach it.
    fn keeper(&self, programs: &Path, folder: &Path) -> Result<Child, String> {
        let script = r#"cat >/dev/null
            test ! -f "$2/data/postmaster.pid" || "$1/pg_ctl" stop --silent --mode=immediate --pgdata "$2/data"
            rm -rf -- "$2""#;
        let mut shell = self.command(Path::new("sh"), &["-c", script, "keeper"]);
        shell.arg(programs).arg(folder).stdin(Stdio::piped()).stdout(Stdio::null()).process_group(0);
        shell.spawn().map_err(|e| format!("cannot start a shell: {e}"))
    }
}
