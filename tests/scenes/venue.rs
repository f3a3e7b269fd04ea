//! A venue for the scenes: a real server on a free port with the sample exhibition, which can be
//! stopped and started, and kiosks that are enrolled with it.

use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};
use sync_server::SqliteDatabase;

use shared::catalogue::Catalogue;
use shared::checkin::Direction;
use shared::protocol::v1::{DayTotals, Totals};
use sync_server::tickets::{IssueRequest, IssuedTicket};
use sync_server::{Background, Config, setup, system_time, tickets};

/// The exhibition's day that is today: the second.
pub(crate) const TODAY: usize = 1;

/// The venue. Everything in it goes with the value.
pub(crate) struct Venue {
    pub(crate) catalogue: Catalogue,
    pub(crate) address: SocketAddr,
    server: Option<Background>,
    process: Option<Child>,
    dir: tempfile::TempDir,
}

impl Venue {
    /// The sample exhibition, today being its second day, with a server running.
    pub(crate) fn open() -> Self {
        let sample = setup::sample_catalogue().unwrap();
        let today = sample.calendar().zone.local(system_time()).date;
        let catalogue = sample.shifted_so_that(TODAY, today).round_the_clock();
        let dir = tempfile::tempdir().unwrap();
        setup::init(
            &SqliteDatabase::at(dir.path().join("server")),
            &catalogue,
            None,
            system_time(),
        )
        .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let mut venue = Self {
            catalogue,
            address,
            server: None,
            process: None,
            dir,
        };
        venue.start_on(listener);
        venue
    }

    pub(crate) fn start_server(&mut self) {
        if self.server.is_none() {
            let listener = TcpListener::bind(self.address).unwrap();
            self.start_on(listener);
        }
    }

    /// Starts the server again when so many minutes have gone by.
    pub(crate) fn start_server_later(&mut self, minutes: i64) {
        let listener = TcpListener::bind(self.address).unwrap();
        let mut config = Config::new(self.server_dir());
        config.clock = Arc::new(move || system_time().plus(minutes * 60_000));
        self.server = Some(Background::start(listener, config).unwrap());
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
        let mut process = Command::new(program("sync-server"))
            .args(["serve", "--data"])
            .arg(self.server_dir())
            .args(["--listen", &self.address.to_string()])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut said = String::new();
        let mut lines = BufReader::new(process.stdout.take().unwrap());
        self.process = Some(process);
        while !said.contains(&self.address.to_string()) {
            let more = lines.read_line(&mut said).unwrap();
            assert!(more > 0, "the server ended before it listened: {said}");
        }
        // Its later lines are nobody's business, but they must not fill the pipe.
        std::thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
    }

    /// The power of the server's machine goes.
    pub(crate) fn kill_server(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.kill().unwrap();
            process.wait().unwrap();
        }
    }

    fn start_on(&mut self, listener: TcpListener) {
        self.server = Some(Background::start(listener, Config::new(self.server_dir())).unwrap());
    }

    pub(crate) fn server_dir(&self) -> PathBuf {
        self.dir.path().join("server")
    }

    pub(crate) fn database(&self) -> SqliteDatabase {
        SqliteDatabase::at(self.server_dir())
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
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
        setup::add_kiosk(
            &SqliteDatabase::at(self.server_dir()),
            &name,
            &gate,
            direction,
            &self.url(),
            &out,
            system_time(),
        )
        .unwrap();
        out
    }

    /// Enrols a kiosk that is there for something else than a door; gives its data directory.
    pub(crate) fn kiosk_as(&self, name: &str, role: setup::KioskRole) -> PathBuf {
        let out = self.dir.path().join(name);
        let (name, gate) = (name.parse().unwrap(), "main".parse().unwrap());
        let place = setup::KioskPlace {
            role,
            gate: &gate,
            direction: Direction::In,
            both_ways: false,
            server_url: &self.url(),
        };
        setup::enrol_kiosk(
            &SqliteDatabase::at(self.server_dir()),
            &name,
            &place,
            &out,
            system_time(),
        )
        .unwrap();
        out
    }

    /// Issues tickets that are valid today.
    pub(crate) fn tickets(&self, kind: &str, count: u32) -> Vec<IssuedTicket> {
        let request = IssueRequest {
            count,
            kind: kind.to_owned(),
            days: 1 << TODAY,
            party: None,
        };
        tickets::issue(
            &SqliteDatabase::at(self.server_dir()),
            &request,
            system_time(),
        )
        .unwrap()
    }

    /// Draws the tickets as they are printed; gives the pictures' paths.
    pub(crate) fn pictures(&self, issued: &[IssuedTicket]) -> Vec<PathBuf> {
        let out = self.dir.path().join("tickets");
        tickets::write_folder(&out, issued).unwrap();
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

impl Drop for Venue {
    fn drop(&mut self) {
        self.kill_server();
    }
}

/// How long anything may take that comes by itself. Nothing is measured by it.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

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
    let folder = BUILT.get_or_init(|| {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let test = std::env::current_exe().unwrap();
        let folder = test.parent().and_then(Path::parent).unwrap().to_owned();
        let mut build = Command::new(cargo);
        build.args(["build", "--workspace", "--bins", "--quiet"]);
        if folder.ends_with("release") {
            build.arg("--release");
        }
        build.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
        assert!(build.status().unwrap().success(), "the programs must build");
        folder
    });
    folder.join(name)
}
