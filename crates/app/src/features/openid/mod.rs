//! Signing in by another service: OpenID Connect, the code flow with PKCE.
//!
//! [`begin`] sends somebody to the service, with a question that only their own browser may answer; [`finish`] changes the
//! code they come back with for an ID token, checks it ([`token`]) and finds the account (`linking`): by issuer and
//! subject, which never change; the first time by the mail address the service vouches for, where the settings allow that,
//! or by making an account, where they allow that. Somebody who is signed in may also link the two by hand.
//!
//! The service asks for a second factor or does not; nothing more is asked for here.

mod discovery;
mod keys;
mod linking;
mod sql;
pub mod token;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use form_urlencoded::{Serializer, byte_serialize};
use ring::digest::{SHA256, digest};
use serde::Deserialize;
use tokio::sync::Mutex;

use self::discovery::{Known, Said};
use self::token::{Claims, Expected, Refusal};
use super::accounts::{AccountId, Device, SignedIn, Token, guards, sessions};
use crate::App;
use crate::error::{Error, Result};
use crate::outer::chance;
use crate::outer::http::{Client, Form};
use crate::outer::waiting::Waiting;
use crate::words::refusals;
pub(crate) use linking::drop_of;
pub use linking::{is_linked, unlink};

/// The service, as the settings name it.
#[derive(Clone)]
pub struct Provider {
    /// What the button calls it.
    pub name: String,
    /// Its address, exactly as it writes it itself.
    pub issuer: String,
    /// The name of this program at the service.
    pub client_id: String,
    /// The password of this program at the service.
    pub client_secret: Option<String>,
    /// The domains of mail addresses that may come; all if none is named.
    pub allowed_domains: Vec<String>,
    /// Whoever comes for the first time gets an account and a network of their own.
    pub makes_accounts: bool,
    /// Whoever comes for the first time gets the account with their mail address.
    pub links_by_mail: bool,
}

/// The service, with what is known of it and who is on their way.
pub struct OpenId {
    /// As the settings name it.
    pub provider: Provider,
    client: Client,
    known: Mutex<Option<Known>>,
    waiting: Waiting<Way>,
}

/// Somebody's way to the service and back.
struct Way {
    nonce: String,
    verifier: String,
    /// Where they come back to.
    back: String,
    /// Where they wanted to go.
    to: String,
    /// The hash of what only their browser has.
    browser: String,
    /// Whose account is linked, if somebody was signed in.
    links: Option<AccountId>,
}

/// The beginning of a way.
#[derive(Clone, Debug)]
pub struct Begun {
    /// Where to send the browser.
    pub url: String,
    /// What the browser keeps until it is back.
    pub key: String,
}

/// What somebody comes back with.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Back {
    /// What they were sent with.
    pub state: String,
    /// To be changed for a token.
    pub code: String,
    /// Who sends them.
    pub iss: Option<String>,
    /// Why they come without a code.
    pub error: Option<String>,
}

/// The end of a way.
#[derive(Clone, Debug)]
pub enum End {
    /// They are signed in.
    In {
        /// What their browser keeps.
        token: Token,
        /// Where they wanted to go.
        to: String,
    },
    /// Their account was linked; they were signed in already.
    Linked,
}

impl OpenId {
    /// A service that is asked by this client.
    pub fn new(provider: Provider, client: Client) -> OpenId {
        OpenId { provider, client, known: Mutex::default(), waiting: Waiting::default() }
    }

    fn allows(&self, mail: Option<&str>) -> bool {
        let domains = &self.provider.allowed_domains;
        let its = mail.and_then(|mail| mail.rsplit_once('@')).map(|(_, domain)| domain);
        domains.is_empty()
            || its.is_some_and(|its| domains.iter().any(|domain| its.eq_ignore_ascii_case(domain)))
    }
}

/// Begins the way to the service of somebody at an address; they come back to `back`.
///
/// # Errors
/// The service cannot be asked, or there is none.
pub async fn begin(
    app: &App,
    back: &str,
    to: &str,
    address: &str,
    links: Option<&SignedIn>,
) -> Result<Begun> {
    let service = service(app)?;
    if let Some(who) = links {
        guards::require_fresh(who)?;
    }
    let now = app.clock.now();
    let known = service.known(now).await?;
    let (nonce, verifier, key) = (chance::key()?, chance::key()?, chance::key()?);
    let challenge = URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.as_bytes()));
    let way = Way {
        nonce: nonce.clone(),
        verifier,
        back: back.to_owned(),
        to: to.to_owned(),
        browser: chance::hash(&key),
        links: links.map(|who| who.account),
    };
    let state = service.waiting.put(now, address, way)?;
    let query = Serializer::new(String::new())
        .append_pair("response_type", "code")
        .append_pair("scope", "openid email profile")
        .append_pair("client_id", &service.provider.client_id)
        .append_pair("redirect_uri", back)
        .append_pair("state", &state)
        .append_pair("nonce", &nonce)
        .append_pair("code_challenge", &challenge)
        .append_pair("code_challenge_method", "S256")
        .finish();
    let endpoint = &known.said.authorization_endpoint;
    let joint = if endpoint.contains('?') { '&' } else { '?' };
    Ok(Begun { url: format!("{endpoint}{joint}{query}"), key })
}

/// Ends the way of somebody who came back; `key` is what their browser kept, `signed_in` whose session it still has.
///
/// # Errors
/// The service did not let them in, what it says is not taken, or nobody here belongs to them.
pub async fn finish(
    app: &App,
    back: &Back,
    key: &str,
    signed_in: Option<AccountId>,
    device: &Device,
) -> Result<End> {
    let service = service(app)?;
    let way = service.waiting.take(app.clock.now(), &back.state);
    let way = way.filter(|way| way.browser == chance::hash(key));
    let way = way.ok_or_else(|| Error::refused(refusals::sign_in::TOO_LATE))?;
    if back.iss.as_ref().is_some_and(|issuer| *issuer != service.provider.issuer) {
        return Err(Error::refused(refusals::sign_in::OTHER_SERVICE));
    }
    // The session that began it may have been ended since, by an owner who saw somebody else at work.
    if way.links.is_some() && way.links != signed_in {
        return Err(Error::refused(refusals::sign_in::SIGN_IN_TO_LINK));
    }
    if back.error.is_some() || back.code.is_empty() {
        return Err(Error::refused(refusals::sign_in::not_let_in(&service.provider.name)));
    }
    let claims = claims(app, service, &back.code, &way).await?;
    if !service.allows(claims.mail.as_deref()) {
        return Err(match claims.mail {
            Some(_) => Error::refused(refusals::sign_in::DOMAIN_NOT_TAKEN),
            None => unverified(&service.provider),
        });
    }
    if let Some(account) = way.links {
        linking::by_hand(app, service, account, &claims, device).await?;
        return Ok(End::Linked);
    }
    let account = linking::account_of(app, service, &claims, device).await?;
    let token = sessions::begin_session(app, account, device).await?;
    Ok(End::In { token, to: way.to })
}

fn service(app: &App) -> Result<&OpenId> {
    app.openid.as_deref().ok_or_else(|| Error::not_found(refusals::sign_in::NO_SERVICE))
}

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
    access_token: Option<String>,
}

/// Changes a code for what the service says of somebody.
async fn claims(app: &App, service: &OpenId, code: &str, way: &Way) -> Result<Claims> {
    let now = app.clock.now();
    let known = service.known(now).await?;
    let form = form(&service.provider, &known.said, code, way);
    let answer = service.client.post(&known.said.token_endpoint, &form).await;
    let answer = answer.map_err(|error| failed(&error.to_string()))?;
    if answer.status != 200 {
        return Err(failed(&format!("the code was answered with {}", answer.status)));
    }
    let tokens: Tokens =
        serde_json::from_slice(&answer.body).map_err(|_| failed("the tokens cannot be read"))?;
    let expected = Expected {
        issuer: &service.provider.issuer,
        client_id: &service.provider.client_id,
        nonce: &way.nonce,
        access_token: tokens.access_token.as_deref(),
        now: now.as_second(),
    };
    let mut claims = token::verify(&tokens.id_token, &known.keys, expected);
    if claims == Err(Refusal::UnknownKey) {
        // The service may have begun to sign with another key since.
        let known = service.known_again(now).await?;
        claims = token::verify(&tokens.id_token, &known.keys, expected);
    }
    claims.map_err(|why| failed(&format!("the ID token {why}")))
}

fn form(provider: &Provider, said: &Said, code: &str, way: &Way) -> Form {
    let mut form = Serializer::new(String::new());
    form.append_pair("grant_type", "authorization_code")
        .append_pair("code", code)
        .append_pair("redirect_uri", &way.back)
        .append_pair("code_verifier", &way.verifier);
    let authorization = match &provider.client_secret {
        Some(secret) if !said.wants_secret_in_form() => {
            let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
            let both = format!("{}:{}", encoded(&provider.client_id), encoded(secret));
            Some(format!("Basic {}", STANDARD.encode(both)))
        }
        secret => {
            form.append_pair("client_id", &provider.client_id);
            if let Some(secret) = secret {
                form.append_pair("client_secret", secret);
            }
            None
        }
    };
    Form { body: form.finish(), authorization }
}

fn unverified(provider: &Provider) -> Error {
    Error::refused(refusals::sign_in::mail_unverified(&provider.name))
}

/// What went wrong with the service: for the log of whoever runs the server; a stranger is told that it is not their fault.
fn failed(why: &str) -> Error {
    Error::Io {
        what: "the sign-in by the other service failed".into(),
        source: std::io::Error::other(why.to_owned()),
    }
}
