//! By whom one is best introduced, and what would be without somebody.

use app::outer::clock::Clock;
use jiff::ToSpan;
use jiff::tz::TimeZone;

use crate::support::{AS_ME, Kith, ME};

/// Ben and I write each week, and Ben writes with Sue of the supplier, whom I never write to.
fn filled(kith: &Kith) {
    const BEN: &str = "Ben Ito <ben@acme.example>";
    const SUE: &str = "Sue Park <sue@supplier.example>";
    let today = Clock::System.now().to_zoned(TimeZone::UTC).date();
    let mut mails = testkit::mailbox();
    for week in 1..=8 {
        let day = (today - (7 * week).days()).to_string();
        mails = mails.mail(&day, ME, BEN, "Plans").mail(&day, BEN, ME, "Re: Plans");
        mails = mails.mail(&day, BEN, SUE, "Castings").mail(&day, SUE, BEN, "Re: Castings");
    }
    kith.file("inbox.mbox", mails.to_mbox());
    kith.import(&format!("inbox.mbox {AS_ME}"));
}

#[test]
fn ben_leads_to_the_supplier_and_without_him_nobody_holds_it() {
    let kith = Kith::new();
    filled(&kith);
    let path = kith.json("path Sue Park");
    assert_eq!(
        (&path[0]["hops"][0]["to"], &path[0]["hops"][1]["to"]),
        (&"Ben Ito".into(), &"Sue Park".into())
    );
    assert!(kith.says("path --at supplier.example").contains("1. Ben Ito → Sue Park"));
    let loss = kith.json("whatif Ben");
    assert_eq!(loss["organizations"][0]["name"], "supplier.example");
    assert_eq!(loss["further"][0]["person"]["name"], "Sue Park");
    let said = kith.says("whatif Ben");
    assert!(said.contains("nobody would hold") && said.contains("Ben Ito with Sue Park"), "{said}");
}
