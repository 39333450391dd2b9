//! What members beside the principal see and do: whom and what they do not see is nowhere, what they may only suggest
//! waits, what they do is signed with both names.

use std::collections::BTreeSet;

use app::Cx;
use app::access::{Circle, Field, Level, Member, Origin, Role, Scope};
use app::features::details::{self, Kind, Said};
use app::features::identities::{self, NewPerson};
use app::features::interactions::{self, LogKind};
use app::features::keeping::human;
use app::features::members::{self, Grant};
use app::features::portrait::{self, Asked};
use app::features::today::{self, WhyNot};
use app::features::tray::{self, Answer};
use app::features::{acts, key_people, organizations, people, queue, settings, snapshot};
use jiff::civil::date;
use model::PersonId;
use testkit::{calendar, cards, databases, mailbox};

use crate::support::{ANA, BEN, CARL, ME, World};

/// Kept private by the principal, at an organization nobody else is at.
const XENIA: &str = "Xenia Falkenrath <xenia@falkenrath-secret.example>";

/// Ana and Xenia write and meet; Carl, Ben and Xenia know each other.
async fn world(place: testkit::Where) -> World {
    let world = World::at(place, "2026-03-10").await;
    let mut mails = mailbox();
    for n in 1..=9 {
        for (them, title) in [(ANA, "Valves"), (XENIA, "Verkauf"), (CARL, "Pumps")] {
            mails = mails.mail(&format!("2026-01-{:02}", 2 * n), ME, them, title).mail(
                &format!("2026-01-{:02} 18:00", 2 * n),
                them,
                ME,
                &format!("Re: {title}"),
            );
        }
    }
    let mails =
        mails.mail("2026-02-01", ANA, XENIA, "Zwischen uns").cc(ME).mail("2026-02-02", BEN, ANA, "x").cc(ME);
    world.import("inbox.mbox", &mails.to_mbox()).await;
    let meeting = calendar().meeting("2026-02-20", ME, &format!("{ANA}, {XENIA}"), "Geheimplan");
    world.import("calendar.ics", &meeting.to_ics()).await;
    let book = cards()
        .card("Xenia Falkenrath", "xenia@falkenrath-secret.example")
        .works_at("Falkenrath Verwahrung", "Partner")
        .card("Ana Lopez", "ana@north.example")
        .line("BDAY:1980-03-12");
    world.import("book.vcf", &book.to_vcf()).await;
    let (cx, xenia) = (world.cx(), id(&world.cx(), "Xenia Falkenrath").await);
    say(&cx, xenia, Kind::Private, Some("yes")).await;
    world
}

async fn say(cx: &Cx, person: PersonId, kind: Kind, value: Option<&str>) {
    let said = Said { person: person.0, kind, value: value.map(str::to_owned) };
    details::say(cx, vec![said], app::features::acts::Deed::Words("what is said".into())).await.unwrap();
}

async fn id(cx: &Cx, name: &str) -> PersonId {
    people::one(cx, name, cx.now).await.unwrap()
}

fn scope(level: Level, circle: Circle) -> Scope {
    Scope { level: Some(level), circle, ..Scope::default() }
}

/// Invites somebody with a scope, and has them come in by the link.
async fn come_in(world: &World, account: i64, name: &str, role: Role, scope: Scope) -> Cx {
    let invited = members::invite(&world.cx(), name, &Grant { role, scope }).await.unwrap();
    let (workspace, member) = members::accept(&world.app, &invited.key, account).await.unwrap();
    enter(world, workspace, member).await.unwrap()
}

async fn enter(world: &World, workspace: model::WorkspaceId, member: Member) -> Option<Cx> {
    members::enter(&world.app, workspace, member, false, Origin::Page("192.0.2.7".into())).await.unwrap()
}

#[tokio::test]
async fn whoever_is_private_is_nobody_for_a_delegate_until_that_is_opened() {
    for place in databases() {
        let world = world(place).await;
        let jonas =
            come_in(&world, 7, "Jonas Lind", Role::Delegate, scope(Level::See, Circle::Everyone)).await;
        let xenia = id(&world.cx(), "Xenia Falkenrath").await;
        let (all, seen) =
            (snapshot::current(&world.cx()).await.unwrap(), snapshot::current(&jonas).await.unwrap());
        let count = |s: &snapshot::Snapshot| s.counts()[&snapshot::Kind::Everyone];
        assert_eq!((count(&all), count(&seen)), (4, 3));
        assert_eq!(all.find("falkenrath", 9).len(), 1);
        assert!(seen.find("falkenrath", 9).is_empty(), "not by name, organization or address");
        assert!(seen.nearest("falkenrat").is_none_or(|line| line.name != "Xenia Falkenrath"));
        assert!(all.organizations().by_slug("falkenrath-verwahrung").is_some());
        assert!(seen.organizations().by_slug("falkenrath-verwahrung").is_none());
        assert!(seen.organizations().iter().all(|o| !o.name.contains("Falkenrath")));
        assert!(seen.person(xenia).is_none());
        assert!(people::page(&jonas, xenia, jonas.now).await.is_err());
        assert!(portrait::find(&jonas, "xenia-falkenrath").await.is_err());
        assert!(people::one(&jonas, "Xenia Falkenrath", jonas.now).await.is_err());
        let ana = portrait::portrait(&jonas, id(&jonas, "Ana Lopez").await, jonas.now).await.unwrap();
        assert_eq!((ana.others.len(), ana.others_count), (1, 1), "Ben, but not Xenia");
        let page = today::page(&jonas, 5, 0).await.unwrap().unwrap();
        assert!(!format!("{page:?}").contains("Falkenrath"));
        assert!(!format!("{:?}", key_people::page(&jonas, 50).await.unwrap()).contains("Falkenrath"));

        let opened = Scope { open: BTreeSet::from([Field::PrivatePeople]), ..jonas.access.scope.clone() };
        members::change(&world.cx(), jonas.member, &Grant { role: Role::Delegate, scope: opened })
            .await
            .unwrap();
        let jonas = enter(&world, jonas.workspace, jonas.member).await.unwrap();
        assert!(snapshot::current(&jonas).await.unwrap().person(xenia).is_some());
    }
}

#[tokio::test]
async fn an_earlier_self_of_a_private_person_is_hidden_with_them() {
    for place in databases() {
        let world = world(place).await;
        let (cx, xenia) = (world.cx(), id(&world.cx(), "Xenia Falkenrath").await);
        let new = NewPerson { name: "X. Falke".into(), email: Some("x@falke.example".into()), said: vec![] };
        let earlier = identities::add(&cx, &[new]).await.unwrap().people[0];
        identities::join(&cx, xenia, earlier, "the same").await.unwrap();
        let jonas = come_in(&world, 7, "Jonas", Role::Delegate, scope(Level::ActFor, Circle::Everyone)).await;
        assert!(portrait::find(&jonas, "x-falke").await.is_err());
        let logged = interactions::log(&jonas, earlier, LogKind::Call, "", None).await;
        assert_eq!(logged.unwrap_err().to_string(), "there is no such person");
    }
}

#[tokio::test]
async fn a_circle_is_all_that_its_member_sees() {
    for place in databases() {
        let world = world(place).await;
        let ana = id(&world.cx(), "Ana Lopez").await;
        key_people::decide(&world.cx(), &[ana], key_people::Verdict::Key).await.unwrap();
        let organization = Circle::Organizations(BTreeSet::from(["south-example".to_owned()]));
        let south = snapshot::current(&world.cx()).await.unwrap();
        let slug = south.organizations().by_name("south.example").map(|o| o.slug.clone());
        let organization = slug.map_or(organization, |slug| Circle::Organizations(BTreeSet::from([slug])));
        let circles = [
            (Circle::KeyPeople, "Ana Lopez"),
            (organization, "Carl Novak"),
            (Circle::People(BTreeSet::from([ana.0])), "Ana Lopez"),
        ];
        for (account, (circle, name)) in (7..).zip(circles) {
            let cx = come_in(&world, account, "Jonas", Role::Viewer, scope(Level::See, circle)).await;
            let seen = snapshot::current(&cx).await.unwrap();
            let names: Vec<&str> = seen.listed().map(|line| line.name.as_str()).collect();
            assert_eq!(names, [name]);
            let list = people::list(&cx, cx.now, 50).await.unwrap();
            assert_eq!(list.iter().map(|row| row.who.name.as_str()).collect::<Vec<_>>(), [name]);
        }
    }
}

#[tokio::test]
async fn what_is_closed_is_left_out_of_what_is_seen() {
    for place in databases() {
        let world = world(place).await;
        let (cx, ana) = (world.cx(), id(&world.cx(), "Ana Lopez").await);
        interactions::add_note(&cx, ana, "sucht eine neue Stelle", true).await.unwrap();
        interactions::add_note(&cx, ana, "likes tea", false).await.unwrap();
        let said = [(Kind::Family, "zwei Töchter"), (Kind::Health, "Knie"), (Kind::Interests, "rowing")];
        let said = said.map(|(kind, value)| Said { person: ana.0, kind, value: Some(value.into()) });
        details::say(&cx, said.to_vec(), app::features::acts::Deed::Words("Ana's details".into()))
            .await
            .unwrap();
        let jonas = come_in(&world, 7, "Jonas", Role::Delegate, scope(Level::See, Circle::Everyone)).await;
        let page = portrait::portrait(&jonas, ana, jonas.now).await.unwrap();
        assert_eq!(page.notes.iter().map(|note| note.text.as_str()).collect::<Vec<_>>(), ["likes tea"]);
        assert_eq!(page.said.keys().copied().collect::<Vec<_>>(), [Kind::Interests]);
        assert!(page.told.iter().all(|(kind, ..)| *kind != Kind::Birthday) && page.line.birthday.is_none());
        let today = today::page(&jonas, 5, 0).await.unwrap().unwrap();
        assert!(today.birthdays.is_empty());
        assert_eq!(today::page(&cx, 5, 0).await.unwrap().unwrap().birthdays.len(), 1);
        let asked = Asked { way: None, side: None, from: None, until: cx.now, before: None };
        let part = portrait::timeline(&jonas, ana, &asked).await.unwrap();
        assert!(part.entries.len() > 10 && part.entries.iter().all(|entry| entry.title.is_empty()));
        let there = organizations::timeline(&jonas, &[ana], cx.now, 9).await.unwrap();
        assert!(!there.is_empty() && there.iter().all(|entry| entry.title.is_empty()));
        assert!(
            acts::list(&jonas, &acts::Filter::default(), 99).await.unwrap().is_empty(),
            "no words of his"
        );

        let open = BTreeSet::from(Field::ALL);
        let grant = Grant { role: Role::Delegate, scope: Scope { open, ..jonas.access.scope.clone() } };
        members::change(&cx, jonas.member, &grant).await.unwrap();
        let jonas = enter(&world, jonas.workspace, jonas.member).await.unwrap();
        let page = portrait::portrait(&jonas, ana, jonas.now).await.unwrap();
        assert_eq!((page.notes.len(), page.said.len()), (2, 3));
        let part = portrait::timeline(&jonas, ana, &asked).await.unwrap();
        assert!(part.entries.iter().any(|entry| entry.title == "Geheimplan"));
    }
}

#[tokio::test]
async fn what_is_suggested_waits_and_is_done_in_both_names_once_it_is_accepted() {
    for place in databases() {
        let world = world(place).await;
        let cx = world.cx();
        let jonas =
            come_in(&world, 7, "Jonas Lind", Role::Delegate, scope(Level::Suggest, Circle::Everyone)).await;
        let ana = id(&jonas, "Ana Lopez").await;
        let before = world.network().await;
        let logged = interactions::log(&jonas, ana, LogKind::Call, "about valves", None).await.unwrap();
        assert_eq!(logged.subject, "suggested: call with Ana Lopez on 10 March 2026: about valves");
        interactions::add_note(&jonas, ana, "moves in May", false).await.unwrap();
        people::snooze(&jonas, ana, date(2026, 5, 1)).await.unwrap();
        today::dismiss(&jonas, ana, WhyNot::Wrong).await.unwrap();
        let new = NewPerson { name: "Noor Haddad".into(), email: None, said: vec![] };
        assert!(identities::add(&jonas, &[new]).await.unwrap().people.is_empty());
        identities::join(&jonas, ana, id(&jonas, "Carl Novak").await, "one").await.unwrap();
        key_people::decide(&jonas, &[ana], key_people::Verdict::Key).await.unwrap();
        identities::add_address(&jonas, ana, "ana.lopez@home.example").await.unwrap();
        assert_eq!(world.network().await, before, "nothing is done yet");
        let waiting = tray::open(&cx).await.unwrap();
        assert_eq!((waiting.len(), waiting[0].by.as_str()), (8, "Jonas Lind"));
        tray::say_why(&jonas, waiting[5].id, "they write from one desk").await.unwrap();
        assert_eq!(tray::open(&cx).await.unwrap()[5].why, "they write from one desk");

        tray::decline(&cx, waiting[5].id).await.unwrap();
        acts::undo(&jonas, Some(logged.act)).await.unwrap();
        assert!(tray::accept(&cx, waiting[0].id).await.is_err(), "taken back by whoever suggested it");
        tray::accept(&cx, waiting[1].id).await.unwrap();
        assert!(tray::accept(&cx, waiting[1].id).await.is_err(), "done once");
        let shown = tray::open(&cx).await.unwrap();
        let ana_again = interactions::log(&jonas, ana, LogKind::Call, "meanwhile", None).await.unwrap();
        let (done, refused) = tray::accept_all(&cx, shown.last().unwrap().id).await.unwrap();
        assert_eq!((done, refused.len()), (5, 0));
        let left = tray::open(&cx).await.unwrap();
        assert_eq!(left.len(), 1, "what came meanwhile was not on the page");
        assert!(left[0].words.contains("meanwhile"), "{}", left[0].words);
        acts::undo(&jonas, Some(ana_again.act)).await.unwrap();
        let log = acts::list(&cx, &acts::Filter::default(), 99).await.unwrap();
        let note = log.iter().find(|act| act.kind == "note").unwrap();
        assert_eq!((note.member.as_str(), note.acts_for.as_str()), ("Jonas Lind", "Owner"));
        assert!(note.origin.starts_with("tray "), "{}", note.origin);
        let page = portrait::portrait(&cx, ana, cx.now).await.unwrap();
        assert_eq!(page.notes[0].by.as_deref(), Some("Jonas Lind"));
        assert!(people::one(&cx, "Noor Haddad", cx.now).await.is_ok());
        assert_ne!(id(&cx, "Carl Novak").await, ana, "declined");
        let answers: Vec<Answer> =
            tray::answers(&jonas, 9).await.unwrap().into_iter().filter_map(|s| Some(s.answer?.0)).collect();
        assert_eq!(answers.iter().filter(|a| **a == Answer::Declined).count(), 1);
        assert_eq!(answers.len(), 7);
    }
}

#[tokio::test]
async fn what_one_would_take_back_about_somebody_is_hidden_with_them() {
    for place in databases() {
        let world = world(place).await;
        let (cx, ana) = (world.cx(), id(&world.cx(), "Ana Lopez").await);
        let jonas =
            come_in(&world, 7, "Jonas Lind", Role::Delegate, scope(Level::Suggest, Circle::Everyone)).await;
        interactions::log(&jonas, ana, LogKind::Call, "", None).await.unwrap();
        let waiting = tray::open(&cx).await.unwrap();
        let accepted = tray::accept(&cx, waiting[0].id).await.unwrap();
        acts::undo(&jonas, Some(accepted.act)).await.unwrap();
        assert!(tray::open(&jonas).await.unwrap()[0].words.contains("Ana Lopez"));
        let private = Said { person: ana.0, kind: Kind::Private, value: Some("yes".into()) };
        details::say(
            &cx,
            vec![private],
            app::features::acts::Deed::Words("Ana Lopez is for me alone".into()),
        )
        .await
        .unwrap();
        let jonas = enter(&world, jonas.workspace, jonas.member).await.unwrap();
        assert_eq!(tray::open(&jonas).await.unwrap(), []);
        let told = acts::list(&jonas, &acts::Filter::default(), 50).await.unwrap();
        assert!(told.iter().all(|act| !act.subject.contains("Ana Lopez")), "{told:?}");
        assert_eq!(tray::open(&cx).await.unwrap().len(), 1, "the principal still sees it");
    }
}

#[tokio::test]
async fn what_is_done_for_the_principal_is_signed_with_both_names() {
    for place in databases() {
        let world = world(place).await;
        let jonas =
            come_in(&world, 7, "Jonas Lind", Role::Delegate, scope(Level::ActFor, Circle::Everyone)).await;
        let ana = id(&jonas, "Ana Lopez").await;
        let done = interactions::log(&jonas, ana, LogKind::Call, "about valves", None).await.unwrap();
        let asked = Asked { way: None, side: None, from: None, until: jonas.now, before: None };
        let entry = portrait::timeline(&world.cx(), ana, &asked).await.unwrap().entries.remove(0);
        assert_eq!((entry.by.as_deref(), entry.title.as_str()), (Some("Jonas Lind"), "about valves"));
        let own = portrait::timeline(&jonas, ana, &asked).await.unwrap().entries.remove(0);
        assert_eq!(own.title, "about valves", "what they wrote themselves they may read");
        assert_eq!(members::signature(&jonas).await.unwrap(), Some(("Jonas Lind".into(), "Owner".into())));
        let act = &acts::list(&world.cx(), &acts::Filter::default(), 1).await.unwrap()[0];
        assert_eq!(
            (act.member.as_str(), act.acts_for.as_str(), act.origin.as_str()),
            ("Jonas Lind", "Owner", "page 192.0.2.7")
        );
        acts::undo(&jonas, Some(done.act)).await.unwrap();
        let xenia = id(&world.cx(), "Xenia Falkenrath").await;
        let theirs = interactions::log(&world.cx(), xenia, LogKind::Call, "", None).await.unwrap();
        assert!(acts::undo(&jonas, Some(theirs.act)).await.is_err());
        let private = Said { person: ana.0, kind: Kind::Private, value: Some("yes".into()) };
        assert!(
            details::say(&jonas, vec![private], app::features::acts::Deed::Words("x".into())).await.is_err(),
            "that is the principal's alone"
        );
        let taken = NewPerson {
            name: "Y".into(),
            email: Some("xenia@falkenrath-secret.example".into()),
            said: vec![],
        };
        let refused = identities::add(&jonas, &[taken]).await.unwrap_err().to_string();
        assert!(!refused.contains("Xenia"), "{refused}");
    }
}

#[tokio::test]
async fn a_grant_is_changed_ended_and_given_again() {
    for place in databases() {
        let world = world(place).await;
        let cx = world.cx();
        let runs = Scope { runs: true, ..Scope::default() };
        let jonas = come_in(&world, 7, "Jonas Lind", Role::Delegate, runs).await;
        assert!(snapshot::current(&jonas).await.is_err(), "who runs the place does not read it");
        assert!(app::features::capture::imports::newest(&jonas).await.is_ok());
        settings::set(&jonas, settings::Key::DateFormat, Some("iso")).await.unwrap();
        let ended = members::end(&cx, jonas.member).await.unwrap();
        assert!(enter(&world, jonas.workspace, jonas.member).await.is_none());
        acts::undo(&cx, Some(ended.act)).await.unwrap();
        assert!(enter(&world, jonas.workspace, jonas.member).await.is_some());
        let none = Grant { role: Role::Delegate, scope: Scope::default() };
        assert!(members::change(&cx, jonas.member, &none).await.is_err(), "a grant of nothing");
        assert!(members::list(&jonas).await.is_err());
        let again = come_in(&world, 7, "Jonas", Role::Viewer, scope(Level::See, Circle::Everyone)).await;
        assert_eq!(again.member, jonas.member, "whoever comes again is who they were");
        let places = members::places(&world.app, 7).await.unwrap();
        assert_eq!((places.len(), places[0].principal.as_str()), (1, "Owner"));
    }
}

#[tokio::test]
async fn an_invitation_is_good_once_and_until_it_is_taken_back() {
    for place in databases() {
        let world = world(place).await;
        let cx = world.cx();
        let grant = Grant { role: Role::Viewer, scope: scope(Level::See, Circle::Everyone) };
        let first = members::invite(&cx, "Jonas", &grant).await.unwrap();
        assert_eq!(members::invited(&world.app, &first.key).await.unwrap().unwrap().name, "Jonas");
        assert!(members::invited(&world.app, "0000").await.unwrap().is_none());
        members::accept(&world.app, &first.key, 7).await.unwrap();
        assert!(members::accept(&world.app, &first.key, 8).await.is_err(), "used");
        let second = members::invite(&cx, "Kim", &grant).await.unwrap();
        let open = members::open_invitations(&cx).await.unwrap();
        let revoked = members::revoke(&cx, open[0].id).await.unwrap();
        assert!(members::accept(&world.app, &second.key, 8).await.is_err(), "taken back");
        acts::undo(&cx, Some(revoked.act)).await.unwrap();
        assert!(members::invited(&world.app, &second.key).await.unwrap().is_some());
        acts::undo(&cx, Some(second.done.act)).await.unwrap();
        assert!(members::invited(&world.app, &second.key).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn a_delegate_has_a_queue_of_what_they_were_given() {
    for place in databases() {
        let world = world(place).await;
        let cx = world.cx();
        let jonas =
            come_in(&world, 7, "Jonas Lind", Role::Delegate, scope(Level::ActFor, Circle::Everyone)).await;
        let kim = come_in(&world, 8, "Kim", Role::Delegate, scope(Level::See, Circle::Everyone)).await;
        let (ana, xenia) = (id(&cx, "Ana Lopez").await, id(&cx, "Xenia Falkenrath").await);
        let due = Some(date(2026, 3, 12));
        queue::delegate(&cx, jonas.member, Some(ana), "send the drawings", due).await.unwrap();
        let book = || queue::delegate(&cx, jonas.member, Some(xenia), "book a table", None);
        let refused = book().await.unwrap_err().to_string();
        assert!(refused.starts_with("Jonas Lind does not see this person"), "{refused}");
        say(&cx, xenia, Kind::Private, None).await;
        book().await.unwrap();
        say(&cx, xenia, Kind::Private, Some("yes")).await;
        let given = queue::list(&jonas).await.unwrap();
        assert_eq!((given.len(), given[0].task.as_str(), given[0].due), (1, "send the drawings", due));
        assert!(queue::list(&kim).await.unwrap().is_empty());
        assert!(queue::finish(&kim, given[0].id, "").await.is_err(), "not theirs");
        assert!(queue::delegate(&jonas, kim.member, None, "x", None).await.is_err());
        let finish = || queue::finish(&jonas, given[0].id, "sent by courier");
        let (one, other) = tokio::join!(finish(), finish());
        assert!(one.is_ok() != other.is_ok(), "done once, whoever is first");
        let done = one.or(other).unwrap();
        let all = queue::list(&cx).await.unwrap();
        let sent = all.iter().find(|task| task.id == given[0].id).unwrap();
        assert_eq!(sent.done.as_ref().map(|(_, outcome)| outcome.as_str()), Some("sent by courier"));
        acts::undo(&jonas, Some(done.act)).await.unwrap();
        assert_eq!(queue::list(&jonas).await.unwrap()[0].done, None, "to be done again");
    }
}

#[tokio::test]
async fn what_was_asked_and_suggested_about_somebody_is_shown_and_goes_with_them() {
    for place in databases() {
        let world = world(place).await;
        let cx = world.cx();
        let jonas =
            come_in(&world, 7, "Jonas Lind", Role::Delegate, scope(Level::Suggest, Circle::Everyone)).await;
        let (ana, carl) = (id(&cx, "Ana Lopez").await, id(&cx, "Carl Novak").await);
        queue::delegate(&cx, jonas.member, Some(ana), "send her the drawings", None).await.unwrap();
        let asked =
            queue::delegate(&cx, jonas.member, Some(carl), "ask after Ana Lopez", None).await.unwrap();
        interactions::add_note(&jonas, ana, "moves in May", false).await.unwrap();
        interactions::add_note(&jonas, carl, "works with Ana Lopez", false).await.unwrap();
        let held = human::everything(&cx, ana).await.unwrap().handed;
        let held: Vec<&str> = held.iter().map(|held| held.value.as_str()).collect();
        assert_eq!(held, ["send her the drawings", "note about Ana Lopez: moves in May"]);
        human::forget(&cx, ana).await.unwrap();
        let tasks: Vec<String> = queue::list(&cx).await.unwrap().into_iter().map(|task| task.task).collect();
        assert_eq!(tasks, ["ask after …"]);
        let waiting = tray::open(&cx).await.unwrap();
        assert_eq!(waiting.len(), 1);
        assert_eq!(waiting[0].words, "note about Carl Novak: works with …");
        tray::accept(&cx, waiting[0].id).await.unwrap();
        let page = portrait::portrait(&cx, carl, cx.now).await.unwrap();
        assert_eq!(page.notes[0].text, "works with …", "what is done later does not name them either");
        acts::undo(&cx, Some(asked.act)).await.unwrap();
        assert!(queue::list(&cx).await.unwrap().is_empty());
    }
}
