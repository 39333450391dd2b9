//! Organizations as markup.

use maud::{Markup, html};

use app::features::organizations::{Figures, Industry};
use app::words::industries as industry_words;

use super::industry::{self, IndustryView};

use crate::look::Look;
use crate::pages::people::PersonRow;
use crate::parts::{Band, band_mark, empty, icon, name_link, native, notice, pagehead, sec, strip, warmth};
use crate::words::organizations as words;
use crate::words::{colleagues as colleagues_words, people as people_words};

/// How many of those who cover an organization are named.
const COVERS: usize = 8;

/// The list of organizations.
pub struct ListView {
    /// How many there are.
    pub all: usize,
    /// To how many that matter one live tie alone leads.
    pub single: usize,
    /// Of how many the industry is not known.
    pub without_industry: usize,
    /// Which are shown.
    pub listed: Listing,
    /// What is shown.
    pub shown: Vec<Summary>,
}

/// Which organizations a list has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    /// Those with the most people.
    Largest,
    /// Those to which one live tie alone leads.
    Single,
    /// Those of which the industry is not known.
    Unknown,
    /// So many of an industry.
    Industry(Industry, usize),
}

/// A line of the list.
pub struct Summary {
    /// Its page.
    pub href: String,
    /// Its name.
    pub name: String,
    /// What it works in.
    pub industry: Option<&'static str>,
    /// Some of its mail domains.
    pub domains: Vec<String>,
    /// How many people of the network are there.
    pub people: usize,
    /// The owner works there.
    pub is_own: bool,
    /// How many live ties lead there; not told of the owner's own.
    pub live: Option<usize>,
    /// It matters, and one live tie alone leads there.
    pub hangs_by_one: bool,
    /// The warmest tie: the end of the person's address, the name, how warm.
    pub warmest: Option<(String, String, f64)>,
    /// Days since the last contact with anyone there.
    pub silence_days: Option<i64>,
}

/// The page of one.
pub struct OrganizationView {
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// The end of its page's address.
    pub slug: String,
    /// Its mail domains.
    pub domains: Vec<String>,
    /// What it works in.
    pub industry: IndustryView,
    /// The owner works there.
    pub is_own: bool,
    /// How many people of the network are there.
    pub total: usize,
    /// How it stands in numbers; `None` of too few colleagues.
    pub figures: Option<Figures>,
    /// How deep it is covered; not of the owner's own.
    pub depth: Option<Depth>,
    /// Somebody there is a colleague whom colleague mode spares.
    pub has_spared: bool,
    /// The first with whom there was contact.
    pub only: Option<String>,
    /// The closest of them.
    pub closest: Option<String>,
    /// The closest people there.
    pub rows: Vec<PersonRow>,
    /// Who of the owner's side is in touch.
    pub covers: Vec<Covering>,
    /// What took place.
    pub moments: Vec<Moment>,
    /// The moment before which there is more, in microseconds.
    pub earlier: Option<i64>,
}

/// The owner's ties with the people of an organization.
pub struct Depth {
    /// How many of each fifth of warmth, the dormant first.
    pub bands: [usize; 5],
    /// How many are live.
    pub live: usize,
    /// How many were a quarter ago.
    pub before: usize,
    /// The one who holds it alone, if losing them would be a loss: the end of their page's address, and their name.
    pub thread: Option<(String, String)>,
    /// Others there whom the owner was in touch with.
    pub others: Vec<(String, String)>,
}

/// Somebody of the owner's side.
pub struct Covering {
    /// The end of their page's address and their name; `None` for the owner.
    pub who: Option<(String, String)>,
    /// With how many people there they are in touch.
    pub ties: usize,
    /// The names of some of these.
    pub with: Vec<String>,
    /// With whom most warmly, and how warm that is; `None` where it is not told.
    pub warmest: Option<(String, f64)>,
    /// Days since their last contact with anyone there.
    pub silence_days: i64,
}

/// An interaction with people of the organization.
pub struct Moment {
    /// The day, as the owner reads it.
    pub when: String,
    /// `email`, `meeting`, `call`, `message` or `in person`.
    pub kind: &'static str,
    /// One of them wrote it or called it.
    pub from_them: bool,
    /// Subject or title.
    pub title: String,
    /// Who of them took part: the end of their page's address, and their name.
    pub people: Vec<(String, String)>,
}

/// The list of the largest, or of those that hang by one tie.
pub fn list(look: &Look, view: &ListView) -> Markup {
    if view.all == 0 {
        return html! {
            (pagehead(None, words::TITLE, None, None))
            (empty(words::NONE_YET, words::NONE_YET_WORDS, None))
        };
    }
    let n = |count: usize| look.number(count as i64);
    let dek = match view.listed {
        Listing::Single => words::SINGLE_WORDS.to_owned(),
        Listing::Unknown => words::INDUSTRY_UNKNOWN_WORDS.to_owned(),
        Listing::Largest => words::list_dek(&n(view.all), view.shown.len(), view.all),
        Listing::Industry(one, all) => {
            words::in_industry(view.shown.len(), all, industry_words::industry(one))
        }
    };
    let (title, none) = match view.listed {
        Listing::Unknown => (words::NONE_UNKNOWN, words::NONE_UNKNOWN_WORDS),
        Listing::Industry(..) => (words::NONE_IN_IT, words::NONE_IN_IT_WORDS),
        _ => (words::NONE_SINGLE, words::NONE_SINGLE_WORDS),
    };
    html! {
        (pagehead(None, words::TITLE, Some(html! { (dek) }), None))
        nav.lists aria-label=(words::LISTS) {
            @for (href, label, count, is_current) in lists(view) {
                a href=(href) aria-current=[is_current.then_some("page")] { (label) " " span.num { (n(count)) } }
            }
        }
        @if view.shown.is_empty() { (empty(title, none, None)) }
        @else { (table(look, &view.shown)) }
    }
}

/// The lists there are: where, what each is called, how many it has, whether it is shown.
fn lists(view: &ListView) -> Vec<(String, &'static str, usize, bool)> {
    let (shown, by_one, unknown) = (view.listed, words::BY_ONE, words::UNKNOWN);
    let mut lists = vec![
        ("/organizations".to_owned(), words::LARGEST, view.all, shown == Listing::Largest),
        (format!("/organizations?held={by_one}"), words::SINGLE, view.single, shown == Listing::Single),
        (
            format!("/organizations?industry={unknown}"),
            words::INDUSTRY_UNKNOWN,
            view.without_industry,
            shown == Listing::Unknown,
        ),
    ];
    if let Listing::Industry(one, all) = shown {
        let href = format!("/organizations?industry={}", one.word());
        lists.push((href, industry_words::industry(one), all, true));
    }
    lists
}

fn table(look: &Look, shown: &[Summary]) -> Markup {
    html! {
        div.scroll {
            table.data.fold {
                caption.sr { (words::TITLE) }
                thead {
                    tr {
                        th scope="col" { (words::NAME) }
                        th.r scope="col" { (words::PEOPLE) }
                        th.r scope="col" { (words::LIVE) }
                        th scope="col" { (words::WARMEST) }
                        th.r scope="col" { (words::LAST) }
                        th scope="col" { (words::INDUSTRY) }
                        th scope="col" { (words::DOMAINS) }
                    }
                }
                tbody { @for one in shown { (summary(look, one)) } }
            }
        }
    }
}

fn summary(look: &Look, one: &Summary) -> Markup {
    html! {
        tr {
            th.f1 scope="row" {
                a.name href=(one.href) { bdi { (one.name) } }
                @if one.is_own { " " span.tag { (words::OWN) } }
                @if one.hangs_by_one { " " span.tag { (words::ONE_TIE) } }
            }
            td.f2.r { (look.number(one.people as i64)) span.phone-only.muted { " " (words::PEOPLE) } }
            td.fx.r { @if let Some(live) = one.live { (look.number(live as i64)) } }
            td.full {
                @if let Some((slug, name, points)) = &one.warmest {
                    span.row { (warmth(*points)) a.quietlink href={ "/people/" (slug) } { bdi { (name) } } }
                }
            }
            td.fx.r { @if let Some(days) = one.silence_days { (people_words::days(&look.number(days))) } }
            td.fx.muted { @if let Some(industry) = one.industry { (industry) } }
            td.fx.muted { (one.domains.join(", ")) }
        }
    }
}

/// The page of one.
pub fn organization(look: &Look, view: &OrganizationView) -> Markup {
    let headline = match view.is_own {
        true => words::own_headline(&view.name, view.total),
        false => {
            let figures = view.figures.map(|f| (f.in_contact, f.warm.unwrap_or_default()));
            let (ties, warm) = figures.unwrap_or_default();
            let thread = view.depth.as_ref().and_then(|depth| depth.thread.as_ref());
            let holder = thread.map(|(_, name)| name.as_str());
            words::headline(&view.name, ties, warm, view.only.as_deref(), holder)
        }
    };
    let total = look.number(view.total as i64);
    let closest = view.closest.as_deref().filter(|_| !view.is_own);
    let dek = words::dek(&total, closest);
    let more = (view.total > view.rows.len()).then(|| words::more(&total));
    let all = html! {
        a.link href={ "/people?org=" (view.slug) } { (more.as_deref().unwrap_or(words::IN_PEOPLE)) }
    };
    let path = html! { a.btn href={ "/map/paths?at=" (view.slug) } { (crate::words::paths::TITLE) } };
    html! {
        (pagehead(Some(words::KICKER), &headline, Some(html! { (dek) }), Some(path)))
        @if let Some(shown) = view.figures { (figures(look, view, shown)) }
        @if view.has_spared { (spared()) }
        @if let Some(depth) = &view.depth { (warning(view, depth)) }
        div.cols {
            div {
                (sec("people-there", words::PEOPLE_THERE, Some(all), people(look, view)))
                (sec("lately", words::LATELY, None, lately(view)))
            }
            (rail(look, view))
        }
    }
}

/// What stands beside the people: how deep it is covered, by whom, what it works in, and its domains.
fn rail(look: &Look, view: &OrganizationView) -> Markup {
    html! {
        aside {
            @if let Some(depth) = view.depth.as_ref().filter(|depth| depth.bands.iter().any(|n| *n > 0)) {
                (sec("depth", words::DEPTH, None, bands(look, depth)))
            }
            @if !view.is_own { (sec("covers", words::COVERED_BY, None, covers(look, view))) }
            (sec("industry", words::INDUSTRY, None, industry::section(&view.href, &view.industry)))
            @if !view.domains.is_empty() {
                (sec("domains", words::DOMAINS, None, html! {
                    ul.facts { @for domain in view.domains.iter().take(12) { li { (domain) } } }
                }))
            }
        }
    }
}

fn figures(look: &Look, view: &OrganizationView, shown: Figures) -> Markup {
    let count = |n: usize| look.number(n as i64);
    let silence = shown.silence_days.map_or("–".to_owned(), |days| look.number(i64::from(days)));
    let live = view.depth.as_ref().map(|depth| count(depth.live));
    let before = view.depth.as_ref().map(|depth| words::a_quarter_ago(&count(depth.before)));
    let all = [
        (words::PEOPLE, Some(count(view.total)), None),
        (words::IN_CONTACT, Some(count(shown.in_contact)), None),
        (words::LIVE, live, before),
        (words::WARM, shown.warm.map(count), None),
        (words::SILENCE, Some(silence), None),
    ];
    html! {
        dl.figures {
            @for (name, figure, beside) in &all {
                @if let Some(figure) = figure {
                    div { dt { (name) } dd { (figure) @if let Some(beside) = beside { small { (beside) } } } }
                }
            }
        }
    }
}

/// That it hangs by one tie, and what to do about it.
fn warning(view: &OrganizationView, depth: &Depth) -> Markup {
    let Some((slug, name)) = &depth.thread else { return html! {} };
    let others = html! {
        @for (at, (slug, name)) in depth.others.iter().enumerate() {
            @if at > 0 { (words::OR) } a.link href={ "/people/" (slug) } { bdi { (name) } }
        }
    };
    let said = html! {
        b { a.link href={ "/people/" (slug) } { bdi { (name) } } (words::holds_alone(&view.name)) } " "
        (words::IF_THEY_GO) " "
        @if depth.others.is_empty() { (words::ask_for_another(name)) }
        @else { (words::WAKE_ANOTHER) (others) (words::or_ask(name)) }
    };
    notice(said, None)
}

/// The ties by warmth, and how many were live a quarter ago.
fn bands(look: &Look, depth: &Depth) -> Markup {
    html! {
        ul.facts {
            @for (band, count) in Band::ALL.iter().zip(depth.bands).rev().filter(|(_, count)| *count > 0) {
                li { span.warmth { (band_mark(*band)) (band.word()) } span.num { (look.number(count as i64)) } }
            }
        }
        p.meta { (words::trend(depth.live, depth.before)) }
    }
}

/// Why there are no more numbers of colleagues.
fn spared() -> Markup {
    html! {
        p.meta.spared { (colleagues_words::ON_ORGANIZATION) " " a.link href="/settings/colleagues" { (colleagues_words::WHY) } }
    }
}

fn people(look: &Look, view: &OrganizationView) -> Markup {
    html! {
        table.data.fold {
            caption.sr { (words::PEOPLE_THERE) }
            thead {
                tr {
                    th scope="col" { (people_words::NAME) }
                    th scope="col" { (people_words::WARMTH) }
                    th scope="col" { (people_words::WEEKS) }
                    th.r scope="col" { (people_words::LAST) }
                }
            }
            tbody { @for row in &view.rows { (person(look, row)) } }
        }
    }
}

fn person(look: &Look, row: &PersonRow) -> Markup {
    html! {
        tr {
            th.f1 scope="row" {
                span.who.bare {
                    span {
                        (name_link(&row.slug, &row.name, row.country.as_deref()))
                        @if let Some(name) = &row.native { " " (native(name, row.country.as_deref())) }
                    }
                    @if !row.title.is_empty() { span.sub { (row.title) } }
                }
            }
            td.f2 {
                @match row.warmth {
                    Some(points) => (warmth(points)),
                    None if row.is_spared => span.muted { (people_words::COLLEAGUE) },
                    None => span.muted { (people_words::NO_CONTACT) },
                }
            }
            td.full { @if let Some(drawn) = &row.strip { (strip(drawn)) } }
            td.fx.r { @if let Some(days) = row.silence_days { (people_words::days(&look.number(days))) } }
        }
    }
}

fn covers(look: &Look, view: &OrganizationView) -> Markup {
    html! {
        @if view.covers.is_empty() { p { (words::NOBODY_COVERS) } }
        ul.list {
            @for cover in view.covers.iter().take(COVERS) {
                li {
                    span.row.apart {
                        @match &cover.who {
                            Some((slug, name)) => (name_link(slug, name, None)),
                            None => span.name { (words::YOU) },
                        }
                        @if let Some((_, points)) = &cover.warmest { (warmth(*points)) }
                    }
                    p.meta {
                        @for (at, name) in cover.with.iter().enumerate() { @if at > 0 { ", " } bdi { (name) } }
                        @if cover.ties > cover.with.len() { " " (words::others_there(cover.ties - cover.with.len())) }
                        "; "
                        @if let Some((name, _)) = &cover.warmest { (words::warmest(name)) ", " }
                        (look.ago_days(cover.silence_days))
                    }
                }
            }
        }
        p.meta {
            @if view.covers.len() > COVERS { (words::others(view.covers.len() - COVERS)) ", " }
            (words::AS_SEEN)
        }
    }
}

fn lately(view: &OrganizationView) -> Markup {
    if view.moments.is_empty() {
        return html! { p.muted { (if view.only.is_some() { words::ONLY_IN_LISTS } else { words::NOTHING_YET }) } };
    }
    html! {
        ol.timeline {
            @for moment in &view.moments {
                li {
                    time { (moment.when) }
                    (icon(symbol(moment.kind)))
                    div {
                        p { (moment.title) }
                        p.meta {
                            (words::took_place(moment.kind, moment.from_them))
                            @for (at, (slug, name)) in moment.people.iter().enumerate() {
                                @if at > 0 { "," } " " a.link href={ "/people/" (slug) } { bdi { (name) } }
                            }
                        }
                    }
                }
            }
        }
        @if let Some(before) = view.earlier {
            p.meta { a.link href={ (view.href) "?before=" (before) "#lately" } { (words::EARLIER) } }
        }
    }
}

fn symbol(kind: &str) -> &'static str {
    match kind {
        "meeting" => "calendar",
        "call" => "phone",
        "message" => "message-circle",
        "in person" => "users",
        _ => "mail",
    }
}
