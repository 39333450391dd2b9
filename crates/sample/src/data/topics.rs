//! What people write about: subjects and sentences by the kind of relationship, with slots in braces.

/// What one kind of relationship writes about.
#[derive(Debug)]
pub(crate) struct Topic {
    pub(crate) subjects: &'static [&'static str],
    pub(crate) sentences: &'static [&'static str],
}

pub(crate) const INSIDE: Topic = Topic {
    subjects: &[
        "{line} throughput, week {week}",
        "{site}: overtime request for {month}",
        "Scrap rate on {part}",
        "Headcount plan {quarter}",
        "{project}: decision needed by {weekday}",
        "Maintenance window {site}, week {week}",
        "Late orders, top ten",
        "Budget transfer to {site}",
        "{product} launch readiness",
        "Audit finding {number} in {site}",
        "Freight cost against plan, {month}",
        "Second source for {part}",
        "Shift model in {site} from {month}",
        "Lessons from the {site} stoppage",
        "Capacity for {product} in {quarter}",
        "Who covers {line} during the holidays?",
        "Stock count differences {site}",
        "Draft for the management meeting",
        "{project}: risks and open points",
        "Energy price hedge, your view?",
    ],
    sentences: &[
        "Output on {line} was {number} units, a little under plan because of the {part} shortage.",
        "I moved two fitters from {site} until the backlog is gone.",
        "Quality has released the first batch, the second one waits for the pressure test.",
        "We can hold the date if the {part} arrives by {weekday}; otherwise we lose a week.",
        "The works council agrees to the Saturday shifts until the end of {month}.",
        "Cost per unit came down by three per cent since {quarter}, mostly through less rework.",
        "Could you take this up with {site} before the steering meeting?",
        "My proposal is to stop {project} for four weeks and free the engineers.",
        "The numbers in the system and on the floor differ by {number} pieces, I have asked for a recount.",
        "Nobody was hurt, and the line ran again after ninety minutes.",
        "I would like your decision by {weekday}, the supplier needs an answer.",
        "For {product} we need one more test bench or a third shift.",
    ],
};

pub(crate) const SUPPLIER: Topic = Topic {
    subjects: &[
        "{part}: delivery dates for {month}",
        "Price adjustment {part} from {quarter}",
        "Deviation report {number}",
        "Capacity booking {quarter}",
        "Framework contract, open clauses",
        "Tooling for {product}",
        "Visit to your plant in {month}",
        "Sample parts {part}, measurement results",
        "Late shipment, order {number}",
        "Forecast {quarter} and safety stock",
        "Alloy surcharge {month}",
        "Supplier day in Graz",
        "Packaging and transport damage",
        "Payment terms",
    ],
    sentences: &[
        "We can ship {number} pieces of {part} in week {week}, the rest follows ten days later.",
        "The furnace is back in operation and we are catching up on your orders first.",
        "Our raw material costs went up again; I would rather talk it through than send a letter.",
        "Please find the measurement results below, all within tolerance except position four.",
        "Could you confirm the forecast for {quarter}, so that we can book the moulds?",
        "I am sorry for the delay, a customs form was missing in {city}.",
        "We would welcome your team in {city} in {month} to look at the new line.",
        "If you can commit to twelve months, we can hold the price.",
        "The corrective action is in place since {weekday}, I will send the report.",
    ],
};

pub(crate) const CUSTOMER: Topic = Topic {
    subjects: &[
        "{product} for {city}: delivery before the season",
        "Order {number}, expedite?",
        "Service contract renewal",
        "Spare parts for the {city} station",
        "Vibration on unit {number}",
        "Acceptance test {product}",
        "Reference visit in {month}",
        "Penalty clause, our position",
        "Expansion of the {city} plant",
        "Commissioning team in week {week}",
        "Feedback on the last shutdown",
        "Framework agreement {quarter}",
    ],
    sentences: &[
        "Two of the pumps in {city} run hot above nominal flow, can your people look at it this week?",
        "The {product} has been running without a stop since {month}, the crew is very happy.",
        "We need the spare impellers before the season starts, otherwise we stand still.",
        "Could we move the acceptance test to {weekday}? Our inspector is travelling.",
        "Your field team did an excellent job in week {week}, please pass that on.",
        "The board approved the expansion, so we will come back to you with a request for quotation.",
        "I would appreciate a call before this goes to the lawyers.",
        "Who is our contact now that the service manager has left?",
    ],
};

pub(crate) const PARTNER: Topic = Topic {
    subjects: &[
        "Container situation, week {week}",
        "Transit times to {city}",
        "{project}: integration milestones",
        "Customs clearance order {number}",
        "Tender for {quarter} road freight",
        "Pilot in {site}",
        "Rates from {month}",
        "Test report {number}",
    ],
    sentences: &[
        "Vessel space is tight until the middle of {month}, I would book now.",
        "The pilot in {site} gave good data, we should talk about the second step.",
        "Clearance in {city} takes two days longer at the moment.",
        "We can offer the rail option at the same price, with three days more in transit.",
        "The sensor on {line} has been sending since {weekday}.",
        "Let us review the milestones when we meet next.",
    ],
};

pub(crate) const ADVISER: Topic = Topic {
    subjects: &[
        "Our conversation last week",
        "Working capital, second thoughts",
        "Notes from {weekday}",
        "Draft opinion on the {city} contract",
        "Renewal of the business interruption cover",
        "Interim audit, open items",
        "Before your board meeting",
        "A book you may like",
        "Site visit by the underwriter",
    ],
    sentences: &[
        "I have thought again about what you said on the {site} expansion, and I would wait one quarter.",
        "Ask who would be missed if they left, and start there.",
        "The draft is attached in spirit: three pages, no surprises.",
        "The underwriter is content with the sprinkler plan, with two conditions.",
        "You sounded tired when we spoke; take the long weekend.",
        "Shall we keep our rhythm and meet once before {quarter} ends?",
        "There are two open items in the audit, both about stock in {site}.",
    ],
};

pub(crate) const BOARD: Topic = Topic {
    subjects: &[
        "Pre-read for the {month} meeting",
        "Question on the {site} investment",
        "Operations report {quarter}",
        "Succession in manufacturing",
        "Safety figures",
        "Visit to {site}",
        "{project}, business case",
        "Dinner before the board",
    ],
    sentences: &[
        "Thank you for the report; could you add what it means for us if {part} cost another ten per cent more?",
        "I would like to see {site} before we decide on the second hall.",
        "The lost-time figures are the best in five years, please tell the teams.",
        "Two colleagues will ask about the dependence on one foundry, have an answer ready.",
        "The paper is clear, I have no further questions before {weekday}.",
        "Let us speak for half an hour before the meeting.",
    ],
};

pub(crate) const PEER: Topic = Topic {
    subjects: &[
        "How do you handle {part} shortages?",
        "Round table in {city}",
        "Shift planning software, your experience",
        "Reference for a plant manager",
        "Coffee in {city}?",
        "Energy contracts {quarter}",
        "Benchmark: delivery reliability",
        "Your talk in {month}",
        "An introduction, if you like",
        "Apprentices exchange",
    ],
    sentences: &[
        "We had the same trouble with {part} and ended up with two sources and a bigger buffer.",
        "If you are in {city} in {month}, let us have dinner.",
        "Our people spent a year choosing planning software, happy to share what we learned.",
        "I know somebody at the port authority who may help, shall I connect you?",
        "The benchmark is confidential within the group, but you are in the top third.",
        "How is the team in {site} taking the new shift model?",
        "Thanks for the frank words at the round table.",
    ],
};

pub(crate) const FRIEND: Topic = Topic {
    subjects: &[
        "Long time no see",
        "News from {city}",
        "Congratulations!",
        "Old times",
        "Are you in {city} next week?",
        "A favour",
        "New job",
        "Remember the {site} start-up?",
        "Lunch",
    ],
    sentences: &[
        "I still tell people about the night we restarted {line} with a borrowed generator.",
        "The new job is good, smaller company, shorter ways.",
        "The children are fine, the eldest starts university in {city}.",
        "Let us not wait another year, how about lunch in {month}?",
        "I saw the press release on {product}, well done.",
        "Do you still have contact with the people from the old team?",
        "You helped me then, tell me when I can return it.",
    ],
};

pub(crate) const ASSOCIATION: Topic = Topic {
    subjects: &[
        "Programme for the {city} conference",
        "Working group on standards",
        "Membership {quarter}",
        "Panel in {month}: your topic",
        "Mentoring round {quarter}",
        "Position paper, comments until {weekday}",
    ],
    sentences: &[
        "Would you take the slot on supply resilience, twenty minutes and questions?",
        "The working group meets in {city}, those who cannot travel may dial in.",
        "We have matched you with a young plant engineer from {city}.",
        "Comments on the paper are welcome until {weekday}.",
        "Your panel was the best attended of the day.",
    ],
};

pub(crate) const SELLER: Topic = Topic {
    subjects: &[
        "Quick question, {first}",
        "{company_owner} + us: 15 minutes?",
        "Following up on my last mail",
        "Cut your procurement cost by 18 %",
        "Did you see this, {first}?",
        "Right person to talk to?",
        "Closing your file",
        "An idea for {site}",
        "Your peers already do it",
    ],
    sentences: &[
        "I noticed that {company_owner} is growing and thought of you.",
        "Companies like yours save up to 18 per cent in the first quarter.",
        "Do you have fifteen minutes on {weekday} or Thursday for a quick demo?",
        "I have not heard back, so I assume you are busy; is there a better person to talk to?",
        "No pressure at all, just reply with 1, 2 or 3.",
        "We have helped seven of your competitors.",
    ],
};

pub(crate) const SCHEDULING: Topic = Topic {
    subjects: &[
        "Time for a call in week {week}",
        "Travel to {city}",
        "Hotel in {city}",
        "Agenda for {weekday}",
        "Moving the {month} review",
        "Visitor badges for {weekday}",
        "Room for the steering meeting",
    ],
    sentences: &[
        "Would {weekday} at ten or Thursday at three work on your side?",
        "I have put a hold in the calendar and will send the invitation once you confirm.",
        "The flight lands at noon, so the meeting could start at two.",
        "Please send me the names for the visitor badges.",
        "She asks whether half an hour would do, as the day is full.",
    ],
};

pub(crate) const ROBOT: Topic = Topic {
    subjects: &[
        "[ERP] Purchase order {number} awaits your approval",
        "Your itinerary to {city}, booking {number}",
        "ALERT: vibration above limit, {site}, {line}",
        "Ticket #{number} was updated",
        "Document {number} is ready for your signature",
        "You have 3 new notifications",
        "Parcel {number} was delivered",
        "Nightly report {site}",
    ],
    sentences: &[
        "This message was generated automatically, please do not reply.",
        "Reference: {number}.",
        "Status: open, due in week {week}.",
        "Sign in to see the details.",
        "You receive this because you are responsible for {site}.",
        "Next run: {weekday}, 02:00.",
    ],
};

pub(crate) const NEWSLETTER: Topic = Topic {
    subjects: &[
        "Issue {week}: pumps, prices, people",
        "Nickel up, freight down: the week in numbers",
        "Five ideas for {month}",
        "Last days: early-bird tickets for {city}",
        "What {month} taught us about resilience",
        "Member offer ends {weekday}",
    ],
    sentences: &[
        "Nickel closed the week two per cent higher, copper held.",
        "Container rates to {city} fell for the third week running.",
        "Read how a foundry near {city} halved its energy bill.",
        "The fair opens its doors in {month}, tickets are cheaper until {weekday}.",
        "Our reader of the week runs three plants and keeps bees.",
        "Standards: the new directive on machine safety in plain words.",
        "Forward this letter to a colleague who would enjoy it.",
    ],
};

pub(crate) const OFFICE: Topic = Topic {
    subjects: &[
        "Invoice {number}",
        "Order confirmation {number}",
        "Statement of account {month}",
        "New price list {quarter}",
        "Reminder: invoice {number}",
    ],
    sentences: &[
        "Please find our invoice {number} for {part} below.",
        "Payment is due within thirty days without deduction.",
        "Your order {number} will leave our works in week {week}.",
        "Should you have questions, please answer to this address.",
        "The new prices are valid from {month}.",
    ],
};

/// Titles of meetings that are not part of a series.
pub(crate) const MEETINGS: &[&str] = &[
    "{project} checkpoint",
    "{product} design review",
    "Escalation {part}",
    "Visit {company}",
    "Quarterly review with {company}",
    "Contract talk {company}",
    "Site tour {site}",
    "Interview, {site} plant",
    "Pre-read {quarter}",
    "Post-mortem {line}",
];

/// Titles of meetings between two people.
pub(crate) const CONVERSATIONS: &[&str] =
    &["Catch-up", "Lunch", "Call", "Coffee", "{part}: call", "Call before {weekday}", "Dinner in {city}"];
