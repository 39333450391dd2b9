//! Where settings come from: a flag, else the environment (`KITH_…`), else `kith.toml` in the data folder, else a default.

mod connections;
mod openid;

use std::path::PathBuf;
use std::sync::Arc;

use app::features::openid::OpenId;
use serde::{Deserialize, Serialize};

use crate::args::SettingsArgs;
pub use connections::Connections;

/// How many people Today names, unless set otherwise.
const DEFAULT_TODAY_LIMIT: usize = 5;
/// Where pages are served, unless set otherwise.
const DEFAULT_LISTEN: &str = "127.0.0.1:8484";

/// A setting with where it came from.
#[derive(Clone, Debug, Serialize)]
pub struct Setting<T> {
    /// Its value.
    pub value: T,
    /// `flag`, `environment`, `kith.toml` or `default`.
    pub from: &'static str,
}

/// All settings.
#[derive(Clone, Serialize)]
pub struct Settings {
    /// The data folder.
    pub data: Setting<PathBuf>,
    /// The PostgreSQL server, if not SQLite.
    #[serde(skip)]
    pub database_url: Option<Setting<String>>,
    /// How many people Today names at most.
    pub today_limit: Setting<usize>,
    /// The owner's time zone, an IANA name; the system's by default.
    pub time_zone: Setting<String>,
    /// Where pages are served.
    pub listen: Setting<String>,
    /// Whose network the command acts in, by the mail address they sign in with; the first network without one.
    #[serde(skip)]
    pub on_behalf_of: Option<String>,
    /// How the pages are reached.
    pub connections: Connections,
    /// The other service that signs people in.
    #[serde(skip)]
    pub openid: Option<Arc<OpenId>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    database_url: Option<String>,
    time_zone: Option<String>,
    listen: Option<String>,
    #[serde(default)]
    connections: connections::File,
    #[serde(default)]
    openid: openid::File,
    #[serde(default)]
    today: Today,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Today {
    limit: Option<usize>,
}

impl Settings {
    /// Reads all settings; the error says which cannot be read.
    pub fn load(args: &SettingsArgs) -> Result<Settings, String> {
        let data = data_folder(args)?;
        let path = data.value.join("kith.toml");
        let file: File = match std::fs::read_to_string(&path) {
            Ok(text) => {
                toml::from_str(&text).map_err(|e| format!("{} cannot be read: {e}", path.display()))?
            }
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => File::default(),
            Err(e) => return Err(format!("{} cannot be read: {e}", path.display())),
        };
        let limit = match environment("KITH_TODAY_LIMIT") {
            Some(text) => Some(
                text.parse().map_err(|_| format!("KITH_TODAY_LIMIT is “{text}” and should be a number"))?,
            ),
            None => None,
        };
        let system_zone = || jiff::tz::TimeZone::system().iana_name().unwrap_or("UTC").to_owned();
        Ok(Settings {
            data,
            database_url: first(environment("KITH_DATABASE_URL"), file.database_url),
            today_limit: first(limit, file.today.limit)
                .unwrap_or(Setting { value: DEFAULT_TODAY_LIMIT, from: "default" }),
            time_zone: first(environment("KITH_TIME_ZONE"), file.time_zone)
                .unwrap_or_else(|| Setting { value: system_zone(), from: "default" }),
            listen: args
                .listen
                .clone()
                .map(|value| Setting { value, from: "flag" })
                .or_else(|| first(environment("KITH_LISTEN"), file.listen))
                .unwrap_or_else(|| Setting { value: DEFAULT_LISTEN.to_owned(), from: "default" }),
            on_behalf_of: args.on_behalf_of.clone(),
            connections: Connections::load(&args.connections, file.connections),
            openid: openid::load(file.openid)?,
        })
    }
}

fn first<T>(environment: Option<T>, file: Option<T>) -> Option<Setting<T>> {
    environment
        .map(|value| Setting { value, from: "environment" })
        .or_else(|| file.map(|value| Setting { value, from: "kith.toml" }))
}

fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|v| !v.is_empty())
}

fn data_folder(args: &SettingsArgs) -> Result<Setting<PathBuf>, String> {
    if let Some(value) = args.data.clone() {
        return Ok(Setting { value, from: "flag" });
    }
    if let Some(value) = environment("KITH_DATA") {
        return Ok(Setting { value: value.into(), from: "environment" });
    }
    let base = environment("XDG_DATA_HOME")
        .map(PathBuf::from)
        .or_else(|| environment("HOME").map(|home| PathBuf::from(home).join(".local/share")))
        .ok_or("there is no home folder to keep data in: say where with --data DIR")?;
    Ok(Setting { value: base.join("kith"), from: "default" })
}
