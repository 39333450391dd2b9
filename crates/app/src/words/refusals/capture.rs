//! Refusals about imports, uploads and the export of another Kith.

pub(crate) const NO_SUCH_IMPORT: &str = "there is no import of this number";

pub(crate) const NOTHING_TO_RESUME: &str = "this import cannot be gone on with: there is nothing left to do";

pub(crate) fn path_gone(path: &str) -> String {
    format!("{path} is not there any more: import it again")
}

pub(crate) const IMPORT_NOT_UNDOABLE: &str = "this import is running, or was taken back already";

pub(crate) const NOTHING_TO_STOP: &str = "nothing is being read that could be stopped";

pub(crate) const ABOUT_TO_END: &str = "Kith is about to end: start this again afterwards";

pub(crate) const IMPORT_RUNNING: &str =
    "another import is running here: let it finish, or stop it, then start this";

pub(crate) const BUSY: &str =
    "another import, join or rebuild is running here: let it finish, then run this again";

pub(crate) const NOT_EMPTY: &str = "this is Kith's own export, and it goes into an empty Kith: start one with another data folder (--data DIR), \
         or name single files of the export, such as people.vcf";

pub(crate) fn table_missing(name: &str) -> String {
    format!("this export of Kith lacks the file of the table “{name}”: it is not complete")
}

pub(crate) const EXPORT_NEWER: &str =
    "a newer Kith wrote this export: take it in with that one, or a newer one";

pub(crate) fn table_damaged(table: &str) -> String {
    format!(
        "the file of the table “{table}” in this export of Kith is damaged or not complete: what was written \
         before stands; export again, then run this import again"
    )
}

pub(crate) fn too_many_files(most: usize) -> String {
    format!("that is more than {most} files: put them in one zip, or name their folder on the server")
}

pub(crate) fn upload_too_large(megabytes: u64) -> String {
    format!(
        "that is more than {megabytes} MB, the limit for uploads: name the folder on the server instead, or raise the \
                 limit in the settings"
    )
}

pub(crate) const UPLOAD_GONE: &str = "this upload is not here any more: choose the files again";

pub(crate) const NO_UPLOAD_NUMBERS: &str = "there are no more numbers for uploads";

pub(crate) const DISK_FULL: &str =
    "the disk of the server is full: nothing of this upload was kept; make room and send it again";

pub(crate) const READING_STOPPED: &str =
    "reading stopped at something unforeseen; what was read before is kept, please report the file";

pub(crate) fn path_not_whole(path: &str) -> String {
    format!("“{path}” is not a whole path: begin with / and name every folder on the way")
}

pub(crate) fn path_missing(path: &str) -> String {
    format!("“{path}” does not exist on the server")
}

pub(crate) fn path_forbidden(path: &str) -> String {
    format!("“{path}” may not be read by Kith: give it the right to, and try again")
}

pub(crate) fn path_unreadable(path: &str, why: &std::io::Error) -> String {
    format!("“{path}” cannot be read ({why})")
}
