//! What an organization works in: what tells it, and the form by which the owner says it.

use app::access::Right;
use app::features::organizations::{self, Industry};
use app::features::snapshot::{IndustryFrom, KnownIndustry, Organization};
use app::words::industries;
use axum::Form;
use axum::extract::Path;
use maud::{Markup, html};
use serde::Deserialize;

use crate::failure::{Answer, Failure};
use crate::pages::people::query::address;
use crate::parts::Done;
use crate::visit::Visit;
use crate::words::organizations as words;

/// What it works in, as the page shows it.
#[derive(Clone, Copy, Debug)]
pub struct IndustryView {
    /// What is known.
    pub known: Option<KnownIndustry>,
    /// What its mail domain says, also where the owner says something else.
    pub by_domain: Option<Industry>,
    /// Whoever looks may say it, or suggest it.
    pub changes: bool,
}

/// What the form sends: the word of an industry, or nothing to take back what was said.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Chosen {
    value: String,
}

/// What is known of an organization.
pub fn shown(visit: &Visit, organization: &Organization) -> IndustryView {
    IndustryView {
        known: organization.industry(),
        by_domain: organization.industry_of_domain(),
        changes: visit.cx.access.has(Right::Suggest),
    }
}

/// Says it, or takes back what was said.
pub async fn say(visit: Visit, Path(slug): Path<String>, Form(chosen): Form<Chosen>) -> Answer {
    let industry = match chosen.value.as_str() {
        "" => None,
        word => Some(Industry::from_word(word).ok_or_else(|| Failure::bad_request(words::UNKNOWN_INDUSTRY))?),
    };
    let done = organizations::say_industry(&visit.cx, &slug, industry).await?;
    Ok(visit.back(&address(&format!("/organizations/{slug}")), &Done::from(done)))
}

/// What the section has; `href` is the address of the page.
pub fn section(href: &str, view: &IndustryView) -> Markup {
    html! {
        @if let Some(known) = view.known {
            ul.facts { li { (link(known.industry)) span.src { (from(known.from)) } } }
        } @else {
            p.meta { (if view.changes { words::NO_INDUSTRY } else { words::NO_INDUSTRY_READ }) }
        }
        @if view.changes {
            @if view.known.is_some() {
                details.change { summary.meta { (words::CHANGE) } (form(href, view)) }
            } @else { (form(href, view)) }
        }
    }
}

/// To everybody who works in it.
fn link(industry: Industry) -> Markup {
    html! { a.quietlink href={ "/people?industry=" (industry.word()) } { (industries::industry(industry)) } }
}

fn from(from: IndustryFrom) -> &'static str {
    match from {
        IndustryFrom::Said => words::BY_YOU,
        IndustryFrom::Domain => words::BY_ITS_DOMAIN,
    }
}

fn form(href: &str, view: &IndustryView) -> Markup {
    let action = format!("{href}/industry");
    let said = view.known.filter(|known| known.from == IndustryFrom::Said).map(|known| known.industry);
    let none = view.by_domain.map(|industry| words::as_its_domain(industries::industry(industry)));
    let mut choices = Industry::ALL.map(|industry| (industries::industry(industry), industry));
    choices.sort_unstable();
    html! {
        form.noteform method="post" action=(action) hx-post=(action) hx-target="#main" hx-select="#main"
            hx-select-oob="#toasts" {
            div.field {
                select name="value" aria-label=(words::INDUSTRY) {
                    option value="" selected[said.is_none()] { (none.as_deref().unwrap_or(words::NOT_SAID)) }
                    @for (name, industry) in choices {
                        option value=(industry.word()) selected[said == Some(industry)] { (name) }
                    }
                }
            }
            div.actions { button.btn.small { (words::SAVE) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(view: IndustryView) -> String {
        section("/organizations/sakai-bearings", &view).into_string().replace("><", ">\n<")
    }

    #[test]
    fn it_says_what_tells_it_and_can_be_said() {
        let (industry, from) = (Industry::Manufacturing, IndustryFrom::Said);
        let known = Some(KnownIndustry { industry, from });
        insta::assert_snapshot!(written(IndustryView { known, by_domain: None, changes: true }));
    }

    #[test]
    fn what_nothing_says_is_asked_for_of_those_who_may_say_it() {
        let unknown = IndustryView { known: None, by_domain: None, changes: true };
        assert!(written(unknown).contains("<form"), "it can be said at once");
        let reader = written(IndustryView { changes: false, ..unknown });
        assert!(!reader.contains("<form") && reader.contains(words::NO_INDUSTRY_READ), "{reader}");
    }

    #[test]
    fn what_a_domain_says_stands_as_the_first_choice() {
        let (industry, from) = (Industry::Education, IndustryFrom::Domain);
        let view = IndustryView {
            known: Some(KnownIndustry { industry, from }),
            by_domain: Some(industry),
            changes: true,
        };
        let page = written(view);
        assert!(page.contains(words::BY_ITS_DOMAIN), "{page}");
        assert!(page.contains(&words::as_its_domain(industries::industry(industry))), "{page}");
    }
}
