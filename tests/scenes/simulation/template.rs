//! An exhibition with kiosks and tickets, made once and copied for every run.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use desk::Desk;
use jiff::civil::date;
use kiosk_config::Config;
use shared::catalogue::{Catalogue, Retired};
use shared::checkin::Direction;
use shared::time::{UnixMs, VenueTimeZone};
use sync_server::kiosk_folder;
use sync_server::kiosks::{KioskEnrolment, KioskPlace, KioskRole};
use sync_server::{SqliteDatabase, setup};
use tempfile::TempDir;

use super::sold::{self, SoldTicket};

/// The kiosks, and the gates they stand at.
pub(super) const KIOSKS: [(&str, &str); 3] = [("A1", "main"), ("B1", "river"), ("X1", "exit")];
/// The kiosks in the hall.
pub(super) const HALLS: [&str; 2] = ["H1", "H2"];
/// A hands-on session in the afternoon of the day, and how many seats it has.
pub(super) const SESSION: &str = "d2-1430-stitch";
pub(super) const SEATS: usize = 4;
/// Tickets of each kind, and for how many people where that is not as usual.
const TICKETS: [(&str, u32, Option<u8>); 4] = [
    ("visitor", 4, None),
    ("family", 2, None),
    ("single", 2, None),
    (sold::IN_PARTS, 1, Some(5)),
];
/// How many tickets are on the other seller's list.
pub(super) const LISTED: usize = 2;
/// What a kiosk's and a server's folder hold that is copied.
const FILES: [&str; 9] = [
    "journal.db",
    "journal.db-wal",
    "journal.mark",
    "device.key",
    "bootstrap.json",
    "exhibition.db",
    "exhibition.db-wal",
    "exhibition.mark",
    "letters.db",
];

pub(super) struct Template {
    dir: TempDir,
    pub(super) tickets: Vec<SoldTicket>,
    pub(super) configs: Vec<Config>,
    pub(super) hall_configs: Vec<Config>,
}

/// Noon of the second day.
pub(super) fn start() -> UnixMs {
    let zone = VenueTimeZone::new(420);
    zone.midnight(date(2031, 3, 6)).plus(12 * 3_600_000)
}

impl Template {
    pub(super) fn get() -> &'static Self {
        static MADE: OnceLock<Template> = OnceLock::new();
        MADE.get_or_init(Self::make)
    }

    fn make() -> Self {
        let dir = new_dir();
        let now = start();
        let server = dir.path().join("server");
        fs::create_dir(&server).unwrap();
        let database = SqliteDatabase::at(&server);
        setup::init(&database, &catalogue(), None, now).unwrap();
        let mut issued = Vec::new();
        for (kind, count, party) in TICKETS {
            issued.extend(sold::issue(&database, kind, count, party, now));
        }
        issued.extend(sold::import(&database, LISTED, now));
        let enrol = |name: &str, gate: &str, role: KioskRole| {
            let out = dir.path().join(name);
            let (id, gate) = (name.parse().unwrap(), gate.parse().unwrap());
            let urls = ["https://127.0.0.1:1".to_owned()];
            let place = KioskPlace {
                role,
                ..KioskPlace::door(&gate, way_of(name), &urls)
            };
            let kind = KioskEnrolment::New;
            kiosk_folder::enrol(&database, &id, &place, kind, &out, now).unwrap();
            let config = Config::read(&out).unwrap();
            drop(Desk::open(&out, config.clone()).unwrap());
            // In every run and program the same.
            let journal = rusqlite::Connection::open(out.join("journal.db")).unwrap();
            let number = name.bytes().map(u32::from).sum::<u32>();
            journal
                .execute("UPDATE lives SET incarnation = ?1", [number])
                .unwrap();
            config
        };
        let configs = KIOSKS.map(|(name, gate)| enrol(name, gate, KioskRole::Door));
        let hall_configs = HALLS.map(|name| enrol(name, KIOSKS[0].1, KioskRole::Hall));
        Self {
            tickets: issued,
            configs: configs.into(),
            hall_configs: hall_configs.into(),
            dir,
        }
    }

    pub(super) fn folder(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }
}

pub(super) fn way_of(kiosk: &str) -> Direction {
    if kiosk == "X1" {
        Direction::Out
    } else {
        Direction::In
    }
}

/// The sample exhibition without what no door needs.
fn catalogue() -> Catalogue {
    let sample = sync_server::catalogue::sample().unwrap();
    let sample = sample
        .shifted_so_that(1, date(2031, 3, 6))
        .round_the_clock();
    let Catalogue {
        mut sessions,
        mut artisans,
        mut areas,
        mut villages,
        ..
    } = sample.clone();
    sessions.retain(|it| it.id == SESSION);
    for session in &mut sessions {
        session.places = Some(SEATS as u16);
    }
    artisans.retain(|artisan| sessions.iter().any(|it| it.artisan == artisan.id));
    areas.retain(|area| sessions.iter().any(|it| it.area == area.id));
    villages.retain(|village| artisans.iter().any(|it| it.village == village.id));
    // Pictures are files beside the database.
    for artisan in &mut artisans {
        artisan.pictures.clear();
        artisan.steps.clear();
        artisan.video = None;
    }
    for village in &mut villages {
        village.pictures.clear();
    }
    let mut catalogue = Catalogue {
        areas,
        villages,
        artisans,
        sessions,
        booths: Vec::new(),
        plan: None,
        stage_pictures: BTreeMap::new(),
        media: BTreeMap::new(),
        retired: Retired::default(),
        ..sample
    };
    let kept = TICKETS.map(|(kind, ..)| kind);
    catalogue
        .ticket_types
        .retain(|kind| kept.contains(&kind.key.as_str()) || kind.key == "vip");
    catalogue
}

/// Returns a new folder in memory, where the system has such.
pub(super) fn new_dir() -> TempDir {
    let memory = Path::new("/dev/shm");
    tempfile::tempdir_in(memory)
        .or_else(|_| tempfile::tempdir())
        .unwrap()
}

/// Copies what is on a disk now, as a power cut or an image of the disk has it.
pub(super) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for file in FILES {
        if from.join(file).exists() {
            fs::copy(from.join(file), to.join(file)).unwrap();
        }
    }
}
