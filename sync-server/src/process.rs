//! What the system says of this process and its disk. What it does not say is left out.

use std::fs;
use std::path::Path;

use crate::descriptors::open_files_limit;

/// What a process uses.
pub(crate) struct Process {
    /// Its resident memory, in bytes.
    pub(crate) memory: Option<u64>,
    /// How many files it has open.
    pub(crate) descriptors: Option<u64>,
    /// How many it may have open.
    pub(crate) descriptors_most: Option<u64>,
}

impl Process {
    /// Asks about this process.
    pub(crate) fn read() -> Self {
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let memory = status.lines().find_map(|it| it.strip_prefix("VmRSS:"));
        let kilobytes = memory.and_then(|it| it.split_whitespace().next()?.parse::<u64>().ok());
        let open = fs::read_dir("/proc/self/fd").ok();
        Self {
            memory: kilobytes.map(|it| it * 1_024),
            descriptors: open.map(|open| open.count() as u64),
            descriptors_most: open_files_limit(),
        }
    }
}

/// Returns what is free on the disk of a folder, in bytes.
#[cfg(unix)]
pub(crate) fn free_bytes(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(unix))]
pub(crate) fn free_bytes(_folder: &Path) -> Option<u64> {
    None
}
