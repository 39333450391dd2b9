//! Every link and form that a page shows leads somewhere: walked from the first page on as each kind of member.

use std::collections::{BTreeSet, VecDeque};

use axum::http::StatusCode;
use testkit::databases;

use crate::planted::{drawn, everybody_else, plant};
use crate::support::{House, MARIT};

/// Pages that are walked; the network is small, and lists link to more of the same.
const WALKED: usize = 150;

/// The values after a text that are paths of this Kith, without what stands behind `?` and `#`.
fn paths(body: &str, before: &str) -> BTreeSet<String> {
    let beginning = format!("{before}=\"/");
    let values = body.split(&beginning).skip(1).filter_map(|rest| rest.split('"').next());
    values.map(|value| format!("/{}", value.split(['?', '#']).next().unwrap_or_default())).collect()
}

/// The pages that links lead to, from the first one on, and what they answered.
async fn walk(house: &House, cookie: &str) -> Vec<(String, String, StatusCode, String)> {
    let mut waiting = VecDeque::from([("/".to_owned(), String::new())]);
    let (mut known, mut seen) = (BTreeSet::from(["/".to_owned()]), Vec::new());
    while let Some((path, from)) = waiting.pop_front().filter(|_| seen.len() < WALKED) {
        let answer = house.get(&path, cookie).await;
        let further = Some(answer.header("location").split('?').next().unwrap_or_default().to_owned());
        let further = further.filter(|path| path.starts_with('/'));
        for next in paths(&answer.body, " href").into_iter().chain(further) {
            let is_page =
                !next.starts_with("/assets") && !next.ends_with("/events") && !next.contains("report.");
            if is_page && known.insert(next.clone()) {
                waiting.push_back((next, path.clone()));
            }
        }
        seen.push((path, from, answer.status, answer.body));
    }
    seen
}

#[tokio::test]
async fn no_link_leads_where_it_is_refused() {
    let Some(place) = databases().into_iter().next() else { return };
    let house = House::owned(place).await;
    plant(&house).await;
    let owner = house.cookie(MARIT).await;
    drawn(&house, &owner).await;
    let mut members = vec![("the owner", owner)];
    members.extend(everybody_else(&house).await.into_iter().map(|(login, cookie, _)| (login, cookie)));
    for (who, cookie) in members {
        let seen = walk(&house, &cookie).await;
        assert!(seen.len() > 8, "{who} comes to {} pages", seen.len());
        for (path, from, status, _) in &seen {
            let is_there = status.is_success() || status.is_redirection();
            assert!(is_there, "{who} is led from {from} to {path}, which answers {status}");
        }
    }
}

#[tokio::test]
async fn whoever_only_looks_is_offered_no_change_of_people() {
    let Some(place) = databases().into_iter().next() else { return };
    let house = House::owned(place).await;
    plant(&house).await;
    let members = everybody_else(&house).await;
    for (login, cookie, _) in
        members.iter().filter(|(login, ..)| ["sees", "looks"].iter().any(|w| login.starts_with(w)))
    {
        for (path, _, _, body) in walk(&house, cookie).await {
            for action in paths(&body, "method=\"post\" action") {
                let changes = ["/today", "/people/", "/tray"].iter().any(|place| action.starts_with(place));
                assert!(!changes, "{login} is offered {action} on {path}");
            }
        }
    }
}
