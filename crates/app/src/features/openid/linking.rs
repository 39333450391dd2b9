//! Which account belongs to somebody at the other service: found, made, joined by mail address or by hand, and parted again.
//!
//! A mail address that the service vouches for says whose the account is from then on. Whoever made it before may have typed
//! an address that was never theirs, so what opened it until then opens it no more, unless it was made by whoever sees to
//! the server ([`making::is_vouched_for`]).

use super::token::Claims;
use super::{OpenId, Provider, service, sql, unverified};
use crate::App;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::accounts::{self, AccountId, Device, Event, SignedIn, guards, making, record, sessions};
use crate::features::keeping;
use crate::words::{events, refusals};

/// How much of a mail address stands for a name that the service does not tell.
const NAME_LETTERS: usize = 100;

/// If the account signs in by the service.
///
/// # Errors
/// The database cannot be read.
pub async fn is_linked(who: &SignedIn) -> Result<bool> {
    let app = &who.cx.app;
    let issuer = service(app)?.provider.issuer.as_str();
    Ok(app.db.fetch_int(sql::LINKS, &[who.account.0.into(), issuer.into()]).await? > 0)
}

/// Parts the account from the service: nobody signs in by it any more.
///
/// # Errors
/// The sign-in is too long ago, the two are not linked, or the account would have no way in left.
pub async fn unlink(who: &SignedIn) -> Result<()> {
    guards::require_fresh(who)?;
    let app = &who.cx.app;
    let provider = &service(app)?.provider;
    let mut tx = app.db.begin().await?;
    if tx.execute(sql::UNLINK, &[who.account.0.into(), provider.issuer.as_str().into()]).await? == 0 {
        return Err(Error::not_found(refusals::sign_in::not_linked(&provider.name)));
    }
    guards::require_way_in(&mut tx, who.account).await?;
    let words = events::unlinked(&provider.issuer);
    record(app, &mut tx, Some(who.account), Event::Linked, &sessions::address_of(who), &words).await?;
    tx.commit().await
}

/// Parts an account from every service.
pub(crate) async fn drop_of(tx: &mut Tx, account: AccountId) -> Result<()> {
    tx.execute(sql::DROP, &[account.0.into()]).await.map(|_| ())
}

/// The account of somebody, linked or made now if the settings allow it.
pub(super) async fn account_of(
    app: &App,
    service: &OpenId,
    claims: &Claims,
    device: &Device,
) -> Result<AccountId> {
    let provider = &service.provider;
    if making::is_first_start(app).await? {
        // The first account gets the server and what was imported: only the key in the terminal gives these away.
        return Err(Error::refused(refusals::sign_in::NO_OWNER_YET));
    }
    let mut tx = app.db.begin().await?;
    let args = [provider.issuer.as_str().into(), claims.subject.as_str().into()];
    if let Some((account,)) = tx.fetch_optional::<(i64,)>(sql::LINKED, &args).await? {
        return Ok(AccountId(account));
    }
    let nobody = || Error::refused(refusals::sign_in::belongs_to_nobody(&provider.name));
    let mail = match claims.mail.as_deref() {
        // Letters of other alphabets may fold to one of ours, and so to the address of somebody else.
        Some(mail) if mail.is_ascii() => mail,
        None if provider.links_by_mail || provider.makes_accounts => return Err(unverified(provider)),
        _ => return Err(nobody()),
    };
    let account = match accounts::by_login(app, mail).await {
        Ok(account) if provider.links_by_mail && !account.is_disabled => {
            take_over(app, &mut tx, provider, account.id, device).await?;
            account.id
        }
        Err(Error::NotFound(_)) if provider.makes_accounts => {
            make(app, &mut tx, claims.name.as_deref(), mail, device).await?
        }
        Ok(_) | Err(Error::NotFound(_)) => return Err(nobody()),
        Err(other) => return Err(other),
    };
    link(app, &mut tx, service, account, claims, device).await?;
    tx.commit().await?;
    Ok(account)
}

/// Leaves an account to whoever the service says has its mail address.
async fn take_over(
    app: &App,
    tx: &mut Tx,
    provider: &Provider,
    account: AccountId,
    device: &Device,
) -> Result<()> {
    if making::is_vouched_for(tx, account).await? {
        return Ok(());
    }
    let why = events::first_sign_in_with(&provider.name);
    guards::shut(app, tx, account, &device.address, &why).await
}

async fn make(app: &App, tx: &mut Tx, name: Option<&str>, mail: &str, device: &Device) -> Result<AccountId> {
    let from_mail: String = mail.chars().take(NAME_LETTERS).collect();
    let name = name.filter(|name| guards::usable_name(name).is_ok()).unwrap_or(&from_mail);
    let account = making::make(app, tx, name, mail, None, &device.address).await?;
    keeping::workspace_for(tx, account.0, name).await?;
    Ok(account)
}

/// Links the account of somebody who is signed in.
pub(super) async fn by_hand(
    app: &App,
    service: &OpenId,
    account: AccountId,
    claims: &Claims,
    device: &Device,
) -> Result<()> {
    let mut tx = app.db.begin().await?;
    link(app, &mut tx, service, account, claims, device).await?;
    tx.commit().await
}

async fn link(
    app: &App,
    tx: &mut Tx,
    service: &OpenId,
    account: AccountId,
    claims: &Claims,
    device: &Device,
) -> Result<()> {
    let args = [
        service.provider.issuer.as_str().into(),
        claims.subject.as_str().into(),
        account.0.into(),
        app.clock.now().as_microsecond().into(),
    ];
    if tx.execute(sql::LINK, &args).await? == 0 {
        return Err(Error::refused(refusals::sign_in::belongs_to_another(&service.provider.name)));
    }
    record(app, tx, Some(account), Event::Linked, &device.address, &service.provider.issuer).await
}
