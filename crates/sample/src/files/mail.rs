//! One mail as it lies in a mailbox: headers, and parts where it has several. Lines end in LF, as in files on Unix.

use std::collections::HashSet;

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use jiff::tz::TimeZone;

use crate::data::topics::FRIEND;
use crate::files::header::{display_name, encoded, mailbox, quoted_printable};
use crate::files::{ics, text};
use crate::story::{List, Mail, MailKind, OWNER, Party, Story};

/// Which copy of a mail it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Copy {
    /// As it was sent.
    Sent,
    /// As it arrived at this person.
    Delivered(usize),
    /// As a list passed it on to the owner.
    FromList(usize),
}

/// Makes mails from the story.
pub(crate) struct Mailer<'s> {
    pub(crate) story: &'s Story,
    /// Mails that went to an address which no longer existed.
    bounced: HashSet<usize>,
}

impl<'s> Mailer<'s> {
    pub(crate) fn new(story: &'s Story) -> Mailer<'s> {
        let bounces = story.mails.iter().filter(|mail| matches!(mail.kind, MailKind::Bounce(_)));
        Mailer { story, bounced: bounces.filter_map(|mail| mail.answers).collect() }
    }

    /// The whole text of a mail.
    pub(crate) fn render(&self, number: usize, copy: Copy) -> String {
        let mail = &self.story.mails[number];
        let mut text = String::with_capacity(4096);
        self.push_trace(&mut text, number, copy);
        self.push_people(&mut text, number);
        self.push_thread(&mut text, number);
        self.push_kind(&mut text, mail, copy);
        self.push_content(&mut text, mail);
        text
    }

    /// The sender's address, for the envelope.
    pub(crate) fn sender(&self, number: usize) -> String {
        self.address(number, self.story.mails[number].from).1
    }

    /// Display name and address of a party to a mail.
    fn address(&self, number: usize, party: Party) -> (String, String) {
        let cast = &self.story.cast;
        match party {
            Party::Mailbox(mailbox) => {
                let mailbox = &cast.mailboxes[mailbox];
                (mailbox.name.clone(), mailbox.email.clone())
            }
            Party::Person(person) => {
                let name = display_name(cast, person);
                (name, self.email(number, person))
            }
        }
    }

    /// The work address of the time; among friends, some use their private one, which their cards give as well.
    fn email(&self, number: usize, person: usize) -> String {
        let root = self.root(number);
        let who = &self.story.cast.people[person];
        let is_private = std::ptr::eq(root.topic, &FRIEND) && (root.text_seed >> 7) % 5 < 2;
        let private = who.private_email.as_ref().filter(|_| is_private && (who.has_card || person == OWNER));
        let work = match self.bounced.contains(&number) && person != OWNER {
            true => who.emails.first().map_or("", |(address, _)| address),
            false => who.email_on(root.at.to_zoned(TimeZone::UTC).date()),
        };
        private.map_or(work, String::as_str).to_owned()
    }

    /// The mail with which a thread began.
    fn root(&self, number: usize) -> &Mail {
        let mut mail = &self.story.mails[number];
        while let Some(answered) = mail.answers {
            mail = &self.story.mails[answered];
        }
        mail
    }

    fn message_id(&self, number: usize) -> String {
        let sender = self.sender(number);
        let domain = sender.rsplit('@').next().unwrap_or_default();
        format!("<{:016x}@{domain}>", self.story.mails[number].text_seed)
    }

    /// How it came: nothing for what was sent from here.
    fn push_trace(&self, text: &mut String, number: usize, copy: Copy) {
        let mail = &self.story.mails[number];
        let sender = self.sender(number);
        let by =
            |person: usize| self.story.cast.people[person].emails.first().map_or("", |(address, _)| address);
        let (to, envelope) = match copy {
            Copy::Sent => return,
            Copy::Delivered(person) => (by(person), sender.clone()),
            Copy::FromList(list) => {
                let address = &self.story.cast.mailboxes[self.story.cast.lists[list].mailbox].email;
                (by(OWNER), address.replace('@', "-bounces@"))
            }
        };
        let host = envelope.rsplit('@').next().unwrap_or_default();
        let at = date(mail.at + jiff::SignedDuration::from_secs(3), &TimeZone::UTC);
        text.push_str(&format!("Return-Path: <{envelope}>\nDelivered-To: {to}\n"));
        text.push_str(&format!(
            "Received: from mail.{host} by mx.brennmoor.example with ESMTPS\n\tid {:08x}; {at}\n",
            mail.text_seed as u32
        ));
    }

    fn push_people(&self, text: &mut String, number: usize) {
        let mail = &self.story.mails[number];
        let zone = match mail.from {
            Party::Person(person) => &self.story.cast.people[person].zone,
            Party::Mailbox(_) => &self.story.cast.people[OWNER].zone,
        };
        let one = |party: &Party| {
            let (name, email) = self.address(number, *party);
            mailbox(&name, &email)
        };
        let all = |parties: &[Party]| parties.iter().map(one).collect::<Vec<_>>().join(",\n ");
        text.push_str(&format!("Date: {}\nFrom: {}\n", date(mail.at, zone), one(&mail.from)));
        text.push_str(&format!("To: {}\n", all(&mail.to)));
        if !mail.cc.is_empty() {
            text.push_str(&format!("Cc: {}\n", all(&mail.cc)));
        }
        text.push_str(&format!("Subject: {}\n", encoded(&mail.subject)));
    }

    fn push_thread(&self, text: &mut String, number: usize) {
        text.push_str(&format!("Message-ID: {}\n", self.message_id(number)));
        let mut answered = self.story.mails[number].answers;
        if let Some(place) = answered {
            text.push_str(&format!("In-Reply-To: {}\n", self.message_id(place)));
        }
        let mut references = Vec::new();
        while let Some(place) = answered.filter(|_| references.len() < 8) {
            references.push(self.message_id(place));
            answered = self.story.mails[place].answers;
        }
        references.reverse();
        if !references.is_empty() {
            text.push_str(&format!("References: {}\n", references.join("\n ")));
        }
    }

    /// What lists, robots and vacation programs add.
    fn push_kind(&self, text: &mut String, mail: &Mail, copy: Copy) {
        if let Copy::FromList(list) = copy {
            self.push_list(text, &self.story.cast.lists[list]);
        }
        match (mail.kind, mail.from) {
            (MailKind::AutoReply, _) => {
                text.push_str("Auto-Submitted: auto-replied\nX-Auto-Response-Suppress: All\n");
            }
            (MailKind::Bounce(_), _) => text.push_str("Auto-Submitted: auto-replied\n"),
            // Some robots say that they are, others can be told by their address only.
            (MailKind::Robot, Party::Mailbox(mailbox)) if mailbox % 2 == 0 => {
                text.push_str("Auto-Submitted: auto-generated\nPrecedence: bulk\n");
            }
            (MailKind::Newsletter, from) => {
                let (_, email) = self.address(0, from);
                let domain = email.rsplit('@').next().unwrap_or_default();
                text.push_str(&format!(
                    "List-Id: <news.{domain}>\nList-Unsubscribe: <https://{domain}/u/{:x}>,\n \
                     <mailto:leave@{domain}>\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\nPrecedence: bulk\n",
                    mail.text_seed
                ));
            }
            _ => {}
        }
    }

    fn push_list(&self, text: &mut String, list: &List) {
        let email = &self.story.cast.mailboxes[list.mailbox].email;
        let id = email.replace('@', ".");
        text.push_str(&format!(
            "List-Id: {} <{id}>\nList-Post: <mailto:{email}>\nList-Unsubscribe: <mailto:{}>\nPrecedence: list\n\
             Sender: {}\n",
            list.tag,
            email.replace('@', "-leave@"),
            email.replace('@', "-bounces@"),
        ));
    }

    fn push_content(&self, text: &mut String, mail: &Mail) {
        text.push_str("MIME-Version: 1.0\n");
        let body = text::body(self.story, mail);
        let boundary = format!("=_{:016x}", mail.text_seed.rotate_left(17));
        match mail.kind {
            MailKind::Bounce(person) => self.push_report(text, mail, person, &boundary),
            MailKind::Invitation(meeting) | MailKind::MeetingReply(meeting) => {
                let calendar = match mail.from {
                    Party::Person(by) if matches!(mail.kind, MailKind::MeetingReply(_)) => {
                        ics::reply(self.story, meeting, by)
                    }
                    _ => ics::request(self.story, meeting),
                };
                let method = if matches!(mail.kind, MailKind::Invitation(_)) { "REQUEST" } else { "REPLY" };
                let kind = format!("text/calendar; charset=UTF-8; method={method}");
                let parts = [("text/plain; charset=UTF-8", body.as_str()), (&kind, &calendar)];
                push_parts(text, "multipart/alternative", &boundary, &parts);
            }
            MailKind::Newsletter => {
                let page = page(&body);
                let parts =
                    [("text/plain; charset=UTF-8", body.as_str()), ("text/html; charset=UTF-8", &page)];
                push_parts(text, "multipart/alternative", &boundary, &parts);
            }
            _ if mail.text_seed % 100 < 22 => {
                let page = page(&body);
                let parts =
                    [("text/plain; charset=UTF-8", body.as_str()), ("text/html; charset=UTF-8", &page)];
                push_parts(text, "multipart/alternative", &boundary, &parts);
            }
            _ => push_plain(text, &body, mail.text_seed.is_multiple_of(3)),
        }
    }

    /// RFC 3464: a note for people, a report for programs, and what came back.
    fn push_report(&self, text: &mut String, mail: &Mail, person: usize, boundary: &str) {
        let address = self.story.cast.people[person].emails.first().map_or("", |(address, _)| address);
        let note = format!("Your message could not be delivered to <{address}>: user unknown.\n");
        let status = format!(
            "Reporting-MTA: dns; mx.brennmoor.example\nArrival-Date: {}\n\nFinal-Recipient: rfc822; {address}\n\
             Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 <{address}>: user unknown\n",
            date(mail.at, &TimeZone::UTC)
        );
        let headers = mail.answers.map_or(String::new(), |place| {
            let mut headers = String::new();
            self.push_people(&mut headers, place);
            self.push_thread(&mut headers, place);
            headers
        });
        let parts = [
            ("text/plain; charset=us-ascii", note.as_str()),
            ("message/delivery-status", &status),
            ("text/rfc822-headers", &headers),
        ];
        push_parts(text, "multipart/report; report-type=delivery-status", boundary, &parts);
    }
}

/// As it stands in a header, by the clock of a zone.
fn date(at: Timestamp, zone: &TimeZone) -> String {
    rfc2822::to_string(&at.to_zoned(zone.clone())).unwrap_or_default()
}

fn push_plain(text: &mut String, body: &str, is_quoted_printable: bool) {
    let encoding = match body.is_ascii() {
        true => "7bit",
        false if is_quoted_printable => "quoted-printable",
        false => "8bit",
    };
    text.push_str(&format!(
        "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: {encoding}\n\n"
    ));
    match encoding {
        "quoted-printable" => text.push_str(&quoted_printable(body)),
        _ => text.push_str(body),
    }
}

fn push_parts(text: &mut String, kind: &str, boundary: &str, parts: &[(&str, &str)]) {
    text.push_str(&format!(
        "Content-Type: {kind};\n boundary=\"{boundary}\"\n\nThis is a message in several parts.\n"
    ));
    for (kind, content) in parts {
        let is_html = kind.starts_with("text/html");
        let encoding = if is_html { "quoted-printable" } else { "8bit" };
        text.push_str(&format!(
            "--{boundary}\nContent-Type: {kind}\nContent-Transfer-Encoding: {encoding}\n\n"
        ));
        match is_html {
            true => text.push_str(&quoted_printable(content)),
            false => text.push_str(content),
        }
        text.push('\n');
    }
    text.push_str(&format!("--{boundary}--\n"));
}

/// The same text as mail programs put it into HTML.
fn page(body: &str) -> String {
    let escaped = body.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let paragraphs = escaped.split("\n\n").map(|part| format!("<p>{}</p>\n", part.replace('\n', "<br>\n")));
    format!(
        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><style>body{{font-family:Calibri,sans-serif;\
         font-size:11pt}} p{{margin:0 0 8pt}}</style></head>\n<body>\n{}</body></html>\n",
        paragraphs.collect::<String>()
    )
}
