//! Mail that reads as a story and is written as a mailbox file.

use std::fmt::Write;

use jiff::civil::DateTime;

use crate::moment;

/// An empty mailbox.
pub fn mailbox() -> Mailbox {
    Mailbox { mails: Vec::new() }
}

/// Mails in the order of the telling. Methods after [`Mailbox::mail`] speak of the last one.
pub struct Mailbox {
    mails: Vec<Mail>,
}

struct Mail {
    at: DateTime,
    headers: Vec<(String, String)>,
    body: String,
}

impl Mailbox {
    /// A mail on a day (`2026-03-02`, nine in the morning UTC) or at a moment (`2026-03-02 16:20`); `to` may name
    /// several, with commas. The same mail in two mailboxes has the same Message-ID, as real copies do.
    pub fn mail(mut self, at: &str, from: &str, to: &str, subject: &str) -> Mailbox {
        let at = moment::parse(at);
        let id = format!("<{:016x}@testkit.example>", fingerprint(&format!("{at}\n{from}\n{subject}")));
        let date = at.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string();
        let headers =
            [("From", from), ("To", to), ("Subject", subject), ("Date", &date), ("Message-ID", &id)];
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        self.mails.push(Mail { at, headers, body: "Hello.\n".to_owned() });
        self
    }

    /// Others who got it in copy, with commas.
    pub fn cc(self, others: &str) -> Mailbox {
        self.header("Cc", others)
    }

    /// It answers the mail told before it.
    pub fn answering(self) -> Mailbox {
        let before = self.mails.len().checked_sub(2).expect("a mail before the one that answers");
        let id = self.mails[before].header("Message-ID").to_owned();
        self.header("In-Reply-To", &id)
    }

    /// One more header, such as `List-Id`; one that is there already is replaced.
    pub fn header(mut self, name: &str, value: &str) -> Mailbox {
        let mail = self.mails.last_mut().expect("a mail first");
        mail.headers.retain(|(present, _)| present != name);
        mail.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// What it says, instead of a short greeting.
    pub fn saying(mut self, body: &str) -> Mailbox {
        self.mails.last_mut().expect("a mail first").body = format!("{}\n", body.trim_end());
        self
    }

    /// All mails as an mbox file; lines of a body that begin with `From ` are quoted (mboxrd).
    pub fn to_mbox(&self) -> String {
        let mut text = String::new();
        for mail in &self.mails {
            let at = mail.at.strftime("%a %b %e %H:%M:%S %Y");
            let quoted = mail.text().lines().map(quoted_line).collect::<String>();
            let _ = write!(text, "From testkit@testkit.example {at}\n{quoted}\n");
        }
        text
    }

    /// Each mail as a file of its own (.eml, Maildir).
    pub fn to_mails(&self) -> Vec<String> {
        self.mails.iter().map(Mail::text).collect()
    }
}

impl Mail {
    fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(present, _)| present == name).map_or("", |(_, value)| value)
    }

    fn text(&self) -> String {
        let mut text = String::new();
        for (name, value) in &self.headers {
            let _ = writeln!(text, "{name}: {value}");
        }
        let _ = write!(text, "\n{}", self.body);
        text
    }
}

fn quoted_line(line: &str) -> String {
    let quote = if line.trim_start_matches('>').starts_with("From ") { ">" } else { "" };
    format!("{quote}{line}\n")
}

/// FNV-1a: the same on every machine, in every run.
fn fingerprint(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailbox_reads_as_it_was_told() {
        let mbox = mailbox()
            .mail("2026-03-02", "Me <me@acme.example>", "ana@north.example", "Valves")
            .saying("From here on:\nnothing.")
            .mail("2026-03-04 16:20", "ana@north.example", "me@acme.example", "Re: Valves")
            .answering()
            .cc("bo@west.example")
            .to_mbox();
        let expected = "\
From testkit@testkit.example Mon Mar  2 09:00:00 2026
From: Me <me@acme.example>
To: ana@north.example
Subject: Valves
Date: Mon, 02 Mar 2026 09:00:00 +0000
Message-ID: <acde1ea00309946c@testkit.example>

>From here on:
nothing.

From testkit@testkit.example Wed Mar  4 16:20:00 2026
From: ana@north.example
To: me@acme.example
Subject: Re: Valves
Date: Wed, 04 Mar 2026 16:20:00 +0000
Message-ID: <10f6ee0ad065ec92@testkit.example>
In-Reply-To: <acde1ea00309946c@testkit.example>
Cc: bo@west.example

Hello.

";
        assert_eq!(mbox, expected);
    }

    #[test]
    fn copies_of_a_mail_have_one_id() {
        let tell = |to| mailbox().mail("2026-03-02", "a@b.example", to, "Hi").to_mails().remove(0);
        let id = |mail: String| mail.lines().find(|line| line.starts_with("Message-ID")).map(str::to_owned);
        assert_eq!(id(tell("c@d.example")), id(tell("list@d.example")));
    }
}
