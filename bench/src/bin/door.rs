//! What the door costs: from the sign-in page to Today, and what knowing who asks adds to each page.
//!
//! `cargo run --release -p bench --bin door -- --program target/release/kith --data DIR` makes accounts, a delegate who sees
//! an organization or two, and many sessions, then asks for the same pages by turns: of a server where nobody signs in,
//! as the principal, and as the delegate. It prints the median of each, what the server itself counted at its door
//! (`kith_door_seconds`), and a sign-in beside the password hash, which is slow on purpose and measured alone. The folder
//! of data is changed, so give it a copy (`bench/door.sh` makes one).

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version};
use bench::http::{Connection, links};
use bench::server::Server;
use clap::Parser;

/// What everybody types who signs in here.
const PASSWORD: &str = "nineteen herons over the mill";

/// Measures what signing in and being known cost.
#[derive(Parser)]
struct Arguments {
    /// The program that serves
    #[arg(long, default_value = "target/release/kith")]
    program: PathBuf,
    /// The folder of data; it is changed
    #[arg(long)]
    data: PathBuf,
    /// How many others have an account
    #[arg(long, default_value_t = 100)]
    accounts: usize,
    /// How many sessions stand, over all accounts
    #[arg(long, default_value_t = 2_000)]
    sessions: usize,
    /// How often each page is asked for
    #[arg(long, default_value_t = 300)]
    rounds: usize,
}

fn main() -> io::Result<()> {
    let arguments = Arguments::parse();
    let others: Vec<String> = (0..arguments.accounts).map(|n| format!("other{n}@bench.example")).collect();
    kith(&arguments, &["user", "add", "owner@bench.example", "--name", "Owner", "--password-stdin"])?;
    for login in &others {
        kith(&arguments, &["user", "add", login, "--name", "Other", "--principal", "--password-stdin"])?;
    }
    let invitation = invite(&arguments)?;
    let open = Server::start(&arguments.program, &arguments.data, &["--no-sign-in"])?;
    let closed = Server::start(&arguments.program, &arguments.data, &[])?;
    for n in 0..arguments.sessions {
        let login = others.get(n % others.len().max(1)).map_or("owner@bench.example", String::as_str);
        sign_in(&mut Connection::open(&closed.host)?, login)?;
    }
    println!("{} accounts, {} sessions", others.len() + 2, arguments.sessions);
    signing_in(&closed)?;
    let mut ways = [
        Way { name: "open", connection: Connection::open(&open.host)? },
        Way { name: "principal", connection: signed_in(&closed, "owner@bench.example")? },
        Way { name: "delegate", connection: joined(&closed, &invitation)? },
    ];
    pages(&mut ways, &closed, arguments.rounds)
}

/// One who asks.
struct Way {
    name: &'static str,
    connection: Connection,
}

/// Runs a command of the program, which is given the password, and returns what it printed.
fn kith(arguments: &Arguments, typed: &[&str]) -> io::Result<String> {
    let mut command = Command::new(&arguments.program);
    command.arg("--data").arg(&arguments.data).args(typed).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        // A command that needs none may have ended already.
        let _ = writeln!(stdin, "{PASSWORD}");
    }
    let output = child.wait_with_output()?;
    if !output.status.success() {
        return Err(io::Error::other(format!("kith {typed:?} failed")));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Invites a delegate who sees two organizations, as far as there are any; the path of the link.
fn invite(arguments: &Arguments) -> io::Result<String> {
    let server = Server::start(&arguments.program, &arguments.data, &["--no-sign-in"])?;
    let body = Connection::open(&server.host)?.get("/people?sort=-last", false)?.text();
    let people = links(&body, "/people/", &["kept-out", "key", "add", "new"]);
    let mut connection = Connection::open(&server.host)?;
    let mut organizations = Vec::new();
    for person in people.iter().take(20) {
        let page = connection.get(person, false)?.text();
        organizations.extend(page.split("href=\"/organizations/").skip(1).filter_map(linked));
    }
    organizations.truncate(2);
    let circle = if organizations.is_empty() { "everyone" } else { "organizations" };
    let organizations = organizations.join("\n").replace('\n', "%0A").replace('&', "%26").replace(' ', "+");
    let form = format!("name=Delegate&may=act_for&circle={circle}&organizations={organizations}");
    let page = connection.post("/settings/delegates", &form)?.text();
    let key = page.split("/join/").nth(1).and_then(|rest| rest.split(['"', '<', ' ', '\n']).next());
    key.map(|key| format!("/join/{key}")).ok_or_else(|| io::Error::other("no invitation was made"))
}

/// The text of a link, of what follows its address.
fn linked(rest: &str) -> Option<String> {
    rest.split_once('>')?
        .1
        .split('<')
        .next()
        .map(|text| text.trim().to_owned())
        .filter(|text| !text.is_empty())
}

/// Signs in; the connection keeps the session.
fn sign_in(connection: &mut Connection, login: &str) -> io::Result<()> {
    let login = login.replace('@', "%40");
    let answer =
        connection.post("/sign-in", &format!("login={login}&password={}", PASSWORD.replace(' ', "+")))?;
    if answer.status == 303 && connection.cookie.is_some() {
        return Ok(());
    }
    Err(io::Error::other(format!("{login} does not come in: {}", answer.status)))
}

fn signed_in(server: &Server, login: &str) -> io::Result<Connection> {
    let mut connection = Connection::open(&server.host)?;
    sign_in(&mut connection, login)?;
    Ok(connection)
}

/// Comes in by an invitation, with a new account.
fn joined(server: &Server, invitation: &str) -> io::Result<Connection> {
    let mut connection = Connection::open(&server.host)?;
    let form =
        format!("name=Delegate&login=delegate%40bench.example&password={}", PASSWORD.replace(' ', "+"));
    let answer = connection.post(&format!("{invitation}/new"), &form)?;
    match answer.status {
        303 => Ok(connection),
        status => Err(io::Error::other(format!("the delegate does not come in: {status}"))),
    }
}

/// From the sign-in page to Today, beside the hash.
fn signing_in(server: &Server) -> io::Result<()> {
    let mut whole = Vec::new();
    for _ in 0..50 {
        let mut connection = Connection::open(&server.host)?;
        let begun = Instant::now();
        connection.get("/sign-in", true)?;
        sign_in(&mut connection, "owner@bench.example")?;
        let today = connection.get("/", true)?;
        whole.push(begun.elapsed());
        if today.status != 200 {
            return Err(io::Error::other(format!("Today was answered with {}", today.status)));
        }
    }
    let (whole, hash) = (sorted(whole), sorted((0..50).map(|_| hash()).collect::<io::Result<_>>()?));
    let ms = |times: &[Duration], percent: usize| millis(times[(times.len() * percent / 100).min(49)]);
    println!(
        "sign-in page, sign-in, Today: p50 {:.1} ms, p95 {:.1} ms, of which the hash {:.1} ms: {:.1} ms besides it at \
         p50, {:.1} ms at p95 (bar: 300 ms)",
        ms(&whole, 50),
        ms(&whole, 95),
        ms(&hash, 50),
        ms(&whole, 50) - ms(&hash, 50),
        ms(&whole, 95) - ms(&hash, 50),
    );
    Ok(())
}

/// The time of one hash of a password, with what `accounts::passwords` asks for.
fn hash() -> io::Result<Duration> {
    let params = Params::new(19 * 1024, 2, 1, None).map_err(io::Error::other)?;
    let hasher = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let begun = Instant::now();
    hasher.hash_password_with_salt(PASSWORD.as_bytes(), &[7; 16]).map_err(io::Error::other)?;
    Ok(begun.elapsed())
}

/// The same pages by turns of each, what each takes, and what the server counted at its door.
fn pages(ways: &mut [Way], closed: &Server, rounds: usize) -> io::Result<()> {
    let delegate = ways.last_mut().map(|way| way.connection.get("/people", false)).transpose()?;
    let seen = delegate.map(|page| links(&page.text(), "/people/", &["kept-out", "key", "add", "new"]));
    let person = seen.and_then(|people| people.into_iter().next());
    let mut counting = Connection::open(&closed.host)?;
    let before = at_the_door(&counting.get("/metrics", false)?.text());
    println!("{:24} {:>10} {:>10} {:>10}   ms at p50", "", ways[0].name, ways[1].name, ways[2].name);
    for page in ["/", "/people", "/people?q=an"].into_iter().chain(person.as_deref()) {
        let mut times = vec![Vec::with_capacity(rounds); ways.len()];
        for _ in 0..rounds {
            for (way, times) in ways.iter_mut().zip(&mut times) {
                let begun = Instant::now();
                let answer = way.connection.get(page, true)?;
                times.push(begun.elapsed());
                if answer.status != 200 {
                    return Err(io::Error::other(format!(
                        "{page} as {}: answered with {}",
                        way.name, answer.status
                    )));
                }
            }
        }
        let middle: Vec<f64> = times.into_iter().map(|times| millis(sorted(times)[rounds / 2])).collect();
        println!("{:24} {:10.2} {:10.2} {:10.2}", kind_of(page), middle[0], middle[1], middle[2]);
    }
    let after = at_the_door(&counting.get("/metrics", false)?.text());
    let (seconds, count) = (after.0 - before.0, after.1 - before.1);
    println!(
        "at the door: {:.3} ms in the mean over {count} requests (bar: 1 ms)",
        seconds * 1_000.0 / count.max(1.0)
    );
    Ok(())
}

/// A page without the name of a person.
fn kind_of(page: &str) -> &str {
    if page.starts_with("/people/") { "a person" } else { page }
}

/// The seconds at the door and the number of requests, of what the server counts.
fn at_the_door(metrics: &str) -> (f64, f64) {
    let value = |name: &str| {
        let line = metrics.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|rest| rest.trim().parse().ok()).unwrap_or_default()
    };
    (value("kith_door_seconds_sum"), value("kith_door_seconds_count"))
}

fn sorted(mut times: Vec<Duration>) -> Vec<Duration> {
    times.sort();
    times
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
