//! "Are these right?": a person at a time, a number with its meaning and what it rests on, four answers; what came of it as a
//! tally, here and on the page of numbers.

use app::features::accuracy::{Answers, Quarter, Question, Sample, Verdict};
use maud::{Markup, html};

use crate::look::Look;
use crate::parts::{empty, name_link, pagehead};
use crate::words::sample as words;

/// Where it is asked.
pub(super) const HERE: &str = "/settings/numbers/sample";

/// The page.
pub(super) fn page(sample: &Sample, look: &Look) -> Markup {
    let dek = html! { (words::DEK) };
    html! {
        (pagehead(Some(&words::quarter(sample.quarter)), words::TITLE, Some(dek), None))
        @match &sample.next {
            Some(question) => (asked(question, &sample.answers, look)),
            None if sample.is_drawn => {
                (empty(words::ALL_DONE, words::ALL_DONE_WORDS, Some(back())))
                p { (words::tally(&sample.answers)) }
            }
            None if sample.may_be_drawn => (begin()),
            None => (empty(words::NOBODY, words::NOBODY_WORDS, Some(back()))),
        }
    }
}

fn back() -> Markup {
    html! { a.btn href="/settings/numbers" { (words::TO_NUMBERS) } }
}

fn begin() -> Markup {
    html! {
        div.stack {
            p { (words::WHO) }
            form method="post" action={ (HERE) "/begin" } { button.btn.primary { (words::BEGIN) } }
        }
    }
}

fn asked(question: &Question, answers: &Answers, look: &Look) -> Markup {
    let line = &question.line;
    let role = [line.title.as_str(), line.organization.as_deref().unwrap_or_default()];
    let role: Vec<&str> = role.into_iter().filter(|part| !part.is_empty()).collect();
    html! {
        section.sec #asked aria-labelledby="who" aria-live="polite" {
            div.sechead {
                h2 #who { (name_link(&line.slug, &line.name, line.country.as_deref())) }
                span.note { (words::progress(answers.answered(), answers.asked)) }
            }
            div.stack {
                @if !role.is_empty() { p.soft { (role.join(", ")) } }
                p.asked-number { b { (words::number(question.number)) " " (question.value) } }
                @let has_rhythm = line.tie.as_ref().is_some_and(|tie| tie.usual_gap_days.is_some());
                p { (words::meaning(question.number, question.value, has_rhythm)) }
                @if let Some(tie) = &line.tie {
                    @let gap = tie.usual_gap_days.map(|gap| gap.round() as i64);
                    p.meta { (words::evidence(&look.day(tie.last_contact), gap, tie.touches)) }
                }
                form.actions method="post" action=(HERE) hx-post=(HERE) hx-target="#main" hx-select="#main" hx-select-oob="#toasts"
                    aria-label=(words::YOUR_ANSWER) {
                    input type="hidden" name="place" value=(question.place);
                    @for (key, verdict) in (1..).zip(Verdict::ALL) {
                        button.btn.large name="answer" value=(verdict.word()) data-key=(key) { (words::verdict(verdict)) }
                    }
                }
                p.meta.needs-script.wide-only { (words::KEYS) }
            }
        }
    }
}

/// What was answered, on the page of numbers: this quarter, by band, and earlier quarters.
pub(super) fn section(sample: &Sample, earlier: &[(Quarter, Answers)]) -> Markup {
    let left = sample.answers.asked - sample.answers.answered();
    html! {
        @if !sample.is_drawn {
            div.stack {
                p { (words::DEK) }
                @if sample.may_be_drawn { p { a.btn href=(HERE) { (words::BEGIN) } } }
            }
        } @else {
            p { (words::quarter(sample.quarter)) ": " (words::tally(&sample.answers)) }
            @if left > 0 { p { a.btn href=(HERE) { (words::GO_ON) } } }
            @if sample.answers.answered() > 0 { (by_band(&sample.answers)) }
        }
        @if !earlier.is_empty() {
            h3 { (words::EARLIER) }
            ul.facts {
                @for (quarter, answers) in earlier {
                    li { span { (words::quarter(*quarter)) ": " (words::tally(answers)) } }
                }
            }
        }
    }
}

fn by_band(answers: &Answers) -> Markup {
    let mut rows: Vec<_> = answers.said.keys().map(|(number, band, _)| (*number, *band)).collect();
    rows.dedup();
    let count =
        |number, band, verdict| answers.said.get(&(number, band, verdict)).copied().unwrap_or_default();
    html! {
        details.all-terms {
            summary { (words::BY_BAND) }
            div.scroll tabindex="0" role="region" aria-label=(words::BY_BAND) {
                table.factors {
                    thead { tr { @for column in words::COLUMNS { th scope="col" { (column) } } } }
                    tbody {
                        @for (number, band) in rows {
                            tr {
                                th scope="row" { (words::number(number)) }
                                td { (words::band(band)) }
                                @for verdict in Verdict::ALL { td.num { (count(number, band, verdict)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::features::accuracy::Number;

    fn look() -> Look {
        Look::plain(jiff::tz::TimeZone::UTC, jiff::Timestamp::UNIX_EPOCH)
    }

    fn sample() -> Sample {
        let mut answers = Answers { asked: 20, ..Answers::default() };
        answers.said.insert((Number::Warmth, 3, Verdict::Right), 13);
        answers.said.insert((Number::Closeness, 0, Verdict::TooHigh), 4);
        let quarter = Quarter { year: 2026, quarter: 4 };
        Sample { quarter, is_drawn: true, may_be_drawn: true, next: None, answers }
    }

    #[test]
    fn the_tally_is_told_by_band_and_for_earlier_quarters() {
        let earlier = (Quarter { year: 2026, quarter: 3 }, sample().answers);
        insta::assert_snapshot!(section(&sample(), &[earlier]).into_string().replace("><", ">\n<"));
    }

    #[test]
    fn one_begins_goes_on_and_is_done() {
        let fresh = Sample { is_drawn: false, answers: Answers::default(), ..sample() };
        assert!(page(&fresh, &look()).into_string().contains(words::BEGIN));
        assert!(page(&sample(), &look()).into_string().contains(words::ALL_DONE));
        let nobody = Sample { may_be_drawn: false, ..fresh };
        assert!(page(&nobody, &look()).into_string().contains(words::NOBODY));
        assert!(section(&sample(), &[]).into_string().contains(words::GO_ON), "three are left");
    }
}
