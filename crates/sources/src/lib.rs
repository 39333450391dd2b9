//! Where bytes come from: folders, files, archives.
