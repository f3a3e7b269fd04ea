//! The end of the event in a real browser: archive and report, names and codes deleted, real kiosks wiped; and an older
//! backup put back afterwards.

use std::fs::{self, File};
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use journal::Journal;
use kiosk_config::Config;
use scenes::virtual_screen::VirtualScreen;
use sync_server::backup::backups_in;
use sync_server::kiosks::KioskRole;
use sync_server::system_time;
use sync_server::tickets::{IssueRequest, issue_to};
use zip::ZipArchive;

use crate::browser::Browser;
use crate::desk::{look, owner_page, sign_in};
use crate::people::{Kiosk, holds, joins};
use crate::real_window::{CLOSED, GREEN, Running, main_colour};
use crate::typist::{enter, tab_to};
use crate::venue::{TODAY, Venue, program, wait_until};

const NAME: &str = "Nguyễn Thị Mẫu";

/// Goes to a control without a pointer, and presses it.
fn press_by_key(page: &mut Browser, control: &str) {
    tab_to(page, control);
    enter(page);
}

/// Opens what hides the form of a step.
fn open_step(page: &mut Browser, step: &str) {
    page.wait_until("document.readyState === 'complete'");
    let details = format!("main details:not([open]):has([name=act][value={step}])");
    if page.value(&format!("document.querySelector('{details}') !== null")) == true {
        press_by_key(page, &format!("{details} summary"));
    }
}

/// Sends the form of a step.
fn take_step(page: &mut Browser, step: &str) {
    open_step(page, step);
    let button = format!("main form:has([name=act][value={step}]) button");
    press_by_key(page, &button);
}

/// Writes into a field of the form of a step.
fn write(page: &mut Browser, step: &str, field: &str, text: &str) {
    open_step(page, step);
    let field = format!("main form:has([name=act][value={step}]) [name={field}]");
    tab_to(page, &field);
    page.value("document.activeElement.select()");
    page.type_text(text);
}

/// Returns the figures of the report of all days, without when devices were heard.
fn report(page: &mut Browser, venue: &Venue) -> String {
    page.go(&format!("{}/admin/reports", venue.url()));
    let figures = page
        .value("[...document.querySelectorAll('main table')].slice(0, -1).map((it) => it.innerText).join('|')");
    figures.as_str().unwrap().to_owned()
}

/// The archive has the report and a backup.
fn check_archive(archive: Vec<u8>) {
    let mut archive = ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut workbook = Vec::new();
    let mut file = archive.by_name("report.xlsx").unwrap();
    file.read_to_end(&mut workbook).unwrap();
    drop(file);
    assert!(ZipArchive::new(Cursor::new(workbook)).unwrap().len() > 5);
    let is_database = |it: &str| it.starts_with("backup/") && it.ends_with("/exhibition.db");
    let mut files = archive.file_names();
    assert!(files.any(|it| is_database(&it.unwrap())));
}

/// A kiosk with a real window, to which pictures of tickets are held.
pub(crate) struct Door {
    screen: VirtualScreen,
    data: PathBuf,
    shown: PathBuf,
    log: PathBuf,
    _kiosk: Running,
}

impl Door {
    /// Starts the kiosk of a data directory, beside which it keeps what it is shown and its log.
    pub(crate) fn start(data: PathBuf) -> Self {
        let [shown, log] = ["shown", "kiosk.log"].map(|name| data.with_file_name(name));
        fs::create_dir(&shown).unwrap();
        let screen = VirtualScreen::open("1366x768").expect("tests/run installs xvfb");
        let mut kiosk = screen.command(program("kiosk"));
        kiosk.args(["run", "--fullscreen", "--camera", "off", "--data"]);
        kiosk.arg(&data).arg("--folder").arg(&shown);
        kiosk
            .stdout(Stdio::null())
            .stderr(File::create(&log).unwrap());
        let kiosk = Running(kiosk.spawn().unwrap());
        wait_until("the window draws", || main_colour(&screen).0 != [0, 0, 0]);
        Self {
            screen,
            data,
            shown,
            log,
            _kiosk: kiosk,
        }
    }

    /// Holds a ticket to the kiosk until it has let somebody in. What lies there when it begins to scan was scanned before.
    pub(crate) fn admit(&self, picture: &Path) {
        self.show_until("the visitor comes in", picture, || self.colour() == GREEN);
    }

    /// Holds a picture to the kiosk until something has come true.
    pub(crate) fn show_until(&self, what: &str, picture: &Path, is_true: impl Fn() -> bool) {
        let name = picture.file_stem().unwrap().display();
        let mut names = (0..).map(|number| self.shown.join(format!("{name}-{number}.png")));
        crate::real_window::wait_until(what, || {
            fs::copy(picture, names.next().unwrap()).unwrap();
            is_true()
        });
    }

    fn colour(&self) -> [u8; 3] {
        main_colour(&self.screen).0
    }

    /// Whether the kiosk deleted keys and ticket list.
    fn is_wiped(&self) -> bool {
        let config = Config::read(&self.data).unwrap();
        let journal = Journal::open(&self.data, config.exhibition, &config.kiosk).unwrap();
        journal.is_wiped().unwrap()
    }
}

/// Returns how many tickets the server knows, and how many submissions.
fn kept(venue: &Venue) -> (u64, usize) {
    let database = venue.database();
    let tickets = database.read().unwrap().count_tickets().unwrap();
    let submissions = database.submissions().unwrap().count().unwrap();
    (tickets, submissions)
}

#[test]
fn end_of_event_leaves_figures_and_nobody() {
    let mut venue = Venue::open_in_folder();
    let hall = Kiosk::open(&venue, "H1", KioskRole::Hall);
    assert!(hall.writes(1, NAME, joins()));
    let request = IssueRequest {
        count: 1,
        kind: "visitor".to_owned(),
        days: 1 << TODAY,
        party: None,
    };
    let named = issue_to(
        &*venue.database(),
        &request,
        &[NAME.to_owned()],
        system_time(),
    );
    let pictures = venue.pictures(&[named.unwrap(), venue.tickets("visitor", 1)].concat());
    let door = Door::start(venue.kiosk("A1", "main"));
    door.admit(&pictures[0]);
    wait_until("all of it is on the server", || {
        venue.today().entries == 1 && kept(&venue) == (2, 1)
    });

    let mut page = owner_page(&venue);
    let (desk, folder) = (venue.url(), tempfile::tempdir().unwrap());
    let backups = folder.path().join("backups");
    page.go(&format!("{desk}/admin/backups"));
    write(&mut page, "set", "folder", backups.to_str().unwrap());
    take_step(&mut page, "set");
    wait_until("the backup is made", || {
        backups_in(&backups).is_ok_and(|it| it.len() == 1)
    });
    let older = backups_in(&backups).unwrap().remove(0).path;
    assert!(holds(&older, NAME));
    let before = report(&mut page, &venue);
    assert!(before.contains("Cổng chính"), "{before}");

    page.go(&format!("{desk}/admin/closing"));
    look(&mut page, "closing");
    take_step(&mut page, "archive");
    page.wait_until("document.querySelector('main a[download]') !== null");
    tab_to(&mut page, "main a[download]");
    check_archive(page.download_by(enter));

    let name = venue.catalogue.name.get("vi").to_owned();
    for (typed, said) in [
        ("Triển lãm", ".problem[role=alert]"),
        (&*name, ".done[role=status]"),
    ] {
        write(&mut page, "purge", "name", typed);
        page.keep_picture(&format!("desk-closing-typed-{}", said.len()));
        take_step(&mut page, "purge");
        page.wait_until(&format!("document.querySelector('{said}') !== null"));
    }
    look(&mut page, "closing-purged");
    assert_eq!(kept(&venue), (0, 0));
    assert_eq!(report(&mut page, &venue), before);
    venue.stop_server();
    assert!(!holds(&venue.server_dir(), NAME));
    venue.start_server();

    page.go(&format!("{desk}/admin/closing"));
    take_step(&mut page, "wipe");
    page.wait_until("location.search.includes('closing-wipe')");
    wait_until("the kiosks are wiped and have said so", || {
        page.go(&format!("{desk}/admin/closing"));
        let text = page.value("document.querySelector('main').innerText");
        text.as_str().unwrap().contains("2 / 2 máy đã báo xoá xong")
    });
    look(&mut page, "closing-done");
    wait_until("the window says it", || door.colour() == CLOSED);
    assert!(door.is_wiped());
    let said = fs::read_to_string(&door.log).unwrap();
    assert!(said.contains("the exhibition is over"), "{said}");
    assert!(!holds(&hall.data, NAME));

    // An older backup brings nobody back, neither here nor on another computer.
    page.go(&format!("{desk}/admin/backups"));
    press_by_key(&mut page, "main table tr:last-child a");
    page.wait_until("location.pathname === '/admin/backups/restore'");
    look(&mut page, "restore");
    tab_to(&mut page, "main [name=name]");
    page.type_text(&name);
    enter(&mut page);
    page.wait_until("location.pathname === '/admin/sign-in'");
    sign_in(&mut page);
    page.go(&format!("{desk}/admin/backups"));
    page.wait_until("document.querySelector('.done') !== null");
    look(&mut page, "restored");
    assert_eq!(kept(&venue), (0, 0));
    venue.stop_server();
    assert!(!holds(&venue.server_dir(), NAME));
    let elsewhere = folder.path().join("elsewhere");
    let mut restore = Command::new(program("sync-server"));
    restore.args(["restore", "--yes", "--from"]).arg(&older);
    restore.arg("--data").arg(&elsewhere).stdout(Stdio::null());
    assert!(restore.status().unwrap().success());
    assert!(!holds(&elsewhere, NAME) && holds(&older, NAME));
}
