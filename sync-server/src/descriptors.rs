//! How many files and connections this process may have open.

use rustix::process::{Resource, getrlimit, setrlimit};

/// What a server with this many connections can use at most.
const WANTED: u64 = 8_192;

/// Raises the limit of open files to what the system allows, up to what a server can use, and returns it.
pub(crate) fn raise_limit() -> u64 {
    let mut limit = getrlimit(Resource::Nofile);
    let allowed = limit.maximum.map_or(WANTED, |most| most.min(WANTED));
    if limit.current.is_some_and(|now| now < allowed) {
        limit.current = Some(allowed);
        // Where it can't be raised, it stays as it is.
        let _ = setrlimit(Resource::Nofile, limit);
    }
    getrlimit(Resource::Nofile).current.unwrap_or(WANTED)
}
