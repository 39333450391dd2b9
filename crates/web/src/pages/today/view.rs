//! The page of the day, drawn.

use app::features::interactions::LogKind;
use app::features::today::WhyNot;
use maud::{Markup, html};

use super::shown::{Brief, Drifting, Fact, Later, LetGo, Letter, Story};
use crate::parts::{
    actions, diamond, empty, icon, mark, mark_or_icon, name_link, native, notice, pagehead, sec, strip,
};
use crate::words::{delegates, sample, today as words};

/// What stands in `main`.
pub fn brief(brief: &Brief) -> Markup {
    html! {
        (head(brief))
        div.cols {
            div {
                (sec("reach", words::REACH_OUT, Some(places(brief)), stories(brief)))
                (done(&brief.done))
                (let_go(&brief.let_go))
            }
            aside {
                @if brief.reader.waiting > 0 { (waiting(brief.reader.waiting)) }
                @if brief.asks_for_key_people { (key_people()) }
                @if brief.reader.sees_dates { (sec("dates", words::DATES, None, dates(&brief.dates))) }
                @if !brief.drifting.is_empty() { (drifting(brief)) }
                @if brief.asks_about > 0 { (asked(brief.asks_about)) }
                (sec("picture", words::PICTURE, brief.reader.runs.then(sources_link), picture(brief)))
            }
        }
    }
}

/// How many of how many places are taken; it changes with each act.
pub fn places(brief: &Brief) -> Markup {
    html! { span.note #brief-places { (brief.places) } }
}

/// The headline; it changes with each act.
pub fn head(brief: &Brief) -> Markup {
    let acts = brief.stories.first().map(|first| {
        html! {
            a.btn.primary href={ "#story-" (first.id) } { (words::start_with(&first.short_name)) }
        }
    });
    let kicker = Some(brief.kicker.as_str());
    html! {
        div #brief-head {
            (pagehead(kicker, &brief.headline, Some(html! { (brief.standfirst) }), acts))
            @if let Some(stale) = &brief.stale {
                @let sources = brief.reader.runs.then(|| html! { a.btn.small href="/sources" { (words::SOURCES) } });
                (notice(html! { (stale) }, sources))
            }
        }
    }
}

/// What delegates suggest is told where the day begins.
fn waiting(count: i64) -> Markup {
    let words = html! { p { (delegates::waiting(count)) "." } (actions(html! { a.btn href="/tray" { (words::DECIDE) } })) };
    sec("waiting", delegates::TRAY, None, html! { div.stack { (words) } })
}

fn key_people() -> Markup {
    let content = html! {
        p { (words::KEY_PEOPLE) }
        (actions(html! { a.btn href="/people/key" { (words::CHOOSE_KEY_PEOPLE) } }))
    };
    sec("key-people", words::WHO_MATTERS, None, html! { div.stack { (content) } })
}

/// Once a quarter, whether the numbers are right.
fn asked(left: usize) -> Markup {
    let content = html! {
        p { (sample::invitation(left)) }
        (actions(html! {
            a.btn.small href="/settings/numbers/sample" { (sample::ANSWER) }
            form method="post" action="/settings/numbers/sample/not-now" {
                button.btn.plain.small { (sample::NOT_THIS_QUARTER) }
            }
        }))
    };
    sec("asked", sample::TITLE, None, html! { div.stack { (content) } })
}

/// The people, or what comes next.
pub fn stories(brief: &Brief) -> Markup {
    html! {
        @if brief.stories.is_empty() {
            div #stories {
                (empty(&brief.next, brief.until_then, Some(after_that(brief))))
            }
        } @else {
            ol.list #stories {
                @for (at, one) in brief.stories.iter().enumerate() { (story(one, at == 0, brief)) }
            }
        }
    }
}

/// What there is to do when there is nobody.
fn after_that(brief: &Brief) -> Markup {
    html! {
        @if let Some((href, label)) = &brief.let_go.ask_for_more { a.btn href=(href) { (label) } }
        a.btn href="/people" { (words::SEE_EVERYONE) }
    }
}

/// One person; the first one with the letter open. What is done to them keeps that more people were asked for.
pub fn story(story: &Story, is_lead: bool, brief: &Brief) -> Markup {
    let country = story.country.as_deref();
    html! {
        li.story.today.lead[is_lead] id={ "story-" (story.id) } {
            div {
                span.who {
                    (mark_or_icon(story.warmth))
                    span {
                        (name_link(&story.slug, &story.name, country))
                        @if let Some(name) = &story.native { " " (native(name, country)) }
                    }
                    @if !story.about.is_empty() { span.sub { (story.about.join(" · ")) } }
                }
            }
            div.side { (strip(&story.strip)) span.micro { (story.rhythm) } }
            div.why {
                p.reason { (story.reason) }
                p.gesture { (story.gesture) }
                (evidence(story))
                (suggested(&story.suggested))
                @if let Some(letter) = story.letter.as_ref().filter(|_| is_lead) { (draft(story, letter)) }
                (acts(story, is_lead, brief))
            }
        }
    }
}

fn evidence(story: &Story) -> Markup {
    html! {
        p.evidence {
            @for (said, href) in &story.evidence { span { a href=(href) { (said) } } }
        }
    }
}

/// What was suggested about them already, so that it is not done a second time.
fn suggested(all: &[String]) -> Markup {
    html! {
        @for one in all {
            p.meta { span.tag { (words::SUGGESTED) } " " (one) " " a.link href="/tray" { (words::IN_THE_TRAY) } }
        }
    }
}

fn draft(story: &Story, letter: &Letter) -> Markup {
    html! {
        textarea.draft #{ "draft-" (story.id) } data-letter={ "mail-" (story.id) } rows="4"
            aria-label=(words::letter_to(&story.name)) { (letter.body) }
    }
}

fn acts(story: &Story, is_lead: bool, brief: &Brief) -> Markup {
    let address = |act: &str| match brief.more {
        0 => format!("/today/{}/{act}", story.id),
        more => format!("/today/{}/{act}?more={more}", story.id),
    };
    actions(html! {
        @if let Some(call) = &story.call {
            a.btn.small[!is_lead].primary[is_lead] href=(call) data-key="w" { (icon("phone")) (words::CALL) }
        }
        @if let Some(letter) = &story.letter { (write(story, letter, is_lead)) }
        @if brief.reader.changes {
            (log_it(is_lead, &address("log")))
            (later(story, is_lead, &address("later")))
            (not_them(story, is_lead, &address("not")))
        }
    })
}

fn write(story: &Story, letter: &Letter, is_lead: bool) -> Markup {
    let is_first = story.call.is_none();
    html! {
        a.btn.small[!is_lead].primary[is_lead && is_first] #{ "mail-" (story.id) } href=(letter.mailto)
            data-key=[is_first.then_some("w")] {
            (icon("mail")) (if is_lead { words::OPEN_IN_MAIL } else { words::WRITE })
        }
        @if is_lead {
            button.btn.needs-script type="button" data-copy={ "draft-" (story.id) } { (words::COPY) }
        }
    }
}

/// A menu of buttons that each take the person off the list.
fn menu(label: &str, key: Option<&str>, is_lead: bool, action: &str, buttons: Markup) -> Markup {
    html! {
        details.menu {
            summary.btn.plain.small[!is_lead] data-key=[key] { (label) }
            div {
                form method="post" action=(action) hx-post=(action) hx-target="closest .story" hx-swap="outerHTML" {
                    (buttons)
                }
            }
        }
    }
}

fn log_it(is_lead: bool, action: &str) -> Markup {
    let buttons = html! {
        @for kind in [LogKind::Message, LogKind::Call, LogKind::Meeting] {
            button name="kind" value=(kind.word()) { (words::logged(kind)) }
        }
    };
    menu(words::LOG_IT, Some("l"), is_lead, action, buttons)
}

fn later(story: &Story, is_lead: bool, action: &str) -> Markup {
    let buttons = html! {
        @for Later { day, words, good } in &story.later {
            button name="until" value=(day) {
                (words) @if let Some(good) = good { span.meta { (good) } }
            }
        }
    };
    menu(words::LATER, Some("r"), is_lead, action, buttons)
}

fn not_them(story: &Story, is_lead: bool, action: &str) -> Markup {
    let buttons = html! {
        @for why in WhyNot::ALL {
            @let (word, meaning) = words::why_not(why);
            button name="why" value=(why.word()) { (word) span.meta { (meaning) } }
        }
    };
    let label = words::not_them(&story.short_name);
    menu(&label, None, is_lead, action, buttons)
}

/// Who was on the list and is done; it changes with each act.
pub fn done(done: &[Fact]) -> Markup {
    let content = html! { ul.facts { @for fact in done { (fact_line(fact, false)) } } };
    html! { div #brief-done { @if !done.is_empty() { (sec("done", words::DONE, None, content)) } } }
}

/// Who is left out; it changes with each act.
pub fn let_go(let_go: &LetGo) -> Markup {
    let note = (let_go.count > 0).then(|| html! { span.note { (let_go.words) } });
    let others = let_go.count.saturating_sub(u32::try_from(let_go.named.len()).unwrap_or(u32::MAX));
    let content = html! {
        @if let_go.named.is_empty() { p.meta { (words::NOBODY_ELSE) } }
        @else {
            ul.facts { @for fact in &let_go.named { (fact_line(fact, false)) } }
            @if others > 0 || let_go.ask_for_more.is_some() {
                p.meta {
                    @if others > 0 { (words::and_more(others)) }
                    @if let Some((href, label)) = &let_go.ask_for_more {
                        @if others > 0 { " · " }
                        a href=(href) { (label) }
                    }
                }
            }
        }
    };
    html! { div #brief-let-go { (sec("let-go", words::LET_GO, note, content)) } }
}

fn dates(dates: &[Fact]) -> Markup {
    html! {
        @if dates.is_empty() { p.meta { (words::NO_DATES) } }
        @else { ul.facts { @for fact in dates { (fact_line(fact, true)) } } }
    }
}

fn fact_line(fact: &Fact, is_date: bool) -> Markup {
    html! {
        li {
            span {
                @if is_date { (diamond()) " " }
                (name_link(&fact.slug, &fact.name, fact.country.as_deref()))
                @if !fact.what.is_empty() { ", " (fact.what) }
            }
            span.src { (fact.end) }
        }
    }
}

fn drifting(brief: &Brief) -> Markup {
    let note = html! { a.note href="/people?list=drifting" { (brief.drifting_count) } };
    let content = html! {
        ul.facts {
            @for Drifting { slug, name, country, warmth, silence } in &brief.drifting {
                li {
                    span.who { (mark(*warmth)) (name_link(slug, name, country.as_deref())) span.sub { (silence) } }
                }
            }
        }
    };
    sec("drift", words::DRIFTING, Some(note), content)
}

fn sources_link() -> Markup {
    html! { a.note href="/sources" { (words::SOURCES) } }
}

fn picture(brief: &Brief) -> Markup {
    html! {
        @if let Some(updated) = &brief.updated { p.meta { (updated) "." } }
        @if let Some(newest) = &brief.newest_contact { p.meta { (newest) } }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::shown::Reader;
    use super::*;
    use crate::parts::{Strip, StripWeek, WEEKS};

    fn keiko() -> Story {
        Story {
            id: 7,
            slug: "keiko-watanabe".into(),
            name: "Keiko Watanabe".into(),
            native: Some("渡辺 恵子".into()),
            country: Some("JP".into()),
            about: vec!["Managing Director, Sakai Bearings".into(), "Osaka, 15:40".into()],
            warmth: Some(62.0),
            strip: Strip { weeks: [StripWeek::default(); WEEKS], silence_days: Some(47), is_overdue: true },
            rhythm: "Rhythm 21 days · now 47".into(),
            reason: "Usual gap 21 days, now 47.".into(),
            gesture: "Call Keiko Watanabe and ask what came of “Line 2”".into(),
            evidence: vec![(
                "Last contact: call, 1 October".into(),
                "/people/keiko-watanabe?from=2026-10-01&to=2026-10-01#timeline".into(),
            )],
            letter: Some(Letter {
                mailto: "mailto:keiko@sakai.example?subject=Line%202&body=Dear".into(),
                body: "Dear Keiko Watanabe,\n\nMay I call you?".into(),
            }),
            call: Some("tel:+8161234567".into()),
            later: vec![Later {
                day: date(2026, 11, 18),
                words: "Wednesday 18 November".into(),
                good: Some("both at work 08:00–09:00".into()),
            }],
            short_name: "Keiko".into(),
            suggested: Vec::new(),
        }
    }

    fn day(stories: Vec<Story>) -> Brief {
        Brief {
            kicker: "Tuesday 17 November · week 47".into(),
            headline: crate::words::today::headline(stories.len(), 0, false),
            standfirst: "One is silent for longer than usual. Nobody else is due.".into(),
            places: "1 of 5 for today".into(),
            stories,
            next: "The next is Tan Mei Ling, on 24 November".into(),
            until_then: crate::words::today::UNTIL_THEN,
            more: 0,
            reader: Reader { waiting: 0, changes: true, left_to_ask: 20, runs: true, sees_dates: true },
            done: Vec::new(),
            asks_for_key_people: false,
            asks_about: 0,
            let_go: LetGo::default(),
            dates: Vec::new(),
            drifting_count: "0 people".into(),
            drifting: Vec::new(),
            updated: Some("Updated 07:38 from 3 sources".into()),
            newest_contact: None,
            stale: None,
        }
    }

    fn others() -> LetGo {
        let named = vec![Fact {
            slug: "zoltan-ory".into(),
            name: "Zoltán Őry".into(),
            country: None,
            what: String::new(),
            end: "meeting on Thursday".into(),
        }];
        let ask_for_more = Some(("/?more=5#reach".into(), "Show five more".into()));
        LetGo { count: 3, words: "3 people".into(), named, ask_for_more }
    }

    /// A tag a line, so that a difference is found.
    fn drawn(markup: &Markup) -> String {
        markup.0.replace("><", ">\n<")
    }

    #[test]
    fn five_people() {
        let others = (8..12).map(|id| Story { id, call: None, native: None, ..keiko() });
        let mut brief = day(std::iter::once(keiko()).chain(others).collect());
        brief.let_go = self::others();
        brief.dates = vec![Fact {
            slug: "ilse-brandvold".into(),
            name: "Ilse Brandvold".into(),
            country: None,
            what: "birthday, 68".into(),
            end: "18 Nov".into(),
        }];
        brief.drifting_count = "17 people".into();
        brief.drifting = vec![Drifting {
            slug: "tan-mei-ling".into(),
            name: "Tan Mei Ling".into(),
            country: None,
            warmth: 44.0,
            silence: "52 days, usual 45".into(),
        }];
        insta::assert_snapshot!(drawn(&super::brief(&brief)));
    }

    #[test]
    fn one_who_can_only_be_called() {
        let person = Story { letter: None, ..keiko() };
        insta::assert_snapshot!(drawn(&story(&person, true, &day(Vec::new()))));
    }

    #[test]
    fn what_waits_in_the_tray_stands_with_whom_it_is_about() {
        let suggested = vec![crate::words::today::suggested("Jonas Lind", "call with Keiko Watanabe")];
        let person = Story { suggested, ..keiko() };
        let drawn = story(&person, true, &day(Vec::new())).into_string();
        assert!(drawn.contains("Jonas Lind: call with Keiko Watanabe"), "{drawn}");
        assert!(drawn.contains(r#"href="/tray""#), "{drawn}");
    }

    #[test]
    fn nobody() {
        insta::assert_snapshot!(drawn(&super::brief(&day(Vec::new()))));
    }

    #[test]
    fn done_for_today() {
        let mut brief = day(Vec::new());
        brief.headline = crate::words::today::headline(0, 1, false);
        brief.standfirst = crate::words::today::done_for_today(1, 3);
        brief.places = crate::words::today::places(0, 1, 5);
        brief.until_then = crate::words::today::DONE_UNTIL_THEN;
        brief.done = vec![Fact {
            slug: "keiko-ito".into(),
            name: "Keiko Ito".into(),
            country: None,
            what: String::new(),
            end: "Called".into(),
        }];
        brief.let_go = others();
        insta::assert_snapshot!(drawn(&super::brief(&brief)));
    }

    #[test]
    fn once_a_quarter_it_asks_whether_the_numbers_are_right() {
        let mut brief = day(vec![keiko()]);
        assert!(!drawn(&super::brief(&brief)).contains("Are these right?"));
        brief.asks_about = 20;
        let drawn = drawn(&super::brief(&brief));
        assert!(drawn.contains("20 people to ask you about this quarter"), "{drawn}");
        assert!(drawn.contains("Not this quarter"), "{drawn}");
    }

    #[test]
    fn the_first_day() {
        let mut brief = day(vec![keiko()]);
        brief.headline = crate::words::today::headline(1, 0, true);
        brief.asks_for_key_people = true;
        insta::assert_snapshot!(drawn(&super::brief(&brief)));
    }
}
