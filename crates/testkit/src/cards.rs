//! Address cards that read as a story and are written as a vCard file.

use std::fmt::Write;

/// An empty address book.
pub fn cards() -> Cards {
    Cards { cards: Vec::new() }
}

/// Cards in the order of the telling. Methods after [`Cards::card`] speak of the last one.
pub struct Cards {
    cards: Vec<Vec<String>>,
}

impl Cards {
    /// A card with a name and an address of mail (none if empty).
    pub fn card(mut self, name: &str, email: &str) -> Cards {
        self.cards.push(vec![format!("FN:{name}")]);
        if email.is_empty() { self } else { self.line(&format!("EMAIL:{email}")) }
    }

    /// Where the person works, and as what.
    pub fn works_at(self, organization: &str, title: &str) -> Cards {
        self.line(&format!("ORG:{organization}")).line(&format!("TITLE:{title}"))
    }

    /// A telephone number.
    pub fn phone(self, number: &str) -> Cards {
        self.line(&format!("TEL:{number}"))
    }

    /// One more line of the card, as it stands in the file.
    pub fn line(mut self, line: &str) -> Cards {
        self.cards.last_mut().expect("a card first").push(line.to_owned());
        self
    }

    /// All cards as a vCard 4.0 file.
    pub fn to_vcf(&self) -> String {
        self.cards.iter().fold(String::new(), |mut text, lines| {
            let _ = write!(text, "BEGIN:VCARD\r\nVERSION:4.0\r\n{}\r\nEND:VCARD\r\n", lines.join("\r\n"));
            text
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_reads_as_it_was_told() {
        let vcf = cards()
            .card("Ana Lopez", "ana@north.example")
            .works_at("North", "Buyer")
            .phone("+34 600 000")
            .to_vcf();
        let expected = "BEGIN:VCARD\nVERSION:4.0\nFN:Ana Lopez\nEMAIL:ana@north.example\nORG:North\nTITLE:Buyer\n\
                        TEL:+34 600 000\nEND:VCARD\n";
        assert_eq!(vcf.replace("\r\n", "\n"), expected);
    }
}
