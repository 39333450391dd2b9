//! The settings of another service that signs people in, `[openid]` in `kith.toml`.
//!
//! The secret may stand in a file of its own, so that `kith.toml` can be shown around.

use std::path::PathBuf;

use app::features::openid::{OpenId, Provider};
use app::outer::http::Client;
use app::outer::networks::Network;
use serde::Deserialize;

use super::environment;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    name: Option<String>,
    issuer: Option<String>,
    client_id: Option<String>,
    client_secret: Option<String>,
    client_secret_file: Option<PathBuf>,
    #[serde(default)]
    allowed_domains: Vec<String>,
    #[serde(default)]
    makes_accounts: bool,
    #[serde(default)]
    links_by_mail: bool,
    #[serde(default)]
    allowed_networks: Vec<String>,
}

/// The service, if the settings name one.
pub(super) fn load(file: File) -> Result<Option<std::sync::Arc<OpenId>>, String> {
    let or = |name: &str, written: Option<String>| environment(name).or(written);
    let Some(issuer) = or("KITH_OPENID_ISSUER", file.issuer.clone()) else { return Ok(None) };
    let client_id = or("KITH_OPENID_CLIENT_ID", file.client_id.clone());
    let client_id = client_id.ok_or("[openid] needs client_id, the name of Kith at the service")?;
    let client_secret = secret(&file)?;
    let allowed = file.allowed_networks.iter().map(|network| network.parse::<Network>());
    let client = Client::allowing(allowed.collect::<Result<_, String>>()?);
    let provider = Provider {
        name: or("KITH_OPENID_NAME", file.name).unwrap_or_else(|| "your company".to_owned()),
        issuer,
        client_id,
        client_secret,
        allowed_domains: file.allowed_domains,
        makes_accounts: file.makes_accounts,
        links_by_mail: file.links_by_mail,
    };
    Ok(Some(std::sync::Arc::new(OpenId::new(provider, client))))
}

fn secret(file: &File) -> Result<Option<String>, String> {
    let path = environment("KITH_OPENID_CLIENT_SECRET_FILE").map(PathBuf::from);
    match path.or_else(|| file.client_secret_file.clone()) {
        Some(path) => {
            let text = std::fs::read_to_string(&path);
            let text = text.map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
            Ok(Some(text.trim().to_owned()))
        }
        None => Ok(environment("KITH_OPENID_CLIENT_SECRET").or_else(|| file.client_secret.clone())),
    }
}
