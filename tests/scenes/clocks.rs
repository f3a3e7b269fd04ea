//! Kiosks that were cut off with a wrong clock, from the scan to the totals.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use sync_server::SqliteDatabase;
use sync_server::catalogue;
use sync_server::system_time;
use view::{Mode, Outcome, Verdict};

use desk::Desk;
use journal::clock::{Clock, Reading, TimeSource};
use kiosk_config::Config;
use shared::catalogue::Catalogue;
use shared::checkin::{Direction, Reason};
use shared::protocol::v1::Totals;
use shared::record::Fact;
use shared::ticket::Claims;
use shared::time::UnixMs;
use sync_server::kiosk_folder;
use sync_server::kiosks::{KioskEnrolment, KioskPlace};
use sync_server::tickets::{self, IssueRequest, IssuedTicket};
use sync_server::{Background, Listeners, setup};
use uplink::sync_once;

const HOUR: i64 = 3_600_000;
const MINUTE: i64 = 60_000;

/// A server at eleven in the morning of the second day.
pub(crate) struct Venue {
    server: Background,
    dir: tempfile::TempDir,
    clock: Arc<AtomicI64>,
    pub(crate) now: UnixMs,
    ticket: IssuedTicket,
}

impl Venue {
    fn open() -> Self {
        Self::of(&catalogue::sample().unwrap().round_the_clock())
    }

    pub(crate) fn of(catalogue: &Catalogue) -> Self {
        let eleven = jiff::civil::time(11, 0, 0, 0);
        let now = catalogue.calendar().at(catalogue.days[1].date, eleven);
        let dir = tempfile::tempdir().unwrap();
        let data = dir.path().join("server");
        setup::init(
            &SqliteDatabase::at(&data),
            catalogue,
            None,
            now.plus(-24 * HOUR),
        )
        .unwrap();
        let ticket = issue(&SqliteDatabase::at(&data), "visitor", 1).remove(0);
        let mut config = sync_server::Config::new(&data);
        let clock = Arc::new(AtomicI64::new(now.0));
        let hands = Arc::clone(&clock);
        config.clock = Arc::new(move || UnixMs(hands.load(Ordering::SeqCst)));
        let listeners = Listeners::on_loopback().unwrap();
        let server = Background::start(listeners, config).unwrap();
        Self {
            server,
            dir,
            clock,
            now,
            ticket,
        }
    }

    /// Lets time pass at the server.
    pub(crate) fn pass(&self, ms: i64) {
        self.clock.fetch_add(ms, Ordering::SeqCst);
    }

    /// Returns the address of the live page.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.server.addresses().desk)
    }

    /// Issues tickets for every day.
    pub(crate) fn tickets(&self, kind: &str, count: u32) -> Vec<IssuedTicket> {
        issue(
            &SqliteDatabase::at(self.dir.path().join("server")),
            kind,
            count,
        )
    }

    fn kiosk(&self, name: &str) -> Door {
        self.kiosk_at(name, "main")
    }

    pub(crate) fn kiosk_at(&self, name: &str, gate: &str) -> Door {
        let data = self.dir.path().join(name);
        let url = format!("http://{}", self.server.addresses().devices);
        let (id, gate) = (name.parse().unwrap(), gate.parse().unwrap());
        let server = self.dir.path().join("server");
        let urls = [url];
        let place = KioskPlace::door(&gate, Direction::In, &urls);
        let (database, kind) = (SqliteDatabase::at(server), KioskEnrolment::New);
        kiosk_folder::enrol(&database, &id, &place, kind, &data, system_time()).unwrap();
        let known = || {
            let totals = self.totals();
            totals.kiosks.iter().any(|kiosk| kiosk.id == id)
        };
        crate::venue::wait_until("the server knows the kiosk", known);
        // The files were written two hours ago.
        let file = data.join("bootstrap.json");
        let text = std::fs::read_to_string(&file).unwrap();
        let mut json: serde_json::Value = serde_json::from_str(&text).unwrap();
        json["server_time_ms"] = self.now.plus(-2 * HOUR).0.into();
        std::fs::write(&file, json.to_string()).unwrap();
        Door::new(data, self.now)
    }

    fn totals(&self) -> Totals {
        let url = format!("{}/api/v1/totals", self.url());
        let mut answer = ureq::get(url).call().unwrap();
        serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap()
    }

    /// Who came in on each day.
    fn entries(&self) -> Vec<i64> {
        let days = self.totals().days.into_iter();
        days.map(|day| day.entries).collect()
    }
}

fn issue(database: &SqliteDatabase, kind: &str, count: u32) -> Vec<IssuedTicket> {
    let request = IssueRequest {
        count,
        kind: kind.to_owned(),
        days: 0b1111,
        party: None,
    };
    tickets::issue(database, &request, system_time()).unwrap()
}

/// A device whose clock and count are set by hand.
struct Hands(Mutex<Reading>);

impl TimeSource for Hands {
    fn read(&self) -> Reading {
        self.0.lock().unwrap().clone()
    }
}

/// A kiosk at the door, which reaches the server only when it is told to.
pub(crate) struct Door {
    data: PathBuf,
    config: Config,
    hands: Arc<Hands>,
    clock: Clock,
    desk: Desk,
}

impl Door {
    fn new(data: PathBuf, now: UnixMs) -> Self {
        let reading = Reading {
            device: now,
            boot: "first run".into(),
            mono_ms: 20 * MINUTE as u64,
        };
        let hands = Arc::new(Hands(Mutex::new(reading)));
        let config = Config::read(&data).unwrap();
        Self {
            clock: Clock::from_source(Arc::clone(&hands) as Arc<_>),
            desk: Desk::open(&data, config.clone()).unwrap(),
            data,
            config,
            hands,
        }
    }

    /// Switches the device on in another run, with its clock at this time; the program begins anew.
    pub(crate) fn start(&mut self, boot: &str, device: UnixMs) -> bool {
        *self.hands.0.lock().unwrap() = Reading {
            device,
            boot: boot.into(),
            mono_ms: 10_000,
        };
        self.restart()
    }

    /// The program begins anew; `true` when it does not know the time.
    fn restart(&mut self) -> bool {
        self.clock = Clock::from_source(Arc::clone(&self.hands) as Arc<_>);
        self.desk = Desk::open(&self.data, self.config.clone()).unwrap();
        self.desk.set_clock(&self.clock).unwrap()
    }

    pub(crate) fn pass(&self, ms: i64) {
        let mut reading = self.hands.0.lock().unwrap();
        reading.device = reading.device.plus(ms);
        reading.mono_ms += ms as u64;
    }

    pub(crate) fn scan(&mut self, ticket: &IssuedTicket) -> Verdict {
        let judged = self.desk.scan(&ticket.digits, &self.clock.stamp());
        judged.unwrap().verdict
    }

    fn staff_admit(&mut self, claims: Claims) {
        let fact = Fact::Overridden {
            gate: "main".parse().unwrap(),
            claims: Some(claims),
            people: 1,
            refused: Some(Reason::NeedsStaff),
            reason: "other".parse().unwrap(),
            staff: None,
        };
        let mode = Mode::plain(Direction::In);
        self.desk.note(fact, mode, &self.clock.stamp()).unwrap();
    }

    pub(crate) fn sync(&self) {
        sync_once(&self.data, &self.config, &self.clock).unwrap();
    }
}

fn refused(verdict: &Verdict) -> (Reason, bool) {
    match &verdict.outcome {
        Outcome::Refused(refusal) => (refusal.reason, refusal.facts.time_unknown),
        other => panic!("{other:?}"),
    }
}

#[test]
fn clock_ahead_while_cut_off_leaves_records_on_their_day() {
    let venue = Venue::open();
    let (mut door, mut other) = (venue.kiosk("A1"), venue.kiosk("B1"));
    assert!(!door.start("this run", venue.now.plus(20 * HOUR - 30 * MINUTE)));
    let admitted = Outcome::Admitted { again: false };
    assert_eq!(door.scan(&venue.ticket).outcome, admitted);
    door.pass(30 * MINUTE);
    door.sync();
    assert_eq!(venue.entries(), [0, 1, 0, 0], "at the server");
    let number = venue.ticket.claims.number;
    let at = |door: &Door| {
        door.desk.journal().history(number).unwrap().passages[0]
            .order
            .at
    };
    assert_eq!(
        at(&door),
        venue.now.plus(-30 * MINUTE),
        "at the door itself"
    );
    assert_eq!(refused(&door.scan(&venue.ticket)).0, Reason::AlreadyUsed);
    other.sync();
    assert_eq!(at(&other), venue.now.plus(-30 * MINUTE), "at another door");
    assert_eq!(refused(&other.scan(&venue.ticket)).0, Reason::AlreadyUsed);
    let checked = journal::Journal::open(&door.data, door.config.exhibition, &door.config.kiosk);
    let checked = checked.unwrap().check().unwrap();
    assert!(checked.agrees(), "{checked:?}");
    // What the program learnt of this run holds when it begins anew without the network, whatever the clock says.
    door.pass(MINUTE);
    assert!(!door.restart());
    assert_eq!(door.clock.now(), venue.now.plus(MINUTE));
}

#[test]
fn device_from_1970_has_staff_decide_until_the_server_is_heard() {
    let venue = Venue::open();
    let mut door = venue.kiosk("A1");
    assert!(
        door.start("this run", UnixMs(12_000)),
        "nobody knows the time"
    );
    assert_eq!(
        refused(&door.scan(&venue.ticket)),
        (Reason::NeedsStaff, true)
    );
    door.staff_admit(venue.ticket.claims);
    door.pass(5 * MINUTE);
    door.sync();
    assert_eq!(venue.entries(), [0, 1, 0, 0]);
    let totals = venue.totals();
    assert_eq!(totals.kiosks[0].untimed, 0);
    assert_eq!((totals.days[1].refused, totals.days[1].overrides), (1, 1));
}

#[test]
fn records_of_a_run_that_never_knew_the_time_are_set_apart() {
    let venue = Venue::open();
    let mut door = venue.kiosk("A1");
    assert!(door.start("a run", UnixMs(12_000)));
    door.staff_admit(venue.ticket.claims);
    assert!(!door.start("another run", venue.now), "its clock was set");
    door.sync();
    assert_eq!(venue.entries(), [0, 0, 0, 0]);
    let totals = venue.totals();
    assert_eq!(totals.kiosks[0].untimed, 1);
    let said = sync_server::operations::clocks::report(&SqliteDatabase::at(
        venue.dir.path().join("server"),
    ));
    let said = said.unwrap().to_string();
    assert!(
        said.starts_with("A1 (run a run): 1 records claim times from 1970-01-01 07:00"),
        "{said}"
    );
    let url = format!("http://{}", venue.server.addresses().desk);
    let mut page = crate::browser::Browser::open(&url, 1280, 800);
    let says = |place: &str, words: &str| {
        format!("document.querySelector('{place}').textContent.includes('{words}')")
    };
    page.wait_until(&says("#kiosks", "1 bản ghi chưa rõ giờ, chưa được tính"));
    page.wait_until(&says("#complete", "kiosk A1 có 1 bản ghi cần xem lại giờ"));
}

#[test]
fn times_that_cannot_be_are_no_times() {
    let venue = Venue::open();
    let mut door = venue.kiosk("A1");
    let unknown = (Reason::NeedsStaff, true);
    // The files for the kiosk were written at a time that is over; a clock that says less stood still.
    let written = bootstrapped(&door.data);
    for device in [
        written.plus(-HOUR),
        venue.now.plus(-300 * 24 * HOUR),
        venue.now.plus(60 * 24 * HOUR),
        UnixMs(-377_705_116_800_000),
        UnixMs(253_402_300_799_999),
    ] {
        assert!(door.start("this run", device), "{device:?}");
        assert_eq!(refused(&door.scan(&venue.ticket)), unknown, "{device:?}");
    }
    assert!(
        !door.start("this run", written.plus(-MINUTE / 2)),
        "only a slow clock"
    );
    assert_eq!(door.clock.now(), written);
}

/// The server's clock in the files that a kiosk begins with.
fn bootstrapped(data: &Path) -> UnixMs {
    let file = std::fs::read_to_string(data.join("bootstrap.json")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&file).unwrap();
    UnixMs(json["server_time_ms"].as_i64().unwrap())
}
