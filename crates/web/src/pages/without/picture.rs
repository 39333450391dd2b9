//! The picture of before and after: in the middle whose network it is, around it who would leave, further out what hangs on
//! them. Twice the same, so that one sees what comes loose.

use app::features::without::Loss;

/// Each half of it, in units.
pub(super) const WIDTH: f32 = 360.0;
/// How high it is.
pub(super) const HEIGHT: f32 = 300.0;
/// So many of what hangs on them are drawn.
const HANGING: usize = 14;
const CENTRE: [f32; 2] = [WIDTH / 2.0, HEIGHT / 2.0];

/// What is drawn.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Picture {
    /// Those who would leave: where, and their names.
    pub gone: Vec<([f32; 2], String)>,
    /// What hangs on them: where, its name, and on which of them.
    pub hanging: Vec<([f32; 2], String, usize)>,
}

/// Places of what would be lost: organizations first, then people of none of these.
pub(super) fn picture(loss: &Loss) -> Picture {
    let ids: Vec<i64> = loss.gone.iter().map(|line| line.id).collect();
    let on_whom = |ends: &[i64]| ids.iter().position(|id| ends.contains(id)).unwrap_or(0);
    let organizations = loss.organizations.iter().map(|lost| {
        let ends: Vec<i64> = lost.through.iter().flat_map(|(there, here)| [there.id, here.id]).collect();
        (lost.organization.name.clone(), on_whom(&ends))
    });
    let shown: Vec<&str> = loss.organizations.iter().map(|lost| lost.organization.name.as_str()).collect();
    let is_apart = |name: Option<&str>| name.is_none_or(|name| !shown.contains(&name));
    let apart = loss.further.iter().filter(|one| is_apart(one.person.organization.as_deref()));
    let people = apart.enumerate().map(|(at, one)| (one.person.name.clone(), at % ids.len().max(1)));
    let hanging: Vec<(String, usize)> = organizations.chain(people).take(HANGING).collect();
    laid_out(loss.gone.iter().map(|line| line.name.clone()).collect(), hanging)
}

fn laid_out(gone: Vec<String>, mut hanging: Vec<(String, usize)>) -> Picture {
    hanging.sort_by_key(|(_, on)| *on);
    let (inner, outer) = (gone.len(), hanging.len());
    let gone = gone.into_iter().enumerate().map(|(at, name)| (around(at, inner, 62.0), name)).collect();
    let hanging = hanging
        .into_iter()
        .enumerate()
        .map(|(at, (name, on))| (around(at, outer, 122.0), name, on))
        .collect();
    Picture { gone, hanging }
}

/// The place of one of several on a circle, the first at the top.
fn around(at: usize, of: usize, radius: f32) -> [f32; 2] {
    let turn = (at as f32 / of.max(1) as f32 - 0.25) * std::f32::consts::TAU;
    [CENTRE[0] + radius * turn.cos(), CENTRE[1] + radius * turn.sin()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_lies_within_the_picture_and_apart() {
        let names = |n: usize| (0..n).map(|at| format!("Name {at}")).collect::<Vec<_>>();
        let drawn = laid_out(names(3), names(HANGING).into_iter().map(|name| (name, 1)).collect());
        let all: Vec<[f32; 2]> =
            drawn.gone.iter().map(|one| one.0).chain(drawn.hanging.iter().map(|one| one.0)).collect();
        for (at, one) in all.iter().enumerate() {
            assert!(one[0] > 10.0 && one[0] < WIDTH - 10.0 && one[1] > 10.0 && one[1] < HEIGHT - 10.0);
            let apart = |other: &[f32; 2]| (one[0] - other[0]).hypot(one[1] - other[1]) > 30.0;
            assert!(all[at + 1..].iter().all(apart), "{one:?}");
        }
    }
}
