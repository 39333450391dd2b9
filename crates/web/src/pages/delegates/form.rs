//! The form of a grant: from what was chosen to a scope, and back.

use std::collections::BTreeSet;

use app::access::{Circle, Field, Level, Role, Scope};
use app::features::members::Grant;
use app::features::people;
use app::features::snapshot::{self, Snapshot};
use app::{Cx, Error};
use model::PersonId;
use serde::Deserialize;

use crate::words::delegates as words;

/// What was chosen.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Granted {
    pub name: String,
    pub may: String,
    pub circle: String,
    pub organizations: String,
    pub people: String,
    pub open: Vec<String>,
    pub runs: String,
}

impl Granted {
    /// What a new invitation begins with.
    pub fn fresh() -> Granted {
        Granted { may: "suggest".into(), circle: "everyone".into(), ..Granted::default() }
    }

    /// As it would be chosen again.
    pub fn of(name: &str, grant: &Grant, snapshot: &Snapshot) -> Granted {
        let scope = &grant.scope;
        let may = match (grant.role, scope.level) {
            (Role::Viewer, _) => "view",
            (_, Some(Level::See)) => "see",
            (_, Some(Level::Suggest)) => "suggest",
            (_, Some(Level::ActFor)) => "act_for",
            (_, None) => "run",
        };
        let (mut organizations, mut named) = (Vec::new(), Vec::new());
        let circle = match &scope.circle {
            Circle::Nobody | Circle::Everyone => "everyone",
            Circle::KeyPeople => "key_people",
            Circle::Organizations(slugs) => {
                let known = slugs.iter().filter_map(|slug| snapshot.organizations().by_slug(slug));
                organizations = known.map(|organization| organization.name.clone()).collect();
                "organizations"
            }
            Circle::People(people) => {
                let known = people.iter().filter_map(|id| snapshot.person(PersonId(*id)));
                named = known.map(|line| format!("#{} {}", line.id, line.name)).collect();
                "people"
            }
        };
        let open = words::FIELDS.iter().filter(|(field, ..)| scope.open.contains(field));
        Granted {
            name: name.to_owned(),
            may: may.to_owned(),
            circle: circle.to_owned(),
            organizations: organizations.join("\n"),
            people: named.join("\n"),
            open: open.map(|(_, word, _)| (*word).to_owned()).collect(),
            runs: if scope.runs { "yes".into() } else { String::new() },
        }
    }

    /// The grant, with names looked up.
    pub async fn grant(&self, cx: &Cx) -> Result<Grant, Error> {
        let (role, level) = match self.may.as_str() {
            "view" => (Role::Viewer, Some(Level::See)),
            "see" => (Role::Delegate, Some(Level::See)),
            "suggest" => (Role::Delegate, Some(Level::Suggest)),
            "act_for" => (Role::Delegate, Some(Level::ActFor)),
            "run" => (Role::Delegate, None),
            _ => return Err(Error::Refused(words::NO_SUCH.into())),
        };
        let circle = match self.circle.as_str() {
            _ if level.is_none() => Circle::Nobody,
            "everyone" => Circle::Everyone,
            "key_people" => Circle::KeyPeople,
            "organizations" => Circle::Organizations(self.slugs(cx).await?),
            "people" => Circle::People(self.numbers(cx).await?),
            _ => return Err(Error::Refused(words::NO_SUCH.into())),
        };
        let is_open = |word: &str| self.open.iter().any(|open| open == word);
        let open: BTreeSet<Field> =
            words::FIELDS.iter().filter(|(_, word, _)| is_open(word)).map(|(field, ..)| *field).collect();
        let runs = level.is_none() || self.runs == "yes";
        Ok(Grant { role, scope: Scope { level, circle, open, runs } })
    }

    async fn slugs(&self, cx: &Cx) -> Result<BTreeSet<String>, Error> {
        let snapshot = snapshot::current(cx).await?;
        let slug = |name: &str| match snapshot.organizations().by_name(name) {
            Some(organization) => Ok(organization.slug.clone()),
            None => Err(Error::Refused(words::no_organization(name))),
        };
        lines(&self.organizations).map(slug).collect()
    }

    async fn numbers(&self, cx: &Cx) -> Result<BTreeSet<i64>, Error> {
        let mut numbers = BTreeSet::new();
        for line in lines(&self.people) {
            let named = line.split_once(' ').filter(|(number, _)| number.starts_with('#'));
            let wanted = named.map_or(line, |(number, _)| number);
            numbers.insert(people::one(cx, wanted, cx.now).await?.0);
        }
        Ok(numbers)
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}
