//! `kith` alone: pages on this machine only, and a stop that breaks nothing off.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use crate::support::{AS_ME, Kith, ME};

/// Stopping takes no longer, with nothing left to answer.
const SOON: Duration = Duration::from_secs(8);

/// A server that runs until it is told to stop; killed when dropped.
struct Served {
    child: Child,
    /// Host and port.
    address: String,
    /// What was said before.
    before: String,
    log: BufReader<Box<dyn Read>>,
}

impl Served {
    fn start(kith: &Kith, arguments: &[&str]) -> Served {
        let mut child = kith.command(arguments).spawn().expect("a program that starts");
        let err: Box<dyn Read> = Box::new(child.stderr.take().expect("a pipe"));
        let mut log = BufReader::new(err);
        let (mut before, mut line) = (String::new(), String::new());
        while !line.contains("Kith is at http://") {
            before += &std::mem::take(&mut line);
            assert_ne!(log.read_line(&mut line).expect("a line"), 0, "it ended before it served");
        }
        let address = line.split("http://").nth(1).expect("an address").trim().to_owned();
        Served { child, address, before, log }
    }

    fn get(&self, path: &str) -> String {
        let mut stream =
            TcpStream::connect(self.address.replace("localhost", "127.0.0.1")).expect("a connection");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address)
            .expect("a request");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    }

    /// Sends a signal and gives exit code and the rest of the log.
    fn stop(mut self, signal: &str) -> (Option<i32>, String) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-s", signal, &id]).status().expect("kill").success());
        let begun = Instant::now();
        let code = loop {
            if let Some(status) = self.child.try_wait().expect("a status") {
                break status.code();
            }
            assert!(begun.elapsed() < SOON, "it does not stop");
            std::thread::sleep(Duration::from_millis(20));
        };
        let mut rest = String::new();
        self.log.read_to_string(&mut rest).expect("the log");
        (code, rest)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn pages_are_served_until_it_is_told_to_stop() {
    for signal in ["TERM", "INT"] {
        let kith = Kith::new();
        let served = Served::start(&kith, &["--listen", "127.0.0.1:0"]);
        let page = served.get("/nowhere");
        assert!(
            page.starts_with("HTTP/1.1 404") && page.contains("There is nothing at this address"),
            "{page}"
        );
        // A connection that is kept open without a request does not hold it up.
        let _idle =
            TcpStream::connect(served.address.replace("localhost", "127.0.0.1")).expect("a connection");
        let (code, log) = served.stop(signal);
        assert_eq!(code, Some(0), "{log}");
        let line = log.lines().find(|line| line.contains("\"status\":404")).expect("a line of the request");
        let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
        assert_eq!(line["route"], "nowhere");
        assert!(line["request_id"].as_str().is_some_and(|id| page.contains(id)), "{line}");
        assert!(!log.contains("/nowhere"), "addresses are not logged, they are names: {log}");
    }
}

#[test]
fn other_machines_are_served_without_tls_only_if_that_is_said() {
    let kith = Kith::new();
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:8484"] {
        let complaint = kith.fails(&format!("--listen {address}"));
        assert!(complaint.contains("without TLS") && complaint.contains("--insecure-http"), "{complaint}");
        let complaint = kith.fails(&format!("--listen {address} --insecure-http --no-sign-in"));
        assert!(complaint.contains("nobody signs in"), "{complaint}");
    }
    let complaint = kith.fails("--listen nonsense");
    assert!(complaint.contains("“nonsense” is no address to listen on"), "{complaint}");
}

#[test]
fn where_it_listens_is_a_setting() {
    let kith = Kith::new();
    kith.file("data/kith.toml", "listen = \"127.0.0.1:0\"\n");
    let served = Served::start(&kith, &[]);
    assert!(served.get("/healthz").ends_with("up\n"));
    let (code, _) = served.stop("TERM");
    assert_eq!(code, Some(0));
    let settings = kith.json("doctor")["settings"]["listen"].clone();
    assert_eq!(
        (settings["value"].as_str(), settings["from"].as_str()),
        (Some("127.0.0.1:0"), Some("kith.toml"))
    );
}

#[test]
fn settings_of_connections_that_do_not_fit_are_told() {
    let kith = Kith::new();
    for (arguments, said) in [
        ("--tls-cert cert.pem", "needs both --tls-cert and --tls-key"),
        ("--tls-cert nowhere.pem --tls-key nowhere.pem", "nowhere.pem cannot be read"),
        ("--http-redirect 127.0.0.1:0", "it needs --tls-cert"),
        ("--acme-domain kith.example --tls-cert a.pem --tls-key b.pem", "not from both"),
        ("--acme-domain *.example", "“*.example” is no name that a certificate can be asked for"),
        ("--acme-domain kith.example --acme-network here", "“here” is no range of addresses"),
        ("--trusted-proxy proxy.example", "“proxy.example” is no range of addresses"),
    ] {
        let complaint = kith.fails(&format!("--listen 127.0.0.1:0 {arguments}"));
        assert!(complaint.contains(said), "{arguments}: {complaint}");
    }
    kith.file("data/kith.toml", "[connections]\ntrusted_proxies = [\"10.0.0.0/8\"]\n");
    let settings = kith.json("doctor")["settings"]["connections"]["trusted_proxies"].clone();
    assert_eq!(
        (settings["value"][0].as_str(), settings["from"].as_str()),
        (Some("10.0.0.0/8"), Some("kith.toml"))
    );
}

#[test]
fn a_port_that_is_taken_is_told() {
    let kith = Kith::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address");
    let complaint = kith.fails(&format!("--listen {address}"));
    assert!(complaint.contains(&address.to_string()), "{complaint}");
}

#[test]
fn a_key_that_is_lost_or_anothers_is_told_at_the_start_and_by_doctor_with_the_way_back() {
    for kith in Kith::on_each_database() {
        let mail =
            testkit::mailbox().mail("2026-01-05", "Ana Lopez <ana@north.example>", ME, "Hello").to_mbox();
        kith.file("inbox.mbox", mail);
        kith.import(&format!("inbox.mbox {AS_ME}"));
        kith.says("forget Ana Lopez --yes");
        let start = || Served::start(&kith, &["--listen", "127.0.0.1:0"]);
        assert!(!start().before.contains("kith.key"), "nothing is wrong");
        assert!(kith.says("doctor").contains("fits: 0 secrets, 1 forgotten"));
        let key = kith.data().join("kith.key");
        let kept = std::fs::read(&key).expect("the key");
        std::fs::remove_file(&key).expect("a key that is lost");
        let told = start().before.clone();
        assert!(told.contains("WARN") && told.matches("kith.key is gone").count() == 1, "{told}");
        assert!(told.contains("Put the kith.key back"), "{told}");
        assert!(kith.fails("doctor").contains("kith.key is gone"));
        std::fs::write(&key, [7; 32]).expect("the key of another");
        assert!(start().before.contains("does not belong to this database"));
        std::fs::write(&key, kept).expect("the key again");
        assert!(!start().before.contains("kith.key"));
    }
}
