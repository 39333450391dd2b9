//! What would be if somebody left, as markup.

use maud::{Markup, html};

use super::picture::{HEIGHT, Picture, WIDTH};
use crate::look::Look;
use crate::parts::{name_link, on_its_way, pagehead, sec};
use crate::words::{paths as path_words, without as words};

/// Everything the page shows.
#[derive(Debug)]
pub(super) struct View {
    pub picture: Picture,
    pub gone: Vec<Gone>,
    /// Whose network it is, if that is neither the owner's nor their side's.
    pub of: Option<String>,
    /// It is the owner's alone.
    pub is_mine: bool,
    pub organizations: Vec<LostRow>,
    pub all_organizations: usize,
    pub thinner: Vec<ThinnerRow>,
    pub all_thinner: usize,
    /// How many of them would be held by one tie alone.
    pub now_alone: usize,
    pub people: Vec<Named>,
    pub all_people: usize,
    pub further: Vec<Moved>,
    pub all_further: usize,
    pub heirs: Vec<HeirRow>,
    /// Before and after, in the order of their names.
    pub figures: [[usize; 5]; 2],
    pub whose: Vec<Choice>,
    /// The address of this question, and of what the form that adds somebody keeps of it.
    pub here: String,
    pub and: String,
    pub whose_word: String,
    /// Whom a text may mean, with the address of the question with them; nothing without a text.
    pub proposed: Option<Vec<(String, Named)>>,
}

/// Somebody with a page.
#[derive(Debug)]
pub(super) struct Named {
    pub slug: String,
    pub name: String,
    pub country: Option<String>,
}

/// Somebody who would be gone.
#[derive(Debug)]
pub(super) struct Gone {
    pub who: Named,
    /// The question without them; none if they are the only one.
    pub keep: Option<String>,
}

/// An organization nobody would hold.
#[derive(Debug)]
pub(super) struct LostRow {
    pub href: String,
    pub name: String,
    pub held: Vec<String>,
    pub more: usize,
}

/// An organization that would be held by fewer ties.
#[derive(Debug)]
pub(super) struct ThinnerRow {
    pub href: String,
    pub name: String,
    pub ties: String,
}

/// Somebody further away.
#[derive(Debug)]
pub(super) struct Moved {
    pub who: Named,
    pub steps: String,
}

/// Somebody who could take over.
#[derive(Debug)]
pub(super) struct HeirRow {
    pub who: Named,
    pub why: String,
}

/// A point of view.
#[derive(Debug)]
pub(super) struct Choice {
    pub href: String,
    pub name: String,
    pub is_chosen: bool,
}

/// The network is being read.
pub(super) fn reading() -> Markup {
    let again = html! { a.btn.primary href="" { (path_words::AGAIN) } };
    html! {
        (pagehead(Some(words::KICKER), path_words::READING, None, None))
        (on_its_way(path_words::READING, path_words::READING_WORDS, again))
    }
}

/// The page.
pub(super) fn without(look: &Look, view: &View) -> Markup {
    let names: Vec<&str> = view.gone.iter().map(|gone| gone.who.name.as_str()).collect();
    let headline =
        words::headline(&words::named(&names), view.all_organizations, view.all_further, view.now_alone);
    let dek = words::dek(view.of.as_deref(), view.is_mine, view.all_people);
    html! {
        (pagehead(Some(words::KICKER), &headline, Some(html! { (dek) }), None))
        div.cols {
            div {
                (figures(look, view))
                @if !view.picture.hanging.is_empty() { (drawn(view)) }
                (sec("held", words::ORGANIZATIONS, None, organizations(view)))
                @if !view.thinner.is_empty() { (sec("thinner", words::THINNER, None, thinner(view))) }
                @if !view.people.is_empty() { (sec("people", words::PEOPLE, None, people(view))) }
                (sec("further", words::FURTHER, None, further(view)))
            }
            aside {
                (sec("heirs", words::HEIRS, None, heirs(view)))
                (sec("whose", words::WHOSE, None, whose(view)))
                (sec("others", words::ADD, None, others(view)))
                p.meta { (words::LIVE) " " (words::AS_SEEN) }
            }
        }
    }
}

fn link(who: &Named) -> Markup {
    name_link(&who.slug, &who.name, who.country.as_deref())
}

fn figures(look: &Look, view: &View) -> Markup {
    let [before, after] = view.figures.map(|figures| figures.map(|n| look.number(n as i64)));
    html! {
        div.scroll.figures-then {
            table.data {
                caption.sr { (words::FIGURES) }
                thead { tr {
                    th scope="col" { span.sr { (words::FIGURES) } }
                    th.r scope="col" { (words::BEFORE) }
                    th.r scope="col" { (words::AFTER) }
                } }
                tbody {
                    @for (name, (before, after)) in words::FIGURE_NAMES.iter().zip(before.iter().zip(&after)) {
                        tr {
                            th scope="row" { (name) }
                            td.r { (before) }
                            td.r.strong[before != after] { (after) }
                        }
                    }
                }
            }
        }
    }
}

fn drawn(view: &View) -> Markup {
    let described = words::described(view.all_organizations, view.all_people);
    html! {
        figure.twofold {
            @for (is_after, words) in [false, true].into_iter().zip(&described) {
                svg.net viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-label=(words) {
                    (half(view, is_after))
                }
            }
            figcaption.meta { span { (words::BEFORE) } span { (words::AFTER) } }
        }
    }
}

fn half(view: &View, is_after: bool) -> Markup {
    let Picture { gone, hanging } = &view.picture;
    let centre = [WIDTH / 2.0, HEIGHT / 2.0];
    let line = |a: [f32; 2], b: [f32; 2]| format!("M{:.0} {:.0}L{:.0} {:.0}", a[0], a[1], b[0], b[1]);
    let inner = gone.iter().map(|(at, _)| line(centre, *at));
    let outer = hanging.iter().filter_map(|(at, _, on)| Some(line(gone.get(*on)?.0, *at)));
    let lines: String = inner.chain(outer).collect();
    html! {
        path.e.loose[is_after] d=(lines) {}
        circle.n.nf cx=(centre[0]) cy=(centre[1]) r="8" {}
        text.key x=(centre[0]) y=(centre[1] + 24.0) text-anchor="middle" { (view.of.as_deref().unwrap_or(words::YOU)) }
        @for ([x, y], name) in gone {
            circle.n.gone[is_after] cx=(units(*x)) cy=(units(*y)) r="6" {}
            text.key.gone[is_after] x=(units(*x)) y=(units(y - 11.0)) text-anchor="middle" { (name) }
        }
        @for ([x, y], name, _) in hanging {
            circle.n.nf.loose[is_after] cx=(units(*x)) cy=(units(*y)) r="4.5" {}
            text.com x=(units(*x)) y=(units(y + 17.0)) text-anchor="middle" { (short(name)) }
        }
    }
}

/// A tenth of a unit is finer than a screen.
fn units(at: f32) -> String {
    format!("{at:.1}")
}

/// As much of a name as fits beside its neighbours.
fn short(name: &str) -> String {
    const MOST: usize = 14;
    if name.chars().count() <= MOST {
        name.to_owned()
    } else {
        name.chars().take(MOST - 1).chain(['…']).collect()
    }
}

fn more(all: usize, shown: usize) -> Markup {
    html! { @if all > shown { p.meta { (words::more(all - shown)) } } }
}

fn organizations(view: &View) -> Markup {
    html! {
        @if view.organizations.is_empty() { p.muted { (words::NO_ORGANIZATION) } }
        ul.list {
            @for lost in &view.organizations {
                li {
                    a.name href=(lost.href) { bdi { (lost.name) } }
                    p.meta { (lost.held.join("; ")) @if lost.more > 0 { " " (words::more(lost.more)) } }
                }
            }
        }
        (more(view.all_organizations, view.organizations.len()))
    }
}

fn thinner(view: &View) -> Markup {
    html! {
        table.data {
            caption.sr { (words::THINNER) }
            thead { tr { th scope="col" { (words::ORGANIZATION) } th.r scope="col" { (words::TIES) } } }
            tbody {
                @for one in &view.thinner {
                    tr { th scope="row" { a.name href=(one.href) { bdi { (one.name) } } } td.r { (one.ties) } }
                }
            }
        }
        (more(view.all_thinner, view.thinner.len()))
    }
}

fn people(view: &View) -> Markup {
    html! {
        ul.facts { @for who in &view.people { li { (link(who)) } } }
        (more(view.all_people, view.people.len()))
    }
}

fn further(view: &View) -> Markup {
    if view.further.is_empty() {
        return html! { p.muted { (words::NOBODY_FURTHER) } };
    }
    html! {
        table.data {
            caption.sr { (words::FURTHER) }
            thead { tr { th scope="col" { (words::NAME) } th.r scope="col" { (words::STEPS) } } }
            tbody {
                @for moved in &view.further {
                    tr { th scope="row" { (link(&moved.who)) } td.r { (moved.steps) } }
                }
            }
        }
        (more(view.all_further, view.further.len()))
    }
}

fn heirs(view: &View) -> Markup {
    html! {
        @if view.heirs.is_empty() { p.muted { (words::NO_HEIR) } }
        ul.list { @for heir in &view.heirs { li { (link(&heir.who)) p.meta { (heir.why) } } } }
    }
}

fn whose(view: &View) -> Markup {
    html! {
        ul.facts {
            @for choice in &view.whose {
                li {
                    @if choice.is_chosen { b aria-current="true" { (choice.name) } }
                    @else { a.link href=(choice.href) { bdi { (choice.name) } } }
                }
            }
        }
        p.meta { (words::THEIRS_WORDS) }
    }
}

fn others(view: &View) -> Markup {
    let path = view.here.split('?').next().unwrap_or_default();
    html! {
        @if view.gone.len() > 1 {
            ul.facts {
                @for gone in &view.gone {
                    li {
                        (link(&gone.who))
                        @if let Some(keep) = &gone.keep { a.link href=(keep) { (words::keep(&gone.who.name)) } }
                    }
                }
            }
        }
        form.searchline method="get" action=(path) {
            @if !view.and.is_empty() { input type="hidden" name="and" value=(view.and); }
            @if !view.whose_word.is_empty() { input type="hidden" name="for" value=(view.whose_word); }
            label for="add" { (words::NAME) }
            span.row { input.input #add name="add" autocomplete="off"; button.btn { (words::ADD_BUTTON) } }
        }
        @if let Some(proposed) = &view.proposed {
            p { (if proposed.is_empty() { words::NOBODY_FOUND } else { words::MEANT }) }
            ul.facts { @for (href, who) in proposed { li { a.link href=(href) { bdi { (who.name) } } } } }
        }
    }
}

/// The page before anybody is named.
pub(super) fn choose(people: &[(String, Named)], is_search: bool) -> Markup {
    let title = match (people.is_empty(), is_search) {
        (true, true) => words::NOBODY_FOUND,
        (_, true) => words::MEANT,
        (_, false) => words::CLOSEST,
    };
    html! {
        (pagehead(None, words::KICKER, Some(html! { (words::CHOOSE) }), None))
        form.searchline method="get" action="/map/without" {
            label for="add" { (words::NAME) }
            span.row { input.input #add type="search" name="add" autocomplete="off"; button.btn.primary { (words::CHOOSE_BUTTON) } }
        }
        (sec("whom", title, None, html! {
            ul.facts { @for (href, who) in people { li { a.link href=(href) { bdi { (who.name) } } } } }
        }))
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::tz::TimeZone;

    use super::*;

    fn named(name: &str) -> Named {
        Named { slug: name.to_lowercase(), name: name.into(), country: None }
    }

    #[test]
    fn before_anybody_is_named_there_is_a_choice() {
        let drawn = choose(&[("/map/without/ben".into(), named("Ben"))], false).into_string();
        assert!(drawn.contains(words::CLOSEST) && drawn.contains(r#"href="/map/without/ben""#), "{drawn}");
        assert!(choose(&[], true).into_string().contains(words::NOBODY_FOUND));
    }

    #[test]
    fn without_ben_and_carl_nobody_holds_the_supplier() {
        let view = View {
            picture: Picture {
                gone: vec![([180.0, 88.0], "Ben".into()), ([180.0, 212.0], "Carl".into())],
                hanging: vec![([180.0, 28.0], "Supplier of castings".into(), 0)],
            },
            gone: vec![
                Gone { who: named("Ben"), keep: Some("/map/without/carl".into()) },
                Gone { who: named("Carl"), keep: Some("/map/without/ben".into()) },
            ],
            of: None,
            is_mine: false,
            organizations: vec![LostRow {
                href: "/organizations/supplier".into(),
                name: "Supplier".into(),
                held: vec!["held by Ben, with Sue".into()],
                more: 1,
            }],
            all_organizations: 1,
            thinner: vec![ThinnerRow {
                href: "/organizations/bank".into(),
                name: "Bank".into(),
                ties: words::ties(5, 2),
            }],
            all_thinner: 1,
            now_alone: 0,
            people: vec![named("Sue")],
            all_people: 3,
            further: vec![Moved { who: named("Sue"), steps: words::steps(2, None) }],
            all_further: 1,
            heirs: vec![HeirRow {
                who: named("Eva"),
                why: words::heir(true, Some(4), &["Ana", "Kim"], &["Sue"]),
            }],
            figures: [[40, 90, 39, 12, 3], [37, 80, 36, 11, 3]],
            whose: vec![Choice {
                href: "/map/without/ben?and=carl".into(),
                name: words::OURS.into(),
                is_chosen: true,
            }],
            here: "/map/without/ben?and=carl".into(),
            and: "carl".into(),
            whose_word: String::new(),
            proposed: Some(vec![("/map/without/ben?and=carl,kim".into(), named("Kim"))]),
        };
        let look = Look::plain(TimeZone::UTC, Timestamp::UNIX_EPOCH);
        insta::assert_snapshot!(without(&look, &view).into_string().replace("><", ">\n<"));
    }
}
