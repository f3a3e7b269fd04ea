//! What processes hold, sample by sample.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// A process whose folder and log are watched with it.
pub(super) struct Watched {
    pub(super) name: &'static str,
    id: u32,
    pub(super) folder: Folder,
    log: PathBuf,
}

/// A folder, and what was in it before a process began.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    path: PathBuf,
    before: u64,
}

impl Folder {
    pub(super) fn before(path: &Path) -> Self {
        let (data, wal) = bytes_in(path);
        Self {
            path: path.to_owned(),
            before: data + wal,
        }
    }

    /// Returns by how many bytes it has grown.
    pub(super) fn grown(&self) -> u64 {
        let (data, wal) = bytes_in(&self.path);
        (data + wal).saturating_sub(self.before)
    }
}

/// What a process holds at a time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sample {
    pub(super) memory: u64,
    pub(super) descriptors: u64,
    pub(super) threads: u64,
    /// Bytes of its folder, write-ahead logs aside.
    pub(super) data: u64,
    /// Bytes of its write-ahead logs.
    pub(super) wal: u64,
    /// Bytes of its log.
    pub(super) log: u64,
    /// Records in the venue.
    pub(super) records: u64,
}

impl Watched {
    pub(super) fn new(name: &'static str, id: u32, folder: Folder, log: &Path) -> Self {
        let log = log.to_owned();
        Self {
            name,
            id,
            folder,
            log,
        }
    }

    fn sample(&self, records: usize) -> Sample {
        let proc = PathBuf::from(format!("/proc/{}", self.id));
        let status = fs::read_to_string(proc.join("status")).unwrap();
        let figure = |name: &str| -> u64 {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            let figure = line.and_then(|line| line.split_whitespace().next());
            figure.unwrap().parse().unwrap()
        };
        let (data, wal) = bytes_in(&self.folder.path);
        Sample {
            memory: figure("VmRSS:") * 1_024,
            descriptors: fs::read_dir(proc.join("fd")).unwrap().count() as u64,
            threads: figure("Threads:"),
            data,
            wal,
            log: fs::metadata(&self.log).unwrap().len(),
            records: records as u64,
        }
    }
}

/// Returns the bytes of a folder and those of write-ahead logs in it.
fn bytes_in(folder: &Path) -> (u64, u64) {
    let (mut data, mut wal) = (0, 0);
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        // What has gone meanwhile takes no room.
        let Ok(about) = entry.metadata() else {
            continue;
        };
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if about.is_dir() {
            let within = bytes_in(&entry.path());
            data += within.0;
            wal += within.1;
        } else if name.ends_with("-wal") {
            wal += about.len();
        } else if !name.ends_with("-shm") {
            data += about.len();
        }
    }
    (data, wal)
}

/// The samples of all processes.
pub(super) struct Samples {
    pub(super) of: Vec<(Watched, Vec<Sample>)>,
    began: Instant,
    csv: Option<File>,
}

impl Samples {
    /// Begins without any; each is written to the file, too.
    pub(super) fn begin(watched: Vec<Watched>, mut csv: Option<File>) -> Self {
        if let Some(csv) = &mut csv {
            let heading = "seconds,process,records,memory,descriptors,threads,data,wal,log";
            writeln!(csv, "{heading}").unwrap();
        }
        Self {
            of: watched.into_iter().map(|it| (it, Vec::new())).collect(),
            began: Instant::now(),
            csv,
        }
    }

    /// Takes one of each process.
    pub(super) fn take(&mut self, records: usize) {
        let seconds = self.began.elapsed().as_secs_f64();
        for (watched, samples) in &mut self.of {
            let it = watched.sample(records);
            samples.push(it);
            if let Some(csv) = &mut self.csv {
                writeln!(
                    csv,
                    "{seconds:.1},{},{},{},{},{},{},{},{}",
                    watched.name,
                    it.records,
                    it.memory,
                    it.descriptors,
                    it.threads,
                    it.data,
                    it.wal,
                    it.log
                )
                .unwrap();
            }
        }
    }
}
