//! Asking for one certificate: who we are, for which names, the authority's question for each, and what it gives.

use std::time::Duration;

use app::outer::http::Client;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use rcgen::{CertificateParams, DistinguishedName, KeyPair};
use serde::Deserialize;
use serde_json::json;

use super::Acme;
use super::authority::{Account, Authority, Problem};
use super::kept::Kept;
use super::shown::Shown;
use crate::words::listening as words;

/// How long is rested before an order is looked at again, at first; each time twice as long.
const FIRST_LOOK: Duration = Duration::from_millis(250);
/// How often it is looked at: two minutes in all.
const LOOKS: u32 = 9;

/// How far something is.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Status {
    Pending,
    Ready,
    Processing,
    Valid,
    #[serde(other)]
    Refused,
}

#[derive(Debug, Deserialize)]
struct Order {
    status: Status,
    #[serde(default)]
    authorizations: Vec<String>,
    finalize: String,
    certificate: Option<String>,
    error: Option<Problem>,
}

/// Whether a name is found to be ours.
#[derive(Debug, Deserialize)]
struct Name {
    status: Status,
    identifier: Identifier,
    challenges: Vec<Challenge>,
}

#[derive(Debug, Deserialize)]
struct Identifier {
    value: String,
}

/// A question of the authority.
#[derive(Debug, Deserialize)]
struct Challenge {
    #[serde(rename = "type")]
    kind: String,
    url: String,
    #[serde(default)]
    token: String,
    error: Option<Problem>,
}

/// A new key and its certificates, PEM.
///
/// # Errors
/// A sentence for the operator.
pub(super) async fn certificate(acme: &Acme, kept: &Kept, shown: &Shown) -> Result<String, String> {
    let mut authority = known(acme, kept).await?;
    let names: Vec<_> = acme.names.iter().map(|name| json!({ "type": "dns", "value": name })).collect();
    let (order, place): (Order, _) = authority.order(json!({ "identifiers": names })).await?;
    for name in &order.authorizations {
        prove(&mut authority, name, shown).await?;
    }
    let order = settled(&mut authority, &place, &[Status::Pending]).await?;
    if order.status != Status::Ready {
        return Err(why_refused(&mut authority, &order).await);
    }
    let (key, request) = request(&acme.names).map_err(|error| error.to_string())?;
    authority.tell(&order.finalize, json!({ "csr": BASE64.encode(request) })).await?;
    let order = settled(&mut authority, &place, &[Status::Ready, Status::Processing]).await?;
    match &order.certificate {
        Some(certificate) if order.status == Status::Valid => Ok(key + &authority.text(certificate).await?),
        _ => Err(why_refused(&mut authority, &order).await),
    }
}

/// The authority, to which we introduce ourselves the first time.
async fn known(acme: &Acme, kept: &Kept) -> Result<Authority, String> {
    let client = Client::allowing(acme.networks.clone());
    if let Some(account) = kept.account()? {
        return Authority::find(client, &acme.directory, account).await;
    }
    let mut authority = Authority::find(client, &acme.directory, Account::new()?).await?;
    kept.keep_account(authority.introduce(acme.email.as_deref()).await?)?;
    Ok(authority)
}

/// Answers the authority's question for a name, unless it has asked lately.
async fn prove(authority: &mut Authority, place: &str, shown: &Shown) -> Result<(), String> {
    let name: Name = authority.read(place).await?;
    if name.status == Status::Valid {
        return Ok(());
    }
    let called = &name.identifier.value;
    let challenge = name.challenges.iter().find(|challenge| challenge.kind == "tls-alpn-01");
    let challenge = challenge.ok_or_else(|| words::no_question(called))?;
    shown.answer(called, &authority.answer(&challenge.token))?;
    authority.tell(&challenge.url, json!({})).await
}

/// The order, once it is no longer as it was.
async fn settled(authority: &mut Authority, place: &str, before: &[Status]) -> Result<Order, String> {
    for look in 0..LOOKS {
        let order: Order = authority.read(place).await?;
        if !before.contains(&order.status) {
            return Ok(order);
        }
        tokio::time::sleep(FIRST_LOOK * 2u32.pow(look)).await;
    }
    Err(words::TOO_SLOW.to_owned())
}

/// What the authority says of an order, and of the names it did not find to be ours.
async fn why_refused(authority: &mut Authority, order: &Order) -> String {
    let mut why: Vec<String> = order.error.iter().map(Problem::words).collect();
    for place in &order.authorizations {
        let Ok(name) = authority.read::<Name>(place).await else { continue };
        let problems = name.challenges.iter().filter_map(|challenge| challenge.error.as_ref());
        why.extend(problems.map(|problem| words::name_refused(&name.identifier.value, &problem.words())));
    }
    if why.is_empty() { words::REFUSED.to_owned() } else { why.join("; ") }
}

/// A new key, PEM, and the request for its certificate.
fn request(names: &[String]) -> Result<(String, Vec<u8>), rcgen::Error> {
    let mut params = CertificateParams::new(names.to_vec())?;
    params.distinguished_name = DistinguishedName::new();
    let key = KeyPair::generate()?;
    let request = params.serialize_request(&key)?.der().to_vec();
    Ok((key.serialize_pem(), request))
}
