//! Words of the pages of delegates: who they are and may see, the tray, the queue, and the bar while acting for someone.

use app::access::{Circle, Field, Level, Role};
use app::features::members::Grant;

/// The title of the page.
pub const TITLE: &str = "Delegates";
/// What delegates are.
pub const DEK: &str = "People who work on your behalf. Whatever they do is signed with their name and yours. Private notes, \
    family and health, and people you keep to yourself are closed to them unless you open them here.";
/// The form that invites.
pub const INVITE: &str = "Invite somebody";
/// The button that invites.
pub const MAKE_LINK: &str = "Make the link";
/// The field with the name.
pub const NAME: &str = "Name";
/// The choice of what they may do.
pub const MAY: &str = "What they may do";
/// The choice of whom they see.
pub const WHOM: &str = "Whom they see";
/// What is opened.
pub const OPEN: &str = "Opened to them";
/// The organizations of a circle.
pub const ORGANIZATIONS: &str = "Organizations, one a line";
/// The people of a circle.
pub const PEOPLE: &str = "People, one a line: names or addresses";
/// The box for those who run the place.
pub const RUNS: &str = "They run the place: sources and imports";
/// What running the place shows.
pub const RUNS_HINT: &str = "They see files and outcomes, and nobody by it";
/// The section with the members.
pub const NOW: &str = "Who works for you";
/// Nobody yet.
pub const NOBODY: &str = "Nobody works for you yet";
/// What to do about it.
pub const NOBODY_WHY: &str =
    "Invite an assistant or a chief of staff with a link that is good for seven days, once.";
/// The section with open invitations.
pub const INVITED: &str = "Invited";
/// The button that changes a grant.
pub const CHANGE: &str = "Change";
/// The button that saves a grant.
pub const SAVE: &str = "Save";
/// The button that ends a grant.
pub const END: &str = "End";
/// The button that takes an invitation back.
pub const REVOKE: &str = "Take back";
/// The link that was just made.
pub const LINK: &str = "The link";
/// What to do with the link.
pub const LINK_WHY: &str = "Send it to them. It is shown this once, works once, and until";
/// A form that says nothing of what they may do.
pub const NO_SUCH: &str = "Choose what they may do and whom they see.";

/// What may be done, in the order of the form: the word of the form, and what it is called.
pub const MAYS: [(&str, &str); 5] = [
    ("see", "See"),
    ("suggest", "Suggest: what they ask for waits in your tray"),
    ("act_for", "Act for you, signed with both names"),
    ("view", "Only look on, without a queue"),
    ("run", "Nothing but run the place"),
];

/// Whom they see, in the order of the form.
pub const CIRCLES: [(&str, &str); 4] = [
    ("everyone", "Everyone"),
    ("key_people", "Key people"),
    ("organizations", "People of some organizations"),
    ("people", "Some people"),
];

/// What can be opened, in the order of the form.
pub const FIELDS: [(Field, &str, &str); 4] = [
    (Field::Titles, "titles", "Subjects of mails and titles of meetings"),
    (Field::Family, "family", "Birthdays, family and health"),
    (Field::PrivateNotes, "private_notes", "Private notes"),
    (Field::PrivatePeople, "private_people", "People you keep to yourself"),
];

/// What somebody may do, in a few words.
pub fn may(grant: &Grant) -> &'static str {
    match (grant.role, grant.scope.level) {
        (Role::Viewer, _) => "looks on",
        (_, Some(Level::See)) => "sees",
        (_, Some(Level::Suggest)) => "suggests",
        (_, Some(Level::ActFor)) => "acts for you",
        (_, None) => "runs the place",
    }
}

/// Whom somebody sees, in a few words.
pub fn circle(circle: &Circle) -> String {
    match circle {
        Circle::Nobody => "nobody".to_owned(),
        Circle::Everyone => "everyone".to_owned(),
        Circle::KeyPeople => "key people".to_owned(),
        Circle::Organizations(slugs) => format!("people of {}", counted(slugs.len(), "organization")),
        Circle::People(people) => match people.len() {
            1 => "1 person".to_owned(),
            n => format!("{n} people"),
        },
    }
}

/// The people of organizations, by their names, one a line.
pub fn people_of(organizations: &str) -> String {
    format!("people of {}", organizations.lines().collect::<Vec<_>>().join(", "))
}

/// Some people by their names, one a line, each after its number.
pub fn these(people: &str) -> String {
    let name = |line: &str| line.split_once(' ').map_or(line.to_owned(), |(_, name)| name.to_owned());
    people.lines().map(name).collect::<Vec<_>>().join(", ")
}

fn counted(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

/// What is opened to somebody.
pub fn opened(grant: &Grant) -> String {
    let open = FIELDS.iter().filter(|(field, ..)| grant.scope.open.contains(field));
    let words: Vec<&str> = open.map(|(.., words)| *words).collect();
    if words.is_empty() { "nothing that is private".to_owned() } else { words.join(", ") }
}

/// Somebody works here no more.
pub fn ended(day: &str) -> String {
    format!("ended {day}")
}

/// Until when an invitation is good.
pub fn until(day: &str) -> String {
    format!("good until {day}")
}

/// An organization that nobody is at.
pub fn no_organization(name: &str) -> String {
    format!("no organization is called “{name}”")
}

/// The page of an invitation.
pub fn join_title(principal: &str) -> String {
    format!("{principal} invites you")
}

/// What an invitation offers.
pub fn join_words(grant: &Grant) -> String {
    format!("You will see {}. {}", circle(&grant.scope.circle), may_you(grant))
}

fn may_you(grant: &Grant) -> &'static str {
    match (grant.role, grant.scope.level) {
        (Role::Viewer, _) | (_, Some(Level::See)) => "You change nothing.",
        (_, Some(Level::Suggest)) => "What you change is suggested first, and done once it is accepted.",
        (_, Some(Level::ActFor)) => "What you do is signed with your name and theirs.",
        (_, None) => "You run the place: sources and imports.",
    }
}

/// The field with the name of a new account.
pub const YOUR_NAME: &str = "Your name";
/// Before the link to the sign-in.
pub const HAVE_ACCOUNT: &str = "You have an account here?";
/// Nobody signs in where the door stands open.
pub const NEEDS_ACCOUNT: &str = "Sign in first: an invitation is for an account.";
/// The button that accepts an invitation.
pub const JOIN: &str = "Accept";
/// An invitation that is not open.
pub const NO_INVITATION: &str = "This invitation is not open any more";
/// What to do about it.
pub const NO_INVITATION_WHY: &str =
    "It was used, taken back, or is older than seven days. Ask for a new one.";

/// Before the name in the bar.
pub const WORKING_FOR: &str = "You are working for ";
/// After the name in the bar, of one who acts.
pub const BAR_ACTS: &str = ". What you do is signed with both names; what is private is hidden.";
/// After the name in the bar, of one who suggests.
pub const BAR_SUGGESTS: &str = ". What you ask for waits for a yes; what is private is hidden.";
/// After the name in the bar, of one who looks on.
pub const BAR_SEES: &str = ". What is private is hidden.";
/// The link of the bar.
pub const YOUR_QUEUE: &str = "Your queue";
/// Who did something for whom, in a toast.
pub fn signed(subject: &str, member: &str, principal: &str) -> String {
    format!("{subject} (by {member} for {principal})")
}

/// Who logged or wrote something.
pub fn by(member: &str) -> String {
    format!("by {member}")
}

/// The switch to another network, in the account menu.
pub fn switch_to(principal: &str) -> String {
    format!("Work for {principal}")
}

/// The switch back to one's own network.
pub const YOUR_OWN: &str = "Your own network";

/// The title of the tray.
pub const TRAY: &str = "Tray";
/// The entry of the account menu, with how many wait.
pub fn tray(waiting: i64) -> String {
    if waiting == 0 { TRAY.to_owned() } else { format!("{TRAY} ({waiting})") }
}

/// How many suggestions wait.
pub fn waiting(n: i64) -> String {
    let word = if n == 1 { "suggestion waits" } else { "suggestions wait" };
    format!("{n} {word} in your tray")
}

/// What the tray is for.
pub const TRAY_DEK: &str =
    "What your delegates suggest. Nothing is done until you accept it; then it is signed with both names.";
/// The button that accepts everything.
pub const ACCEPT_ALL: &str = "Accept all";
/// The button that accepts.
pub const ACCEPT: &str = "Accept";
/// The button that declines.
pub const DECLINE: &str = "Decline";
/// Before the names of those a suggestion is about.
pub const ABOUT: &str = "About ";

/// After the names that are shown.
pub fn and_more(n: usize) -> String {
    format!("and {n} more")
}

/// Nothing waits.
pub const TRAY_EMPTY: &str = "Nothing waits for you";
/// When something would.
pub const TRAY_EMPTY_WHY: &str = "What a delegate suggests appears here.";
/// The section with what was answered.
pub const ANSWERED: &str = "Answered lately";
/// What became of a suggestion.
pub const ACCEPTED: &str = "accepted";
/// What became of a suggestion.
pub const DECLINED: &str = "declined";

/// What could not be done of what was accepted.
pub fn not_done(words: &str, why: &str) -> String {
    format!("{words}: {why}")
}

/// Where what was accepted at once is taken back.
pub const TAKE_BACK_EACH: &str = "See each, and take it back";

/// How much was accepted.
pub fn accepted(n: usize) -> String {
    if n == 1 { "1 suggestion was done.".to_owned() } else { format!("{n} suggestions were done.") }
}

/// The title of the queue.
pub const QUEUE: &str = "Queue";
/// What the queue of a delegate is.
pub const QUEUE_DEK: &str = "What you were asked to do, by when it is due.";
/// What the queue of a principal is.
pub const QUEUE_DEK_OWN: &str = "What you asked your delegates to do, and what came of it.";
/// The section with what is open.
pub const TO_DO: &str = "To do";
/// The section with what is done.
pub const DONE: &str = "Done";
/// The button that finishes a task.
pub const FINISH: &str = "Done";
/// What came of a task.
pub const OUTCOME: &str = "What came of it";
/// Nothing to do.
pub const QUEUE_EMPTY: &str = "Nothing to do";
/// When something would be.
pub const QUEUE_EMPTY_WHY: &str = "What you are asked to do appears here.";
/// When something would be, for the principal.
pub const QUEUE_EMPTY_OWN: &str = "Ask a delegate for something on a person's page, or here.";
/// The form that gives a task.
pub const ASK_THEM: &str = "Ask a delegate";
/// The field with the delegate.
pub const WHO: &str = "Who";
/// The field with the task.
pub const TASK: &str = "To do what";
/// The field with the day.
pub const DUE: &str = "Due";
/// The button that gives a task.
pub const ASK: &str = "Ask";
/// The section with one's own suggestions.
pub const SUGGESTED: &str = "You suggested";
/// The field with the reason of a suggestion.
pub const WHY: &str = "Why";
/// The button that keeps the reason.
pub const SAY_WHY: &str = "Say why";
/// The button that takes a suggestion back.
pub const WITHDRAW: &str = "Take back";

/// When a task is due.
pub fn due(day: &str, is_past: bool) -> String {
    if is_past { format!("was due {day}") } else { format!("due {day}") }
}
