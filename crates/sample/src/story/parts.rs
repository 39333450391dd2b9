//! How many people of each role there are, what they are called, and how their ties to the owner go.

use crate::story::Role;
use crate::story::temper::Temper::{
    self, DormantClose, Fading, Mentor, New, Reviving, Seller, Steady, Unanswered,
};

/// So many people of a role, and the courses of their ties; who is left over is quiet.
pub(crate) struct Part {
    pub(crate) role: Role,
    pub(crate) count: usize,
    pub(crate) tempers: &'static [(Temper, usize)],
    pub(crate) titles: &'static [&'static str],
}

const fn part(
    role: Role,
    count: usize,
    tempers: &'static [(Temper, usize)],
    titles: &'static [&'static str],
) -> Part {
    Part { role, count, tempers, titles }
}

/// Weekly, monthly, quarterly and now and then.
pub(crate) const WEEKLY: Temper = Steady(13);
const MONTHLY: Temper = Steady(45);
const QUARTERLY: Temper = Steady(90);
const OCCASIONAL: Temper = Steady(230);

pub(crate) const PARTS: &[Part] = &[
    part(Role::Owner, 1, &[], &["Chief Operating Officer"]),
    part(Role::Assistant, 1, &[(Steady(7), 1)], &["Executive Assistant to the COO"]),
    part(Role::ChiefOfStaff, 1, &[(Steady(7), 1)], &["Chief of Staff, Operations"]),
    part(Role::Head, 12, &[(Steady(14), 12)], HEAD_TITLES),
    part(Role::Executive, 6, &[(Steady(18), 6)], EXECUTIVE_TITLES),
    part(Role::PlantManager, 6, &[(Steady(15), 6)], &["Plant Manager"]),
    part(Role::Staff, 168, &[(MONTHLY, 14), (OCCASIONAL, 30), (Fading, 1)], STAFF_TITLES),
    part(Role::Director, 8, &[(Steady(45), 7), (Fading, 1)], &["Member of the Supervisory Board"]),
    part(
        Role::Supplier,
        100,
        &[
            (WEEKLY, 8),
            (MONTHLY, 16),
            (QUARTERLY, 15),
            (OCCASIONAL, 20),
            (Fading, 4),
            (DormantClose, 2),
            (Reviving, 2),
            (New, 3),
        ],
        &["Key Account Manager", "Managing Director", "Sales Director", "Quality Manager", "Export Manager"],
    ),
    part(
        Role::Customer,
        96,
        &[
            (WEEKLY, 7),
            (MONTHLY, 15),
            (QUARTERLY, 15),
            (OCCASIONAL, 20),
            (Fading, 4),
            (DormantClose, 3),
            (Reviving, 2),
            (New, 3),
            (Unanswered, 2),
        ],
        &[
            "Head of Operations",
            "Maintenance Manager",
            "Director of Engineering",
            "Purchasing Manager",
            "Plant Director",
        ],
    ),
    part(
        Role::Partner,
        36,
        &[
            (WEEKLY, 2),
            (MONTHLY, 7),
            (QUARTERLY, 6),
            (OCCASIONAL, 8),
            (Fading, 1),
            (DormantClose, 1),
            (New, 1),
        ],
        &["Branch Manager", "Director Key Clients", "Project Manager", "Head of Solutions"],
    ),
    part(
        Role::Adviser,
        20,
        &[(MONTHLY, 5), (QUARTERLY, 7), (OCCASIONAL, 5), (Fading, 1), (DormantClose, 1), (Unanswered, 1)],
        &["Partner", "Senior Adviser", "Relationship Manager", "Counsel"],
    ),
    part(Role::Mentor, 6, &[(Mentor, 6)], &["Former COO", "Independent Adviser", "Professor of Operations"]),
    part(
        Role::Peer,
        26,
        &[
            (MONTHLY, 4),
            (QUARTERLY, 8),
            (OCCASIONAL, 4),
            (Fading, 2),
            (DormantClose, 2),
            (Reviving, 2),
            (New, 2),
            (Unanswered, 2),
        ],
        &["Chief Operating Officer", "VP Operations", "Head of Manufacturing"],
    ),
    part(
        Role::Former,
        36,
        &[
            (MONTHLY, 2),
            (QUARTERLY, 6),
            (OCCASIONAL, 10),
            (Fading, 1),
            (DormantClose, 4),
            (Reviving, 3),
            (Unanswered, 2),
        ],
        &["Director Supply Chain", "Plant Manager", "Head of Engineering", "Managing Director"],
    ),
    part(
        Role::Association,
        24,
        &[(MONTHLY, 2), (OCCASIONAL, 6), (New, 2), (Unanswered, 1)],
        &["Programme Director", "Secretary General", "Chair of the Working Group", "Member"],
    ),
    part(
        Role::Seller,
        26,
        &[(Seller, 26)],
        &["Account Executive", "Growth Manager", "Business Development", "Senior Consultant"],
    ),
    part(Role::Acquaintance, 30, &[], &["Consultant", "Plant Engineer", "Journalist", "Lecturer", "Founder"]),
];

const HEAD_TITLES: &[&str] = &[
    "Head of Procurement",
    "Head of Manufacturing",
    "Head of Quality",
    "Head of Logistics",
    "Head of Maintenance",
    "Head of Engineering",
    "Head of Planning",
    "Head of Customer Service",
    "Head of Environment, Health and Safety",
    "Head of Operations IT",
    "Head of Operations Controlling",
    "HR Partner Operations",
];

const EXECUTIVE_TITLES: &[&str] = &[
    "Chief Executive Officer",
    "Chief Financial Officer",
    "Chief Technology Officer",
    "Chief Commercial Officer",
    "Chief Human Resources Officer",
    "General Counsel",
];

const STAFF_TITLES: &[&str] = &[
    "Buyer",
    "Shift Leader",
    "Quality Engineer",
    "Planner",
    "Maintenance Engineer",
    "Process Engineer",
    "Logistics Coordinator",
    "Controller",
    "Project Manager",
    "Data Analyst",
    "Field Service Engineer",
    "Safety Officer",
];
