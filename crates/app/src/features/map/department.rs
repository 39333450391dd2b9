//! In which kind of department somebody works, as far as their title tells: what the map can be coloured by.
//!
//! Sources have titles and hardly ever departments, and organizations cut theirs differently. So the title is read for the
//! words of a few kinds that most have. A title without such a word tells nothing, and nothing is guessed.

/// A kind of department.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Department {
    /// Books, control, tax, audit.
    Finance,
    /// Staff.
    People,
    /// Counsel and compliance.
    Legal,
    /// Computers and data.
    Technology,
    /// Quality, safety, environment.
    Quality,
    /// Buying, planning, moving goods.
    Supply,
    /// Whoever sells and looks after customers.
    Sales,
    /// Marketing and what is said in public.
    Marketing,
    /// Research and teaching.
    Research,
    /// Engineering and design.
    Engineering,
    /// Making things and keeping plants running.
    Operations,
    /// Whoever leads a whole, and boards.
    Leadership,
}

use Department::{
    Engineering, Finance, Leadership, Legal, Marketing, Operations, People, Quality, Research, Sales, Supply,
    Technology,
};

/// Words of titles, the more telling first: who controls operations is of finance, who leads engineering is no board.
const WORDS: [(Department, &[&str]); 12] = [
    (
        Finance,
        &[
            "finance",
            "financial",
            "cfo",
            "controlling",
            "controller",
            "accounting",
            "accountant",
            "treasurer",
            "treasury",
            "tax",
            "audit",
            "auditor",
        ],
    ),
    (People, &["hr", "chro", "human", "talent", "recruiter", "recruiting", "recruitment", "payroll"]),
    (Legal, &["counsel", "legal", "lawyer", "attorney", "compliance"]),
    (
        Technology,
        &["it", "cto", "cio", "ciso", "data", "software", "technology", "information", "digital", "devops"],
    ),
    (Quality, &["quality", "safety", "environment", "ehs", "hse"]),
    (
        Supply,
        &[
            "supply",
            "purchasing",
            "procurement",
            "buyer",
            "sourcing",
            "logistics",
            "planning",
            "planner",
            "warehouse",
        ],
    ),
    (
        Sales,
        &[
            "sales",
            "account",
            "export",
            "clients",
            "customer",
            "customers",
            "commercial",
            "relationship",
            "cso",
        ],
    ),
    (Marketing, &["marketing", "cmo", "communications", "brand", "press", "publicity"]),
    (Research, &["research", "researcher", "professor", "lecturer", "scientist", "scientific"]),
    (Engineering, &["engineering", "engineer", "design", "designer", "architect", "development"]),
    (
        Operations,
        &["operations", "operating", "coo", "plant", "manufacturing", "production", "maintenance", "shift"],
    ),
    (
        Leadership,
        &[
            "ceo",
            "executive",
            "managing",
            "president",
            "founder",
            "owner",
            "chair",
            "chairman",
            "chairwoman",
            "board",
            "general",
        ],
    ),
];

/// The department of a title; none where it tells none. Of an assistant's title only their own part counts.
pub fn department(title: &str) -> Option<Department> {
    let title = title.to_lowercase();
    let own = title.split(" to ").next().unwrap_or_default();
    let words: Vec<&str> = own.split(|letter: char| !letter.is_alphanumeric()).collect();
    if words.contains(&"assistant") {
        return None;
    }
    let tells = |of: &&(Department, &[&str])| words.iter().any(|word| of.1.contains(word));
    WORDS.iter().find(tells).map(|(department, _)| *department)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_tells_the_department_or_nothing() {
        for (title, expected) in [
            ("Head of Operations Controlling", Some(Finance)),
            ("Chief Human Resources Officer", Some(People)),
            ("General Counsel", Some(Legal)),
            ("Head of Operations IT", Some(Technology)),
            ("Quality Engineer", Some(Quality)),
            ("Director Supply Chain", Some(Supply)),
            ("Key Account Manager", Some(Sales)),
            ("VP Communications", Some(Marketing)),
            ("Professor of Operations", Some(Research)),
            ("Director of Engineering", Some(Engineering)),
            ("Chief Operating Officer", Some(Operations)),
            ("Managing Director", Some(Leadership)),
            ("Member of the Supervisory Board", Some(Leadership)),
            ("Executive Assistant to the COO", None),
            ("Consultant", None),
            ("Capital projects", None),
            ("", None),
        ] {
            assert_eq!(department(title), expected, "{title}");
        }
    }
}
