//! Colleague mode: of people at the owner's own domains nothing is derived that says how lively or late a tie is.

use std::sync::Arc;

use app::access::{Access, Cx, Level, Role, Scope, Sight};
use app::features::acts::{self, Filter};
use app::features::details::{self, Kind as Detail, Said};
use app::features::keeping::export::{self, Format};
use app::features::organizations;
use app::features::portrait;
use app::features::settings::{self, Key};
use app::features::snapshot::{self, Kind, PersonLine};
use app::features::{people, today};
use testkit::{Mailbox, databases, mailbox};

use crate::support::{ANA, BEN, CARL, ME, World};

/// A partner and a colleague, each written to every third day until the end of January, who both write to the partner.
fn alike() -> Mailbox {
    let mut mails = mailbox();
    for n in 1..=10 {
        let (day, next) = (format!("2026-01-{:02}", n * 3 - 2), format!("2026-01-{:02}", n * 3 - 1));
        for other in [ANA, BEN] {
            mails = mails.mail(&day, ME, other, "Valves").mail(&next, other, ME, "Re: Valves");
        }
        mails = mails.mail(&next, BEN, ANA, "Pumps").cc(ME);
    }
    mails.mail("2026-01-20", ME, "Cleo Roy <cleo@acme.example>", "Welcome").mail(
        "2026-01-20",
        ME,
        CARL,
        "Offer",
    )
}

async fn world(place: testkit::Where) -> World {
    let world = World::at(place, "2026-03-10").await;
    world.import("inbox.mbox", &alike().to_mbox()).await;
    world
}

async fn line(cx: &Cx, name: &str) -> Arc<PersonLine> {
    let network = snapshot::current(cx).await.unwrap();
    network.people.iter().find(|line| line.name == name).unwrap().clone()
}

async fn warmth_of(cx: &Cx, name: &str) -> Option<f64> {
    line(cx, name).await.warmth()
}

async fn switch(cx: &Cx, mode: &str) -> app::Result<acts::Done> {
    settings::set(cx, Key::Colleagues, Some(mode)).await
}

#[tokio::test]
async fn of_a_colleague_the_last_contact_is_told_and_nothing_of_how_it_goes() {
    for place in databases() {
        let world = world(place).await;
        let cx = world.cx();
        let (ana, ben) = (line(&cx, "Ana Lopez").await, line(&cx, "Ben Ito").await);
        assert!(ana.warmth().is_some() && ana.is_drifting());
        let tie = ben.tie.clone().unwrap();
        assert_eq!((tie.warmth, tie.p_30_days, tie.usual_gap_days, tie.drift), (None, None, None, None));
        assert!(!ben.is_drifting());
        assert_eq!(ben.history.as_ref().unwrap().warmth_before, None);
        assert_eq!(tie.last_contact.to_string(), "2026-01-29");
        assert_eq!((tie.closeness, ben.closeness()), (None, None));

        let page = world.person("Ben Ito").await;
        assert!(page.warmth_receipt.is_none() && page.closeness_receipt.is_none());
        let tie = page.tie.unwrap();
        assert_eq!((tie.warmth, tie.closeness), (None, None), "nor at the command line");
        let rows = people::list(&cx, cx.now, 10).await.unwrap();
        let told = |name: &str| rows.iter().find(|r| r.who.name == name).unwrap().tie.clone().unwrap();
        assert_eq!((told("Ben Ito").warmth, told("Ana Lopez").warmth), (None, ana.warmth()));
        assert_eq!((told("Ben Ito").closeness, told("Ana Lopez").closeness), (None, ana.closeness()));
        let names: Vec<&str> = rows.iter().map(|row| row.who.name.as_str()).collect();
        assert_eq!(
            names,
            ["Ana Lopez", "Carl Novak", "Ben Ito", "Cleo Roy"],
            "nor by where they stand in a list"
        );
        let found = people::find(&cx, "Ben", cx.now, 10).await.unwrap();
        assert_eq!(found[0].tie.as_ref().unwrap().usual_gap_days, None);

        let ben = people::one(&cx, "Ben Ito", cx.now).await.unwrap();
        let portrait = portrait::portrait(&cx, ben, cx.now).await.unwrap();
        let numbers = portrait.numbers.unwrap();
        assert!(numbers.warmth.is_none() && numbers.falls.is_none() && numbers.quarter_ago.is_none());
        assert!(numbers.closeness.is_none() && numbers.now.closeness.is_none());
        let with_ana = portrait.others.iter().find(|other| other.line.name == "Ana Lopez").unwrap();
        assert_eq!((with_ana.closeness, with_ana.touches), (None, None), "nor with whom else, how much");
    }
}

#[tokio::test]
async fn lists_and_today_are_silent_of_colleagues_but_for_the_owners_own_cadence() {
    for place in databases() {
        let world = world(place).await;
        let cx = world.cx();
        let network = snapshot::current(&cx).await.unwrap();
        let counts = network.counts();
        assert_eq!((counts[&Kind::Drifting], counts[&Kind::Colleagues]), (1, 2), "Ana alone drifts");
        assert_eq!(counts[&Kind::Unanswered], 1, "Carl never answered; of Cleo that is not said");
        let named = |list: &today::TodayPage| -> Vec<String> {
            list.today.chosen.iter().map(|s| list.name(s.person).to_owned()).collect()
        };
        assert_eq!(named(&today::today(&cx, cx.now, 5).await.unwrap()), ["Ana Lopez"]);

        let ben = people::one(&cx, "Ben Ito", cx.now).await.unwrap();
        let wanted = Said { person: ben.0, kind: Detail::Cadence, value: Some("14".into()) };
        details::say(&cx, vec![wanted], app::features::acts::Deed::Words("every fortnight".into()))
            .await
            .unwrap();
        let list = today::today(&cx, cx.now, 5).await.unwrap();
        let of_ben = list.today.chosen.iter().find(|s| s.person == ben).unwrap();
        assert_eq!((of_ben.warmth, of_ben.closeness), (None, None));
        assert_eq!(of_ben.reasons.len(), 1, "{:?}", of_ben.reasons);
        assert_eq!(of_ben.evidence.len(), 1, "the last contact: {:?}", of_ben.evidence);
        assert!(
            advice::words::reason_sentence(of_ben, "Ben", model::DateFormat::DayMonth).contains("14 days")
        );
    }
}

#[tokio::test]
async fn who_administers_switches_it_off_at_once_and_it_can_be_taken_back() {
    for place in databases() {
        let world = world(place).await;
        let cx = world.cx();
        assert_eq!(warmth_of(&cx, "Ben Ito").await, None);
        let done = switch(&cx, "off").await.unwrap();
        assert!(!settings::is_colleague_mode_on(&cx).await.unwrap());
        assert!(warmth_of(&cx, "Ben Ito").await.is_some(), "measured like everybody else");
        assert!(line(&cx, "Ben Ito").await.is_drifting());
        assert_eq!(snapshot::current(&cx).await.unwrap().counts()[&Kind::Drifting], 2);
        assert!(world.person("Ben Ito").await.warmth_receipt.is_some());
        let told = acts::list(&cx, &Filter::default(), 1).await.unwrap();
        assert!(told[0].subject.contains("colleague mode set to off"), "{told:?}");

        acts::undo(&cx, Some(done.act)).await.unwrap();
        assert_eq!(warmth_of(&cx, "Ben Ito").await, None);
        assert!(!line(&cx, "Ben Ito").await.is_drifting());
        switch(&cx, "perhaps").await.unwrap_err();
    }
}

#[tokio::test]
async fn nobody_else_may_switch_it_or_take_the_switch_back() {
    for place in databases() {
        let world = world(place).await;
        let scope = Scope { level: Some(Level::ActFor), ..Scope::default() };
        let access = Access { role: Role::Delegate, scope, sight: Sight::All.into(), administers: false };
        let delegate = Cx { access: Arc::new(access), ..world.cx() };
        switch(&delegate, "off").await.unwrap_err();
        let owner = Access { administers: false, ..Access::principal() };
        let owner = Cx { access: Arc::new(owner), ..world.cx() };
        switch(&owner, "off").await.unwrap_err();
        let off = switch(&world.cx(), "off").await.unwrap();
        acts::undo(&owner, Some(off.act)).await.unwrap_err();
        assert!(!settings::is_colleague_mode_on(&owner).await.unwrap());
    }
}

#[tokio::test]
async fn exports_have_no_warmth_of_colleagues_or_of_what_they_do_with_others() {
    for place in databases() {
        let world = world(place).await;
        let folder = world.place.data().join("out");
        export::export(&world.cx(), &folder, &[Format::Sheets, Format::GraphMl]).await.unwrap();
        let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
        let sheet = read("csv/people.csv");
        let cells = |name: &str| -> Vec<String> {
            let row = sheet.lines().find(|row| row.contains(name)).unwrap();
            row.trim_end().split(',').rev().take(3).map(str::to_owned).collect()
        };
        let [last, closeness, warmth] = &cells("Ben Ito")[..] else { panic!("three cells") };
        assert_eq!((last.as_str(), warmth.as_str(), closeness.as_str()), ("2026-01-29", "", ""));
        assert!(cells("Ana Lopez").iter().all(|cell| !cell.is_empty()));
        let ties = read("csv/ties.csv");
        let of_ben: Vec<&str> = ties.lines().filter(|row| row.contains("Ben Ito")).collect();
        assert!(!of_ben.is_empty());
        for row in &of_ben {
            // touches, days, first contact, last contact, warmth, closeness
            let [.., touches, days, first, last, warmth, closeness] =
                row.trim_end().split(',').collect::<Vec<_>>()[..]
            else {
                panic!("six cells: {row}")
            };
            assert_eq!([touches, days, first, warmth, closeness], [""; 5], "{row}");
            assert_eq!(last, "2026-01-29");
        }
    }
}

#[tokio::test]
async fn figures_of_colleagues_are_told_of_five_and_more() {
    let group = |size: usize| {
        (0..size).fold(mailbox(), |mails, n| {
            let colleague = format!("Person {n} <p{n}@acme.example>");
            mails.mail("2026-02-01", ME, &colleague, "Hello")
        })
    };
    for (size, is_told) in [(4, false), (5, true)] {
        for place in databases() {
            let world = World::at(place, "2026-03-10").await;
            world.import("inbox.mbox", &group(size).to_mbox()).await;
            let network = snapshot::current(&world.cx()).await.unwrap();
            let own = network.organizations().iter().find(|o| o.is_own()).unwrap();
            let figures = organizations::figures(&network.people_of(own), network.day);
            assert_eq!(figures.is_some(), is_told, "{size} colleagues");
            assert!(figures.is_none_or(|figures| figures.warm.is_none() && figures.in_contact == size));
            switch(&world.cx(), "off").await.unwrap();
            let network = snapshot::current(&world.cx()).await.unwrap();
            let own = network.organizations().iter().find(|o| o.is_own()).unwrap();
            assert!(organizations::figures(&network.people_of(own), network.day).is_some());
        }
    }
}

#[tokio::test]
async fn who_covers_a_customer_is_named_without_being_measured() {
    for place in databases() {
        let world = world(place).await;
        let cx = world.cx();
        let network = snapshot::current(&cx).await.unwrap();
        let ana = people::one(&cx, "Ana Lopez", cx.now).await.unwrap();
        let covers = organizations::covers(&cx, &network, &[ana]).await.unwrap();
        let ben = people::one(&cx, "Ben Ito", cx.now).await.unwrap();
        let of_ben = covers.iter().find(|cover| cover.person == ben).unwrap();
        assert_eq!((of_ben.warmest, of_ben.last_contact.to_string()), (None, "2026-01-29".into()));
        assert!(covers[0].warmest.is_some() && covers[0].person != ben, "the owner's own is told");
    }
}
