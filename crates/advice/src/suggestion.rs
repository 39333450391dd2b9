//! What comes out of advice: people with reasons, a gesture and evidence, as data.
//!
//! Nothing here is text for a reader: [`crate::words`] renders it, so that every face says the same and other languages
//! can follow.

use jiff::civil::Date;
use model::{Channel, Direction, InteractionId, PersonId, Receipt};
use serde::Serialize;

use crate::candidate::{Mention, Occasion};

/// The list of a day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Today {
    /// The day it was made for.
    pub as_of: Date,
    /// Whom to reach out to, the most pressing first; never more than the owner's limit.
    pub chosen: Vec<Suggestion>,
    /// Whom the list leaves out although there is a reason.
    pub let_go: LetGo,
    /// Whose usual gap ends next, for the day on which nobody is due.
    pub next_due: Option<NextDue>,
}

impl Today {
    /// Looks up the subjects that were not given with the candidates.
    pub fn fill_subjects(&mut self, subject_of: impl Fn(InteractionId) -> Option<String>) {
        for suggestion in &mut self.chosen {
            let of_reasons = suggestion.reasons.iter_mut().filter_map(Reason::mention_mut);
            for mention in of_reasons.chain(suggestion.gesture.mention_mut()) {
                if mention.subject.is_none() {
                    mention.subject = subject_of(mention.interaction);
                }
            }
        }
    }
}

/// One person to reach out to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Suggestion {
    /// Who.
    pub person: PersonId,
    /// The day it was made for; dates are told from there.
    pub as_of: Date,
    /// Why, the weightiest first; never empty.
    pub reasons: Vec<Reason>,
    /// What to do.
    pub gesture: Gesture,
    /// What the reasons stand on.
    pub evidence: Vec<Evidence>,
    /// 0–100; `None` of whom colleague mode spares.
    pub warmth: Option<f64>,
    /// 0–100; `None` of whom colleague mode spares.
    pub closeness: Option<f64>,
    /// What waiting costs, in points of closeness at risk (0 and up); what the list is ranked by.
    pub loss: f64,
    /// The terms of the loss; they add up to it.
    pub receipt: Receipt,
}

/// Why somebody is suggested, with the figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "reason")]
pub enum Reason {
    /// The silence is longer than usual for the two.
    PastUsualGap {
        /// The median gap, in days.
        usual_days: u32,
        /// Days since the last contact.
        silence_days: u32,
    },
    /// They wrote to the owner alone and wait.
    Unanswered {
        /// Days since.
        days: u32,
        /// Their mail.
        mail: Mention,
    },
    /// A tie that was strong and sleeps.
    CloseButCold {
        /// 0–100.
        closeness: f64,
        /// The day of the last contact.
        last_day: Date,
        /// The day of the first contact.
        first_day: Date,
        /// All touches.
        touches: u32,
    },
    /// A tie that needs a second contact to become one.
    NewTie {
        /// The day of the first contact.
        first_day: Date,
        /// Days since the last contact.
        silence_days: u32,
        /// They were in one room or in one call, and not only in one mail.
        met: bool,
    },
    /// The owner wanted contact more often.
    CadenceMissed {
        /// At least every so many days.
        wanted_days: u32,
        /// Days since the last contact.
        silence_days: u32,
    },
    /// Contact is less than half of what it was.
    Thinning {
        /// Touches in the last half year.
        half_year: u32,
        /// Touches in the half year before.
        half_year_before: u32,
    },
    /// There is something to congratulate on.
    Occasion {
        /// What.
        occasion: Occasion,
    },
    /// The owner wrote and got no answer; it lowers the rank and asks for another way.
    NoAnswer {
        /// How many mails since they last acted.
        mails: u32,
        /// The day of the first of them.
        since: Date,
    },
}

impl Reason {
    fn mention_mut(&mut self) -> Option<&mut Mention> {
        match self {
            Reason::Unanswered { mail, .. } => Some(mail),
            _ => None,
        }
    }
}

/// A way to reach somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Means {
    /// By mail.
    Mail,
    /// By a direct message.
    Message,
    /// By telephone or video.
    Call,
    /// In one room, or by a call in the calendar.
    Meeting,
}

/// A concrete suggested act towards a person.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "gesture")]
pub enum Gesture {
    /// Answer their mail.
    Answer {
        /// The mail.
        mail: Mention,
    },
    /// Call, and take up what was last between the two.
    Call {
        /// What that was.
        about: Option<Mention>,
    },
    /// Propose a meeting, and take up what was last between the two.
    SuggestMeeting {
        /// What that was.
        about: Option<Mention>,
    },
    /// Write and ask what came of something.
    AskHowItWent {
        /// Of what.
        about: Mention,
        /// By mail or message.
        by: Means,
    },
    /// Give something of use, and ask for nothing.
    Offer {
        /// By mail, message or call.
        by: Means,
    },
    /// Congratulate.
    Congratulate {
        /// On what.
        occasion: Occasion,
        /// By mail, message or call.
        by: Means,
    },
}

impl Gesture {
    fn mention_mut(&mut self) -> Option<&mut Mention> {
        match self {
            Gesture::Answer { mail } => Some(mail),
            Gesture::AskHowItWent { about, .. } => Some(about),
            Gesture::Call { about } | Gesture::SuggestMeeting { about } => about.as_mut(),
            Gesture::Offer { .. } | Gesture::Congratulate { .. } => None,
        }
    }
}

/// A figure that a suggestion stands on.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "evidence")]
pub enum Evidence {
    /// The last contact.
    LastContact {
        /// Its day.
        day: Date,
        /// How.
        channel: Channel,
        /// Who acted, seen from the owner.
        direction: Direction,
        /// Which interaction, for the link.
        interaction: Option<InteractionId>,
    },
    /// How much contact there was.
    Contacts {
        /// Touches in the last twelve months.
        twelve_months: u32,
        /// All touches.
        total: u32,
        /// The day of the first.
        since: Date,
    },
    /// What waiting does.
    WarmthFall {
        /// 0–100.
        now: f64,
        /// 0–100.
        later: f64,
        /// In so many days.
        in_days: u32,
    },
}

/// Whom a list leaves out although there is a reason.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LetGo {
    /// How many people.
    pub count: u32,
    /// The first few of them, by what waiting costs.
    pub first: Vec<LetGoEntry>,
}

/// One person who is left out.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct LetGoEntry {
    /// Who.
    pub person: PersonId,
    /// Why.
    pub why: WhyLetGo,
    /// What waiting costs.
    pub loss: f64,
}

/// Why somebody is left out although there is a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum WhyLetGo {
    /// Others are more pressing.
    OverBudget,
    /// They will meet anyway.
    MeetingAhead {
        /// On this day.
        day: Date,
    },
    /// They are away.
    Away {
        /// Up to and including this day.
        until: Date,
    },
    /// No address of theirs works.
    Unreachable,
}

/// Whose usual gap ends next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct NextDue {
    /// Who.
    pub person: PersonId,
    /// The first day on which the silence is longer than usual.
    pub day: Date,
}
