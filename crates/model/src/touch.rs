//! What counts between two people: the channel, who acted, and how small the circle was.

use serde::{Deserialize, Serialize};

/// The way two people were in touch, as far as it matters for ties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// A mail to this person alone.
    DirectMail,
    /// A mail to two to ten recipients, or a reply through a discussion list.
    GroupMail,
    /// A meeting of at most twelve.
    Meeting,
    /// A telephone or video call.
    Call,
    /// A direct message: LinkedIn, chat, SMS.
    Message,
    /// A meeting in person that was logged by hand.
    InPerson,
}

impl Channel {
    /// All channels in the order of their codes.
    pub const ALL: [Channel; 6] = [
        Channel::DirectMail,
        Channel::GroupMail,
        Channel::Meeting,
        Channel::Call,
        Channel::Message,
        Channel::InPerson,
    ];
}

/// Who acted, seen from the first person of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The first person acted towards the second.
    Out,
    /// The second person acted towards the first.
    In,
    /// Both took part alike (a meeting).
    Mutual,
}

impl Direction {
    /// The same touch seen from the other person.
    pub fn reversed(self) -> Direction {
        match self {
            Direction::Out => Direction::In,
            Direction::In => Direction::Out,
            Direction::Mutual => Direction::Mutual,
        }
    }
}

/// A channel with a direction: the finest kind of touch that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TouchKind {
    /// How.
    pub channel: Channel,
    /// Who acted.
    pub direction: Direction,
}

impl TouchKind {
    /// How many kinds there are; codes run from 0 to one less.
    pub const COUNT: usize = 18;

    /// A dense code, `channel * 3 + direction`, used in packed storage: never renumber.
    pub fn code(self) -> u8 {
        self.channel as u8 * 3 + self.direction as u8
    }

    /// The kind with this code; `None` for codes of 18 and above.
    pub fn from_code(code: u8) -> Option<TouchKind> {
        let channel = *Channel::ALL.get(usize::from(code / 3))?;
        let direction = [Direction::Out, Direction::In, Direction::Mutual][usize::from(code % 3)];
        Some(TouchKind { channel, direction })
    }

    /// The same touch seen from the other person.
    pub fn reversed(self) -> TouchKind {
        TouchKind { channel: self.channel, direction: self.direction.reversed() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_names_its_kind_again() {
        for code in 0..TouchKind::COUNT as u8 {
            assert_eq!(TouchKind::from_code(code).map(TouchKind::code), Some(code));
        }
        assert_eq!(TouchKind::from_code(TouchKind::COUNT as u8), None);
    }
}
