//! Coming in: the first start, sign-in, the second factor, and what strangers see.

use std::sync::Arc;

use app::features::accounts::{making, totp};
use app::features::openid::{OpenId, Provider};
use app::outer::http::Client;
use axum::http::StatusCode;
use testkit::databases;
use web::serving::place::{Place, PublicUrl};

use crate::support::{GOOD, House, MARIT};

const OWNER: &str = "name=Marit+Aldersund&login=marit%40brennhold.example&password=fjord+kettle+umbrella\
                     &again=fjord+kettle+umbrella";
const RIGHT: &str = "login=marit%40brennhold.example&password=fjord+kettle+umbrella";

async fn unowned(place: Place) -> House {
    House::new(databases().into_iter().next().expect("a database"), place).await
}

#[tokio::test]
async fn the_first_start_makes_the_owner_and_then_asks_for_a_second_factor() {
    let house = unowned(Place::default()).await;
    assert!(house.get("/people", "").await.leads_to("/sign-in?to=/people"));
    assert!(house.get("/sign-in?to=/people", "").await.leads_to("/welcome/owner"));
    let form = house.get("/welcome/owner", "").await;
    assert!(form.status == StatusCode::OK && form.body.contains("Whose Kith is this?"), "{}", form.body);
    let short = house.post("/welcome/owner", "", &OWNER.replace("fjord+kettle+umbrella", "short")).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        short.body.contains("at least 12 letters") && short.body.contains("Marit Aldersund"),
        "{}",
        short.body
    );
    let differ = house.post("/welcome/owner", "", &OWNER.replace("again=fjord", "again=other")).await;
    assert!(differ.body.contains("not the same"), "{}", differ.body);

    let made = house.post("/welcome/owner", "", OWNER).await;
    assert!(made.leads_to("/welcome/second-factor"), "{:?}", made.headers);
    let cookie = made.cookie();
    let set_up = house.get("/welcome/second-factor", &cookie).await;
    assert!(set_up.body.contains("<svg") && set_up.body.contains("Not now"), "{}", set_up.body);
    assert!(house.get("/", &cookie).await.leads_to("/welcome"), "and then the ordinary welcome");
    assert!(house.get("/welcome/owner", "").await.leads_to("/"), "there is one owner");
    assert_eq!(house.post("/welcome/owner", "", OWNER).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn where_others_come_by_only_the_printed_key_makes_the_owner() {
    let place = Place { is_on_a_network: true, set_up_key: Some("a-key".into()), ..Place::default() };
    let house = unowned(place).await;
    let stranger = house.get("/welcome/owner", "").await;
    assert!(
        !stranger.body.contains("<form") && stranger.body.contains("To begin, open"),
        "{}",
        stranger.body
    );
    for key in ["", "another"] {
        let refused = house.post("/welcome/owner", "", &format!("{OWNER}&key={key}")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{key}");
    }
    assert!(making::is_first_start(&house.app).await.expect("an answer"));
    assert!(house.get("/welcome/owner?key=a-key", "").await.body.contains("<form"));
    assert!(
        house
            .post("/welcome/owner", "", &format!("{OWNER}&key=a-key"))
            .await
            .leads_to("/welcome/second-factor")
    );
}

#[tokio::test]
async fn a_password_lets_in_to_the_page_that_was_wanted() {
    let house = House::with_owner().await;
    let form = house.get("/sign-in?to=/people%3Fq%3Dx", "").await;
    assert!(form.body.contains(r#"name="to" value="/people?q=x""#), "{}", form.body);
    assert!(form.body.contains("Good morning"), "it is 07:38 in Stockholm");
    let entered = house.post("/sign-in", "", &format!("{RIGHT}&to=%2Fpeople%3Fq%3Dx")).await;
    assert!(entered.leads_to("/people?q=x"), "{:?}", entered.headers);
    let cookie = entered.header("set-cookie");
    for guard in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(guard), "{cookie}");
    }
    assert!(cookie.starts_with("kith=") && !cookie.contains("Secure"), "on this machine: {cookie}");
    assert_eq!(house.get("/people", &entered.cookie()).await.status, StatusCode::OK);
    for elsewhere in ["https://evil.example/", "//evil.example/", "/\\evil.example"] {
        let entered = house.post("/sign-in", "", &format!("{RIGHT}&to={elsewhere}")).await;
        assert!(entered.leads_to("/"), "{elsewhere}: {:?}", entered.headers);
    }
}

#[tokio::test]
async fn over_tls_the_cookie_is_bound_to_this_host() {
    let public_url = PublicUrl::parse("https://kith.brennhold.example");
    let house = unowned(Place { public_url, ..Place::default() }).await;
    let host = [("host", "kith.brennhold.example"), ("content-type", "application/x-www-form-urlencoded")];
    let made = house.ask("POST", "/welcome/owner", &host, OWNER).await;
    let cookie = made.header("set-cookie");
    assert!(cookie.starts_with("__Host-kith=") && cookie.contains("; Secure"), "{cookie}");
    let theme = house.ask("POST", "/settings/theme", &host, "theme=dark").await;
    assert!(theme.header("set-cookie").contains("; Secure"), "{:?}", theme.headers);
    let bare = made.cookie().replace("__Host-kith", "kith");
    let headers = [("host", "kith.brennhold.example"), ("cookie", bare.as_str())];
    let page = house.ask("GET", "/settings/account", &headers, "").await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "a cookie of another name opens nothing");
}

#[tokio::test]
async fn what_is_wrong_is_said_the_same_for_everybody() {
    let house = House::with_owner().await;
    let told = async |login: &str| {
        let form = format!("login={login}&password=wrong+wrong+wrong");
        let answer = house.post("/sign-in", "", &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.body.replace(login, "LOGIN").replace(&login.replace("%40", "@"), "LOGIN")
    };
    let known = told("marit%40brennhold.example").await;
    assert_eq!(known, told("nobody%40brennhold.example").await);
    assert!(known.contains("4 tries left, then a pause of 10 minutes"), "{known}");
}

#[tokio::test]
async fn a_token_from_before_the_sign_in_opens_nothing_after_it() {
    let house = House::with_owner().await;
    let planted = "kith=0000000000000000000000000000000000000000000000000000000000000000";
    let entered = house.post("/sign-in", planted, RIGHT).await;
    assert_ne!(entered.cookie(), planted);
    assert!(house.get("/people", planted).await.leads_to("/sign-in?to=/people"));
    let (mine, again) = (entered.cookie(), house.post("/sign-in", &entered.cookie(), RIGHT).await.cookie());
    assert_ne!(mine, again, "each sign-in has its own");
}

#[tokio::test]
async fn no_other_site_signs_anybody_in_by_a_link() {
    let house = House::with_owner().await;
    let from = async |site: &str| house.ask("GET", "/sign-in/openid", &[("sec-fetch-site", site)], "").await;
    assert!(from("cross-site").await.leads_to("/sign-in"));
    assert_eq!(from("same-origin").await.status, StatusCode::NOT_FOUND, "there is no service here");
}

#[tokio::test]
async fn what_goes_wrong_inside_is_told_to_no_stranger() {
    let mut house = House::with_owner().await;
    let provider = Provider {
        name: "Halden ID".into(),
        issuer: "http://127.0.0.1:9".into(),
        client_id: "kith".into(),
        client_secret: None,
        allowed_domains: Vec::new(),
        makes_accounts: false,
        links_by_mail: false,
    };
    let service = OpenId::new(provider, Client::allowing(Vec::new()));
    house.with_app(|app| app.openid = Some(Arc::new(service)));
    let refused = house.get("/sign-in/openid", "").await;
    assert_eq!(refused.status, StatusCode::INTERNAL_SERVER_ERROR);
    for inside in ["127.0.0.1", "allowed_networks", "the other service failed"] {
        assert!(!refused.body.contains(inside), "{}", refused.body);
    }
    let cookie = house.cookie(MARIT).await;
    let told = house.get("/sign-in/openid", &cookie).await;
    assert!(told.body.contains("allowed_networks"), "members read what to do: {}", told.body);
}

#[tokio::test]
async fn signing_out_ends_the_session_itself() {
    let house = House::with_owner().await;
    let cookie = house.cookie(MARIT).await;
    assert_eq!(house.get("/people", &cookie).await.status, StatusCode::OK);
    let out = house.post("/sign-out", &cookie, "").await;
    assert!(out.leads_to("/sign-in") && out.header("set-cookie").contains("Max-Age=0"), "{:?}", out.headers);
    assert_eq!(
        out.header("clear-site-data"),
        r#""cache", "storage""#,
        "the browser forgets what it was shown"
    );
    assert!(house.get("/people", &cookie).await.leads_to("/sign-in?to=/people"));
}

#[tokio::test]
async fn a_second_factor_is_turned_on_with_a_code_and_asked_for_from_then_on() {
    let house = House::with_owner().await;
    let cookie = house.cookie(MARIT).await;
    let set_up = house.get("/settings/account/second-factor", &cookie).await;
    let secret = set_up.body.split(r#"<code class="secret">"#).nth(1).and_then(|rest| rest.split('<').next());
    let secret = unbase32(&secret.expect("a secret").replace(' ', ""));
    let code = |off: i64| totp::code(&secret, house.app.clock.now().as_second() + off);
    let wrong = house.post("/settings/account/second-factor", &cookie, "code=000000&then=/").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let on =
        house.post("/settings/account/second-factor", &cookie, &format!("code={}&then=/", code(0))).await;
    assert_eq!(on.body.matches("<li><code>").count(), 10, "{}", on.body);
    let recovery =
        on.body.split("<li><code>").nth(1).and_then(|rest| rest.split('<').next()).expect("a code");
    assert!(
        house.get("/settings/account", &cookie).await.status.is_redirection(),
        "the token is another now"
    );
    assert!(house.get("/settings/account", &on.cookie()).await.body.contains("10 recovery codes are left"));

    let first = house.post("/sign-in", "", &format!("{RIGHT}&to=/people")).await;
    assert!(first.leads_to("/sign-in/code?to=/people"), "{:?}", first.headers);
    let half = first.cookie();
    assert!(
        house.get("/people", &half).await.leads_to("/sign-in?to=/people"),
        "half a sign-in opens nothing"
    );
    let replayed = house.post("/sign-in/code", &half, &format!("code={}", code(0))).await;
    assert!(replayed.body.contains("was used already"), "{}", replayed.body);
    let entered = house.post("/sign-in/code", &half, &format!("code={}&to=/people", code(30))).await;
    assert!(entered.leads_to("/people"), "{}", entered.body);
    let half = house.post("/sign-in", "", RIGHT).await.cookie();
    assert!(house.get("/sign-in/code?recovery=yes", &half).await.body.contains("Recovery code"));
    let entered = house.post("/sign-in/code", &half, &format!("recovery=yes&code={recovery}")).await;
    assert!(entered.leads_to("/"), "{}", entered.body);
    assert!(house.post("/sign-in/code", "", "code=123456").await.leads_to("/sign-in?said=late"));
}

fn unbase32(text: &str) -> Vec<u8> {
    let value = |c: u8| match c {
        b'A'..=b'Z' => u32::from(c - b'A'),
        other => u32::from(other - b'2') + 26,
    };
    let bits: Vec<u32> =
        text.bytes().flat_map(|c| (0..5).rev().map(move |bit| value(c) >> bit & 1)).collect();
    bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |sum, bit| sum << 1 | *bit as u8)).collect()
}

#[tokio::test]
async fn a_link_of_the_command_line_chooses_a_password_once() {
    let house = House::with_owner().await;
    let key = making::reset(&house.app, MARIT, None, false).await.expect("a reset").expect("a key");
    let form = house.get(&format!("/sign-in/new?key={key}"), "").await;
    assert!(form.body.contains("Marit Aldersund"), "{}", form.body);
    let typed = format!("key={key}&password=lantern+gravel+sonnet&again=lantern+gravel+sonnet");
    assert!(house.post("/sign-in/new", "", &typed).await.leads_to("/sign-in?said=chosen"));
    let again = house.post("/sign-in/new", "", &typed).await;
    assert!(again.body.contains("used already") && !again.body.contains("Marit"), "{}", again.body);
    assert_eq!(house.post("/sign-in", "", RIGHT).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{GOOD}");
    let right = RIGHT.replace("fjord+kettle+umbrella", "lantern+gravel+sonnet");
    assert!(house.post("/sign-in", "", &right).await.leads_to("/"));
}

#[tokio::test]
async fn strangers_see_nothing_of_the_network() {
    let house = House::with_owner().await;
    let nowhere = house.get("/nowhere", "").await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    assert!(!nowhere.body.contains("masthead") && !nowhere.body.contains("Marit"), "{}", nowhere.body);
    let page = house.get("/sign-in", "").await;
    assert!(!page.body.contains("masthead") && !page.body.contains("Marit"), "{}", page.body);
    let headers = [("hx-request", "true"), ("hx-current-url", "http://localhost:8484/people?q=x")];
    let fragment = house.ask("GET", "/find?q=x", &headers, "").await;
    assert_eq!(
        (fragment.status, fragment.header("hx-redirect")),
        (StatusCode::NO_CONTENT, "/sign-in?to=/people%3Fq%3Dx")
    );
    let stream = house.ask("GET", "/sources/look/events", &[("accept", "text/event-stream")], "").await;
    assert_eq!(stream.status, StatusCode::UNAUTHORIZED);
    assert_eq!(house.get("/metrics", "").await.status, StatusCode::FORBIDDEN);
    let counted = house.get("/metrics", &house.cookie(MARIT).await).await;
    assert_eq!(counted.status, StatusCode::OK);
    assert!(counted.body.contains("kith_door_seconds_count 1\n"), "strangers cost nothing: {}", counted.body);
}
