//! A disk that fails, for one program: `shim.c`, preloaded into it. What the disk does is said in a file that both share.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::time::Duration;

use rustix::io::Errno;
use tempfile::NamedTempFile;

pub(crate) const OPEN: u64 = 1;
pub(crate) const READ: u64 = 2;
pub(crate) const WRITE: u64 = 4;
pub(crate) const SYNC: u64 = 8;
pub(crate) const TRUNCATE: u64 = 16;
pub(crate) const RENAME: u64 = 32;
pub(crate) const UNLINK: u64 = 64;
/// Every call that changes something.
pub(crate) const CHANGES: u64 = OPEN | WRITE | SYNC | TRUNCATE | RENAME | UNLINK;

/// What becomes of a call.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Fault {
    Error(Errno),
    Delay(Duration),
    /// The program is killed, and by this seed some of what was not synced is dropped or torn.
    PowerCut(u64),
}

/// Which calls fail.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Failing {
    pub(crate) calls: u64,
    /// A part of the file's path; empty for all files.
    pub(crate) file: &'static str,
    /// How many such calls go well before.
    pub(crate) skip: u64,
    /// How many fail then.
    pub(crate) count: u64,
}

/// Every one of the calls, until [`Disk::mend`].
pub(crate) const fn every(calls: u64) -> Failing {
    Failing {
        calls,
        file: "",
        skip: 0,
        count: u64::MAX,
    }
}

/// One call, after so many went well.
pub(crate) const fn once(calls: u64, skip: u64) -> Failing {
    Failing {
        calls,
        file: "",
        skip,
        count: 1,
    }
}

/// The disk under a folder.
pub(crate) struct Disk {
    folder: PathBuf,
    control: NamedTempFile,
}

const CALLS: u64 = 1;
const SKIP: u64 = 2;
const COUNT: u64 = 3;
const FAULT: u64 = 4;
const PARAMETER: u64 = 5;
const SEEN: u64 = 6;
const DONE: u64 = 7;
const MATCH: u64 = 8;
const MATCH_LENGTH: usize = 512;

impl Disk {
    /// A disk that only fails.
    pub(crate) fn under(folder: &Path) -> Self {
        let control = NamedTempFile::new().unwrap();
        control.as_file().set_len(8 * MATCH + 512).unwrap();
        Self {
            folder: folder.canonicalize().unwrap(),
            control,
        }
    }

    /// A disk that remembers what was not synced, for one process at a time.
    pub(crate) fn with_power(folder: &Path) -> Self {
        let disk = Self::under(folder);
        disk.write(0, 1);
        disk
    }

    /// Makes a program find this disk.
    pub(crate) fn preload(&self, command: &mut Command) {
        command
            .env("LD_PRELOAD", library())
            .env("SHIM_FOLDER", &self.folder)
            .env("SHIM_CONTROL", self.control.path());
    }

    /// Lets calls fail from now on.
    pub(crate) fn fail(&self, failing: Failing, fault: Fault) {
        self.mend();
        let (fault, parameter) = match fault {
            Fault::Error(errno) => (errno.raw_os_error() as u64, 0),
            Fault::Delay(delay) => (1_000, delay.as_millis() as u64),
            Fault::PowerCut(seed) => (1_001, seed),
        };
        let mut part = [0; MATCH_LENGTH];
        part[..failing.file.len()].copy_from_slice(failing.file.as_bytes());
        let file: &File = self.control.as_file();
        file.write_all_at(&part, 8 * MATCH).unwrap();
        for (field, value) in [
            (SKIP, failing.skip),
            (COUNT, failing.count),
            (FAULT, fault),
            (PARAMETER, parameter),
            (SEEN, 0),
            (DONE, 0),
            (CALLS, failing.calls),
        ] {
            self.write(field, value);
        }
    }

    /// Lets every call go well again.
    pub(crate) fn mend(&self) {
        self.write(CALLS, 0);
    }

    /// How many calls failed since [`Disk::fail`].
    pub(crate) fn failed(&self) -> u64 {
        self.read(DONE)
    }

    /// How many calls were of the kind that may fail.
    pub(crate) fn seen(&self) -> u64 {
        self.read(SEEN)
    }

    fn write(&self, field: u64, value: u64) {
        let file = self.control.as_file();
        file.write_all_at(&value.to_ne_bytes(), 8 * field).unwrap();
    }

    fn read(&self, field: u64) -> u64 {
        let mut value = [0; 8];
        let file = self.control.as_file();
        file.read_exact_at(&mut value, 8 * field).unwrap();
        u64::from_ne_bytes(value)
    }
}

/// Returns the library, compiled once by each test program.
pub(crate) fn library() -> &'static Path {
    static LIBRARY: OnceLock<PathBuf> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/scenes/faults/shim.c");
        let (_, made) = NamedTempFile::new_in(folder).unwrap().keep().unwrap();
        let mut cc = Command::new("cc");
        cc.args(["-std=gnu11", "-O2", "-shared", "-fPIC", "-o"]);
        let ended = cc.arg(&made).arg(source).status().unwrap();
        assert!(ended.success(), "the C compiler makes the library");
        let path = folder.join("shim.so");
        std::fs::rename(made, &path).unwrap();
        path
    })
}
