//! Mailboxes: the owner's two as mbox (the mboxrd kind), the assistant's as a Maildir.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use jiff::tz::TimeZone;

use crate::files::mail::{Copy, Mailer};
use crate::story::{ASSISTANT, MailKind, OWNER, Party, Story};

/// How many mails were written into a mailbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) inbox: usize,
    pub(crate) sent: usize,
    pub(crate) assistant: usize,
}

/// Writes all three.
pub(crate) fn write(story: &Story, folder: &Path) -> io::Result<Written> {
    fs::create_dir_all(folder)?;
    let mailer = Mailer::new(story);
    let numbers = 0..story.mails.len();
    let inbox = numbers
        .clone()
        .flat_map(|number| arrivals(story, number).into_iter().map(move |copy| (number, copy)));
    let sent = numbers.clone().filter(|number| story.mails[*number].from == Party::Person(OWNER));
    Ok(Written {
        inbox: write_mbox(&mailer, &folder.join("inbox.mbox"), inbox)?,
        sent: write_mbox(&mailer, &folder.join("sent.mbox"), sent.map(|number| (number, Copy::Sent)))?,
        assistant: write_maildir(&mailer, &folder.join("assistant"), numbers)?,
    })
}

/// The copies of a mail that reach the owner: one by name, one by list.
fn arrivals(story: &Story, number: usize) -> Vec<Copy> {
    let mail = &story.mails[number];
    let owner = Party::Person(OWNER);
    let is_named = mail.to.contains(&owner) || mail.cc.contains(&owner);
    let by_list = match mail.kind {
        MailKind::Discussion(list) => Some(Copy::FromList(list)),
        _ => None,
    };
    let by_name = (is_named && mail.from != owner).then_some(Copy::Delivered(OWNER));
    by_name.into_iter().chain(by_list).collect()
}

fn write_mbox(
    mailer: &Mailer<'_>,
    path: &Path,
    mails: impl Iterator<Item = (usize, Copy)>,
) -> io::Result<usize> {
    let mut file = BufWriter::with_capacity(1 << 20, fs::File::create(path)?);
    let mut count = 0;
    for (number, copy) in mails {
        let at = mailer.story.mails[number].at.to_zoned(TimeZone::UTC);
        writeln!(file, "From {} {}", mailer.sender(number), at.strftime("%a %b %e %H:%M:%S %Y"))?;
        for line in mailer.render(number, copy).lines() {
            // mboxrd: what would look like a separator gets one more `>`, also if it already has some.
            if line.trim_start_matches('>').starts_with("From ") {
                file.write_all(b">")?;
            }
            file.write_all(line.as_bytes())?;
            file.write_all(b"\n")?;
        }
        file.write_all(b"\n")?;
        count += 1;
    }
    file.flush()?;
    Ok(count)
}

fn write_maildir(mailer: &Mailer<'_>, folder: &Path, numbers: std::ops::Range<usize>) -> io::Result<usize> {
    for name in ["cur", "new", "tmp"] {
        fs::create_dir_all(folder.join(name))?;
    }
    let assistant = Party::Person(ASSISTANT);
    let mut count = 0;
    for number in numbers {
        let mail = &mailer.story.mails[number];
        let is_there = mail.from == assistant || mail.to.contains(&assistant) || mail.cc.contains(&assistant);
        if !is_there || matches!(mail.kind, MailKind::Discussion(_)) {
            continue;
        }
        // Without the flags that Maildir puts behind a colon, which file names on Windows cannot have.
        let name = format!("{}.{number}.brennmoor", mail.at.as_second());
        let copy = if mail.from == assistant { Copy::Sent } else { Copy::Delivered(ASSISTANT) };
        fs::write(folder.join("cur").join(name), mailer.render(number, copy))?;
        count += 1;
    }
    Ok(count)
}
