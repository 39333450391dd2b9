//! The map: who stands where, with whom, and that it stays as it was.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use app::access::{Circle, Level, Member, Origin, Role, Scope};
use app::features::details::{self, Kind, Said};
use app::features::keeping::human;
use app::features::map::{self, Map};
use app::features::members::{self, Grant};
use app::features::{people, snapshot};
use app::{App, Cx};
use jiff::tz::TimeZone;
use testkit::{Mailbox, databases, mailbox};

use crate::support::{ANA, BEN, CARL, ME, World};

const DORA: &str = "Dora Weiss <dora@north.example>";

fn story() -> Mailbox {
    let mut told = mailbox();
    for week in 1..=9 {
        told = told.mail(&format!("2026-01-{:02}", week * 3), ANA, ME, "Valves").cc(CARL);
        told = told.mail(&format!("2026-02-{:02}", week * 3), CARL, ME, "Pumps").cc(ANA);
    }
    told.mail("2026-02-20", BEN, ME, "Lunch")
}

/// The map once it knows everything.
async fn drawn(cx: &Cx) -> Arc<Map> {
    for _ in 0..600 {
        if let Some(now) = map::current(cx).await.unwrap().filter(|now| !now.is_behind) {
            return now.map;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the map is never drawn");
}

fn places(map: &Map) -> BTreeMap<String, [f32; 2]> {
    map.people.iter().map(|one| (one.line.name.clone(), one.at)).collect()
}

/// How far the furthest of those on both maps went, against how far apart people stand.
fn moved(before: &Map, after: &Map) -> f32 {
    let (before, after) = (places(before), places(after));
    let apart = |a: &[f32; 2], b: &[f32; 2]| (a[0] - b[0]).hypot(a[1] - b[1]);
    let furthest =
        before.iter().filter_map(|(name, at)| Some(apart(at, after.get(name)?))).fold(0.0, f32::max);
    let wide = before.values().flat_map(|a| before.values().map(move |b| apart(a, b))).fold(0.0, f32::max);
    furthest / wide
}

#[tokio::test]
async fn everyone_but_the_principal_stands_with_whom_they_are_in_touch() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        world.import("inbox", &story().to_mbox()).await;
        assert!(map::current(&world.cx()).await.unwrap().is_none(), "nobody waits for a drawing");
        let map = drawn(&world.cx()).await;
        let names: Vec<&str> = map.people.iter().map(|one| one.line.name.as_str()).collect();
        assert_eq!(names.len(), 3, "{names:?}");
        assert!(!names.contains(&"Me Myself"));
        let tie = map.ties[0];
        let mut ends = [names[tie.a], names[tie.b]];
        ends.sort_unstable();
        assert_eq!((ends, map.ties.len(), tie.touches), (["Ana Lopez", "Carl Novak"], 1, Some(18)));
        let community = |name| map.people.iter().find(|one| one.line.name == name).map(|one| one.community);
        assert_eq!(community("Ana Lopez"), community("Carl Novak"));
        assert_ne!(community("Ana Lopez"), community("Ben Ito"));
        assert_eq!(map.communities.iter().map(|one| one.people).collect::<Vec<_>>(), [2, 1]);
    }
}

#[tokio::test]
async fn it_looks_as_before_when_somebody_comes_and_when_kith_starts_again() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        world.import("inbox", &story().to_mbox()).await;
        let before = drawn(&world.cx()).await;
        world.import("more", &mailbox().mail("2026-03-01", DORA, ME, "Seals").cc(ANA).to_mbox()).await;
        let after = drawn(&world.cx()).await;
        assert_eq!(after.people.len(), 4);
        assert!(moved(&before, &after) < 0.2, "moved by {}", moved(&before, &after));
        let (clock, data) = (world.app.clock, world.place.data());
        let again = App::open(world.place.url(), data, clock, TimeZone::UTC).await.unwrap();
        let reopened = drawn(&again.cx()).await;
        assert!(moved(&after, &reopened) < 0.2, "moved by {}", moved(&after, &reopened));
    }
}

#[tokio::test]
async fn whoever_is_forgotten_is_on_no_map() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        world.import("inbox", &story().to_mbox()).await;
        let cx = world.cx();
        assert_eq!(drawn(&cx).await.people.len(), 3);
        let ana = people::one(&cx, "Ana Lopez", cx.now).await.unwrap();
        human::forget(&cx, ana).await.unwrap();
        let map = map::current(&cx).await.unwrap().unwrap().map;
        assert!(!places(&map).contains_key("Ana Lopez") && map.ties.is_empty());
    }
}

#[tokio::test]
async fn a_delegate_elsewhere_does_not_set_the_clock_of_the_network() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        world.import("inbox.mbox", &story().to_mbox()).await;
        let day = async || snapshot::current(&world.cx()).await.unwrap().day;
        let today = day().await;
        let mut jonas = delegate(&world).await;
        // Noon of the principal's day is the morning of the next one there.
        jonas.app.zone = TimeZone::get("Pacific/Kiritimati").unwrap();
        drawn(&jonas).await;
        for _ in 0..20 {
            assert_eq!(day().await, today);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

#[tokio::test]
async fn how_often_colleagues_were_in_touch_is_not_told() {
    const EVA: &str = "Eva Berg <eva@acme.example>";
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let mut told = story();
        for week in 1..=9 {
            told = told.mail(&format!("2026-01-{:02}", week * 3), EVA, ME, "Budget").cc(CARL);
        }
        world.import("inbox", &told.to_mbox()).await;
        let map = drawn(&world.cx()).await;
        let name = |at: usize| map.people[at].line.name.as_str();
        let ties: Vec<([&str; 2], Option<u32>)> = map
            .ties
            .iter()
            .map(|tie| {
                let mut ends = [name(tie.a), name(tie.b)];
                ends.sort_unstable();
                (ends, tie.touches)
            })
            .collect();
        assert_eq!(ties, [(["Ana Lopez", "Carl Novak"], Some(18)), (["Carl Novak", "Eva Berg"], None)]);
    }
}

async fn say(cx: &Cx, who: &str, kind: Kind) {
    let person = people::one(cx, who, cx.now).await.unwrap().0;
    details::say(
        cx,
        vec![Said { person, kind, value: Some("yes".into()) }],
        app::features::acts::Deed::Words("what is said".into()),
    )
    .await
    .unwrap();
}

/// Somebody who may look at everyone but private people.
async fn delegate(world: &World) -> Cx {
    let scope = Scope { level: Some(Level::See), circle: Circle::Everyone, ..Scope::default() };
    let grant = Grant { role: Role::Delegate, scope };
    let invited = members::invite(&world.cx(), "Jonas Lind", &grant).await.unwrap();
    let (workspace, member) = members::accept(&world.app, &invited.key, 7).await.unwrap();
    come(world, workspace, member).await
}

async fn come(world: &World, workspace: model::WorkspaceId, member: Member) -> Cx {
    let origin = Origin::Page("192.0.2.7".into());
    members::enter(&world.app, workspace, member, false, origin).await.unwrap().unwrap()
}

#[tokio::test]
async fn it_is_made_once_and_after_a_change_the_one_before_serves_until_the_next_is_there() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        world.import("inbox", &story().to_mbox()).await;
        let map = drawn(&world.cx()).await;
        assert!(Arc::ptr_eq(&map, &drawn(&world.cx()).await));
        say(&world.cx(), "Ana Lopez", Kind::Key).await;
        let now = map::current(&world.cx()).await.unwrap().unwrap();
        assert!(now.is_behind && Arc::ptr_eq(&map, &now.map), "nobody waits for a map");
        let is_key = |map: &Map| map.people.iter().any(|one| one.line.key == Some(true));
        assert!(is_key(&*drawn(&world.cx()).await) && !is_key(&map));
    }
}

#[tokio::test]
async fn whoever_was_made_private_is_on_no_map_of_a_delegate_from_that_moment() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        world.import("inbox", &story().to_mbox()).await;
        drawn(&world.cx()).await;
        let jonas = delegate(&world).await;
        assert_eq!(drawn(&jonas).await.people.len(), 3);
        say(&world.cx(), "Ana Lopez", Kind::Private).await;
        let jonas = come(&world, jonas.workspace, jonas.member).await;
        let map = map::current(&jonas).await.unwrap().unwrap().map;
        assert!(!places(&map).contains_key("Ana Lopez") && map.ties.is_empty());
        assert!(places(&*drawn(&world.cx()).await).contains_key("Ana Lopez"), "the principal's own");
    }
}

#[derive(serde::Deserialize)]
struct Walkable {
    names: Vec<String>,
    bands: String,
    was: Vec<String>,
    quarters: Vec<String>,
    from: Vec<usize>,
    to: Vec<usize>,
    touches: Vec<u32>,
    active: Vec<u8>,
}

/// What the script that draws the map is given.
async fn walkable(cx: &Cx) -> Walkable {
    let data = map::walkable(cx).await.unwrap().unwrap();
    serde_json::from_slice(&data.plain()).unwrap()
}

#[tokio::test]
async fn what_a_quarter_knew_is_told_without_what_came_later() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let mut told = story();
        for week in 1..=9 {
            told = told.mail(&format!("2025-09-{:02}", week * 3), ME, CARL, "Lunch");
            told = told.mail(&format!("2025-09-{:02} 20:00", week * 3), CARL, ME, "Re: Lunch");
        }
        world.import("inbox", &told.to_mbox()).await;
        drawn(&world.cx()).await;
        let data = walkable(&world.cx()).await;
        assert_eq!((data.quarters.len(), data.quarters[7].as_str()), (8, "Q1 2026"));
        assert_eq!(data.quarters[5], "Q3 2025");
        assert_eq!((data.names.len(), data.bands.len()), (2, 2), "Ben is in touch with nobody else");
        let carl = data.names.iter().position(|name| name == "Carl Novak").unwrap();
        let was: Vec<char> = data.was.iter().filter_map(|quarter| quarter.chars().nth(carl)).collect();
        assert_eq!(&was[..5], ['.'; 5], "no tie before September: {was:?}");
        assert!(was[5].is_ascii_digit() && was[5] > was[6], "cooler after a silent quarter: {was:?}");
        let ends = [data.names[data.from[0]].as_str(), data.names[data.from[0] + data.to[0]].as_str()];
        assert!(ends.contains(&"Ana Lopez") && ends.contains(&"Carl Novak"), "{ends:?}");
        assert_eq!((data.touches[0], data.active[0]), (18, 0b1000_0000), "in touch this quarter alone");
    }
}

#[tokio::test]
async fn whoever_alone_ties_two_circles_is_named() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let names = ["Ada", "Bo", "Cy", "Di", "Ed", "Fay"].map(|name| {
            let domain = if name < "Da" { "north" } else { "south" };
            format!("{name} Li <{}@{domain}.example>", name.to_lowercase())
        });
        let mut told = mailbox();
        for day in 1..=20 {
            for circle in [&names[..3], &names[3..]] {
                for (one, rest) in [(0, [1, 2]), (1, [2, 0]), (2, [0, 1])] {
                    let day = format!("2026-02-{day:02}");
                    let [first, second] = rest.map(|at| circle[at].as_str());
                    told = told.mail(&day, &circle[one], ME, "Plans").cc(&format!("{first}, {second}"));
                }
            }
        }
        // Ada writes to two of the other circle, so that neither of them ties it alone.
        told = told.mail("2026-03-01", &names[0], ME, "Hello").cc(&names[3]);
        told = told.mail("2026-03-02", &names[0], ME, "Hello").cc(&names[4]);
        world.import("inbox", &told.to_mbox()).await;
        let map = drawn(&world.cx()).await;
        let holder = map.holder.as_ref().expect("somebody holds the two together");
        assert_eq!(map.people[holder.person].line.name, "Ada Li");
        assert_eq!(holder.pairs, [[0, 1]]);
    }
}
