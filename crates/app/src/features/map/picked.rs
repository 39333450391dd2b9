//! What a picture of some hundred people shows of a map: those most in touch with others, the ties among them, and their
//! circles. Chosen when the map is made, since it takes a look at every tie.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::shown::{Community, OnMap, Tie};

/// People the picture shows: a larger one is a grey cloud, and a page that is not light.
const SHOWN: usize = 240;
/// Communities of fewer people are no circle.
pub const CIRCLE: usize = 3;

/// Some people of a map with what is between them.
#[derive(Debug, Default)]
pub struct Picked {
    /// Who, as places on the map, by most touches with others.
    pub people: Vec<usize>,
    /// The ties among them by places in `people`, in the order of the map's.
    pub ties: Vec<Tie>,
    /// The circles with somebody among them, the largest first: the place in the map's communities, and who of `people`.
    pub circles: Vec<(usize, Vec<usize>)>,
    /// How many people of the map have a tie to another.
    pub tied: usize,
}

/// How often each of so many is in touch with others. A tie that is not told counts as one touch: colleagues are not ranked by
/// theirs.
pub(super) fn touches(people: usize, ties: &[Tie]) -> Vec<u64> {
    let mut touches = vec![0; people];
    for tie in ties {
        [tie.a, tie.b].into_iter().for_each(|end| touches[end] += u64::from(tie.touches.unwrap_or(1)));
    }
    touches
}

/// Those with ties to others who are most in touch.
pub(super) fn picked(people: &[OnMap], ties: &[Tie], communities: &[Community]) -> Picked {
    let touches = touches(people.len(), ties);
    let mut chosen: Vec<usize> = (0..people.len()).filter(|&at| touches[at] > 0).collect();
    let tied = chosen.len();
    chosen.sort_by_key(|&at| Reverse(touches[at]));
    chosen.truncate(SHOWN);
    let place: HashMap<usize, usize> = chosen.iter().copied().zip(0..).collect();
    let among = |tie: &Tie| Some(Tie { a: *place.get(&tie.a)?, b: *place.get(&tie.b)?, ..*tie });
    let ties = ties.iter().filter_map(among).collect();
    let mut members: HashMap<u32, Vec<usize>> = HashMap::new();
    for (at, &one) in chosen.iter().enumerate() {
        members.entry(people[one].community).or_default().push(at);
    }
    let circle = |(at, community): (usize, &Community)| {
        let members = members.remove(&community.number)?;
        (members.len() >= CIRCLE).then_some((at, members))
    };
    let circles = communities.iter().enumerate().filter_map(circle).collect();
    Picked { people: chosen, ties, circles, tied }
}
