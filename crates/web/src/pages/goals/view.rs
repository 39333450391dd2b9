//! Goals as markup.

use maud::{Markup, html};

use super::measures::{Measure, Row};
use crate::parts::{empty, pagehead, sec};
use crate::words::goals as words;

/// Nothing is measured yet.
pub(super) fn being_measured() -> Markup {
    let again = html! { a.btn.primary href="/goals" { (words::AGAIN) } };
    html! {
        (pagehead(None, words::HEALTH, None, None))
        (empty(words::BEING_MEASURED, words::BEING_MEASURED_WORDS, Some(again)))
    }
}

/// There is nothing to measure, or not yet.
pub(super) fn nothing(is_behind: bool, had_contact: bool) -> Markup {
    if is_behind {
        return being_measured();
    }
    let import = html! { a.btn href="/sources" { (words::IMPORT) } };
    html! {
        (pagehead(None, words::HEALTH, None, None))
        @if had_contact { (empty(words::NONE_NOW, words::NONE_NOW_WORDS, Some(import))) }
        @else { (empty(words::NOTHING, words::NOTHING_WORDS, Some(import))) }
    }
}

/// The page.
pub(super) fn goals(headline: &str, dek: &str, before: &str, measures: &[Measure]) -> Markup {
    html! {
        (pagehead(Some(words::HEALTH), headline, Some(html! { (dek) }), None))
        div.measures {
            @for measure in measures { (sec(measure.id, measure.title, None, one(measure, before))) }
        }
        p.meta { (words::ALL) }
    }
}

fn one(measure: &Measure, before: &str) -> Markup {
    html! {
        @if let Some((now, earlier)) = &measure.figures {
            p.reading { b { (now) } " " span.muted { (words::on(earlier, before)) } }
        }
        p { (measure.sentence) }
        @if !measure.terms.is_empty() {
            details.all-terms {
                summary { (words::MADE_OF) }
                ul.facts {
                    @for (term, value) in &measure.terms { li { span { (term) } span.num { (value) } } }
                }
            }
        }
        @for (title, rows) in measure.named.iter().filter(|(_, rows)| !rows.is_empty()) {
            details.all-terms { summary { (title) } ul.facts { @for row in rows { (named(row)) } } }
        }
    }
}

fn named(row: &Row) -> Markup {
    html! {
        li {
            span {
                @for (at, (href, name)) in row.names.iter().enumerate() {
                    @if at > 0 { (words::BETWEEN) } a.quietlink href=(href) { bdi { (name) } }
                }
            }
            @if !row.value.is_empty() { span.num { (row.value) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_measure_has_its_receipt_and_last_quarter() {
        let named = |name: &str| (format!("/people/{}", name.to_lowercase()), name.to_owned());
        let concentration = Measure {
            id: "concentration",
            title: words::CONCENTRATION,
            figures: Some((words::percent(0.412), words::percent_or_none(None))),
            sentence: words::concentration_means(Some(0.412)),
            terms: vec![(words::GINI.into(), words::beside("0.61", "0.58"))],
            named: vec![
                (words::TOP.into(), vec![Row { names: vec![named("Keiko")], value: "212".into() }]),
                (words::gained("0"), vec![]),
            ],
        };
        let bridges = Measure {
            id: "bridges",
            title: words::BRIDGES,
            figures: Some(("7".into(), "9".into())),
            sentence: words::BRIDGES_MEAN.into(),
            named: vec![(
                words::lost("2"),
                vec![Row { names: vec![named("Ana"), named("Ben")], value: String::new() }],
            )],
            ..Measure::default()
        };
        let headline = words::headline(120, 124);
        let dek = words::dek(3, "24 August 2026", true);
        let page = goals(&headline, &dek, "24 August 2026", &[concentration, bridges]);
        insta::assert_snapshot!(page.into_string().replace("><", ">\n<"));
    }
}
