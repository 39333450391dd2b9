//! The bounds on everything that comes from outside.

const MIB: u64 = 1 << 20;
const GIB: u64 = 1 << 30;

/// How far a walk goes before it refuses.
///
/// The defaults let through what people really have (mailboxes of tens of gigabytes, years of exports in one
/// archive) and stop what only a hostile or broken file does. None of them is about memory in proportion to the
/// input, since files stream; the memory of a walk is at most two nested zips (`zip_in_memory_bytes` each), a
/// 128 MiB window a layer of zst, and some 100 KiB a layer for buffers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How many bytes one unpacked file may have. Default 64 GiB: the largest mailbox of a Google export is half of that.
    pub entry_bytes: u64,
    /// How many bytes out for one byte in, beyond `ratio_free_bytes`. Default 1000: mail packs 3 to 10 times, logs
    /// 100; deflate cannot do more than 1032, which only zeros reach.
    pub ratio: u64,
    /// What may come out of an archive before the ratio is looked at. Default 64 MiB.
    pub ratio_free_bytes: u64,
    /// How many layers may be around a file. Default 4: a `.tar.gz` has two, in a zip three.
    pub layers: u32,
    /// How many files and folders the archives in one file on disk may hold, all told. Default one million.
    pub entries: u64,
    /// A zip inside another archive is held in memory up to this size, to be read by its table of contents; a
    /// larger one is read from front to back. Default 64 MiB.
    pub zip_in_memory_bytes: u64,
    /// How deep folders may be nested. Default 100.
    pub folder_depth: u32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            entry_bytes: 64 * GIB,
            ratio: 1000,
            ratio_free_bytes: 64 * MIB,
            layers: 4,
            entries: 1_000_000,
            zip_in_memory_bytes: 64 * MIB,
            folder_depth: 100,
        }
    }
}
