use proptest::prelude::*;

use super::*;
use crate::graph::dice;

/// Circles of friends in a row, each circle's first knows the next one's.
fn circles(count: u32, size: u32) -> Vec<(u32, u32, f64)> {
    let within = (0..count).flat_map(|circle| {
        let first = circle * size;
        (0..size).flat_map(move |a| (0..a).map(move |b| (first + a, first + b, 3.0)))
    });
    within.chain((1..count).map(|circle| (circle * size, (circle - 1) * size, 1.0))).collect()
}

fn laid_out(nodes: usize, ties: &[(u32, u32, f64)], settings: Settings, steps: usize) -> Vec<Place> {
    let mut layout = Layout::new(&Graph::undirected(nodes, ties), settings, &[]);
    layout.run(steps);
    layout.places()
}

fn distance(a: Place, b: Place) -> f32 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

fn mean(values: impl Iterator<Item = f32>) -> f32 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    sum / count
}

/// How far two people are apart in the mean.
fn spread(places: &[Place]) -> f32 {
    mean((0..places.len()).flat_map(|a| (0..a).map(move |b| distance(places[a], places[b]))))
}

#[test]
fn friends_stand_together() {
    let ties = circles(8, 6);
    for (lin_log, by_degree, strong_gravity) in
        [(false, false, true), (true, false, true), (false, true, false)]
    {
        let settings = Settings { lin_log, by_degree, strong_gravity, ..Settings::inferred() };
        let places = laid_out(48, &ties, settings, 300);
        let tied = mean(ties.iter().map(|&(a, b, _)| distance(places[a as usize], places[b as usize])));
        assert!(tied < 0.4 * spread(&places), "{tied} of {}", spread(&places));
    }
}

#[test]
fn it_comes_to_rest() {
    let mut layout = Layout::new(&Graph::undirected(48, &circles(8, 6)), Settings::inferred(), &[]);
    layout.run(600);
    let before = layout.places();
    layout.run(50);
    let after = layout.places();
    let moved = mean(before.iter().zip(&after).map(|(&a, &b)| distance(a, b)));
    assert!(moved < 0.01 * spread(&after), "moved by {moved} of {}", spread(&after));
}

#[test]
fn one_more_person_stands_by_the_friends_and_moves_hardly_anybody() {
    let mut ties = circles(8, 6);
    let before = laid_out(48, &ties, Settings::inferred(), 500);
    ties.extend([(48, 13, 3.0), (48, 14, 3.0), (48, 15, 3.0)]);
    let earlier: Vec<Option<Place>> = before.iter().copied().map(Some).collect();
    let mut layout = Layout::new(&Graph::undirected(49, &ties), Settings::inferred(), &earlier);
    layout.run(100);
    let after = layout.places();
    let moved = mean(before.iter().zip(&after).map(|(&a, &b)| distance(a, b)));
    assert!(moved < 0.05 * spread(&before), "moved by {moved} of {}", spread(&before));
    assert!(distance(after[48], after[14]) < 0.4 * spread(&after));
}

#[test]
fn circles_are_moved_apart() {
    let places: Vec<Place> =
        (0..200).map(|i| [dice::part(1, i) as f32 * 90.0, dice::part(2, i) as f32 * 90.0]).collect();
    let radii: Vec<f32> = (0..200).map(|i| 1.0 + 4.0 * dice::part(3, i) as f32).collect();
    let (apart, clear) = without_overlap(&places, &radii, 500);
    assert!(clear);
    for a in 0..apart.len() {
        for b in 0..a {
            assert!(distance(apart[a], apart[b]) > 0.998 * (radii[a] + radii[b]), "{a} covers {b}");
        }
    }
    assert!(!without_overlap(&[[5.0; 2]; 2], &[1.0; 2], 0).1, "no step, still on one spot");
}

#[test]
fn nobody_and_one_alone_are_no_trouble() {
    assert!(laid_out(0, &[], Settings::inferred(), 3).is_empty());
    assert!(laid_out(1, &[], Settings::inferred(), 30)[0].iter().all(|at| at.is_finite()));
}

proptest! {
    #[test]
    fn the_same_seed_gives_the_same_picture_on_any_number_of_threads(
        ties in proptest::collection::vec((0u32..300, 0u32..300, 1u32..50), 1..600), seed in any::<u64>(),
    ) {
        let ties: Vec<(u32, u32, f64)> = ties.iter().map(|&(a, b, w)| (a, b, f64::from(w))).collect();
        let settings = Settings { seed, ..Settings::inferred() };
        let on = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| laid_out(300, &ties, settings, 12))
        };
        let alone = on(1);
        prop_assert!(alone.iter().flatten().all(|at| at.is_finite()));
        prop_assert_eq!(&alone, &on(3));
        prop_assert_ne!(&alone, &laid_out(300, &ties, Settings { seed: !seed, ..settings }, 12));
    }
}
