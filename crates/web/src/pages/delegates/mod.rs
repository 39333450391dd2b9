//! Delegates: who works for the principal and what they may, invitations by link, and coming in by one.

mod form;
mod view;

use app::access::{Member, Right};
use app::features::members;
use app::features::snapshot;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum_extra::extract::Form;

use crate::failure::{Answer, Failure};
use crate::layout::{Page, Section};
use crate::parts::Done;
use crate::routes::{Routes, Who};
use crate::serving::headers::unkept;
use crate::serving::site::Way;
use crate::visit::Visit;
use crate::words::delegates as words;
use form::Granted;
use view::{Link, Shown};

/// Where the page is.
const HERE: &str = "/settings/delegates";

/// Where it is answered.
pub fn routes() -> Routes {
    Routes::new()
        .get("/settings/delegates", Who::Member(Right::Own), page)
        .post("/settings/delegates", Who::Member(Right::Own), invite)
        .post("/settings/delegates/{member}", Who::Member(Right::Own), change)
        .post("/settings/delegates/{member}/end", Who::Member(Right::Own), end)
        .post("/settings/delegates/invitations/{id}/revoke", Who::Member(Right::Own), revoke)
}

async fn page(visit: Visit) -> Answer {
    let shown = shown(&visit, None, None).await?;
    Ok(whole(&visit, &shown))
}

/// Makes the link and shows it, this once: it is in no address and in no history.
async fn invite(visit: Visit, way: Way, Form(granted): Form<Granted>) -> Answer {
    let made = match granted.grant(&visit.cx).await {
        Ok(grant) => members::invite(&visit.cx, &granted.name, &grant).await,
        Err(error) => Err(error),
    };
    let shown = match made {
        Ok(invited) => {
            let path = format!("/join/{}", invited.key);
            // Whoever gets it comes by the public address, if there is one.
            let public = visit.server.config.place.public_url.as_ref();
            let url = public.map_or_else(|| way.to(&path), |public| format!("{public}{path}"));
            let link = Link { url, expires: invited.expires };
            shown(&visit, Some(link), None).await?
        }
        Err(app::Error::Refused(why) | app::Error::NotFound(why)) => {
            shown(&visit, None, Some((granted, why))).await?
        }
        Err(error) => return Err(error.into()),
    };
    let page = unkept(whole(&visit, &shown));
    Ok(if shown.refused.is_some() { (StatusCode::UNPROCESSABLE_ENTITY, page).into_response() } else { page })
}

async fn change(visit: Visit, Path(member): Path<i64>, Form(granted): Form<Granted>) -> Answer {
    let grant = granted.grant(&visit.cx).await?;
    let done = members::change(&visit.cx, Member(member), &grant).await?;
    Ok(visit.back(HERE, &Done::from(done)))
}

async fn end(visit: Visit, Path(member): Path<i64>) -> Answer {
    let done = members::end(&visit.cx, Member(member)).await?;
    Ok(visit.back(HERE, &Done::from(done)))
}

async fn revoke(visit: Visit, Path(id): Path<i64>) -> Answer {
    let done = members::revoke(&visit.cx, id).await?;
    Ok(visit.back(HERE, &Done::from(done)))
}

async fn shown(
    visit: &Visit,
    link: Option<Link>,
    refused: Option<(Granted, String)>,
) -> Result<Shown, Failure> {
    let cx = &visit.cx;
    let snapshot = snapshot::current(cx).await?;
    let known = members::list(cx).await?.into_iter().filter(|entry| entry.member != Member::OWNER.0);
    let members = known.map(|entry| (Granted::of(&entry.name, &entry.grant, &snapshot), entry)).collect();
    let open = members::open_invitations(cx).await?.into_iter();
    let invitations = open.map(|one| (Granted::of(&one.name, &one.grant, &snapshot), one)).collect();
    Ok(Shown { members, invitations, link, refused })
}

fn whole(visit: &Visit, shown: &Shown) -> axum::response::Response {
    visit.whole(&Page::new(words::TITLE, Section::None, view::page(&visit.look, shown)))
}
