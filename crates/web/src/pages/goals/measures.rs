//! The measures as the page shows them: a figure, the one of a quarter ago, a sentence, and what it is made of.

use app::features::health::{Figures, Health, Spread};
use app::features::snapshot::Snapshot;
use model::PersonId;

use crate::look::Look;
use crate::pages::people::query::address;
use crate::words::goals as words;

/// A measure.
#[derive(Debug, Default)]
pub(super) struct Measure {
    /// The end of its address on the page.
    pub id: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// The figure, and the one of a quarter ago; none where it cannot be told.
    pub figures: Option<(String, String)>,
    /// What it says.
    pub sentence: String,
    /// What it is made of.
    pub terms: Vec<(String, String)>,
    /// Who is behind it, in lists of a title.
    pub named: Vec<(String, Vec<Row>)>,
}

/// Somebody or something behind a measure.
#[derive(Debug)]
pub(super) struct Row {
    /// Names with their pages.
    pub names: Vec<(String, String)>,
    /// How much, if it is told.
    pub value: String,
}

/// Where people and organizations are called something: in the network as it is now.
pub(super) struct Names<'a>(pub &'a Snapshot);

impl Names<'_> {
    fn person(&self, person: PersonId) -> Option<(String, String)> {
        let line = self.0.person(person)?;
        Some((format!("/people/{}", line.slug), line.name.clone()))
    }

    fn pair(&self, (a, b): (PersonId, PersonId)) -> Option<Row> {
        Some(Row { names: vec![self.person(a)?, self.person(b)?], value: String::new() })
    }

    fn organization(&self, slug: &str) -> Option<(String, String)> {
        let organization = self.0.organizations().by_slug(slug)?;
        Some((address(&format!("/organizations/{slug}")), organization.name.clone()))
    }

    fn thread(&self, slug: &str, person: PersonId) -> Option<Row> {
        let names = vec![self.organization(slug)?, self.person(person)?];
        Some(Row { names, value: String::new() })
    }
}

/// All of them, in the order of the page.
pub(super) fn all(look: &Look, health: &Health, names: &Names<'_>) -> Vec<Measure> {
    let (now, before) = (&health.now, &health.before);
    let diverse = |id, title, unit, of: fn(&Figures) -> &Spread| {
        spread(look, id, title, unit, [of(now), of(before)], now.live)
    };
    vec![
        live(look, health, names),
        threads(look, health, names),
        concentration(look, health, names),
        reciprocity(look, now, before),
        mixing(now, before),
        bridges(look, health, names),
        industries(look, health, names),
        diverse("countries", words::COUNTRIES, words::IN_COUNTRIES, |figures| &figures.countries),
        diverse("functions", words::FUNCTIONS, words::IN_FUNCTIONS, |figures| &figures.functions),
        diverse("levels", words::LEVELS, words::IN_LEVELS, |figures| &figures.levels),
    ]
}

fn count(look: &Look, n: usize) -> String {
    look.number(n as i64)
}

fn live(look: &Look, health: &Health, names: &Names<'_>) -> Measure {
    let cooled = health.named.cooled.iter().filter_map(|person| names.person(*person));
    let rows: Vec<Row> = cooled.map(|name| Row { names: vec![name], value: String::new() }).collect();
    Measure {
        id: "live",
        title: words::LIVE,
        figures: Some((count(look, health.now.live), count(look, health.before.live))),
        sentence: words::LIVE_MEANS.to_owned(),
        named: vec![(words::COOLED.to_owned(), rows)],
        ..Measure::default()
    }
}

fn threads(look: &Look, health: &Health, names: &Names<'_>) -> Measure {
    let (now, before) = (&health.now, &health.before);
    let rows = health.named.threads.iter().filter_map(|(slug, person)| names.thread(slug, *person)).collect();
    Measure {
        id: "threads",
        title: words::THREADS,
        figures: Some((count(look, now.single_threaded), count(look, before.single_threaded))),
        sentence: words::threads_mean(&count(look, now.organizations)),
        named: vec![(words::HELD_BY.to_owned(), rows)],
        ..Measure::default()
    }
}

fn concentration(look: &Look, health: &Health, names: &Names<'_>) -> Measure {
    let (now, before) = (&health.now.concentration, &health.before.concentration);
    let row = |(person, touches): &(PersonId, u64)| {
        Some(Row { names: vec![names.person(*person)?], value: look.number(*touches as i64) })
    };
    Measure {
        id: "concentration",
        title: words::CONCENTRATION,
        figures: now.share().map(|share| (words::percent(share), words::percent_or_none(before.share()))),
        sentence: words::concentration_means(now.share()),
        terms: vec![
            (words::TOUCHES.to_owned(), look.number(now.touches as i64)),
            (words::TOUCHES_TOP.to_owned(), look.number(now.top as i64)),
            (words::PEOPLE.to_owned(), count(look, now.people)),
            (words::GINI.to_owned(), words::beside(&words::two(now.gini), &words::two(before.gini))),
        ],
        named: vec![(words::TOP.to_owned(), health.named.top.iter().filter_map(row).collect())],
    }
}

fn reciprocity(look: &Look, now: &Figures, before: &Figures) -> Measure {
    let (now, before) = (&now.reciprocity, &before.reciprocity);
    let asked = count(look, now.both + now.ours_alone);
    Measure {
        id: "reciprocity",
        title: words::RECIPROCITY,
        figures: now.share().map(|share| (words::percent(share), words::percent_or_none(before.share()))),
        sentence: words::reciprocity_means(&asked, &count(look, now.both)),
        terms: vec![
            (words::BOTH.to_owned(), count(look, now.both)),
            (words::OURS_ALONE.to_owned(), count(look, now.ours_alone)),
            (words::THEIRS_ALONE.to_owned(), count(look, now.theirs_alone)),
        ],
        ..Measure::default()
    }
}

fn mixing(now: &Figures, before: &Figures) -> Measure {
    let title = words::MIXING;
    let Some(split) = &now.mixing else {
        return Measure { id: "mixing", title, sentence: words::TOO_FEW.to_owned(), ..Measure::default() };
    };
    let earlier = before.mixing.as_ref();
    let by_touches = (split.by_touches(), earlier.and_then(|split| split.by_touches()));
    Measure {
        id: "mixing",
        title,
        figures: Some((
            words::index(split.by_ties()),
            words::index(earlier.and_then(|split| split.by_ties())),
        )),
        sentence: words::mixing_means(split.by_ties(), split.by_touches()).to_owned(),
        terms: vec![
            (
                words::BY_TOUCHES.to_owned(),
                words::beside(&words::index(by_touches.0), &words::index(by_touches.1)),
            ),
            (words::INTERNAL.to_owned(), words::ties_and_touches(split.internal, split.internal_touches)),
            (words::EXTERNAL.to_owned(), words::ties_and_touches(split.external, split.external_touches)),
        ],
        ..Measure::default()
    }
}

fn bridges(look: &Look, health: &Health, names: &Names<'_>) -> Measure {
    let (now, before, named) = (&health.now.bonds, &health.before.bonds, &health.named);
    let pairs = |pairs: &[(PersonId, PersonId)]| pairs.iter().filter_map(|pair| names.pair(*pair)).collect();
    Measure {
        id: "bridges",
        title: words::BRIDGES,
        figures: Some((count(look, now.bridging), count(look, before.bridging))),
        sentence: words::BRIDGES_MEAN.to_owned(),
        terms: vec![
            (words::TIES_AMONG.to_owned(), words::beside(&count(look, now.ties), &count(look, before.ties))),
            (words::STRONG.to_owned(), words::beside(&count(look, now.strong), &count(look, before.strong))),
        ],
        named: vec![
            (words::gained(&count(look, named.gained.0)), pairs(&named.gained.1)),
            (words::lost(&count(look, named.lost.0)), pairs(&named.lost.1)),
        ],
    }
}

/// With the organizations that the owner could say it of.
fn industries(look: &Look, health: &Health, names: &Names<'_>) -> Measure {
    let (now, before) = (&health.now, &health.before);
    let spreads = [&now.industries, &before.industries];
    let row = |(slug, ties): &(String, usize)| {
        Some(Row { names: vec![names.organization(slug)?], value: count(look, *ties) })
    };
    let mut rows: Vec<Row> = health.named.without_industry.iter().filter_map(row).collect();
    if !rows.is_empty() {
        let all = ("/organizations?industry=unknown".to_owned(), words::ALL_WITHOUT_INDUSTRY.to_owned());
        rows.push(Row { names: vec![all], value: String::new() });
    }
    Measure {
        named: vec![(words::WITHOUT_INDUSTRY.to_owned(), rows)],
        ..spread(look, "industries", words::INDUSTRIES, words::IN_INDUSTRIES, spreads, now.live)
    }
}

fn spread(
    look: &Look,
    id: &'static str,
    title: &'static str,
    unit: &'static str,
    [now, before]: [&Spread; 2],
    live: usize,
) -> Measure {
    let mut terms = vec![(words::known(&count(look, now.known), &count(look, live)), String::new())];
    terms.extend(now.kinds.iter().map(|(kind, n)| (kind.clone(), count(look, *n))));
    terms.push((
        words::SHANNON.to_owned(),
        words::beside(&words::two(now.shannon), &words::two(before.shannon)),
    ));
    Measure {
        id,
        title,
        figures: (now.known > 1).then(|| (words::two(now.blau), words::two(before.blau))),
        sentence: words::spread_means(now.blau, now.known, unit),
        terms,
        ..Measure::default()
    }
}
