use proptest::prelude::*;

use super::*;

const ME: u32 = 0;

fn asked(to: &[u32], count: usize) -> Asked<'_> {
    Asked { from: ME, to, count, least_chance: 0.0, load: &[] }
}

/// Ties with their chances, and the people of the warmest ways.
fn ways(ties: &[(u32, u32, f64)], asked: &Asked) -> Vec<Vec<u32>> {
    let graph = Graph::undirected(10, ties);
    let found = Ways::new(&graph, |chance| chance).warmest(asked);
    found.into_iter().map(|way| way.people).collect()
}

#[test]
fn a_friend_of_a_friend_who_is_in_touch_is_better_than_one_who_is_not() {
    let ties = [(ME, 1, 0.9), (1, 3, 0.8), (ME, 2, 0.9), (2, 3, 0.2)];
    assert_eq!(ways(&ties, &asked(&[3], 1)), [[ME, 1, 3]]);
    assert_eq!(ways(&ties, &asked(&[3], 5)), [[ME, 1, 3], [ME, 2, 3]]);
}

#[test]
fn three_warm_ties_are_better_than_two_cold_ones() {
    let ties = [(ME, 1, 0.9), (1, 2, 0.9), (2, 5, 0.9), (ME, 3, 0.5), (3, 5, 0.5)];
    let graph = Graph::undirected(10, &ties);
    let found = Ways::new(&graph, |chance| chance).warmest(&asked(&[5], 1));
    assert_eq!(found[0].people, [ME, 1, 2, 5]);
    assert!((found[0].chance() - 0.729).abs() < 1e-12);
    assert!(found[0].chances.iter().all(|chance| (chance - 0.9).abs() < 1e-12));
}

/// The warmest way goes through both who could each begin a way of their own: taken first, it would leave none.
#[test]
fn the_warmest_way_gives_place_to_two_that_share_nobody() {
    let ties = [(ME, 1, 0.9), (1, 2, 0.9), (2, 9, 0.9), (1, 3, 0.5), (3, 9, 0.5), (ME, 4, 0.5), (4, 2, 0.5)];
    assert_eq!(ways(&ties, &asked(&[9], 1)), [vec![ME, 1, 2, 9]]);
    assert_eq!(ways(&ties, &asked(&[9], 2)), [[ME, 1, 3, 9], [ME, 4, 2, 9]]);
}

#[test]
fn whoever_was_asked_often_is_spared() {
    let ties = [(ME, 1, 0.9), (1, 3, 0.9), (ME, 2, 0.8), (2, 3, 0.8)];
    let mut asked = asked(&[3], 1);
    assert_eq!(ways(&ties, &asked), [[ME, 1, 3]]);
    asked.load = &[0.0, 0.5];
    assert_eq!(ways(&ties, &asked), [[ME, 2, 3]]);
}

#[test]
fn any_of_an_organization_will_do_and_a_way_ends_at_the_first() {
    let ties = [(ME, 1, 0.9), (1, 7, 0.5), (7, 8, 0.9), (ME, 2, 0.9), (2, 8, 0.6), (1, 8, 0.55)];
    assert_eq!(ways(&ties, &asked(&[7, 8], 3)), [[ME, 2, 8], [ME, 1, 8]]);
}

#[test]
fn known_already_is_a_way_of_its_own() {
    let ties = [(ME, 3, 0.1), (ME, 1, 0.9), (1, 3, 0.9)];
    assert_eq!(ways(&ties, &asked(&[3], 3)), [vec![ME, 1, 3], vec![ME, 3]]);
}

#[test]
fn who_cannot_be_reached_or_only_by_a_hopeless_way_is_not() {
    let ties = [(ME, 1, 0.9), (1, 2, 0.01), (3, 4, 0.9)];
    assert!(ways(&ties, &asked(&[4], 2)).is_empty());
    assert_eq!(ways(&ties, &asked(&[2], 2)).len(), 1);
    assert!(ways(&ties, &Asked { least_chance: 0.05, ..asked(&[2], 2) }).is_empty());
    assert!(ways(&ties, &asked(&[ME], 2)).is_empty(), "one knows oneself");
    assert!(ways(&ties, &asked(&[99], 2)).is_empty(), "nobody of that number");
}

/// All ways without a circle that end at the first of those sought.
fn all_ways(graph: &Graph, to: &[u32], way: Vec<u32>, found: &mut Vec<Vec<u32>>) {
    let last = way[way.len() - 1];
    if to.contains(&last) {
        found.push(way);
        return;
    }
    for (end, _) in graph.neighbours(last).filter(|(end, _)| !way.contains(end)) {
        all_ways(graph, to, [way.clone(), vec![end]].concat(), found);
    }
}

/// The least cost of each number of ways that share nobody between.
fn cheapest(ways: &[(Vec<u32>, f64)], count: usize, used: &[u32], direct: &[u32]) -> Vec<f64> {
    let mut best = vec![0.0];
    for (at, (way, cost)) in ways.iter().enumerate() {
        let between = &way[1..way.len() - 1];
        let end = way[way.len() - 1];
        let twice = between.is_empty() && direct.contains(&end);
        if count == 0 || twice || between.iter().any(|person| used.contains(person)) {
            continue;
        }
        let direct = if between.is_empty() { [direct, &[end]].concat() } else { direct.to_vec() };
        let rest = cheapest(&ways[at + 1..], count - 1, &[used, between].concat(), &direct);
        for (more, rest) in rest.into_iter().enumerate() {
            if best.len() <= more + 1 {
                best.push(f64::INFINITY);
            }
            best[more + 1] = best[more + 1].min(cost + rest);
        }
    }
    best
}

proptest! {
    #[test]
    fn no_other_set_of_ways_costs_less(
        ties in proptest::collection::vec((0u32..7, 0u32..7, 0.01f64..1.0), 1..18),
        load in proptest::collection::vec(0.0f64..2.0, 7),
        to in proptest::collection::vec(1u32..7, 1..3),
        count in 1usize..5,
    ) {
        let mut single = std::collections::BTreeMap::new();
        ties.iter().for_each(|&(a, b, chance)| {
            single.insert((a.min(b), a.max(b)), chance);
        });
        let ties: Vec<_> = single.into_iter().map(|((a, b), chance)| (a, b, chance)).collect();
        let graph = Graph::undirected(7, &ties);
        let asked = Asked { from: ME, to: &to, count, least_chance: 0.0, load: &load };
        let found = Ways::new(&graph, |chance| chance).warmest(&asked);

        let mut all = Vec::new();
        all_ways(&graph, &to, vec![ME], &mut all);
        let cost = |way: &[u32]| {
            let tie = |a: u32, b: u32| graph.neighbours(a).find(|&(end, _)| end == b).unwrap().1;
            let hops: f64 = way.windows(2).map(|hop| -tie(hop[0], hop[1]).ln()).sum();
            hops + way[1..way.len() - 1].iter().map(|&person| load[person as usize]).sum::<f64>()
        };
        let all: Vec<_> = all.into_iter().map(|way| (way.clone(), cost(&way))).collect();
        let best = cheapest(&all, count, &[], &[]);
        prop_assert_eq!(found.len(), best.len() - 1, "as many ways as there are: {:?}", &found);
        let total: f64 = found.iter().map(|way| way.cost).sum();
        prop_assert!((total - best[best.len() - 1]).abs() < 1e-9, "{} is not {}: {:?}", total, best[best.len() - 1], found);
        prop_assert!(found.iter().all(|way| (way.cost - cost(&way.people)).abs() < 1e-9));
        prop_assert!(found.is_sorted_by(|a, b| a.cost <= b.cost));
        let mut between: Vec<u32> = found.iter().flat_map(|way| way.people[1..way.people.len() - 1].to_vec()).collect();
        let all = between.len();
        between.sort();
        between.dedup();
        prop_assert_eq!(between.len(), all, "somebody is on two ways");
    }
}
