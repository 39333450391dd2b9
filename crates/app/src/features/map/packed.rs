//! Where people stood, as one text: a line a person with number, place and community.

use network::graph::layout::Place;

/// Where somebody stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stand {
    /// Their number.
    pub person: i64,
    /// Where; in whole units, of which a picture is thousands wide.
    pub at: Place,
    /// The number of their community.
    pub community: u32,
}

/// The text of some.
pub(super) fn packed(stands: &[Stand]) -> String {
    let line = |stand: &Stand| {
        let [x, y] = stand.at.map(|at| at.round() as i64);
        format!("{} {x} {y} {}\n", stand.person, stand.community)
    };
    stands.iter().map(line).collect()
}

/// What a text says; lines that say nothing are passed over, since all of it can be drawn anew.
pub(super) fn unpacked(text: &str) -> Vec<Stand> {
    let stand = |line: &str| {
        let mut fields = line.split(' ');
        let person = fields.next()?.parse().ok()?;
        let at = [fields.next()?.parse().ok()?, fields.next()?.parse().ok()?];
        Some(Stand { person, at, community: fields.next()?.parse().ok()? })
    };
    text.lines().filter_map(stand).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_comes_back() {
        let stands = [
            Stand { person: 7, at: [-1200.0, 3.0], community: 2 },
            Stand { person: 9_000_000_000, at: [0.0, 88_000.0], community: 0 },
        ];
        assert_eq!(packed(&stands), "7 -1200 3 2\n9000000000 0 88000 0\n");
        assert_eq!(unpacked(&packed(&stands)), stands);
        assert!(unpacked("7 -1200\nnobody 1 2 3\n").is_empty());
    }
}
