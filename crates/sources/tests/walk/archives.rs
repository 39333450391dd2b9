//! What comes out of archives: whole, nested, damaged, hostile.

use crate::support::{check, check_within, gz, patched, streamed_zip, tar, zip, zip_with, zst};
use sources::Limits;
use zip::write::SimpleFileOptions;

const CUT: &str = "cut off: it ends in the middle; what came before was read";
const BOMB: &str = "refused: unpacks into more than 1000 times its size, as archives made to do harm do";

fn small() -> Limits {
    Limits { ratio_free_bytes: 1 << 20, ..Limits::default() }
}

#[test]
fn plain_files_are_given_as_they_are() {
    check("note.txt", b"hello", &["note.txt = hello"]);
    check("looks-like.zip", b"hello", &["looks-like.zip = hello"]);
    check("nothing", b"", &["skipped nothing: empty file"]);
}

#[test]
fn archives_are_opened_by_content_whatever_their_name() {
    check("a", &gz(b"hello"), &["a = hello"]);
    check("a", &zst(b"hello"), &["a = hello"]);
    check("a", &tar(&[("x/y", b"hello"), ("z", b"more")]), &["a/x/y = hello", "a/z = more"]);
    check("a", &zip(&[("x/y", b"hello"), ("z", b"more")]), &["a/x/y = hello", "a/z = more"]);
    check("a", &streamed_zip(&[("x", b"hello"), ("z", b"more")]), &["a/x = hello", "a/z = more"]);
    check("a", &zip(&[]), &[]);
}

#[test]
fn archives_inside_archives_are_opened_to_the_fourth_layer() {
    check("a.tar.gz", &gz(&tar(&[("x", b"hello")])), &["a.tar.gz/x = hello"]);
    check("a.tar.zst", &zst(&tar(&[("x", b"hello")])), &["a.tar.zst/x = hello"]);
    let inner = zip(&[("Connections.csv", b"names")]);
    check("a.zip", &zip(&[("b.zip", &inner)]), &["a.zip/b.zip/Connections.csv = names"]);
    let four = zip(&[("b.zip", &zip(&[("c.tgz", &gz(&tar(&[("x", b"hello")])))]))]);
    check("a.zip", &four, &["a.zip/b.zip/c.tgz/x = hello"]);
    let five = gz(&gz(&gz(&gz(&gz(b"hello")))));
    check("a.gz", &five, &["failed a.gz: not opened: archives are nested more than 4 deep"]);
}

#[test]
fn compressed_files_may_have_several_parts() {
    check("a.gz", &[gz(b"one "), gz(b"two")].concat(), &["a.gz = one two"]);
    check("a.zst", &[zst(b"one "), zst(b"two")].concat(), &["a.zst = one two"]);
    let skippable = [&[0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 9, 9][..], &zst(b"two")].concat();
    check("a.zst", &skippable, &["a.zst = two"]);
}

#[test]
fn empty_entries_and_odd_files_are_not_passed_over_in_silence() {
    let archive =
        zip(&[("__MACOSX/._x", b"\0\x05\x16\x07"), (".DS_Store", b"Bud1"), ("empty", b""), ("x", b"1")]);
    check(
        "a.zip",
        &archive,
        &[
            "a.zip/__MACOSX/._x = \0\u{5}\u{16}\u{7}",
            "a.zip/.DS_Store = Bud1",
            "skipped a.zip/empty: empty file",
            "a.zip/x = 1",
        ],
    );
}

#[test]
fn entries_of_the_same_name_are_all_read() {
    let archive = patched(zip(&[("inbox1", b"one"), ("inbox2", b"two")]), b"inbox2", b"inbox1");
    check("a.zip", &archive, &["a.zip/inbox1 = one", "a.zip/inbox1 = two"]);
}

#[test]
fn names_that_lead_out_of_the_archive_are_refused_and_the_rest_is_read() {
    let refused = "refused: its name leads out of the archive (..)";
    let archive = patched(zip(&[("aa/../../evil", b"1"), ("good", b"2")]), b"aa/../../", b"../../../");
    check("a.zip", &archive, &[&format!("failed a.zip/../../../evil: {refused}"), "a.zip/good = 2"]);
    // The header checksum does not change by swapping bytes.
    let archive = patched(tar(&[("x/e..vil", b"1"), ("good", b"2")]), b"x/e..vil", b"../xevil");
    check("a.tar", &archive, &[&format!("failed a.tar/../xevil: {refused}"), "a.tar/good = 2"]);
}

#[test]
fn links_in_a_tar_are_not_followed() {
    let mut builder = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_entry_type(tar::EntryType::Symlink);
    header.set_size(0);
    builder.append_link(&mut header, "link", "/etc/passwd").unwrap();
    let archive = builder.into_inner().unwrap();
    check("a.tar", &archive, &["skipped a.tar/link: a link or special file inside an archive"]);
}

#[test]
fn long_names_in_a_tar_are_read_and_endless_ones_refused() {
    let name = format!("{}inbox", "folder/".repeat(30));
    check("a.tar", &tar(&[(&name, b"hello")]), &[&format!("a.tar/{name} = hello")]);
    let mut header = tar::Header::new_gnu();
    header.set_entry_type(tar::EntryType::GNULongName);
    header.set_size(5 << 20);
    header.set_cksum();
    let archive = [header.as_bytes().as_slice(), &vec![b'x'; 5 << 20], &tar(&[("x", b"hello")])].concat();
    let label = "x".repeat(40);
    check(
        "a.tar",
        &archive,
        &[&format!("failed a.tar/{label}…: refused: its name is longer than 4096 bytes")],
    );
}

#[test]
fn encrypted_and_unknown_methods_are_said_to_be_so() {
    let archive = zip(&[("x", b"secret")]);
    let encrypted = with_table_byte(archive.clone(), FLAGS_AT, 1);
    check(
        "a.zip",
        &encrypted,
        &["failed a.zip/x: encrypted; unpack the zip with its password and import the files"],
    );
    let bzip2 = with_table_byte(archive, METHOD_AT, 12);
    check("a.zip", &bzip2, &["failed a.zip/x: packed by bzip2, which is not supported"]);
}

/// Where flags and method stand in an entry of the table of contents.
const FLAGS_AT: usize = 8;
const METHOD_AT: usize = 10;

fn with_table_byte(mut archive: Vec<u8>, at: usize, byte: u8) -> Vec<u8> {
    let table = archive.windows(4).position(|mark| mark == b"PK\x01\x02").unwrap();
    archive[table + at] = byte;
    archive
}

#[test]
fn damage_is_noticed_by_the_checksum_after_what_could_be_read() {
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let archive = patched(zip_with(options, &[("x", b"hello world"), ("y", b"2")]), b"hello", b"hullo");
    check(
        "a.zip",
        &archive,
        &[
            "a.zip/x = hullo world",
            "failed a.zip/x: broken: its checksum is wrong, so its content is damaged",
            "a.zip/y = 2",
        ],
    );
}

#[test]
fn of_a_truncated_archive_what_there_is_is_read() {
    let text: Vec<u8> = (0..9000u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    let cut = |archive: Vec<u8>| archive[..archive.len() / 2].to_vec();
    let cut_line = |path: &str| format!("failed {path}: {CUT}");
    let half = |name, archive, expected: &[&str]| check(name, &cut(archive), expected);
    half("a.gz", gz(&text), &["a.gz = many bytes", &cut_line("a.gz")]);
    half(
        "a.tar",
        tar(&[("x", b"1"), ("y", &text)]),
        &["a.tar/x = 1", "a.tar/y = many bytes", &cut_line("a.tar/y")],
    );
    let both = [cut_line("a.zip/y"), cut_line("a.zip")];
    half(
        "a.zip",
        zip(&[("x", b"1"), ("y", &text)]),
        &["a.zip/x = 1", "a.zip/y = many bytes", &both[0], &both[1]],
    );
}

#[test]
fn a_zip_that_lost_its_table_of_contents_is_read_from_the_front() {
    for archive in [zip(&[("x", b"one"), ("y", b"two")]), streamed_zip(&[("x", b"one"), ("y", b"two")])] {
        let table = archive.windows(4).position(|mark| mark == b"PK\x01\x02").unwrap();
        check("a.zip", &archive[..table + 8], &["a.zip/x = one", "a.zip/y = two"]);
        check(
            "a.zip",
            &archive[..table],
            &["a.zip/x = one", "a.zip/y = two", &format!("failed a.zip: {CUT}")],
        );
    }
}

#[test]
fn a_large_zip_inside_another_is_read_from_the_front() {
    let limits = Limits { zip_in_memory_bytes: 40, ..Limits::default() };
    let archive = gz(&streamed_zip(&[("x", b"one"), ("y", b"two")]));
    check_within(&limits, "a.zip.gz", &archive, &["a.zip.gz/x = one", "a.zip.gz/y = two"]);
}

#[test]
fn bombs_are_refused_midway() {
    let zeros = vec![0; 8 << 20];
    for archive in [gz(&zeros), zst(&zeros)] {
        let lines = walked(&small(), &archive);
        assert!(lines[0].ends_with(" bytes") && lines[1].ends_with(BOMB), "{lines:?}");
    }
    let lines = walked(&small(), &zip(&[("x", &zeros), ("y", b"1")]));
    assert!(lines[1].ends_with(BOMB) && lines.len() == 3, "{lines:?}");
    // Each layer for itself is harmless.
    let lines = walked(&small(), &gz(&gz(&zeros)));
    assert!(lines[1].ends_with(BOMB), "{lines:?}");
    let limits = Limits { entry_bytes: 1 << 20, ..Limits::default() };
    let lines = walked(&limits, &gz(&zeros));
    assert!(lines[1].contains("refused: unpacks into more than"), "{lines:?}");
}

fn walked(limits: &Limits, content: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a");
    std::fs::write(&path, content).unwrap();
    crate::support::lines(&[&path], limits)
}

#[test]
fn claims_are_not_believed() {
    // Ten gigabytes, a million entries: what counts is what comes.
    let archive = zip(&[("x", b"hello")]);
    let mut large = archive.clone();
    let table = large.windows(4).position(|mark| mark == b"PK\x01\x02").unwrap();
    large[table + 24..table + 28].copy_from_slice(&0xffff_fff0_u32.to_le_bytes());
    check("a.zip", &large, &["a.zip/x = hello"]);
    let mut many = archive;
    let end = many.len() - 22;
    many[end + 8..end + 12].copy_from_slice(&[0xfe, 0xff, 0xfe, 0xff]);
    check("a.zip", &many, &["a.zip/x = hello"]);
}

#[test]
fn too_many_entries_end_the_archive() {
    let limits = Limits { entries: 2, ..Limits::default() };
    let archive = zip(&[("x", b"1"), ("y", b"2"), ("z", b"3")]);
    let expected = ["a.zip/x = 1", "a.zip/y = 2", "failed a.zip: more than 2 entries; the rest is left out"];
    check_within(&limits, "a.zip", &archive, &expected);
}

#[test]
fn a_window_beyond_the_bound_is_refused() {
    let mut encoder = zstd::Encoder::new(Vec::new(), 1).unwrap();
    encoder.window_log(28).unwrap();
    encoder.include_contentsize(false).unwrap();
    std::io::Write::write_all(&mut encoder, b"hello").unwrap();
    let archive = encoder.finish().unwrap();
    let expected = "failed a.zst: packed with a window over 128 MiB (zstd --long above 27); pack it again with --long=27";
    check("a.zst", &archive, &[expected]);
}

#[test]
fn something_before_the_archive_does_not_shift_it() {
    // Told by content, it would have to begin with the mark of a zip; the offsets are wrong all the same.
    let archive = [b"PK\x07\x08", &zip(&[("x", b"hello")])[..]].concat();
    check("a.zip", &archive, &["a.zip/x = hello"]);
}

#[test]
fn cutting_or_garbling_anywhere_never_panics() {
    let files: &[(&str, &[u8])] = &[("x", b"hello"), ("y/z", b"hello hello hello")];
    for archive in
        [zip(files), streamed_zip(files), tar(files), gz(&tar(files)), zst(&tar(files)), gz(&zip(files))]
    {
        for at in (0..archive.len()).step_by(3) {
            walked(&small(), &archive[..at]);
            let mut garbled = archive.clone();
            garbled[at] ^= 0x55;
            walked(&small(), &garbled);
        }
    }
}
