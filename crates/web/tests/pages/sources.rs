//! Files by the browser: what is received, tried, imported, reported and taken back, and what is refused.

use std::path::PathBuf;

use app::features::capture::jobs;
use app::features::settings::{self, Key};
use axum::http::StatusCode;
use testkit::{cards, mailbox};

use crate::support::{Answer, Place};

const ME: &str = "Me Myself <me@acme.example>";
const ANA: &str = "Ana Lopez <ana@north.example>";
const BOUNDARY: &str = "x-boundary-x";

impl Place {
    async fn upload(&self, files: &[(&str, &[u8])]) -> Answer {
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        self.ask("POST", "/sources/files", &[("content-type", kind.as_str())], multipart(files)).await
    }

    /// The names of all files that uploads have left.
    fn uploaded(&self) -> Vec<String> {
        let mut names = Vec::new();
        for folder in files_in(&self.folder.path().join("uploads")) {
            let files = files_in(&folder);
            names.extend(files.iter().filter_map(|f| Some(f.file_name()?.to_string_lossy().into_owned())));
        }
        names.sort();
        names
    }

    async fn wait(&self) {
        let mut present = jobs::watch(&self.app.cx()).expect("jobs can be seen");
        present.wait_for(|job| job.as_ref().is_some_and(|j| !j.is_running())).await.expect("it ends");
    }
}

fn files_in(folder: &std::path::Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
}

fn multipart(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, content) in files {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

fn inbox() -> String {
    mailbox().mail("2026-11-02", ME, ANA, "Valves").mail("2026-11-03", ANA, ME, "Re: Valves").to_mbox()
}

#[tokio::test]
async fn from_files_to_the_report_and_back() {
    let place = Place::empty().await;
    assert!(place.get("/sources").await.body.contains("Nothing is read yet"));
    let vcf = cards().card("Dora Klein", "dora@west.example").to_vcf();
    let sent = place.upload(&[("inbox.mbox", inbox().as_bytes()), ("people.vcf", vcf.as_bytes())]).await;
    assert_eq!((sent.status, sent.to()), (StatusCode::SEE_OTHER, "/sources/bring?upload=1"));
    let ready = place.get(sent.to()).await.body;
    for told in
        ["Two files to read", "inbox.mbox", "people.vcf", "Which address is yours?", "me@acme.example"]
    {
        assert!(ready.contains(told), "{told}: {ready}");
    }

    let tried = place.post("/sources/imports", "upload=1&me=me%40acme.example&me=&how=look").await;
    assert_eq!(tried.to(), "/sources/look");
    place.wait().await;
    let looked = place.get("/sources/look").await.body;
    assert!(looked.contains("3 of 3 records would tell something"), "{looked}");
    assert!(place.get("/sources").await.body.contains("Nothing is read yet"), "a try changes nothing");

    let started = place.post("/sources/imports", "look=1").await;
    assert_eq!(started.status, StatusCode::SEE_OTHER);
    place.wait().await;
    let report = place.get(started.to()).await.body;
    for told in ["3 of 3 records told something", "/people/", "Ana Lopez", "Dora Klein", "Take it back"] {
        assert!(report.contains(told), "{told}: {report}");
    }
    assert_eq!(place.uploaded(), Vec::<String>::new(), "what is imported is not kept");
    let csv = place.get(&format!("{}/report.csv", started.to())).await.body;
    assert!(csv.starts_with("\"outcome\",\"place\",\"reason\",\"became\"\r\n"), "{csv}");
    assert_eq!(csv.lines().count(), 4);
    let events = place.get(&format!("{}/events", started.to())).await.body;
    assert!(events.contains("event: end"), "{events}");

    place.post(&format!("{}/undo", started.to()), "").await;
    place.wait().await;
    assert!(place.get(started.to()).await.body.contains("Taken back"));
}

#[tokio::test]
async fn names_that_would_be_paths_stay_in_the_folder_of_the_upload() {
    let place = Place::empty().await;
    let names = ["../../../kith.db", "/etc/passwd", "..\\..\\x.vcf", "..", ".", "kith.db", "%2e%2e%2fy"];
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, b"x".as_slice())).collect();
    let sent = place.upload(&files).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let expected = ["%2e%2e%2fy", "2-file", "2-kith.db", "file", "kith.db", "passwd", "x.vcf"];
    assert_eq!(place.uploaded(), expected);
    let page = place.get(sent.to()).await;
    assert_eq!(page.status, StatusCode::OK);
}

#[tokio::test]
async fn names_are_shown_as_text() {
    let place = Place::empty().await;
    let sent = place.upload(&[("<script>alert(1)</script>.vcf", b"x")]).await;
    let page = place.get(sent.to()).await.body;
    assert!(!page.contains("<script>alert"), "{page}");
}

#[tokio::test]
async fn an_empty_file_is_accounted_for_and_no_file_is_refused() {
    let place = Place::empty().await;
    let none = place.upload(&[]).await;
    assert_eq!(none.status, StatusCode::BAD_REQUEST);
    assert!(none.body.contains("No file was chosen"), "{}", none.body);
    assert_eq!(
        place.upload(&[("", b"x")]).await.status,
        StatusCode::BAD_REQUEST,
        "browsers send this for none"
    );
    assert_eq!(place.uploaded(), Vec::<String>::new());
    let sent = place.upload(&[("empty.mbox", b"")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let number = sent.to().rsplit('=').next().unwrap_or_default();
    let form = format!("upload={number}&me=me%40acme.example&how=import");
    let started = place.post("/sources/imports", &form).await;
    place.wait().await;
    let report = place.get(started.to()).await.body;
    assert!(report.contains("empty file") && report.contains("Skipped"), "{report}");
}

#[tokio::test]
async fn what_is_too_large_or_broken_off_leaves_nothing() {
    let place = Place::empty().await;
    let cx = place.app.cx();
    settings::set(&cx, Key::UploadLimit, Some("1")).await.expect("it can be set");
    let large = vec![b'x'; 3 << 20];
    let refused = place.upload(&[("small", b"x"), ("large", &large)]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.body.contains("more than 1 MB"), "{}", refused.body);
    assert_eq!(place.uploaded(), Vec::<String>::new());

    let mut broken = multipart(&[("small", b"x"), ("half", &large[..1000])]);
    broken.truncate(broken.len() - 500);
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let refused = place.ask("POST", "/sources/files", &[("content-type", kind.as_str())], broken).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    assert!(refused.body.contains("broke off"), "{}", refused.body);
    assert_eq!(place.uploaded(), Vec::<String>::new());
}

#[tokio::test]
async fn a_folder_on_this_machine_is_read_where_it_is() {
    let place = Place::empty().await;
    let mail = tempfile::tempdir().expect("a folder");
    std::fs::write(mail.path().join("inbox"), inbox()).expect("it can be written");
    let gone = place.get("/sources/bring?folder=%2Fno%2Fsuch%2Ffolder").await;
    assert_eq!(gone.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(gone.body.contains("does not exist"), "{}", gone.body);
    let path = mail.path().display().to_string();
    let ready = place.get(&format!("/sources/bring?folder={path}")).await;
    assert!(ready.body.contains(&path), "{}", ready.body);
    let unsaid = place.post("/sources/imports", &format!("folder={path}&how=import")).await;
    assert_eq!(unsaid.status, StatusCode::BAD_REQUEST, "{}", unsaid.body);
    let started =
        place.post("/sources/imports", &format!("folder={path}&how=import&me=me%40acme.example")).await;
    place.wait().await;
    assert!(place.get(started.to()).await.body.contains("2 of 2 records told something"));
    assert!(mail.path().join("inbox").exists());
    assert!(place.get("/sources").await.body.contains("One source, read today"));
}

#[tokio::test]
async fn what_is_not_there_is_said() {
    let place = Place::empty().await;
    for path in ["/sources/imports/7", "/sources/imports/7/report.csv", "/sources/bring?upload=7"] {
        assert_eq!(place.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(place.post("/sources/imports/7/undo", "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(place.post("/sources/stop", "").await.status, StatusCode::CONFLICT);
    assert_eq!(place.get("/sources/look").await.to(), "/sources");
}
