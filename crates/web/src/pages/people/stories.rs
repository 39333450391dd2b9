//! The list as it is written, from plain structs.

use app::features::snapshot::Kind;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::PersonRow;
use super::query::Asked;
use super::view::{self, Found, List, PeopleView};
use crate::look::Look;
use crate::parts::{Strip, StripWeek, WEEKS};

fn look() -> Look {
    Look::plain(TimeZone::UTC, Timestamp::UNIX_EPOCH)
}

fn keiko() -> PersonRow {
    let mut weeks = [StripWeek::default(); WEEKS];
    weeks[44] = StripWeek { up: 1, down: 3 };
    PersonRow {
        id: 7,
        slug: "keiko-watanabe".into(),
        name: "Keiko Watanabe".into(),
        native: Some("渡辺 恵子".into()),
        country: Some("JP".into()),
        title: "Managing Director".into(),
        organization: Some(("sakai-bearings".into(), "Sakai Bearings".into())),
        is_key: true,
        warmth: Some(74.2),
        is_spared: false,
        is_one_sided: false,
        closeness: Some(51.0),
        trend: Some(-6),
        strip: Some(Strip { weeks, silence_days: Some(47), is_overdue: true }),
        silence_days: Some(47),
        past_days: Some(26),
        is_drifting: true,
        place: Some(("Japan".into(), Some("by a telephone number"))),
        local_time: Some("15:40".into()),
    }
}

fn stranger() -> PersonRow {
    PersonRow {
        id: 8,
        slug: "noor".into(),
        name: "Noor <script>".into(),
        native: None,
        country: None,
        title: String::new(),
        organization: None,
        is_key: false,
        warmth: None,
        is_spared: false,
        is_one_sided: false,
        closeness: None,
        trend: None,
        strip: None,
        silence_days: None,
        past_days: None,
        is_drifting: false,
        place: None,
        local_time: None,
    }
}

fn found(rows: Vec<PersonRow>, total: usize) -> Found {
    Found { total, everyone: 412, asked: Asked::list(Kind::Drifting), rows, changes: true, nearest: None }
}

/// Each element on a line of its own.
fn written(markup: maud::Markup) -> String {
    markup.into_string().replace("><", ">\n<")
}

#[test]
fn a_row_says_all_that_is_known_and_nothing_that_is_not() {
    insta::assert_snapshot!(written(view::found(&look(), &found(vec![keiko(), stranger()], 60))));
}

#[test]
fn nobody_found_names_the_nearest() {
    let nearest = Some(("keiko-watanabe".to_owned(), "Keiko Watanabe".to_owned()));
    insta::assert_snapshot!(written(view::found(&look(), &Found { nearest, ..found(Vec::new(), 0) })));
}

#[test]
fn while_the_first_files_are_read_the_page_says_so() {
    let said = view::nobody_yet(true, true).into_string();
    assert!(said.contains("being read") && said.contains(r#"href="/sources""#), "{said}");
    let to_a_reader = view::nobody_yet(false, true).into_string();
    assert!(to_a_reader.contains("being read") && !to_a_reader.contains("href"), "{to_a_reader}");
}

#[test]
fn the_first_time_there_is_nobody() {
    let view = PeopleView {
        lists: vec![List { href: "/people".into(), label: "Everyone", count: 0, is_current: true }],
        everyone: 0,
        key: 0,
        drifting: 0,
        runs: true,
        is_reading: false,
        filters: view::Filters {
            text: String::new(),
            list: "",
            bands: Vec::new(),
            organizations: Vec::new(),
            industries: Vec::new(),
            countries: Vec::new(),
            drift: Vec::new(),
            lasts: Vec::new(),
            sorts: Vec::new(),
        },
        found: found(Vec::new(), 0),
    };
    insta::assert_snapshot!(written(view::people(&look(), &view)));
}
