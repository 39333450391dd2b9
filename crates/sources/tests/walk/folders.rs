//! What is found under roots on disk: order, links, cycles, special files, figures for progress.

use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;

use crate::support::{gz, lines};
use sources::{Limits, Visit, total_bytes, walk};

fn folder_with(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, content) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

#[test]
fn files_come_in_order_with_paths_that_begin_at_the_root() {
    let folder =
        folder_with(&[("mail/new/2", b"b"), ("mail/cur/10", b"a"), ("mail/.hidden", b"h"), ("z", b"z")]);
    let found = lines(&[&folder.path().join("mail"), &folder.path().join("z")], &Limits::default());
    assert_eq!(found, ["mail/.hidden = h", "mail/cur/10 = a", "mail/new/2 = b", "z = z"]);
}

#[test]
fn a_missing_root_is_a_problem_and_stops_nothing() {
    let folder = folder_with(&[("x", b"1")]);
    let found = lines(&[&folder.path().join("gone"), &folder.path().join("x")], &Limits::default());
    assert_eq!(found, ["failed gone: not found", "x = 1"]);
}

#[test]
fn a_dot_goes_by_the_name_of_its_folder() {
    let folder = folder_with(&[("mail/x", b"1")]);
    let found = lines(&[&folder.path().join("mail/..")], &Limits::default());
    let name = folder.path().file_name().unwrap().to_str().unwrap();
    assert_eq!(found, [format!("{name}/mail/x = 1")]);
}

#[cfg(unix)]
#[test]
fn links_are_followed_cycles_noticed_and_special_files_left_alone() {
    use std::os::unix::fs::symlink;
    let folder = folder_with(&[("m/a/x", b"1"), ("elsewhere/y", b"2")]);
    let root = folder.path().join("m");
    symlink(&root, root.join("a/cycle")).unwrap();
    symlink(folder.path().join("elsewhere"), root.join("b")).unwrap();
    symlink(folder.path().join("elsewhere/y"), root.join("c")).unwrap();
    symlink("nowhere", root.join("d")).unwrap();
    symlink("e", root.join("e")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(root.join("f")).unwrap();
    let found = lines(&[&root], &Limits::default());
    assert_eq!(
        found,
        [
            "skipped m/a/cycle: this folder was read already, under another name",
            "m/a/x = 1",
            "m/b/y = 2",
            "m/c = 2",
            "failed m/d: a symbolic link to something that does not exist",
            "failed m/e: a symbolic link that cannot be followed: broken: Too many levels of symbolic links",
            "skipped m/f: a socket, which is never opened",
        ]
    );
}

#[test]
fn folders_nested_too_deep_are_not_entered() {
    let folder = folder_with(&[("m/a/b/c/x", b"1"), ("m/y", b"2")]);
    let limits = Limits { folder_depth: 2, ..Limits::default() };
    let found = lines(&[&folder.path().join("m")], &limits);
    assert_eq!(found, ["failed m/a/b/c: folders are nested more than 2 deep", "m/y = 2"]);
}

#[test]
fn raw_bytes_run_up_to_the_total() {
    let packed = gz(&[b'a'; 100_000]);
    let folder = folder_with(&[("a", b"12345"), ("b.gz", &packed), ("c", b""), ("d", b"123")]);
    let roots = [folder.path().to_owned()];
    let total = total_bytes(&roots, &Limits::default());
    assert_eq!(total, 8 + packed.len() as u64);
    let mut figures = Vec::new();
    let _ = walk::<()>(&roots, &Limits::default(), &mut |visit| {
        if let Visit::File(mut file) = visit {
            while file.next_chunk().is_some() {}
            figures.push(file.raw_bytes());
        }
        ControlFlow::Continue(())
    });
    assert_eq!(figures, [5, total - 3, total]);
}

#[test]
fn the_visitor_may_end_the_walk_and_leave_files_unread() {
    let folder = folder_with(&[("a", b"1"), ("b", b"2"), ("c", b"3")]);
    let roots: [PathBuf; 1] = [folder.path().to_owned()];
    let mut count = 0;
    let flow = walk(&roots, &Limits::default(), &mut |_| {
        count += 1;
        if count == 2 { ControlFlow::Break("enough") } else { ControlFlow::Continue(()) }
    });
    assert_eq!((flow, count), (ControlFlow::Break("enough"), 2));
}

#[test]
fn the_beginning_can_be_looked_at_before_it_is_read() {
    let content: Vec<u8> = (0..100_000u32).map(|n| (n % 251) as u8).collect();
    let folder = folder_with(&[("a", &content)]);
    let mut read = Vec::new();
    let _ = walk::<()>(&[folder.path().to_owned()], &Limits::default(), &mut |visit| {
        if let Visit::File(mut file) = visit {
            assert_eq!(file.size(), Some(100_000));
            assert!(file.peek().len() >= 8 << 10);
            while let Some(chunk) = file.next_chunk() {
                read.extend_from_slice(chunk);
            }
        }
        ControlFlow::Continue(())
    });
    assert_eq!(read, content);
}
