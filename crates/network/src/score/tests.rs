//! The scores of small files, and that they are the program's own numbers.

use model::{Channel, Direction, TouchKind};

use super::*;
use crate::days::TieDays;
use crate::moment::Moment;
use crate::numbers::numbers;

fn scores_of(text: &str, settings: &Settings) -> Scores {
    let mut reader = TouchesReader::new(settings.as_of);
    reader.push(text.as_bytes());
    score(reader.finish(), settings)
}

/// A year of touches among twelve people, from a fixed seed.
fn year() -> String {
    let mut seed = 42u64;
    let mut next = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let mut text = String::from("time,src,dst,kind\n");
    for touch in 0..4_000u64 {
        let (time, src, step) = (touch * 7_884 + next(3_000), next(12), 1 + next(3));
        let kind = ["email", "message", "meeting", "call"][next(4) as usize];
        text.push_str(&format!("{time},p{src},p{},{kind}\n", (src + step) % 12));
    }
    text
}

#[test]
fn a_file_gives_the_numbers_of_the_program() {
    let mut days = TieDays::new();
    let mail = TouchKind { channel: Channel::DirectMail, direction: Direction::Out };
    let mut text = String::new();
    for week in 0..20 {
        let time = week * 7 * 86_400 + 36_000;
        text.push_str(&format!("{time},1,2,email\n{},2,1,call\n", time + 60));
        days.add(Moment::from_seconds(time), mail, 1);
        days.add(
            Moment::from_seconds(time + 60),
            TouchKind { channel: Channel::Call, direction: Direction::In },
            1,
        );
    }
    let as_of = 20 * 7 * 86_400;
    let expected = numbers(&days, Moment::from_seconds(as_of)).unwrap();
    let scores = scores_of(&text, &Settings { as_of, horizon_days: 30.0, calibrate: false });
    let row = scores.rows().next().unwrap();
    assert_eq!((row.ego, row.contact), ("1", "2"));
    assert_eq!((row.warmth, row.closeness), (expected.warmth, expected.closeness));
    assert!((0.0..=1.0).contains(&row.p_touch) && (0.0..=1.0).contains(&row.drift));
    assert_eq!(scores.len(), 2);
}

/// Ana and Bob stopped two months ago, Ana and Cem are as regular as ever, Ana and Dan are a little late: a file's column
/// orders them as their silences do, by the constants that the program tells alarms by.
#[test]
fn drift_orders_ties_by_how_late_they_are() {
    let weekly = |friend: &str, weeks: std::ops::Range<i64>| -> String {
        let row = |week: i64| format!("{0},ana,{friend},email\n{0},{friend},ana,email\n", week * 604_800);
        weeks.map(row).collect()
    };
    let text = [weekly("bob", 0..31), weekly("cem", 0..40), weekly("dan", 0..37)].concat();
    let scores = scores_of(&text, &Settings { as_of: 40 * 604_800, horizon_days: 30.0, calibrate: false });
    let of = |friend: &str| scores.rows().find(|row| row.contact == friend).unwrap().drift;
    assert!(of("cem") < of("dan") && of("dan") < of("bob"), "{} {} {}", of("cem"), of("dan"), of("bob"));
    assert!(of("cem") < drift::FITTED.threshold && of("bob") >= drift::FITTED.threshold);
}

#[test]
fn calibrating_sees_nothing_after_the_moment() {
    let text = year();
    let settings = Settings { as_of: 250 * 86_400, horizon_days: 14.0, calibrate: true };
    let known: String = text
        .lines()
        .filter(|l| {
            l.starts_with('t') || l.split(',').next().unwrap().parse::<i64>().unwrap() <= settings.as_of
        })
        .map(|l| format!("{l}\n"))
        .collect();
    let (all, known) = (scores_of(&text, &settings), scores_of(&known, &settings));
    assert!(all.rows().eq(known.rows()));
    assert_eq!(all.is_refitted, known.is_refitted);
}

#[test]
fn csv_says_what_the_rows_say() {
    let settings = Settings { as_of: 300 * 86_400, horizon_days: 30.0, calibrate: false };
    let scores = scores_of(&year(), &settings);
    let text = String::from_utf8(scores.csv().flatten().collect()).unwrap();
    assert_eq!(text.lines().count(), scores.len());
    for (line, row) in text.lines().zip(scores.rows()) {
        let fields: Vec<&str> = line.split(',').collect();
        assert_eq!((fields[0], fields[1]), (row.ego, row.contact));
        for (field, number) in fields[2..].iter().zip([row.warmth, row.closeness, row.p_touch, row.drift]) {
            assert!((field.parse::<f64>().unwrap() - number).abs() < 1e-7, "{field} {number}");
        }
    }
}

#[test]
fn names_are_quoted_where_they_must_be() {
    let settings = Settings { as_of: 10, horizon_days: 1.0, calibrate: false };
    let scores = scores_of("1,\"Lopez, Ana\",bob\n2,\"Lopez, Ana\",bob\n", &settings);
    let text = String::from_utf8(scores.csv().flatten().collect()).unwrap();
    assert!(text.starts_with("\"Lopez, Ana\",bob,"), "{text}");
    let mut number = Vec::new();
    push_number(&mut number, 100.0);
    number.push(b' ');
    push_number(&mut number, 0.05);
    assert_eq!(number, b"100.0000000 0.0500000");
}

#[test]
fn one_touch_is_no_row() {
    let settings = Settings { as_of: 10, horizon_days: 1.0, calibrate: true };
    assert!(scores_of("1,1,2,email\n", &settings).is_empty());
    assert!(scores_of("", &settings).is_empty());
}

#[test]
fn odd_moments_and_horizons_have_an_answer() {
    for as_of in [i64::MIN, -1, 0, 2, i64::MAX] {
        for horizon_days in [f64::NAN, f64::NEG_INFINITY, -1.0, 0.0, 1e300, f64::INFINITY] {
            let settings = Settings { as_of, horizon_days, calibrate: true };
            let scores = scores_of("1,1,2,email\n1,2,1,call\n2,1,2,email\n", &settings);
            assert!(
                scores
                    .rows()
                    .all(|row| (0.0..=100.0).contains(&row.warmth) && (0.0..=1.0).contains(&row.p_touch))
            );
        }
    }
}

/// Ana and Bob wrote to each other as much as Cem and Dan, and as lately; only Ana and Bob also have a circle in
/// common.
#[test]
fn a_common_circle_makes_the_next_touch_likelier() {
    let mut text = String::new();
    for week in 0..20 {
        let at = |hour: i64| (week * 168 + hour) * 3_600;
        text.push_str(&format!("{},ana,bob,email\n{},cem,dan,email\n", at(9), at(9)));
        for (hour, friend) in [(10, "eve"), (11, "fay"), (12, "gus")] {
            text.push_str(&format!("{},ana,{friend},email\n{},bob,{friend},email\n", at(hour), at(hour)));
            text.push_str(&format!("{},cem,{friend},email\n{},dan,{friend}2,email\n", at(hour), at(hour)));
        }
    }
    let scores = scores_of(&text, &Settings { as_of: 20 * 7 * 86_400, horizon_days: 3.0, calibrate: false });
    let of = |ego: &str, contact: &str| {
        scores
            .rows()
            .find(|row| row.ego == ego && row.contact == contact)
            .map(|row| (row.warmth, row.p_touch))
    };
    let (close, apart) = (of("ana", "bob").unwrap(), of("cem", "dan").unwrap());
    assert_eq!(close.0, apart.0);
    assert!(close.1 > apart.1, "{close:?} {apart:?}");
}

/// Everybody writes from Monday to Friday: after a Friday the next two days are less likely to bring anything than
/// after a Monday, though the Friday has a week of contact just behind it.
#[test]
fn a_chance_is_lower_before_the_days_on_which_everybody_rests() {
    let mut text = String::new();
    for day in (0..84).filter(|day| day % 7 < 5) {
        for (hour, (one, other)) in [("ana", "bob"), ("bob", "cem"), ("cem", "ana")].into_iter().enumerate() {
            text.push_str(&format!("{},{one},{other},email\n", day * 86_400 + hour as i64 * 3_600));
        }
    }
    let after = |day: i64| {
        let settings = Settings { as_of: (day + 1) * 86_400 - 1, horizon_days: 2.0, calibrate: false };
        scores_of(&text, &settings).rows().next().unwrap().p_touch
    };
    let (monday, friday) = (77, 81);
    assert!(after(friday) < after(monday));
}
