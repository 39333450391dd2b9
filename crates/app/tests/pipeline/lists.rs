//! What lists and organizations read, on both databases; several people changed in one act.

use app::features::organizations::{covers, timeline};
use app::features::people::{self, Nature};
use app::features::snapshot::{self, Column, Direction, Kind, Order, PeopleFilter, Snapshot};
use app::features::{acts, identities};
use model::PersonId;
use std::sync::Arc;
use testkit::{databases, mailbox};

use crate::support::{ANA, BEN, CARL, ME, World};

async fn world(place: testkit::Where) -> World {
    let world = World::at(place, "2026-03-10").await;
    let mbox = mailbox()
        .mail("2026-03-02", ME, ANA, "Valves")
        .mail("2026-03-03", ANA, ME, "Re: Valves")
        .mail("2026-03-04", BEN, &format!("{ANA}, {ME}"), "Meters")
        .mail("2026-03-05", ME, CARL, "Pumps")
        .mail("2026-03-06", "noreply@shop.example", ME, "Receipt")
        .to_mbox();
    world.import("inbox", &mbox).await;
    world
}

async fn current(world: &World) -> Arc<Snapshot> {
    snapshot::current(&world.cx()).await.unwrap()
}

fn ids(snapshot: &Snapshot, names: &[&str]) -> Vec<PersonId> {
    let all = snapshot.people.iter();
    all.filter(|line| names.contains(&line.name.as_str())).map(|line| PersonId(line.id)).collect()
}

fn total(snapshot: &Snapshot, kind: Kind) -> usize {
    let filter = PeopleFilter { kind, ..PeopleFilter::default() };
    snapshot.page(&filter, Order { column: Column::Name, direction: Direction::Ascending }, 0, 50).total
}

#[tokio::test]
async fn an_organization_is_covered_by_those_who_touched_its_people() {
    for place in databases() {
        let world = world(place).await;
        let (cx, snapshot) = (world.cx(), current(&world).await);
        let north = snapshot.organizations().by_slug("north-example").unwrap();
        let there: Vec<PersonId> = snapshot.people_of(north).iter().map(|l| PersonId(l.id)).collect();
        let covers = covers(&cx, &snapshot, &there).await.unwrap();
        let who: Vec<PersonId> = covers.iter().map(|cover| cover.person).collect();
        assert_eq!(who.len(), 2);
        assert!(who.contains(&snapshot.owner.unwrap()) && who.contains(&ids(&snapshot, &["Ben Ito"])[0]));
        let lately = timeline(&cx, &there, cx.now, 10).await.unwrap();
        let titles: Vec<(&str, bool)> = lately.iter().map(|e| (e.title.as_str(), e.from_them)).collect();
        assert_eq!(titles, [("Meters", false), ("Re: Valves", true), ("Valves", false)]);
        assert_eq!(timeline(&cx, &there, lately[1].at, 10).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn the_past_year_is_known_of_every_tie() {
    for place in databases() {
        let world = world(place).await;
        let snapshot = current(&world).await;
        let ana = snapshot.person(ids(&snapshot, &["Ana Lopez"])[0]).unwrap();
        let history = ana.history.as_deref().unwrap();
        let week = history.weeks[50];
        assert!(week.by_owner() == 1 && week.by_them() == 1 && history.warmth_before.is_none());
    }
}

#[tokio::test]
async fn several_people_are_changed_in_one_act_and_taken_back_in_one() {
    for place in databases() {
        let world = world(place).await;
        let cx = world.cx();
        let both = ids(&*current(&world).await, &["Ana Lopez", "Carl Novak"]);
        people::mark_key(&cx, &both, true).await.unwrap();
        assert_eq!(total(&*current(&world).await, Kind::Key), 2);
        acts::undo(&cx, None).await.unwrap();
        assert_eq!(total(&*current(&world).await, Kind::Key), 0);
        people::set_nature(&cx, &both, Nature::RoleMailbox).await.unwrap();
        let kept = current(&world).await.kept_out(None);
        assert_eq!(kept.len(), 3);
        let asked: Vec<(i64, String)> = kept.iter().map(|l| (l.id, l.name.clone())).collect();
        let why = identities::why_kept_out(&cx, &asked).await.unwrap();
        assert_eq!(why[&both[0].0].why, identities::Why::Said);
        acts::undo(&cx, None).await.unwrap();
        assert_eq!(current(&world).await.kept_out(None).len(), 1);
        people::snooze_many(&cx, &both, "2026-04-01".parse().unwrap()).await.unwrap();
        let snoozed =
            |snapshot: Arc<Snapshot>| snapshot.listed().filter(|l| l.snoozed_until.is_some()).count();
        assert_eq!(snoozed(current(&world).await), 2);
        acts::undo(&cx, None).await.unwrap();
        assert_eq!(snoozed(current(&world).await), 0);
        assert!(people::mark_key(&cx, &[], true).await.is_err());
        assert!(people::mark_key(&cx, &[PersonId(9_999)], true).await.is_err());
    }
}
