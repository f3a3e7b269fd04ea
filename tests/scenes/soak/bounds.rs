//! Bounds of what processes hold under a load that goes on: the last quarter of the samples beside the second. The first
//! is for warming up.

use super::samples::{Sample, Samples};

/// How much more memory the last quarter may have than the second, per cent, beside what its new records take.
const MEMORY_PERCENT: u64 = 10;
/// The bytes that caches take for each byte of a folder's growth: the new pages, and those of the tickets that they are about.
/// The server's cache ends at 64 MB.
const PAGES_CACHED: u64 = 3;
/// How many more descriptors, and how many more threads.
const DESCRIPTORS: u64 = 8;
const THREADS: u64 = 8;
/// Bytes of write-ahead logs: twice the pages after which the server checkpoints, and those after which a kiosk does at last.
const WAL_OF_SERVER: u64 = 2 * 4_000 * 4_120;
const WAL_OF_KIOSK: u64 = 8_000 * 4_120;
/// By how many bytes a folder may grow, and by how many for each record of the venue.
const FOLDER: u64 = 1 << 18;
const FOLDER_OF_SERVER: u64 = 1_000;
const FOLDER_OF_KIOSK: u64 = 400;
/// Bytes of a log, and for each record.
const LOG: u64 = 4_096;
const LOG_A_RECORD: u64 = 4;

impl Samples {
    /// Asserts it, once all have ended and write-ahead logs are in their databases.
    pub(super) fn are_in_bounds(&self, records: u64) {
        println!(
            "{:<8}{:>14}{:>14}{:>10}{:>9}{:>10}{:>7}",
            "process", "memory MB", "descriptors", "threads", "wal KB", "a record", "log"
        );
        let beyond: Vec<String> = self
            .of
            .iter()
            .flat_map(|(of, samples)| beyond(of.name, samples, of.folder.grown(), records))
            .collect();
        assert!(beyond.is_empty(), "{}", beyond.join("\n"));
    }
}

/// Returns the bounds that a process does not keep.
fn beyond(name: &str, samples: &[Sample], grown: u64, records: u64) -> Vec<String> {
    let quarter = samples.len() / 4;
    assert!(quarter > 1, "too few samples: give SOAK_MINUTES more");
    let (second, last) = (&samples[quarter..2 * quarter], &samples[3 * quarter..]);
    let both = |of: fn(&Sample) -> u64| (median(second, of), median(last, of));
    let (memory, data) = (both(|it| it.memory), both(|it| it.data));
    let (descriptors, threads) = (both(|it| it.descriptors), both(|it| it.threads));
    let wal = samples.iter().map(|it| it.wal).max().unwrap_or_default();
    let log = samples[samples.len() - 1].log;
    println!(
        "{name:<8}{:>14}{:>14}{:>10}{:>9}{:>10}{log:>7}",
        format!("{:.1} {:.1}", memory.0 as f64 / 1e6, memory.1 as f64 / 1e6),
        format!("{} {}", descriptors.0, descriptors.1),
        format!("{} {}", threads.0, threads.1),
        wal / 1_000,
        grown / records
    );
    let (wal_at_most, a_record) = if name == "server" {
        (WAL_OF_SERVER, FOLDER_OF_SERVER)
    } else {
        (WAL_OF_KIOSK, FOLDER_OF_KIOSK)
    };
    let cached = PAGES_CACHED * data.1.saturating_sub(data.0);
    let memory_at_most = memory.0 + memory.0 * MEMORY_PERCENT / 100 + cached;
    let bounds = [
        ("bytes of memory", memory.1, memory_at_most),
        ("descriptors", descriptors.1, descriptors.0 + DESCRIPTORS),
        ("threads", threads.1, threads.0 + THREADS),
        ("bytes of write-ahead log", wal, wal_at_most),
        (
            "new bytes in its folder",
            grown,
            FOLDER + a_record * records,
        ),
        ("bytes of log", log, LOG + LOG_A_RECORD * records),
    ];
    let beyond = bounds.iter().filter(|(_, is, at_most)| is > at_most);
    beyond
        .map(|(what, is, at_most)| format!("{name} has {is} {what}, {at_most} at most"))
        .collect()
}

/// Returns the median of a figure.
fn median(samples: &[Sample], of: fn(&Sample) -> u64) -> u64 {
    let mut figures: Vec<u64> = samples.iter().map(of).collect();
    figures.sort_unstable();
    figures[figures.len() / 2]
}
