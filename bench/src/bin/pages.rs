//! How fast pages come: a server of its own over a folder of data, clients that ask without a pause or read a while between
//! two pages, and what it cost.
//!
//! `cargo run --release -p bench --bin pages -- --program target/release/kith --data DIR` starts the program, waits until
//! it is ready, learns addresses of people and organizations from its lists, then lets the clients ask for a mix of
//! pages. It prints the 50th, 95th and 99th percentile of each kind of page, requests a second, and what memory the
//! server held. The folder of data is used as it is, so give it a copy (`bench/pages.sh` makes one).

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use bench::dice::Dice;
use bench::http::{Connection, links};
use bench::server::Server;
use clap::Parser;

/// Loads the pages of a server and prints how long they took.
#[derive(Parser)]
struct Arguments {
    /// The program that serves
    #[arg(long, default_value = "target/release/kith")]
    program: PathBuf,
    /// The folder of data; the program may change it
    #[arg(long)]
    data: PathBuf,
    /// How many ask at the same time
    #[arg(long, default_value_t = 16)]
    clients: u64,
    /// For how long it is asked without being measured, so that what is made in the background once is made
    #[arg(long, default_value_t = 0)]
    warm: u64,
    /// For how long, all pages mixed
    #[arg(long, default_value_t = 20)]
    seconds: u64,
    /// How long each client reads a page before it asks for the next, in milliseconds
    #[arg(long, default_value_t = 0)]
    pause: u64,
    /// Only kinds of page with this in their name
    #[arg(long, default_value = "")]
    only: String,
    /// Another seed, other pages
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

fn main() -> io::Result<()> {
    let arguments = Arguments::parse();
    let server = Server::start(&arguments.program, &arguments.data, &["--no-sign-in"])?;
    println!(
        "ready after {:.2?}, then {} MB in memory (bars: 3 s, 600 MB)",
        server.ready_after,
        server.memory_mb()
    );
    let mut kinds = kinds(&mut Connection::open(&server.host)?)?;
    kinds.retain(|kind| kind.name.contains(&arguments.only));
    if kinds.is_empty() {
        return Err(io::Error::other("no kind of page has this in its name"));
    }
    load(&server.host, &kinds, &arguments, Duration::from_secs(arguments.warm))?;
    let (begun, cpu) = (Instant::now(), server.cpu());
    let times = load(&server.host, &kinds, &arguments, Duration::from_secs(arguments.seconds))?;
    let (took, cpu) = (begun.elapsed(), server.cpu().saturating_sub(cpu));
    print(&kinds, times, took, cpu, &arguments);
    println!("{} MB in memory now, {} MB at most (bar: 600 MB)", server.memory_mb(), server.most_memory_mb());
    one_more(&server.host)
}

/// Logs calls with some people one after the other, and looks each time until their page shows it.
fn one_more(host: &str) -> io::Result<()> {
    let mut connection = Connection::open(host)?;
    let people = links(&connection.get("/people?sort=-closeness&page=2", false)?.text(), "/people/", LISTS);
    let mut times = Vec::new();
    for (number, person) in people.iter().enumerate() {
        let text = format!("one more call {number} {:x}", std::process::id());
        let begun = Instant::now();
        connection.post(&format!("{person}/log"), &format!("kind=call&text={}", text.replace(' ', "+")))?;
        let shown = connection.get(person, false)?.text().contains(&text);
        if !shown {
            return Err(io::Error::other(format!("{person} does not show the call that was logged")));
        }
        times.push(begun.elapsed());
    }
    times.sort();
    let ms =
        |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)].as_secs_f64() * 1_000.0;
    if !times.is_empty() {
        let (count, p50, p99) = (times.len(), ms(50), ms(99));
        println!(
            "one more call logged and on the person's page: p50 {p50:.1} ms, p99 {p99:.1} ms of {count} (bar: 50 ms)"
        );
    }
    Ok(())
}

/// What stands beside the people in their folder.
const LISTS: &[&str] = &["kept-out", "key", "add", "new"];

/// Addresses of one kind, asked for at random.
struct Kind {
    name: &'static str,
    addresses: Vec<String>,
    /// How often, beside the others.
    weight: u64,
}

/// The pages of a network as large as it is: lists are read for the addresses of people and organizations.
fn kinds(connection: &mut Connection) -> io::Result<Vec<Kind>> {
    let pages = [
        "/people",
        "/people?page=40",
        "/people?page=400",
        "/people?sort=name&page=900",
        "/people?sort=-last",
    ];
    let mut people = Vec::new();
    let mut organizations = Vec::new();
    for page in pages {
        let body = connection.get(page, false)?.text();
        people.extend(links(&body, "/people/", LISTS));
        organizations.extend(links(&body, "/organizations/", &[]));
    }
    let under = |prefix: &str, folder: &str, of: &[String]| -> Vec<String> {
        of.iter().filter_map(|address| Some(format!("{prefix}{}", address.strip_prefix(folder)?))).collect()
    };
    let paths = under("/map/paths?to=", "/people/", &people);
    let paths_at = under("/map/paths?at=", "/organizations/", &organizations);
    let without = under("/map/without/", "/people/", &people);
    let first: Vec<String> = people.iter().take(50).cloned().collect();
    let kinds = [
        ("today", fixed(&["/"]), 4),
        ("people, by default", numbered("/people?page=", 2_000), 3),
        ("people, sorted", sorted(), 3),
        ("people, filtered", fixed(FILTERS), 3),
        ("people, by text", fixed(TEXTS), 3),
        ("person, among the warmest", first, 3),
        ("person, anyone", people, 3),
        ("organization", organizations, 2),
        ("paths to a person", paths, 1),
        ("paths to an organization", paths_at, 1),
        ("if somebody left", without, 1),
        (
            "organizations, largest and single-threaded",
            fixed(&["/organizations", "/organizations?held=one"]),
            1,
        ),
        ("world", fixed(&["/map/world"]), 1),
        ("goals", fixed(&["/goals"]), 1),
        ("kept out", fixed(&["/people/kept-out"]), 1),
        ("key people", fixed(&["/people/key"]), 1),
        ("map", fixed(&["/map"]), 2),
        ("map, to walk in", fixed(&["/map/data"]), 1),
        ("sources", fixed(&["/sources"]), 1),
        ("settings", fixed(&["/settings"]), 1),
        ("how good the numbers are", fixed(&["/settings/numbers", "/settings/numbers/sample"]), 1),
        ("what was done, tray and queue", fixed(&["/acts", "/tray", "/queue"]), 1),
        ("retention and colleagues", fixed(&["/settings/erasure", "/settings/colleagues"]), 1),
        ("palette", fixed(&["/find?q=an", "/find?q=maria", "/find?q=m", "/find?q=%3E"]), 2),
    ];
    let there = kinds.into_iter().filter(|(_, addresses, _)| !addresses.is_empty());
    Ok(there.map(|(name, addresses, weight)| Kind { name, addresses, weight }).collect())
}

const FILTERS: &[&str] = &[
    "/people?warmth=lively",
    "/people?warmth=dormant&sort=-closeness",
    "/people?list=drifting",
    "/people?country=DE",
    "/people?last=30",
    "/people?list=unanswered",
];

const TEXTS: &[&str] =
    &["/people?q=an", "/people?q=maria", "/people?q=kowal", "/people?q=zzzz", "/people?q=example.com"];

fn fixed(addresses: &[&str]) -> Vec<String> {
    addresses.iter().map(|&address| address.to_owned()).collect()
}

fn numbered(prefix: &str, count: u32) -> Vec<String> {
    (1..=count).map(|number| format!("{prefix}{number}")).collect()
}

fn sorted() -> Vec<String> {
    let columns = [
        "name",
        "-warmth",
        "-closeness",
        "-last",
        "-past",
        "organization",
        "country",
        "-trend",
        "-weeks",
        "local",
    ];
    let pages = |column| (1..=40).map(move |page| format!("/people?sort={column}&page={}", page * 40));
    columns.into_iter().flat_map(pages).collect()
}

/// How long each answer took, by kind of page.
type Times = BTreeMap<usize, Vec<Answer>>;

struct Answer {
    took: Duration,
    bytes: usize,
    is_good: bool,
}

/// Lets all clients ask until the time is over.
fn load(host: &str, kinds: &[Kind], arguments: &Arguments, long: Duration) -> io::Result<Times> {
    let until = Instant::now() + long;
    let client = |number: u64| {
        let mut dice = Dice::new(arguments.seed * 1_000 + number);
        let mut connection = Connection::open(host)?;
        let mut times = Times::new();
        while Instant::now() < until {
            let at = choose(kinds, &mut dice);
            let addresses = &kinds[at].addresses;
            let address = &addresses[dice.below(addresses.len() as u64) as usize];
            let begun = Instant::now();
            let answer = connection.get(address, true)?;
            let (took, bytes) = (begun.elapsed(), answer.body.len());
            std::thread::sleep(Duration::from_millis(arguments.pause));
            times.entry(at).or_default().push(Answer { took, bytes, is_good: answer.status == 200 });
        }
        Ok(times)
    };
    std::thread::scope(|scope| {
        let clients: Vec<_> =
            (0..arguments.clients).map(|number| scope.spawn(move || client(number))).collect();
        let mut all = Times::new();
        for client in clients {
            let times: io::Result<Times> =
                client.join().unwrap_or_else(|_| Err(io::Error::other("a client panicked")));
            times?.into_iter().for_each(|(kind, times)| all.entry(kind).or_default().extend(times));
        }
        Ok(all)
    })
}

fn choose(kinds: &[Kind], dice: &mut Dice) -> usize {
    let mut left = dice.below(kinds.iter().map(|kind| kind.weight).sum());
    kinds
        .iter()
        .position(|kind| {
            let is_it = left < kind.weight;
            left = left.saturating_sub(kind.weight);
            is_it
        })
        .unwrap_or(0)
}

fn print(kinds: &[Kind], times: Times, took: Duration, cpu: Duration, arguments: &Arguments) {
    println!("{:28} {:>9} {:>9} {:>9} {:>9} {:>9}", "", "requests", "p50 ms", "p95 ms", "p99 ms", "kB");
    let total: usize = times.values().map(Vec::len).sum();
    for (at, mut answers) in times {
        answers.sort_by_key(|answer| answer.took);
        let part = |percent: usize| answers[(answers.len() * percent / 100).min(answers.len() - 1)].took;
        let ms = |percent| part(percent).as_secs_f64() * 1_000.0;
        let kilobytes =
            answers.iter().map(|answer| answer.bytes).sum::<usize>() as f64 / answers.len() as f64 / 1e3;
        let bad = answers.iter().filter(|answer| !answer.is_good).count();
        let bad = if bad == 0 { String::new() } else { format!("  {bad} were not answered with 200") };
        let (count, p50, p95, p99) = (answers.len(), ms(50), ms(95), ms(99));
        println!("{:28} {count:9} {p50:9.1} {p95:9.1} {p99:9.1} {kilobytes:9.1}{bad}", kinds[at].name);
    }
    let rate = total as f64 / took.as_secs_f64();
    let Arguments { clients, pause, .. } = arguments;
    let each = cpu.as_secs_f64() * 1_000.0 / total.max(1) as f64;
    println!(
        "{clients} clients, {pause} ms between their questions: {rate:.0} requests a second, {each:.2} ms of the \
         server's CPU each (bar: 50 ms at p99)"
    );
}
