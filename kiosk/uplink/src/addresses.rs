//! The addresses of the server: those of `kiosk.toml`, the one that worked last, and those that are found by mDNS when
//! nothing listens at any of them. A found address proves nothing: the pins do.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use kiosk_config::{Config, ServerUrl, ServerUrls};

use super::discovery;

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
    /// When the last search was; locked while one is under way.
    searched: Mutex<Option<Instant>>,
    search: fn() -> Vec<ServerUrl>,
    /// Called after a search beside the exchanges that found a new address; without it there are none.
    on_found: Option<OnFound>,
}

type OnFound = Box<dyn Fn() + Send + Sync>;

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
    /// Returns addresses for single exchanges: nothing is searched for but by [`ServerAddresses::search`].
    pub(super) fn new(data: &Path, config: &Config) -> Self {
        Self::with_search(data, config, discovery::search, None)
    }

    /// Returns addresses for exchanges that are tried again: the network is searched beside them, and `on_found` called
    /// after a search that found a new address.
    pub(super) fn searching(
        data: &Path,
        config: &Config,
        on_found: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        Self::with_search(data, config, discovery::search, Some(Box::new(on_found)))
    }

    fn with_search(
        data: &Path,
        config: &Config,
        search: fn() -> Vec<ServerUrl>,
        on_found: Option<OnFound>,
    ) -> Self {
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
            on_found,
        }))
    }

    /// Returns the address to try after those that were tried, the one that worked last first.
    pub(super) fn next(&self, tried: &[ServerUrl]) -> Option<ServerUrl> {
        self.all().into_iter().find(|it| !tried.contains(it))
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

    /// Searches the network on a thread of its own, where exchanges are tried again. Without a thread to be had, the next
    /// failure tries once more.
    pub(super) fn search_beside(&self) {
        if self.0.on_found.is_none() {
            return;
        }
        let addresses = self.clone();
        let search = move || {
            if addresses.search()
                && let Some(on_found) = &addresses.0.on_found
            {
                on_found();
            }
        };
        let _ = thread::Builder::new()
            .name("server-search".to_owned())
            .spawn(search);
    }

    /// Searches the network, which takes its time, and returns whether a new address was found. Does nothing while another
    /// thread searches or shortly after, nor without pins: nothing that is found could be trusted.
    pub(super) fn search(&self) -> bool {
        let mut searched = match self.0.searched.try_lock() {
            Ok(searched) => searched,
            Err(TryLockError::Poisoned(searched)) => searched.into_inner(),
            Err(TryLockError::WouldBlock) => return false,
        };
        if !self.0.given.is_encrypted() || searched.is_some_and(|at| at.elapsed() < SEARCH_EVERY) {
            return false;
        }
        let found = (self.0.search)();
        *searched = Some(Instant::now());
        let before = self.all();
        let is_new = found.iter().any(|it| !before.contains(it));
        self.known().found = found;
        is_new
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
    use std::sync::{Barrier, mpsc};

    use super::*;

    fn url(text: &str) -> ServerUrl {
        ServerUrl::try_from(text.to_owned()).unwrap()
    }

    fn config(data: &Path, list: &str) -> Config {
        let pins = format!("pins = [\"sha256:{}\"]", "0".repeat(64));
        let text = format!(
            "server = {list}\n{pins}\nexhibition = 24\nkiosk = \"A1\"\ntoken = \"t\"\ngate = \"main\"\ndirection = \"in\"\n"
        );
        fs::write(data.join("kiosk.toml"), text).unwrap();
        Config::read(data).unwrap()
    }

    fn addresses(data: &Path, list: &str) -> ServerAddresses {
        let config = config(data, list);
        let search = || vec![url("https://found:1")];
        ServerAddresses::with_search(data, &config, search, None)
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
        assert_eq!(order(&first), ["https://a:1", "https://b:1"]);
        assert!(first.search(), "a new address is found");
        assert!(!first.search(), "not again so soon");
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
    fn search_holds_up_no_exchange() {
        static MAY_END: Barrier = Barrier::new(2);
        let data = tempfile::tempdir().unwrap();
        let config = config(data.path(), "\"https://a:1\"");
        let (found, told) = mpsc::channel();
        let on_found: OnFound = Box::new(move || found.send(()).unwrap());
        let search = || {
            MAY_END.wait();
            vec![url("https://found:1")]
        };
        let addresses = ServerAddresses::with_search(data.path(), &config, search, Some(on_found));
        addresses.search_beside();
        addresses.search_beside();
        assert_eq!(order(&addresses), ["https://a:1"]);
        MAY_END.wait();
        told.recv().unwrap();
        assert_eq!(order(&addresses), ["https://a:1", "https://found:1"]);
    }

    #[test]
    fn nothing_is_searched_for_without_pins() {
        let data = tempfile::tempdir().unwrap();
        let plain = addresses(data.path(), "\"http://127.0.0.1:1\"");
        assert!(!plain.search());
        assert_eq!(order(&plain), ["http://127.0.0.1:1"]);
        plain.worked(&url("https://found:1"));
        let restarted = addresses(data.path(), "\"http://127.0.0.1:1\"");
        assert_eq!(order(&restarted), ["http://127.0.0.1:1"]);
    }
}
