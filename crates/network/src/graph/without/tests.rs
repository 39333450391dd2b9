use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

const ME: u32 = 0;
const ANA: u32 = 1;
const BEN: u32 = 2;
/// Of the supplier.
const SUE: u32 = 3;
const SAM: u32 = 4;
/// Of the bank.
const KIM: u32 = 5;
/// Behind the supplier.
const ZOE: u32 = 6;

/// I work with Ana and Ben. Ana knows the supplier's people, who know Zoe; Ben met Sue once; both know the bank.
fn office() -> Graph {
    let ties = [
        (ME, ANA, 9.0),
        (ME, BEN, 8.0),
        (ANA, BEN, 5.0),
        (ANA, SUE, 7.0),
        (ANA, SAM, 4.0),
        (BEN, SUE, 0.3),
        (ANA, KIM, 3.0),
        (BEN, KIM, 3.0),
        (SUE, ZOE, 6.0),
    ];
    Graph::undirected(7, &ties)
}

fn asked<'a>(gone: &'a [u32], groups: &'a [Vec<u32>]) -> Asked<'a> {
    Asked { gone, live: 1.0, ours: &[ME, ANA, BEN], groups, from: ME, most_steps: 4, heirs: 3, able: &[] }
}

#[test]
fn without_ana_we_lose_the_supplier_and_keep_the_bank() {
    let groups = [vec![SUE, SAM], vec![KIM]];
    let found = without(&office(), &asked(&[ANA], &groups));
    assert_eq!(
        found.people,
        [LostPerson { person: SUE, through: vec![ANA] }, LostPerson { person: SAM, through: vec![ANA] }]
    );
    assert_eq!(found.groups, [LostGroup { group: 0, through: vec![(SUE, ANA), (SAM, ANA)] }]);
    assert_eq!(found.thinner, [Thinner { group: 1, before: 2, after: 1 }]);
    assert_eq!(found.cut_off, [vec![SUE, ZOE], vec![SAM]]);
    let further: Vec<(u32, u32, Option<u32>)> =
        found.further.iter().map(|one| (one.person, one.before, one.after)).collect();
    assert_eq!(further, [(SUE, 2, None), (SAM, 2, None), (ZOE, 3, None)]);
    assert_eq!((found.before.groups, found.after.groups), (2, 1));
    assert_eq!((found.before.single_threaded, found.after.single_threaded), (0, 1));
    assert_eq!((found.before.ties, found.after.ties), (8, 3));
    assert_eq!((found.before.within_reach, found.after.within_reach), (6, 2));
}

#[test]
fn ben_takes_over_who_once_met_the_supplier() {
    let found = without(&office(), &asked(&[ANA], &[]));
    assert_eq!(found.heirs, [Heir { person: BEN, shared: vec![ME, KIM], lost_ones: vec![SUE] }]);
}

#[test]
fn without_both_the_bank_is_lost_too() {
    let groups = [vec![SUE, SAM], vec![KIM]];
    let found = without(&office(), &asked(&[ANA, BEN], &groups));
    assert_eq!(found.groups.iter().map(|lost| lost.group).collect::<Vec<_>>(), [0, 1]);
    assert!(found.people.contains(&LostPerson { person: KIM, through: vec![ANA, BEN] }));
    assert_eq!(found.after.within_reach, 0);
}

#[test]
fn without_whom_the_supplier_sends_we_still_have_the_other() {
    let groups = [vec![SUE, SAM]];
    let found = without(&office(), &asked(&[SUE], &groups));
    assert_eq!((found.groups.len(), found.people.len(), found.after.single_threaded), (0, 0, 1));
    assert_eq!(found.cut_off, [vec![ZOE]]);
}

#[test]
fn an_office_that_was_looked_through_before_gives_the_same_answer() {
    let groups = [vec![SUE, SAM], vec![KIM]];
    let office = office();
    for gone in [&[ANA][..], &[ANA, BEN], &[SUE], &[99], &[ME]] {
        let asked = Asked { most_steps: u32::MAX, ..asked(gone, &groups) };
        let standing = Standing::new(&office, &asked);
        let (quick, slow) = (standing.without(&office, &asked), without(&office, &asked));
        let cut_off = if gone == [ME] { Vec::new() } else { slow.cut_off.clone() };
        assert_eq!(quick, Without { cut_off, ..slow }, "without {gone:?}");
    }
}

#[test]
fn somebody_outside_is_followed_by_whom_one_names() {
    let found = without(&office(), &Asked { able: &[SAM], ..asked(&[SUE], &[]) });
    assert_eq!(found.heirs, [Heir { person: SAM, shared: vec![ANA], lost_ones: vec![] }]);
}

#[test]
fn without_somebody_nobody_knows_nothing_changes() {
    let found = without(&office(), &asked(&[99], &[]));
    assert_eq!((found.before, found.people, found.cut_off), (found.after, vec![], vec![]));
    assert_eq!((found.further, found.heirs), (vec![], vec![]));
}

proptest! {
    /// Against a network that really has none of those who are gone.
    #[test]
    fn it_is_the_network_without_them(
        ties in proptest::collection::vec((0u32..12, 0u32..12, 1u32..4), 0..40),
        gone in proptest::collection::vec(1u32..12, 0..4),
    ) {
        let ties: Vec<_> = ties.iter().map(|&(a, b, weight)| (a, b, f64::from(weight))).collect();
        let left: Vec<_> =
            ties.iter().copied().filter(|(a, b, _)| !gone.contains(a) && !gone.contains(b)).collect();
        let (graph, rest) = (Graph::undirected(12, &ties), Graph::undirected(12, &left));
        let groups = [vec![1, 2, 3], vec![4], vec![5, 6]];
        let asked = Asked { ours: &[], live: 2.0, ..asked(&gone, &groups) };
        let found = without(&graph, &asked);
        prop_assert_eq!(found.before, without(&graph, &Asked { gone: &[], ..asked.clone() }).after);
        prop_assert_eq!(found.after, without(&rest, &Asked { gone: &[], ..asked.clone() }).before);
        let live = |graph: &Graph, node: u32| graph.neighbours(node).any(|(_, weight)| weight >= 2.0);
        let lost: Vec<u32> = (0..12)
            .filter(|&node| !gone.contains(&node) && live(&graph, node) && !live(&rest, node))
            .collect();
        prop_assert_eq!(found.people.iter().map(|lost| lost.person).collect::<Vec<_>>(), lost);
        let cut: Vec<u32> = found.cut_off.iter().flatten().copied().collect();
        prop_assert_eq!(cut.iter().collect::<BTreeSet<_>>().len(), cut.len(), "cut off twice");
        let whole = Asked { most_steps: u32::MAX, ..asked.clone() };
        let (slow, standing) = (without(&graph, &whole), Standing::new(&graph, &whole));
        let mut quick = standing.without(&graph, &whole);
        // Of what was never within reach nothing is cut off.
        prop_assert!(quick.cut_off.iter().all(|piece| slow.cut_off.contains(piece)));
        quick.cut_off.clone_from(&slow.cut_off);
        prop_assert_eq!(quick, slow);
        prop_assert!(found.further.iter().all(|one| one.after.is_none_or(|after| after > one.before)));
    }
}
