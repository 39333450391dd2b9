//! The export of a LinkedIn network as it has been since 2024: a zip of CSV files.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use jiff::tz::TimeZone;
use zip::ZipWriter;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;

use crate::data::organizations::COMPANY;
use crate::story::{Message, OWNER, Person, Role, Story};

const NOTES: &str = "Notes:\n\"When exporting your connection data, you may notice that some of the email addresses are \
    missing. You will only see email addresses for connections who have allowed their connections to see or download \
    their email address.\"\n\n";

/// Writes the zip and gives how many connections are in it.
pub(crate) fn write(story: &Story, path: &Path) -> ZipResult<usize> {
    let mut zip = ZipWriter::new(BufWriter::new(File::create(path)?));
    let (connections, count) = connections(story);
    let files = [
        ("Connections.csv", connections),
        ("messages.csv", messages(story)),
        ("Invitations.csv", invitations(story)),
        ("Profile.csv", profile(story)),
        ("Positions.csv", positions()),
        ("Email Addresses.csv", addresses(story)),
    ];
    for (name, content) in files {
        // Without a date of writing, so that the same story gives the same bytes.
        zip.start_file(name, SimpleFileOptions::default())?;
        zip.write_all(content.as_bytes())?;
    }
    zip.finish()?.into_inner().map_err(io::Error::from)?;
    Ok(count)
}

fn connections(story: &Story) -> (String, usize) {
    let mut text = format!("{NOTES}First Name,Last Name,URL,Email Address,Company,Position,Connected On\n");
    let mut connected: Vec<(usize, &Person)> =
        story.cast.people.iter().enumerate().filter(|(_, p)| p.connected.is_some()).collect();
    connected.sort_by_key(|(_, person)| std::cmp::Reverse(person.connected));
    for (number, person) in &connected {
        let email = person.emails.last().filter(|_| number % 9 == 0).map_or("", |(email, _)| email);
        let since = person.connected.map(|day| day.strftime("%d %b %Y").to_string()).unwrap_or_default();
        let fields = [
            &person.name.given,
            &person.name.family,
            &url(person),
            email,
            story.cast.organizations[person.organization].name,
            person.title,
            &since,
        ];
        push_row(&mut text, &fields);
    }
    (text, connected.len())
}

fn messages(story: &Story) -> String {
    let mut text =
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,\
                    CONTENT,FOLDER,ATTACHMENTS\n"
            .to_owned();
    // Newest first, as LinkedIn has it.
    for message in story.messages.iter().rev() {
        push_message(&mut text, story, message);
    }
    text
}

fn push_message(text: &mut String, story: &Story, message: &Message) {
    let person = |number: usize| &story.cast.people[number];
    let other = if message.from == OWNER { message.to } else { message.from };
    let at = message.at.to_zoned(TimeZone::UTC).strftime("%Y-%m-%d %H:%M:%S UTC").to_string();
    let (from, to) = (person(message.from), person(message.to));
    let conversation = format!("2-sample{other:05}==");
    let (from_name, to_name) = (from.name.latin(), to.name.latin());
    let (from_url, to_url) = (url(from), url(to));
    push_row(
        text,
        &[&conversation, "", &from_name, &from_url, &to_name, &to_url, &at, "", &message.text, "INBOX", ""],
    );
}

/// Sellers ask to connect; so did some whom the owner knows.
fn invitations(story: &Story) -> String {
    let mut text = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n".to_owned();
    let owner = &story.cast.people[OWNER];
    for (number, person) in story.cast.people.iter().enumerate().filter(|(_, p)| p.role == Role::Seller) {
        let day = story.span.day(number as i32 % story.span.days());
        let at = day.strftime("%-m/%-d/%y, 9:30 AM").to_string();
        let (from, to) = (person.name.latin(), owner.name.latin());
        push_row(&mut text, &[&from, &to, &at, "Let us connect!", "INCOMING", &url(person), &url(owner)]);
    }
    text
}

fn profile(story: &Story) -> String {
    let owner = &story.cast.people[OWNER];
    let mut text = "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,\
                    Twitter Handles,Websites,Instant Messengers\n"
        .to_owned();
    let headline = format!("{} at {COMPANY}", owner.title);
    let (given, family) = (&owner.name.given, &owner.name.family);
    let fields = [
        given,
        family,
        "",
        "",
        "",
        &headline,
        "",
        "Machinery Manufacturing",
        "8010",
        "Graz, Austria",
        "",
        "",
        "",
    ];
    push_row(&mut text, &fields);
    text
}

fn positions() -> String {
    format!(
        "Company Name,Title,Description,Location,Started On,Finished On\n{COMPANY},Chief Operating Officer,,\"Graz, \
         Austria\",Mar 2021,\nHagenthal Getriebe AG,Head of Manufacturing,,Stuttgart,Jan 2015,Feb 2021\n"
    )
}

fn addresses(story: &Story) -> String {
    let owner = &story.cast.people[OWNER];
    let mut text = "Email Address,Confirmed,Primary,Updated On\n".to_owned();
    for (email, _) in &owner.emails {
        push_row(&mut text, &[email, "Yes", "Yes", "Not Available"]);
    }
    if let Some(email) = &owner.private_email {
        push_row(&mut text, &[email, "Yes", "No", "Not Available"]);
    }
    text
}

fn url(person: &Person) -> String {
    format!("https://www.linkedin.com/in/{}", person.profile)
}

fn push_row(text: &mut String, fields: &[&str]) {
    let field = |field: &&str| match field.contains([',', '"', '\n']) {
        true => format!("\"{}\"", field.replace('"', "\"\"")),
        false => (*field).to_owned(),
    };
    text.push_str(&fields.iter().map(field).collect::<Vec<_>>().join(","));
    text.push('\n');
}
