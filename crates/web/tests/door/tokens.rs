//! Programs: their tokens made and ended on the pages, and what they are answered.

use app::features::accounts::making::{self, New};
use axum::http::StatusCode;

use crate::support::{Answer, House, MARIT};

/// What the page of a new token or app password shows.
fn secret(page: &Answer) -> String {
    assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-store"), "{}", page.body);
    let shown = page.body.rsplit("<code class=\"secret\">").next().expect("a secret");
    shown.split('<').next().expect("an end").to_owned()
}

async fn token(house: &House, name: &str, reaches: &str) -> String {
    let cookie = house.cookie(MARIT).await;
    let form = format!("kind=api&name={name}&days=30&{reaches}");
    secret(&house.post("/settings/tokens", &cookie, &form).await)
}

async fn ask(house: &House, method: &str, path: &str, authorization: &str, body: &str) -> Answer {
    let headers = [("authorization", authorization), ("content-type", "application/json")];
    house.ask(method, path, &headers, body).await
}

async fn get(house: &House, path: &str, token: &str) -> Answer {
    ask(house, "GET", path, &format!("Bearer {token}"), "").await
}

#[tokio::test]
async fn a_token_is_shown_once_works_and_ends_by_its_button() {
    let house = House::with_owner().await;
    let cookie = house.cookie(MARIT).await;
    let token = token(&house, "laptop", "reach=read").await;
    assert!(token.starts_with("kith_"), "{token}");
    let me = get(&house, "/api/v1/me", &token).await;
    assert_eq!(me.status, StatusCode::OK, "{}", me.body);
    for told in ["\"account\":\"marit@brennhold.example\"", "\"name\":\"laptop\"", "\"may\":[\"read\"]"] {
        assert!(me.body.contains(told), "{told}: {}", me.body);
    }
    assert_eq!((me.header("set-cookie"), me.header("cache-control")), ("", "no-store"));
    let page = house.get("/settings/tokens", &cookie).await;
    assert!(page.body.contains("laptop") && !page.body.contains(&token), "{}", page.body);
    let end = page.body.split(r#"action="/settings/tokens/"#).nth(1).and_then(|rest| rest.split('"').next());
    let end = format!("/settings/tokens/{}", end.expect("a button"));
    assert!(house.post(&end, &cookie, "").await.leads_to("/settings/tokens"));
    assert_eq!(get(&house, "/api/v1/me", &token).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn an_app_password_says_who_it_is_and_opens_no_people() {
    let house = House::with_owner().await;
    let cookie = house.cookie(MARIT).await;
    let form = "kind=app&name=phone&reach=contacts&reach=calendars";
    let password = secret(&house.post("/settings/tokens", &cookie, form).await);
    let basic = |login: &str, password: &str| format!("Basic {}", base64(&format!("{login}:{password}")));
    let me = ask(&house, "GET", "/api/v1/me", &basic(MARIT, &password), "").await;
    assert_eq!(me.status, StatusCode::OK, "{}", me.body);
    assert!(me.body.contains("\"scopes\":[\"contacts\",\"calendars\"]") && me.body.contains("\"may\":[]"));
    let people = ask(&house, "GET", "/api/v1/people", &basic(MARIT, &password), "").await;
    assert_eq!(people.status, StatusCode::FORBIDDEN);
    for other in [basic("eve@brennhold.example", &password), basic(MARIT, "fjord kettle umbrella")] {
        assert_eq!(ask(&house, "GET", "/api/v1/me", &other, "").await.status, StatusCode::UNAUTHORIZED);
    }
}

/// Base64, as a program writes it.
fn base64(text: &str) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in text.as_bytes().chunks(3) {
        let bits = (0..3).fold(0u32, |bits, at| bits << 8 | u32::from(three.get(at).copied().unwrap_or(0)));
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at) & 63) as usize].into();
            out.push(if at <= three.len() { letter } else { '=' });
        }
    }
    out
}

#[tokio::test]
async fn people_are_read_and_noted_as_far_as_the_token_goes() {
    let house = House::with_owner().await;
    let cookie = house.cookie(MARIT).await;
    let added = house.post("/people/new", &cookie, "name=Keiko+Watanabe&email=keiko%40sakai.example").await;
    assert!(added.status.is_redirection(), "{}", added.body);
    let (read, change) =
        (token(&house, "reader", "reach=read").await, token(&house, "writer", "reach=change").await);
    let run = token(&house, "runner", "reach=run").await;
    let list = get(&house, "/api/v1/people?q=keiko", &read).await;
    assert!(list.body.contains("\"slug\":\"keiko-watanabe\""), "{}", list.body);
    let one = get(&house, "/api/v1/people/keiko-watanabe", &read).await;
    assert!(one.body.contains("keiko@sakai.example"), "{}", one.body);
    assert_eq!(get(&house, "/api/v1/today", &read).await.status, StatusCode::OK);
    assert_eq!(get(&house, "/api/v1/people", &run).await.status, StatusCode::FORBIDDEN);

    let path = "/api/v1/people/keiko-watanabe/log";
    let note = r#"{"kind":"note","text":"likes <b>granite</b>"}"#;
    let refused = ask(&house, "POST", path, &format!("Bearer {read}"), note).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let done = ask(&house, "POST", path, &format!("Bearer {change}"), note).await;
    assert_eq!(done.status, StatusCode::CREATED, "{}", done.body);
    let acts = house.get("/acts", &cookie).await;
    assert!(acts.body.contains("note about Keiko Watanabe"), "{}", acts.body);
    assert!(acts.body.contains("token writer"), "the act says by which token: {}", acts.body);
    let person = house.get("/people/keiko-watanabe", &cookie).await;
    assert!(person.body.contains("likes &lt;b&gt;granite"), "{}", person.body);
}

#[tokio::test]
async fn programs_are_told_what_is_wrong_as_problem_documents() {
    let house = House::with_owner().await;
    let token = token(&house, "laptop", "reach=change").await;
    let bearer = format!("Bearer {token}");
    let log = "/api/v1/people/nobody/log";
    for (method, path, authorization, body, status) in [
        ("GET", "/api/v1/me", "", "", 401),
        ("GET", "/api/v1/me", "Bearer kith_nobody", "", 401),
        ("GET", "/api/v1/me", "Bearer", "", 401),
        ("GET", "/api/v1/people/nobody", bearer.as_str(), "", 404),
        ("GET", "/api/v1/nothing", bearer.as_str(), "", 404),
        ("DELETE", "/api/v1/me", bearer.as_str(), "", 405),
        ("POST", log, bearer.as_str(), r#"{"kind":"call"}"#, 404),
        ("POST", log, bearer.as_str(), r#"{"kind":"seance"}"#, 400),
        ("POST", log, bearer.as_str(), r#"{"kind":"call","surprise":1}"#, 422),
        ("POST", log, bearer.as_str(), "{", 400),
        ("GET", "/api/v1/people?page=x", bearer.as_str(), "", 400),
    ] {
        let answer = ask(&house, method, path, authorization, body).await;
        assert_eq!(answer.status.as_u16(), status, "{method} {path} {body}: {}", answer.body);
        assert_eq!(answer.header("content-type"), "application/problem+json", "{method} {path}");
        assert!(answer.body.contains(&format!("\"status\":{status}")), "{}", answer.body);
        assert_eq!(status == 401, answer.header("www-authenticate").starts_with("Bearer"));
        assert!(!answer.body.contains(&token) && !answer.body.contains("<html"), "{}", answer.body);
    }
    let long = format!(r#"{{"kind":"note","text":"{}"}}"#, "x".repeat(20_001));
    assert_eq!(ask(&house, "POST", log, &bearer, &long).await.status, StatusCode::BAD_REQUEST);
    let large = format!(r#"{{"kind":"note","text":"{}"}}"#, "x".repeat(2 * 1024 * 1024));
    let answer = ask(&house, "POST", log, &bearer, &large).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn guesses_from_one_address_pause_its_programs_and_not_the_people_beside_them() {
    let house = House::with_owner().await;
    let token = token(&house, "laptop", "reach=read").await;
    for n in 0..30 {
        let answer = get(&house, "/api/v1/me", &format!("kith_{n}")).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{n}");
    }
    let paused = get(&house, "/api/v1/me", "kith_x").await;
    assert_eq!((paused.status, paused.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "600"));
    let form = "login=marit%40brennhold.example&password=fjord+kettle+umbrella";
    let sign_in = house.post("/sign-in", "", form).await;
    assert_eq!(sign_in.status, StatusCode::SEE_OTHER, "{}", sign_in.body);
    assert_eq!(get(&house, "/api/v1/me", &token).await.status, StatusCode::OK, "what is right comes in");
}

#[tokio::test]
async fn a_program_gets_into_no_page_and_a_browser_into_nothing_of_programs() {
    let house = House::with_owner().await;
    let cookie = house.cookie(MARIT).await;
    let token = token(&house, "laptop", "reach=read&reach=change&reach=run").await;
    for path in ["/", "/people", "/settings/account", "/settings/tokens", "/acts"] {
        let answer = get(&house, path, &token).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.body);
    }
    let by_cookie = house.get("/api/v1/me", &cookie).await;
    assert_eq!(by_cookie.status, StatusCode::UNAUTHORIZED);
    let both = [("authorization", "Bearer kith_nobody"), ("cookie", cookie.as_str())];
    assert_eq!(house.ask("GET", "/api/v1/me", &both, "").await.status, StatusCode::UNAUTHORIZED);
    let made = house.post("/settings/tokens", "", "kind=api&name=x&days=30&reach=read").await;
    assert!(made.status.is_redirection(), "a stranger makes none");
}

#[tokio::test]
async fn what_is_typed_wrong_is_told_beside_the_form_and_hostile_names_stay_text() {
    let house = House::with_owner().await;
    let cookie = house.cookie(MARIT).await;
    for form in [
        "kind=api&name=&days=30&reach=read",
        "kind=api&name=x&days=900&reach=read",
        "kind=api&name=x&days=30",
        "kind=api&name=x&days=30&reach=contacts",
    ] {
        let answer = house.post("/settings/tokens", &cookie, form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}: {}", answer.body);
    }
    let hostile = "kind=api&name=%3Cscript%3Ealert(1)%3C/script%3E&days=30&reach=read";
    assert_eq!(house.post("/settings/tokens", &cookie, hostile).await.status, StatusCode::OK);
    let page = house.get("/settings/tokens", &cookie).await;
    assert!(page.body.contains("&lt;script&gt;") && !page.body.contains("<script>alert"), "{}", page.body);
}

#[tokio::test]
async fn what_happened_to_accounts_is_read_by_its_owner_and_all_of_it_by_an_administrator() {
    let house = House::with_owner().await;
    let cookie = house.cookie(MARIT).await;
    let new = New {
        name: "Jonas Abara".into(),
        login: "jonas@brennhold.example".into(),
        is_principal: true,
        ..New::default()
    };
    making::add(&house.app, &new).await.expect("an account");
    let jonas = house.cookie("jonas@brennhold.example").await;
    token(&house, "laptop", "reach=read").await;
    for _ in 0..60 {
        house.cookie(MARIT).await;
    }
    let own = house.get("/settings/account/events", &cookie).await;
    assert!(own.body.contains("Signed in") && !own.body.contains("jonas@"), "{}", own.body);
    let older = own.body.split("before=").nth(1).and_then(|rest| rest.split('"').next()).expect("older ones");
    let older = house.get(&format!("/settings/account/events?before={older}"), &cookie).await;
    assert!(older.body.contains("Made token “laptop”: read"), "{}", older.body);
    let theirs = house.get("/settings/account/events", &jonas).await;
    assert!(theirs.body.contains("Account made") && !theirs.body.contains("laptop"), "{}", theirs.body);
    assert!(!theirs.body.contains("of=everyone"), "{}", theirs.body);
    let refused = house.get("/settings/account/events?of=everyone", &jonas).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let all = house.get("/settings/account/events?of=everyone&before=9", &cookie).await;
    assert!(all.body.contains("jonas@brennhold.example"), "{}", all.body);
}
