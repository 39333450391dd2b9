//! The account page: what changes how one signs in.

use app::access::{Circle, Level, Role, Scope};
use app::features::accounts::by_login;
use app::features::accounts::making::{self, New};
use app::features::members::{self, Grant};
use axum::http::StatusCode;

use crate::support::{House, MARIT};

#[tokio::test]
async fn a_password_is_changed_with_the_old_one_and_ends_the_others() {
    let house = House::with_owner().await;
    let (mine, other) = (house.cookie(MARIT).await, house.cookie(MARIT).await);
    let new = "new=lantern+gravel+sonnet&again=lantern+gravel+sonnet";
    let wrong = house.post("/settings/account/password", &mine, &format!("old=wrong&{new}")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("That password is not right"), "{}", wrong.body);
    let changed =
        house.post("/settings/account/password", &mine, &format!("old=fjord+kettle+umbrella&{new}")).await;
    assert!(changed.leads_to("/settings/account"), "{}", changed.body);
    for ended in [&mine, &other] {
        assert!(house.get("/settings/account", ended).await.leads_to("/sign-in?to=/settings/account"));
    }
    assert_eq!(house.get("/settings/account", &changed.cookie()).await.status, StatusCode::OK);
}

#[tokio::test]
async fn sessions_are_listed_and_ended() {
    let house = House::with_owner().await;
    let (mine, other) = (house.cookie(MARIT).await, house.cookie(MARIT).await);
    let page = house.get("/settings/account", &mine).await;
    assert!(page.body.contains("Marit Aldersund") && page.body.contains("This one"), "{}", page.body);
    let end = page
        .body
        .split(r#"action="/settings/account/sessions/"#)
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    let ended =
        house.post(&format!("/settings/account/sessions/{}", end.expect("a button")), &mine, "").await;
    assert!(ended.leads_to("/settings/account"));
    assert!(house.post("/settings/account/sessions/end", &mine, "").await.leads_to("/settings/account"));
    assert_eq!(house.get("/settings/account", &mine).await.status, StatusCode::OK);
    assert!(house.get("/settings/account", &other).await.status.is_redirection());
}

#[tokio::test]
async fn a_name_is_changed_and_stands_in_the_masthead() {
    let house = House::with_owner().await;
    let cookie = house.cookie(MARIT).await;
    assert!(
        house
            .post("/settings/account/name", &cookie, "name=M.+Aldersund")
            .await
            .leads_to("/settings/account")
    );
    assert!(
        house.get("/settings/account", &cookie).await.body.contains(r#"<span class="who-am">M. Aldersund"#)
    );
    assert_eq!(house.post("/settings/account/name", &cookie, "name=+").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_key_that_does_not_fit_is_told_above_the_settings() {
    let house = House::with_owner().await;
    let cookie = house.cookie(MARIT).await;
    house.get("/welcome/second-factor", &cookie).await;
    let told = "does not belong to this database";
    assert!(!house.get("/settings", &cookie).await.body.contains(told));
    std::fs::write(house.place.data().join("kith.key"), [7; 32]).expect("a key of another");
    let page = house.get("/settings", &cookie).await.body;
    assert!(page.contains(told) && page.contains("Put the kith.key back"), "{page}");
}

#[tokio::test]
async fn whose_invitation_ended_finds_the_way_to_their_own_network() {
    let house = House::with_owner().await;
    let login = "jonas@brennhold.example";
    let new = New { name: "Jonas".into(), login: login.into(), is_principal: true, ..New::default() };
    making::add(&house.app, &new).await.expect("an account");
    let jonas = by_login(&house.app, login).await.expect("an account").id.0;
    let scope = Scope { level: Some(Level::See), circle: Circle::Everyone, ..Scope::default() };
    let grant = Grant { role: Role::Delegate, scope };
    let owner = house.app.cx();
    let invited = members::invite(&owner, "Jonas", &grant).await.expect("an invitation");
    let (there, member) = members::accept(&house.app, &invited.key, jonas).await.expect("a membership");
    let cookie = house.cookie(login).await;
    let cookie = house.post("/switch", &cookie, &format!("workspace={}", there.0)).await.cookie();
    members::end(&owner, member).await.expect("an end");
    let page = house.get("/settings/account", &cookie).await;
    assert!(page.status == StatusCode::OK && page.body.contains(r#"action="/switch""#), "{}", page.body);
}

#[tokio::test]
async fn one_without_a_password_is_told_to_sign_in_again() {
    let house = House::with_owner().await;
    let login = "jonas@brennhold.example";
    let new = New { name: "Jonas".into(), login: login.into(), ..New::default() };
    making::add(&house.app, &new).await.expect("an account");
    let cookie = house.cookie(login).await;
    let page = house.get("/settings/account/confirm?to=/settings/passkeys", &cookie).await;
    assert!(
        page.body.contains("sign in again") && !page.body.contains(r#"name="password""#),
        "{}",
        page.body
    );
    for _ in 0..9 {
        let refused = house.post("/settings/account/confirm", &cookie, "password=any").await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "no try is counted: {}", refused.body);
    }
}

#[tokio::test]
async fn pages_with_a_secret_are_kept_by_no_browser() {
    let house = House::with_owner().await;
    let cookie = house.cookie(MARIT).await;
    let second_factor = house.get("/settings/account/second-factor", &cookie).await;
    let form = "name=Jonas&may=see&circle=everyone";
    let invited = house.post("/settings/delegates", &cookie, form).await;
    assert!(invited.body.contains("/join/"), "{}", invited.body);
    for page in [second_factor, invited] {
        assert_eq!(page.header("cache-control"), "no-store");
    }
}
