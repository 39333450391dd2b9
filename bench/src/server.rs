//! The program under measurement: started over a folder of data, and ended with the benchmark.

use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::http::Connection;

/// How long a start may take before the benchmark gives up.
const PATIENCE: Duration = Duration::from_secs(300);

/// A server; dropping it ends it.
pub struct Server {
    /// Where it listens, such as `127.0.0.1:40123`.
    pub host: String,
    /// From the start of the program to the first `200` of `/readyz`.
    pub ready_after: Duration,
    child: Child,
}

impl Server {
    /// Starts a program over a folder of data, on a free port and with these arguments, and waits until it is ready.
    ///
    /// # Errors
    /// It cannot be started, ends, or is not ready for minutes.
    pub fn start(program: &Path, data: &Path, arguments: &[&str]) -> io::Result<Server> {
        let begun = Instant::now();
        let mut command = Command::new(program);
        command.arg("--data").arg(data).args(["--listen", "127.0.0.1:0"]).args(arguments);
        let child = command.env("RUST_LOG", "error").stderr(Stdio::piped()).spawn()?;
        let mut server = Server { host: String::new(), ready_after: Duration::ZERO, child };
        server.host = server.announced()?;
        while !server.is_ready()? {
            if begun.elapsed() > PATIENCE {
                return Err(io::Error::other("the server is not ready after five minutes"));
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        server.ready_after = begun.elapsed();
        Ok(server)
    }

    /// Resident memory now.
    pub fn memory_mb(&self) -> u64 {
        self.status("VmRSS:")
    }

    /// The most resident memory it ever had.
    pub fn most_memory_mb(&self) -> u64 {
        self.status("VmHWM:")
    }

    /// The time its threads spent on a core since the start; zero where the system does not tell.
    pub fn cpu(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap_or_default();
        // The name may hold spaces and ends with a parenthesis; the 12th and 13th fields after it are ticks of 10 ms.
        let fields = stat.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace();
        let ticks: u64 = fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
        Duration::from_millis(ticks * 10)
    }

    /// The address that the program prints; the rest of what it prints is read away.
    fn announced(&mut self) -> io::Result<String> {
        let stderr = self.child.stderr.take().ok_or_else(|| io::Error::other("the program has no output"))?;
        let mut lines = BufReader::new(stderr).lines();
        let mut told = String::new();
        for line in lines.by_ref() {
            let line = line?;
            if let Some((_, host)) = line.split_once("Kith is at http://") {
                let host = host.trim().trim_end_matches('/').replace("localhost", "127.0.0.1");
                std::thread::spawn(move || lines.for_each(drop));
                return Ok(host);
            }
            told.push_str(&line);
            told.push('\n');
        }
        Err(io::Error::other(format!("the program ended:\n{told}")))
    }

    fn is_ready(&self) -> io::Result<bool> {
        Ok(Connection::open(&self.host)?.get("/readyz", false)?.status == 200)
    }

    /// A line of the process's status, in megabytes; 0 where there is no such file.
    fn status(&self, name: &str) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
        kilobytes.unwrap_or(0) / 1024
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
