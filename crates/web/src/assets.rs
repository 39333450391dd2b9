//! Style, script, icons and fonts, compiled into the program and served for ever under an address with their hash.
//!
//! [`url`] gives the address of a file by its name. An address whose hash is of another version answers with this
//! version and is not kept, so that a page from before an upgrade still looks like something.

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;
use xxhash_rust::xxh3::xxh3_64;

use crate::failure::Failure;
use crate::routes::{Routes, Who};

#[derive(RustEmbed)]
#[folder = "assets/"]
struct Files;

/// The style sheets in the order of their layers; together they are `kith.css`.
const STYLES: &[&str] = &[
    "order",
    "fonts",
    "tokens",
    "base",
    "shell",
    "furniture",
    "controls",
    "people",
    "tables",
    "charts",
    "pages",
    "states",
    "public",
    "phone",
    "print",
    "classes",
    "begin",
    "lists",
    "map",
    "ways",
    "door",
];

const FOREVER: &str = "public, max-age=31536000, immutable";

struct Asset {
    url: String,
    kind: &'static str,
    bytes: Vec<u8>,
}

static ASSETS: LazyLock<HashMap<String, Asset>> = LazyLock::new(|| {
    let mut assets = HashMap::new();
    for name in Files::iter().filter(|name| !name.starts_with("css/")) {
        let bytes = Files::get(&name).map(|file| file.data.into_owned()).unwrap_or_default();
        assets.insert(name.to_string(), asset(&name, bytes));
    }
    let style = style(&assets);
    assets.insert("kith.css".to_owned(), asset("kith.css", style.into_bytes()));
    assets
});

fn asset(name: &str, bytes: Vec<u8>) -> Asset {
    let kind = match name.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        _ => "text/plain; charset=utf-8",
    };
    Asset { url: format!("/assets/{:016x}/{name}", xxh3_64(&bytes)), kind, bytes }
}

/// The one style sheet, with the fonts at their addresses.
fn style(fonts: &HashMap<String, Asset>) -> String {
    let sheets = STYLES.iter().filter_map(|name| Files::get(&format!("css/{name}.css")));
    let mut style: String = sheets.map(|file| String::from_utf8_lossy(&file.data).into_owned()).collect();
    for (name, font) in fonts.iter().filter(|(name, _)| name.ends_with(".woff2")) {
        style = style.replace(&format!("url({name})"), &format!("url({})", font.url));
    }
    style
}

/// The address of a file of `assets/`, or of the style sheet `kith.css`; empty if there is none of this name.
pub fn url(name: &str) -> &'static str {
    ASSETS.get(name).map_or("", |asset| asset.url.as_str())
}

/// Where the files are answered.
pub fn routes() -> Routes {
    Routes::new().get("/assets/{hash}/{*name}", Who::Anyone, file).get("/favicon.ico", Who::Anyone, favicon)
}

async fn file(Path((hash, name)): Path<(String, String)>) -> Response {
    let Some(asset) = ASSETS.get(&name) else { return Failure::not_found().into_response() };
    let is_current = asset.url.split('/').nth(2) == Some(hash.as_str());
    answer(asset, if is_current { FOREVER } else { "no-cache" })
}

/// What browsers ask for where no page tells them of the icon.
async fn favicon() -> Response {
    ASSETS
        .get("favicon.svg")
        .map_or_else(|| Failure::not_found().into_response(), |icon| answer(icon, "no-cache"))
}

fn answer(asset: &'static Asset, cache: &'static str) -> Response {
    let headers = [(header::CONTENT_TYPE, asset.kind), (header::CACHE_CONTROL, cache)];
    (headers, asset.bytes.as_slice()).into_response()
}
