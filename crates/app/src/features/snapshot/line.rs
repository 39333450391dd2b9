//! One person as lists, Today and search see them.

use std::sync::Arc;

use advice::Candidate;
use advice::verdict::Drifting;
use identity::Nature;
use jiff::civil::Date;
use network::closeness::Word;
use network::elsewhere::Elsewhere;

use super::history::History;
use crate::features::people::TieFigures;

/// A person in the snapshot.
#[derive(Clone, Debug)]
pub struct PersonLine {
    /// Their number.
    pub id: i64,
    /// The end of their page's address.
    pub slug: String,
    /// Their display name.
    pub name: String,
    /// The name as it is searched and sorted ([`identity::fold`]).
    pub name_folded: String,
    /// Their name in its own script, where the owner or a card gives one.
    pub native_name: Option<String>,
    /// What it is; lists, robots and the like are kept out.
    pub nature: Nature,
    /// Recognised as someone else, or erased: nobody any more.
    pub is_gone: bool,
    /// The principal.
    pub is_owner: bool,
    /// At one of the owner's own domains.
    pub is_colleague: bool,
    /// Colleague mode keeps warmth, rhythm and drift of them from being told.
    pub is_spared: bool,
    /// The owner keeps them to themselves: no delegate sees them unless that is opened.
    pub is_private: bool,
    /// `true`: one of the key people; `false`: proposed and struck.
    pub key: Option<bool>,
    /// The owner's own word on closeness.
    pub word: Option<Word>,
    /// Never to be on Today.
    pub is_never: bool,
    /// The owner wants contact at least every so many days.
    pub cadence_days: Option<u32>,
    /// The day until which they are left alone.
    pub snoozed_until: Option<Date>,
    /// How often the owner said "not this person" within the last year.
    pub dismissals: u32,
    /// Where they work; from the owner, a card or profile, or their mail domain.
    pub organization: Option<Arc<str>>,
    /// As what; empty if not known.
    pub title: String,
    /// The city, if told.
    pub city: Option<String>,
    /// ISO 3166-1 alpha-2: as said or told, else by a telephone number or a company's mail domain.
    pub country: Option<String>,
    /// What tells the country.
    pub country_from: CountryFrom,
    /// The IANA time zone: as said or told, else that of a country in which all clocks agree.
    pub zone: Option<String>,
    /// `1975-04-30`, or `--04-30`.
    pub birthday: Option<String>,
    /// All addresses in lower case, parted by spaces; for search.
    pub addresses: String,
    /// A mail address is known.
    pub has_mail: bool,
    /// A telephone number is known.
    pub has_phone: bool,
    /// The numbers of the tie with the owner; `None` without contact.
    pub tie: Option<TieFigures>,
    /// The past year of the tie; `None` without contact.
    pub history: Option<Box<History>>,
    /// What they did with others since they drift; `None` where they do not, or too little of it is seen.
    pub elsewhere: Option<Elsewhere>,
    /// What `advice` needs, of those who may be due today.
    pub candidate: Option<Box<Candidate>>,
}

/// What tells the country of a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CountryFrom {
    /// The owner or a card says so.
    #[default]
    Said,
    /// Where a telephone number of theirs was given out.
    Phone,
    /// The country of their company's mail domain.
    Domain,
}

impl PersonLine {
    /// A human of the network who is not the principal: who lists show.
    pub fn is_listed(&self) -> bool {
        !self.is_gone && !self.is_owner && self.nature == Nature::Person
    }

    /// The warmth of the relationship; none where the owner never acted, since what a seller writes is no warmth, and none of
    /// whom colleague mode spares.
    pub fn warmth(&self) -> Option<f64> {
        self.tie.as_ref().filter(|tie| tie.is_relationship).and_then(|tie| tie.warmth)
    }

    /// What a quarter did to the warmth, in whole points.
    pub fn trend(&self) -> Option<i64> {
        let before = self.history.as_ref().and_then(|history| history.warmth_before);
        self.warmth().zip(before).map(|(now, before)| now.round() as i64 - before.round() as i64)
    }

    /// The closeness of the tie; none without contact, and none of whom colleague mode spares.
    pub fn closeness(&self) -> Option<f64> {
        self.tie.as_ref().and_then(|tie| tie.closeness)
    }

    /// There is an alarm: past their rhythm, and not likely to come back by themselves. Whoever is spared has none.
    pub fn is_drifting(&self) -> bool {
        self.tie.as_ref().is_some_and(|tie| tie.drift.is_some())
    }

    /// What the alarm stands on, as of a day; `None` where there is none.
    pub fn drifting(&self, day: Date) -> Option<Drifting> {
        self.tie.as_ref()?.drifting(day, self.elsewhere.as_ref())
    }

    /// Days of silence on a day beyond the usual gap, negative before it; `None` without a rhythm.
    pub fn days_past_rhythm(&self, day: Date) -> Option<i64> {
        let tie = self.tie.as_ref()?;
        tie.usual_gap_days.map(|gap| i64::from(tie.silent_for(day)) - gap.round() as i64)
    }
}
