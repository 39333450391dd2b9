//! What an address is by its shape: the words it is made of, its host, and the name shown with it.

use model::Address;

use super::{Nature, words};
use crate::search::fold;

/// What the shape of an address says; `None` where it may well be a human.
///
/// `display_name` is the name shown with the address, empty if there was none. It serves to spare people whose
/// name is a role's word (`Steve Jobs <jobs@…>`, `Mr. Info <info@…>`), and to know rooms and bounces.
///
/// ```
/// use identity::{Nature, by_shape};
/// use model::Address;
/// let nature = |email: &str, name: &str| by_shape(&Address::Email(email.into()), name);
/// assert_eq!(nature("messages-noreply@linkedin.com", "LinkedIn"), Some(Nature::Robot));
/// assert_eq!(nature("buchhaltung@example.de", ""), Some(Nature::RoleMailbox));
/// assert_eq!(nature("sales.director.jane@example.org", "Jane"), None);
/// ```
pub fn by_shape(address: &Address, display_name: &str) -> Option<Nature> {
    let display = fold(display_name);
    match address {
        Address::Email(email) => by_email(&Shape::of(email, &display)?),
        Address::Profile(url) => is_company_page(url).then_some(Nature::RoleMailbox),
        Address::Name(name) => {
            let bare = fold(name.split_once(':').map_or(name.as_str(), |(_, bare)| bare));
            words::NAMES_OF_ANYBODY.contains(&bare.as_str()).then_some(Nature::RoleMailbox)
        }
        Address::Phone(_) => None,
    }
}

fn is_company_page(url: &str) -> bool {
    ["linkedin.com/company/", "linkedin.com/school/", "linkedin.com/showcase/"]
        .iter()
        .any(|page| url.starts_with(page))
}

/// In this order, because a list's servant (`foo-bounces@lists…`) is a robot on a list's host, and `hr-newsletter@` is a
/// newsletter before it is a role.
fn by_email(shape: &Shape) -> Option<Nature> {
    if shape.is_resource() {
        Some(Nature::Resource)
    } else if shape.is_robot() {
        Some(Nature::Robot)
    } else if shape.is_list() {
        Some(Nature::List)
    } else if shape.is_newsletter() {
        Some(Nature::Newsletter)
    } else if shape.is_role() {
        Some(Nature::RoleMailbox)
    } else {
        None
    }
}

/// An e-mail address taken apart.
struct Shape<'a> {
    /// The local part as it is, in lower case.
    local: String,
    /// The local part before any `+`.
    base: String,
    /// What stands behind the `+`; empty if nothing.
    tag: String,
    /// The words of `base`, digits behind them taken off: `support-2` gives `support`.
    words: Vec<String>,
    /// `base` without separators and digits behind it.
    squeezed: String,
    /// The host, in lower case.
    host: String,
    /// The words of the folded display name.
    display: Vec<&'a str>,
}

impl<'a> Shape<'a> {
    /// `None` if it has no `@`.
    fn of(email: &str, display: &'a str) -> Option<Shape<'a>> {
        let (local, host) = email.rsplit_once('@')?;
        let local = local.trim_matches('"').to_lowercase();
        let (base, tag) = local.split_once('+').unwrap_or((&local, ""));
        let without_number = |word: &str| word.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
        let words = base.split(['.', '-', '_']).map(without_number).filter(|w| !w.is_empty()).collect();
        let squeezed = without_number(&base.replace(['.', '-', '_'], ""));
        Some(Shape {
            base: base.to_owned(),
            tag: tag.to_owned(),
            words,
            squeezed,
            host: host.to_lowercase(),
            display: display.split(' ').filter(|w| !w.is_empty()).collect(),
            local,
        })
    }

    fn is_resource(&self) -> bool {
        let display = self.display.concat();
        let named_so = |text: &str| words::RESOURCE_STEMS.iter().any(|stem| text.contains(stem));
        let numbered = |first: Option<&str>, next: Option<&str>| {
            first.is_some_and(|w| words::RESOURCE_WORDS.contains(&w))
                && next.is_some_and(|n| n.starts_with(|c: char| c.is_ascii_digit()))
        };
        let mut parts = self.base.split(['.', '-', '_']);
        self.on_host(words::RESOURCE_HOSTS)
            || named_so(&self.squeezed)
            || named_so(&display)
            || numbered(parts.next(), parts.next())
            || numbered(self.display.first().copied(), self.display.get(1).copied())
    }

    fn is_robot(&self) -> bool {
        let is_servant = self.on_list_host() || self.base.matches('-').count() > 0;
        let display = self.display.join(" ");
        words::ROBOT_STEMS.iter().any(|stem| self.squeezed.contains(stem))
            || self.has_word(words::ROBOT_WORDS)
            || self.is_whole(words::ROBOT_WHOLE)
            || self.on_host(words::ROBOT_HOSTS)
            || words::ROBOT_LABELS.contains(&self.first_label())
            || self.base.ends_with("-bot")
            || self.base.ends_with("[bot]")
            || (is_servant && self.is_list_servant())
            || words::ROBOT_NAMES.contains(&display.as_str())
            || self.is_return_path()
            || is_made_up_by_a_program(&self.base)
            || (matches!(self.base.as_str(), "r" | "c" | "m" | "p") && is_made_up_by_a_program(&self.tag))
    }

    /// `bounce-jane=example.org@…` (VERP), `SRS0=…`: an address wrapped into another. Not so Exchange's own wrapping of a
    /// human (`IMCEAEX-…`) or a signed sender (`prvs=…`).
    fn is_return_path(&self) -> bool {
        self.local.contains('=') && !self.local.starts_with("prvs=") && !self.local.starts_with("imceaex")
    }

    fn is_list_servant(&self) -> bool {
        let last = self.base.rsplit_once('-').map(|(_, last)| last);
        match last {
            Some("admin" | "owner" | "join" | "leave") => self.on_list_host(),
            Some(word) => words::LIST_SERVANTS.contains(&word) && !self.is_own_name(word),
            None => false,
        }
    }

    fn is_list(&self) -> bool {
        let ending = self.base.rsplit_once('-').map(|(_, last)| last);
        let display = self.display.join(" ");
        self.on_list_host()
            || self.is_whole(words::LIST_WHOLE)
            || words::LIST_NAME_ENDINGS.iter().any(|end| display.ends_with(end))
            || ending.is_some_and(|word| words::LIST_ENDINGS.contains(&word) && !self.is_own_name(word))
    }

    fn on_list_host(&self) -> bool {
        words::LIST_LABELS.contains(&self.first_label()) || self.on_host(words::LIST_HOSTS)
    }

    fn is_newsletter(&self) -> bool {
        self.has_word(words::NEWSLETTER_WORDS)
            || self.is_whole(words::NEWSLETTER_WHOLE)
            || words::NEWSLETTER_LABELS.contains(&self.first_label())
    }

    /// All words are roles, qualifiers or the company's own name, and one of them is a role.
    fn is_role(&self) -> bool {
        let is_company = |word: &str| word.len() >= 3 && self.host.split('.').any(|label| label == word);
        if is_role_word(&self.squeezed) {
            return !self.is_own_name(&self.squeezed);
        }
        let is_known = |w: &str| is_role_word(w) || words::QUALIFIERS.contains(&w) || is_company(w);
        let role = self.words.iter().find(|w| is_role_word(w));
        role.is_some_and(|role| self.words.iter().all(|w| is_known(w)) && !self.is_own_name(role))
    }

    /// Whether the display name says that this word is the human's own name, or their initials.
    fn is_own_name(&self, word: &str) -> bool {
        let Some((first, rest)) = self.display.split_first() else { return false };
        if words::COURTESIES.contains(first) && !rest.is_empty() && rest.contains(&word) {
            return true;
        }
        let speaks_of_company = |w: &str| {
            is_role_word(w)
                || words::QUALIFIERS.contains(&w)
                || self.host.split(['.', '-']).any(|label| label == w)
        };
        let mut others = self.display.iter().filter(|w| **w != word);
        let is_human = self.display.len() >= 2 && others.all(|w| !speaks_of_company(w));
        let initials: String = self.display.iter().filter_map(|w| w.chars().next()).collect();
        is_human
            && ((words::SURNAMES_TOO.contains(&word) && self.display.contains(&word))
                || (word.len() == 2 && initials == word))
    }

    fn first_label(&self) -> &str {
        self.host.split('.').next().unwrap_or_default()
    }

    fn on_host(&self, hosts: &[&str]) -> bool {
        hosts.iter().any(|host| {
            self.host.strip_suffix(host).is_some_and(|below| below.is_empty() || below.ends_with('.'))
        })
    }

    fn has_word(&self, list: &[&str]) -> bool {
        self.words.iter().any(|word| list.contains(&word.as_str()))
    }

    fn is_whole(&self, list: &[&str]) -> bool {
        list.contains(&self.squeezed.as_str()) && !self.is_own_name(&self.squeezed)
    }
}

fn is_role_word(word: &str) -> bool {
    words::ROLES.iter().any(|language| language.contains(&word))
}

/// A hash, a token or a UUID: 16 or more letters and digits that change between the two more often than a human would.
/// Numbers alone are people: in China a telephone number is a usual local part.
fn is_made_up_by_a_program(base: &str) -> bool {
    base.split(['.', '_']).any(|part| {
        let signs: Vec<char> = part.chars().filter(|c| *c != '-').collect();
        let digits = signs.iter().filter(|c| c.is_ascii_digit()).count();
        let changes = signs.windows(2).filter(|w| w[0].is_ascii_digit() != w[1].is_ascii_digit()).count();
        signs.len() >= 16 && signs.iter().all(char::is_ascii_alphanumeric) && digits >= 4 && changes >= 5
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Lines of `address | display name` (the name may be left out), all of which should be of one nature.
    fn check(expected: Option<Nature>, lines: &str) {
        for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let (email, name) = line.split_once(" | ").unwrap_or((line, ""));
            assert_eq!(by_shape(&Address::Email(email.to_owned()), name), expected, "{line}");
        }
    }

    #[test]
    fn programs_are_robots() {
        check(
            Some(Nature::Robot),
            "no-reply@example.org
             noreply-apps@example.org
             do_not_reply@example.org
             nepasrepondre@example.fr
             mailer-daemon@example.org | Mail Delivery System
             postmaster@example.org
             bounce+7f3a@example.org
             bounce-jane=example.org@mail.example.com
             openbmc-bounces@lists.example.org
             openbmc-request@lists.example.org
             notifications@github.com | Jane Doe
             reply+abc123@reply.github.com | Jane Doe
             messages-noreply@linkedin.com | LinkedIn
             hit-reply@linkedin.com | Jane Doe
             invitations@linkedin.com
             calendar-notification@google.com | Google Calendar
             comments-noreply@docs.google.com | Jane Doe (Google Docs)
             notification@slack.com
             jira@example.atlassian.net | Jane Doe (Jira)
             dse_na2@docusign.net | Jane Doe via DocuSign
             ci-bot@example.org
             microsoftexchange329e71ec88ae4615bbc36ab6ce41109e@example.org | Microsoft Outlook
             01020189a3b4c5d6-7e8f9a0b-1c2d@example.org
             4f8a2b9c1d7e3f6a@example.org
             m+4f8a2b9c1d7e3f6a@example.org",
        );
    }

    #[test]
    fn lists_are_lists() {
        check(
            Some(Nature::List),
            "openbmc@lists.example.org
             Jane@lists.example.org | Jane Doe via openbmc
             kafka-users@example.org
             kernel-dev@example.org
             anything@googlegroups.com
             linux-kernel@vger.kernel.org
             everyone@example.org
             all-hands@example.org
             users@example.org
             bpf@example.org | The BPF mailing list
             humanist-l@example.edu",
        );
    }

    #[test]
    fn newsletters_are_newsletters() {
        check(
            Some(Nature::Newsletter),
            "newsletter@example.org
             hr-newsletter@example.org
             news@example.org
             jane@newsletter.example.org
             nyhetsbrev@example.se",
        );
    }

    #[test]
    fn functions_are_role_mailboxes() {
        check(
            Some(Nature::RoleMailbox),
            "info@example.org
             INFO@example.org
             sales@example.org | Example Sales
             sales-emea@example.org
             sales@moreira.example | Moreira Sales
             example-support@example.com
             support2@example.org
             support+id4711@example.org | Help Desk
             kontakt@example.de
             buchhaltung@example.de
             rechnung@example.de
             accounts.payable@example.org
             customer-service@example.org
             hr@example.org | Human Resources
             jobs@example.org | Example Jobs
             admin@example.org | Jane Doe
             biuro@example.pl
             comptabilite@example.fr
             ventas@example.es
             front.desk@example.org
             office@example.org",
        );
    }

    #[test]
    fn rooms_are_resources() {
        check(
            Some(Nature::Resource),
            "c_1882f5g@resource.calendar.google.com
             abc@group.calendar.google.com
             meeting-room-4@example.org
             room-4.12@example.org
             osaka@example.org | Conference Room Osaka
             hq4711@example.org | Room 4.12",
        );
    }

    #[test]
    fn people_are_left_alone() {
        check(
            None,
            "jane.doe@example.org | Jane Doe
             jane@example.org
             sales.director.jane@example.org | Jane Doe
             mr.info@example.org
             info@example.org | Mr. Info
             m.info@example.org | Maria Info
             job@example.org | Job Cohen
             jobs@example.org | Steve Jobs
             kapil-dev@example.org | Kapil Dev
             post@example.org | Emily Post
             hr@example.org | Hanna Roth
             bill@example.org
             mark.grant@example.org
             jane+newsletter@example.org
             may.april@example.org
             13800138000@163.com
             395830485@qq.com
             a1234567@example.org
             christopher.montgomery1984@example.org
             jan.bot@example.nl
             jean-luc@example.fr
             anne-marie.list@example.de | Anne-Marie List
             imceaex-_o=example_ou=first@example.org
             jane@list.ru
             12345+jane@users.noreply.github.com",
        );
    }

    #[test]
    fn other_addresses_have_shapes_too() {
        let profile = |url: &str| by_shape(&Address::Profile(url.to_owned()), "");
        assert_eq!(profile("linkedin.com/company/example"), Some(Nature::RoleMailbox));
        assert_eq!(profile("linkedin.com/in/info"), None);
        let name = |name: &str| by_shape(&Address::Name(name.to_owned()), "");
        assert_eq!(name("linkedin:LinkedIn Member"), Some(Nature::RoleMailbox));
        assert_eq!(name("linkedin:Ana Lopez"), None);
        assert_eq!(by_shape(&Address::Phone("+4630123456".to_owned()), ""), None);
    }

    proptest! {
        #[test]
        fn first_name_dot_surname_is_a_person(
            first in "[a-z]{3,6}", last in "(watanabe|lopez|sales|jobs|press|garcia)", host in "[b-k]{4,9}",
        ) {
            prop_assume!(!is_role_word(&first) && !words::QUALIFIERS.contains(&first.as_str()));
            prop_assume!(!words::ROBOT_STEMS.iter().any(|stem| first.contains(stem)));
            prop_assume!(!words::ROBOT_WORDS.contains(&first.as_str()));
            prop_assume!(!words::NEWSLETTER_WORDS.contains(&first.as_str()) && first != host);
            prop_assert_eq!(by_shape(&Address::Email(format!("{first}.{last}@{host}.org")), ""), None);
        }

        #[test]
        fn any_text_is_looked_at_without_harm(text in "\\PC{0,60}", name in "\\PC{0,30}") {
            by_shape(&Address::Email(text.clone()), &name);
            by_shape(&Address::Profile(text.clone()), &name);
            by_shape(&Address::Name(text), &name);
        }
    }
}
