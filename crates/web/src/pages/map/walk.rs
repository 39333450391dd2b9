//! The controls of the map one can walk in, and the panel of whoever was chosen on it.
//!
//! All of it stays unseen until the script took over, its room kept free so that nothing moves then; and all of its words are here: where the script fills something in, the
//! words stand in an attribute with the place for it in braces.

use maud::{Markup, html};

use crate::parts::{Band, icon};
use crate::words::{map as words, paths, without};

/// What stands above the picture: search, colours, filters, and getting about.
pub(super) fn tools() -> Markup {
    html! {
        div.maptools data-live {
            div.field.search {
                label.sr for="map-search" { (words::SEARCH) }
                input.input #map-search data-control="search" type="search" role="combobox" autocomplete="off"
                    aria-expanded="false" aria-controls="map-found" aria-autocomplete="list" placeholder=(words::SEARCH_SHORT);
                ul #map-found data-control="found" role="listbox" aria-label=(words::SEARCH) hidden {}
            }
            (choice("colour", words::COLOUR, &words::COLOURS))
            (choice("warmth", words::WARMTH, &bands()))
            (choice("circle", words::CIRCLE, &[("", words::ANY)]))
            (choice("country", words::COUNTRY, &[("", words::ANY)]))
            div.field {
                label for="map-organization" { (words::ORGANIZATION) }
                input.input #map-organization data-control="organization" list="map-organizations" autocomplete="off";
                datalist #map-organizations data-control="organizations" {}
            }
            label.check { input type="checkbox" data-control="key"; " " (words::KEY_PEOPLE) }
            span.seg role="group" aria-label=(words::ZOOM) {
                button type="button" data-control="closer" aria-label=(words::CLOSER) { "+" }
                button type="button" data-control="further" aria-label=(words::FURTHER) { "−" }
                button type="button" data-control="fit" { (words::FIT) }
            }
        }
    }
}

fn bands() -> Vec<(&'static str, &'static str)> {
    let numbers = ["0", "1", "2", "3", "4"];
    let bands = numbers.into_iter().zip(Band::ALL.map(Band::word));
    std::iter::once(("", words::ANY)).chain(bands).collect()
}

fn choice(name: &str, label: &str, options: &[(&str, &str)]) -> Markup {
    html! {
        div.field {
            label for={ "map-" (name) } { (label) }
            select.input id={ "map-" (name) } data-control=(name) {
                @for (value, words) in options { option value=(value) { (words) } }
            }
        }
    }
}

/// Where it is drawn: over the picture.
pub(super) fn canvas() -> Markup {
    html! {
        div.stage data-live {
            canvas tabindex="0" role="application" aria-label=(words::PICTURE) aria-describedby="map-keys" {}
            div.labels aria-hidden="true" {}
            p.sr #map-keys { (words::KEYS) }
            p.sr role="status" data-control="said" data-words=(words::SAID_TIES) {}
        }
    }
}

/// The slider of the quarters.
pub(super) fn quarters() -> Markup {
    html! {
        div.quarters data-live {
            label for="map-quarter" { (words::QUARTER) }
            input #map-quarter type="range" min="0" max="8" value="8" step="1" data-control="quarter";
            output for="map-quarter" data-control="when" data-all=(words::ALL_TIME) { (words::ALL_TIME) }
            span.meta data-control="count" data-words=(words::SHOWN) {}
        }
    }
}

/// The panel of whoever was chosen.
pub(super) fn panel() -> Markup {
    html! {
        section.sec.person aria-labelledby="map-person" hidden
            data-untold=(words::NOT_TOLD) data-circle=(words::OF_CIRCLE) data-tie=(words::ONE_TIE) data-ties=(words::SOME_TIES)
            data-bridges=(words::BRIDGES) data-unnamed=(words::UNNAMED) {
            div.sechead {
                h2 #map-person { a data-of="name" href="/people" { (words::CHOSEN) } }
                button.btn.small.plain type="button" data-control="clear" { (words::CLEAR) }
            }
            p.meta { span data-of="band" {} " " span data-of="at" {} }
            p data-of="circle" {}
            p data-of="ties" {}
            p data-of="bridges" {}
            p.actions {
                span.seg role="group" aria-label=(words::AROUND) {
                    button type="button" data-steps="0" aria-pressed="true" { (words::EVERYONE_SHOWN) }
                    button type="button" data-steps="1" aria-pressed="false" { (words::ONE_STEP) }
                    button type="button" data-steps="2" aria-pressed="false" { (words::TWO_STEPS) }
                }
            }
            p.actions {
                a.btn.small href="/people" data-link="/people/" { (words::THEIR_PAGE) }
                a.btn.small href="/map/paths" data-link="/map/paths?to=" { (paths::TITLE) }
                a.btn.small href="/people" data-link="/map/without/" { (without::MENU) }
            }
            h3 { (words::MOST_IN_TOUCH) }
            ul.facts data-of="others" {}
        }
    }
}

/// The map as files.
pub(super) fn files() -> Markup {
    html! {
        p.meta.files {
            (icon("download")) " " (words::AS_A_FILE) " "
            button.link type="button" data-control="png" data-live { "PNG" } " "
            @for (address, name) in [
                ("/map/map.svg", "SVG"),
                ("/map/network.graphml", "GraphML"),
                ("/map/network.gexf", "GEXF"),
            ] {
                a href=(address) download { (name) } " "
            }
        }
    }
}
