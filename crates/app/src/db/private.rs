//! The database file is for its owner's eyes: the folder is made for them alone, and so is the file. What SQLite puts
//! beside it takes after it. A folder that is there already stays as it is.

use std::fs::{DirBuilder, OpenOptions};
use std::io;
use std::path::Path;

use crate::error::{Error, Result};

/// Makes the folder and the file if they are not there.
pub(super) fn make(file: &Path) -> Result<()> {
    if let Some(folder) = file.parent() {
        make_folder(folder)?;
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(file) {
        Ok(_) => Ok(()),
        Err(source) if source.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(source) => Err(Error::Io { what: format!("cannot make {}", file.display()), source }),
    }
}

/// Makes the folder if it is not there.
pub(crate) fn make_folder(folder: &Path) -> Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    let what = format!("cannot make the folder {}", folder.display());
    builder.create(folder).map_err(|source| Error::Io { what, source })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn others_on_the_machine_read_neither_folder_nor_file() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("own/kith.db");
        make(&file).unwrap();
        make(&file).unwrap();
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(file.parent().unwrap()), mode(&file)), (0o700, 0o600));
    }
}
