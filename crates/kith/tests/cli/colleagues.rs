//! Colleague mode at the command line: no number of a colleague's tie in anything that is printed, and the switch.

use serde_json::Value;

use crate::support::{AS_ME, Kith, ME};

const NUMBERS: [&str; 6] =
    ["warmth", "closeness", "p_30_days", "usual_gap_days", "warmth_receipt", "closeness_receipt"];

/// A partner and a colleague, written to alike until they were not.
fn filled(kith: &Kith) {
    let mut mails = testkit::mailbox();
    for n in 1..=10 {
        let (day, next) = (format!("2026-01-{:02}", n * 3 - 2), format!("2026-01-{:02}", n * 3 - 1));
        for other in ["Ana Lopez <ana@north.example>", "Ben Ito <ben@acme.example>"] {
            mails = mails.mail(&day, ME, other, "Valves").mail(&next, other, ME, "Re: Valves");
        }
    }
    kith.file("inbox.mbox", mails.to_mbox());
    kith.import(&format!("inbox.mbox {AS_ME}"));
}

/// What is told of a tie, wherever it stands in what was printed.
fn numbers(told: &Value, found: &mut Vec<String>) {
    match told {
        Value::Object(fields) => {
            for (name, value) in fields {
                if NUMBERS.contains(&name.as_str()) && !value.is_null() {
                    found.push(format!("{name}: {value}"));
                }
                numbers(value, found);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| numbers(value, found)),
        _ => {}
    }
}

fn numbers_in(kith: &Kith, command: &str) -> Vec<String> {
    let mut found = Vec::new();
    numbers(&kith.json(command), &mut found);
    found
}

#[test]
fn no_number_of_a_colleague_is_printed_until_the_mode_is_switched_off() {
    let kith = Kith::new();
    filled(&kith);
    let of = |name: &str| {
        ["people", "person"].map(|command| numbers_in(&kith, &format!("{command} {name} --as-of 2026-03-10")))
    };
    assert_eq!(of("Ben"), [Vec::<String>::new(), Vec::new()]);
    assert!(of("Ana").iter().all(|told| told.len() >= 3), "{:?}", of("Ana"));
    let page = kith.says("person Ben --as-of 2026-03-10");
    assert!(page.contains("Valves") && !page.contains("warmth") && !page.contains("closeness"), "{page}");
    assert!(kith.says("colleagues").contains("is on"));
    assert!(kith.says("colleagues off").contains("is off"));
    assert_eq!(kith.json("colleagues")["colleague_mode"], false);
    assert!(of("Ben").iter().all(|told| told.len() >= 3), "{:?}", of("Ben"));
    kith.says("undo");
    assert_eq!(of("Ben"), [Vec::<String>::new(), Vec::new()]);
}
