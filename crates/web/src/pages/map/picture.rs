//! Where things stand on the picture: everyone scaled into it, a circle around each community, and labels that never lie on
//! one another: those of circles first, then of key people, then of others in the order they come.

use std::collections::HashMap;

use super::view::Ring;

/// The size of the picture in its own units.
pub(super) const WIDTH: f32 = 830.0;
pub(super) const HEIGHT: f32 = 640.0;
/// Left free around it, for labels.
const MARGIN: f32 = 60.0;
/// Circles hold this share of their people; those far off would blow them up.
const HELD: f32 = 0.75;
/// What a letter takes, and a line.
const LETTER: f32 = 6.8;
const LINE: f32 = 15.0;
/// Names that may stand beside their dots.
const NAMES: usize = 24;

/// Somebody to draw.
pub(super) struct Dot {
    pub at: [f32; 2],
    pub warmth: Option<f64>,
    pub name: String,
    pub is_key: bool,
    pub community: u32,
}

/// Everything in its place.
#[derive(Debug, Default)]
pub(super) struct Picture {
    /// Each dot: where, how warm, and whether they are a key person.
    pub dots: Vec<([f32; 2], Option<f64>, bool)>,
    /// Each tie from one place to another.
    pub ties: Vec<[[f32; 2]; 2]>,
    /// The circles: where and how wide.
    pub circles: Vec<([f32; 2], f32)>,
    /// The names of circles, each around its middle.
    pub titles: Vec<([f32; 2], String)>,
    /// The names of people, each from its beginning; key people's are told from others'.
    pub names: Vec<([f32; 2], String, bool)>,
}

/// Left, top, right, bottom.
type Box = [f32; 4];

/// Puts everything in its place.
pub(super) fn picture(dots: &[Dot], ties: &[(usize, usize, Option<u32>)], rings: &[Ring]) -> Picture {
    let places = scaled(dots);
    let mut members: HashMap<u32, Vec<[f32; 2]>> = HashMap::new();
    dots.iter().zip(&places).for_each(|(dot, &at)| members.entry(dot.community).or_default().push(at));
    let mut drawn = Picture {
        dots: dots.iter().zip(&places).map(|(dot, &at)| (at, dot.warmth, dot.is_key)).collect(),
        ties: ties.iter().map(|&(a, b, _)| [places[a], places[b]]).collect(),
        ..Picture::default()
    };
    let mut taken: Vec<Box> = Vec::new();
    for ring in rings {
        let Some((middle, radius)) = members.get(&ring.number).and_then(|members| circle(members)) else {
            continue;
        };
        drawn.circles.push((middle, radius));
        if let Some(name) = &ring.name {
            let half = 0.5 * LETTER * name.chars().count() as f32;
            let at = [middle[0].clamp(half, WIDTH - half), (middle[1] - radius - 6.0).max(LINE)];
            if free(&mut taken, [at[0] - half, at[1] - LINE, at[0] + half, at[1]]) {
                drawn.titles.push((at, name.clone()));
            }
        }
    }
    let mut order: Vec<usize> = (0..dots.len()).collect();
    order.sort_by_key(|&dot| !dots[dot].is_key);
    for (dot, at) in order.into_iter().map(|dot| (&dots[dot], places[dot])) {
        let wide = LETTER * dot.name.chars().count() as f32;
        let room = [at[0] + 8.0, at[1] - LINE / 2.0, at[0] + 8.0 + wide, at[1] + LINE / 2.0];
        if drawn.names.len() < NAMES && room[2] < WIDTH && free(&mut taken, room) {
            drawn.names.push(([room[0], at[1] + 4.0], dot.name.clone(), dot.is_key));
        }
    }
    drawn
}

/// Takes a place for a label, if nothing lies there.
fn free(taken: &mut Vec<Box>, room: Box) -> bool {
    let apart =
        |other: &Box| room[2] < other[0] || other[2] < room[0] || room[3] < other[1] || other[3] < room[1];
    let free = taken.iter().all(apart);
    if free {
        taken.push(room);
    }
    free
}

/// Everyone within the picture, nothing stretched.
fn scaled(dots: &[Dot]) -> Vec<[f32; 2]> {
    let side = |axis: usize| {
        let along = dots.iter().map(|dot| dot.at[axis]);
        along.fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), at| (low.min(at), high.max(at)))
    };
    let (x, y) = (side(0), side(1));
    let scale =
        ((WIDTH - 2.0 * MARGIN) / (x.1 - x.0).max(1.0)).min((HEIGHT - 2.0 * MARGIN) / (y.1 - y.0).max(1.0));
    let to = |at: f32, (low, high): (f32, f32), size: f32| size / 2.0 + (at - (low + high) / 2.0) * scale;
    dots.iter().map(|dot| [to(dot.at[0], x, WIDTH), to(dot.at[1], y, HEIGHT)]).collect()
}

/// A circle around most of some.
fn circle(members: &[[f32; 2]]) -> Option<([f32; 2], f32)> {
    let middle = |axis: usize| {
        let mut along: Vec<f32> = members.iter().map(|at| at[axis]).collect();
        along.sort_by(f32::total_cmp);
        along.get(along.len() / 2).copied()
    };
    let middle = [middle(0)?, middle(1)?];
    let mut far: Vec<f32> = members.iter().map(|at| (at[0] - middle[0]).hypot(at[1] - middle[1])).collect();
    far.sort_by(f32::total_cmp);
    let held = far.get(((far.len() - 1) as f32 * HELD).round() as usize)?;
    // No wider than the picture: those far off are not held.
    let [left, top] = middle;
    let edge = left.min(WIDTH - left).min(top).min(HEIGHT - top) - 2.0;
    Some((middle, (held + 10.0).min(edge)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dot(x: f32, y: f32, name: &str, is_key: bool) -> Dot {
        Dot { at: [x, y], warmth: Some(50.0), name: name.into(), is_key, community: 0 }
    }

    #[test]
    fn labels_never_lie_on_one_another_and_key_people_come_first() {
        let dots = [
            dot(0.0, 0.0, "Ben Ito", false),
            dot(1.0, 0.0, "Ana Lopez", true),
            dot(900.0, 700.0, "Carl Novak", false),
        ];
        let names: Vec<String> = picture(&dots, &[], &[]).names.into_iter().map(|name| name.1).collect();
        assert_eq!(names[0], "Ana Lopez");
        assert!(!names.contains(&"Ben Ito".to_owned()), "it would lie on Ana's: {names:?}");
    }

    #[test]
    fn everyone_is_within_the_picture() {
        let dots = [dot(-9000.0, 4.0, "Ana", false), dot(12_000.0, -70.0, "Ben", false)];
        for ([x, y], ..) in picture(&dots, &[(0, 1, Some(3))], &[]).dots {
            assert!((0.0..=WIDTH).contains(&x) && (0.0..=HEIGHT).contains(&y), "{x} {y}");
        }
        assert_eq!(
            picture(&dots[..1], &[], &[]).dots[0].0,
            [WIDTH / 2.0, HEIGHT / 2.0],
            "one alone: in the middle"
        );
    }
}
