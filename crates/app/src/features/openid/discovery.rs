//! What a service says of itself, asked for once an hour: where to send people, where to change a code for a token, and
//! with which keys it signs.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use super::keys::{self, Key};
use super::{OpenId, failed};
use crate::error::Result;

/// How long what was said is believed.
const FRESH: SignedDuration = SignedDuration::from_hours(1);
/// How soon a service is asked for its keys again, when it signed with one that is not known.
const AGAIN: SignedDuration = SignedDuration::from_mins(1);

/// What a service says of itself.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Said {
    issuer: String,
    /// Where people sign in.
    pub authorization_endpoint: String,
    /// Where a code is changed for a token.
    pub token_endpoint: String,
    jwks_uri: String,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Vec<String>,
}

impl Said {
    /// If name and password of this program go into the form; else they go into a header.
    pub fn wants_secret_in_form(&self) -> bool {
        let methods = &self.token_endpoint_auth_methods_supported;
        let has = |wanted: &str| methods.iter().any(|method| method == wanted);
        has("client_secret_post") && !has("client_secret_basic")
    }
}

/// What is known of a service, and since when.
#[derive(Clone)]
pub(super) struct Known {
    pub said: Arc<Said>,
    pub keys: Arc<Vec<Key>>,
    since: Timestamp,
}

impl OpenId {
    /// What is known of the service, asked for if it is not, or no longer, known.
    pub(super) async fn known(&self, now: Timestamp) -> Result<Known> {
        self.known_since(now, FRESH).await
    }

    /// The same with the keys it has now, unless they were asked for a moment ago.
    pub(super) async fn known_again(&self, now: Timestamp) -> Result<Known> {
        self.known_since(now, AGAIN).await
    }

    async fn known_since(&self, now: Timestamp, fresh: SignedDuration) -> Result<Known> {
        // Held while the service is asked, so that many who come at once ask once.
        let mut known = self.known.lock().await;
        if let Some(known) = known.as_ref().filter(|known| now.duration_since(known.since) < fresh) {
            return Ok(known.clone());
        }
        let issuer = &self.provider.issuer;
        let address = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
        let said: Said = serde_json::from_slice(&self.asked(&address).await?)
            .map_err(|error| failed(&format!("what {address} says cannot be read: {error}")))?;
        if said.issuer != *issuer {
            return Err(failed(&format!("{address} speaks for {}, not for {issuer}", said.issuer)));
        }
        let endpoint = &said.authorization_endpoint;
        let is_encrypted = endpoint.starts_with("https://") || issuer.starts_with("http://");
        if !is_encrypted || !endpoint.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(failed(&format!("nobody can be sent to “{endpoint}” to sign in")));
        }
        let keys = keys::read(&self.asked(&said.jwks_uri).await?);
        let keys = keys.ok_or_else(|| failed(&format!("the keys at {} cannot be read", said.jwks_uri)))?;
        let fresh = Known { said: Arc::new(said), keys: Arc::new(keys), since: now };
        *known = Some(fresh.clone());
        Ok(fresh)
    }

    async fn asked(&self, address: &str) -> Result<Vec<u8>> {
        let answer = self.client.get(address).await.map_err(|error| failed(&error.to_string()))?;
        match answer.status {
            200 => Ok(answer.body),
            status => Err(failed(&format!("{address} answers {status}"))),
        }
    }
}
