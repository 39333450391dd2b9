//! The list of people as markup.

use app::features::snapshot::{Column, Direction};
use maud::{Markup, html};

use super::query::{Asked, PAGE};
use super::rows::PersonRow;
use crate::layout::Tab;
use crate::look::Look;
use crate::parts::{Band, empty, icon, mark, name_link, native, pagehead, strip, warmth};
use crate::words::people as words;

/// The page.
pub struct PeopleView {
    /// The saved lists.
    pub lists: Vec<List>,
    /// How many people there are.
    pub everyone: usize,
    /// How many of them are key.
    pub key: usize,
    /// How many are past their rhythm.
    pub drifting: usize,
    /// Whoever looks sees to the sources.
    pub runs: bool,
    /// Files are being read.
    pub is_reading: bool,
    /// What the list can be narrowed down to.
    pub filters: Filters,
    /// The list.
    pub found: Found,
}

/// A saved list.
pub struct List {
    /// Where it is.
    pub href: String,
    /// Its name.
    pub label: &'static str,
    /// How many people it has.
    pub count: usize,
    /// It is the one that is shown.
    pub is_current: bool,
}

/// One choice of a filter.
pub struct Choice {
    value: String,
    label: String,
    is_chosen: bool,
}

impl Choice {
    /// A value, what it is called, and whether it is chosen.
    pub fn new(value: String, label: String, is_chosen: bool) -> Choice {
        Choice { value, label, is_chosen }
    }
}

/// The filters as they are set.
pub struct Filters {
    /// The words that are sought.
    pub text: String,
    /// The saved list, as addresses say it.
    pub list: &'static str,
    /// Bands of warmth.
    pub bands: Vec<Choice>,
    /// The largest organizations.
    pub organizations: Vec<Choice>,
    /// The industries of the network.
    pub industries: Vec<Choice>,
    /// The countries of the network.
    pub countries: Vec<Choice>,
    /// Times since the last contact.
    pub lasts: Vec<Choice>,
    /// Those past their rhythm.
    pub drift: Vec<Choice>,
    /// How the list can be sorted, for the phone, which has no heads of columns.
    pub sorts: Vec<Choice>,
}

/// The part of the page that filters and sorting change.
pub struct Found {
    /// How many people the list has.
    pub total: usize,
    /// How many people there are.
    pub everyone: usize,
    /// What was asked for.
    pub asked: Asked,
    /// The people of the page.
    pub rows: Vec<PersonRow>,
    /// Whoever looks may change people, or suggest it.
    pub changes: bool,
    /// Whom a text that finds nobody may have meant: the end of their page's address, and their name.
    pub nearest: Option<(String, String)>,
}

/// The links below the masthead.
pub fn tabs(current: &str) -> Vec<Tab> {
    [
        ("/people", words::EVERYONE),
        ("/organizations", words::ORGANIZATIONS),
        ("/people/kept-out", words::KEPT_OUT),
        ("/sources", words::SOURCES),
    ]
    .map(|(href, label)| Tab { href: href.to_owned(), label: label.to_owned(), is_current: href == current })
    .into()
}

/// Nobody is here yet: what to do, or how far the first import has got.
pub fn nobody_yet(runs: bool, is_reading: bool) -> Markup {
    let (title, text, label) = match is_reading {
        true => (words::BEING_READ, words::BEING_READ_WORDS, words::PROGRESS),
        false => (words::NOBODY_YET, words::NOBODY_YET_WORDS, words::IMPORT_FILES),
    };
    empty(title, text, runs.then(|| html! { a.btn href="/sources" { (label) } }))
}

/// The whole page.
pub fn people(look: &Look, view: &PeopleView) -> Markup {
    let add = view.found.changes.then(|| {
        html! { a.btn.primary href="/people/new" { (icon("user-plus")) (words::ADD_A_PERSON) } }
    });
    if view.everyone == 0 {
        return html! { (pagehead(None, words::PEOPLE, None, add)) (nobody_yet(view.runs, view.is_reading)) };
    }
    let n = |count: usize| look.number(count as i64);
    let dek = words::dek(&n(view.everyone), view.key, view.drifting);
    html! {
        (pagehead(None, words::PEOPLE, Some(html! { (dek) }), add))
        nav.lists aria-label=(words::SAVED_LISTS) {
            @for list in &view.lists {
                a href=(list.href) aria-current=[list.is_current.then_some("page")] {
                    (list.label) " " span.num { (n(list.count)) }
                }
            }
        }
        (filters(&view.filters))
        (found(look, &view.found))
    }
}

/// What is chosen or typed counts as it is put in. `change` would come once more when a result is pressed, for the search
/// loses the focus then, and the list would be replaced under the finger.
fn filters(filters: &Filters) -> Markup {
    html! {
        form.filters #filters role="search" aria-label=(words::FILTER_PEOPLE) action="/people" method="get"
            hx-get="/people" hx-trigger="input delay:200ms, submit" hx-target="#found" hx-swap="outerHTML"
            hx-push-url="true" hx-sync="this:replace" {
            @if !filters.list.is_empty() { input type="hidden" name="list" value=(filters.list); }
            div.search {
                input.input type="search" name="q" value=(filters.text) aria-label=(words::SEARCH_LABEL)
                    placeholder=(words::SEARCH_PLACEHOLDER) autocomplete="off";
            }
            div.facets {
                (facet("warmth", words::ANY_WARMTH, &filters.bands))
                (facet("org", words::ANY_ORGANIZATION, &filters.organizations))
                (facet("industry", words::ANY_INDUSTRY, &filters.industries))
                (facet("country", words::ANY_COUNTRY, &filters.countries))
                (facet("last", words::ANY_TIME, &filters.lasts))
                (facet("drift", words::ANY_DRIFT, &filters.drift))
                select.phone-only name="sort" aria-label=(words::SORTED_BY) {
                    @for choice in &filters.sorts {
                        option value=(choice.value) selected[choice.is_chosen] { (choice.label) }
                    }
                }
                noscript { button.btn { (words::FILTER) } }
            }
        }
    }
}

/// A filter: its first choice says what it is about and lets everyone pass.
fn facet(name: &str, any: &str, choices: &[Choice]) -> Markup {
    html! {
        @if !choices.is_empty() {
            select name=(name) aria-label=(any) {
                option value="" { (any) }
                @for choice in choices {
                    option value=(choice.value) selected[choice.is_chosen] { (choice.label) }
                }
            }
        }
    }
}

/// The list itself: what filters and sorting change.
pub fn found(look: &Look, found: &Found) -> Markup {
    html! {
        div #found {
            @if found.rows.is_empty() {
                (nobody(found))
            } @else {
                @if found.changes { form #selected method="post" action="/people/bulk" {} }
                div.scroll { (table(look, found)) }
                (foot(look, found))
                @if found.changes { (bulk_bar()) }
            }
        }
    }
}

fn nobody(found: &Found) -> Markup {
    let acts = html! {
        @if let Some((slug, name)) = &found.nearest {
            a.btn href={ "/people/" (slug) } { (words::did_you_mean(name)) }
        }
        a.btn href=(Asked::list(found.asked.filter.kind).url()) { (words::CLEAR) }
    };
    let text = words::nobody_found(&found.asked.filter.text, found.everyone);
    empty(words::NOBODY_FOUND, &text, Some(acts))
}

fn table(look: &Look, found: &Found) -> Markup {
    html! {
        table.data.fold.people {
            caption.sr { (words::caption(found.asked.filter.kind)) }
            thead {
                tr {
                    @if found.changes { th scope="col" { span.sr { (words::SELECT) } } }
                    (head(found, Column::Name, words::NAME, ""))
                    (head(found, Column::Organization, words::ORGANIZATION, "hide-mid"))
                    (head(found, Column::Warmth, words::WARMTH, ""))
                    (head(found, Column::Closeness, words::CLOSENESS, "r"))
                    (head(found, Column::Trend, words::QUARTER, ""))
                    (head(found, Column::Weeks, words::WEEKS, ""))
                    (head(found, Column::LastContact, words::LAST, "r"))
                    (head(found, Column::PastRhythm, words::PAST_RHYTHM, "r"))
                    (head(found, Column::Country, words::PLACE, "hide-mid"))
                    (head(found, Column::LocalTime, words::LOCAL, "r hide-mid"))
                }
            }
            tbody { @for row in &found.rows { (person(look, row, found.changes)) } }
        }
    }
}

/// The head of a column: a link that sorts by it.
fn head(found: &Found, column: Column, label: &str, class: &str) -> Markup {
    let order = found.asked.order;
    let sort = (order.column == column).then_some(match order.direction {
        Direction::Ascending => "ascending",
        Direction::Descending => "descending",
    });
    let href = found.asked.sorted_by(column).url();
    html! {
        th scope="col" class=[Some(class).filter(|c| !c.is_empty())] aria-sort=[sort] {
            a id={ "by-" (column as u8) } href=(href) hx-get=(href) hx-target="#main" hx-select="#main"
                hx-swap="outerHTML" hx-push-url="true" { (label) }
        }
    }
}

fn person(look: &Look, row: &PersonRow, changes: bool) -> Markup {
    html! {
        tr data-row {
            @if changes {
                td {
                    label.pick {
                        input type="checkbox" data-key="x" name="id" value=(row.id) form="selected" aria-label=(words::select(&row.name));
                    }
                }
            }
            th.f1 scope="row" { (who(row)) }
            td.fx.hide-mid { (organization(row)) }
            td.f2 { (warmth_of(row)) }
            td.fx.r { @if let Some(points) = row.closeness { (points.round()) } }
            td.fx { @if let Some(points) = row.trend { (trend(points)) } }
            td.full { @if let Some(drawn) = &row.strip { (strip(drawn)) } }
            td.fx.r { @if let Some(days) = row.silence_days { (words::days(&look.number(days))) } }
            td.fx.r { @if let Some(days) = row.past_days { (past(look, row, days)) } }
            td.fx.hide-mid { @if let Some((name, from)) = &row.place { (place(name, *from)) } }
            td.fx.r.muted.hide-mid { @if let Some(time) = &row.local_time { (time) } }
        }
    }
}

fn warmth_of(row: &PersonRow) -> Markup {
    html! {
        @match (row.warmth, row.is_one_sided) {
            (Some(points), _) => (warmth(points)),
            (None, _) if row.is_spared => span.muted { (words::COLLEAGUE) },
            (None, true) => span.muted { (words::YOU_NEVER_WROTE) },
            (None, false) => span.muted { (words::NO_CONTACT) },
        }
    }
}

fn who(row: &PersonRow) -> Markup {
    html! {
        span.who.bare {
            span {
                (name_link(&row.slug, &row.name, row.country.as_deref()))
                @if let Some(name) = &row.native { " " (native(name, row.country.as_deref())) }
                @if row.is_key { " " span.tag { (words::KEY_TAG) } }
            }
            @if !row.title.is_empty() { span.sub { (row.title) } }
            @if let Some((_, name)) = &row.organization { span.sub.phone-only { (name) } }
        }
    }
}

fn organization(row: &PersonRow) -> Markup {
    html! {
        @match &row.organization {
            Some((slug, name)) if !slug.is_empty() => a.quietlink href={ "/organizations/" (slug) } { (name) },
            Some((_, name)) => (name),
            None => "",
        }
    }
}

fn trend(points: i64) -> Markup {
    let class = match points {
        0 => None,
        1.. => Some("up"),
        _ => Some("down"),
    };
    html! { span.trend.(class.unwrap_or_default()) { (words::signed(points)) span.sr { (words::THIS_QUARTER) } } }
}

fn past(look: &Look, row: &PersonRow, days: i64) -> Markup {
    let sign = if days > 0 { "+" } else { "" };
    let text = format!("{sign}{}", words::days(&look.number(days)));
    html! { span class=(if row.is_drifting { "strong" } else { "muted" }) { (text) } }
}

fn place(name: &str, from: Option<&'static str>) -> Markup {
    html! { span.nowrap title=[from] { (name) @if let Some(from) = from { span.sr { ", " (from) } } } }
}

fn foot(look: &Look, found: &Found) -> Markup {
    let (page, from) = (found.asked.page, found.asked.page * PAGE);
    let n = |count: usize| look.number(count as i64);
    let to = from + found.rows.len();
    html! {
        div.listfoot.meta {
            span {
                (words::shown(&n(from + 1), &n(to), &n(found.total)))
                @if page > 0 { " · " (page_link(&found.asked.at_page(page - 1), words::PREVIOUS)) }
                @if to < found.total { " · " (page_link(&found.asked.at_page(page + 1), &words::next(found.total - to, PAGE))) }
            }
            span.legend role="list" aria-label=(words::WARMTH_MARKS) {
                @for band in Band::ALL {
                    span role="listitem" { (mark(f64::from(band as u8) * 20.0)) (band.word()) }
                }
            }
        }
    }
}

fn page_link(asked: &Asked, label: &str) -> Markup {
    html! { a.link href=(asked.url()) { (label) } }
}

/// What can be done to those who are selected; it stands at the bottom of the window while somebody is.
fn bulk_bar() -> Markup {
    html! {
        div.bulk role="group" aria-label=(words::WITH_SELECTED) {
            span.meta.selected { (words::SELECTED) }
            button.btn.small.needs-script type="button" data-check-all="selected" { (words::ALL_SHOWN) }
            button.btn.small type="reset" form="selected" { (words::NONE) }
            @for (act, label) in words::BULK {
                button.btn.small form="selected" name="act" value=(act) { (label) }
            }
            details.menu {
                summary.btn.small { (words::KEEP_OUT) }
                div {
                    @for (act, label) in words::KEEP_OUT_AS {
                        button form="selected" name="act" value=(act) { (label) }
                    }
                }
            }
        }
    }
}
