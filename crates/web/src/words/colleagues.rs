//! Words of colleague mode: the page that explains it, and what other pages say in its place.

/// The name of the page.
pub const TITLE: &str = "Colleagues";
/// What the mode is.
pub const DEK: &str = "People at your own domains are colleagues. In colleague mode Kith says when you were last in touch with them, and how often you want to be. It does not say how close or lively a tie with a colleague is, or that one fades.";
/// On the page of a colleague, where warmth would be.
pub const ON_PERSON: &str =
    "Not told of colleagues: colleague mode is on. Last contact and your own cadence are.";
/// On the page of an organization with colleagues.
pub const ON_ORGANIZATION: &str = "Colleague mode is on: no warmth, closeness or rhythm of colleagues is told, and no figure of fewer than five of them.";
/// The link to the page.
pub const WHY: &str = "Why?";

/// The switch.
pub const MODE: &str = "Colleague mode";
/// What it is for.
pub const MODE_WHY: &str = "On unless somebody who administers this server switches it off. The change is in the log with their name, and can be undone.";
/// It is on.
pub const IS_ON: &str = "Colleague mode is on.";
/// It is off.
pub const IS_OFF: &str = "Colleague mode is off: colleagues are measured like everybody else.";
/// The button that switches it off.
pub const SWITCH_OFF: &str = "Switch colleague mode off";
/// The button that switches it on.
pub const SWITCH_ON: &str = "Switch colleague mode on";
/// What switching off means for a company.
pub const BEFORE_OFF: &str = "Before you switch it off: where there is a works council or a privacy officer, they will want to be asked first.";
/// Who may switch.
pub const ONLY_ADMINISTRATORS: &str = "Only somebody who administers this server can change it.";

/// What it does.
pub const DOES: &str = "What it does";
/// How it does it.
pub const DOES_WHY: &str = "It is applied where numbers are made: what is left out is on no page, list or command, and in no export.";
/// What it keeps away, and what stays.
pub const EFFECTS: [&str; 6] = [
    "No warmth, closeness, rhythm, trend or drift of a colleague, and no receipt of them.",
    "No colleague on Today for having been silent, for an unanswered mail, or as fading. Your own cadence and birthdays count.",
    "No list of colleagues who never answered. No response times of colleagues, and not who begins.",
    "No figure over a group of fewer than five colleagues.",
    "Who covers a customer is named with the last contact, and nothing that compares them.",
    "What stays: the last contact, the timeline, your own cadence, and what you noted.",
];

/// Who reads what.
pub const READERS: &str = "Who can read what";
/// Where it is said in full.
pub const READERS_WHY: &str = "The same in full is in the paper of this name, below.";
/// Each reader with what they read.
pub const EACH_READER: [(&str, &str); 4] = [
    ("You, the owner", "Everything in your workspace."),
    (
        "People you let in",
        "As far as you let them; from the beginning nobody. Whoever signs in under your name sees what you see.",
    ),
    (
        "Administrators of Kith",
        "Accounts, sign-ins, backups as files, settings of the server. Through the pages no people, notes or diaries, unless they are yours.",
    ),
    (
        "Whoever administers the machine",
        "An administrator with the file can read everything, private notes too, unless the disk is encrypted and the machine is off. The same goes for an unencrypted backup.",
    ),
];

/// What a works council asks.
pub const COUNCIL: &str = "What a works council will ask";
/// Why.
pub const COUNCIL_WHY: &str = "Where employees are represented, a program that can watch them needs an agreement, whatever it is used for.";
/// Each question with its answer.
pub const COUNCIL_ASKS: [(&str, &str); 4] = [
    (
        "Can it measure how employees behave or perform?",
        "In colleague mode it does not derive that. The dates of contact from which it could be derived are stored.",
    ),
    (
        "Who can switch the mode off, and do we learn of it?",
        "Whoever administers the server. Each change is in the log with name, time and place.",
    ),
    ("What is kept of a mail?", "Sender, recipients, time and subject. Bodies and attachments are not."),
    (
        "Can an employee see what is held, and have it erased?",
        "Yes: on their page under \u{201c}everything\u{201d} and \u{201c}forget\u{201d}, or with kith everything and kith forget.",
    ),
];

/// What a privacy officer asks.
pub const OFFICER: &str = "What a privacy officer will ask";
/// Why.
pub const OFFICER_WHY: &str =
    "An executive who uses Kith for their company processes personal data on its behalf.";
/// Each question with its answer.
pub const OFFICER_ASKS: [(&str, &str); 4] = [
    (
        "Where does the data go?",
        "Nowhere: one server, one file or database, no other company. Backups are as safe as the place they lie in.",
    ),
    (
        "On what ground, and were people told?",
        "That is the company's to decide and to say. The record, the assessment and the notice below are drafts for it.",
    ),
    (
        "For how long?",
        "As long as the rule of each source says. Without a rule it is kept until it is erased.",
    ),
    ("Can it be shown who looked or changed what?", "Every change and sign-in is logged. Looking is not."),
];

/// The drafts.
pub const PAPERS: &str = "Papers to begin with";
/// What they are.
pub const PAPERS_WHY: &str = "Drafts with blanks to fill in, as text. They are no legal advice.";

/// After the switch.
pub fn state(is_on: bool) -> &'static str {
    if is_on { IS_ON } else { IS_OFF }
}
