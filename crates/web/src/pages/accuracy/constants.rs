//! The section on the constants of warmth: which are in use since when, what was compared, and the switch.

use maud::{Markup, html};

use crate::words::accuracy as words;

/// What the section shows.
#[derive(Clone, Debug)]
pub(super) struct Constants {
    /// Which are in use.
    pub words: String,
    /// There are fitted ones to switch from and to.
    pub may_switch: bool,
    /// The owner wants those the program came with.
    pub is_fixed: bool,
    /// The newest first.
    pub quarters: Vec<Quarter>,
}

/// What was compared at the beginning of a quarter.
#[derive(Clone, Debug)]
pub(super) struct Quarter {
    pub from: String,
    pub outcome: &'static str,
    pub answers: String,
    /// The fitted ones, those in use until then, those the program came with.
    pub did: [Option<String>; 3],
}

pub(super) fn section(constants: &Constants) -> Markup {
    html! {
        div.stack {
            p { (constants.words) }
            @if constants.may_switch { (switch(constants.is_fixed)) }
            p.meta { (words::RULE) }
        }
        @if !constants.quarters.is_empty() { (quarters(words::QUARTERS, words::QUARTER_FIGURES, &constants.quarters)) }
    }
}

fn switch(is_fixed: bool) -> Markup {
    let (value, words) = if is_fixed { ("fitted", words::USE_FITTED) } else { ("fixed", words::USE_FIXED) };
    html! {
        form method="post" action="/settings/numbers/constants" hx-post="/settings/numbers/constants"
            hx-target="#main" hx-select="#main" hx-select-oob="#toasts" {
            button.btn name="constants" value=(value) { (words) }
        }
    }
}

/// The table of quarters with what unfolds it and what its figures are.
pub(super) fn quarters(title: &str, figures: &str, quarters: &[Quarter]) -> Markup {
    html! {
        details.all-terms {
            summary { (title) }
            div.scroll tabindex="0" role="region" aria-label=(title) {
                table.factors {
                    thead { tr { @for column in words::QUARTER_COLUMNS { th scope="col" { (column) } } } }
                    tbody {
                        @for quarter in quarters {
                            tr {
                                th scope="row" { (quarter.from) }
                                td { (quarter.outcome) }
                                td.num { (quarter.answers) }
                                @for did in &quarter.did { td.num { (did.as_deref().unwrap_or("–")) } }
                            }
                        }
                    }
                }
            }
            p.meta { (figures) }
        }
    }
}
