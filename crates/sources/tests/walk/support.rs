//! Builds archives in memory, walks over them, and says what was found as lines of text.

use std::io::{Cursor, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use sources::{Limits, ProblemKind, Visit, walk};
use zip::write::SimpleFileOptions;

/// A walk's visits as lines: `path = content`, `skipped path: reason`, `failed path: reason`.
pub fn lines(roots: &[&Path], limits: &Limits) -> Vec<String> {
    let roots: Vec<PathBuf> = roots.iter().map(|root| root.to_path_buf()).collect();
    let mut lines = Vec::new();
    let flow = walk::<()>(&roots, limits, &mut |visit| {
        lines.push(match visit {
            Visit::Problem(problem) => {
                let word = if problem.kind == ProblemKind::Skipped { "skipped" } else { "failed" };
                format!("{word} {}: {}", problem.path, problem.reason)
            }
            Visit::File(mut file) => {
                let mut content = Vec::new();
                file.read_to_end(&mut content).unwrap();
                format!("{} = {}", file.path(), shown(&content))
            }
        });
        ControlFlow::Continue(())
    });
    assert!(flow.is_continue());
    lines
}

fn shown(content: &[u8]) -> String {
    match content.len() {
        0..=60 => String::from_utf8_lossy(content).into_owned(),
        _ => "many bytes".to_owned(),
    }
}

/// Writes the content as a file `name`, walks over it and compares.
pub fn check(name: &str, content: &[u8], expected: &[&str]) {
    check_within(&Limits::default(), name, content, expected);
}

/// The same with other limits.
pub fn check_within(limits: &Limits, name: &str, content: &[u8], expected: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, content).unwrap();
    assert_eq!(lines(&[&path], limits), expected);
}

pub fn gz(content: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

pub fn zst(content: &[u8]) -> Vec<u8> {
    zstd::encode_all(content, 1).unwrap()
}

pub fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, content) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        builder.append_data(&mut header, name, *content).unwrap();
    }
    builder.into_inner().unwrap()
}

pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    zip_with(SimpleFileOptions::default(), files)
}

pub fn zip_with(options: SimpleFileOptions, files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A zip as programs make it that cannot go back: sizes behind the files.
pub fn streamed_zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new_stream(Vec::new());
    for (name, content) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Replaces every occurrence of some bytes by others of the same length.
pub fn patched(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut at = 0;
    while at + from.len() <= bytes.len() {
        if bytes[at..].starts_with(from) {
            bytes[at..at + to.len()].copy_from_slice(to);
        }
        at += 1;
    }
    bytes
}
