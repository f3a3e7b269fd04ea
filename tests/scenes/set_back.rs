//! A server whose data was put back to an earlier state, and the doors.

use std::fs;
use std::path::Path;

use kiosk::clock::Clock;
use kiosk::config::Config;
use kiosk::desk::Desk;
use kiosk::view::Outcome;

use crate::scanning::sync;
use crate::venue::Venue;

/// Scans codes at a door; gives how many were admitted.
fn scan<'a>(data: &Path, codes: impl IntoIterator<Item = &'a str>) -> usize {
    let mut desk = Desk::open(data, Config::read(data).unwrap()).unwrap();
    let clock = Clock::of_this_device();
    let admitted = codes.into_iter().filter(|code| {
        let judged = desk.scan(code, &clock.stamp()).unwrap();
        matches!(judged.verdict.outcome, Outcome::Admitted { .. })
    });
    admitted.count()
}

#[test]
fn copied_back_folder_lets_nobody_in_twice() {
    let mut venue = Venue::open();
    let (a, b) = (venue.kiosk("A1", "main"), venue.kiosk("B1", "river"));
    let tickets = venue.tickets("visitor", 80);
    let codes: Vec<&str> = tickets.iter().map(|it| it.digits.as_str()).collect();
    assert_eq!(scan(&a, codes[..20].iter().copied()), 20);
    sync(&a);
    venue.stop_server();
    let (server, aside) = (
        venue.server_dir(),
        venue.server_dir().with_extension("aside"),
    );
    copy(&server, &aside);
    venue.start_server();
    assert_eq!(scan(&a, codes[20..].iter().copied()), 60);
    sync(&a);
    venue.stop_server();
    fs::remove_dir_all(&server).unwrap();
    copy(&aside, &server);
    venue.start_server();
    sync(&a);
    sync(&b);
    assert_eq!(scan(&b, codes.iter().copied()), 0);
    sync(&b);
    let today = venue.today();
    assert_eq!((today.entries, today.refused), (80, 80));
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for file in fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        let target = to.join(file.file_name());
        if file.file_type().unwrap().is_dir() {
            copy(&file.path(), &target);
        } else {
            fs::copy(file.path(), target).unwrap();
        }
    }
}
