//! The lines of a report: filtered by outcome, page by page, and as a file.

use app::Cx;
use app::features::capture::{self, Became, Cursor, Outcome, ReportLine, ReportPage};
use axum::body::Body;
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::IntoResponse;
use futures_util::stream;
use maud::{Markup, html};
use serde::Deserialize;

use super::report::{Report, tag};
use super::{number, when};
use crate::failure::{Answer, Failure};
use crate::look::Look;
use crate::parts::{actions, empty, icon, name_link, sec};
use crate::visit::Visit;
use crate::words::sources as words;

/// Lines of a page.
const A_PAGE: usize = 100;
/// Lines of a piece of a download.
const A_PIECE: usize = 1_000;

/// Which lines are wanted, as the address says.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Wanted {
    outcome: Option<String>,
    after: Option<String>,
}

impl Wanted {
    fn outcome(&self) -> Option<Outcome> {
        self.outcome.as_deref().and_then(Outcome::of_word)
    }

    fn after(&self) -> Option<Cursor> {
        self.after.as_deref().and_then(Cursor::of_text)
    }
}

/// The wanted lines.
pub async fn some(visit: &Visit, import: i64, wanted: &Wanted) -> Result<ReportPage, Failure> {
    Ok(capture::lines(&visit.cx, import, wanted.outcome(), wanted.after().as_ref(), A_PAGE).await?)
}

/// The lines, with the filters above and the way on below.
pub fn section(report: &Report, look: &Look) -> Markup {
    let id = report.import.id;
    let only = report.wanted.outcome();
    let of = |outcome: Option<Outcome>| outcome.map_or(String::new(), |o| format!("?outcome={}", o.word()));
    let filters = html! {
        span.seg role="group" aria-label=(words::OUTCOME) {
            @for outcome in std::iter::once(None).chain(shown_filters(report)) {
                a href={ "/sources/imports/" (id) (of(outcome)) "#lines" }
                    aria-current=[(outcome == only).then_some("true")] {
                    (outcome.map_or(words::ALL_LINES, words::outcome))
                }
            }
        }
    };
    let content = html! {
        @if report.lines.lines.is_empty() { (empty(words::NO_LINES, words::NO_LINES_WHY, None)) }
        @else { (table(&report.lines.lines, look)) }
        (way_on(report))
        (not_here(report, look))
        p.actions {
            a.btn.small href={ "/sources/imports/" (id) "/report.csv" (of(only)) } { (icon("download")) (words::AS_CSV) }
            a.btn.small.plain href={ "/sources/imports/" (id) "/report.tsv" (of(only)) } { (words::AS_TSV) }
        }
    };
    sec("lines", words::WHAT_BECAME, Some(filters), content)
}

/// Outcomes that have lines. What was read before has its lines in the import that read it.
fn shown_filters(report: &Report) -> impl Iterator<Item = Option<Outcome>> {
    let totals = report.import.totals.clone();
    let is_known = totals.records > 0;
    Outcome::ALL
        .into_iter()
        .filter(move |o| *o != Outcome::Unchanged && (!is_known || totals.of(*o) > 0))
        .map(Some)
}

fn way_on(report: &Report) -> Markup {
    let outcome = report.wanted.outcome().map_or(String::new(), |o| format!("outcome={}&", o.word()));
    let here = format!("/sources/imports/{}?{outcome}", report.import.id);
    html! {
        @if report.wanted.after.is_some() || report.lines.next.is_some() {
            (actions(html! {
                @if report.wanted.after.is_some() { a.btn href={ (here) "#lines" } { (words::FIRST) } }
                @if let Some(next) = &report.lines.next {
                    a.btn href={ (here) "after=" (next.text()) "#lines" } { (words::MORE) }
                }
            }))
        }
    }
}

/// How many records have their lines elsewhere; only said where all lines are on the page.
fn not_here(report: &Report, look: &Look) -> Markup {
    let is_whole = report.wanted.after.is_none() && report.lines.next.is_none();
    let all = report.wanted.outcome().map_or(report.import.totals.records, |o| report.import.totals.of(o));
    let missing = all.saturating_sub(report.lines.lines.len() as u64);
    html! {
        @if is_whole && missing > 0 { p.meta { (words::elsewhere(missing, &number(look, missing))) } }
        @else if report.wanted.outcome().is_none() && report.import.totals.unchanged > 0 {
            @let unchanged = report.import.totals.unchanged;
            p.meta { (words::elsewhere(unchanged, &number(look, unchanged))) }
        }
    }
}

/// The lines as a table.
pub fn table(lines: &[ReportLine], look: &Look) -> Markup {
    html! {
        table.data.fold {
            thead {
                tr {
                    th scope="col" { (words::OUTCOME) }
                    th scope="col" { (words::WHERE) }
                    th scope="col" { (words::WHY) }
                    th scope="col" { (words::BECAME) }
                }
            }
            tbody.top { @for line in lines { (row(line, look)) } }
        }
    }
}

fn row(line: &ReportLine, look: &Look) -> Markup {
    let (file, position) = line.line.place.rsplit_once('#').unwrap_or((&line.line.place, ""));
    html! {
        tr {
            td.f1 { (tag(line.line.outcome)) }
            td.full { span.breaks { (file) } @if !position.is_empty() { " " span.micro { "#" (position) } } }
            td.full.meta.breaks { (line.line.reason) }
            td.full { @if let Some(became) = &line.became { (linked(became, look)) } }
        }
    }
}

fn linked(became: &Became, look: &Look) -> Markup {
    let about = |title: &str, at| html! { " " span.micro.breaks { (when(look, at)) @if !title.is_empty() { ", " (title) } } };
    html! {
        @match became {
            Became::Person { slug, name } => span.small { (name_link(slug, name, None)) },
            Became::Contact { slug, name, at, title } => { span.small { (name_link(slug, name, None)) } (about(title, *at)) },
            Became::Alone { at, title } => { span.meta { (words::ALONE) } (about(title, *at)) },
        }
    }
}

/// The whole report as a file, a piece at a time.
pub async fn download(
    visit: Visit,
    Path((id, kind)): Path<(i64, String)>,
    Query(wanted): Query<Wanted>,
) -> Answer {
    let (write, content_type): (fn(&[&str]) -> String, _) = match kind.as_str() {
        "csv" => (csv, "text/csv; charset=utf-8"),
        "tsv" => (tsv, "text/tab-separated-values; charset=utf-8"),
        _ => return Err(Failure::not_found()),
    };
    capture::imports::one(&visit.cx, id).await?;
    let begin =
        Telling { cx: visit.cx, import: id, only: wanted.outcome(), after: None, at: At::Head, write };
    let disposition = format!("attachment; filename=\"{}\"", words::report_file(id, &kind));
    let headers =
        [(header::CONTENT_TYPE, content_type.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    Ok((headers, Body::from_stream(stream::try_unfold(begin, piece))).into_response())
}

struct Telling {
    cx: Cx,
    import: i64,
    only: Option<Outcome>,
    after: Option<Cursor>,
    at: At,
    write: fn(&[&str]) -> String,
}

/// How far a download has got.
#[derive(PartialEq, Eq)]
enum At {
    Head,
    Lines,
    End,
}

async fn piece(mut told: Telling) -> Result<Option<(String, Telling)>, app::Error> {
    match told.at {
        At::End => return Ok(None),
        At::Head => {
            told.at = At::Lines;
            return Ok(Some(((told.write)(&words::COLUMNS), told)));
        }
        At::Lines => {}
    }
    let page = capture::lines(&told.cx, told.import, told.only, told.after.as_ref(), A_PIECE).await?;
    let text: String = page.lines.iter().map(|line| written(line, told.write)).collect();
    told.at = if page.next.is_some() { At::Lines } else { At::End };
    told.after = page.next;
    Ok(Some((text, told)))
}

fn written(line: &ReportLine, write: fn(&[&str]) -> String) -> String {
    let became = match &line.became {
        Some(Became::Person { name, .. } | Became::Contact { name, .. }) => name.as_str(),
        _ => "",
    };
    write(&[line.line.outcome.word(), &line.line.place, &line.line.reason, became])
}

/// A line of CSV. A cell that a spreadsheet would take for a formula begins with an apostrophe.
fn csv(cells: &[&str]) -> String {
    let cell = |cell: &&str| {
        let formula = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
        format!("\"{formula}{}\"", cell.replace('"', "\"\""))
    };
    cells.iter().map(cell).collect::<Vec<_>>().join(",") + "\r\n"
}

fn tsv(cells: &[&str]) -> String {
    cells.iter().map(|cell| cell.replace(['\t', '\n', '\r'], " ")).collect::<Vec<_>>().join("\t") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_only_cells() {
        assert_eq!(csv(&["a \"b\", c", "=HYPERLINK(1)"]), "\"a \"\"b\"\", c\",\"'=HYPERLINK(1)\"\r\n");
        assert_eq!(tsv(&["a\tb", "c\nd"]), "a b\tc d\n");
    }
}
