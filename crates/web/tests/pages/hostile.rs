//! What comes in is hostile: markup, SQL and paths in every place that somebody else fills in, and bodies without end.

use std::collections::{BTreeSet, VecDeque};

use app::features::capture::{self, Request};
use app::features::interactions::{self, LogKind};
use axum::http::StatusCode;
use model::PersonId;
use testkit::{cards, mailbox};

use crate::support::Place;

/// Markup that ends an attribute or a text and begins an element that runs script.
const MARKUP: &str = "'\"><svg onload=kith()>";
/// The same in base64, as the word of a mail's header.
const MARKUP_WORD: &str = "=?utf-8?B?RXZlICciPjxzdmcgb25sb2FkPWtpdGgoKT4=?= <eve@evil.example>";
const ME: &str = "Me Myself <me@acme.example>";

/// A network in which everything that others write is hostile.
async fn hostile_network() -> Place {
    let place = Place::empty().await;
    let subject = format!("Offer {MARKUP}");
    let mails = mailbox()
        .mail("2026-11-02", MARKUP_WORD, ME, &subject)
        .mail("2026-11-03", ME, MARKUP_WORD, &format!("Re: {subject}"))
        .mail("2026-11-12", MARKUP_WORD, ME, &subject)
        .mail("2026-11-13", ME, "Ana Lopez <ana@evil.example>", "Valves");
    place.import(&mails).await;
    let card = cards()
        .card(&format!("Eve {MARKUP}"), "eve@evil.example")
        .line(&format!("ORG:Evil {MARKUP}"))
        .line(&format!("TITLE:Chief {MARKUP}"))
        .line("URL:javascript:kith()")
        .line(&format!("NOTE:Beware {MARKUP}"))
        .to_vcf();
    place.import_file("'\"><svg onload=kith()>.vcf", &card).await;
    let cx = place.app.cx();
    let eve = place.person_with("eve@evil.example").await;
    interactions::log(&cx, eve, LogKind::Call, MARKUP, None).await.expect("a call");
    interactions::add_note(&cx, eve, MARKUP, false).await.expect("a note");
    place
}

impl Place {
    async fn import_file(&self, name: &str, content: &str) {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).expect("a file");
        let request = Request { paths: vec![path], ..Request::default() };
        capture::import(&self.app.cx(), &request, &mut |_| {}).await.expect("an import");
    }

    async fn person_with(&self, address: &str) -> PersonId {
        let cx = self.app.cx();
        app::features::people::one(&cx, address, cx.now).await.expect("somebody")
    }

    /// Every page that can be come to from some, with what it answered.
    async fn walk(&self, from: &[&str]) -> Vec<(String, String)> {
        let mut waiting: VecDeque<String> = from.iter().map(|path| (*path).to_owned()).collect();
        let mut known: BTreeSet<String> = waiting.iter().cloned().collect();
        let mut seen = Vec::new();
        while let Some(path) = waiting.pop_front().filter(|_| seen.len() < 300) {
            let answer = self.get(&path).await;
            assert!(answer.status.as_u16() < 500, "{path}: {}", answer.status);
            for link in links(&answer.body) {
                if known.insert(link.clone()) {
                    waiting.push_back(link);
                }
            }
            // What is downloaded is shown by no browser as a page.
            if answer.header("content-type").starts_with("text/html") {
                seen.push((path, answer.body));
            }
        }
        seen
    }
}

/// The addresses of ours that a page links to, as a browser would ask for them.
fn links(body: &str) -> impl Iterator<Item = String> {
    let found = body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let ours = found.filter(|link| link.starts_with('/') && !link.starts_with("/assets/"));
    ours.map(|link| link.split('#').next().unwrap_or_default().replace("&amp;", "&"))
}

#[tokio::test]
async fn markup_of_others_is_text_on_every_page() {
    let place = hostile_network().await;
    let asked = "/find?q=%27%22%3E%3Csvg%20onload%3Dkith%28%29%3E";
    let searched = "/people?q=%27%22%3E%3Csvg%20onload%3Dkith%28%29%3E&list=%3Csvg%20onload%3Dkith%28%29%3E";
    let nowhere = "/%3Csvg%20onload%3Dkith%28%29%3E";
    let beginnings = ["/", asked, searched, nowhere, "/people/kept-out", "/acts", "/sources", "/settings"];
    let pages = place.walk(&beginnings).await;
    for (path, body) in &pages {
        assert!(!body.contains("<svg onload"), "{path} has it as markup:\n{}", around(body, "<svg onload"));
        for scheme in ["href=\"javascript:", "src=\"javascript:", "action=\"javascript:"] {
            assert!(!body.contains(scheme), "{path} runs what a card says:\n{}", around(body, scheme));
        }
    }
    let as_text = pages.iter().filter(|(_, body)| body.contains("&lt;svg onload")).count();
    assert!(as_text >= 8 && pages.len() >= 20, "{as_text} of {} pages show it as text", pages.len());
}

fn around<'a>(body: &'a str, what: &str) -> &'a str {
    let at = body.find(what).unwrap_or_default();
    let from = body.floor_char_boundary(at.saturating_sub(200));
    &body[from..body.floor_char_boundary((at + 200).min(body.len()))]
}

#[tokio::test]
async fn statements_in_what_is_asked_for_are_words() {
    let place = Place::with_people().await;
    place.get("/people").await;
    let before = place.get("/people").await.body;
    let hostile = [
        "%27%20OR%201%3D1%20--",
        "%27%3B%20DROP%20TABLE%20person%3B%20--",
        "%25%27",
        "%00",
        "%F0%9F%98%80%27%22",
    ];
    for text in hostile {
        let asked = [
            format!("/people?q={text}"),
            format!("/people?sort={text}&page={text}&list={text}"),
            format!("/people?org={text}&country={text}&warmth={text}&last={text}"),
            format!("/people/{text}"),
            format!("/people/{text}/edit"),
            format!("/organizations/{text}"),
            format!("/find?q={text}"),
            format!("/acts?kind={text}&by={text}&since={text}&before={text}&person={text}"),
            format!("/sources/imports/1?outcome={text}&q={text}"),
            format!("/people/kept-out?nature={text}&page={text}"),
        ];
        for path in asked {
            let answer = place.get(&path).await;
            assert!(answer.status.as_u16() < 500, "{path}: {}", answer.status);
        }
        let form = format!("key={text}&value={text}");
        assert!(place.post("/settings", &form).await.status.as_u16() < 500);
    }
    let found = place.get("/people?q=zoltan%27%20OR%201%3D1%20--").await.body;
    assert!(!found.contains("Keiko Watanabe"), "a condition that is always true finds nobody");
    assert_eq!(place.get("/people").await.body, before, "nothing was changed by asking");
}

#[tokio::test]
async fn no_path_leads_out_of_where_it_belongs() {
    let place = Place::with_people().await;
    for path in [
        "/assets/../../../../etc/passwd",
        "/assets/..%2f..%2f..%2f..%2fetc%2fpasswd",
        "/assets/%2e%2e/%2e%2e/etc/passwd",
        "/assets//etc/passwd",
        "/people/..%2f..%2fetc%2fpasswd",
        "/sources/imports/..%2f1",
    ] {
        let answer = place.get(path).await;
        let status = answer.status.as_u16();
        assert!((400..500).contains(&status), "{path}: {status}");
        assert!(!answer.body.contains("root:"), "{path}");
    }
}

#[tokio::test]
async fn a_form_without_end_is_refused() {
    let place = Place::with_people().await;
    let answer = place.post("/settings", &format!("key=keys&value={}", "x".repeat(3_000_000))).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}
