//! The address book, written by three programs: vCard 3.0, 4.0 and 2.1.

use std::fs;
use std::io;
use std::path::Path;

use crate::data::places::COUNTRIES;
use crate::files::header::quoted_printable;
use crate::files::ics::{escaped, folded};
use crate::story::{Person, Story};

/// Writes the cards and gives how many there are.
pub(crate) fn write(story: &Story, folder: &Path) -> io::Result<usize> {
    let people = story.cast.people.iter().enumerate().filter(|(_, person)| person.has_card);
    let mut cards: Vec<String> = people
        .clone()
        .map(|(number, person)| match number % 10 {
            0 => old_card(story, person),
            1..=3 => card(story, person, number, "4.0"),
            _ => card(story, person, number, "3.0"),
        })
        .collect();
    // A second, older card of some, from another telephone.
    let with_private = people.filter(|(_, person)| person.private_email.is_some());
    cards.extend(with_private.step_by(4).map(|(_, person)| second_card(person)));
    cards.extend(story.cast.organizations.iter().skip(1).step_by(9).map(|o| company_card(o.name, &o.domain)));
    fs::write(folder.join("contacts.vcf"), cards.concat())?;
    Ok(cards.len())
}

fn card(story: &Story, person: &Person, number: usize, version: &str) -> String {
    let name = &person.name;
    let full = match (&name.native, number % 3) {
        (Some(native), 0) => native.clone(),
        _ => name.latin(),
    };
    let mut lines = vec![
        format!("VERSION:{version}"),
        format!("UID:card-{number}@brennmoor.example"),
        format!("FN:{}", escaped(&full)),
        format!("N:{};{};;;", escaped(&name.family), escaped(&name.given)),
        format!("ORG:{}", escaped(story.cast.organizations[person.organization].name)),
        format!("TITLE:{}", escaped(person.title)),
    ];
    if full != name.latin() {
        lines.push(format!("NICKNAME:{}", escaped(&name.latin())));
    }
    lines.extend(person.emails.iter().rev().map(|(email, _)| format!("EMAIL;TYPE=WORK:{email}")));
    lines.extend(person.private_email.iter().map(|email| format!("EMAIL;TYPE=HOME:{email}")));
    lines.push(match version {
        "4.0" => format!("TEL;TYPE=work;VALUE=uri:tel:{}", person.phone.replace(' ', "-")),
        _ => format!("TEL;TYPE=WORK,VOICE:{}", person.phone),
    });
    let country = COUNTRIES[person.country].name;
    lines.push(format!("ADR;TYPE=WORK:;;;{};;;{}", escaped(person.city), escaped(country)));
    if let Some(birthday) = person.birthday {
        lines.push(format!(
            "BDAY:{}",
            birthday.strftime(if version == "4.0" { "%Y%m%d" } else { "%Y-%m-%d" })
        ));
    }
    if person.connected.is_some() {
        lines.push(format!("URL:https://www.linkedin.com/in/{}", person.profile));
    }
    enclosed(&lines)
}

/// As telephones wrote it until about 2010.
fn old_card(story: &Story, person: &Person) -> String {
    let value = |property: &str, text: &str| match text.is_ascii() {
        true => format!("{property}:{text}"),
        false => format!("{property};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{}", quoted_printable(text)),
    };
    let name = &person.name;
    let mut text = format!(
        "BEGIN:VCARD\nVERSION:2.1\n{}\n{}\n{}\n",
        value("N", &format!("{};{}", name.family, name.given)),
        value("FN", &name.latin()),
        value("ORG", story.cast.organizations[person.organization].name),
    );
    for (email, _) in person.emails.iter().rev() {
        text.push_str(&format!("EMAIL;INTERNET:{email}\n"));
    }
    if let Some(email) = &person.private_email {
        text.push_str(&format!("EMAIL;INTERNET:{email}\n"));
    }
    text.push_str(&format!("TEL;WORK;VOICE:{}\nEND:VCARD\n", person.phone));
    text.replace('\n', "\r\n")
}

fn second_card(person: &Person) -> String {
    let email = person.private_email.as_deref().unwrap_or_default();
    let name = &person.name;
    enclosed(&[
        "VERSION:3.0".to_owned(),
        format!("FN:{}", escaped(&name.latin())),
        format!("N:{};{};;;", escaped(&name.family), escaped(&name.given)),
        format!("EMAIL;TYPE=INTERNET:{email}"),
    ])
}

fn company_card(name: &str, domain: &str) -> String {
    enclosed(&[
        "VERSION:4.0".to_owned(),
        "KIND:org".to_owned(),
        format!("FN:{}", escaped(name)),
        format!("ORG:{}", escaped(name)),
        format!("EMAIL:info@{domain}"),
    ])
}

fn enclosed(lines: &[String]) -> String {
    let lines = lines.iter().map(|line| folded(line, "\r\n ") + "\r\n");
    format!("BEGIN:VCARD\r\n{}END:VCARD\r\n", lines.collect::<String>())
}
