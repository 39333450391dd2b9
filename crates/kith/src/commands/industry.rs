//! `kith industry`: what an organization works in, and saying it.

use app::features::organizations::{self, Industry};
use app::features::snapshot::IndustryFrom;
use app::words::industries;

use super::{Failure, Outcome, Session, print_json};
use crate::args::IndustryArgs;
use crate::show::{Table, say};

/// The word that takes back what was said.
const NONE: &str = "none";

/// Lists the industries; with an organization says what it works in, after a change if one was typed.
pub async fn run(session: &Session, args: &IndustryArgs) -> Outcome {
    let Some(name) = &args.organization else { return list(session) };
    let organization = organizations::named(&session.cx, name).await?;
    if let Some(word) = &args.industry {
        let industry = chosen(word)?;
        let done = organizations::say_industry(&session.cx, &organization.slug, industry).await?;
        if session.json {
            return print_json(&done);
        }
        say!("{}", done.subject);
        return Ok(());
    }
    let known = organization.industry();
    let from = known.map(|known| match known.from {
        IndustryFrom::Said => "you",
        IndustryFrom::Domain => "its mail domain",
    });
    let industry = known.map(|known| known.industry);
    if session.json {
        let word = industry.map(Industry::word);
        let told = serde_json::json!({ "organization": organization.name, "industry": word, "from": from });
        return print_json(&told);
    }
    match industry.zip(from) {
        Some((industry, from)) => {
            say!("{}: {} (by {from})", organization.name, industries::industry(industry))
        }
        None => say!("nothing says what {} works in: kith industry NAME WORD says it", organization.name),
    }
    Ok(())
}

fn chosen(word: &str) -> Result<Option<Industry>, Failure> {
    if word == NONE {
        return Ok(None);
    }
    let unknown = || Failure(format!("there is no industry “{word}”: `kith industry` lists them"));
    Industry::from_word(word).map(Some).ok_or_else(unknown)
}

fn list(session: &Session) -> Outcome {
    let all = Industry::ALL.map(|industry| (industry.word(), industries::industry(industry)));
    if session.json {
        return print_json(&all.map(|(word, name)| serde_json::json!({ "word": word, "name": name })));
    }
    let mut table = Table::new(&["word", "industry"]);
    all.iter().for_each(|(word, name)| table.row(&[(*word).to_owned(), (*name).to_owned()]));
    table.print();
    Ok(())
}
