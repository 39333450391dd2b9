//! What cards say, told by small cards.

use model::{Address, Card, Content, FindingKind, Item};
use proptest::prelude::*;

use super::*;

fn context() -> ReadContext {
    ReadContext {
        now: "2026-03-02T12:00:00Z".parse().expect("a moment"),
        zone: jiff::tz::TimeZone::UTC,
        expand_until: "2026-06-01T00:00:00Z".parse().expect("a moment"),
        owner_names: Vec::new(),
    }
}

fn read_in_pieces(bytes: &[u8], piece: usize) -> Vec<Item> {
    let mut items = Vec::new();
    let mut reader = CardReader::new(context());
    for chunk in bytes.chunks(piece.max(1)) {
        reader.push(chunk, &mut |item| items.push(item));
    }
    reader.finish(&mut |item| items.push(item));
    items
}

fn read(bytes: &[u8]) -> Vec<Item> {
    read_in_pieces(bytes, usize::MAX)
}

/// The card that these lines give between BEGIN and END.
fn card(lines: &str) -> Card {
    let text = format!("BEGIN:VCARD\r\n{}\r\nEND:VCARD\r\n", lines.replace('\n', "\r\n"));
    match only_card(text.as_bytes()) {
        (_, Ok(card)) => card,
        (_, Err(finding)) => panic!("{finding:?}"),
    }
}

/// The key and the card, or the finding, of a file with one card.
fn only_card(bytes: &[u8]) -> (String, Result<Card, Finding>) {
    let mut items = read(bytes);
    assert_eq!(items.len(), 1, "one card, one item");
    match items.remove(0).outcome {
        Ok(Record { key, content: Content::Card(card), .. }) => (key, Ok(card)),
        Ok(other) => panic!("{other:?}"),
        Err(finding) => (String::new(), Err(finding)),
    }
}

use model::{Finding, Record};

fn values(card: &Card, kind: &str) -> Vec<String> {
    card.addresses.iter().filter(|a| a.kind() == kind).map(|a| a.value().to_owned()).collect()
}

#[test]
fn a_card_of_a_phone() {
    let card = card(
        "VERSION:3.0\nN:Lopez;Ana;María;Dr.;PhD\nFN:Dr. Ana Lopez\nORG:Example Steel;Rolling\nTITLE:Head of Rolling\n\
         item1.EMAIL;type=INTERNET;type=pref:Ana@Example.org\nitem1.X-ABLabel:work\nTEL;type=CELL:+49 170 1234567\n\
         URL:https://www.linkedin.com/in/ana-lopez\nURL:https://steel.example/contact\nBDAY:1604-04-30\n\
         ADR;TYPE=work:;;Werkstr. 1;Salzgitter;;38226;Deutschland\nTZ:Europe/Berlin\nIMPP;X-SERVICE-TYPE=Skype:skype:ana\nNICKNAME:Anita",
    );
    assert_eq!(card.name, "Dr. Ana Lopez");
    assert_eq!(card.other_names, ["Ana María Lopez", "Anita"]);
    assert_eq!(values(&card, "email"), ["ana@example.org"]);
    assert_eq!(values(&card, "phone"), ["+491701234567"]);
    assert_eq!(values(&card, "profile"), ["linkedin.com/in/ana-lopez"]);
    assert_eq!((card.organization.as_str(), card.title.as_str()), ("Example Steel", "Head of Rolling"));
    assert_eq!(card.birthday.as_deref(), Some("--04-30"));
    assert_eq!((card.city.as_str(), card.country.as_str()), ("Salzgitter", "Deutschland"));
    assert_eq!(card.zone.as_deref(), Some("Europe/Berlin"));
    assert!(!card.is_organization);
}

#[test]
fn what_is_written_on_a_card_is_kept_with_its_lines() {
    let card = card("FN:Ana\nNOTE:Met in Linz\\nlikes tea\\, and rowing\nNOTE: \nNOTE:second");
    assert_eq!(card.note, "Met in Linz\nlikes tea, and rowing\nsecond");
}

#[test]
fn the_name_is_taken_from_wherever_there_is_one() {
    assert_eq!(card("N:Lopez;Ana;;;").name, "Ana Lopez");
    assert_eq!(card("FN:\nN:;;;;\nNICKNAME:Anita\nORG:Steel").name, "Anita");
    let company = card("N:;;;;\nORG:Example Steel;");
    assert_eq!((company.name.as_str(), company.is_organization), ("Example Steel", true));
    let company = card("FN:Example Steel\nORG:Example Steel");
    assert!(company.is_organization);
    assert_eq!(card("FN:ana@example.org\nEMAIL:ana@example.org").name, "");
    assert!(card("FN:Steel\nX-ABShowAs:COMPANY").is_organization);
    assert!(card("FN:The Board\nKIND:group").is_organization);
}

#[test]
fn old_cards_fold_quote_and_name_their_charset() {
    let folded = card(
        "VERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCl=\nler;J=C3=BC=\nrgen;;;\nTEL;CELL;VOICE:0170 1234567",
    );
    assert_eq!(folded.name, "Jürgen Müller");
    assert_eq!(values(&folded, "phone"), ["01701234567"]);
    assert_eq!(card("VERSION:2.1\nFN;QUOTED-PRINTABLE:J=C3=BCrgen").name, "Jürgen");
    assert_eq!(card("VERSION:2.1\nFN;ENCODING=QUOTED-PRINTABLE;CHARSET=SHIFT_JIS:=83A=83i").name, "アナ");
    let (_, latin) = only_card(b"BEGIN:VCARD\nFN;CHARSET=windows-1252:J\xfcrgen\nEND:VCARD\n");
    assert_eq!(latin.map(|card| card.name), Ok("Jürgen".to_owned()));
}

#[test]
fn an_assistant_nested_in_a_card_is_an_item_of_their_own() {
    let text = "BEGIN:VCARD\nVERSION:2.1\nFN:Ana Lopez\nAGENT:\nBEGIN:VCARD\nFN:Bo Ek\nTEL:+46 123456\nEND:VCARD\n\
                TEL:+34 123456\nEND:VCARD\n";
    let items = read(text.as_bytes());
    let told: Vec<_> = items
        .iter()
        .map(|item| match &item.outcome {
            Ok(Record { content: Content::Card(c), .. }) => {
                (item.position.number, item.position.offset, c.name.as_str(), values(c, "phone").join(" "))
            }
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(told, [(2, 5, "Bo Ek", "+46123456".into()), (1, 1, "Ana Lopez", "+34123456".into())]);
}

#[test]
fn a_card_without_an_end_is_read_as_far_as_it_goes() {
    let items = read(b"BEGIN:VCARD\nFN:Ana\nbegin:vcard\nFN:Bo\nEND:VCARD\nnoise\nBEGIN:VCARD\nFN:Cy");
    let names: Vec<_> = items.iter().map(|i| i.outcome.as_ref().map(|r| &r.content)).collect();
    assert_eq!(names.len(), 3);
    assert!(names.iter().all(Result::is_ok));
    assert_eq!(items.iter().map(|i| i.position.offset).collect::<Vec<_>>(), [1, 3, 7]);
}

#[test]
fn a_card_that_says_nothing_fails() {
    for text in ["BEGIN:VCARD\nVERSION:3.0\nNOTE:x\nEND:VCARD", "BEGIN:VCARD"] {
        let (_, outcome) = only_card(text.as_bytes());
        let finding = outcome.expect_err("nothing to keep");
        assert_eq!(finding.kind, FindingKind::Failed);
        assert_eq!(finding.reason, "a card without a name or an address");
    }
    assert!(read(b"").is_empty());
}

#[test]
fn the_key_is_the_uid_or_the_content() {
    let key = |lines: &str| only_card(format!("BEGIN:VCARD\n{lines}\nEND:VCARD\n").as_bytes()).0;
    assert_eq!(key("FN:A\nUID:urn:uuid:4fbe8971"), "card:4fbe8971");
    assert_eq!(key("FN:A\nUID:4fbe8971"), "card:4fbe8971");
    assert_eq!(key("FN:A"), key("FN:A"));
    assert_ne!(key("FN:A"), key("FN:B"));
    assert!(key(&format!("FN:A\nUID:{}", "x".repeat(10_000))).len() < 100);
}

#[test]
fn five_thousand_phones_and_a_large_photo() {
    let phones: String = (0..5000).map(|n| format!("TEL:+49 170 {n:07}\n")).collect();
    let photo = format!("PHOTO;ENCODING=b;TYPE=JPEG:{}\n", " /9j/4AAQSkZJRgAB\n".repeat(500_000));
    let text = format!("BEGIN:VCARD\nFN:Ana\n{photo}\n{phones}EMAIL:ana@example.org\nEND:VCARD\n");
    let (_, card) = only_card(text.as_bytes());
    let card = card.expect("a card");
    assert_eq!(values(&card, "phone").len(), 100);
    assert_eq!(values(&card, "email"), ["ana@example.org"]);
}

#[test]
fn a_photo_in_one_line_does_not_fill_memory() {
    let mut reader = CardReader::new(context());
    let mut items = Vec::new();
    reader.push(b"BEGIN:VCARD\nFN:Ana\nPHOTO:", &mut |i| items.push(i));
    for _ in 0..100 {
        reader.push(&[b'A'; 1 << 20], &mut |i| items.push(i));
    }
    reader.push(b"\nNOTE:", &mut |i| items.push(i));
    for _ in 0..100 {
        reader.push(&[b'A'; 1 << 20], &mut |i| items.push(i));
    }
    reader.push(b"\nTEL:+49170123456\nEND:VCARD\n", &mut |i| items.push(i));
    reader.finish(&mut |i| items.push(i));
    assert_eq!(items.len(), 1);
}

#[test]
fn files_of_all_systems_are_read() {
    let text = "BEGIN:VCARD\nFN:Zoë\nEND:VCARD\n";
    let utf_16: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in
        [text.into(), text.replace('\n', "\r").into_bytes(), format!("\u{feff}{text}").into_bytes(), utf_16]
    {
        let (_, card) = only_card(&bytes);
        assert_eq!(card.map(|c| c.name), Ok("Zoë".to_owned()));
    }
}

fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("BEGIN:VCARD".to_owned()),
        Just("END:VCARD".to_owned()),
        Just("AGENT:".to_owned()),
        Just("FN:Ana Lopez".to_owned()),
        Just("N;ENCODING=QUOTED-PRINTABLE:L=F3pez;=".to_owned()),
        Just("item1.EMAIL;TYPE=\"x:y\":ana@example.org".to_owned()),
        Just("PHOTO;ENCODING=b:AAAA".to_owned()),
        Just("BDAY:--0430".to_owned()),
        "[ -~]{0,30}",
        " .{0,20}",
        ".{0,30}",
    ]
}

proptest! {
    #[test]
    fn any_bytes_give_no_panic_and_pieces_do_not_matter(
        bytes in proptest::collection::vec(any::<u8>(), 0..400), piece in 1usize..50,
    ) {
        prop_assert_eq!(read(&bytes), read_in_pieces(&bytes, piece));
    }

    #[test]
    fn as_many_items_as_cards(
        lines in proptest::collection::vec(line(), 0..60),
        end in prop_oneof![Just("\r\n"), Just("\n"), Just("\r")],
        piece in 1usize..50,
    ) {
        // A character of white space other than the line end's would make the independent count below another one.
        let lines: Vec<String> =
            lines.iter().map(|l| l.replace(|c: char| c.is_control(), "?")).collect();
        let text = lines.join(end);
        let items = read(text.as_bytes());
        prop_assert_eq!(items.len(), lines.iter().filter(|l| *l == "BEGIN:VCARD").count());
        prop_assert_eq!(items, read_in_pieces(text.as_bytes(), piece));
    }

    #[test]
    fn every_card_gives_back_its_name_and_address(names in proptest::collection::vec("[A-Z][a-z]{1,9}", 1..20)) {
        let text: String =
            names.iter().map(|n| format!("BEGIN:VCARD\r\nFN:{n}\r\nEMAIL:{n}@example.org\r\nEND:VCARD\r\n")).collect();
        let read: Vec<_> = read(text.as_bytes()).into_iter().filter_map(|i| i.outcome.ok()).collect();
        prop_assert_eq!(read.len(), names.len());
        for (record, name) in read.iter().zip(&names) {
            let Content::Card(card) = &record.content else { panic!("not a card") };
            prop_assert_eq!(&card.name, name);
            let address = Address::Email(format!("{}@example.org", name.to_lowercase()));
            prop_assert_eq!(&card.addresses, &vec![address]);
        }
    }
}
