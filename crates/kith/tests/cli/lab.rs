//! The engines on plain files, as they are typed: maps and ways.

use crate::support::Kith;

/// Two friends who could both introduce me to Zoe, one of them a little warmer.
const TIES: &str = "src,dst,weight\nMe,Ana,9\nAna,Zoe,9\nMe,Ben,4\nBen,Zoe,4\n";

#[test]
fn the_warmest_ways_that_share_nobody_are_told_hop_by_hop() {
    let kith = Kith::new();
    kith.file("ties.csv", TIES);
    let header = "way,hop,from,to,chance,chance_of_way\n";
    assert_eq!(
        kith.says("lab path ties.csv --from Me --to Zoe"),
        format!(
            "{header}1,1,Me,Ana,0.900000,0.810000\n1,2,Ana,Zoe,0.900000,0.810000\n\
             2,1,Me,Ben,0.800000,0.640000\n2,2,Ben,Zoe,0.800000,0.640000\n"
        )
    );
    assert_eq!(
        kith.says("lab path ties.csv --from Me --to Zoe --to Ben -k 1"),
        format!("{header}1,1,Me,Ana,0.900000,0.810000\n1,2,Ana,Zoe,0.900000,0.810000\n")
    );
    assert!(kith.fails("lab path ties.csv --from Me --to Nobody").contains("nobody is called Nobody"));
}

#[test]
fn a_map_stays_as_it_was_when_it_begins_at_an_earlier_one() {
    let kith = Kith::new();
    kith.file("ties.csv", TIES);
    let map = kith.says("lab layout ties.csv");
    assert_eq!(map, kith.says("lab layout ties.csv"), "the same seed draws the same");
    assert_ne!(map, kith.says("lab layout ties.csv --seed 2"));
    let names: Vec<&str> = map.lines().filter_map(|line| line.split(',').next()).collect();
    assert_eq!(names, ["node", "Me", "Ana", "Zoe", "Ben"]);
    kith.file("map.csv", &map);
    kith.file("more.csv", format!("{TIES}Ben,Ida,2\n"));
    let grown = kith.says("lab layout more.csv --start map.csv");
    for (before, after) in map.lines().zip(grown.lines()).skip(1) {
        let place = |line: &str| -> Vec<f32> { line.split(',').skip(1).flat_map(str::parse).collect() };
        let (before, after) = (place(before), place(after));
        let moved = (before[0] - after[0]).hypot(before[1] - after[1]);
        assert!(moved < 8.0, "{before:?} to {after:?}");
    }
    let apart = kith.says("lab layout ties.csv --apart 100");
    let places: Vec<Vec<f32>> =
        apart.lines().skip(1).map(|line| line.split(',').skip(1).flat_map(str::parse).collect()).collect();
    for (at, one) in places.iter().enumerate() {
        let covered = |other: &Vec<f32>| (one[0] - other[0]).hypot(one[1] - other[1]) < 199.0;
        assert!(!places[at + 1..].iter().any(covered), "{apart}");
    }
    assert!(kith.fails("lab layout ties.csv --start ties.csv").contains("no line node,x,y"));
}
