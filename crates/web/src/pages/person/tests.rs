//! What the page makes of plain values.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::access::Member;
use app::features::details::Kind;
use app::features::identities::ShownAddress;
use app::features::interactions::Note;
use app::features::people::{Habits, Nature, QuarterAgo, TieFigures};
use app::features::portrait::{Entry, Numbers, Other, Portrait, Timeline, Touches, Way};
use app::features::snapshot::{CountryFrom, PersonLine};
use app::features::today::Later;
use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::TimeZone;
use model::Receipt;

use super::asked::Asked;
use super::habits::{Habit, HabitsView, Then, Trend};
use super::receipt::{Compared, ReceiptRow};
use super::shown::{Head, May, Meter, Meters, PersonView};
use super::view;
use crate::look::Look;
use crate::parts::Band;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn look() -> Look {
    Look::plain(TimeZone::UTC, at("2026-11-17T12:00:00Z"))
}

fn line(id: i64, slug: &str, name: &str) -> PersonLine {
    PersonLine {
        id,
        slug: slug.into(),
        name: name.into(),
        name_folded: name.to_lowercase(),
        native_name: None,
        nature: Nature::Person,
        is_gone: false,
        is_owner: false,
        is_colleague: false,
        is_spared: false,
        is_private: false,
        key: None,
        word: None,
        is_never: false,
        cadence_days: None,
        snoozed_until: None,
        dismissals: 0,
        organization: None,
        title: String::new(),
        city: None,
        country: None,
        country_from: CountryFrom::Said,
        zone: None,
        birthday: None,
        addresses: String::new(),
        has_mail: true,
        has_phone: false,
        tie: None,
        history: None,
        elsewhere: None,
        candidate: None,
    }
}

fn figures() -> TieFigures {
    TieFigures {
        warmth: Some(44.0),
        closeness: Some(61.0),
        p_30_days: Some(0.4),
        usual_gap_days: Some(21.0),
        drift: Some(74.0),
        silence_days: 47.0,
        first_contact: date(2024, 5, 24),
        last_contact: date(2026, 10, 1),
        active_days: 60,
        touches: [70, 60, 14],
        is_relationship: true,
    }
}

fn receipt(value: f64) -> Receipt {
    Receipt { value, baseline: 10.0, terms: Vec::new() }
}

fn meter(title: &'static str, now: i64, band: Option<Band>) -> Meter {
    let row = |what: &str, points, touches: &str, evidence: Option<&str>| ReceiptRow {
        what: what.into(),
        points,
        touches: touches.into(),
        evidence: evidence.map(Into::into),
    };
    Meter {
        title,
        now,
        before: Some(now + 8),
        band,
        falls: band.map(|_| "If nothing happens, Keiko Watanabe reads Cool on 2 December.".into()),
        rows: vec![
            row("Where a middling tie stands", 10, "", None),
            row("Meetings", now - 10, "9 in the last 90 days", Some("/people/keiko?kind=meeting#timeline")),
        ],
    }
}

fn portrait() -> Portrait {
    let told = |kind, value: &str| (kind, value.to_owned(), date(2026, 3, 1));
    Portrait {
        line: Arc::new(PersonLine {
            native_name: Some("渡辺 恵子".into()),
            country: Some("JP".into()),
            key: Some(true),
            tie: Some(figures()),
            ..line(7, "keiko", "Keiko Watanabe")
        }),
        numbers: Some(Numbers {
            now: figures(),
            quarter_ago: Some(QuarterAgo {
                day: date(2026, 8, 18),
                warmth: 52.0,
                closeness: 69.0,
                warmth_receipt: receipt(52.0),
                closeness_receipt: receipt(69.0),
            }),
            habits: Habits::default(),
            drift: Some(receipt(74.0)),
            elsewhere: None,
            falls: None,
            warmth: Some(receipt(44.0)),
            closeness: Some(receipt(61.0)),
        }),
        touches: vec![Touches {
            day: date(2026, 10, 1),
            by_owner: 2,
            by_them: 2,
            count: 1,
            by_channel: [0, 1, 0, 0, 0],
        }],
        addresses: vec![ShownAddress {
            kind: "email".into(),
            value: "keiko@sakai.example".into(),
            last_seen: Some(at("2026-10-01T07:00:00Z")),
            bounced_at: None,
            away_at: None,
        }],
        positions: vec![("Sakai Bearings".into(), "Head of Supply".into())],
        said: BTreeMap::from([(Kind::Interests, "Rowing <& sailing>".into())]),
        told: vec![told(Kind::Birthday, "--04-30")],
        notes: vec![Note {
            id: 3,
            at: at("2026-09-01T10:00:00Z"),
            text: "Moves in spring".into(),
            is_private: true,
            by: None,
        }],
        delegates: vec![(Member(2), "Jonas Lind".into())],
        others: vec![Other {
            line: Arc::new(PersonLine { is_colleague: true, ..line(9, "jonas", "Jonas Lindqvist") }),
            closeness: Some(38.0),
            touches: Some(12),
            last_contact: date(2026, 8, 12),
        }],
        others_count: 1,
    }
}

fn entry(id: i64, way: Way, title: &str) -> Entry {
    Entry {
        id,
        at: at("2026-10-01T07:00:00Z"),
        minutes: Some(45),
        way,
        title: title.into(),
        from_them: true,
        size: 2,
        is_cancelled: false,
        is_logged: way == Way::Call,
        by: (way == Way::Call).then(|| "Jonas Lindqvist".to_owned()),
        sources: vec!["inbox.mbox".into()],
    }
}

fn trend() -> Trend {
    let row = |what: &str, then, now, evidence: Option<&str>| Compared {
        what: what.into(),
        then: (then, evidence.map(Into::into)),
        now: (now, evidence.map(Into::into)),
    };
    let told = "Warmth fell from 52 to 44; closeness stayed at 61.".into();
    let rows = vec![
        row("Where a middling tie stands", 10, 10, None),
        row("Meetings", 42, 34, Some("/people/keiko?kind=meeting#what")),
    ];
    Trend { day: "18 August".into(), told, tables: vec![Then { title: "Warmth", points: (52, 44), rows }] }
}

fn habits() -> HabitsView {
    let row = Habit {
        what: "They answer within",
        figure: "3 working hours".into(),
        basis: "median of 14 answers, 3 March to 2 November".into(),
        evidence: "/people/keiko?kind=mail#what".into(),
    };
    HabitsView { rows: vec![row], notes: vec!["Counted in the working hours of who answers.".into()] }
}

fn keiko() -> PersonView {
    let entries = vec![entry(12, Way::Meeting, "Bearings for 2027"), entry(11, Way::Call, "")];
    PersonView {
        asked: Asked { slug: "keiko".into(), ..Asked::default() },
        day: date(2026, 11, 17),
        head: Head {
            name: "Keiko Watanabe".into(),
            native: Some("渡辺 恵子".into()),
            role: "Head of Supply, Sakai Bearings".into(),
            place: Some("Osaka, Japan".into()),
            local_time: Some("21:00 there, 9 hours ahead".into()),
            is_key: true,
            mail: Some("keiko@sakai.example".into()),
            phone: None,
        },
        verdict: "Steady, and cooling: 52 a quarter ago, 44 now.".into(),
        meters: Some(Meters {
            warmth: Some(meter("Warmth", 44, Some(Band::of(44.0)))),
            closeness: Some(meter("Closeness", 61, None)),
            drift: Some(meter("Drift", 74, None)),
        }),
        trend: Some(trend()),
        habits: habits(),
        portrait: portrait(),
        timeline: Timeline { entries, next: None },
        later: [18, 20, 24].map(|day| Later { day: date(2026, 11, day), good: None }),
        may: May { change: true, owns: true, private_notes: true },
    }
}

/// A tag a line, so that a difference is found.
fn drawn(view: &PersonView) -> String {
    view::person(&look(), view).0.replace("><", ">\n<")
}

#[test]
fn everything_is_known_of_her() {
    insta::assert_snapshot!(drawn(&keiko()));
}

#[test]
fn a_past_day_has_no_acts() {
    let mut past = keiko();
    past.asked.as_of = Some(date(2026, 3, 1));
    past.day = date(2026, 3, 1);
    if let Some(numbers) = &mut past.portrait.numbers {
        numbers.now.last_contact = date(2026, 1, 13);
    }
    insta::assert_snapshot!(drawn(&past));
}

#[test]
fn nothing_is_known_but_a_name() {
    let line = Arc::new(PersonLine { has_mail: false, ..line(8, "xu", "许") });
    let portrait = Portrait {
        delegates: Vec::new(),
        line,
        numbers: None,
        touches: Vec::new(),
        addresses: Vec::new(),
        positions: Vec::new(),
        said: BTreeMap::new(),
        told: Vec::new(),
        notes: Vec::new(),
        others: Vec::new(),
        others_count: 0,
    };
    let view = PersonView {
        head: Head { name: "许".into(), ..Head::default() },
        verdict: "No contact yet.".into(),
        meters: None,
        trend: None,
        habits: HabitsView::default(),
        portrait,
        timeline: Timeline::default(),
        ..keiko()
    };
    insta::assert_snapshot!(drawn(&view));
}

#[test]
fn of_a_colleague_warmth_is_not_told() {
    let mut view = keiko();
    view.verdict = "Last contact on 1 October.".into();
    view.meters = Some(Meters { warmth: None, closeness: None, drift: None });
    (view.trend, view.habits) = (None, HabitsView::default());
    view.portrait.others[0].closeness = None;
    view.portrait.others[0].touches = None;
    let page = drawn(&view);
    assert!(!page.contains("id=\"closeness\"") && !page.contains("class=\"meter"));
    let warmth = page.split_once("id=\"warmth\"").and_then(|(_, rest)| rest.split_once("</section>"));
    let others = page.split_once("id=\"others\"").and_then(|(_, rest)| rest.split_once("</section>"));
    insta::assert_snapshot!(format!("{}\n…\n{}", warmth.unwrap().0, others.unwrap().0));
}
