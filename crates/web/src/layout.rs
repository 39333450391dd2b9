//! The frame of every page: head, masthead, strip of the section, main, colophon, toasts and palette.
//!
//! The masthead names only the sections that exist. Below 56rem the style sheet makes the same list of sections the bar
//! at the bottom of the phone.

use app::access::{Right, Role};
use app::features::tray;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::assets::url;
use crate::fonts;
use crate::look::{Look, Theme};
use crate::parts::{icon, toast};
use crate::visit::Visit;
use crate::words::{delegates, shell as words};

/// The entries of the masthead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Whom to reach out to.
    Today,
    /// Everyone.
    People,
    /// Who is in touch with whom.
    Map,
    /// How the network is doing as a whole.
    Goals,
    /// Sources, settings, failures: under no entry.
    None,
}

/// A link of the strip below the masthead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// Where it goes.
    pub href: String,
    /// What it is called.
    pub label: String,
    /// It is this page.
    pub is_current: bool,
}

/// How much of the frame stands around a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Frame {
    /// Masthead, strip and colophon.
    #[default]
    Whole,
    /// Only the word mark, for a page that begins something; with the class of its width: "", "mid" or "wide".
    Solo(&'static str),
}

/// A page to be rendered.
#[derive(Clone)]
pub struct Page {
    /// Its title, without the name of the program.
    pub title: String,
    /// The entry of the masthead it belongs to.
    pub section: Section,
    /// The links of the strip; none, no strip.
    pub tabs: Vec<Tab>,
    /// What stands at the end of the strip: how fresh the page is.
    pub as_of: Option<String>,
    /// More for the `head`.
    pub head: Markup,
    /// How much of the frame.
    pub frame: Frame,
    /// What stands in `main`.
    pub body: Markup,
}

impl Page {
    /// A page in the whole frame, without a strip.
    pub fn new(title: impl Into<String>, section: Section, body: Markup) -> Page {
        let head = PreEscaped(String::new());
        Page { title: title.into(), section, tabs: Vec::new(), as_of: None, head, frame: Frame::Whole, body }
    }

    /// With links in the strip.
    pub fn with_tabs(mut self, tabs: Vec<Tab>) -> Page {
        self.tabs = tabs;
        self
    }

    /// With a word on how fresh the page is.
    pub fn with_as_of(mut self, as_of: impl Into<String>) -> Page {
        self.as_of = Some(as_of.into());
        self
    }

    /// With only the word mark around it.
    pub fn solo(mut self, width: &'static str) -> Page {
        self.frame = Frame::Solo(width);
        self
    }

    /// The whole document.
    pub fn render(&self, visit: &Visit) -> Markup {
        let body = match self.frame {
            Frame::Whole => html! { body { (self.framed(visit)) (tail(visit)) } },
            Frame::Solo(width) => html! { body.solo.(width) { (self.alone()) (tail(visit)) } },
        };
        self.document(&visit.look, &body)
    }

    /// The whole document for somebody who has not signed in: nothing around it that leads into the network.
    pub fn render_for_stranger(&self, look: &Look) -> Markup {
        let width = match self.frame {
            Frame::Whole => "",
            Frame::Solo(width) => width,
        };
        self.document(look, &html! { body.solo.(width) { (self.alone()) } })
    }

    fn document(&self, look: &Look, body: &Markup) -> Markup {
        let theme = (look.theme != Theme::System).then(|| look.theme.word());
        html! {
            (DOCTYPE)
            html lang=(look.language) data-theme=[theme] data-keys=[(!look.keys).then_some("off")] {
                (self.head(look.theme))
                (body)
            }
        }
    }

    fn head(&self, theme: Theme) -> Markup {
        html! {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
                title { (words::title(&self.title)) }
                meta name="color-scheme" content=(if theme == Theme::System { "light dark" } else { theme.word() });
                @for (its, paper) in [(Theme::Light, "#fbf9f4"), (Theme::Dark, "#14181a")] {
                    @if theme == Theme::System {
                        meta name="theme-color" content=(paper) media=(format!("(prefers-color-scheme: {})", its.word()));
                    } @else if theme == its {
                        meta name="theme-color" content=(paper);
                    }
                }
                meta name="htmx-config" content=(HTMX);
                link rel="icon" href=(url("favicon.svg")) type="image/svg+xml";
                @for font in fonts::of(&self.body.0) {
                    link rel="preload" href=(url(font)) as="font" type="font/woff2" crossorigin;
                }
                link rel="stylesheet" href=(url("kith.css"));
                script src=(url("htmx.min.js")) defer {}
                script src=(url("kith.js")) defer {}
                (self.head)
            }
        }
    }

    fn framed(&self, visit: &Visit) -> Markup {
        html! {
            a.skip href="#main" { (words::SKIP) }
            (delegate_bar(visit))
            (masthead(self.section, visit))
            @if !self.tabs.is_empty() || self.as_of.is_some() { (self.strip(visit)) }
            main #main tabindex="-1" { (self.body) }
            (colophon(visit.server.config.version))
        }
    }

    fn alone(&self) -> Markup {
        html! {
            a.skip href="#main" { (words::SKIP) }
            main #main tabindex="-1" {
                a.wordmark href="/" { (words::KITH) }
                (self.body)
            }
        }
    }

    fn strip(&self, visit: &Visit) -> Markup {
        let tabs = self.tabs.iter().filter(|tab| visit.may_see(&tab.href));
        html! {
            div.substrip {
                div {
                    nav aria-label=(words::section(self.section)) {
                        @for tab in tabs {
                            a href=(tab.href) aria-current=[tab.is_current.then_some("page")] { (tab.label) }
                        }
                    }
                    @if let Some(as_of) = &self.as_of { span.asof role="status" { (as_of) } }
                }
            }
        }
    }
}

/// htmx neither injects styles nor evaluates, nor copies style attributes from what it replaces (a transition nobody
/// asked for, which the policy refuses); and a change that empties its place does empty it.
const HTMX: &str = concat!(
    r#"{"includeIndicatorCSS":false,"defaultSettleDelay":0,"#,
    r#""allowEmptySwapAfterOOB":true,"defaultSwap":"outerHTML"}"#
);

/// Above everything while somebody acts for somebody else.
fn delegate_bar(visit: &Visit) -> Markup {
    let Some((_, principal)) = &visit.acting else { return html! {} };
    let access = &visit.cx.access;
    let what = match (access.has(Right::Change), access.has(Right::Suggest)) {
        (true, _) => delegates::BAR_ACTS,
        (_, true) => delegates::BAR_SUGGESTS,
        _ => delegates::BAR_SEES,
    };
    html! {
        div.delegate-bar role="region" aria-label=(delegates::WORKING_FOR.trim_end()) {
            div {
                span { (delegates::WORKING_FOR) b { (principal) } (what) }
                @if access.role == Role::Delegate { a href="/queue" { (delegates::YOUR_QUEUE) } }
            }
        }
    }
}

fn masthead(current: Section, visit: &Visit) -> Markup {
    let entry = |section, href: &str, symbol, key: &str| {
        html! {
            @if visit.may_see(href) {
                a href=(href) data-go=(key) aria-current=[(section == current).then_some("page")] {
                    (icon(symbol)) span { (words::section(section)) }
                }
            }
        }
    };
    html! {
        header.masthead {
            div {
                a.wordmark href="/" { (words::KITH) }
                nav.sections aria-label=(words::MAIN) {
                    (entry(Section::Today, "/", "sunrise", "t"))
                    (entry(Section::People, "/people", "users", "p"))
                    (entry(Section::Map, "/map", "waypoints", "m"))
                    (entry(Section::Goals, "/goals", "target", "o"))
                }
                (tools(visit))
            }
        }
    }
}

fn tools(visit: &Visit) -> Markup {
    let waiting = tray::waiting_now(&visit.cx);
    html! {
        div.tools {
            @if visit.may_see("/find") {
                a.find href="/find" data-palette aria-keyshortcuts="Control+K Meta+K" {
                    (icon("search")) span { (words::FIND_OR_DO) } kbd { (words::CTRL_K) }
                }
            }
            @if visit.cx.access.has(Right::Suggest) {
                a.iconbtn href="/find?for=log" data-palette="log" aria-label=(words::LOG) title=(words::LOG_TITLE) {
                    (icon("pen-line"))
                }
            }
            details.menu.account {
                summary {
                    (icon("user"))
                    @if waiting > 0 { span.badge aria-label=(delegates::waiting(waiting)) { (waiting) } }
                    @if let Some(me) = &visit.me { span.who-am { (me) } }
                    span.sr { " " (words::ACCOUNT) }
                }
                div {
                    @if visit.may_see("/sources") {
                        a href="/sources" data-go="s" { (icon("server")) (words::SOURCES) }
                    }
                    a href="/acts" { (icon("clock")) (words::ACTS) }
                    @if visit.may_see("/tray") {
                        a href="/tray" { (icon("file-text")) (delegates::tray(waiting)) }
                    }
                    @if visit.cx.access.role != Role::Viewer { a href="/queue" { (icon("check")) (delegates::QUEUE) } }
                    a href="/settings" { (icon("settings")) (words::SETTINGS) }
                    (switches(visit))
                    @if visit.session.is_some() { (account()) }
                    (themes(visit.look.theme))
                }
            }
        }
    }
}

/// From one network to another that the account belongs to.
fn switches(visit: &Visit) -> Markup {
    let others = visit.places.iter().filter(|place| place.workspace != visit.cx.workspace);
    html! {
        @for place in others {
            form method="post" action="/switch" {
                button name="workspace" value=(place.workspace.0) {
                    (icon("arrow-left-right"))
                    @if place.is_own { (delegates::YOUR_OWN) } @else { (delegates::switch_to(&place.principal)) }
                }
            }
        }
    }
}

/// What only somebody who signed in has.
fn account() -> Markup {
    html! {
        a href="/settings/account" { (icon("key-round")) (words::YOUR_ACCOUNT) }
        form method="post" action="/sign-out" { button { (icon("log-out")) (words::SIGN_OUT) } }
    }
}

/// The choice of light and dark. The page comes again in the new one.
fn themes(current: Theme) -> Markup {
    html! {
        form.themes method="post" action="/settings/theme" aria-label=(words::THEME) {
            @for theme in [Theme::System, Theme::Light, Theme::Dark] {
                button name="theme" value=(theme.word()) aria-pressed=(theme == current) { (words::theme(theme)) }
            }
        }
    }
}

fn colophon(version: &str) -> Markup {
    html! {
        footer.colophon {
            span { (words::version(version)) }
            a href="/keys" { (words::KEYS) } span.needs-script { kbd { "?" } }
            a href="/settings#data" { (words::YOUR_DATA) }
        }
    }
}

/// Where toasts, the palette and the list of keys appear, and what the key Z sends.
fn tail(visit: &Visit) -> Markup {
    html! {
        div.toasts #toasts role="status" aria-live="polite" {
            @if let Some(done) = &visit.just_done { (toast(done)) }
        }
        dialog.palette #palette aria-label=(words::FIND_OR_DO) {}
        dialog.palette #keys aria-label=(words::KEYS) {}
        form #undo-last method="post" action="/undo" hx-post="/undo" hx-target="#main" hx-select="#main"
            hx-select-oob="#toasts" hidden {}
    }
}
