//! Mails as they come, and what becomes of them. The people are invented.

use jiff::{Timestamp, tz::TimeZone};
use model::{Address, Content, Finding, Item, Mail, MailClass, Notice, NoticeKind, Record};
use proptest::prelude::*;

use super::{MboxReader, MessageReader};
use crate::ReadContext;

fn context() -> ReadContext {
    let now: Timestamp = "2026-03-02T09:00:00Z".parse().unwrap();
    ReadContext { now, zone: TimeZone::UTC, expand_until: now, owner_names: Vec::new() }
}

fn item(message: &[u8]) -> Item {
    let mut reader = MessageReader::new(context());
    reader.push(message);
    let mut items = Vec::new();
    reader.finish(&mut |item| items.push(item));
    assert_eq!(items.len(), 1);
    items.remove(0)
}

fn outcome(message: &str) -> Result<Record, Finding> {
    item(message.as_bytes()).outcome
}

#[track_caller]
fn mail(message: &str) -> Mail {
    match outcome(message).unwrap().content {
        Content::Mail(mail) => mail,
        other => panic!("not a mail: {other:?}"),
    }
}

#[track_caller]
fn notice(message: &str) -> Notice {
    match outcome(message).unwrap().content {
        Content::Notice(notice) => notice,
        other => panic!("not a notice: {other:?}"),
    }
}

fn email(text: &str) -> Address {
    crate::address::email(text).unwrap()
}

fn addresses(contacts: &[model::Contact]) -> Vec<&str> {
    contacts.iter().map(|c| c.address.value()).collect()
}

/// The fields every story needs; what a story is about comes on top.
fn with(fields: &str) -> String {
    format!(
        "{fields}\nFrom: Ana Lopez <ana@example.org>\nTo: bo@example.net\nDate: Mon, 02 Feb 2026 10:00:00 +0100\n\nHi\n"
    )
}

#[test]
fn a_mail_is_read_without_its_body() {
    let mail = mail(
        "Message-ID: <1.A@Example.ORG>\nFrom: Ana =?utf-8?Q?L=C3=B3pez?= <Ana@example.org>\n\
         To: Bo <bo@example.net>, cy@example.net\nCc: Bo Again <BO@example.net>, Dee <dee@example.net>\n\
         Date: Mon, 02 Feb 2026 10:00:00 +0100\nSubject: =?utf-8?Q?Caf=C3=A9?=\n  on  Monday \n\
         References: <0@example.net> <00@example.net>\nReply-To: office@example.org\n\nHi\n",
    );
    assert_eq!(mail.at.to_string(), "2026-02-02T09:00:00Z");
    assert_eq!((mail.from.name.as_str(), mail.from.address.value()), ("Ana López", "ana@example.org"));
    assert_eq!(addresses(&mail.to), ["bo@example.net", "cy@example.net"]);
    assert_eq!(addresses(&mail.cc), ["dee@example.net"]);
    assert_eq!(mail.recipient_count, 3);
    assert_eq!(mail.subject, "Café on Monday");
    assert_eq!(mail.message_id.as_deref(), Some("1.A@example.org"));
    assert_eq!(mail.in_reply_to.as_deref(), Some("00@example.net"));
    assert_eq!(mail.reply_to, Some(email("office@example.org")));
    assert_eq!(mail.class, MailClass::Personal);
}

#[test]
fn a_mail_to_a_hundred_thousand_is_counted_and_not_kept() {
    let everyone: Vec<String> = (0..100_000).map(|n| format!("n{n}@example.net")).collect();
    let mail = mail(&format!(
        "From: ana@example.org\nDate: 2 Feb 2026 10:00 +0000\nTo: {}\n\n",
        everyone.join(",\n ")
    ));
    assert_eq!(mail.to.len() + mail.cc.len(), 200);
    assert_eq!(mail.recipient_count, 100_000);
}

#[test]
fn who_wrote_it_is_found_where_it_can_be() {
    let from = |fields: &str| {
        outcome(&format!("{fields}\nDate: 2 Feb 2026 10:00 +0000\n\n")).map(|r| match r.content {
            Content::Mail(mail) => mail.from.address.value().to_owned(),
            other => panic!("not a mail: {other:?}"),
        })
    };
    assert_eq!(from("From: nobody in particular\nSender: ana@example.org").as_deref(), Ok("ana@example.org"));
    assert_eq!(from("From: Team:;\nReply-To: ana@example.org").as_deref(), Ok("ana@example.org"));
    assert_eq!(from("Return-Path: <ana@example.org>\nTo: x@y.org").as_deref(), Ok("ana@example.org"));
    assert_eq!(from("From: root\nTo: x@y.org").as_deref(), Ok("root@localhost"));
    assert_eq!(from("To: x@y.org"), Err(Finding::failed("no sender")));
}

#[test]
fn a_date_that_cannot_be_is_replaced_by_the_transports() {
    let at = |date: &str, received: &str| {
        outcome(&format!("Received: from x by y;\n {received}\nDate: {date}\nFrom: ana@example.org\n\n")).map(
            |r| match r.content {
                Content::Mail(mail) => mail.at.to_string(),
                other => panic!("not a mail: {other:?}"),
            },
        )
    };
    let received = "Tue, 3 Feb 2026 11:00:00 +0000";
    assert_eq!(at("Mon, 2 Feb 2026 10:00:00 +0000", received).as_deref(), Ok("2026-02-02T10:00:00Z"));
    for impossible in ["Fri, 1 Jan 1904 00:00:00 +0000", "Mon, 1 Jan 2085 00:00:00 +0000", "once", ""] {
        assert_eq!(at(impossible, received).as_deref(), Ok("2026-02-03T11:00:00Z"));
    }
    let lost = at("Mon, 1 Jan 2085 00:00:00 +0000", "later");
    assert_eq!(lost, Err(Finding::failed("no usable date: \"Mon, 1 Jan 2085 00:00:00 +0000\"")));
    let none = outcome("From: ana@example.org\n\n");
    assert_eq!(none, Err(Finding::failed("no usable date: no Date header")));
}

#[test]
fn what_is_not_a_mail_says_so() {
    assert_eq!(outcome(""), Err(Finding::failed("not a mail: it has no headers")));
    assert_eq!(outcome("just text"), Err(Finding::failed("not a mail: it has no headers")));
    assert_eq!(
        outcome(&with("X-Mozilla-Draft-Info: internal/draft")),
        Err(Finding::skipped("a draft, never sent"))
    );
    assert_eq!(outcome(&with("X-Gmail-Labels: Drafts,Opened")), Err(Finding::skipped("a draft, never sent")));
}

#[test]
fn copies_of_a_mail_share_a_key_and_a_used_id_does_not() {
    let key = |message: &str| outcome(message).unwrap().key;
    let sent = key(&with("Message-ID: <1@Example.org>"));
    let copy = format!(
        "Received: by x; Tue, 3 Feb 2026 10:00:00 +0000\n{}",
        with("Message-Id:\n <1@example.org> \nStatus: RO")
    );
    assert_eq!(sent, key(&copy));
    assert!(sent.starts_with("mail:1@example.org#"), "{sent}");
    assert_ne!(sent, key(&with("Message-ID: <1@example.org>").replace("10:00:00", "10:05:00")));
    assert_ne!(sent, key(&with("Message-ID: <1@example.org>").replace("ana@", "eve@")));
}

#[test]
fn without_an_id_the_content_is_the_key() {
    let key = |message: &str| outcome(message).unwrap().key;
    let plain = with("Subject: x");
    assert_eq!(key(&plain), key(&plain.replace('\n', "\r\n")));
    assert_eq!(key(&plain), key(&format!("Received: by x\nBcc: secret@example.net\n{plain}\n")));
    assert_ne!(key(&plain), key(&plain.replace("Hi", "Ho")));
    assert_ne!(key(&plain), key(&plain.replace("bo@", "cy@")));
}

#[track_caller]
fn check_class(fields: &str, expected: MailClass) {
    assert_eq!(mail(&with(fields)).class, expected, "of {fields:?}");
}

fn discussion(list: &str) -> MailClass {
    MailClass::Discussion { list: Some(email(list)) }
}

#[test]
fn mail_among_people() {
    for fields in [
        "X-Mailer: Apple Mail (2.3)",
        // Exchange and Fastmail mark what people write.
        "X-Auto-Response-Suppress: DR, OOF\nThread-Index: AdxYZ",
        "X-Auto-Response-Suppress: None",
        "Feedback-ID: i1:Fastmail",
        "Auto-Submitted: no",
        // A sales tool's footer, in an answer.
        "List-Unsubscribe: <https://example.org/u>\nIn-Reply-To: <1@example.net>",
        "X-Spam-Flag: YES\nIn-Reply-To: <1@example.net>",
        "Precedence: normal",
    ] {
        check_class(fields, MailClass::Personal);
    }
}

#[test]
fn mail_through_discussion_lists() {
    check_class(
        "List-Post: <mailto:team@lists.example.org>\nPrecedence: list",
        discussion("team@lists.example.org"),
    );
    check_class(
        "Mailing-List: contact dev-help@example.org; run by ezmlm\nPrecedence: bulk",
        discussion("dev@example.org"),
    );
    check_class(
        "Mailing-List: list fans@groups.example; contact x@groups.example",
        discussion("fans@groups.example"),
    );
    check_class("X-Mailing-List: <kernel@example.org> archive/1", discussion("kernel@example.org"));
    check_class("X-BeenThere: team@example.org\nX-Spam-Status: No", discussion("team@example.org"));
    check_class("Sender: owner-team@example.org\nPrecedence: bulk", discussion("team@example.org"));
    let by_id = with("List-Id: The Bos <bo.example.net>\nList-Unsubscribe: <mailto:x@example.net>");
    assert_eq!(mail(&by_id).class, discussion("bo@example.net"));
}

#[test]
fn the_author_behind_a_list_that_rewrites_senders() {
    let mail = mail(
        "List-Post: <mailto:team@example.org>\nFrom: 'Ana Lopez' via Team <team@example.org>\n\
         Reply-To: ana@example.net\nTo: team@example.org\nDate: 2 Feb 2026 10:00 +0000\n\n",
    );
    assert_eq!((mail.from.name.as_str(), mail.from.address.value()), ("Ana Lopez", "ana@example.net"));
    assert_eq!(mail.class, discussion("team@example.org"));
}

#[test]
fn an_archive_page_is_a_discussion() {
    let mail = mail("From: ana at example.org (Ana Lopez)\nDate: Thu Nov  1 11:19:12 2001\nSubject: x\n\n");
    assert_eq!((mail.from.name.as_str(), mail.from.address.value()), ("Ana Lopez", "ana@example.org"));
    assert_eq!(mail.class, MailClass::Discussion { list: None });
}

#[test]
fn mail_to_many() {
    for fields in [
        "List-Unsubscribe: <https://example.org/u>\nList-Unsubscribe-Post: List-Unsubscribe=One-Click",
        "List-Id: <123.list-id.example>\nList-Unsubscribe: <mailto:u@example.org>",
        "List-Post: NO",
        "List-Post: <https://example.org/p/1>\nList-Unsubscribe: <https://example.org/u>",
        "Precedence: bulk",
        "Feedback-ID: 1.eu-west-1.x:AmazonSES",
        "X-Campaign: spring",
        "X-Mailer: PHPMailer 6.0",
        "Return-Path: <bounces-1-bo=example.net@mail.example.org>",
        "X-Spam-Flag: YES",
        "X-Gmail-Labels: Spam",
    ] {
        check_class(fields, MailClass::Bulk);
    }
    let announcement = with("List-Post: <mailto:ana@example.org>");
    assert_eq!(mail(&announcement).class, MailClass::Bulk);
}

#[test]
fn mail_by_programs() {
    for fields in [
        "Auto-Submitted: auto-generated",
        "Auto-Submitted: auto-notified; owner-email=\"x@example.org\"",
        "X-GitHub-Reason: mention\nList-Post: <mailto:reply@example.org>",
        "X-Auto-Response-Suppress: All",
        "List-Post: <mailto:dev@example.org>\nAuto-Submitted: auto-generated",
        "Return-Path: <>",
    ] {
        check_class(fields, MailClass::Robot);
    }
    for address in [
        "no-reply@x.org",
        "noreply-maps@x.org",
        "invoices-noreply@x.org",
        "MAILER-DAEMON@x.org",
        "notifications@x.org",
    ] {
        assert_eq!(mail(&with("").replace("ana@example.org", address)).class, MailClass::Robot, "{address}");
    }
    for address in ["reply@x.org", "bo.unce@x.org", "norbert@x.org"] {
        assert_eq!(
            mail(&with("").replace("ana@example.org", address)).class,
            MailClass::Personal,
            "{address}"
        );
    }
}

#[test]
fn a_delivery_report_names_who_was_not_reached() {
    let notice = notice(include_str!("../../tests/fixtures/mail/delivery-report.eml"));
    assert_eq!(notice.kind, NoticeKind::Bounced);
    assert_eq!(addresses(&notice.about), ["gone@example.net", "left@example.com"]);
}

#[test]
fn a_delivery_report_of_a_delay_is_none() {
    let report = include_str!("../../tests/fixtures/mail/delivery-report.eml");
    let delayed = report.replace("Action: failed", "Action: delayed");
    assert_eq!(outcome(&delayed), Err(Finding::skipped("a delivery report without a failure")));
}

#[test]
fn bounces_from_before_there_were_reports() {
    let bounce = |fields: &str, body: &str| {
        let fields = format!("From: MAILER-DAEMON@example.org\nDate: 2 Feb 2026 10:00 +0000\n{fields}");
        let notice = notice(&format!("{fields}\n\n{body}\n"));
        assert_eq!(notice.kind, NoticeKind::Bounced);
        addresses(&notice.about).join(" ")
    };
    assert_eq!(bounce("X-Failed-Recipients: a@x.org,\n b@x.org", ""), "a@x.org b@x.org");
    let qmail = "Hi. This is the qmail-send program at example.org.\n\n<a@x.org>:\nSorry, no mailbox here.\n\n\
        --- Below this line is a copy of the message.\n\nTo: <b@x.org>\n<b@x.org>";
    assert_eq!(bounce("Subject: failure notice", qmail), "a@x.org");
    assert_eq!(
        bounce("Subject: x", "The following address(es) failed:\n\n  a@x.org\n    unknown user\n"),
        "a@x.org"
    );
}

#[test]
fn an_auto_reply_says_that_someone_is_away() {
    for fields in [
        "Auto-Submitted: auto-replied",
        "X-Autoreply: yes",
        "Precedence: auto_reply",
        "X-Auto-Response-Suppress: All\nSubject: Automatic reply: Hello",
        "Return-Path: <>\nSubject: =?utf-8?Q?R=C3=A9ponse_automatique?= : Hello",
        "Auto-Submitted: auto-generated\nSubject: Abwesenheitsnotiz: Hallo",
    ] {
        let notice = notice(&with(fields));
        assert_eq!(notice.kind, NoticeKind::Away, "{fields}");
        assert_eq!(addresses(&notice.about), ["ana@example.org"]);
    }
    check_class("Subject: Out of office next week?", MailClass::Personal);
    let ticket = with("Auto-Submitted: auto-replied").replace("ana@", "no-reply@");
    assert_eq!(mail(&ticket).class, MailClass::Robot);
}

#[test]
fn a_read_receipt_names_the_reader() {
    let receipt = include_str!("../../tests/fixtures/mail/read-receipt.eml");
    let notice = notice(receipt);
    assert_eq!(notice.kind, NoticeKind::Read);
    assert_eq!(addresses(&notice.about), ["bo@example.net"]);
    let unread = receipt.replace("; displayed", "; deleted");
    assert_eq!(outcome(&unread), Err(Finding::skipped("a receipt for a mail that was not read")));
}

#[test]
fn an_invitation_is_an_event_and_an_answer_is_a_notice() {
    let invitation = include_str!("../../tests/fixtures/mail/invitation.eml");
    let record = outcome(invitation).unwrap();
    let Content::Event(event) = &record.content else { panic!("not an event: {record:?}") };
    assert_eq!(event.title, "Quarterly review");
    assert_eq!(record.key, crate::ical::event_key(event));
    let answer = notice(&invitation.replace("REQUEST", "REPLY"));
    assert_eq!(answer.kind, NoticeKind::Answered);
    assert_eq!(addresses(&answer.about), ["ana@example.org"]);
    let attachment = invitation.replace("; method=REQUEST", "").replace("METHOD:REQUEST\n", "");
    assert_eq!(mail(&attachment).class, MailClass::Personal);
}

#[test]
fn an_mbox_of_our_own() {
    let file = include_bytes!("../../tests/fixtures/mail/mixed.mbox");
    let mut items = Vec::new();
    let mut reader = MboxReader::new(context());
    reader.push(file, &mut |item| items.push(item));
    reader.finish(&mut |item| items.push(item));
    let said: Vec<String> = items
        .iter()
        .map(|item| match &item.outcome {
            Ok(Record { content: Content::Mail(mail), .. }) => mail.subject.clone(),
            Ok(record) => format!("{:?}", record.content),
            Err(finding) => finding.reason.clone(),
        })
        .collect();
    let expected = ["First", "Re: First", "no sender", "A quoted mailbox", "Last, with no line end"];
    assert_eq!(said, expected);
    assert_eq!(items[1].position.number, 2);
    assert!(file[items[1].position.offset as usize..].starts_with(b"From - Tue"));
}

#[test]
fn a_mail_has_one_hash_in_a_mailbox_and_alone() {
    let message = with("Message-ID: <1@example.org>");
    let mut items = Vec::new();
    let mut reader = MboxReader::new(context());
    reader.push(format!("From ana@example.org Mon Feb  2 10:00:00 2026\n{message}\n").as_bytes(), &mut |i| {
        items.push(i)
    });
    reader.finish(&mut |item| items.push(item));
    let alone = item(message.as_bytes()).outcome.unwrap();
    assert_eq!(items[0].outcome.as_ref(), Ok(&alone));
}

/// Pieces of mail, sound and broken, to be put together in any order.
const PIECES: [&str; 28] = [
    "From ana@example.org Thu Nov 24 18:22:48 1986\n",
    "\n",
    "\r\n",
    "From: ana@example.org\n",
    "From: \"Ana <ana@x.org>\n",
    "Date: Mon, 2 Feb 2026 10:00:00 +0100\n",
    "Date: soon\n",
    "Message-ID: <1@x.org>\n",
    "To: a@x.org, (b@x.org\n",
    "Subject: =?utf-8?B?w6k=?= =?x?Q?=\n",
    " folded\n",
    "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n",
    "Content-Type: multipart/mixed; boundary=b\n",
    "--b\n",
    "--b--\n",
    "Content-Type: message/delivery-status\n\n",
    "Final-Recipient: rfc822; a@x.org\nAction: failed\n",
    "Content-Type: text/calendar; method=REQUEST\n\n",
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20260302T090000Z\nATTENDEE:mailto:a@x.org\nEND:VEVENT\nEND:VCALENDAR\n",
    "Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n",
    "Auto-Submitted: auto-replied\n",
    "List-Post: <mailto:\n",
    "Mailing-List: list \n",
    "List-Id: <a.b\n",
    "Content-Length: 20\n",
    "X-Failed-Recipients: a@x.org\n",
    "\u{fffd}\0",
    "body\n",
];

proptest! {
    #[test]
    fn any_bytes_give_one_item_and_no_panic(message in prop::collection::vec(any::<u8>(), 0..300)) {
        item(&message);
    }

    #[test]
    fn any_pieces_of_mail_give_the_same_items_however_they_are_cut(
        pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..25), piece_bytes in 1_usize..50,
    ) {
        let file = pieces.concat();
        let read = |piece_bytes: usize| {
            let mut items = Vec::new();
            let mut reader = MboxReader::new(context());
            for bytes in file.as_bytes().chunks(piece_bytes) {
                reader.push(bytes, &mut |item| items.push(item));
            }
            reader.finish(&mut |item| items.push(item));
            items
        };
        prop_assert_eq!(read(piece_bytes), read(usize::MAX));
        item(file.as_bytes());
    }
}
