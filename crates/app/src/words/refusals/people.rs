//! Refusals about people, their addresses and details, organizations, and ways to them.

use model::PersonId;

pub(crate) fn not_an_email(text: &str) -> String {
    format!("“{text}” is not an e-mail address")
}

pub(crate) const DETAIL_NOT_OPEN: &str = "this is not open to you, so it cannot be changed either";

pub(crate) fn too_long(most: usize) -> String {
    format!("at most {most} characters can be kept here")
}

pub(crate) fn address_of_another(address: &str, other: &str) -> String {
    format!("{address} is known as an address of {other}: if these two are one, join them")
}

pub(crate) fn not_their_address(value: &str, name: &str) -> String {
    format!("“{value}” is no address of {name}")
}

pub(crate) fn only_address(value: &str, name: &str) -> String {
    format!("{value} is the only address of {name}")
}

pub(crate) fn too_many_added(most: usize) -> String {
    format!("between 1 and {most} people can be added at once")
}

pub(crate) const OWN_NAME_NEEDED: &str = "a name or an address of yours is needed";

pub(crate) fn not_for_you(address: &str) -> String {
    format!("{address} cannot be added here: ask whose network this is")
}

pub(crate) fn name_needed(most: usize) -> String {
    format!("a person needs a name, of at most {most} characters")
}

pub(crate) const OWN_ADDRESS_NEEDED: &str = "at least one address of yours is needed";

pub(crate) const SAME_PERSON: &str = "these are the same person already";

pub(crate) fn no_addresses_to_join(person: i64) -> String {
    format!("person {person} has no addresses to join")
}

pub(crate) const ADDRESSES_MOVED_ON: &str =
    "some of these addresses belong to someone else by now: take the newer join back first";

pub(crate) const CONTACT_IN_FUTURE: &str =
    "contact in the future cannot be logged: log it once it has taken place";

pub(crate) const OWNER_UNKNOWN: &str =
    "Kith does not know yet who you are: import something with --me YOUR-ADDRESS first";

pub(crate) fn nothing_can_be_logged(person: PersonId) -> String {
    format!("person {person} has no address, so nothing can be logged")
}

pub(crate) const LOGGED_GONE: &str = "the contact that was logged is no longer there";

pub(crate) const NOTE_GONE: &str = "this note is no longer there";

pub(crate) const NOTE_EMPTY: &str = "an empty note cannot be kept";

pub(crate) fn note_too_long(most: usize) -> String {
    format!("a note has at most {most} characters")
}

pub(crate) fn no_person(person: PersonId) -> String {
    format!("there is no person {person}")
}

pub(crate) fn too_many_decided(most: usize) -> String {
    format!("between 1 and {most} people can be decided on at once")
}

pub(crate) const INTRODUCTION_TO_ANOTHER: &str = "an introduction is asked of one person to another";

pub(crate) const NOBODY_SELECTED: &str = "nobody was selected";

pub(crate) fn too_many_changed(most: usize) -> String {
    format!("at most {most} people can be changed at once")
}

pub(crate) const ONE_IS_GONE: &str = "one of these people is no longer there";

pub(crate) fn nobody_called(query: &str) -> String {
    format!("nobody is called “{query}”")
}

pub(crate) fn several(query: &str, names: &str) -> String {
    format!("“{query}” may be several people: {names}; say the whole name, or the number")
}

pub(crate) const NOBODY_AT_ADDRESS: &str = "there is nobody at this address";

pub(crate) fn without_how_many(most: usize) -> String {
    format!("ask about one to {most} people")
}

pub(crate) const NOBODY_LEFT_TO_ASK_FOR: &str = "nobody is left to ask for if they themselves are gone";

pub(crate) const NO_SUCH_PERSON: &str = "there is no such person";

pub(crate) const TIES_UNKNOWN: &str = "nothing is known of their ties yet";

pub(crate) fn no_address(text: &str) -> String {
    format!(
        "“{text}” is no address: write a mail address, a telephone number with its country (+81 6 …) or the page of a \
         profile"
    )
}

/// Nothing was found of what a way is asked to.
pub(crate) fn nobody_works_at(name: &str) -> String {
    format!("nobody you know works at “{name}”")
}

pub(crate) fn nobody_has_role_at(words: &str, name: &str) -> String {
    format!("nobody you know at “{name}” is called “{words}”")
}

pub(crate) fn nobody_has_role(words: &str) -> String {
    format!("nobody you know is called “{words}” or works at a place called so")
}

pub(crate) fn not_a_date(value: &str) -> String {
    format!("“{value}” is no date: write 1975-04-30, or --04-30 where the year is not known")
}

pub(crate) fn not_a_zone(value: &str) -> String {
    format!("“{value}” is no time zone: write one as Asia/Tokyo")
}

pub(crate) fn not_a_country(value: &str) -> String {
    format!("“{value}” is no country: its name, or two letters as JP")
}

pub(crate) fn not_days(value: &str) -> String {
    format!("“{value}” is no number of days")
}

pub(crate) fn not_a_closeness(value: &str) -> String {
    format!("“{value}” is no word for closeness")
}

pub(crate) fn not_a_nature(value: &str) -> String {
    format!("“{value}” is no nature")
}

pub(crate) fn no_organization(typed: &str) -> String {
    format!("there is no organization “{typed}” in your network")
}

pub(crate) fn nothing_said_of_industry(organization: &str) -> String {
    format!("you have said nothing of the industry of {organization}")
}
