//! Exports of all years, with invented people.

use jiff::tz::TimeZone;
use model::{Address, Card, Content, Finding, Message, Record};
use proptest::prelude::*;

use super::*;

fn context(owner_names: &[&str]) -> ReadContext {
    ReadContext {
        now: "2026-03-02T12:00:00Z".parse().expect("a moment"),
        zone: TimeZone::UTC,
        expand_until: "2026-06-01T00:00:00Z".parse().expect("a moment"),
        owner_names: owner_names.iter().map(|name| (*name).to_owned()).collect(),
    }
}

fn connections_in_pieces(bytes: &[u8], piece: usize) -> Vec<Item> {
    let mut reader = ConnectionsReader::new(context(&[]));
    bytes.chunks(piece.max(1)).for_each(|chunk| reader.push(chunk));
    let mut items = Vec::new();
    reader.finish(&mut |item| items.push(item));
    items
}

fn messages_in_pieces(bytes: &[u8], piece: usize, owner_names: &[&str]) -> Vec<Item> {
    let mut reader = MessagesReader::new(context(owner_names));
    bytes.chunks(piece.max(1)).for_each(|chunk| reader.push(chunk));
    let mut items = Vec::new();
    reader.finish(&mut |item| items.push(item));
    items
}

fn cards(text: &[u8]) -> Vec<(String, Card)> {
    let items = connections_in_pieces(text, usize::MAX);
    let cards = items.into_iter().map(|item| match item.outcome {
        Ok(Record { key, content: Content::Card(card), .. }) => (key, card),
        other => panic!("{other:?}"),
    });
    cards.collect()
}

fn messages(text: &str, owner_names: &[&str]) -> Vec<Result<Message, Finding>> {
    let items = messages_in_pieces(text.as_bytes(), usize::MAX, owner_names);
    let messages = items.into_iter().map(|item| {
        item.outcome.map(|record| match record.content {
            Content::Message(message) => message,
            other => panic!("{other:?}"),
        })
    });
    messages.collect()
}

/// `sender > recipients`, the owner's side with a star.
fn told(message: &Message) -> String {
    let one = |c: &model::Contact| format!("{}{}", c.address.value(), if c.is_owner { "*" } else { "" });
    format!("{} > {}", one(&message.from), message.to.iter().map(one).collect::<Vec<_>>().join(" "))
}

const PREAMBLE: &str = "Notes:\n\"When exporting your connection data, you may notice that some of the email addresses are \
                        missing, \"\"really\"\".\"\n\n";

#[test]
fn connections_of_2024() {
    let text = format!(
        "\u{feff}{PREAMBLE}First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
         Ana,Lopez,https://www.linkedin.com/in/ana-lopez,ana@example.org,\"Steel, Inc.\",Head of Rolling,15 Jan 2024\n\
         Bo,Ek,,,,,03 Feb 2024\n"
    );
    let cards = cards(text.as_bytes());
    let (key, ana) = &cards[0];
    assert_eq!(key, "linkedin:linkedin.com/in/ana-lopez");
    assert_eq!(
        (ana.name.as_str(), ana.organization.as_str(), ana.title.as_str()),
        ("Ana Lopez", "Steel, Inc.", "Head of Rolling")
    );
    assert_eq!(ana.connected.map(|c| c.to_string()).as_deref(), Some("2024-01-15T00:00:00Z"));
    let addresses =
        [Address::Profile("linkedin.com/in/ana-lopez".into()), Address::Email("ana@example.org".into())];
    assert_eq!(ana.addresses, addresses);
    let (key, bo) = &cards[1];
    assert_eq!(key, "linkedin:Bo Ek 2024-02-03");
    assert_eq!(bo.addresses, [Address::Name("linkedin:Bo Ek".into())]);
}

#[test]
fn connections_of_other_years_and_programs() {
    let old = "First Name,Last Name,Email Address,Company,Position,Connected On\nAna,Lopez,,Steel,Head,\"11/3/18, 4:05 PM\"\n";
    let excel = "First Name;Last Name;Connected On;Company\r\nAna;Lopez;3-Nov-18;Steel\r\n";
    let tabs =
        "LAST NAME\tFIRST NAME\tConnected On\tCompany\r\nLopez\tAna\t2018/11/03 16:05:00 UTC\tSteel\r\n";
    let utf_16: Vec<u8> = format!("\u{feff}{tabs}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [old.as_bytes(), excel.as_bytes(), tabs.as_bytes(), &utf_16] {
        let cards = cards(bytes);
        assert_eq!(cards.len(), 1);
        let (key, card) = &cards[0];
        assert_eq!((key.as_str(), card.organization.as_str()), ("linkedin:Ana Lopez 2018-11-03", "Steel"));
    }
}

#[test]
fn rows_that_say_nothing_or_are_broken_have_their_line() {
    let text = format!(
        "{PREAMBLE}First Name,Last Name,Email Address,Company,Position,Connected On\r\n\
         ,,,,,15 Jan 2024\r\nAna,Lopez\r\n\r\nBo,\"Ek,,,,15 Jan 2024\r\nC\0y,Day,,,,15 Jan 2024\r\n"
    );
    let told: Vec<_> = connections_in_pieces(text.as_bytes(), usize::MAX)
        .into_iter()
        .map(|item| (item.position.number, item.position.offset, item.outcome.map(|record| record.key)))
        .collect();
    let broken = |columns: u8| Err(Finding::failed(format!("a row of {columns} columns instead of 6")));
    assert_eq!(
        told,
        [
            (1, 5, Err(Finding::skipped("a connection without a name"))),
            (2, 6, broken(2)),
            (3, 8, broken(2)),
            (4, 9, Ok("linkedin:Cy Day 2024-01-15".into())),
        ]
    );
}

#[test]
fn a_file_that_is_something_else_is_one_finding() {
    let items = connections_in_pieces(b"a,b\n1,2\n", usize::MAX);
    assert_eq!(items.len(), 1);
    assert_eq!(items[0].outcome, Err(Finding::failed("no line that names the columns")));
    assert!(connections_in_pieces(b"\n \n", usize::MAX).is_empty());
}

const HEADER: &str = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n";

#[test]
fn messages_of_2024() {
    let text = format!(
        "{HEADER}c1,,Me Owner,https://www.linkedin.com/in/me,Ana Lopez,https://www.linkedin.com/in/ana,2024-03-15 09:30:00 UTC,Steel,\"Hi,\nAna\",INBOX\n\
         c1,,Ana Lopez,https://www.linkedin.com/in/ana,Me Owner,https://www.linkedin.com/in/me,2024-03-15 10:00:00 UTC,,Hello,INBOX\n\
         c2,The board,Bo Ek,https://www.linkedin.com/in/bo,\"Me Owner,Cy Day\",\"https://www.linkedin.com/in/me,https://www.linkedin.com/in/cy\",2024-03-16 10:00:00 UTC,,Hello,INBOX\n"
    );
    let read: Vec<_> = messages(&text, &[]).into_iter().map(|m| m.expect("a message")).collect();
    let lines: Vec<_> = read.iter().map(told).collect();
    assert_eq!(
        lines,
        [
            "linkedin.com/in/me* > linkedin.com/in/ana",
            "linkedin.com/in/ana > linkedin.com/in/me*",
            "linkedin.com/in/bo > linkedin.com/in/me* linkedin.com/in/cy",
        ]
    );
    assert_eq!(read[0].at.to_string(), "2024-03-15T09:30:00Z");
    assert_eq!((read[0].subject.as_str(), read[2].subject.as_str()), ("Steel", "The board"));
    assert!(read.iter().all(|message| !message.is_bulk));
}

#[test]
fn messages_of_2018_say_the_direction() {
    let text = "From,To,Date,Subject,Content,Direction,Folder\n\
                Me Owner,Ana Lopez,\"11/3/18, 4:05 PM\",,Hi,OUTGOING,SENT\n\
                Ana Lopez,Me Owner,\"11/3/18, 4:06 PM\",,Hi,INCOMING,INBOX\n";
    let lines: Vec<_> = messages(text, &[]).iter().flatten().map(told).collect();
    assert_eq!(lines, ["linkedin:Me Owner* > linkedin:Ana Lopez", "linkedin:Ana Lopez > linkedin:Me Owner*"]);
}

#[test]
fn a_name_is_known_by_the_profile_it_has_in_the_conversation() {
    let text = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER\n\
                c1,,Me Owner,https://www.linkedin.com/in/me,Ana Lopez,2022-03-15 09:30:00 UTC,,a,INBOX\n\
                c1,,Ana Lopez,https://www.linkedin.com/in/ana,Me Owner,2022-03-15 09:31:00 UTC,,b,INBOX\n\
                c2,,Bo Ek,https://www.linkedin.com/in/bo,Me Owner,2022-03-15 09:32:00 UTC,,c,INBOX\n\
                c3,,Me Owner,https://www.linkedin.com/in/me,\"Ana Lopez, PhD\",2022-03-15 09:33:00 UTC,,d,INBOX\n";
    let lines: Vec<_> = messages(text, &[]).iter().flatten().map(told).collect();
    assert_eq!(
        lines,
        [
            "linkedin.com/in/me* > linkedin.com/in/ana",
            "linkedin.com/in/ana > linkedin.com/in/me*",
            "linkedin.com/in/bo > linkedin.com/in/me*",
            "linkedin.com/in/me* > linkedin:Ana Lopez, PhD",
        ]
    );
}

#[test]
fn of_a_single_conversation_only_the_owners_name_tells() {
    let text = format!(
        "{HEADER}c1,,Ana Lopez,https://linkedin.com/in/ana,Me Owner,,2024-03-15 09:30:00 UTC,,a,INBOX\n"
    );
    let lines = |names: &[&str]| messages(&text, names).iter().flatten().map(told).collect::<Vec<_>>();
    assert_eq!(lines(&[]), ["linkedin.com/in/ana > linkedin:Me Owner"]);
    assert_eq!(lines(&["me owner"]), ["linkedin.com/in/ana > linkedin:Me Owner*"]);
}

#[test]
fn what_is_no_message_between_people_is_said() {
    let row =
        |from: &str, to: &str, date: &str, folder: &str| format!("c,,{from},,{to},,{date},,text,{folder}\n");
    let day = "2024-03-15 09:30:00 UTC";
    let text = format!(
        "{HEADER}{}{}{}{}{}{}{}{}",
        row("Ana", "LinkedIn Member", day, "INBOX"),
        row("LinkedIn Member", "Me", day, "INBOX"),
        row("Me", "Ana", day, "DRAFTS"),
        row("", "Ana", day, "INBOX"),
        row("Me", "", day, "INBOX"),
        row("Me", "Ana", "soon", "INBOX"),
        row("Me", "Ana", "2085-03-15 09:30:00 UTC", "INBOX"),
        row("Cy", "Me", day, "SPONSORED"),
    );
    let outcomes = messages(&text, &[]);
    let reasons: Vec<_> =
        outcomes.iter().filter_map(|o| o.as_ref().err()).map(|f| f.reason.as_str()).collect();
    let left = "a message with a member who has left LinkedIn";
    assert_eq!(
        reasons,
        [
            left,
            left,
            "a draft",
            "a message without a sender",
            "a message without a recipient",
            "a message whose date cannot be read",
            "a message from the future",
        ]
    );
    assert_eq!(outcomes[7].as_ref().map(|m| m.is_bulk), Ok(true));
}

#[test]
fn the_same_message_has_the_same_key() {
    let keys = |text: &str| {
        let items = messages_in_pieces(format!("{HEADER}{text}").as_bytes(), usize::MAX, &[]);
        items.into_iter().flat_map(|item| item.outcome).map(|record| record.key).collect::<Vec<_>>()
    };
    let one = "c1,,Ana,https://linkedin.com/in/ana,Me,,2024-03-15 09:30:00 UTC,,a,INBOX\n";
    let moved = "c1,,Ana,https://www.linkedin.com/in/ana/,Me,,2024-03-15 09:30:00 UTC,Steel,a,ARCHIVE\n";
    let other = "c1,,Ana,https://linkedin.com/in/ana,Me,,2024-03-15 09:30:00 UTC,,b,INBOX\n";
    assert_eq!(keys(one), keys(moved));
    assert_ne!(keys(one), keys(other));
}

#[test]
fn quotes_that_do_not_close_lose_only_their_row() {
    let rows: String = (0..500).map(|n| format!("A{n},\"Lopez,,,,15 Jan 2024\n")).collect();
    let text = format!(
        "First Name,Last Name,Email Address,Company,Position,Connected On\n{rows}Bo,Ek,,,,15 Jan 2024\n"
    );
    let items = connections_in_pieces(text.as_bytes(), usize::MAX);
    assert_eq!(items.len(), 501);
    assert!(items[500].outcome.is_ok());
}

proptest! {
    #[test]
    fn any_bytes_give_no_panic_and_pieces_do_not_matter(
        bytes in proptest::collection::vec(any::<u8>(), 0..300), header in any::<bool>(), piece in 1usize..50,
    ) {
        let begin: &[u8] = if header { b"First Name,Last Name,URL\n" } else { b"" };
        let file = [begin, &bytes].concat();
        prop_assert_eq!(connections_in_pieces(&file, usize::MAX), connections_in_pieces(&file, piece));
        let begin: &[u8] = if header { HEADER.as_bytes() } else { b"" };
        let file = [begin, &bytes].concat();
        prop_assert_eq!(messages_in_pieces(&file, usize::MAX, &[]), messages_in_pieces(&file, piece, &[]));
    }

    #[test]
    fn as_many_items_as_rows(
        rows in proptest::collection::vec(("[A-Za-z \"é,]{1,8}", "[a-z\n\"]{0,8}", "[0-9/ A-Za-z:-]{0,12}"), 0..20),
    ) {
        let quote = |field: &str| format!("\"{}\"", field.replace('"', "\"\""));
        let lines: String =
            rows.iter().map(|(a, b, c)| format!("{},{},{}\n", quote(a), quote(b), quote(c))).collect();
        let items = connections_in_pieces(format!("First Name,Last Name,Connected On\n{lines}").as_bytes(), usize::MAX);
        prop_assert_eq!(items.len(), rows.len());
        let lines: String = rows
            .iter()
            .map(|(a, b, c)| format!("{},{},{},{}\n", quote(a), quote(b), quote(c), quote(b)))
            .collect();
        let items = messages_in_pieces(format!("From,To,Date,Content\n{lines}").as_bytes(), usize::MAX, &[]);
        prop_assert_eq!(items.len(), rows.len());
    }
}
