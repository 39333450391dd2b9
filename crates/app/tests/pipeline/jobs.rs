//! Imports as jobs: watched, stopped, gone on with, taken back; and the report of what became of each item.

use std::path::PathBuf;

use app::Cx;
use app::features::capture::imports::{self, Standing};
use app::features::capture::jobs::{self, Ending, Job};
use app::features::capture::uploads::{self, Upload};
use app::features::capture::{self, Became, Outcome, Request};
use app::features::settings::{self, Key};
use app::features::{acts, keeping};
use testkit::{Where, cards, databases, mailbox};

use crate::support::{ANA, CARL, ME, World};

fn request(paths: Vec<PathBuf>) -> Request {
    Request { paths, me: vec!["me@acme.example".into()], ..Request::default() }
}

/// Mails enough for several batches.
const MANY: u64 = 6_500;

fn many() -> String {
    let mut told = mailbox();
    for n in 0..MANY {
        let day = format!("2025-{:02}-{:02}", 1 + n / 28 % 12, 1 + n % 28);
        let other = format!("Other {} <other{}@north.example>", n % 40, n % 40);
        let (from, to) = if n % 3 == 0 { (ME, other.as_str()) } else { (other.as_str(), ME) };
        told = told.mail(&day, from, to, &format!("Valves {n}"));
    }
    told.to_mbox()
}

/// Waits until the job has ended.
async fn ended(cx: &Cx) -> Job {
    let mut present = jobs::watch(cx).unwrap();
    let job = present.wait_for(|job| job.as_ref().is_some_and(|j| !j.is_running())).await.unwrap();
    job.clone().unwrap()
}

/// Starts an import and stops it when its first batch is written.
async fn stopped(cx: &Cx, paths: Vec<PathBuf>, undo: bool) -> Job {
    jobs::start(cx, request(paths)).await.unwrap();
    let mut present = jobs::watch(cx).unwrap();
    present.wait_for(|job| job.as_ref().is_some_and(|j| j.progress.records > 0)).await.unwrap();
    if undo {
        jobs::stop_and_undo(cx).unwrap()
    } else {
        jobs::stop(cx).unwrap()
    }
    ended(cx).await
}

/// Starts an import that dies in its second batch.
async fn killed(cx: &Cx, paths: Vec<PathBuf>) {
    let (cx, request) = (cx.clone(), request(paths));
    let dying = tokio::spawn(async move {
        let mut die = |p: &capture::Progress| assert!(p.records < 3_000, "as if it were killed");
        capture::import(&cx, &request, &mut die).await.map(|_| ())
    });
    assert!(dying.await.is_err());
}

async fn all_of(world: &World) -> Vec<String> {
    keeping::canonical_export(&world.cx()).await.unwrap()
}

/// Everything, after an import of this file that nothing disturbed.
async fn undisturbed(place: Where, name: &str, content: &str) -> Vec<String> {
    let world = World::at(place, "2026-03-10").await;
    world.import(name, content).await;
    all_of(&world).await
}

/// That two networks are the same, without printing them.
fn assert_same(one: &[String], other: &[String]) {
    let differs = one.iter().zip(other).find(|(a, b)| a != b);
    assert_eq!((one.len(), None), (other.len(), differs));
}

#[tokio::test]
async fn stopped_and_gone_on_with_is_the_same_as_never_stopped() {
    for (place, other) in databases().into_iter().zip(databases()) {
        let whole = undisturbed(other, "inbox", &many()).await;
        let world = World::at(place, "2026-03-10").await;
        let cx = world.cx();
        let file = world.file("inbox", &many());

        let job = stopped(&cx, vec![file], false).await;
        assert_eq!(job.ending, Some(Ending::Stopped));
        let first = job.import.unwrap();
        let entry = imports::one(&cx, first).await.unwrap();
        assert_eq!((entry.standing, entry.can_resume()), (Standing::Stopped, true));
        assert!((1_000..MANY).contains(&entry.totals.records));
        let resumed = jobs::resume(&cx, first).await.unwrap();
        let job = ended(&cx).await;
        assert_eq!(job.ending, Some(Ending::Done));
        assert_eq!(job.progress.totals.unchanged, entry.totals.records);
        assert_same(&all_of(&world).await, &whole);
        let entry = imports::one(&cx, first).await.unwrap();
        assert_eq!((entry.resumed_by, entry.can_resume()), (resumed.import, false));
        assert!(jobs::resume(&cx, first).await.is_err());
    }
}

#[tokio::test]
async fn what_was_interrupted_is_shown_so_and_can_be_gone_on_with() {
    for (place, other) in databases().into_iter().zip(databases()) {
        let whole = undisturbed(other, "inbox", &many()).await;
        let world = World::at(place, "2026-03-10").await;
        let cx = world.cx();
        let file = world.file("inbox", &many());

        killed(&cx, vec![file]).await;
        let entry = imports::newest(&cx).await.unwrap().remove(0);
        assert_eq!((entry.standing, entry.can_resume()), (Standing::Interrupted, true));
        jobs::resume(&cx, entry.id).await.unwrap();
        assert_eq!(ended(&cx).await.ending, Some(Ending::Done));
        assert_same(&all_of(&world).await, &whole);
        assert_eq!(imports::one(&cx, entry.id).await.unwrap().standing, Standing::Interrupted);
    }
}

#[tokio::test]
async fn what_was_interrupted_and_is_read_to_its_end_later_needs_nothing_more() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let cx = world.cx();
        let file = world.file("inbox", &many());
        killed(&cx, vec![file.clone()]).await;
        let broken = imports::newest(&cx).await.unwrap().remove(0);
        assert!(broken.can_resume());
        world.import_paths(vec![file]).await;
        assert!(!imports::one(&cx, broken.id).await.unwrap().can_resume());
    }
}

#[tokio::test]
async fn stop_and_undo_leaves_nothing_behind() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let cx = world.cx();
        world.import("first", &mailbox().mail("2026-03-02", ME, ANA, "Valves").to_mbox()).await;
        // How often a name was used stays counted.
        let all = async || -> Vec<String> {
            all_of(&world).await.into_iter().filter(|line| !line.contains("\"named\":")).collect()
        };
        let before = all().await;
        let file = world.file("inbox", &many());
        let job = stopped(&cx, vec![file], true).await;
        assert_eq!(job.ending, Some(Ending::Stopped));
        let entry = imports::one(&cx, job.import.unwrap()).await.unwrap();
        assert_eq!((entry.standing, entry.can_undo()), (Standing::Undone, false));
        assert_same(&all().await, &before);
    }
}

#[tokio::test]
async fn a_dry_run_shows_lines_and_changes_nothing() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let cx = world.cx();
        let file = world.file("inbox", &mailbox().mail("2026-03-02", ME, ANA, "Valves").to_mbox());
        let odd = world.file("odd.txt", "no format of Kith's");
        let before = all_of(&world).await;
        let asked = Request { dry_run: true, ..request(vec![file, odd]) };
        jobs::start(&cx, asked).await.unwrap();
        let job = ended(&cx).await;
        assert_eq!((job.ending.clone(), job.import), (Some(Ending::Done), None));
        let totals = &job.progress.totals;
        assert_eq!((totals.records, totals.added, totals.skipped), (2, 1, 1));
        let outcomes: Vec<Outcome> = job.samples(&cx).iter().map(|l| l.outcome).collect();
        assert!(outcomes.contains(&Outcome::Added) && outcomes.contains(&Outcome::Skipped));
        assert_eq!(all_of(&world).await, before);
        assert!(imports::newest(&cx).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn the_report_adds_up_and_says_what_each_line_became() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let cx = world.cx();
        let mbox = mailbox().mail("2026-03-02", ME, ANA, "Valves").mail("2026-03-04", CARL, ME, "Pumps");
        let vcf = cards().card("Dora Klein", "dora@west.example").to_vcf();
        let odd = "no format of Kith's";
        let files = vec![world.file("a", &mbox.to_mbox()), world.file("d.vcf", &vcf), world.file("odd", odd)];
        jobs::start(&cx, request(files.clone())).await.unwrap();
        let import = ended(&cx).await.import.unwrap();
        let totals = imports::one(&cx, import).await.unwrap().totals;
        let sum: u64 = Outcome::ALL.iter().map(|o| totals.of(*o)).sum();
        assert_eq!((totals.records, sum), (4, 4));

        let mut shown = Vec::new();
        let mut after = None;
        loop {
            let page = capture::lines(&cx, import, None, after.as_ref(), 1).await.unwrap();
            shown.extend(page.lines);
            let Some(next) = page.next else { break };
            after = capture::Cursor::of_text(&next.text());
            assert_eq!(after.as_ref(), Some(&next));
        }
        for outcome in Outcome::ALL {
            let listed = shown.iter().filter(|l| l.line.outcome == outcome).count() as u64;
            assert_eq!(listed, totals.of(outcome), "{outcome:?}");
            let alone = capture::lines(&cx, import, Some(outcome), None, 100).await.unwrap();
            assert_eq!(alone.lines.len() as u64, listed);
        }
        let became =
            |place: &str| shown.iter().find(|l| l.line.place.contains(place)).unwrap().became.clone();
        assert!(matches!(became("a#1"), Some(Became::Contact { name, .. }) if name == "Ana Lopez"));
        assert!(matches!(became("d.vcf"), Some(Became::Person { name, .. }) if name == "Dora Klein"));
        assert_eq!(became("odd"), None);

        let sources = imports::sources(&cx).await.unwrap();
        let kept: Vec<i64> = sources.iter().map(|s| s.kept).collect();
        assert_eq!(kept.iter().sum::<i64>(), 3);
        assert!(sources.iter().any(|s| s.formats == ["mbox"] && s.kept == 2 && s.last_read.is_some()));
        world.import_paths(files).await;
        acts::undo(&cx, None).await.unwrap();
        jobs::undo(&cx, import).await.unwrap();
        assert_eq!(ended(&cx).await.ending, Some(Ending::Done));
        assert!(imports::sources(&cx).await.unwrap().iter().all(|s| s.kept == 0));
        assert!(jobs::undo(&cx, import).await.is_err(), "taken back already");
    }
}

#[tokio::test]
async fn one_job_at_a_time_and_none_after_the_end() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let cx = world.cx();
        let file = world.file("inbox", &many());
        assert!(jobs::stop(&cx).is_err(), "nothing is running");
        jobs::start(&cx, request(vec![file.clone()])).await.unwrap();
        assert!(jobs::start(&cx, request(vec![file.clone()])).await.is_err());
        assert!(jobs::is_reading(&cx).unwrap(), "the pages say so");
        assert_eq!(imports::newest(&cx).await.unwrap()[0].standing, Standing::Running);
        jobs::close(&world.app).await;
        assert_eq!(ended(&cx).await.ending, Some(Ending::Stopped));
        assert!(!jobs::is_reading(&cx).unwrap());
        assert!(jobs::start(&cx, request(vec![file])).await.is_err(), "the program is about to end");
    }
}

#[tokio::test]
async fn an_import_that_cannot_begin_says_why() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let cx = world.cx();
        let file = world.file("inbox", "");
        let asked = Request { me: vec!["nobody".into()], ..request(vec![file]) };
        let told = jobs::start(&cx, asked).await.unwrap_err().to_string();
        assert!(told.contains("is not an e-mail address"), "{told}");
    }
}

#[tokio::test]
async fn an_upload_is_kept_until_it_is_imported_and_the_same_name_is_the_same_source() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let cx = world.cx();
        for round in 0..2 {
            let mut upload = Upload::begin(&cx).await.unwrap();
            for name in ["../../people.vcf", "..\\people.vcf"] {
                let mut file = upload.file(name).await.unwrap();
                let vcf = cards().card("Dora Klein", "dora@west.example").to_vcf();
                file.write(vcf.as_bytes()).await.unwrap();
                file.finish().await.unwrap();
            }
            let number = upload.finish();
            let waiting = uploads::waiting(&cx, number).await.unwrap();
            let names: Vec<&str> = waiting.iter().map(|w| w.name.as_str()).collect();
            assert_eq!(names, ["2-people.vcf", "people.vcf"]);
            let paths = waiting.into_iter().map(|w| w.path).collect();
            jobs::start(&cx, request(paths)).await.unwrap();
            let job = ended(&cx).await;
            assert_eq!(job.progress.totals.unchanged, if round == 0 { 0 } else { 2 });
            assert!(uploads::waiting(&cx, number).await.is_err(), "it is imported, and gone");
        }
        let sources = imports::sources(&cx).await.unwrap();
        assert!(sources.iter().all(|s| s.is_upload) && sources.len() == 2);
    }
}

#[tokio::test]
async fn an_upload_that_is_too_large_leaves_nothing() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let cx = world.cx();
        settings::set(&cx, Key::UploadLimit, Some("1")).await.unwrap();
        let mut upload = Upload::begin(&cx).await.unwrap();
        let mut file = upload.file("large").await.unwrap();
        let piece = vec![b'x'; 600 << 10];
        file.write(&piece).await.unwrap();
        let told = file.write(&piece).await.unwrap_err().to_string();
        assert!(told.contains("1 MB"), "{told}");
        drop(upload);
        let left = std::fs::read_dir(world.place.data().join("uploads")).unwrap().count();
        assert_eq!(left, 0);
    }
}

#[tokio::test]
async fn a_folder_on_the_server_must_be_there() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let cx = world.cx();
        let file = world.file("inbox", "x");
        let folder = file.parent().unwrap().to_owned();
        assert_eq!(
            uploads::on_server(&cx, &format!(" {} ", folder.display())).unwrap(),
            folder.canonicalize().unwrap()
        );
        for (typed, told) in
            [("files", "whole path"), ("/no/such/folder", "does not exist"), ("", "whole path")]
        {
            let error = uploads::on_server(&cx, typed).unwrap_err().to_string();
            assert!(error.contains(told), "{error}");
        }
    }
}
