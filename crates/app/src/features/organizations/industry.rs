//! What the owner says an organization works in. It stands before what its mail domain says.

use std::sync::Arc;

use identity::Industry;

use super::sql;
use crate::access::{Cx, Right};
use crate::db::{Arg, Tx};
use crate::error::{Error, Result};
use crate::features::acts::{self, Done, Inverse, Place};
use crate::features::snapshot::{self, Organization, SaidOfIndustries};
use crate::features::tray::Ask;
use crate::words::refusals;

/// Says what the organization at an address works in; `None` takes back what was said.
///
/// # Errors
/// The member may not, sees no such organization, there is nothing to take back, or the database fails.
pub async fn say_industry(cx: &Cx, slug: &str, industry: Option<Industry>) -> Result<Done> {
    cx.require(Right::Read)?;
    let snapshot = snapshot::current(cx).await?;
    let organization = snapshot
        .organizations()
        .by_slug(slug)
        .ok_or_else(|| Error::not_found(refusals::people::no_organization(slug)))?;
    let (name, word) = (organization.name.clone(), industry.map(|industry| industry.word().to_owned()));
    let ask = || Ask::Industry { slug: slug.to_owned(), organization: name.clone(), industry: word.clone() };
    if let Some(waiting) = acts::enter(cx, &[], ask).await? {
        return Ok(waiting);
    }
    let key = snapshot.industry_key(organization);
    let mut tx = cx.app.db.begin().await?;
    let before = set_industry(&mut tx, cx, &key, word.as_deref()).await?;
    if before.is_none() && word.is_none() {
        return Err(Error::refused(refusals::people::nothing_said_of_industry(&name)));
    }
    let deed = Place::Industry { organization: name, industry: word };
    let done = acts::record(&mut tx, cx, deed, &Inverse::Industry { organization: key, before }).await?;
    tx.commit().await?;
    Ok(done)
}

/// The organization of a name, however it is spelled.
///
/// # Errors
/// The member may not read here, there is none, or the database cannot be read.
pub async fn named(cx: &Cx, name: &str) -> Result<Arc<Organization>> {
    let snapshot = snapshot::current(cx).await?;
    let by_name = snapshot.organizations().by_name(name).or_else(|| snapshot.organizations().by_slug(name));
    by_name.cloned().ok_or_else(|| Error::not_found(refusals::people::no_organization(name)))
}

/// Sets what is said within a running change, and gives what was said before.
pub(crate) async fn set_industry(
    tx: &mut Tx,
    cx: &Cx,
    organization: &str,
    industry: Option<&str>,
) -> Result<Option<String>> {
    let key = [cx.ws(), organization.into()];
    let before: Option<(String,)> = tx.fetch_optional(sql::INDUSTRY_OF, &key).await?;
    match industry {
        Some(industry) => {
            let args: [Arg; 4] = [cx.ws(), organization.into(), industry.into(), cx.now_us().into()];
            tx.execute(sql::SET_INDUSTRY, &args).await?;
        }
        None => drop(tx.execute(sql::UNSET_INDUSTRY, &key).await?),
    }
    acts::bump(tx, cx.workspace, &[]).await?;
    Ok(before.map(|row| row.0))
}

/// All that is said, by the folded names of organizations.
pub(crate) async fn industries_said(cx: &Cx) -> Result<SaidOfIndustries> {
    let rows: Vec<(String, String)> = cx.app.db.fetch_all(sql::INDUSTRIES_SAID, &[cx.ws()]).await?;
    let known = rows.into_iter().filter_map(|(name, word)| Some((name, Industry::from_word(&word)?)));
    Ok(known.collect())
}
