//! Paths as markup.

use maud::{Markup, html};

use crate::parts::{actions, empty, name_link, on_its_way, pagehead, sec};
use crate::words::paths as words;

/// Everything the page shows.
#[derive(Debug)]
pub(super) struct PathsView {
    /// What was typed.
    pub text: String,
    /// The organization at which somebody is sought, by its address.
    pub organization: Option<String>,
    /// The role in which.
    pub role: String,
    /// The finding.
    pub headline: String,
    /// Who was asked lately.
    pub asked: Vec<AskedLately>,
    /// What was found.
    pub shown: Shown,
}

/// What was found.
#[derive(Debug)]
pub(super) enum Shown {
    /// Nothing was asked.
    Nothing,
    /// The network is being read.
    Reading,
    /// Whom a text may mean.
    Proposed(Vec<Proposal>),
    /// Those whom the owner knows, and ways by others.
    Ways { known: Vec<Step>, ways: Vec<Way> },
}

/// Somebody or an organization whom a text may mean.
#[derive(Debug)]
pub(super) struct Proposal {
    pub href: String,
    pub name: String,
    pub about: String,
}

/// One way.
#[derive(Debug)]
pub(super) struct Way {
    pub steps: Vec<Step>,
    pub chance: Option<String>,
    pub asked: Option<String>,
    pub ask: Option<AskForm>,
}

/// One step of it: to whom, from whom, and on what it rests.
#[derive(Debug)]
pub(super) struct Step {
    pub slug: String,
    pub name: String,
    pub country: Option<String>,
    pub from: String,
    pub evidence: String,
    pub is_linked: bool,
}

/// What it takes to ask somebody.
#[derive(Debug)]
pub(super) struct AskForm {
    pub connector: i64,
    pub target: i64,
    pub name: String,
    pub slug: String,
    pub wanted: [(&'static str, String); 3],
    pub draft: Draft,
}

/// The letter.
#[derive(Debug)]
pub(super) struct Draft {
    pub mailto: Option<String>,
    pub body: String,
}

/// Somebody who was asked: the end of their page's address and their name, the same of whom for, and when.
#[derive(Debug)]
pub(super) struct AskedLately {
    pub connector: (String, String),
    pub target: (String, String),
    pub when: String,
}

/// The page.
pub(super) fn paths(view: &PathsView) -> Markup {
    html! {
        (pagehead(Some(words::KICKER), &view.headline, Some(html! { (words::DEK) }), None))
        div.cols {
            div { (search(view)) (found(view)) }
            aside { (sec("asked", words::ASKED_LATELY, None, asked(view))) }
        }
    }
}

fn search(view: &PathsView) -> Markup {
    html! {
        form.searchline role="search" action="/map/paths" method="get" {
            @match &view.organization {
                Some(slug) => {
                    input type="hidden" name="at" value=(slug);
                    label for="path-role" { (words::ROLE) }
                    span.row { input.input #path-role name="as" value=(view.role); button.btn { (words::FIND) } }
                },
                None => {
                    label for="path-to" { (words::WHOM) }
                    span.row {
                        input.input #path-to name="to" value=(view.text) placeholder=(words::WHOM_HINT) autocomplete="off";
                        button.btn { (words::FIND) }
                    }
                },
            }
        }
        @if view.organization.is_some() { p.meta { a.link href="/map/paths" { (words::WHOM) } } }
    }
}

fn found(view: &PathsView) -> Markup {
    match &view.shown {
        Shown::Nothing => html! {},
        Shown::Reading => {
            let again = html! { a.btn.primary href="" { (words::AGAIN) } };
            on_its_way(words::READING, words::READING_WORDS, again)
        }
        Shown::Proposed(proposed) if proposed.is_empty() => {
            empty(words::NOBODY_FOUND, words::NOBODY_FOUND_WORDS, None)
        }
        Shown::Proposed(proposed) => sec("meant", words::MEANT, None, proposals(proposed)),
        Shown::Ways { known, ways } if known.is_empty() && ways.is_empty() => {
            empty(words::NO_WAY, words::NO_WAY_WORDS, None)
        }
        Shown::Ways { known, ways } => html! {
            @if !known.is_empty() { (sec("known", words::KNOWN, None, knows(known))) }
            (sec("ways", words::WAYS, Some(html! { span.note { (words::WAYS_NOTE) } }), introductions(ways)))
        },
    }
}

fn proposals(proposed: &[Proposal]) -> Markup {
    html! {
        ul.list {
            @for one in proposed {
                li { a.name href=(one.href) { bdi { (one.name) } } @if !one.about.is_empty() { p.meta { (one.about) } } }
            }
        }
    }
}

fn knows(known: &[Step]) -> Markup {
    html! {
        ul.list {
            @for step in known {
                li {
                    (name_link(&step.slug, &step.name, step.country.as_deref()))
                    p.evidence { span { (step.evidence) } @if step.is_linked { span { (words::LINKED) } } }
                }
            }
        }
    }
}

fn introductions(ways: &[Way]) -> Markup {
    html! {
        @if ways.is_empty() { p.muted { (words::NO_OTHER) } }
        ol.list.routes { @for way in ways { li { (one_way(way)) } } }
    }
}

fn one_way(way: &Way) -> Markup {
    html! {
        p.path {
            span { (words::YOU) }
            @for step in &way.steps {
                span.arrow aria-hidden="true" { "→" }
                (name_link(&step.slug, &step.name, step.country.as_deref()))
            }
        }
        ul.hops {
            @for step in &way.steps {
                li {
                    span.meta { (words::between(&step.from, &step.name)) ": " (step.evidence) }
                    @if step.is_linked { span.meta { "; " (words::LINKED) } }
                }
            }
        }
        @if let Some(chance) = &way.chance { p.meta { (chance) } }
        @if let Some(asked) = &way.asked { p { (asked) } }
        @if let Some(ask) = &way.ask { (ask_form(ask)) }
    }
}

fn ask_form(ask: &AskForm) -> Markup {
    html! {
        (actions(html! {
            @if let Some(mailto) = &ask.draft.mailto { a.btn.small href=(mailto) { (words::write(&ask.name)) } }
            form method="post" action="/map/paths/ask" {
                input type="hidden" name="connector" value=(ask.connector);
                input type="hidden" name="target" value=(ask.target);
                @for (key, value) in &ask.wanted {
                    @if !value.is_empty() { input type="hidden" name=(key) value=(value); }
                }
                button.btn.small.plain { (words::i_asked(&ask.name)) }
            }
            a.btn.small.plain href={ "/map/without/" (ask.slug) } { (words::without(&ask.name)) }
        }))
        details.draft-of { summary { (words::DRAFT) } p.letter { (ask.draft.body) } }
    }
}

fn asked(view: &PathsView) -> Markup {
    html! {
        @if view.asked.is_empty() { p.muted { (words::NOBODY_ASKED) } }
        ul.list {
            @for one in &view.asked {
                li {
                    (name_link(&one.connector.0, &one.connector.1, None))
                    p.meta { (words::was_asked(&one.when)) " " (name_link(&one.target.0, &one.target.1, None)) }
                }
            }
        }
        p.meta { (words::ASKED_WORDS) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(from: &str, name: &str, evidence: &str) -> Step {
        let slug = name.to_lowercase().replace(' ', "-");
        Step {
            slug,
            name: name.into(),
            country: None,
            from: from.into(),
            evidence: evidence.into(),
            is_linked: name == "Ana Lopez",
        }
    }

    fn view(shown: Shown) -> PathsView {
        let named = |name: &str| (name.to_lowercase(), name.to_owned());
        PathsView {
            text: "dora".into(),
            organization: None,
            role: String::new(),
            headline: words::headline("Dora Weiss", 0),
            asked: vec![AskedLately {
                connector: named("Carl"),
                target: named("Dora"),
                when: "3 days ago".into(),
            }],
            shown,
        }
    }

    fn drawn(view: &PathsView) -> String {
        paths(view).into_string().replace("><", ">\n<")
    }

    #[test]
    fn by_ana_who_was_asked_before() {
        let ask = AskForm {
            connector: 7,
            target: 9,
            name: "Ana".into(),
            slug: "ana-lopez".into(),
            wanted: [("to", "dora-weiss".into()), ("at", String::new()), ("as", String::new())],
            draft: Draft {
                mailto: Some("mailto:ana@north.example".into()),
                body: "Dear Ana,\n\nwould you".into(),
            },
        };
        let steps = vec![
            step("You", "Ana Lopez", "in touch 18 times by mail, last 2 weeks ago"),
            step("Ana Lopez", "Dora Weiss", "in copy or in a large meeting together, last 3 weeks ago"),
        ];
        let way = Way {
            steps,
            chance: Some("31 % chance".into()),
            asked: Some("You asked Ana today.".into()),
            ask: Some(ask),
        };
        insta::assert_snapshot!(drawn(&view(Shown::Ways { known: Vec::new(), ways: vec![way] })));
    }

    #[test]
    fn known_already_and_by_nobody_else() {
        let known = vec![step("You", "Dora Weiss", "in touch once by mail, last 2 years ago")];
        insta::assert_snapshot!(drawn(&view(Shown::Ways { known, ways: Vec::new() })));
    }

    #[test]
    fn nobody_leads_there() {
        let text = drawn(&view(Shown::Ways { known: Vec::new(), ways: Vec::new() }));
        assert!(text.contains("No path to Dora Weiss") && text.contains(words::NO_WAY), "{text}");
    }
}
