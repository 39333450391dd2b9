//! "Are these right?": twenty people a quarter, kept and counted.

use std::collections::HashSet;

use app::features::accuracy::{self, Quarter, Verdict};
use app::features::acts;
use app::features::details::{self, Kind, Said};
use app::features::keeping::human;
use app::features::{settings, today};
use jiff::ToSpan;
use jiff::civil::date;
use model::PersonId;
use testkit::{Mailbox, databases, mailbox};

use crate::support::{ME, World};

/// So many people, some written to until today, some not for two years.
fn mails_with(people: i64) -> Mailbox {
    let mut mails = mailbox();
    for n in 0..people {
        let who = format!("Ida{n} Berg <ida@berg{n}.example>");
        let end = if n % 3 == 0 { date(2024, 3, 1) } else { date(2026, 3, 9) };
        let mut day = date(2023, 6, 1).saturating_add(n.days());
        let mut sent = 0;
        while day <= end {
            let (from, to) = if sent % 2 == 0 { (ME, who.as_str()) } else { (who.as_str(), ME) };
            mails = mails.mail(&day.to_string(), from, to, "Valves");
            day = day.saturating_add((31 + 7 * n).days());
            sent += 1;
        }
    }
    mails
}

#[tokio::test]
async fn a_sample_is_the_same_all_quarter_and_answers_can_be_taken_back() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        world.import("inbox", &mails_with(30).to_mbox()).await;
        let cx = world.cx();
        let secret = world.person("ida@berg4.example").await.who.id;
        details::say(
            &cx,
            vec![Said { person: secret.0, kind: Kind::Private, value: Some("yes".into()) }],
            app::features::acts::Deed::Words("Ida is for me alone".into()),
        )
        .await
        .unwrap();
        accuracy::draw_sample(&cx).await.unwrap();
        let first = accuracy::this_quarter(&cx).await.unwrap();
        assert_eq!((first.answers.asked, first.answers.answered(), first.is_drawn), (20, 0, true));
        accuracy::draw_sample(&cx).await.unwrap();
        let asked = first.next.clone().unwrap();
        let again = accuracy::this_quarter(&cx).await.unwrap().next.unwrap();
        assert_eq!((asked.place, asked.line.id, asked.value), (again.place, again.line.id, again.value));

        let act = accuracy::answer(&cx, asked.place, Verdict::TooHigh).await.unwrap().act;
        assert!(accuracy::answer(&cx, asked.place, Verdict::Right).await.is_err(), "it was answered");
        acts::undo(&cx, Some(act)).await.unwrap();
        assert_eq!(accuracy::this_quarter(&cx).await.unwrap().next.unwrap().place, asked.place);

        let mut people = HashSet::new();
        while let Some(next) = accuracy::this_quarter(&cx).await.unwrap().next {
            assert!(people.insert(next.line.id) && PersonId(next.line.id) != secret);
            let verdict = if next.value < 30 { Verdict::TooLow } else { Verdict::Right };
            accuracy::answer(&cx, next.place, verdict).await.unwrap();
        }
        let answers = accuracy::this_quarter(&cx).await.unwrap().answers;
        assert_eq!((answers.answered(), people.len()), (20, 20));
        let (low, right) = (answers.count(Verdict::TooLow), answers.count(Verdict::Right));
        assert!(low > 0 && right > 0 && low + right == 20, "{answers:?}");
        assert_eq!(accuracy::earlier_samples(&cx).await.unwrap(), []);
        let held = human::everything(&cx, PersonId(asked.line.id)).await.unwrap();
        assert!(held.said.iter().any(|said| said.kind.starts_with("asked about")), "{:?}", held.said);
        human::forget(&cx, PersonId(asked.line.id)).await.unwrap();
        assert_eq!(
            accuracy::this_quarter(&cx).await.unwrap().answers.asked,
            19,
            "nothing is kept of who is forgotten"
        );
    }
}

#[tokio::test]
async fn today_asks_once_a_quarter_and_says_how_many_are_left() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        world.import("inbox", &mails_with(30).to_mbox()).await;
        let cx = world.cx();
        let left = async || accuracy::left_to_ask(&cx).await.unwrap();
        assert_eq!(left().await, 20, "nobody was drawn yet");
        accuracy::draw_sample(&cx).await.unwrap();
        let asked = accuracy::this_quarter(&cx).await.unwrap().next.unwrap();
        let act = accuracy::answer(&cx, asked.place, Verdict::Right).await.unwrap().act;
        assert_eq!(left().await, 19);
        acts::undo(&cx, Some(act)).await.unwrap();
        assert_eq!(left().await, 20);

        let not_asked = async || settings::preferences(&cx).await.unwrap().not_asked;
        let done = accuracy::not_this_quarter(&cx).await.unwrap();
        assert_eq!(not_asked().await, Some(Quarter { year: 2026, quarter: 1 }));
        acts::undo(&cx, Some(done.act)).await.unwrap();
        assert_eq!(not_asked().await, None);
    }
}

#[tokio::test]
async fn today_does_not_ask_of_a_network_smaller_than_a_sample() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        world.import("inbox", &mails_with(19).to_mbox()).await;
        let page = today::page(&world.cx(), 5, 0).await.unwrap().unwrap();
        assert_eq!((page.picture.people, accuracy::left_to_ask(&world.cx()).await.unwrap()), (19, 0));
    }
}

#[tokio::test]
async fn an_earlier_quarter_is_told_and_a_new_one_asks_others() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        world.import("inbox", &mails_with(30).to_mbox()).await;
        accuracy::draw_sample(&world.cx()).await.unwrap();
        let old = accuracy::this_quarter(&world.cx()).await.unwrap().next.unwrap();
        accuracy::answer(&world.cx(), old.place, Verdict::Right).await.unwrap();
        let mut later = world.cx();
        later.now = "2026-05-02T12:00:00Z".parse().unwrap();
        let earlier = accuracy::earlier_samples(&later).await.unwrap();
        assert_eq!((earlier.len(), earlier[0].1.asked, earlier[0].1.count(Verdict::Right)), (1, 20, 1));
        assert_eq!((earlier[0].0.year, earlier[0].0.quarter), (2026, 1));
    }
}
