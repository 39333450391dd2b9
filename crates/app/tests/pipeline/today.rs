//! Today's page: the same list as from the database, acts that take people off it, and undo that brings them back.

use app::features::details::{self, Kind, Said};
use app::features::interactions::{self, LogKind};
use app::features::settings::{self, Key};
use app::features::today::{self, How, Page, WhyNot};
use app::features::{acts, people};
use jiff::ToSpan;
use jiff::civil::date;
use model::PersonId;
use testkit::{databases, mailbox};

use crate::support::{ANA, CARL, ME, World};

const DORA: &str = "Dora Klein <dora@west.example>";

/// Mail both ways with somebody, every so many days, the last so many days before 10 March 2026.
fn correspondence(mut mails: testkit::Mailbox, who: &str, every: i32, last: i32) -> testkit::Mailbox {
    for n in (0..16).rev() {
        let day = date(2026, 3, 10).checked_sub((last + n * every).days()).unwrap();
        let (from, to) = if n % 2 == 0 { (ME, who) } else { (who, ME) };
        mails = mails.mail(&day.to_string(), from, to, &format!("Valve {n}"));
    }
    mails
}

/// Three partners, all silent for longer than usual, and one who is not.
async fn network(world: &World) {
    let mails = correspondence(mailbox(), ANA, 7, 40);
    let mails = correspondence(mails, CARL, 10, 60);
    let mails = correspondence(mails, DORA, 9, 35);
    let mails = correspondence(mails, "Even Lie <even@east.example>", 30, 20);
    world.import("inbox", &mails.to_mbox()).await;
}

async fn page(world: &World) -> std::sync::Arc<Page> {
    today::page(&world.cx(), 5, 0).await.unwrap().unwrap()
}

fn names(page: &Page) -> Vec<&str> {
    page.list.chosen.iter().map(|s| page.who[&s.person.0].line.name.as_str()).collect()
}

async fn ana(world: &World) -> PersonId {
    people::one(&world.cx(), "Ana Lopez", world.cx().now).await.unwrap()
}

#[tokio::test]
async fn the_page_has_the_list_of_the_command_line() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let cx = world.cx();
        assert!(today::page(&cx, 5, 0).await.unwrap().is_none(), "nobody is known yet");
        network(&world).await;
        for limit in [1, 2, 5] {
            let listed = today::today(&cx, cx.now, limit).await.unwrap();
            let paged = today::page(&cx, limit, 0).await.unwrap().unwrap();
            assert_eq!(paged.list, listed.today);
        }
        let page = page(&world).await;
        assert_eq!(page.list.chosen.len(), 3);
        let near = page.who[&ana(&world).await.0].near.as_ref().unwrap();
        assert_eq!(near.mail.as_deref(), Some("ana@north.example"));
        let told: Vec<(usize, u8, u8)> = (0..52)
            .map(|week| (week, near.weeks[week].by_owner(), near.weeks[week].by_them()))
            .filter(|(_, out, back)| out + back > 0)
            .collect();
        assert_eq!((told.len(), told.last()), (16, Some(&(46, 1, 0))), "a mail a week, the last 40 days ago");
        assert!(std::sync::Arc::ptr_eq(&page, &today::page(&cx, 5, 0).await.unwrap().unwrap()), "made once");
    }
}

/// Ties of every kind: lively and slow, asleep, new, thinning, waiting for an answer, one-sided, and all of them at several
/// ages on any one day.
fn all_kinds() -> testkit::Mailbox {
    let mut mails = mailbox();
    for n in 0..24 {
        let who = format!("Person {n} <p{n}@partner{n}.example>");
        mails = correspondence(mails, &who, [2, 5, 9, 14, 30, 45][n as usize % 6], (n * 37) % 260);
    }
    for n in 0..12 {
        let day = date(2026, 3, 10).checked_sub((n * 19).days()).unwrap();
        let (new, seller) =
            (format!("New {n} <n{n}@new.example>"), format!("Seller {n} <s{n}@sells.example>"));
        mails = mails.mail(&day.to_string(), &new, ME, "Pleased to meet you");
        mails = mails.mail(&day.to_string(), &seller, ME, "An offer");
        if n % 2 == 0 {
            mails = mails.mail(&day.tomorrow().unwrap().to_string(), ME, &new, "Likewise");
        }
    }
    mails
}

#[tokio::test]
async fn on_any_day_the_command_line_says_what_the_page_says() {
    for place in databases() {
        let mut world = World::at(place, "2026-06-01").await;
        world.import("inbox", &all_kinds().to_mbox()).await;
        let mut said = 0;
        for days in 0..16 {
            let day = date(2025, 9, 1).checked_add((days * 17).days()).unwrap();
            world = World::at(world.place, &day.to_string()).await;
            let cx = world.cx();
            let Some(paged) = today::page(&cx, 5, 0).await.unwrap() else { continue };
            let listed = today::today(&cx, cx.now, 5).await.unwrap();
            assert_eq!(paged.list, listed.today, "{day}");
            said += usize::from(listed.today.next_due.is_some()) + listed.today.chosen.len();
        }
        assert!(said > 40, "{said}: hardly anything was said");
    }
}

#[tokio::test]
async fn each_act_takes_a_person_off_and_undo_brings_them_back() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        network(&world).await;
        let cx = world.cx();
        let ana = ana(&world).await;
        let before = page(&world).await;
        assert!(names(&before).contains(&"Ana Lopez"));
        let put_off = date(2026, 3, 12);
        for act in 0..5 {
            let done = match act {
                0 => interactions::log(&cx, ana, LogKind::Call, "", None).await.unwrap(),
                1 => people::snooze(&cx, ana, put_off).await.unwrap(),
                n => today::dismiss(&cx, ana, WhyNot::ALL[n - 2]).await.unwrap(),
            };
            assert!(!names(page(&world).await.as_ref()).contains(&"Ana Lopez"), "{}", done.subject);
            acts::undo(&cx, Some(done.act)).await.unwrap();
            assert_eq!(page(&world).await.list, before.list, "undone: {}", done.subject);
        }
    }
}

#[tokio::test]
async fn who_is_handled_keeps_their_place_until_midnight() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        network(&world).await;
        let cx = world.cx();
        let two = async |more| today::page(&cx, 2, more).await.unwrap().unwrap();
        let before = two(0).await;
        let [first, second] = [0, 1].map(|at: usize| before.list.chosen[at].person);
        let third = two(1).await.list.chosen[2].person;
        let listed = |page: &Page| -> Vec<PersonId> { page.list.chosen.iter().map(|s| s.person).collect() };
        let done =
            |page: &Page| -> Vec<(i64, How)> { page.done.iter().map(|(l, how)| (l.id, *how)).collect() };

        let call = interactions::log(&cx, first, LogKind::Call, "", None).await.unwrap();
        let page = two(0).await;
        assert_eq!((listed(&page), page.list.let_go.count), (vec![second], 1), "nobody moved up");
        assert_eq!(done(&page), [(first.0, How::Logged(LogKind::Call))]);
        let later = people::snooze(&cx, second, date(2026, 3, 12)).await.unwrap();
        let page = two(0).await;
        assert_eq!((listed(&page), page.list.let_go.count), (vec![], 1), "done for today");
        assert_eq!(done(&page)[1], (second.0, How::PutOff));
        let told = today::today(&cx, cx.now, 2).await.unwrap();
        assert_eq!((&told.today, told.done.len()), (&page.list, 2), "the command line says the same");
        assert_eq!(listed(two(1).await.as_ref()), [third], "more are there for the asking");

        let not = today::dismiss(&cx, third, WhyNot::Unneeded).await.unwrap();
        let page = two(0).await;
        assert_eq!((done(&page).len(), page.list.let_go.count), (2, 0), "who had no place takes none");
        assert_eq!(done(two(1).await.as_ref())[2], (third.0, How::Dismissed));
        let tomorrow = app::Cx { now: cx.now + 24.hours(), ..cx.clone() };
        let told = today::today(&tomorrow, tomorrow.now, 2).await.unwrap();
        assert_eq!((told.today.chosen.len(), told.done.len()), (0, 0), "a new day");
        for act in [not, later, call] {
            acts::undo(&cx, Some(act.act)).await.unwrap();
        }
        let page = two(0).await;
        assert_eq!((&page.list, page.done.len()), (&before.list, 0));
    }
}

#[tokio::test]
async fn a_dismissal_says_until_when_and_lowers_the_rank() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        network(&world).await;
        let cx = world.cx();
        let ana = ana(&world).await;
        let loss = |page: &Page| page.list.chosen.iter().find(|s| s.person == ana).map(|s| s.loss);
        let before = loss(page(&world).await.as_ref()).unwrap();
        let done = today::dismiss(&cx, ana, WhyNot::Elsewhere).await.unwrap();
        assert_eq!(done.subject, "Ana Lopez: in touch another way, left alone until 17 March 2026");
        let done = today::dismiss(&cx, ana, WhyNot::Wrong).await.unwrap();
        assert_eq!(done.subject, "Ana Lopez: the reason was wrong, left alone until 8 June 2026");
        let never = today::dismiss(&cx, ana, WhyNot::Unneeded).await.unwrap();
        assert_eq!(never.subject, "Ana Lopez never again on Today");
        assert_eq!(details::of(&cx, ana).await.unwrap()[&Kind::Never], "yes");
        acts::undo(&cx, Some(never.act)).await.unwrap();
        assert!(details::of(&cx, ana).await.unwrap().is_empty());
        people::snooze(&cx, ana, date(2026, 3, 10)).await.unwrap();
        let page = page(&world).await;
        assert!((loss(&page).unwrap() - 0.49 * before).abs() < 1e-9, "two dismissals stand");
        let listed = today::today(&cx, cx.now, 5).await.unwrap();
        assert_eq!(page.list, listed.today, "the command line counts them too");
    }
}

#[tokio::test]
async fn the_limit_is_what_the_member_set() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        network(&world).await;
        settings::set(&world.cx(), Key::TodayLimit, Some("2")).await.unwrap();
        let page = page(&world).await;
        assert_eq!((page.limit, page.list.chosen.len(), page.list.let_go.count), (2, 2, 1));
    }
}

#[tokio::test]
async fn birthdays_drifting_and_the_picture_stand_beside_the_list() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        network(&world).await;
        let cx = world.cx();
        for (name, day) in [("Ana", "1980-03-12"), ("Carl", "--03-10"), ("Dora", "1970-03-17")] {
            let person = people::one(&cx, name, cx.now).await.unwrap().0;
            let said = Said { person, kind: Kind::Birthday, value: Some(day.to_owned()) };
            details::say(&cx, vec![said], app::features::acts::Deed::Words("birthday".into())).await.unwrap();
        }
        let page = page(&world).await;
        let told: Vec<_> =
            page.birthdays.iter().map(|b| (b.line.name.as_str(), b.day.day(), b.age)).collect();
        assert_eq!(told, [("Carl Novak", 10, None), ("Ana Lopez", 12, Some(46))]);
        assert_eq!((page.drifting_count, page.drifting.len()), (2, 0), "both of them are on the list");
        let picture = page.picture;
        assert_eq!((picture.sources, picture.relationships), (1, 4));
        assert_eq!(picture.newest_contact, Some(date(2026, 2, 18)));
        assert!(!picture.has_key_people && picture.first_import.is_some());
    }
}
