//! Forgetting a human: everything that is only about them goes, and in the rest they are not named any more.
//!
//! First the hashes of the addresses are written with the act, so that nothing comes back meanwhile; then it goes in short
//! transactions, the person last. Killed at any moment it can be run again. In the end the file is written anew, so that
//! nothing is left in what the database has set free. It cannot be taken back.

use std::collections::HashSet;

use jiff::Timestamp;
use jiff::civil::Date;
use model::{ActId, Address, PersonId};
use serde::Serialize;

use super::copies::Copies;
use super::handed::Handed;
use super::mentions::Mentions;
use super::{Whole, redact, sql, tombs};
use crate::access::{Cx, Right};
use crate::db::{Arg, Rows, Steps, Tx};
use crate::error::{Error, Result};
use crate::features::acts::{self, Done, Gone, Inverse, Place};
use crate::features::capture;
use crate::features::identities::BY_HAND;
use crate::features::keeping::hold::{self, Hold};
use crate::features::{health, map, secrets, understanding};
use crate::words::refusals;

/// Interactions that go in one transaction.
const CONTACTS_A_STEP: usize = 2_000;

/// What would be forgotten.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Foreseen {
    /// The person.
    #[serde(skip)]
    pub person: PersonId,
    /// The end of their page's address.
    pub slug: String,
    /// What they are called.
    pub name: String,
    /// How many addresses they have.
    pub addresses: usize,
    /// Interactions that go: of nobody but them and the owner, and what they wrote.
    pub contacts: usize,
    /// Interactions of others that stay, without them.
    pub shared: usize,
    /// Notes about them.
    pub notes: usize,
    /// It is the owner, who cannot be forgotten.
    pub is_owner: bool,
    /// What stops it.
    pub holds: Vec<Hold>,
    /// Others of the same name, who stay: slug and name.
    pub namesakes: Vec<(String, String)>,
}

/// What was forgotten.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Forgetting {
    /// The act; it names nobody.
    pub act: ActId,
    /// What it says.
    pub subject: String,
    /// The space that was set free could not be written anew, and why; a later backup or `VACUUM` does it.
    pub unclean: Option<String>,
}

/// People who were forgotten, and are not brought back by any source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Forgotten {
    /// The act.
    pub act: ActId,
    /// When.
    pub at: Timestamp,
    /// How many addresses are kept out.
    pub addresses: i64,
    /// How many backups were made before, and still hold them.
    pub backups: usize,
    /// The day by which the schedule will have deleted the last of these, if it goes on; none if some are not its own.
    pub backups_until: Option<Date>,
}

/// Somebody, and what of them has to go.
struct Plan {
    whole: Whole,
    owner: i64,
    /// Interactions that go.
    alone: Vec<i64>,
    /// Interactions that they leave.
    shared: Vec<i64>,
    /// Notes about them.
    notes: Vec<i64>,
    /// What delegates were asked and suggest about them.
    handed: Handed,
}

impl Plan {
    async fn of(cx: &Cx, person: PersonId) -> Result<Plan> {
        let whole = Whole::of(cx, person).await?;
        let owner: Option<(Option<i64>,)> = cx.app.db.fetch_optional(sql::OWNER, &[cx.ws()]).await?;
        let owner = owner.and_then(|r| r.0).unwrap_or_default();
        let identities = Rows::of_ints(whole.identities()).into_arg();
        let all: Vec<(i64,)> = cx.app.db.fetch_all(sql::CONTACTS_OF, &[cx.ws(), identities.clone()]).await?;
        let all: Vec<i64> = all.into_iter().map(|r| r.0).collect();
        let mut shared = Vec::new();
        for chunk in all.chunks(CONTACTS_A_STEP) {
            let ids = Rows::of_ints(chunk.iter().copied()).into_arg();
            let args = [cx.ws(), ids, identities.clone(), owner.into()];
            shared.extend(cx.app.db.fetch_all::<(i64,)>(sql::SHARED, &args).await?.into_iter().map(|r| r.0));
        }
        let is_shared: HashSet<i64> = shared.iter().copied().collect();
        let alone = all.into_iter().filter(|id| !is_shared.contains(id)).collect();
        let people = Rows::of_ints(whole.people()).into_arg();
        let notes: Vec<(i64,)> = cx.app.db.fetch_all(sql::NOTE_IDS, &[cx.ws(), people]).await?;
        let notes = notes.into_iter().map(|r| r.0).collect();
        let handed = Handed::of(cx, &whole).await?;
        Ok(Plan { whole, owner, alone, shared, notes, handed })
    }

    /// What is deleted with them and has a number of its own.
    fn things(&self) -> impl Iterator<Item = i64> {
        let handed = self.handed.tasks.iter().chain(&self.handed.suggestions);
        self.alone.iter().chain(&self.notes).chain(handed).copied()
    }

    fn is_owner(&self) -> bool {
        self.whole.people().any(|id| id == self.owner)
    }

    async fn holds(&self, cx: &Cx) -> Result<Vec<Hold>> {
        let people: Vec<i64> = self.whole.people().collect();
        let identities: Vec<i64> = self.whole.identities().collect();
        hold::that_stop(cx, &people, &identities).await
    }

    async fn mentions(&self, cx: &Cx) -> Result<Mentions> {
        let args = [cx.ws(), Rows::of_ints(self.whole.identities()).into_arg()];
        let told: Vec<(String, String, i64, i64, i64)> = cx.app.db.fetch_all(sql::NAMES, &args).await?;
        let names = told.iter().map(|row| row.1.as_str());
        let names = names.chain(self.whole.people.iter().map(|row| row.3.as_str()));
        let addresses = self.whole.addresses.iter().map(|row| row.2.as_str());
        Ok(Mentions::of(names, addresses.filter(|value| !value.starts_with(BY_HAND))))
    }
}

/// What forgetting somebody would take away.
///
/// # Errors
/// The member may not, or there is no such person.
pub async fn foresee(cx: &Cx, person: PersonId) -> Result<Foreseen> {
    cx.require(Right::Own)?;
    let plan = Plan::of(cx, person).await?;
    let holds = plan.holds(cx).await?;
    let (root, slug, _, name, ..) = plan.whole.root().clone();
    let args = [cx.ws(), Arg::Text(identity::fold(&name))];
    let same_name: Vec<(i64, String, String)> = cx.app.db.fetch_all(sql::NAMESAKES, &args).await?;
    let people: HashSet<i64> = plan.whole.people().collect();
    Ok(Foreseen {
        person: PersonId(root),
        slug,
        name,
        addresses: plan.whole.addresses.iter().filter(|row| !row.2.starts_with(BY_HAND)).count(),
        contacts: plan.alone.len(),
        shared: plan.shared.len(),
        notes: plan.notes.len(),
        is_owner: plan.is_owner(),
        holds,
        namesakes: same_name
            .into_iter()
            .filter(|row| !people.contains(&row.0))
            .map(|(_, slug, name)| (slug, name))
            .collect(),
    })
}

/// Forgets a human for good.
///
/// # Errors
/// The member may not, it is the owner, a hold stops it, an import is running, or the database fails: what is gone is gone,
/// and running it again goes on.
pub async fn forget(cx: &Cx, person: PersonId) -> Result<Forgetting> {
    cx.require(Right::Own)?;
    let _guard = capture::lock(cx).await?;
    let plan = Plan::of(cx, person).await?;
    if plan.is_owner() {
        return Err(Error::refused(refusals::keeping::OWNER_STAYS));
    }
    if let Some(hold) = plan.holds(cx).await?.first() {
        return Err(hold.refusal());
    }
    let mentions = plan.mentions(cx).await?;
    let mut steps = Steps::lasting(&cx.app.db);
    let Done { act, subject } = bury(steps.tx().await?, cx, &plan).await?;
    steps.done().await?;
    erase_contacts(cx, &mut steps, &plan, &mentions).await?;
    erase_the_rest(cx, &mut steps, &plan).await?;
    let gone = Gone {
        people: plan.whole.people().collect(),
        identities: plan.whole.identities().collect(),
        things: plan.things().collect(),
    };
    let mut changed = redact::everywhere(cx, &mut steps, &mentions, &gone).await?;
    changed.extend(plan.whole.people());
    let tx = steps.tx().await?;
    erase_person(tx, cx, &plan).await?;
    acts::bump(tx, cx.workspace, &changed).await?;
    steps.done().await?;
    let unclean = cx.app.db.write_anew().await.err().map(|error| error.to_string());
    Ok(Forgetting { act, subject, unclean })
}

/// Writes the act, and a hash of each address.
async fn bury(tx: &mut Tx, cx: &Cx, plan: &Plan) -> Result<Done> {
    let key = secrets::key(tx, &cx.app).await?;
    let mut tags: Vec<String> = Vec::new();
    for (_, kind, value, ..) in plan.whole.addresses.iter().filter(|row| !row.2.starts_with(BY_HAND)) {
        let address = Address::from_parts(kind, value);
        tags.extend(address.map(|address| tombs::tag_of(&key, cx.workspace.0, &address)));
    }
    let (erased, kept) = (plan.alone.len(), plan.shared.len());
    let deed = Place::Forgotten { erased, kept, addresses: tags.len() };
    let done = acts::record(tx, cx, deed, &Inverse::Nothing).await?;
    let rows = Rows::of_texts(tags.iter().map(String::as_str)).into_arg();
    tx.execute(sql::ADD_TAGS, &[cx.ws(), rows, done.act.0.into(), cx.now_us().into()]).await?;
    Ok(done)
}

async fn erase_contacts(cx: &Cx, steps: &mut Steps, plan: &Plan, mentions: &Mentions) -> Result<()> {
    let ws = cx.workspace;
    for chunk in plan.alone.chunks(CONTACTS_A_STEP) {
        let tx = steps.tx().await?;
        let ids = Rows::of_ints(chunk.iter().copied()).into_arg();
        let series: Vec<(i64,)> = tx.fetch_all(sql::SERIES_OF, &[cx.ws(), ids.clone()]).await?;
        capture::erase(tx, ws, chunk).await?;
        let series = Rows::of_ints(series.into_iter().map(|r| r.0)).into_arg();
        let empty: Vec<(i64,)> = tx.fetch_all(sql::EMPTY_SERIES, &[cx.ws(), series]).await?;
        let empty = Rows::of_ints(empty.into_iter().map(|r| r.0)).into_arg();
        tx.execute(sql::DELETE_SERIES, &[cx.ws(), empty.clone()]).await?;
        for told in [ids, empty] {
            tx.execute(sql::COUNT_OFF_SOURCES, &[cx.ws(), told.clone()]).await?;
            tx.execute(sql::DELETE_RECORDS, &[cx.ws(), told]).await?;
        }
        steps.done().await?;
    }
    let identities = Rows::of_ints(plan.whole.identities()).into_arg();
    let by_any_word = mentions.by_any_word();
    for chunk in plan.shared.chunks(CONTACTS_A_STEP) {
        let tx = steps.tx().await?;
        let ids = Rows::of_ints(chunk.iter().copied()).into_arg();
        tx.execute(sql::LEAVE_CONTACTS, &[cx.ws(), ids.clone(), identities.clone()]).await?;
        let titles: Vec<(i64, String)> = tx.fetch_all(sql::TITLES_OF, &[cx.ws(), ids]).await?;
        let mut rows = Rows::default();
        for (id, title) in titles {
            if let Some(left) = by_any_word.without(&title) {
                rows.row().int(id).text(&left);
            }
        }
        tx.execute(sql::SET_TITLES, &[cx.ws(), rows.into_arg()]).await?;
        steps.done().await?;
    }
    understanding::derive_stale(steps, ws).await
}

/// What hangs on the person and the addresses.
async fn erase_the_rest(cx: &Cx, steps: &mut Steps, plan: &Plan) -> Result<()> {
    let people = Rows::of_ints(plan.whole.people()).into_arg();
    let tx = steps.tx().await?;
    for statement in [
        sql::COUNT_OFF_SOURCES,
        sql::DELETE_RECORDS,
        sql::DELETE_SAID,
        sql::DELETE_NOTES,
        sql::DELETE_DISMISSALS,
        sql::DELETE_ALARMS,
        sql::DELETE_ASKS_OF,
        sql::DELETE_ASKS_FOR,
        sql::DELETE_SAMPLED,
        sql::DELETE_TIES_AS_FIRST,
        sql::DELETE_TIES_AS_SECOND,
        sql::DELETE_TOGETHER_AS_FIRST,
        sql::DELETE_TOGETHER_AS_SECOND,
        sql::DELETE_STALE_AS_FIRST,
        sql::DELETE_STALE_AS_SECOND,
    ] {
        tx.execute(statement, &[cx.ws(), people.clone()]).await?;
    }
    let handed =
        [(sql::DELETE_TASKS, &plan.handed.tasks), (sql::DELETE_SUGGESTIONS, &plan.handed.suggestions)];
    for (statement, ids) in handed {
        tx.execute(statement, &[cx.ws(), Rows::of_ints(ids.iter().copied()).into_arg()]).await?;
    }
    steps.done().await
}

async fn erase_person(tx: &mut Tx, cx: &Cx, plan: &Plan) -> Result<()> {
    map::erase(tx, cx.workspace).await?;
    health::erase(tx, cx.workspace).await?;
    let identities = Rows::of_ints(plan.whole.identities()).into_arg();
    let people = Rows::of_ints(plan.whole.people()).into_arg();
    for statement in [
        sql::DELETE_NAMES,
        sql::DELETE_POSITIONS,
        sql::DELETE_TOLD,
        sql::DELETE_MARKS,
        sql::DELETE_IDENTITIES,
    ] {
        tx.execute(statement, &[cx.ws(), identities.clone()]).await?;
    }
    let things = plan.whole.things();
    let things = Rows::of_texts(things.iter().map(String::as_str)).into_arg();
    tx.execute(sql::DELETE_TOUCHES, &[cx.ws(), things]).await?;
    tx.execute(sql::UNJOIN, &[cx.ws(), people.clone()]).await?;
    tx.execute(sql::DELETE_PEOPLE, &[cx.ws(), people]).await?;
    Ok(())
}

/// When people were forgotten, newest first.
///
/// # Errors
/// The member may not, or the database cannot be read.
pub async fn forgotten(cx: &Cx) -> Result<Vec<Forgotten>> {
    cx.require(Right::Own)?;
    let rows: Vec<(i64, i64, i64)> = cx.app.db.fetch_all(sql::EACH_FORGETTING, &[cx.ws()]).await?;
    let copies = Copies::read(cx).await?;
    let one = |(act, at, addresses)| {
        let at = Timestamp::from_microsecond(at).unwrap_or_default();
        let (backups, backups_until) = copies.before(at, cx);
        Forgotten { act: ActId(act), at, addresses, backups, backups_until }
    };
    Ok(rows.into_iter().map(one).collect())
}

/// Lets an address in again that was forgotten: sources may tell of it from here on.
///
/// # Errors
/// The member may not, it is no e-mail address, or it was not forgotten.
pub async fn let_in(cx: &Cx, address: &str) -> Result<Done> {
    cx.require(Right::Own)?;
    let address = formats::address::email(address)
        .ok_or_else(|| Error::refused(refusals::people::not_an_email(address)))?;
    let mut tx = cx.app.db.begin().await?;
    let tag = tombs::tag_of(&secrets::key(&mut tx, &cx.app).await?, cx.workspace.0, &address);
    if tx.execute(sql::DELETE_TAG, &[cx.ws(), tag.into()]).await? == 0 {
        return Err(Error::not_found(refusals::keeping::ADDRESS_NOT_FORGOTTEN));
    }
    let done = acts::record(&mut tx, cx, Place::LetIn, &Inverse::Nothing).await?;
    tx.commit().await?;
    Ok(done)
}
