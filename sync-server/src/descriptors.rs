//! How many files and connections this process may have open.

#[cfg(unix)]
use rustix::process::{Resource, getrlimit, setrlimit};

/// What a server with this many connections can use at most.
const WANTED: u64 = 8_192;

/// How many open files are enough: every kiosk and a few hundred phones at once.
pub(crate) const FILES_WANTED: u64 = 1_024;

/// Returns how many files a process may have open at most, this one where none is named; `None` where the system does not tell.
pub(crate) fn most_files(process: Option<u32>) -> Option<u64> {
    let Some(process) = process else {
        return own_limit().1;
    };
    let limits = std::fs::read_to_string(format!("/proc/{process}/limits")).ok()?;
    let line = limits
        .lines()
        .find_map(|it| it.strip_prefix("Max open files"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Returns how many files this process may have open now.
pub(crate) fn open_files_limit() -> Option<u64> {
    own_limit().0
}

/// Raises the limit of open files to what the system allows, up to what a server can use, and returns it.
pub(crate) fn raise_limit() -> u64 {
    #[cfg(unix)]
    {
        let mut limit = getrlimit(Resource::Nofile);
        let allowed = limit.maximum.map_or(WANTED, |most| most.min(WANTED));
        if limit.current.is_some_and(|now| now < allowed) {
            limit.current = Some(allowed);
            // Where it can't be raised, it stays as it is.
            let _ = setrlimit(Resource::Nofile, limit);
        }
    }
    open_files_limit().unwrap_or(WANTED)
}

/// Returns the limits of this process: what it may use now, and what it may raise that to.
#[cfg(unix)]
fn own_limit() -> (Option<u64>, Option<u64>) {
    let limit = getrlimit(Resource::Nofile);
    (limit.current, limit.maximum)
}

#[cfg(not(unix))]
fn own_limit() -> (Option<u64>, Option<u64>) {
    (None, None)
}
