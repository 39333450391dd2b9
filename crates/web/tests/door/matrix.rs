//! Every address of the table, asked for as each kind of member: the answer is what was decided, and nothing breaks.
//!
//! The table is the one the program goes by, so that a new address is walked without a line here.

use app::access::{Level, Right, Scope};
use app::features::accounts::by_login;
use app::features::accounts::making::{self, New};
use app::features::tokens::{self, Holder, Reach};
use axum::http::{Method, StatusCode};
use testkit::databases;
use web::routes::{Decision, Who};

use crate::support::{House, MARIT};

/// What somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Stranger,
    Principal,
    OtherPrincipal,
    Administrator,
    Viewer,
    Sees,
    Suggests,
    ActsFor,
    Runs,
}

use Kind::*;

const KINDS: [Kind; 9] =
    [Stranger, Principal, OtherPrincipal, Administrator, Viewer, Sees, Suggests, ActsFor, Runs];

impl Kind {
    /// The rights of each, written down a second time and on purpose: the test does not ask the program.
    fn has(self, right: Right) -> bool {
        use Right::{Administer, Belong, Change, Own, Read, Run, Suggest};
        let rights: &[Right] = match self {
            Stranger => &[],
            Principal => &[Belong, Read, Suggest, Change, Run, Own, Administer],
            OtherPrincipal => &[Belong, Read, Suggest, Change, Run, Own],
            Administrator => &[Belong, Administer],
            Viewer | Sees => &[Belong, Read],
            Suggests => &[Belong, Read, Suggest],
            ActsFor => &[Belong, Read, Suggest, Change],
            Runs => &[Belong, Run],
        };
        rights.contains(&right)
    }

    fn login(self) -> String {
        match self {
            Principal => MARIT.to_owned(),
            other => format!("{}@members.example", format!("{other:?}").to_lowercase()),
        }
    }

    /// Role and scope of those who belong to the owner's network.
    fn grant(self) -> Option<(&'static str, Scope)> {
        let of = |level| Scope { level: Some(level), ..Scope::default() };
        match self {
            Viewer => Some(("viewer", of(Level::ActFor))),
            Sees => Some(("delegate", of(Level::See))),
            Suggests => Some(("delegate", of(Level::Suggest))),
            ActsFor => Some(("delegate", of(Level::ActFor))),
            Runs => Some(("delegate", Scope { runs: true, ..Scope::default() })),
            Stranger | Principal | OtherPrincipal | Administrator => None,
        }
    }
}

async fn with_everybody(house: &House) {
    for (at, kind) in KINDS.into_iter().enumerate().filter(|(_, kind)| !matches!(kind, Stranger | Principal))
    {
        let new = New {
            name: format!("{kind:?}"),
            login: kind.login(),
            is_administrator: kind == Administrator,
            is_principal: kind == OtherPrincipal,
            ..New::default()
        };
        making::add(&house.app, &new).await.expect("an account");
        if let Some((role, scope)) = kind.grant() {
            let account = by_login(&house.app, &kind.login()).await.expect("an account").id.0;
            belong(house, 100 + at as i64, role, &scope, account).await;
        }
    }
}

/// Makes an account a member of the owner's network.
async fn belong(house: &House, member: i64, role: &str, scope: &Scope, account: i64) {
    let scope = serde_json::to_string(scope).expect("a scope");
    let sql =
        "INSERT INTO member (workspace_id, id, name, role, scope, account_id) VALUES (1, $1, $2, $2, $3, $4)";
    let done = match house.place.url() {
        Some(url) => {
            let pool = sqlx::PgPool::connect(url).await.expect("a database");
            sqlx::query(sql).bind(member).bind(role).bind(scope).bind(account).execute(&pool).await.map(drop)
        }
        None => {
            let file = format!("sqlite:{}", house.place.data().join("kith.db").display());
            let pool = sqlx::SqlitePool::connect(&file).await.expect("a database");
            sqlx::query(sql).bind(member).bind(role).bind(scope).bind(account).execute(&pool).await.map(drop)
        }
    };
    done.expect("a member");
}

/// An address of the pattern.
fn filled(pattern: &str) -> String {
    let mut path = String::new();
    for piece in pattern.split_inclusive('}') {
        let Some((before, name)) = piece.split_once('{') else {
            path.push_str(piece);
            continue;
        };
        path.push_str(before);
        path.push_str(match name {
            "slug}" | "*name}" | "key}" | "hash}" => "nobody",
            "kind}" => "csv",
            _ => "1",
        });
    }
    path
}

#[tokio::test]
async fn every_address_answers_each_kind_of_member_as_was_decided() {
    let (_, decisions) = web::routes().into_parts();
    assert!(decisions.len() > 60, "the table was not found");
    let mut wrong = Vec::new();
    for place in databases() {
        let house = House::owned(place).await;
        with_everybody(&house).await;
        for kind in KINDS {
            for decision in &decisions {
                if let Err(words) = ask(&house, kind, decision).await {
                    wrong.push(format!("{} {} as {kind:?}: {words}", decision.method, decision.path));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} answers are not what was decided:\n{}", wrong.len(), wrong.join("\n"));
}

async fn ask(house: &House, kind: Kind, decision: &Decision) -> Result<(), String> {
    // A session of its own for each: some of what is asked for ends them.
    let cookie = if kind == Stranger { String::new() } else { house.cookie(&kind.login()).await };
    let form = ("content-type", "application/x-www-form-urlencoded");
    let headers = [("cookie", cookie.as_str()), form];
    let answer = house.begin(decision.method.as_str(), &filled(decision.path), &headers, "").await;
    let (status, location) = (answer.status(), answer.headers().get("location"));
    let is_sent_away = location.is_some_and(|to| to.as_bytes().starts_with(b"/sign-in"));
    let is_right = match decision.who {
        // A session opens nothing to programs; what tokens open is asked below.
        Who::Token(_) | Who::Program => status == StatusCode::UNAUTHORIZED,
        Who::Anyone => status != StatusCode::FORBIDDEN,
        Who::Watcher => (status == StatusCode::FORBIDDEN) != kind.has(Right::Administer),
        Who::Member(_) if kind == Stranger => status == StatusCode::SEE_OTHER && is_sent_away,
        Who::Member(right) if kind.has(right) => status != StatusCode::FORBIDDEN && !is_sent_away,
        // Those who do not see people begin elsewhere.
        Who::Member(_) if decision.path == "/" => status == StatusCode::SEE_OTHER && !is_sent_away,
        Who::Member(_) => status == StatusCode::FORBIDDEN,
    };
    // Not ready is an answer too: nobody has asked for the network yet.
    let is_broken = status.is_server_error() && status != StatusCode::SERVICE_UNAVAILABLE;
    if is_right && !is_broken { Ok(()) } else { Err(format!("{status}, decided: {:?}", decision.who)) }
}

/// A token of somebody for everything there is; nobody has one who belongs to no network.
async fn token(house: &House, kind: Kind) -> Option<String> {
    let holder = Holder::named(&house.app, &kind.login()).await.ok()?;
    let reaches = Reach::all_of(tokens::Kind::Api).to_vec();
    let new = tokens::New { kind: tokens::Kind::Api, name: "all".into(), reaches, days: Some(1) };
    Some(tokens::make(&house.app, holder, &new, "").await.expect("a token").secret.0)
}

#[tokio::test]
async fn a_token_opens_the_addresses_of_programs_as_far_as_its_owner_goes_and_no_other() {
    let (_, decisions) = web::routes().into_parts();
    for decision in &decisions {
        let is_for_programs = matches!(decision.who, Who::Token(_) | Who::Program);
        assert_eq!(decision.path.starts_with("/api/"), is_for_programs, "{}", decision.path);
    }
    let mut wrong = Vec::new();
    for place in databases() {
        let house = House::owned(place).await;
        with_everybody(&house).await;
        for kind in KINDS {
            let token = token(&house, kind).await;
            assert_eq!(token.is_none(), matches!(kind, Stranger | Administrator), "{kind:?}");
            let Some(token) = token.map(|token| format!("Bearer {token}")) else { continue };
            for decision in &decisions {
                let headers = [("authorization", token.as_str()), ("content-type", "application/json")];
                let path = filled(decision.path);
                let status = house.begin(decision.method.as_str(), &path, &headers, "{}").await.status();
                let is_right = match decision.who {
                    Who::Program => status == StatusCode::OK,
                    Who::Token(right) => (status == StatusCode::FORBIDDEN) != kind.has(right),
                    Who::Watcher => status == StatusCode::FORBIDDEN,
                    Who::Member(_) => status == StatusCode::SEE_OTHER || status == StatusCode::UNAUTHORIZED,
                    Who::Anyone => status != StatusCode::FORBIDDEN,
                };
                if !is_right || status == StatusCode::INTERNAL_SERVER_ERROR {
                    wrong.push(format!(
                        "{} {} by a token of {kind:?}: {status}",
                        decision.method, decision.path
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} answers are not what was decided:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test]
async fn what_is_asked_for_by_another_method_is_not_taken() {
    let house = House::with_owner().await;
    let cookie = house.cookie(MARIT).await;
    let (_, decisions) = web::routes().into_parts();
    for path in decisions.iter().map(|decision| decision.path) {
        for method in [Method::DELETE, Method::PUT, Method::PATCH, Method::OPTIONS] {
            let answer =
                house.begin(method.as_str(), &filled(path), &[("cookie", cookie.as_str())], "").await;
            let (status, is_decided) =
                (answer.status(), decisions.iter().any(|d| d.path == path && d.method == method));
            assert!(is_decided || status == StatusCode::METHOD_NOT_ALLOWED, "{method} {path}: {status}");
        }
    }
}

#[tokio::test]
async fn another_principal_on_the_same_server_sees_a_network_of_their_own() {
    for place in databases() {
        let house = House::owned(place).await;
        with_everybody(&house).await;
        let (mine, theirs) = (house.cookie(MARIT).await, house.cookie(&OtherPrincipal.login()).await);
        let added = house.post("/people/new", &mine, "name=Keiko+Watanabe&email=keiko%40sakai.example").await;
        assert!(added.status.is_redirection(), "{}", added.body);
        assert!(house.get("/people", &mine).await.body.contains("Keiko Watanabe"));
        for path in
            ["/people", "/find?q=Keiko", "/people/keiko-watanabe", "/people/key", "/acts", "/settings"]
        {
            let answer = house.get(path, &theirs).await;
            assert!(!answer.body.contains("Watanabe"), "{path}: {}", answer.body);
        }
    }
}
