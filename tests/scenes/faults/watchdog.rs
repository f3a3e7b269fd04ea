//! What the service manager hears: a kiosk that hangs gives no sign of life, is killed and started again.

use std::fs;
use std::io::ErrorKind;
use std::os::unix::net::UnixDatagram;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use scenes::virtual_screen::VirtualScreen;
use shared::ids::TicketNumber;

use super::shim::{Disk, Fault, SYNC, every};
use crate::real_window::Running;
use crate::scanning::counted_once;
use crate::venue::{PATIENCE, Venue, program, wait_until};

/// How long the service manager waits for a sign of life.
const WATCHDOG: Duration = Duration::from_secs(8);

/// The service manager's ear.
struct ServiceManager {
    ear: UnixDatagram,
    socket: PathBuf,
}

impl ServiceManager {
    fn listen(socket: PathBuf) -> Self {
        let _ = fs::remove_file(&socket);
        let ear = UnixDatagram::bind(&socket).unwrap();
        ear.set_read_timeout(Some(WATCHDOG)).unwrap();
        Self { ear, socket }
    }

    fn is_told_by(&self, program: &mut Command) {
        program.env("NOTIFY_SOCKET", &self.socket);
        program.env("WATCHDOG_USEC", WATCHDOG.as_micros().to_string());
    }

    /// Returns what it is told next, if that comes in time.
    fn next(&self) -> Option<String> {
        let mut said = [0; 64];
        match self.ear.recv(&mut said) {
            Ok(length) => Some(String::from_utf8_lossy(&said[..length]).into_owned()),
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::WouldBlock, "{error}");
                None
            }
        }
    }

    /// Returns whether a sign of life comes in time.
    fn hears(&self) -> bool {
        let said = self.next();
        assert!(
            said.as_deref().is_none_or(|it| it == "WATCHDOG=1\n"),
            "{said:?}"
        );
        said.is_some()
    }

    /// Waits until there was no sign of life for so long that the service manager ends the program.
    fn waits_in_vain(&self) {
        let end = Instant::now() + PATIENCE;
        while self.hears() {
            assert!(
                Instant::now() < end,
                "whatever hangs, the kiosk says it is well"
            );
        }
    }
}

/// A kiosk with a window, below a service manager.
fn start(screen: &VirtualScreen, disk: &Disk, data: &Path) -> (Running, ServiceManager) {
    let shown = data.with_extension("shown");
    fs::create_dir_all(&shown).unwrap();
    let manager = ServiceManager::listen(data.with_extension("notify"));
    let mut kiosk = screen.command(program("kiosk"));
    kiosk.args(["run", "--fullscreen", "--camera", "off", "--data"]);
    kiosk.arg(data).arg("--folder").arg(&shown);
    manager.is_told_by(&mut kiosk);
    kiosk.stdout(Stdio::null()).stderr(Stdio::null());
    disk.preload(&mut kiosk);
    let kiosk = Running(kiosk.spawn().unwrap());
    wait_until("the kiosk says that it is well", || manager.hears());
    (kiosk, manager)
}

#[test]
fn hanging_desk_is_started_again_and_loses_no_scan() {
    let venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    let tickets = venue.tickets("visitor", 100);
    let pictures = venue.pictures(&tickets);
    let mut next = tickets.iter().zip(&pictures);
    let shown = data.with_extension("shown");
    // Holds a ticket to the scanner; those that lie there when the kiosk begins to scan are left alone.
    let mut show = || {
        let (ticket, picture) = next.next().unwrap();
        fs::rename(picture, shown.join(picture.file_name().unwrap())).unwrap();
        ticket.number
    };
    let is_stored = |ticket: TicketNumber| {
        let number = format!("{:08x}", ticket.0);
        let stored = venue.stored_records();
        stored.iter().any(|(.., body)| body.contains(&number))
    };
    let screen = VirtualScreen::open("1366x768").expect("tests/run installs xvfb");
    let disk = Disk::under(&data);
    let (kiosk, manager) = start(&screen, &disk, &data);
    wait_until("a ticket is admitted", || {
        let ticket = show();
        manager.hears() && is_stored(ticket)
    });
    disk.fail(every(SYNC), Fault::Delay(Duration::from_hours(1)));
    show();
    manager.waits_in_vain();
    drop(kiosk);
    disk.mend();
    let (_kiosk, manager) = start(&screen, &disk, &data);
    wait_until("a ticket is admitted again", || {
        let ticket = show();
        manager.hears() && is_stored(ticket)
    });
    let (_, refusals) = counted_once(&venue, &[]);
    assert_eq!(refusals, 0);
}

#[test]
fn server_says_that_it_takes_connections_and_does_not_hang() {
    let mut venue = Venue::open_in_folder();
    venue.stop_server();
    let manager = ServiceManager::listen(venue.server_dir().with_extension("notify"));
    let mut server = venue.server_command(&venue.addresses);
    manager.is_told_by(&mut server);
    let (_server, _) = Venue::try_spawn(server).unwrap();
    assert_eq!(manager.next().as_deref(), Some("READY=1\n"));
    assert!(manager.hears() && manager.hears());
}

#[test]
fn hanging_window_is_started_again() {
    let venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    let disk = Disk::under(&data);
    let screen = VirtualScreen::open("1366x768").expect("tests/run installs xvfb");
    let (kiosk, manager) = start(&screen, &disk, &data);
    assert!(manager.hears());
    screen.freeze().unwrap();
    manager.waits_in_vain();
    drop((kiosk, screen));
    let screen = VirtualScreen::open("1366x768").expect("tests/run installs xvfb");
    start(&screen, &disk, &data);
}
