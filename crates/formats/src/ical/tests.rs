//! Calendars told in a few lines, and what is made of them.

use jiff::tz::TimeZone;
use model::{Address, Attendance, AttendeeKind, FindingKind};
use proptest::prelude::*;

use super::*;

fn context() -> ReadContext {
    ReadContext {
        now: "2026-03-02T12:00:00Z".parse().expect("a moment"),
        zone: TimeZone::get("Europe/Berlin").expect("a zone"),
        expand_until: "2026-06-01T00:00:00Z".parse().expect("a moment"),
        owner_names: Vec::new(),
    }
}

fn read_in_pieces(bytes: &[u8], piece: usize) -> Vec<Item> {
    let mut reader = CalendarReader::new(context());
    bytes.chunks(piece.max(1)).for_each(|chunk| reader.push(chunk));
    let mut items = Vec::new();
    reader.finish(&mut |item| items.push(item));
    items
}

fn items(text: &str) -> Vec<Item> {
    read_in_pieces(text.replace('\n', "\r\n").as_bytes(), usize::MAX)
}

const PEOPLE: &str = "ORGANIZER;CN=Ana Lopez:mailto:ana@example.org\n\
                      ATTENDEE;CN=Bo Ek;PARTSTAT=ACCEPTED:mailto:bo@example.org";

/// The outcome of an event with these lines beside a UID and two people.
fn outcome(lines: &str) -> Result<Event, Finding> {
    let text =
        format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u1\n{PEOPLE}\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n");
    let mut items = items(&text);
    assert_eq!(items.len(), 1);
    items.remove(0).outcome.map(|record| match record.content {
        Content::Event(event) => event,
        other => panic!("{other:?}"),
    })
}

fn event(lines: &str) -> Event {
    outcome(lines).expect("an event")
}

fn starts(lines: &str) -> Vec<String> {
    event(lines).occurrences.iter().map(|occurrence| occurrence.start.to_string()).collect()
}

fn check_starts(lines: &str, expected: &[&str]) {
    assert_eq!(starts(lines), expected, "{lines}");
}

#[test]
fn a_meeting() {
    let event = event(
        "DTSTART:20260302T090000Z\nDTEND:20260302T093000Z\nSUMMARY:Steel\\, and\n  more\nSEQUENCE:3\n\
         DTSTAMP:20260101T000000Z\nLAST-MODIFIED:20260201T000000Z\n\
         ATTENDEE;CUTYPE=ROOM;CN=Room 4:mailto:room4@example.org\nATTENDEE;PARTSTAT=DELEGATED:MAILTO:cy@example.org\n\
         ATTENDEE;CN=\"Dee, Di\";EMAIL=di@example.org:/principals/di\nATTENDEE;CN=Eve:invalid:nomail\n\
         ATTENDEE;CUTYPE=GROUP:mailto:team@example.org\nATTENDEE:mailto:BO@example.org\n\
         BEGIN:VALARM\nATTENDEE:mailto:alarm@example.org\nEND:VALARM",
    );
    assert_eq!((event.uid.as_str(), event.title.as_str(), event.sequence), ("u1", "Steel, and more", 3));
    assert_eq!(event.stamp.map(|s| s.to_string()).as_deref(), Some("2026-02-01T00:00:00Z"));
    let organizer = event.organizer.expect("an organizer");
    assert_eq!((organizer.name.as_str(), organizer.address.value()), ("Ana Lopez", "ana@example.org"));
    let asked: Vec<_> = event
        .attendees
        .iter()
        .map(|a| (a.contact.address.value(), a.contact.name.as_str(), a.attendance, a.kind))
        .collect();
    use Attendance::{Accepted, Declined, Unanswered};
    use AttendeeKind::{Group, Individual, Resource};
    assert_eq!(
        asked,
        [
            ("bo@example.org", "Bo Ek", Accepted, Individual),
            ("room4@example.org", "Room 4", Unanswered, Resource),
            ("cy@example.org", "", Declined, Individual),
            ("di@example.org", "Dee, Di", Unanswered, Individual),
            ("team@example.org", "", Unanswered, Group),
        ]
    );
    assert_eq!(event.occurrences.len(), 1);
    assert_eq!(event.occurrences[0].recurrence, "");
    assert_eq!(event.occurrences[0].end.map(|e| e.to_string()).as_deref(), Some("2026-03-02T09:30:00Z"));
    assert!(!event.cancelled && !event.is_override && !event.goes_on);
}

#[test]
fn what_is_no_meeting_is_skipped() {
    let text = "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:X\nEND:VTIMEZONE\nBEGIN:VTODO\nEND:VTODO\nBEGIN:VJOURNAL\n\
                END:VJOURNAL\nBEGIN:VFREEBUSY\nEND:VFREEBUSY\nBEGIN:VEVENT\nDTSTART:20260302\n\
                ORGANIZER:mailto:ana@example.org\nATTENDEE:mailto:ana@example.org\n\
                ATTENDEE;CUTYPE=ROOM:mailto:room@example.org\nEND:VEVENT\nEND:VCALENDAR";
    let told: Vec<_> = items(text)
        .into_iter()
        .map(|i| (i.position.number, i.position.offset, i.outcome.expect_err("skipped")))
        .collect();
    let reasons = ["a task", "a journal entry", "free and busy times", "no guests"];
    let expected: Vec<_> = reasons
        .iter()
        .zip([(1, 5), (2, 7), (3, 9), (4, 11)])
        .map(|(r, (n, l))| (n, l, Finding::skipped(*r)))
        .collect();
    assert_eq!(told, expected);
}

#[test]
fn times_are_read_in_every_zone() {
    let start = |value: &str| starts(&format!("DTSTART{value}")).remove(0);
    assert_eq!(start(":20260302T090000Z"), "2026-03-02T09:00:00Z");
    assert_eq!(start(";TZID=America/New_York:20260302T090000"), "2026-03-02T14:00:00Z");
    assert_eq!(start(";TZID=\"W. Europe Standard Time\":20260702T090000"), "2026-07-02T07:00:00Z");
    assert_eq!(start(";TZID=/mozilla.org/20050126_1/Asia/Tokyo:20260302T090000"), "2026-03-02T00:00:00Z");
    assert_eq!(
        start(";TZID=\"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna\":20260302T090000"),
        "2026-03-02T08:00:00Z"
    );
    assert_eq!(start(":20260302T090000"), "2026-03-02T08:00:00Z", "floating: the owner's zone");
    assert_eq!(start(";TZID=Nowhere/Known:20260302T090000"), "2026-03-02T08:00:00Z");
    assert_eq!(start(";VALUE=DATE:20260302"), "2026-03-02T11:00:00Z", "a day: noon in the owner's zone");
    assert_eq!(start(":2026-03-02T09:00:00Z"), "2026-03-02T09:00:00Z");
    assert_eq!(start(":20260302T0900"), "2026-03-02T08:00:00Z");
    assert_eq!(start(":20260302T090000+0530"), "2026-03-02T03:30:00Z");
    assert_eq!(start(";TZID=Europe/Berlin:20260329T023000"), "2026-03-29T01:30:00Z", "skipped by the clock");
}

#[test]
fn a_zone_of_the_files_own_is_followed() {
    let zone = "BEGIN:VTIMEZONE\nTZID:Plant\nBEGIN:DAYLIGHT\nDTSTART:20070311T020000\nTZOFFSETFROM:-0500\n\
                TZOFFSETTO:-0400\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\nEND:DAYLIGHT\nBEGIN:STANDARD\n\
                TZOFFSETFROM:-0400\nTZOFFSETTO:-0500\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\n\
                DTSTART:20071104T020000\nEND:STANDARD\nEND:VTIMEZONE";
    let event =
        |day: &str| format!("BEGIN:VEVENT\n{PEOPLE}\nUID:{day}\nDTSTART;TZID=Plant:{day}T090000\nEND:VEVENT");
    // The zone stands behind the events.
    let text =
        format!("BEGIN:VCALENDAR\n{}\n{}\n{zone}\nEND:VCALENDAR", event("20260302"), event("20260702"));
    let starts: Vec<_> =
        events_of(text.as_bytes(), &context()).iter().map(|e| e.occurrences[0].start.to_string()).collect();
    assert_eq!(starts, ["2026-03-02T14:00:00Z", "2026-07-02T13:00:00Z"]);
    let text = format!(
        "BEGIN:VCALENDAR\nX-WR-TIMEZONE:Asia/Tokyo\nBEGIN:VEVENT\n{PEOPLE}\nDTSTART:20260302T090000\nEND:VEVENT"
    );
    assert_eq!(
        events_of(text.as_bytes(), &context())[0].occurrences[0].start.to_string(),
        "2026-03-02T00:00:00Z"
    );
}

#[test]
fn days_have_an_end_only_if_there_are_several() {
    let end = |lines: &str| event(lines).occurrences[0].end.map(|end| end.to_string());
    assert_eq!(end("DTSTART;VALUE=DATE:20260302\nDTEND;VALUE=DATE:20260303"), None);
    assert_eq!(
        end("DTSTART;VALUE=DATE:20260302\nDTEND;VALUE=DATE:20260305").as_deref(),
        Some("2026-03-04T11:00:00Z")
    );
    assert_eq!(end("DTSTART:20260302T090000Z\nDURATION:PT1H30M").as_deref(), Some("2026-03-02T10:30:00Z"));
    assert_eq!(end("DTSTART:20260302T090000Z\nDTEND:20260301T090000Z"), None);
}

// The expected starts below are what python recurring-ical-events 3.8.2 (icalendar 7.3.0) gives for the same lines, except
// where a comment says otherwise.

#[test]
fn rules_are_counted_out() {
    check_starts(
        "DTSTART;TZID=Europe/Berlin:20260323T090000\nRRULE:FREQ=WEEKLY;COUNT=3",
        &["2026-03-23T08:00:00Z", "2026-03-30T07:00:00Z", "2026-04-06T07:00:00Z"],
    );
    check_starts(
        "DTSTART;TZID=Asia/Tokyo:20260302T090000\nRRULE:FREQ=DAILY;UNTIL=20260304T000000Z",
        &["2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z", "2026-03-04T00:00:00Z"],
    );
    check_starts(
        "DTSTART:20260302T090000Z\nRRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=3",
        &["2026-03-02T09:00:00Z", "2026-03-03T09:00:00Z", "2026-03-10T09:00:00Z", "2026-03-17T09:00:00Z"],
    );
    check_starts(
        "DTSTART:20260130T090000Z\nRRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3",
        &["2026-01-30T09:00:00Z", "2026-02-27T09:00:00Z", "2026-03-31T09:00:00Z"],
    );
    check_starts(
        "DTSTART:20260131T090000Z\nRRULE:FREQ=MONTHLY;COUNT=3",
        &["2026-01-31T09:00:00Z", "2026-03-31T09:00:00Z", "2026-05-31T09:00:00Z"],
    );
    check_starts(
        "DTSTART:20260101T090000Z\nRRULE:FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;UNTIL=20260601T000000Z",
        &["2026-01-01T09:00:00Z", "2026-05-11T09:00:00Z"],
    );
    check_starts(
        "DTSTART:20260301T230000Z\nRRULE:FREQ=HOURLY;INTERVAL=5;BYHOUR=4,9;COUNT=3",
        &["2026-03-01T23:00:00Z", "2026-03-02T04:00:00Z", "2026-03-02T09:00:00Z", "2026-03-07T04:00:00Z"],
    );
    // An UNTIL that is a day ends a series of hours with that day, as Google and Apple mean it; python ends it before.
    check_starts(
        "DTSTART:20260302T090000Z\nRRULE:FREQ=DAILY;UNTIL=20260303",
        &["2026-03-02T09:00:00Z", "2026-03-03T09:00:00Z"],
    );
}

#[test]
fn dates_are_added_and_removed() {
    check_starts(
        "DTSTART:20260302T090000Z\nRRULE:FREQ=DAILY;COUNT=4\nEXDATE:20260303T090000Z\nEXDATE;VALUE=DATE:20260304\n\
         RDATE:20260310T100000Z,20260305T090000Z",
        &["2026-03-02T09:00:00Z", "2026-03-05T09:00:00Z", "2026-03-10T10:00:00Z"],
    );
    let event = event(
        "DTSTART:20260302T090000Z\nDURATION:PT1H\nRDATE;VALUE=PERIOD:20260303T090000Z/PT2H,20260304T090000Z/20260304T091500Z",
    );
    let ends: Vec<_> = event.occurrences.iter().filter_map(|o| o.end).map(|end| end.to_string()).collect();
    assert_eq!(ends, ["2026-03-02T10:00:00Z", "2026-03-03T11:00:00Z", "2026-03-04T09:15:00Z"]);
    check_starts(
        "DTSTART;TZID=Europe/Berlin:20260302T090000\nRRULE:FREQ=DAILY;COUNT=2\nEXDATE:20260303T090000",
        &["2026-03-02T08:00:00Z"],
    );
    let finding = outcome("DTSTART:20260302T090000Z\nRRULE:FREQ=DAILY;COUNT=1\nEXDATE:20260302T090000Z");
    assert_eq!(finding, Err(Finding::skipped("every occurrence is called off")));
}

#[test]
fn an_occurrence_is_named_by_where_the_rule_had_it() {
    let names = |lines: &str| event(lines).occurrences.into_iter().map(|o| o.recurrence).collect::<Vec<_>>();
    assert_eq!(
        names("DTSTART;TZID=Asia/Tokyo:20260302T090000\nRRULE:FREQ=DAILY;COUNT=2"),
        ["20260302T000000Z", "20260303T000000Z"]
    );
    assert_eq!(names("DTSTART;VALUE=DATE:20260302\nRRULE:FREQ=DAILY;COUNT=2"), ["20260302", "20260303"]);
    let moved = event("DTSTART:20260303T150000Z\nRECURRENCE-ID;TZID=Asia/Tokyo:20260303T090000");
    assert!(moved.is_override);
    assert_eq!(moved.occurrences[0].recurrence, "20260303T000000Z");
    assert_eq!(event_key(&moved), "event:u1#20260303T000000Z");
    // Exchange names the days of a series by midnight.
    let exchange =
        event("DTSTART;VALUE=DATE:20260306\nRECURRENCE-ID;TZID=W. Europe Standard Time:20260305T000000");
    assert_eq!(exchange.occurrences[0].recurrence, "20260305");
    let called_off = event("RECURRENCE-ID:20260304T090000Z\nSTATUS:CANCELLED");
    assert!(called_off.cancelled && called_off.is_override);
    assert_eq!(called_off.occurrences[0].start.to_string(), "2026-03-04T09:00:00Z");
}

#[test]
fn nothing_endless_keeps_on() {
    let counted = |lines: &str| {
        let event = event(lines);
        (event.occurrences.len(), event.goes_on)
    };
    assert_eq!(counted("DTSTART:20260302T090000Z\nRRULE:FREQ=SECONDLY"), (5000, true));
    assert_eq!(counted("DTSTART:20200302T090000Z\nRRULE:FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30"), (1, true));
    assert_eq!(counted("DTSTART:20260302T090000Z\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), (1, true));
    assert_eq!(
        counted("DTSTART:20260302T090000Z\nRRULE:FREQ=DAILY;INTERVAL=0;UNTIL=99991231T000000Z"),
        (91, true)
    );
    assert_eq!(
        counted("DTSTART:20260302T090000Z\nRRULE:FREQ=YEARLY;INTERVAL=9223372036854775807"),
        (1, false)
    );
    assert_eq!(counted("DTSTART:20260302T090000Z\nRRULE:FREQ=NEVER"), (1, false));
    let (_, goes_on) = counted(
        "DTSTART:20260302T090000Z\nRRULE:FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10;BYSECOND=1,2,3,4,5,6;COUNT=999999",
    );
    assert!(goes_on);
    let daily = event("DTSTART:19900302T090000Z\nRRULE:FREQ=DAILY");
    assert_eq!(daily.occurrences.len(), 5000);
    assert_eq!(
        daily.occurrences.last().map(|o| o.start.to_string()).as_deref(),
        Some("2026-05-31T09:00:00Z")
    );
}

#[test]
fn far_dates_are_kept_or_said() {
    assert_eq!(outcome("DTSTART:19040302T090000Z"), Err(Finding::skipped("before 1970")));
    assert_eq!(starts("DTSTART:20850302T090000Z"), ["2085-03-02T09:00:00Z"]);
    let series = event("DTSTART:20850302T090000Z\nRRULE:FREQ=DAILY");
    assert_eq!((series.occurrences.len(), series.goes_on), (0, true));
    // 1904 to 1969 are left out, 1970 to 2026 stay.
    assert_eq!(event("DTSTART:19040302T090000Z\nRRULE:FREQ=YEARLY").occurrences.len(), 57);
    let failed = outcome("DTSTART:soon").expect_err("not a time");
    assert_eq!(
        (failed.kind, failed.reason.as_str()),
        (FindingKind::Failed, "an event whose start is not a date or time")
    );
    let which = outcome("DTSTART:20260302T090000Z\nRECURRENCE-ID:soon").expect_err("which one?");
    assert_eq!(which.reason, "an occurrence of a series that does not say which");
    assert_eq!(outcome("SUMMARY:x"), Err(Finding::failed("an event without a start")));
}

#[test]
fn a_broken_event_keeps_to_itself() {
    let text = format!(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\n{PEOPLE}\nDTSTART:20260302\nBEGIN:VALARM\nbegin:vevent\nUID:b\n{PEOPLE}\n\
         DTSTART:20260303\nEND:VCALENDAR\nBEGIN:VEVENT\nUID:c\n{PEOPLE}\n\u{fffd}garbage\nDTSTART:20260304"
    );
    let keys: Vec<_> = items(&text).into_iter().map(|i| i.outcome.map(|r| r.key)).collect();
    assert_eq!(keys, [Ok("event:a".to_owned()), Ok("event:b".to_owned()), Ok("event:c".to_owned())]);
}

#[test]
fn a_calendar_says_what_it_is_for() {
    let of = |method: &str| {
        format!(
            "BEGIN:VCALENDAR\nMETHOD:{method}\nBEGIN:VEVENT\nUID:a\n{PEOPLE}\nDTSTART:20260302\nEND:VEVENT\nEND:VCALENDAR\n"
        )
    };
    let (asked, off) =
        (events_of(of("REQUEST").as_bytes(), &context()), events_of(of("CANCEL").as_bytes(), &context()));
    assert!(!asked[0].cancelled && off[0].cancelled);
    assert!(events_of(of("REPLY").as_bytes(), &context()).is_empty());
    let only_uid = of("CANCEL").replace("DTSTART:20260302\n", "");
    let off = &events_of(only_uid.as_bytes(), &context())[0];
    assert_eq!((off.uid.as_str(), off.cancelled, off.occurrences.len()), ("a", true, 0));
    let hashes: Vec<_> = items(&(of("REQUEST") + &of("CANCEL")))
        .into_iter()
        .flat_map(|i| i.outcome)
        .map(|r| r.content_hash)
        .collect();
    assert_ne!(hashes[0], hashes[1]);
}

#[test]
fn an_event_without_uid_is_known_by_who_and_when() {
    let key = |lines: &str| {
        let text = format!("BEGIN:VEVENT\n{lines}\nEND:VEVENT");
        items(&text).remove(0).outcome.expect("an event").key
    };
    let one = key(&format!("{PEOPLE}\nDTSTART:20260302T090000Z\nSUMMARY:x"));
    assert_eq!(one, key(&format!("SUMMARY:y\nDTSTART;TZID=Asia/Tokyo:20260302T180000\n{PEOPLE}")));
    assert_ne!(one, key(&format!("{PEOPLE}\nDTSTART:20260303T090000Z")));
    assert!(key(&format!("UID:{}\n{PEOPLE}\nDTSTART:20260303T090000Z", "x".repeat(70_000))).len() < 100);
}

#[test]
fn old_calendars_and_organizers_that_are_no_people() {
    let old =
        event("DTSTART:20260302T090000Z\nATTENDEE;ROLE=ATTENDEE;STATUS=CONFIRMED:Cy Day <cy@example.org>");
    let cy = &old.attendees[1];
    assert_eq!((cy.contact.name.as_str(), cy.attendance), ("Cy Day", Attendance::Accepted));
    assert_eq!(cy.contact.address, Address::Email("cy@example.org".into()));
    let google = "BEGIN:VEVENT\nUID:g\nORGANIZER;CN=Team:mailto:abc@group.calendar.google.com\n\
                  ATTENDEE:mailto:bo@example.org\nDTSTART:20260302\nEND:VEVENT";
    assert_eq!(events_of(google.as_bytes(), &context())[0].organizer, None);
}

#[test]
fn a_calendar_beyond_all_bounds_is_one_finding() {
    let mut reader = CalendarReader::new(context());
    let megabyte = vec![b'x'; 1 << 20];
    (0..101).for_each(|_| reader.push(&megabyte));
    let mut items = Vec::new();
    reader.finish(&mut |item| items.push(item));
    assert_eq!(items.len(), 1);
    assert!(items[0].outcome.is_err());
}

fn line() -> impl Strategy<Value = String> {
    let fixed = [
        "BEGIN:VCALENDAR",
        "END:VCALENDAR",
        "BEGIN:VEVENT",
        "END:VEVENT",
        "BEGIN:VTODO",
        "END:VTODO",
        "BEGIN:VTIMEZONE",
        "END:VTIMEZONE",
        "BEGIN:STANDARD",
        "BEGIN:VALARM",
        "END:VALARM",
        "METHOD:CANCEL",
        "TZID:X",
        "TZOFFSETTO:+0100",
        "ORGANIZER:mailto:ana@example.org",
        "ATTENDEE;CN=\"Bo:mailto:bo@example.org",
        "DTSTART;TZID=X:20260302T090000",
        "DTSTART;VALUE=DATE:20260302",
        "DTSTART:99991231T235959Z",
        "RECURRENCE-ID:00010101T000000Z",
        "EXDATE:20260302",
        "RDATE;VALUE=PERIOD:20260302T090000Z/P1D",
    ];
    prop_oneof![
        4 => proptest::sample::select(fixed.to_vec()).prop_map(str::to_owned),
        1 => "RRULE:FREQ=(YEARLY|MONTHLY|WEEKLY|DAILY|HOURLY|SECONDLY)(;(BYDAY=-?[0-9]?MO,SU|BYMONTHDAY=-?[0-9]{1,2}|BYSETPOS=-?[0-9]{1,3}|INTERVAL=[0-9]{1,12}|COUNT=[0-9]{1,3}|BYWEEKNO=-?[0-9]{1,2}|BYYEARDAY=-?[0-9]{1,3}|BYHOUR=[0-9]{1,2}|UNTIL=[0-9]{8}|WKST=SU)){0,4}",
        1 => "DT(START|END):[0-9]{8}T[0-9]{6}Z?",
        1 => "[ -~]{0,30}",
        1 => " ?.{0,30}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_bytes_give_no_panic_and_pieces_do_not_matter(
        bytes in proptest::collection::vec(any::<u8>(), 0..400), piece in 1usize..50,
    ) {
        prop_assert_eq!(read_in_pieces(&bytes, usize::MAX), read_in_pieces(&bytes, piece));
    }

    #[test]
    fn as_many_items_as_components(lines in proptest::collection::vec(line(), 0..60), piece in 1usize..50) {
        let lines: Vec<String> = lines.iter().map(|l| l.replace(|c: char| c.is_control(), "?")).collect();
        let text = lines.join("\r\n");
        let items = read_in_pieces(text.as_bytes(), piece);
        let expected = lines.iter().filter(|l| *l == "BEGIN:VEVENT" || *l == "BEGIN:VTODO").count();
        prop_assert_eq!(items.len(), expected);
        for record in items.into_iter().filter_map(|item| item.outcome.ok()) {
            let Content::Event(event) = record.content else { panic!("not an event") };
            prop_assert!(event.occurrences.len() <= 5000);
            prop_assert!(event.occurrences.windows(2).all(|pair| pair[0].start < pair[1].start));
            prop_assert!(event.occurrences.iter().all(|o| o.start >= jiff::Timestamp::UNIX_EPOCH));
        }
    }

}

proptest! {
    // Each of these may cost all the steps that an event may cost.
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_rule_is_bounded(rule in "FREQ=(YEARLY|MONTHLY|WEEKLY|DAILY|HOURLY|MINUTELY|SECONDLY)(;BY[A-Z]{3,7}=-?[0-9]{1,3}(,-?[0-9]{1,3})?){0,3}") {
        let text = format!("BEGIN:VEVENT\n{PEOPLE}\nDTSTART:20250302T090000Z\nRRULE:{rule}\nEND:VEVENT");
        prop_assert_eq!(events_of(text.as_bytes(), &context()).len(), 1);
    }
}
