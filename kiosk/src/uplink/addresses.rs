//! The addresses of the server: those of `kiosk.toml`, the one that worked last, and those that are found by mDNS when none
//! of them works. A found address proves nothing: the pins do.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::discovery;
use crate::config::{Config, ServerUrl, ServerUrls};

/// The file of the address that worked last and of the port for phones, in the kiosk's data directory.
const FILE: &str = "server-address.txt";
/// How far apart two searches are at least.
const SEARCH_EVERY: Duration = Duration::from_secs(10);

/// The addresses of the server, shared by all that speak with it.
#[derive(Clone)]
pub(super) struct ServerAddresses(Arc<Shared>);

struct Shared {
    path: PathBuf,
    /// Those of `kiosk.toml`.
    given: ServerUrls,
    known: Mutex<Known>,
    /// When the last search was.
    searched: Mutex<Option<Instant>>,
    search: fn() -> Vec<ServerUrl>,
}

#[derive(Default)]
struct Known {
    /// The one that worked last.
    last: Option<ServerUrl>,
    found: Vec<ServerUrl>,
    /// The port of the pages for phones.
    phones_port: Option<u16>,
}

/// Returns the address of the server's pages for phones, as far as it is known before the server was reached.
#[must_use]
pub fn address_for_phones(data: &Path, config: &Config) -> String {
    ServerAddresses::new(data, config).for_phones()
}

impl ServerAddresses {
    pub(super) fn new(data: &Path, config: &Config) -> Self {
        Self::with_search(data, config, discovery::search)
    }

    fn with_search(data: &Path, config: &Config, search: fn() -> Vec<ServerUrl>) -> Self {
        let path = data.join(FILE);
        let kept = fs::read_to_string(&path).unwrap_or_default();
        let mut lines = kept.lines();
        let last = lines.next().map(str::to_owned).map(ServerUrl::try_from);
        let known = Known {
            // A kiosk that speaks TLS goes back to no address without.
            last: last
                .and_then(Result::ok)
                .filter(|last| last.is_encrypted() == config.server.is_encrypted()),
            found: Vec::new(),
            phones_port: lines.next().and_then(|port| port.parse().ok()),
        };
        Self(Arc::new(Shared {
            path,
            given: config.server.clone(),
            known: Mutex::new(known),
            searched: Mutex::default(),
            search,
        }))
    }

    /// Returns the address to try after those that were tried, the one that worked last first. When none is left, it
    /// searches the network, which takes its time.
    pub(super) fn next(&self, tried: &[ServerUrl]) -> Option<ServerUrl> {
        let untried = || self.all().into_iter().find(|it| !tried.contains(it));
        untried().or_else(|| {
            self.search_network();
            untried()
        })
    }

    /// Remembers that the server answered at an address, also for the next start.
    pub(super) fn worked(&self, server: &ServerUrl) {
        let mut known = self.known();
        if known.last.as_ref() != Some(server) {
            known.last = Some(server.clone());
            self.keep(&known);
        }
    }

    /// Remembers the port of the pages for phones.
    pub(super) fn learn_phones_port(&self, port: Option<u16>) {
        let mut known = self.known();
        if port.is_some() && known.phones_port != port {
            known.phones_port = port;
            self.keep(&known);
        }
    }

    /// Returns the address of the server's pages for phones.
    pub(super) fn for_phones(&self) -> String {
        let port = self.known().phones_port;
        let first = self.all().into_iter().next();
        first.map_or_else(String::new, |server| server.for_phones(port))
    }

    /// Returns the address in use, as messages name it.
    pub(super) fn current(&self) -> String {
        let first = self.all().into_iter().next();
        first.map_or_else(String::new, |server| server.to_string())
    }

    fn all(&self) -> Vec<ServerUrl> {
        let known = self.known();
        let all = known.last.iter().chain(self.0.given.iter());
        all.chain(&known.found).cloned().collect()
    }

    /// Searches unless another thread does, or has just done so. Without pins nothing that is found could be trusted.
    fn search_network(&self) {
        let Ok(mut searched) = self.0.searched.try_lock() else {
            return;
        };
        if !self.0.given.is_encrypted() || searched.is_some_and(|at| at.elapsed() < SEARCH_EVERY) {
            return;
        }
        let found = (self.0.search)();
        self.known().found = found;
        *searched = Some(Instant::now());
    }

    /// Should it fail, the kiosk has to find its server anew after a restart, which it can.
    fn keep(&self, known: &Known) {
        let last = known
            .last
            .as_ref()
            .map_or_else(String::new, ServerUrl::to_string);
        let port = known
            .phones_port
            .map_or_else(String::new, |port| port.to_string());
        let new = self.0.path.with_extension("new");
        let _ = fs::File::create(&new)
            .and_then(|mut file| {
                file.write_all(format!("{last}\n{port}\n").as_bytes())?;
                file.sync_all()
            })
            .and_then(|()| fs::rename(&new, &self.0.path));
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> ServerUrl {
        ServerUrl::try_from(text.to_owned()).unwrap()
    }

    fn addresses(data: &Path, list: &str) -> ServerAddresses {
        let pins = format!("pins = [\"sha256:{}\"]", "0".repeat(64));
        let text = format!(
            "server = {list}\n{pins}\nexhibition = 24\nkiosk = \"A1\"\ntoken = \"t\"\ngate = \"main\"\ndirection = \"in\"\n"
        );
        fs::write(data.join("kiosk.toml"), text).unwrap();
        let config = Config::read(data).unwrap();
        ServerAddresses::with_search(data, &config, || vec![url("https://found:1")])
    }

    fn order(addresses: &ServerAddresses) -> Vec<String> {
        let mut tried = Vec::new();
        while let Some(next) = addresses.next(&tried) {
            tried.push(next);
        }
        tried.iter().map(ServerUrl::to_string).collect()
    }

    #[test]
    fn last_that_worked_comes_first_also_after_restart() {
        let data = tempfile::tempdir().unwrap();
        let list = "[\"https://a:1\", \"https://b:1\"]";
        let first = addresses(data.path(), list);
        assert_eq!(
            order(&first),
            ["https://a:1", "https://b:1", "https://found:1"]
        );
        first.worked(&url("https://found:1"));
        first.learn_phones_port(Some(82));
        let restarted = addresses(data.path(), list);
        assert_eq!(
            order(&restarted),
            ["https://found:1", "https://a:1", "https://b:1"]
        );
        assert_eq!(restarted.for_phones(), "http://found:82");
    }

    #[test]
    fn nothing_is_searched_for_without_pins() {
        let data = tempfile::tempdir().unwrap();
        let plain = addresses(data.path(), "\"http://127.0.0.1:1\"");
        assert_eq!(order(&plain), ["http://127.0.0.1:1"]);
        plain.worked(&url("https://found:1"));
        let restarted = addresses(data.path(), "\"http://127.0.0.1:1\"");
        assert_eq!(order(&restarted), ["http://127.0.0.1:1"]);
    }
}
