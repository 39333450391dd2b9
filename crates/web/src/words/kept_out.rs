//! Words for what is kept out of the network.

use app::features::identities::Why;
use app::features::people::Nature;

/// What it is about.
pub const TITLE: &str = "Kept out";
/// What the line of natures is called.
pub const NATURES: &str = "Natures";
/// All natures.
pub const ALL: &str = "All";
/// The button that takes one in.
pub const A_PERSON: &str = "This is a person";
/// A column.
pub const NAME: &str = "Name";
/// A column.
pub const IS: &str = "Taken for";
/// A column.
pub const BECAUSE: &str = "Because";
/// A column, for those who hear it.
pub const CORRECT: &str = "Correct";
/// What the table is.
pub const CAPTION: &str = "Addresses that are kept out of the network, by name";
/// Nothing of this kind.
pub const NOTHING: &str = "Nothing is kept out";
/// What would be here.
pub const NOTHING_WORDS: &str = "Mailing lists, newsletters, robots, role mailboxes and rooms are listed here once a \
                                 source has some.";
/// A link to another page.
pub const PREVIOUS: &str = "Show the previous 50";
/// A link to another page.
pub const NEXT: &str = "Show the next 50";

/// What is true of all.
pub fn dek(total: &str, n: usize) -> String {
    let those = if n == 1 { "address is" } else { "addresses are" };
    format!(
        "{total} {those} no person and never on a list or in a number. One that is a person is taken in at once."
    )
}

/// Several of a nature.
pub fn natures(nature: Nature) -> &'static str {
    match nature {
        Nature::Person => "People",
        Nature::List => "Lists",
        Nature::Newsletter => "Newsletters",
        Nature::Robot => "Robots",
        Nature::RoleMailbox => "Role mailboxes",
        Nature::Resource => "Rooms and things",
    }
}

/// One of a nature.
pub fn nature(nature: Nature) -> &'static str {
    match nature {
        Nature::Person => "Person",
        Nature::List => "List",
        Nature::Newsletter => "Newsletter",
        Nature::Robot => "Robot",
        Nature::RoleMailbox => "Role mailbox",
        Nature::Resource => "Room or thing",
    }
}

/// Why it is kept out.
pub fn why(why: Why) -> String {
    match why {
        Why::Said => "you said so".to_owned(),
        Why::Calendar => "a calendar calls it a room or a thing".to_owned(),
        Why::Shape => "no person has such an address or name".to_owned(),
        Why::Use { list, .. } if list > 0 => format!("{} went through it as a list", mails(list)),
        Why::Use { robot, bulk, .. } if robot > 0 && robot >= bulk => {
            format!("{} say a program wrote them", mails(robot))
        }
        Why::Use { bulk, .. } if bulk > 0 => format!("{} went to many at once", mails(bulk)),
        Why::Use { .. } => "what it sent reads like no person's".to_owned(),
    }
}

fn mails(n: u32) -> String {
    if n == 1 { "1 mail".to_owned() } else { format!("{n} mails") }
}

/// Where of the list the page is.
pub fn shown(from: &str, to: &str, total: &str) -> String {
    format!("{from} to {to} of {total}")
}
