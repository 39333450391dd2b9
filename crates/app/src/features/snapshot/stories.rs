//! Lists as their reader meets them; and patching a list is the same as making it anew.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::sync::Arc;

use identity::Nature;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::lists::Lists;
use super::{
    Building, Column, CountryFrom, Direction, Kind, LastContact, Order, PeopleFilter, PersonLine, Snapshot,
    Snapshots, facts,
};
use crate::features::people::TieFigures;

const DAY: Date = date(2026, 11, 17);

fn line(id: i64, name: &str) -> PersonLine {
    PersonLine {
        id,
        slug: format!("{}-{id}", identity::slug(name)),
        name: name.to_owned(),
        name_folded: identity::fold(name),
        native_name: None,
        nature: Nature::Person,
        is_gone: false,
        is_owner: false,
        is_colleague: false,
        is_spared: false,
        is_private: false,
        key: None,
        word: None,
        is_never: false,
        cadence_days: None,
        snoozed_until: None,
        dismissals: 0,
        organization: None,
        title: String::new(),
        city: None,
        country: None,
        country_from: CountryFrom::Said,
        zone: None,
        birthday: None,
        addresses: String::new(),
        has_mail: false,
        has_phone: false,
        tie: None,
        history: None,
        elsewhere: None,
        candidate: None,
    }
}

fn at(mut line: PersonLine, organization: &str, address: &str) -> PersonLine {
    line.organization = Some(organization.into());
    line.addresses = address.to_owned();
    line
}

/// With a tie of some warmth that has been silent for some days, its usual gap being 20; drifting after 40.
fn tied(mut line: PersonLine, warmth: f64, silence_days: i32) -> PersonLine {
    line.tie = Some(TieFigures {
        warmth: Some(warmth),
        closeness: Some(warmth / 2.0),
        p_30_days: Some(0.5),
        usual_gap_days: Some(20.0),
        drift: (silence_days > 40).then_some(75.0),
        silence_days: f64::from(silence_days),
        first_contact: date(2024, 1, 1),
        last_contact: DAY.saturating_sub(jiff::Span::new().days(silence_days)),
        active_days: 9,
        touches: [5, 4, 0],
        is_relationship: true,
    });
    line
}

fn snapshot(lines: Vec<PersonLine>) -> Snapshot {
    let people: Vec<Arc<PersonLine>> = lines.into_iter().map(Arc::new).collect();
    Snapshot {
        zone: jiff::tz::TimeZone::UTC,
        revision: 1,
        is_behind: false,
        as_of: DAY.at(12, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp(),
        day: DAY,
        owner: None,
        slugs: super::Slugs::of(&people),
        places: people.iter().enumerate().map(|(place, line)| (line.id, place)).collect(),
        lists: Lists::of(&people, facts::number_of(DAY), &Arc::default()),
        people,
        domain_names: Arc::default(),
        constants: Arc::default(),
        today: Default::default(),
        key_people: Arc::default(),
        map: Arc::default(),
        world: Arc::default(),
    }
}

fn team() -> Snapshot {
    let keiko = at(line(1, "Keiko Watanabe"), "Sakai Bearings", "keiko@sakai.example +81661234567");
    let keiko = PersonLine {
        key: Some(true),
        native_name: Some("渡辺 恵子".into()),
        country: Some("JP".into()),
        title: "Managing Director".into(),
        ..tied(keiko, 74.0, 47)
    };
    let jorg = tied(at(line(2, "Jörg Müller"), "SAKAI Bearings", "jm@sakai.example"), 20.0, 5);
    let ana =
        PersonLine { is_colleague: true, ..tied(at(line(3, "Ana Lopez"), "North", "a@n.example"), 90.0, 1) };
    let newsletter = PersonLine { nature: Nature::Newsletter, ..line(4, "Daily Bearings") };
    snapshot(vec![keiko, jorg, ana, newsletter, line(5, "Zoltán Őry")])
}

fn names(snapshot: &Snapshot, filter: &PeopleFilter, column: Column, direction: Direction) -> Vec<String> {
    let page = snapshot.page(filter, Order { column, direction }, 0, 50);
    assert_eq!(page.total, page.rows.len());
    page.rows.iter().map(|line| line.name.clone()).collect()
}

fn found(text: &str) -> Vec<String> {
    let filter = PeopleFilter { text: text.into(), ..PeopleFilter::default() };
    names(&team(), &filter, Column::Name, Direction::Ascending)
}

#[test]
fn whoever_lacks_what_is_sorted_by_stands_last_both_ways() {
    let (all, team) = (PeopleFilter::default(), team());
    let (up, down) = (Direction::Ascending, Direction::Descending);
    assert_eq!(
        names(&team, &all, Column::Name, up),
        ["Ana Lopez", "Jörg Müller", "Keiko Watanabe", "Zoltán Őry"]
    );
    assert_eq!(
        names(&team, &all, Column::Warmth, up),
        ["Jörg Müller", "Keiko Watanabe", "Ana Lopez", "Zoltán Őry"]
    );
    assert_eq!(
        names(&team, &all, Column::Warmth, down),
        ["Ana Lopez", "Keiko Watanabe", "Jörg Müller", "Zoltán Őry"]
    );
    assert_eq!(names(&team, &all, Column::Organization, down)[..2], ["Jörg Müller", "Keiko Watanabe"]);
    assert_eq!(names(&team, &all, Column::Country, down)[0], "Keiko Watanabe");
    assert_eq!(names(&team, &all, Column::PastRhythm, down)[0], "Keiko Watanabe");
}

#[test]
fn filters_narrow_down_together() {
    let team = team();
    let only = |filter: PeopleFilter| names(&team, &filter, Column::Name, Direction::Ascending);
    assert_eq!(only(PeopleFilter { kind: Kind::Key, ..Default::default() }), ["Keiko Watanabe"]);
    assert_eq!(only(PeopleFilter { drifting: true, ..Default::default() }), ["Keiko Watanabe"]);
    assert_eq!(only(PeopleFilter { band: Some(1), ..Default::default() }), ["Jörg Müller"]);
    assert_eq!(only(PeopleFilter { kind: Kind::NoContact, ..Default::default() }), ["Zoltán Őry"]);
    assert_eq!(only(PeopleFilter { country: Some("JP".into()), ..Default::default() }), ["Keiko Watanabe"]);
    assert_eq!(only(PeopleFilter { country: Some("Japan".into()), ..Default::default() }).len(), 0);
    let sakai = PeopleFilter { organization: Some("sakai-bearings".into()), ..Default::default() };
    assert_eq!(only(sakai.clone()), ["Jörg Müller", "Keiko Watanabe"]);
    let lately = Some(LastContact::Within(30));
    assert_eq!(only(PeopleFilter { last_contact: lately, ..sakai }), ["Jörg Müller"]);
    assert_eq!(only(PeopleFilter { organization: Some("nowhere".into()), ..Default::default() }).len(), 0);
    let counts = team.counts();
    assert_eq!((counts[&Kind::Everyone], counts[&Kind::Colleagues], counts[&Kind::Drifting]), (4, 1, 1));
}

#[test]
fn people_are_found_by_all_that_lists_show_of_them() {
    assert_eq!(found("wata kei"), ["Keiko Watanabe"]);
    assert_eq!(found("渡辺"), ["Keiko Watanabe"]);
    assert_eq!(found("sakai"), ["Jörg Müller", "Keiko Watanabe"]);
    assert_eq!(found("keiko sakai director"), ["Keiko Watanabe"]);
    assert_eq!(found("keiko@sakai.example"), ["Keiko Watanabe"]);
    assert_eq!(found("+81 66 123-4567"), ["Keiko Watanabe"]);
    assert_eq!(found("mueller"), ["Jörg Müller"]);
    assert_eq!(found("an"), ["Ana Lopez"], "short words find beginnings only");
    assert_eq!(found("bearings").len(), 2, "nothing that is kept out");
    assert_eq!(found("nobody"), Vec::<String>::new());
    assert_eq!(found("  ").len(), 4);
}

#[test]
fn the_palette_names_the_likeliest_first() {
    let team = team();
    let first = |text: &str| team.find(text, 1).pop().map(|line| line.name.clone());
    assert_eq!(first("a").as_deref(), Some("Ana Lopez"));
    assert_eq!(first("sakai").as_deref(), Some("Keiko Watanabe"), "the closest of those who fit alike");
    assert_eq!(team.nearest("watanabi").map(|line| line.name.clone()).as_deref(), Some("Keiko Watanabe"));
    assert!(team.nearest("xyzzy").is_none());
}

#[test]
fn organizations_are_one_however_they_are_spelled() {
    let team = team();
    let sakai = team.organizations().by_slug("sakai-bearings").unwrap();
    assert_eq!(
        (sakai.people(), sakai.is_own(), sakai.domains.clone()),
        (2, false, vec!["sakai.example".to_owned()])
    );
    assert_eq!(team.people_of(sakai)[0].name, "Keiko Watanabe");
    assert!(team.organizations().by_name("North").unwrap().is_own());
    assert_eq!(team.organizations().iter().count(), 2);
    let long = |end: &str| snapshot(vec![at(line(1, "A"), &format!("{} {end}", "x".repeat(70)), "")]);
    let slug = |s: &Snapshot| s.organizations().iter().next().unwrap().slug.clone();
    assert_ne!(slug(&long("one")), slug(&long("two")), "a cut name is no other's address");
}

#[test]
fn what_is_kept_out_is_listed_apart() {
    let team = team();
    assert_eq!(team.kept_out(None).len(), 1);
    assert_eq!(team.kept_out(Some(Nature::Robot)).len(), 0);
}

#[test]
fn an_address_of_a_page_leads_to_who_has_it_now() {
    let team = team();
    let keiko = team.people.iter().find(|line| line.name == "Keiko Watanabe").unwrap();
    let at = |team: &Snapshot, slug: &str| team.at_address(slug).map(|line| line.id);
    assert_eq!((at(&team, &keiko.slug), at(&team, "nobody")), (Some(keiko.id), None));
    let renamed = PersonLine { slug: "keiko-sato".into(), ..PersonLine::clone(keiko) };
    let patched = team.with(2, vec![renamed], &[keiko.id], &Arc::default());
    assert_eq!((at(&patched, "keiko-sato"), at(&patched, &keiko.slug)), (Some(keiko.id), None));
    let gone = patched.with(3, Vec::new(), &[keiko.id], &Arc::default());
    assert_eq!(at(&gone, "keiko-sato"), None);
}

#[tokio::test]
async fn a_build_that_panics_does_not_stand_in_the_way_of_the_next() {
    let snapshots = Arc::new(Snapshots::default());
    let building = Building::begin(&snapshots).unwrap();
    assert!(Building::begin(&snapshots).is_none(), "one at a time");
    let build = tokio::spawn(async move {
        let _building = building;
        panic!("a build went wrong");
    });
    assert!(build.await.unwrap_err().is_panic());
    assert!(Building::begin(&snapshots).is_some());
}

fn any_line(id: i64) -> impl Strategy<Value = PersonLine> {
    let name = prop::sample::select(vec!["Ana Lopez", "Ana Lopez", "Ben", "渡辺 恵子", "Jörg Müller", "…"]);
    let place = prop::option::of(prop::sample::select(vec!["North", "NORTH", "South Ltd", "!!"]));
    let country = prop::option::of(prop::sample::select(vec!["JP", "DE", "CH"]));
    let tie = prop::option::of((0..100_u8, 0..400_i32));
    let rest = (any::<bool>(), prop::sample::select(vec![Nature::Person, Nature::Person, Nature::List]));
    (name, place, country, tie, rest).prop_map(move |(name, place, country, tie, (gone, nature))| {
        let mut line = line(id, name);
        line.organization = place.map(Arc::from);
        line.country = country.map(str::to_owned);
        (line.is_gone, line.nature) = (gone, nature);
        match tie {
            Some((warmth, silence)) => tied(line, f64::from(warmth), silence),
            None => line,
        }
    })
}

fn lines(ids: std::ops::Range<i64>) -> impl Strategy<Value = Vec<PersonLine>> {
    ids.map(any_line).collect::<Vec<_>>()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn patched_lists_are_those_made_anew(
        before in lines(0..30),
        changed in lines(0..40),
        which in prop::collection::hash_set(0..40_usize, 0..12),
    ) {
        let known = snapshot(before.clone());
        let changed: Vec<PersonLine> = changed.into_iter().filter(|l| which.contains(&(l.id as usize))).collect();
        let mut after = before;
        for line in &changed {
            match after.iter_mut().find(|l| l.id == line.id) {
                Some(known) => *known = line.clone(),
                None => after.push(line.clone()),
            }
        }
        let ids: Vec<i64> = changed.iter().map(|l| l.id).collect();
        let (patched, anew) = (known.with(2, changed, &ids, &Arc::default()), snapshot(after));
        prop_assert_eq!(seen(&patched), seen(&anew));
    }

    #[test]
    fn orders_hold_every_listed_person_once(all in lines(0..30)) {
        let snapshot = snapshot(all);
        let listed: HashSet<i64> = snapshot.listed().map(|line| line.id).collect();
        for column in Column::ALL {
            let order = Order { column, direction: Direction::Ascending };
            let ids: Vec<i64> =
                snapshot.page(&PeopleFilter::default(), order, 0, 99).rows.iter().map(|l| l.id).collect();
            prop_assert_eq!(ids.len(), listed.len());
            prop_assert_eq!(&ids.into_iter().collect::<HashSet<i64>>(), &listed);
        }
        let by_name = snapshot.page(&PeopleFilter::default(), BY_NAME, 0, 99).rows;
        let sorted = by_name.windows(2).all(|w| w[0].name_folded.cmp(&w[1].name_folded) != Ordering::Greater);
        prop_assert!(sorted);
    }
}

const BY_NAME: Order = Order { column: Column::Name, direction: Direction::Ascending };

/// All that lists show: every order, search, counts and organizations.
fn seen(snapshot: &Snapshot) -> Vec<String> {
    let mut seen = Vec::new();
    for column in Column::ALL {
        for direction in [Direction::Ascending, Direction::Descending] {
            for text in ["", "ana", "north", "mueller"] {
                let filter = PeopleFilter { text: text.into(), ..PeopleFilter::default() };
                let page = snapshot.page(&filter, Order { column, direction }, 0, 99);
                let ids: Vec<i64> = page.rows.iter().map(|line| line.id).collect();
                seen.push(format!("{column:?} {direction:?} {text}: {ids:?}"));
            }
        }
    }
    seen.push(format!("{:?} {:?}", snapshot.counts(), snapshot.countries()));
    let mut organizations: Vec<String> = snapshot
        .organizations()
        .iter()
        .map(|o| {
            let ids: Vec<i64> = snapshot.people_of(o).iter().map(|line| line.id).collect();
            format!("{} {} {} {ids:?}", o.slug, o.name, o.colleagues)
        })
        .collect();
    organizations.sort();
    seen.extend(organizations);
    seen.extend(snapshot.kept_out(None).iter().map(|line| line.id.to_string()));
    seen
}

#[test]
fn an_organization_counts_live_ties_and_hangs_by_one_only_where_something_is_to_be_lost() {
    let all = team();
    let by_slug = |snapshot: &Snapshot, slug: &str| snapshot.organizations().by_slug(slug).cloned().unwrap();
    let sakai = by_slug(&all, "sakai-bearings").coverage;
    assert_eq!((sakai.bands, sakai.live(), sakai.known, sakai.has_key), ([0, 1, 0, 1, 0], 2, 2, true));
    assert!(all.organizations().single_threaded().is_empty(), "North is the owner's own");
    let cold =
        PersonLine { id: 2, ..tied(at(line(2, "Jörg Müller"), "Sakai", "jm@sakai.example"), 19.0, 5) };
    let cold = PersonLine { organization: Some("Sakai Bearings".into()), ..cold };
    let after = all.with(2, vec![cold.clone()], &[2], &Arc::default());
    let found: Vec<_> = after.organizations().single_threaded().iter().map(|o| o.slug.clone()).collect();
    assert_eq!(found, ["sakai-bearings"]);
    assert_eq!(by_slug(&after, "sakai-bearings").coverage.thread, Some(1));
    let keiko = PersonLine { key: None, ..PersonLine::clone(after.person(model::PersonId(1)).unwrap()) };
    let unimportant = after.with(3, vec![keiko], &[1], &Arc::default());
    assert!(unimportant.organizations().single_threaded().len() == 1, "eighteen days of contact");
    let mut alone = tied(at(line(1, "Keiko Watanabe"), "Sakai Bearings", "k@sakai.example"), 74.0, 5);
    alone.tie.as_mut().unwrap().active_days = 2;
    let slight = after.with(4, vec![alone, PersonLine { tie: None, ..cold }], &[1, 2], &Arc::default());
    assert!(slight.organizations().single_threaded().is_empty(), "two days of contact with one");
}

#[test]
fn the_world_counts_everyone_once_and_says_who_of_them_is_near() {
    let said = |line, country: &str, zone: &str| PersonLine {
        country: Some(country.into()),
        zone: Some(zone.into()),
        ..line
    };
    let keiko = said(tied(line(1, "Keiko Watanabe"), 74.0, 47), "JP", "Asia/Tokyo");
    let hana = said(tied(line(2, "Hana Sato"), 60.0, 5), "JP", "Asia/Tokyo");
    let hana = PersonLine { key: Some(true), country_from: CountryFrom::Phone, ..hana };
    let cold = said(tied(line(3, "Ken Ito"), 10.0, 400), "JP", "Asia/Tokyo");
    let ann = PersonLine { country: Some("US".into()), ..tied(line(4, "Ann Lee"), 80.0, 1) };
    let world = snapshot(vec![keiko, hana, cold, ann, line(5, "Zoltán Őry")]).world().clone();
    assert_eq!(world.nowhere, 1);
    let [japan, america] = &world.places[..] else { panic!("{:?}", world.places) };
    assert_eq!((japan.people, japan.live, japan.guessed, &japan.closest[..]), (3, 2, 1, &[2, 1][..]));
    assert_eq!((america.country.as_deref(), america.zone.as_deref(), america.live), (Some("US"), None, 1));
}
