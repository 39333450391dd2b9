//! Secrets planted in a network, and every address asked as each kind of member: none of them is in any answer.
//!
//! What is looked for stands nowhere else, so that a byte of it in a page, a fragment, a download or a refusal is told.
//! The principal's own walk finds each of them, which proves that the walk goes where they could be found.

use std::collections::BTreeSet;
use std::time::Duration;

use app::Cx;
use app::access::{Circle, Level, Role, Scope};
use app::features::accounts::{by_login, making};
use app::features::capture::{self, Request as Import, jobs};
use app::features::details::{self, Kind, Said};
use app::features::interactions;
use app::features::members::{self, Grant};
use app::features::{acts, people, queue, snapshot};
use axum::response::Response;
use futures_util::StreamExt;
use jiff::civil::date;
use model::PersonId;
use testkit::{Where, calendar, cards, databases, mailbox};

use crate::support::{House, MARIT};

const ME: &str = "Marit Aldersund <marit@brennhold.example>";
const ANA: &str = "Ana Lopez <ana@north.example>";
const XENIA: &str = "Xenia Falkenrath <xenia@falkenrath.example>";

/// What nobody but the principal may read, in lower case.
const SECRETS: [&str; 8] = [
    "falkenrath",     // the name, address and organization of a private person
    "tresorwerk",     // where they work
    "nachfolgeplan",  // the title of a meeting
    "wechselabsicht", // a private note
    "segelfreund",    // what an address book says
    "zwillinge",      // family
    "meniskus",       // health
    "1979-11-19",     // a birthday
];

/// Of somebody in another network on the same server.
const ELSEWHERE: &str = "quellenhof";

pub async fn plant(house: &House) {
    let cx = house.app.cx();
    let mut mails = mailbox();
    for n in 1..=9 {
        for them in [ANA, XENIA] {
            mails = mails.mail(&format!("2026-10-{:02}", 2 * n), ME, them, "Terms").mail(
                &format!("2026-10-{:02} 18:00", 2 * n),
                them,
                ME,
                "Re: Terms",
            );
        }
    }
    let mails = mails.mail("2026-11-01", ANA, XENIA, "Between us").cc(ME);
    let meeting = calendar().meeting("2026-11-10", ME, &format!("{ANA}, {XENIA}"), "Nachfolgeplan");
    let book = cards()
        .card("Xenia Falkenrath", "xenia@falkenrath.example")
        .works_at("Tresorwerk", "Partner")
        .card("Ana Lopez", "ana@north.example")
        .line("BDAY:1979-11-19")
        .line("NOTE:Segelfreund");
    let files =
        [("in.mbox", mails.to_mbox()), ("meetings.ics", meeting.to_ics()), ("book.vcf", book.to_vcf())];
    import(house, &cx, &files, "marit@brennhold.example").await;
    let (ana, xenia) = (id(&cx, "Ana Lopez").await, id(&cx, "Xenia Falkenrath").await);
    let said = [
        (xenia, Kind::Private, "yes"),
        (ana, Kind::Family, "Zwillinge"),
        (ana, Kind::Health, "Meniskus"),
        (ana, Kind::Key, "yes"),
    ];
    let said = said.map(|(person, kind, value)| Said { person: person.0, kind, value: Some(value.into()) });
    details::say(
        &cx,
        said.to_vec(),
        app::features::acts::Deed::Words("what is said of Ana and of Xenia Falkenrath".into()),
    )
    .await
    .expect("said");
    interactions::add_note(&cx, ana, "Wechselabsicht", true).await.expect("a note");
    // What a dry run shows stays to be seen until the next.
    let news = mailbox().mail("2026-11-12", XENIA, ME, "Nachfolgeplan").to_mbox();
    let path = house.place.data().join("news.mbox");
    std::fs::write(&path, news).expect("a file");
    let dry = Import { paths: vec![path], dry_run: true, ..Import::default() };
    jobs::start(&cx, dry).await.expect("a dry run");
    let mut job = jobs::watch(&cx).expect("a job");
    job.wait_for(|job| job.as_ref().is_some_and(|job| !job.is_running())).await.expect("its end");
}

/// Keeps somebody to oneself, or no more.
async fn keep(house: &House, person: PersonId, private: Option<&str>) {
    let said = Said { person: person.0, kind: Kind::Private, value: private.map(str::to_owned) };
    details::say(&house.app.cx(), vec![said], app::features::acts::Deed::Words("who is private".into()))
        .await
        .expect("said");
}

async fn import(house: &House, cx: &Cx, files: &[(&str, String)], me: &str) {
    let mut paths = Vec::new();
    for (name, content) in files {
        let path = house.place.data().join(format!("{}-{name}", cx.workspace));
        std::fs::write(&path, content).expect("a file");
        paths.push(path);
    }
    let request = Import { paths, me: vec![me.to_owned()], ..Import::default() };
    capture::import(cx, &request, &mut |_| {}).await.expect("an import");
}

async fn id(cx: &Cx, name: &str) -> PersonId {
    people::one(cx, name, cx.now).await.expect("somebody")
}

/// Another principal on the same server, with somebody of their own.
async fn neighbour(house: &House) -> String {
    let login = "nora@other.example";
    let new =
        making::New { name: "Nora".into(), login: login.into(), is_principal: true, ..Default::default() };
    making::add(&house.app, &new).await.expect("an account");
    let cx = making::cx_for(&house.app, login).await.expect("a network of her own");
    let mails =
        mailbox().mail("2026-11-01", "Nora <nora@other.example>", "Q <q@quellenhof.example>", "Quellenhof");
    import(house, &cx, &[("nora.mbox", mails.to_mbox())], login).await;
    house.cookie(login).await
}

/// The cookie of a new member with a scope.
async fn member(house: &House, login: &str, role: Role, scope: Scope) -> String {
    let new = making::New { name: login.into(), login: login.into(), ..Default::default() };
    making::add(&house.app, &new).await.expect("an account");
    let invited = members::invite(&house.app.cx(), login, &Grant { role, scope }).await.expect("a link");
    let account = by_login(&house.app, login).await.expect("an account").id;
    members::accept(&house.app, &invited.key, account.0).await.expect("a member");
    house.cookie(login).await
}

/// All addresses worth asking for: each pattern with every value that could lead to a secret.
async fn addresses(house: &House) -> Vec<Asked> {
    let values = values(house).await;
    let (_, decisions) = web::routes().into_parts();
    let mut all = BTreeSet::new();
    for decision in &decisions {
        // Whoever signs out or goes elsewhere asks for nothing more here, and an import that is taken back leaves
        // nothing to be found.
        if ["/sign", "/assets", "/settings/account", "/switch", "/sources/imports/{id}/undo"]
            .iter()
            .any(|end| decision.path.starts_with(end))
        {
            continue;
        }
        let method = decision.method.as_str();
        for value in &values {
            let path = filled(decision.path, value);
            if method == "GET" {
                all.insert(Asked { method: "GET", path, form: String::new() });
                continue;
            }
            all.extend([value, "yes"].map(|value| Asked {
                method: "POST",
                path: path.clone(),
                form: form(value),
            }));
        }
    }
    for query in QUERIES {
        all.insert(Asked { method: "GET", path: query.to_owned(), form: String::new() });
    }
    all.into_iter().collect()
}

/// What is asked for.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Asked {
    method: &'static str,
    path: String,
    form: String,
}

/// Questions besides the plain addresses.
const QUERIES: [&str; 16] = [
    "/find?q=falk",
    "/find?q=tres",
    "/find?for=log&q=xen",
    "/people?q=falkenrath",
    "/people?q=xenia",
    "/people?sort=organization",
    "/people?organization=tresorwerk",
    "/organizations?q=tres",
    "/?more=9",
    "/acts?kind=say",
    "/map/paths?to=ana",
    "/map/paths?to=xenia-falkenrath",
    "/map/paths?at=tresorwerk",
    "/map/paths?as=partner",
    "/map/without/ana?and=xenia-falkenrath",
    "/map/without/ana?for=xenia-falkenrath",
];

/// Every field that any form has, so that each change goes as far as it can.
fn form(value: &str) -> String {
    format!(
        "value={value}&id={value}&people={value}&workspace={value}&kind=call&day=2026-11-16&text=hallo&until=2026-12-01\
         &why=wrong&verdict=key&act=key&address=neu%40neu.example&name=Neu+Mensch&email=neu%40neu.example&task=anrufen\
         &member=1&outcome=fertig&connector={value}&target=1"
    )
}

/// Whatever could stand in an address.
async fn values(house: &House) -> Vec<String> {
    let cx = house.app.cx();
    let snapshot = snapshot::current(&cx).await.expect("a network");
    let mut values: Vec<String> = ["1", "csv", "nobody"].map(str::to_owned).to_vec();
    let told =
        snapshot.listed().filter(|line| ["Ana Lopez", "Xenia Falkenrath"].contains(&line.name.as_str()));
    values.extend(told.flat_map(|line| [line.slug.clone(), line.id.to_string()]));
    values.extend(snapshot.organizations().iter().map(|organization| organization.slug.clone()));
    let log = acts::list(&cx, &acts::Filter::default(), 4).await.expect("acts");
    values.extend(log.iter().map(|act| act.id.to_string()));
    let imports = capture::imports::newest(&cx).await.expect("imports");
    values.extend(imports.iter().map(|import| import.id.to_string()));
    values
}

fn filled(pattern: &str, value: &str) -> String {
    let mut path = String::new();
    for piece in pattern.split_inclusive('}') {
        let before = piece.split_once('{').map_or(piece, |(before, _)| before);
        path.push_str(before);
        if piece.ends_with('}') {
            path.push_str(if piece.contains("{kind}") { "csv" } else { value });
        }
    }
    path
}

/// Which of some texts stand in any answer, and where the first of each was.
async fn walk(house: &House, cookie: &str, wanted: &[&str], asked: &[Asked]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for Asked { method, path, form } in asked {
        let headers = [
            ("cookie", cookie),
            ("content-type", "application/x-www-form-urlencoded"),
            ("hx-request", "true"),
        ];
        // A change answers htmx with the toast that others get with the next page.
        let ways = if *method == "GET" { &[2, 3][..] } else { &[3] };
        for headers in ways.iter().map(|n| &headers[..*n]) {
            let answer = house.begin(method, path, headers, form).await;
            let head = format!("{:?} ", answer.headers());
            let told = (head + &so_far(answer).await).to_lowercase();
            // What was asked for comes back in some answers; it is no secret of ours.
            let asked = format!("{path} {form}").to_lowercase();
            for secret in wanted.iter().filter(|secret| told.contains(**secret) && !asked.contains(**secret))
            {
                if seen.insert(*secret) {
                    found.push(format!("{secret}: {method} {path} {form}"));
                }
            }
        }
    }
    found
}

/// An answer to its end; of one that goes on without end, what comes at once.
async fn so_far(answer: Response) -> String {
    let is_endless = answer.headers().get("content-type").is_some_and(|kind| kind == "text/event-stream");
    let mut pieces = answer.into_body().into_data_stream();
    let mut all = Vec::new();
    loop {
        let next = pieces.next();
        let piece = match is_endless {
            true => tokio::time::timeout(Duration::from_millis(50), next).await.ok().flatten(),
            false => next.await,
        };
        let Some(piece) = piece else { return String::from_utf8_lossy(&all).into_owned() };
        all.extend_from_slice(&piece.expect("a piece of an answer"));
    }
}

/// Waits until the map is there, and the network in which paths are sought: both are made when somebody looks, and the
/// first who do are told to wait.
pub async fn drawn(house: &House, cookie: &str) {
    let page = |path: &str| [Asked { method: "GET", path: path.to_owned(), form: String::new() }];
    let (map, paths) = (page("/map"), page("/map/paths?to=ana"));
    let waiting = async {
        while walk(house, cookie, &["falkenrath"], &map).await.is_empty()
            || !walk(house, cookie, &["is being read"], &paths).await.is_empty()
        {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_mins(1), waiting)
        .await
        .expect("the map shows the principal's people");
}

/// Everybody besides the principal whom the principal lets in, with what they see.
pub async fn everybody_else(house: &House) -> Vec<(&'static str, String, bool)> {
    let level = |level| Scope { level: Some(level), circle: Circle::Everyone, ..Scope::default() };
    let runs = Scope { runs: true, ..Scope::default() };
    let kinds = [
        ("sees@team.example", Role::Delegate, level(Level::See)),
        ("suggests@team.example", Role::Delegate, level(Level::Suggest)),
        ("acts@team.example", Role::Delegate, Scope { runs: true, ..level(Level::ActFor) }),
        ("looks@team.example", Role::Viewer, level(Level::See)),
        ("runs@team.example", Role::Delegate, runs),
    ];
    let xenia = id(&house.app.cx(), "Xenia Falkenrath").await;
    let mut members = Vec::new();
    for (login, role, scope) in kinds {
        let is_blind = scope.level.is_none();
        let cookie = member(house, login, role, scope).await;
        let account = by_login(&house.app, login).await.expect("an account").id;
        let here = members::places(&house.app, account.0).await.expect("places")[0].member;
        if role == Role::Delegate {
            let due = Some(date(2026, 11, 20));
            // What was asked about somebody before they became private is of nobody's business any more.
            keep(house, xenia, None).await;
            let asked = queue::delegate(&house.app.cx(), here, Some(xenia), "call", due).await;
            assert_eq!(asked.is_ok(), !is_blind, "who sees nobody is asked about nobody");
            keep(house, xenia, Some("yes")).await;
        }
        members.push((login, cookie, is_blind));
    }
    members
}

/// Each database in a test of its own: they walk at the same time.
#[tokio::test]
async fn no_answer_to_anybody_else_has_what_is_the_principals_alone() {
    nothing_is_told(databases().into_iter().next()).await;
}

#[tokio::test]
async fn nor_has_any_on_postgresql() {
    nothing_is_told(databases().into_iter().nth(1)).await;
}

async fn nothing_is_told(place: Option<Where>) {
    if let Some(place) = place {
        let house = House::owned(place).await;
        plant(&house).await;
        let nora = neighbour(&house).await;
        let members = everybody_else(&house).await;
        let (reads, changes): (Vec<Asked>, Vec<Asked>) =
            addresses(&house).await.into_iter().partition(|asked| asked.method == "GET");
        let owner = house.cookie(MARIT).await;
        drawn(&house, &owner).await;
        let own = walk(&house, &owner, &SECRETS, &reads).await;
        assert_eq!(own.len(), SECRETS.len(), "the walk finds all that is there: {own:?}");
        assert!(walk(&house, &owner, &[ELSEWHERE], &reads).await.is_empty());
        let everything: Vec<&str> = SECRETS.into_iter().chain(["lopez", "north.example"]).collect();
        assert!(walk(&house, &nora, &everything, &reads).await.is_empty(), "of another network");
        // What they change leaves its traces, so all is read again after it.
        for asked in [&reads, &changes, &reads] {
            for (login, cookie, is_blind) in &members {
                let wanted = if *is_blind { &everything[..] } else { &SECRETS[..] };
                let found = walk(&house, cookie, wanted, asked).await;
                assert!(found.is_empty(), "{login} on {}: {found:#?}", house.place);
            }
        }
        // An address that is taken by somebody hidden is refused, without a word of who that is.
        let taken = ["/people/new?name=Neu+Mensch&email=", "/people/ana/addresses?address="].map(|place| {
            let (path, field) = place.split_once('?').expect("a path and fields");
            Asked { method: "POST", path: path.into(), form: format!("{field}xenia%40falkenrath.example") }
        });
        let (_, acts_for, _) = &members[2];
        let found =
            walk(&house, acts_for, &["xenia falkenrath", "xenia-falkenrath", "tresorwerk"], &taken).await;
        assert!(found.is_empty(), "{found:#?}");
        let (_, sees, _) = &members[0];
        assert!(
            !walk(&house, sees, &["north.example"], &reads).await.is_empty(),
            "who may see somebody does"
        );
    }
}
