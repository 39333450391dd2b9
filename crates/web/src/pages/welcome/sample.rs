//! The sample network: written as files, read by the ordinary import, taken back like any other.

use app::features::acts::People;
use app::features::capture::imports::{self, ImportEntry};
use app::features::capture::{Request, jobs};
use app::features::details::{self, Kind, Said};
use app::features::snapshot;

use super::is_empty;
use crate::failure::{Answer, Failure};
use crate::visit::Visit;
use crate::words::welcome as words;

/// The folder of the sample's files, in the data folder.
const FOLDER: &str = "sample";

/// Writes the sample and starts its import. A real network is never mixed with it.
pub(super) async fn begin(visit: Visit) -> Answer {
    if !is_empty(&visit).await? || app::features::keeping::known_owner(&visit.cx).await.is_ok() {
        return Err(app::Error::Refused(words::SAMPLE_REFUSED.into()).into());
    }
    let folder = visit.cx.app.data.join(FOLDER);
    let (write, day) = (visit.server.config.sample, visit.look.today);
    let written = tokio::task::spawn_blocking(move || {
        std::fs::create_dir_all(&folder)?;
        write(&folder, day)
    });
    let unwritten = |e: std::io::Error| app::Error::Io { what: words::SAMPLE_UNWRITTEN.into(), source: e };
    let network =
        written.await.map_err(std::io::Error::other).and_then(|result| result).map_err(unwritten)?;
    let request = Request { paths: vec![network.folder], me: network.me, ..Request::default() };
    jobs::start(&visit.cx, request).await?;
    Ok(visit.go("/welcome"))
}

/// Takes the import of the sample back, as a job that Sources shows.
pub(super) async fn remove(visit: Visit) -> Answer {
    let Some(sample) = standing(&visit).await? else { return Err(Failure::not_found()) };
    say_nothing_more(&visit).await?;
    jobs::undo(&visit.cx, sample.id).await?;
    Ok(visit.go("/sources"))
}

/// Takes back whom the owner chose among the invented people: whoever something is said of would stay.
async fn say_nothing_more(visit: &Visit) -> Result<(), Failure> {
    let network = snapshot::current(&visit.cx).await?;
    let known = network.listed().filter(|line| line.tie.is_some());
    let said: Vec<Said> = known
        .flat_map(|line| {
            let kinds = [
                (Kind::Key, line.key.is_some()),
                (Kind::Closeness, line.word.is_some()),
                (Kind::Cadence, line.cadence_days.is_some()),
                (Kind::Never, line.is_never),
            ];
            let person = line.id;
            let said = kinds.into_iter().filter(|(_, is_said)| *is_said);
            said.map(move |(kind, _)| Said { person, kind, value: None })
        })
        .collect();
    if !said.is_empty() {
        details::say(&visit.cx, said, People::SampleUnsaid.into()).await?;
    }
    Ok(())
}

/// The import of the sample, if it stands.
pub(crate) async fn standing(visit: &Visit) -> Result<Option<ImportEntry>, Failure> {
    let folder = visit.cx.app.data.join(FOLDER);
    let newest = imports::newest(&visit.cx).await?;
    Ok(newest.into_iter().find(|import| import.can_undo() && import.paths() == [folder.as_path()]))
}
