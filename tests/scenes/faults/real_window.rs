//! The window on a disk that fails, as a person before it sees it.

use std::fs::{self, File};
use std::process::Stdio;

use rustix::io::Errno;
use scenes::virtual_screen::VirtualScreen;

use super::shim::{CHANGES, Disk, Fault, every};
use crate::real_window::{CLOSED, GREEN, Running, main_colour, wait_until};
use crate::scanning::counted_once;
use crate::venue::{Venue, program};

#[test]
fn screen_is_never_green_on_a_broken_disk() {
    let venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    let tickets = venue.tickets("visitor", 200);
    let pictures = venue.pictures(&tickets);
    let shown = data.with_extension("shown");
    fs::create_dir_all(&shown).unwrap();
    let mut next = tickets.iter().zip(&pictures);
    // Holds the next ticket to the scanner.
    let mut show = || {
        let (ticket, picture) = next.next().unwrap();
        fs::rename(picture, shown.join(picture.file_name().unwrap())).unwrap();
        format!("{:08x}", ticket.number.0)
    };
    let is_stored = |number: &str| {
        let stored = venue.stored_records();
        stored.iter().any(|(.., body)| body.contains(number))
    };
    let screen = VirtualScreen::open("1366x768").expect("tests/run installs xvfb");
    let (disk, log) = (Disk::under(&data), data.with_extension("log"));
    let mut kiosk = screen.command(program("kiosk"));
    kiosk.args(["run", "--fullscreen", "--camera", "off", "--data"]);
    kiosk.arg(&data).arg("--folder").arg(&shown);
    kiosk
        .stdout(Stdio::null())
        .stderr(File::create(&log).unwrap());
    disk.preload(&mut kiosk);
    let _kiosk = Running(kiosk.spawn().unwrap());
    let ground = || main_colour(&screen).0;
    wait_until("the window never drew anything", || ground() != [0, 0, 0]);
    wait_until("no ticket was ever admitted", || {
        // What lies there when the kiosk begins to scan was scanned before.
        show();
        ground() == GREEN
    });
    for (errno, advice) in [
        (Errno::NOSPC, "free some space"),
        (Errno::IO, "start the kiosk again"),
    ] {
        let last = show();
        wait_until("all that was shown is admitted", || is_stored(&last));
        wait_until("the verdict goes", || ground() != GREEN);
        disk.fail(every(CHANGES), Fault::Error(errno));
        let refused = show();
        wait_until("the screen says that the kiosk is out of order", || {
            let ground = ground();
            assert_ne!(ground, GREEN, "{errno}");
            ground == CLOSED
        });
        let log = fs::read_to_string(&log).unwrap();
        assert!(log.contains(advice), "{errno}: {log}");
        disk.mend();
        wait_until("the kiosk goes on by itself", || ground() != CLOSED);
        assert!(!is_stored(&refused), "{errno}");
        show();
        wait_until("the next ticket turns it green", || ground() == GREEN);
    }
    let green = show();
    wait_until("everything is sent", || is_stored(&green));
    let (entries, refusals) = counted_once(&venue, &[]);
    assert!(entries >= 5 && refusals == 0, "{entries}, {refusals}");
}
