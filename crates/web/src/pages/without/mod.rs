//! What would be if somebody left, or several: what nobody would hold, who would be further away, who could take over.
//!
//! The first stands in the path, others in the query (`and`, parted by commas); `for` says whose network it is: nothing for
//! the owner and their colleagues, `me` for the owner alone, or the end of somebody's page. A text typed to `add` somebody
//! proposes people.

mod picture;
mod view;

use std::sync::Arc;

use app::access::Right;
use app::features::snapshot::{self, Column, Direction, Kind, Order, PeopleFilter, PersonLine, Snapshot};
use app::features::without::{self, Loss, Whose};
use axum::extract::{Path, Query};
use model::PersonId;
use serde::Deserialize;

use super::people::query::{address, encoded};
use crate::failure::{Answer, Failure};
use crate::layout::{Page, Section};
use crate::pages::map::tabs;
use crate::routes::{Routes, Who};
use crate::visit::Visit;
use crate::words::without as words;
use picture::picture;
use view::{Choice, Gone, HeirRow, LostRow, Moved, Named, ThinnerRow, View};

/// Lines of each list.
const SHOWN: usize = 25;
/// Ties named with an organization.
const TIES: usize = 2;
/// Names that stand for more.
const NAMES: usize = 3;
/// Colleagues whose point of view is offered.
const COLLEAGUES: usize = 5;
/// People proposed for a text.
const PROPOSED: usize = 6;

/// Where it is answered.
pub fn routes() -> Routes {
    Routes::new().get("/map/without", Who::Member(Right::Read), choose).get(
        "/map/without/{slug}",
        Who::Member(Right::Read),
        page,
    )
}

/// Who are the closest, as the people without whom most would be lost are mostly among them.
const CLOSEST: Order = Order { column: Column::Closeness, direction: Direction::Descending };

/// Nobody is named yet: somebody is found by name, or chosen among the closest.
async fn choose(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let seen = snapshot::current(&visit.cx).await?;
    let nobody = Question { gone: Vec::new(), whose: String::new() };
    let closest = || {
        let page = seen.page(&PeopleFilter::default(), CLOSEST, 0, PROPOSED);
        page.rows.iter().map(|line| (nobody.with(&line.slug).url(), named(line))).collect()
    };
    let found = proposed(&seen, &nobody, asked.add.trim());
    let is_search = found.is_some();
    let body = view::choose(&found.unwrap_or_else(closest), is_search);
    Ok(visit.whole(&Page::new(words::KICKER, Section::Map, body).with_tabs(tabs("/map/without"))))
}

/// What stands behind the path.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    and: String,
    r#for: String,
    add: String,
}

/// A question, as its address says it.
#[derive(Clone)]
struct Question {
    gone: Vec<String>,
    whose: String,
}

impl Question {
    fn url(&self) -> String {
        let [first, others @ ..] = self.gone.as_slice() else { return "/map".to_owned() };
        let and: Vec<String> = others.iter().map(|slug| encoded(slug)).collect();
        let and = (!and.is_empty()).then(|| format!("and={}", and.join(",")));
        let whose = (!self.whose.is_empty()).then(|| format!("for={}", encoded(&self.whose)));
        let query: Vec<String> = and.into_iter().chain(whose).collect();
        let path = address(&format!("/map/without/{first}"));
        if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) }
    }

    fn with(&self, slug: &str) -> Question {
        Question { gone: self.gone.iter().cloned().chain([slug.to_owned()]).collect(), ..self.clone() }
    }

    fn but(&self, slug: &str) -> Question {
        Question { gone: self.gone.iter().filter(|one| *one != slug).cloned().collect(), ..self.clone() }
    }

    fn of(&self, whose: &str) -> Question {
        Question { whose: whose.to_owned(), ..self.clone() }
    }
}

async fn page(visit: Visit, Path(slug): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let seen = snapshot::current(&visit.cx).await?;
    let mut gone = vec![slug];
    for other in asked.and.split(',').map(str::trim).filter(|other| !other.is_empty()) {
        if !gone.iter().any(|known| known == other) {
            gone.push(other.to_owned());
        }
    }
    let lines = gone.iter().map(|slug| at(&seen, slug)).collect::<Result<Vec<_>, Failure>>()?;
    let whose = match asked.r#for.trim() {
        "" => Whose::Ours,
        "me" => Whose::Mine,
        slug => Whose::Theirs(PersonId(at(&seen, slug)?.id)),
    };
    let people: Vec<PersonId> = lines.iter().map(|line| PersonId(line.id)).collect();
    let question = Question { gone, whose: asked.r#for.trim().to_owned() };
    let names: Vec<&str> = lines.iter().map(|line| line.name.as_str()).collect();
    let title = words::title(&words::named(&names));
    let body = match without::without(&visit.cx, &people, whose).await? {
        None => view::reading(),
        Some(loss) => {
            let view = View {
                proposed: proposed(&seen, &question, asked.add.trim()),
                ..shown(&seen, &question, &loss)
            };
            view::without(&visit.look, &view)
        }
    };
    Ok(visit.whole(&Page::new(title, Section::Map, body).with_tabs(tabs("/map/without/"))))
}

fn at(seen: &Snapshot, slug: &str) -> Result<Arc<PersonLine>, Failure> {
    seen.at_address(slug).filter(|line| line.is_listed()).cloned().ok_or_else(Failure::not_found)
}

fn shown(seen: &Snapshot, question: &Question, loss: &Loss) -> View {
    let is_alone = loss.gone.len() == 1;
    let gone = |line: &Arc<PersonLine>| Gone {
        who: named(line),
        keep: (!is_alone).then(|| question.but(&line.slug).url()),
    };
    let moved = |one: &without::Further| Moved {
        who: named(&one.person),
        steps: words::steps(one.before, one.after),
    };
    View {
        picture: picture(loss),
        gone: loss.gone.iter().map(gone).collect(),
        of: loss.of.as_ref().map(|line| line.name.clone()),
        is_mine: question.whose == "me",
        organizations: loss.organizations.iter().take(SHOWN).map(lost).collect(),
        all_organizations: loss.organizations.len(),
        thinner: loss.thinner.iter().take(SHOWN).map(thinner).collect(),
        all_thinner: loss.thinner.len(),
        now_alone: loss.thinner.iter().filter(|(_, _, left)| *left == 1).count(),
        people: loss.people.iter().take(SHOWN).map(named).collect(),
        all_people: loss.people.len(),
        further: loss.further.iter().take(SHOWN).map(moved).collect(),
        all_further: loss.further.len(),
        heirs: loss.heirs.iter().map(heir).collect(),
        figures: [loss.before, loss.after]
            .map(|f| [f.people, f.ties, f.within_reach, f.groups, f.single_threaded]),
        whose: points_of_view(seen, question),
        here: question.url(),
        and: question.gone[1..].join(","),
        whose_word: question.whose.clone(),
        proposed: None,
    }
}

fn thinner((organization, before, after): &(Arc<snapshot::Organization>, usize, usize)) -> ThinnerRow {
    let href = address(&format!("/organizations/{}", organization.slug));
    ThinnerRow { href, name: organization.name.clone(), ties: words::ties(*before, *after) }
}

fn lost(lost: &without::LostOrganization) -> LostRow {
    let held = |(there, here): &(Arc<PersonLine>, Arc<PersonLine>)| {
        words::held_by(if here.is_owner { words::YOU } else { &here.name }, &there.name)
    };
    LostRow {
        href: address(&format!("/organizations/{}", lost.organization.slug)),
        name: lost.organization.name.clone(),
        held: lost.through.iter().take(TIES).map(held).collect(),
        more: lost.through.len().saturating_sub(TIES),
    }
}

fn named(line: &Arc<PersonLine>) -> Named {
    Named { slug: line.slug.clone(), name: line.name.clone(), country: line.country.clone() }
}

fn heir(heir: &without::Heir) -> HeirRow {
    fn names(lines: &[Arc<PersonLine>]) -> Vec<&str> {
        lines.iter().take(NAMES).map(|line| line.name.as_str()).collect()
    }
    HeirRow {
        who: named(&heir.person),
        why: words::heir(heir.is_known, heir.shared, &names(&heir.some), &names(&heir.lost_ones)),
    }
}

/// Whose network it can be: the owner's side, the owner, colleagues.
fn points_of_view(seen: &Snapshot, question: &Question) -> Vec<Choice> {
    let choice = |whose: &str, name: &str| Choice {
        href: question.of(whose).url(),
        name: name.to_owned(),
        is_chosen: question.whose == whose,
    };
    let lately = Order { column: Column::LastContact, direction: Direction::Descending };
    let filter = PeopleFilter { kind: Kind::Colleagues, ..PeopleFilter::default() };
    let colleagues = seen.page(&filter, lately, 0, COLLEAGUES + question.gone.len()).rows;
    let others = colleagues.iter().filter(|line| !question.gone.contains(&line.slug));
    let mut choices = vec![choice("", words::OURS), choice("me", words::MINE)];
    choices.extend(others.take(COLLEAGUES).map(|line| choice(&line.slug, &line.name)));
    choices
}

/// Whom a text may mean who would be gone as well.
fn proposed(seen: &Snapshot, question: &Question, text: &str) -> Option<Vec<(String, Named)>> {
    let is_new = |line: &&Arc<PersonLine>| line.is_listed() && !question.gone.contains(&line.slug);
    let found = || {
        seen.find(text, PROPOSED)
            .iter()
            .filter(is_new)
            .map(|line| (question.with(&line.slug).url(), named(line)))
            .collect()
    };
    (!text.is_empty()).then(found)
}
