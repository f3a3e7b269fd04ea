//! An exhibition in a folder of its own, with a server that can be stopped and started again.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::thread::JoinHandle;
use sync_server::catalogue;
use sync_server::system_time;

use shared::catalogue::Catalogue;
use shared::checkin::Direction;
use shared::protocol::v1::{DayTotals, Totals};
use shared::time::UnixMs;
use sync_server::kiosk_folder;
use sync_server::kiosks::{KioskEnrolment, KioskPlace, KioskRole};
use sync_server::ports::Database;
use sync_server::postgres::PostgresDatabase;
use sync_server::{Config, ListenAddresses, Listeners, ServeError, SqliteDatabase, serve, setup};
use tempfile::TempDir;
use tokio::sync::oneshot;

use crate::kiosk::Kiosk;

/// 5 September 2024, 17:00 in Hà Nội: the doors open.
pub(crate) const OPENING: UnixMs = UnixMs(1_725_530_400_000);
pub(crate) const MINUTE: i64 = 60_000;
/// Where the paths begin that devices use.
const DEVICES: [&str; 7] = [
    "/api/v1/records",
    "/api/v1/letters",
    "/api/v1/places",
    "/api/v1/feed",
    "/api/v1/register",
    "/api/v1/media",
    "/api/v1/enrol",
];

/// The place in the feed of the record that is stored as the `n`th, while the clock stands at the opening.
pub(crate) fn feed_place(n: u64) -> u64 {
    ((OPENING.0 as u64) << 10) + n
}

pub(crate) fn catalogue() -> Catalogue {
    let day = |date: &str| {
        format!(
            r#"{{"date": "{date}", "opens": "08:30", "closes": "21:00", "title": {{"vi": "Ngày"}}}}"#
        )
    };
    let days = ["2024-09-05", "2024-09-06", "2024-09-07", "2024-09-08"]
        .map(day)
        .join(",");
    let json = r#"{
        "exhibition": 24, "name": {"vi": "Triển lãm gốm", "en": "Ceramics"}, "venue": {"vi": "Bảo tàng"}, "organisers": [],
        "utc_offset_minutes": 420, "reentry": true, "days": [DAYS],
        "gates": [{"id": "main", "name": {"vi": "Cổng chính"}, "direction": "both"},
                  {"id": "garden", "name": {"vi": "Cổng vườn"}, "direction": "both"},
                  {"id": "way-out", "name": {"vi": "Lối ra"}, "direction": "out"}],
        "ticket_types": [{"id": 1, "key": "visitor", "name": {"vi": "Khách"}, "policy": "once_per_day", "party": 1, "zones": 1},
                         {"id": 2, "key": "school_group", "name": {"vi": "Trường"}, "policy": "single", "party": 30, "zones": 1}],
        "areas": [], "villages": [], "booths": [], "artisans": [], "sessions": []}"#;
    Catalogue::from_json(&json.replace("DAYS", &days)).unwrap()
}

/// The exhibition, its server, and a clock that stands still unless it is set.
pub(crate) struct Venue {
    folder: TempDir,
    /// The exhibition's address in PostgreSQL; `None` where it is in the folder.
    postgres: Option<String>,
    /// The folders below which its next server finds disks that are plugged in.
    pub(crate) removable: Vec<PathBuf>,
    clock: Arc<AtomicI64>,
    running: Option<Running>,
}

struct Running {
    addresses: ListenAddresses,
    stop: oneshot::Sender<()>,
    thread: JoinHandle<Result<(), ServeError>>,
}

impl Venue {
    /// An exhibition whose server runs.
    pub(crate) fn open() -> Self {
        let mut venue = Self::closed();
        venue.start();
        venue
    }

    /// An exhibition whose server does not run yet.
    pub(crate) fn closed() -> Self {
        Self::closed_in(None)
    }

    /// The same in PostgreSQL.
    pub(crate) fn closed_in_postgres() -> Self {
        Self::closed_in(Some(private_postgres::new_schema()))
    }

    fn closed_in(postgres: Option<String>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let venue = Self {
            folder,
            postgres,
            removable: Vec::new(),
            clock: Arc::new(AtomicI64::new(OPENING.0)),
            running: None,
        };
        if venue.postgres.is_some() {
            std::fs::create_dir(venue.data()).unwrap();
        }
        setup::init(&*venue.exhibition(), &catalogue(), None, OPENING).unwrap();
        // Its kiosks write down what they like.
        sync_server::operations::trust::require_proof(&*venue.exhibition(), None).unwrap();
        venue
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("venue")
    }

    /// Returns the exhibition, whichever database it is in.
    pub(crate) fn exhibition(&self) -> Box<dyn Database> {
        match &self.postgres {
            Some(url) => Box::new(PostgresDatabase::at(url).unwrap()),
            None => Box::new(self.database()),
        }
    }

    /// Returns the address of an exhibition in PostgreSQL.
    pub(crate) fn postgres_url(&self) -> &str {
        self.postgres.as_deref().expect("it is in PostgreSQL")
    }

    /// Returns the options of `serve` that name the exhibition.
    pub(crate) fn options(&self) -> Vec<String> {
        let mut options = vec!["--data".to_owned(), self.data().display().to_string()];
        if let Some(url) = &self.postgres {
            options.extend(["--database".to_owned(), url.clone()]);
        }
        options
    }

    pub(crate) fn database(&self) -> SqliteDatabase {
        SqliteDatabase::at(self.data())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Returns the address of a path at the listener that has it.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address_of(path))
    }

    pub(crate) fn addresses(&self) -> ListenAddresses {
        self.running.as_ref().expect("the server runs").addresses
    }

    /// Returns the address of the listener that has a path.
    pub(crate) fn address_of(&self, path: &str) -> SocketAddr {
        let addresses = self.addresses();
        let begins = |starts: &[&str]| starts.iter().any(|start| path.starts_with(start));
        if begins(&["/b", "/media/", "/public.css", "/wall/"]) {
            addresses.public
        } else if begins(&DEVICES) {
            addresses.devices
        } else {
            addresses.desk
        }
    }

    pub(crate) fn set_clock(&self, now: UnixMs) {
        self.clock.store(now.0, Ordering::SeqCst);
    }

    pub(crate) fn start(&mut self) {
        assert!(self.running.is_none());
        let listeners = Listeners::on_loopback().unwrap();
        let addresses = listeners.addresses().unwrap();
        let (stop, stopped) = oneshot::channel();
        let clock = self.clock.clone();
        let mut config = Config::new(self.data());
        config.database.clone_from(&self.postgres);
        config.removable.clone_from(&self.removable);
        config.clock = Arc::new(move || UnixMs(clock.load(Ordering::SeqCst)));
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread()
                .worker_threads(2)
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async {
                serve(listeners, config, async {
                    let _ = stopped.await;
                })
                .await
            })
        });
        self.running = Some(Running {
            addresses,
            stop,
            thread,
        });
    }

    pub(crate) fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            let _ = running.stop.send(());
            running.thread.join().unwrap().unwrap();
        }
    }

    /// Stops a server that has something to complain of.
    pub(crate) fn stop_with_error(&mut self) -> ServeError {
        let running = self.running.take().expect("the server runs");
        let _ = running.stop.send(());
        running.thread.join().unwrap().unwrap_err()
    }

    pub(crate) fn restart(&mut self) {
        self.stop();
        self.start();
    }

    /// A kiosk at the main gate.
    pub(crate) fn kiosk(&self, id: &str) -> Kiosk {
        self.kiosk_at(id, "main", Direction::In)
    }

    pub(crate) fn kiosk_at(&self, id: &str, gate: &str, direction: Direction) -> Kiosk {
        self.enrol(id, gate, direction, "door")
    }

    /// A kiosk beside the main gate: `hall`, or the number of its booth.
    pub(crate) fn kiosk_as(&self, id: &str, role: &str) -> Kiosk {
        self.enrol(id, "main", Direction::In, role)
    }

    fn enrol(&self, id: &str, gate: &str, direction: Direction, role: &str) -> Kiosk {
        let out = self.path(id);
        let place = KioskPlace {
            role: KioskRole::from_code(role).unwrap(),
            gate: &gate.parse().unwrap(),
            direction,
            both_ways: false,
            server_urls: &["http://127.0.0.1:1".to_owned()],
        };
        let name = id.parse().unwrap();
        let (exhibition, kind) = (self.exhibition(), KioskEnrolment::New);
        let files = kiosk_folder::enrol(&*exhibition, &name, &place, kind, &out, system_time());
        let kiosk = Kiosk::new(id, gate, token_in(&files.unwrap().config));
        if self.running.is_some() {
            Self::until("the server knows the new kiosk", || {
                kiosk.push_answer(self).0 == 200
            });
        }
        kiosk
    }

    /// Gives a kiosk one more place, as if it had stood there once.
    pub(crate) fn place(&self, kiosk: &Kiosk, gate: &str, role: &str) {
        let db = rusqlite::Connection::open(self.data().join("exhibition.db")).unwrap();
        db.busy_timeout(std::time::Duration::from_secs(10)).unwrap();
        let place = (kiosk.origin.kiosk.as_str(), gate, role);
        db.execute(
            "INSERT INTO device_places (kiosk, gate, role) VALUES (?1, ?2, ?3)",
            place,
        )
        .unwrap();
    }

    /// Puts the sample exhibition in the place of the small one.
    pub(crate) fn show_sample(&self) {
        let catalogue = catalogue::sample().unwrap();
        let sample = catalogue::Publication::new(&catalogue).confirmed(true);
        catalogue::publish(&self.database(), sample, OPENING).unwrap();
    }

    pub(crate) fn totals(&self) -> Totals {
        let mut answer = ureq::get(self.url("/api/v1/totals")).call().unwrap();
        let text = answer.body_mut().read_to_string().unwrap();
        serde_json::from_str(&text).unwrap()
    }

    /// The totals of the opening day.
    pub(crate) fn day(&self) -> DayTotals {
        self.totals().days.into_iter().next().unwrap()
    }

    /// Asks again until it is so; fails after half a minute.
    pub(crate) fn until(what: &str, mut is_so: impl FnMut() -> bool) {
        let start = std::time::Instant::now();
        while !is_so() {
            assert!(
                start.elapsed().as_secs() < 30,
                "waited in vain until {what}"
            );
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
    }
}

impl Drop for Venue {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.stop();
        }
    }
}

/// The token in a kiosk's settings.
pub(crate) fn token_in(config: &Path) -> String {
    let text = std::fs::read_to_string(config).unwrap();
    let line = text.lines().find(|line| line.starts_with("token")).unwrap();
    line.split('"').nth(1).unwrap().to_owned()
}
