//! The sample as files: the same each time, of the promised size, and readable.

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::sync::OnceLock;

    use jiff::civil::date;
    use sample::{Summary, write};

    fn written(seed: u64) -> (tempfile::TempDir, Summary) {
        let folder = tempfile::tempdir().unwrap();
        let summary = write(folder.path(), seed, date(2026, 8, 7)).unwrap();
        (folder, summary)
    }

    /// The sample that most tests look at; written once.
    fn sample_one() -> &'static (tempfile::TempDir, Summary) {
        static SAMPLE: OnceLock<(tempfile::TempDir, Summary)> = OnceLock::new();
        SAMPLE.get_or_init(|| written(1))
    }

    fn summary() -> &'static Summary {
        &sample_one().1
    }

    fn text(path: &str) -> String {
        fs::read_to_string(sample_one().0.path().join(path)).unwrap()
    }

    /// Every file under a folder with its content, in order.
    fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
        let mut found = Vec::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(next) = folders.pop() {
            for entry in fs::read_dir(next).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    found.push((path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap()));
                }
            }
        }
        found.sort();
        found
    }

    fn separators(mbox: &str) -> usize {
        mbox.lines().filter(|line| line.starts_with("From ")).count()
    }

    fn header<'t>(mail: &'t str, name: &str) -> Option<&'t str> {
        let head = mail.split("\n\n").next()?;
        head.lines().find_map(|line| line.strip_prefix(name))
    }

    #[test]
    fn the_same_seed_gives_the_same_bytes_and_another_seed_another_story() {
        let ((one, first), (two, second)) = (written(7), written(7));
        assert!(files(one.path()) == files(two.path()));
        assert_eq!(first, second);
        assert_ne!(&first, summary());
    }

    #[test]
    fn the_network_has_the_promised_size() {
        for seed in [2, 3] {
            let (folder, summary) = written(seed);
            assert!((580..=620).contains(&summary.people), "{}", summary.people);
            assert!((40..=45).contains(&summary.countries), "{}", summary.countries);
            assert!((22_500..=27_500).contains(&summary.interactions), "{summary:?}");
            let bytes: usize = files(folder.path()).iter().map(|(_, content)| content.len()).sum();
            assert!((30 << 20..70 << 20).contains(&bytes), "{bytes}");
        }
    }

    #[test]
    fn the_files_hold_what_the_summary_says() {
        let summary = summary();
        assert_eq!(separators(&text("mail/inbox.mbox")), summary.copies.inbox);
        assert_eq!(separators(&text("mail/sent.mbox")), summary.copies.sent);
        let maildir = fs::read_dir(sample_one().0.path().join("mail/assistant/cur")).unwrap().count();
        assert_eq!(maildir, summary.copies.assistant);
        let cards = text("contacts.vcf");
        assert_eq!(cards.matches("BEGIN:VCARD").count(), summary.cards);
        assert_eq!(cards.matches("END:VCARD").count(), summary.cards);
        let calendar = text("calendar.ics");
        assert_eq!(calendar.matches("BEGIN:VEVENT").count(), calendar.matches("END:VEVENT").count());
        let uids: HashSet<&str> = calendar.lines().filter(|line| line.starts_with("UID:meeting-")).collect();
        assert_eq!(uids.len(), summary.meetings.entries);
    }

    #[test]
    fn each_mail_is_counted_once_however_many_copies_there_are() {
        let summary = summary();
        let mails = &summary.mails;
        let all = mails.personal
            + mails.discussion
            + mails.office
            + mails.newsletters
            + mails.robots
            + mails.bounces
            + mails.auto_replies
            + mails.invitations
            + mails.meeting_replies;
        let mut ids = HashSet::new();
        for (path, content) in
            files(sample_one().0.path()).into_iter().filter(|(path, _)| path.starts_with("mail"))
        {
            let content = String::from_utf8(content).unwrap();
            let is_mbox = path.extension().is_some_and(|e| e == "mbox");
            let mails: Vec<&str> =
                if is_mbox { content.split("\n\nFrom ").collect() } else { vec![&content] };
            ids.extend(mails.iter().filter_map(|mail| header(mail, "Message-ID: ")).map(str::to_owned));
        }
        assert_eq!(ids.len(), all);
        assert!(summary.copies.inbox + summary.copies.sent + summary.copies.assistant > all);
    }

    #[test]
    fn nothing_is_told_of_the_day_itself_and_nobody_real_is_addressed() {
        for path in ["mail/inbox.mbox", "mail/sent.mbox"] {
            for line in text(path).lines() {
                let email = line.strip_prefix("From ").and_then(|rest| rest.split(' ').next());
                assert!(email.is_none_or(|email| email.ends_with(".example")), "{line}");
                assert!(!line.starts_with("Date: ") || !line.contains(" 7 Aug 2026 2"), "{line}");
            }
        }
    }

    #[test]
    fn planted_stories_can_be_seen_in_the_files() {
        let summary = summary();
        let sent = text("mail/sent.mbox");
        let to = |email: &str| sent.lines().filter(|l| l.starts_with("To: ") && l.contains(email)).count();
        for seller in &summary.planted.sellers {
            assert_eq!(to(&seller.email), 0, "{seller:?}");
        }
        for fading in &summary.planted.fading {
            assert!(to(&fading.email) >= 5 && fading.silent_days >= 3 * fading.rhythm_days, "{fading:?}");
        }
        let counts = [&summary.planted.fading, &summary.planted.dormant_close, &summary.planted.reviving]
            .map(Vec::len);
        assert!(counts.iter().all(|count| *count >= 8), "{counts:?}");
    }
}
