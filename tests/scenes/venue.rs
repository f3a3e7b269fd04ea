//! A venue for the scenes: a real server on a free port with the sample exhibition, which can be
//! stopped and started, and kiosks that are enrolled with it.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use shared::catalogue::Catalogue;
use shared::checkin::Direction;
use shared::ids::{BoothNumber, KioskId};
use shared::protocol::v1::{DayTotals, Totals};
use sync_server::catalogue;
use sync_server::kiosk_folder;
use sync_server::kiosks::{KioskEnrolment, KioskPlace, KioskRole};
use sync_server::ports::Database;
use sync_server::postgres::PostgresDatabase;
use sync_server::tickets::{IssueRequest, IssuedTicket};
use sync_server::{
    Background, BackupSchedule, Config, ListenAddresses, Listeners, SqliteDatabase, setup,
    system_time, ticket_folder, tickets,
};

/// The exhibition's day that is today: the second.
pub(crate) const TODAY: usize = 1;

/// The venue. Everything in it goes with the value.
pub(crate) struct Venue {
    pub(crate) catalogue: Catalogue,
    pub(crate) addresses: ListenAddresses,
    /// Whether its next server announces itself by mDNS.
    pub(crate) announces: bool,
    /// Where its next server makes backups.
    pub(crate) backups: Option<PathBuf>,
    /// The exhibition's address in PostgreSQL; `None` where it is in a folder.
    url: Option<String>,
    server: Option<Background>,
    process: Option<ServerProcess>,
    dir: tempfile::TempDir,
}

impl Venue {
    /// The sample exhibition, today being its second day, with a server running.
    pub(crate) fn open() -> Self {
        let is_in_postgres = std::env::var("SCENES_DATABASE").is_ok_and(|it| it == "postgres");
        Self::open_in(is_in_postgres.then(private_postgres::new_schema))
    }

    /// The same in a folder, whatever the others are in.
    pub(crate) fn open_in_folder() -> Self {
        Self::open_in(None)
    }

    /// The same in PostgreSQL, whatever the others are in.
    pub(crate) fn open_in_postgres() -> Self {
        Self::open_in(Some(private_postgres::new_schema()))
    }

    pub(crate) fn open_in(url: Option<String>) -> Self {
        let sample = catalogue::sample().unwrap();
        let today = sample.calendar().zone.local(system_time()).date;
        let catalogue = sample.shifted_so_that(TODAY, today).round_the_clock();
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("server")).unwrap();
        let listeners = Listeners::on_loopback().unwrap();
        let addresses = listeners.addresses().unwrap();
        let mut venue = Self {
            catalogue,
            addresses,
            announces: false,
            backups: None,
            url,
            server: None,
            process: None,
            dir,
        };
        let catalogue = &venue.catalogue;
        setup::init(&*venue.database(), catalogue, None, system_time()).unwrap();
        venue.start_on(listeners);
        venue
    }

    pub(crate) fn start_server(&mut self) {
        if self.server.is_none() {
            let listeners = Listeners::bind(&self.addresses).unwrap();
            self.start_on(listeners);
        }
    }

    /// Starts the server again when so many minutes have gone by.
    pub(crate) fn start_server_later(&mut self, minutes: i64) {
        let listeners = Listeners::bind(&self.addresses).unwrap();
        let mut config = self.config();
        config.clock = Arc::new(move || system_time().plus(minutes * 60_000));
        self.server = Some(Background::start(listeners, config).unwrap());
    }

    pub(crate) fn stop_server(&mut self) {
        if let Some(server) = self.server.take() {
            server.stop().unwrap();
        }
    }

    /// Ends a server that has something to complain of.
    pub(crate) fn abandon_server(&mut self) {
        drop(self.server.take());
    }

    /// Starts the server as a process of its own, as at a venue, and waits until it listens.
    pub(crate) fn start_server_process(&mut self) {
        self.process = Some(self.spawn_server(&self.addresses).0);
    }

    /// Starts a server of the exhibition as a process of its own, waits until it listens, and returns its addresses.
    pub(crate) fn spawn_server(
        &self,
        listen: &ListenAddresses,
    ) -> (ServerProcess, ListenAddresses) {
        let server = self.server_command(listen);
        Self::try_spawn(server).expect("the server ended before it listened")
    }

    /// Returns the command that serves the exhibition.
    pub(crate) fn server_command(&self, listen: &ListenAddresses) -> Command {
        let mut server = Command::new(program("sync-server"));
        server.args(["serve", "--data"]).arg(self.server_dir());
        server.args(self.url.iter().flat_map(|url| ["--database", url]));
        server.args(["--devices", &listen.devices.to_string()]);
        server.args(["--desk", &listen.desk.to_string()]);
        server.args(["--public", &listen.public.to_string(), "--no-mdns"]);
        server.stderr(Stdio::null());
        server
    }

    /// Starts a server and waits until it listens; `None` where it ends before.
    pub(crate) fn try_spawn(mut server: Command) -> Option<(ServerProcess, ListenAddresses)> {
        let mut process = server.stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap());
        let mut line = String::new();
        let mut found = Vec::new();
        while found.len() < 3 {
            line.clear();
            if lines.read_line(&mut line).unwrap() == 0 {
                process.wait().unwrap();
                return None;
            }
            if let Some((_, rest)) = line.trim().split_once("://") {
                found.push(rest.split('/').next().unwrap().parse().unwrap());
            }
        }
        let addresses = ListenAddresses {
            desk: found[0],
            public: found[1],
            devices: found[2],
        };
        // Its later lines are nobody's business, but they must not fill the pipe.
        std::thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
        Some((ServerProcess(process), addresses))
    }

    /// The power of the server's machine goes.
    pub(crate) fn kill_server(&mut self) {
        self.process = None;
    }

    fn start_on(&mut self, listeners: Listeners) {
        self.server = Some(Background::start(listeners, self.config()).unwrap());
    }

    fn config(&self) -> Config {
        Config {
            database: self.url.clone(),
            announces: self.announces,
            backups: self.backups.clone().map(|to| BackupSchedule {
                to,
                every: Duration::from_mins(1),
                keep: 3,
            }),
            ..Config::new(self.server_dir())
        }
    }

    pub(crate) fn server_dir(&self) -> PathBuf {
        self.dir.path().join("server")
    }

    /// Returns the file of an exhibition in SQLite.
    pub(crate) fn database_file(&self) -> PathBuf {
        self.server_dir().join("exhibition.db")
    }

    /// Returns what the database holds: kiosk, incarnation, number and body of each record.
    pub(crate) fn stored_records(&self) -> Vec<(String, i64, i64, String)> {
        self.record_reader()()
    }

    /// Returns a function that does the same on another thread.
    pub(crate) fn record_reader(
        &self,
    ) -> impl Fn() -> Vec<(String, i64, i64, String)> + Send + use<> {
        let all = "SELECT j.kiosk, j.incarnation, r.seq, r.body FROM records r JOIN journals j ON j.id = r.journal";
        let (url, file) = (self.url.clone(), self.database_file());
        move || {
            let Some(url) = &url else {
                let db = rusqlite::Connection::open(&file).unwrap();
                let mut rows = db.prepare(all).unwrap();
                let rows = rows.query_map([], |row| row.try_into()).unwrap();
                return rows.collect::<Result<_, _>>().unwrap();
            };
            let mut db = postgres::Client::connect(url, postgres::NoTls).unwrap();
            let rows = db.query(all, &[]).unwrap();
            let record = |row: &postgres::Row| (row.get(0), row.get(1), row.get(2), row.get(3));
            rows.iter().map(record).collect()
        }
    }

    pub(crate) fn database(&self) -> Box<dyn Database> {
        match &self.url {
            Some(url) => Box::new(PostgresDatabase::at(url).unwrap()),
            None => Box::new(SqliteDatabase::at(self.server_dir())),
        }
    }

    /// Returns the arguments by which a command finds the exhibition.
    pub(crate) fn database_arguments(&self) -> [String; 2] {
        match &self.url {
            Some(url) => ["--database".to_owned(), url.clone()],
            None => ["--data".to_owned(), self.server_dir().display().to_string()],
        }
    }

    /// Returns the address of the live page and the totals.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.addresses.desk)
    }

    /// Returns the address of visitors' pages.
    pub(crate) fn public_url(&self) -> String {
        format!("http://{}", self.addresses.public)
    }

    /// Returns the address of kiosks without TLS, for what is on this computer.
    pub(crate) fn devices_url(&self) -> String {
        format!("http://{}", self.addresses.devices)
    }

    fn kiosks_url(&self) -> String {
        format!("https://{}", self.addresses.devices)
    }

    /// Gives a kiosk a new token; returns a folder with its new settings.
    pub(crate) fn kiosk_renewed(&self, name: &str, gate: &str) -> PathBuf {
        let out = self.dir.path().join(format!("{name}-renewed"));
        let (name, gate) = (name.parse().unwrap(), gate.parse().unwrap());
        let urls = [self.kiosks_url()];
        let place = KioskPlace::door(&gate, Direction::In, &urls);
        self.enrol(&name, &place, KioskEnrolment::Renewal, &out);
        out
    }

    /// Does something while the server seems to be at another address.
    pub(crate) fn behind<T>(&mut self, address: SocketAddr, act: impl FnOnce(&Self) -> T) -> T {
        let own = std::mem::replace(&mut self.addresses.devices, address);
        let done = act(self);
        self.addresses.devices = own;
        done
    }

    /// Enrols a kiosk at a gate of the sample exhibition; gives its data directory.
    pub(crate) fn kiosk(&self, name: &str, gate: &str) -> PathBuf {
        let out = self.dir.path().join(name);
        let direction = if gate == "exit" {
            Direction::Out
        } else {
            Direction::In
        };
        let (name, gate) = (name.parse().unwrap(), gate.parse().unwrap());
        let urls = [self.kiosks_url()];
        let place = KioskPlace::door(&gate, direction, &urls);
        self.enrol(&name, &place, KioskEnrolment::New, &out);
        out
    }

    /// Enrols a kiosk that is there for something else than a door; gives its data directory.
    pub(crate) fn kiosk_as(&self, name: &str, role: KioskRole) -> PathBuf {
        self.kiosk_at_booths(name, &[], role)
    }

    /// The same for a kiosk that stood at other booths before.
    pub(crate) fn kiosk_at_booths(&self, name: &str, before: &[u16], role: KioskRole) -> PathBuf {
        let out = self.dir.path().join(name);
        let (name, gate) = (name.parse().unwrap(), "main".parse().unwrap());
        let booths = before.iter().map(|number| BoothNumber(*number));
        let roles = booths.map(KioskRole::Booth).chain([role]);
        for (number, role) in roles.enumerate() {
            let place = KioskPlace {
                role,
                gate: &gate,
                direction: Direction::In,
                both_ways: false,
                server_urls: &[self.kiosks_url()],
            };
            let kind = if number == 0 {
                KioskEnrolment::New
            } else {
                KioskEnrolment::Renewal
            };
            self.enrol(&name, &place, kind, &out);
        }
        out
    }

    fn enrol(&self, name: &KioskId, place: &KioskPlace<'_>, kind: KioskEnrolment, out: &Path) {
        kiosk_folder::enrol(&*self.database(), name, place, kind, out, system_time()).unwrap();
    }

    /// Issues tickets that are valid today.
    pub(crate) fn tickets(&self, kind: &str, count: u32) -> Vec<IssuedTicket> {
        let request = IssueRequest {
            count,
            kind: kind.to_owned(),
            days: 1 << TODAY,
            party: None,
        };
        tickets::issue(&*self.database(), &request, system_time()).unwrap()
    }

    /// Draws the tickets as they are printed; gives the pictures' paths.
    pub(crate) fn pictures(&self, issued: &[IssuedTicket]) -> Vec<PathBuf> {
        let out = self.dir.path().join("tickets");
        ticket_folder::write(&out, issued).unwrap();
        issued
            .iter()
            .map(|ticket| out.join(tickets::picture_name(ticket)))
            .collect()
    }

    pub(crate) fn totals(&self) -> Totals {
        let mut answer = ureq::get(format!("{}/api/v1/totals", self.url()))
            .call()
            .unwrap();
        serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap()
    }

    pub(crate) fn today(&self) -> DayTotals {
        let date = self.catalogue.days[TODAY].date;
        self.totals()
            .days
            .into_iter()
            .find(|day| day.date == date)
            .unwrap()
    }
}

/// A server as a process of its own, whose machine loses its power when this is dropped.
pub(crate) struct ServerProcess(Child);

impl ServerProcess {
    /// Returns the number of its process.
    pub(crate) fn id(&self) -> u32 {
        self.0.id()
    }

    pub(crate) fn kill(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.0), signal).unwrap();
    }

    /// Ends it in good order.
    pub(crate) fn stop(&mut self) {
        self.signal(Signal::TERM);
        self.0.wait().unwrap();
    }
}

impl Drop for ServerProcess {
    fn drop(&mut self) {
        self.kill();
    }
}

/// How long anything may take that comes by itself: more than a kiosk's longest pause between two tries.
/// Nothing is measured by it.
pub(crate) const PATIENCE: Duration = Duration::from_mins(3);

/// Looks again and again until something has come true.
pub(crate) fn wait_until(what: &str, mut come_true: impl FnMut() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !come_true() {
        assert!(Instant::now() < end, "it never came true that {what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// The path of one of our programs, built as the tests were.
pub(crate) fn program(name: &str) -> PathBuf {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    // A program of another version, by `tests/previous-version`.
    let variable = format!("SCENES_{}", name.to_uppercase().replace('-', "_"));
    if let Some(other) = std::env::var_os(variable) {
        return other.into();
    }
    let folder = BUILT.get_or_init(|| {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let test = std::env::current_exe().unwrap();
        let folder = test.parent().and_then(Path::parent).unwrap().to_owned();
        let mut build = Command::new(cargo);
        // With a test, dependencies have the features that they have in tests: nothing is compiled twice.
        build.args(["build", "--workspace", "--bins", "--quiet"]);
        build.args(["--test", "scenes"]);
        if folder.ends_with("release") {
            build.arg("--release");
        }
        // What cargo tells a test of its package, build scripts would take for a change.
        for (name, _) in std::env::vars_os() {
            let said = name.to_string_lossy();
            if said.starts_with("CARGO_PKG_") || said.starts_with("CARGO_MANIFEST_") {
                build.env_remove(&name);
            }
        }
        build.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
        assert!(build.status().unwrap().success(), "the programs must build");
        folder
    });
    folder.join(name)
}
