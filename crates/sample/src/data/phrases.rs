//! The small change of letters: greetings, thanks, closings, and what stands in the slots of a topic.

pub(crate) const GREETINGS: &[&str] =
    &["Dear {name},", "Hello {name},", "Hi {name},", "{name},", "Good morning {name},", "Dear {name},"];

pub(crate) const GREETINGS_TO_ALL: &[&str] = &["Dear all,", "Hello everyone,", "Hi all,", "Dear colleagues,"];

pub(crate) const OPENINGS: &[&str] = &[
    "I hope this finds you well.",
    "Thank you for your message.",
    "A short note from my side.",
    "As discussed on the phone.",
    "Just to keep you in the picture.",
    "Thanks for coming back to me so quickly.",
    "Following our meeting, here is where we stand.",
    "Sorry for the late answer, it was a full week.",
];

pub(crate) const REPLIES: &[&str] = &[
    "Agreed, please go ahead.",
    "Thank you, that helps.",
    "Understood. Let us look at it together on {weekday}.",
    "Good, but please keep {site} informed.",
    "I see it the same way.",
    "Not quite: I would first like to see the figures for {month}.",
    "Thanks, I have passed it on to the team.",
    "That works for me.",
    "Can we have this in writing by {weekday}?",
    "Many thanks for the quick reaction.",
    "Let me check and come back to you by {weekday}.",
    "Perfect, thank you.",
];

pub(crate) const CLOSINGS: &[&str] = &[
    "Best regards",
    "Kind regards",
    "Best",
    "Many thanks",
    "Regards",
    "With best wishes",
    "Thanks and regards",
];

pub(crate) const PARTS: &[&str] = &[
    "impeller castings",
    "shaft seals",
    "bearing housings",
    "motor stators",
    "wear rings",
    "couplings",
    "volute casings",
    "control boards",
    "diffusers",
    "gaskets",
    "stainless bar",
    "cable sets",
];

pub(crate) const PRODUCTS: &[&str] =
    &["BM 400", "BM 650", "Moor D series", "Moor S2", "HydraLine", "DeepLift 90", "BM 1200", "SlurryMax"];

pub(crate) const PROJECTS: &[&str] = &[
    "Project Otter",
    "Project Heron",
    "Lighthouse Pune",
    "Hall 4",
    "One Planning",
    "Zero Rework",
    "Project Beaver",
    "Two Sources",
    "Cold Start",
    "Project Kingfisher",
];

pub(crate) const LINES: &[&str] = &[
    "Line 1",
    "Line 2",
    "Line 3",
    "the test bench",
    "the paint shop",
    "machining cell 5",
    "final assembly",
    "the foundry cell",
];

pub(crate) const MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(crate) const WEEKDAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];

/// What programs of various countries put before the subject of an answer.
pub(crate) const REPLY_PREFIXES: &[(&str, &str)] = &[
    ("german", "AW: "),
    ("swedish", "SV: "),
    ("norwegian", "SV: "),
    ("polish", "Odp: "),
    ("finnish", "VS: "),
];
