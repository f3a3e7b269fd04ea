//! A server whose data was put back to an earlier state, and the doors.

use std::fs;
use std::path::Path;

use desk::Desk;
use journal::clock::Clock;
use kiosk_config::Config;
use shared::checkin::Reason;
use view::Outcome;

use sync_server::operations::device_tokens::welcome;
use sync_server::operations::recovery::{RecoverySheet, recover, sheet};
use sync_server::{SqliteDatabase, system_time};

use crate::scanning::sync;
use crate::ticket_list::{self, hear_of, refused, take_in};
use crate::venue::{Venue, wait_until};

const SOLD: &str = "code\nTB-1\nTB-2\nTB-3\n";
/// The seller's next list, in another order.
const SOLD_SINCE: &str = "code\nTB-4\nTB-3\nTB-2\nTB-1\n";

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

/// A server that lost a seller's list gets it again, before the door sends what it admitted or after.
#[test]
fn list_imported_again_admits_no_used_ticket() {
    for is_list_first in [true, false] {
        let mut venue = Venue::open_in_folder();
        let (a, b) = (venue.kiosk("A1", "main"), venue.kiosk("B1", "river"));
        venue.tickets("visitor", 5);
        venue.stop_server();
        let (server, aside) = (
            venue.server_dir(),
            venue.server_dir().with_extension("aside"),
        );
        copy(&server, &aside);
        take_in(&venue, "TicketBox", SOLD);
        venue.start_server();
        hear_of(&a, 8);
        assert_eq!(scan(&a, ["TB-2"]), 1);
        sync(&a);
        assert_eq!(venue.today().entries, 1);
        venue.stop_server();
        fs::remove_dir_all(&server).unwrap();
        copy(&aside, &server);
        if is_list_first {
            take_in(&venue, "ticketbox ", SOLD_SINCE);
        }
        venue.start_server();
        sync(&a);
        assert_eq!(
            venue.today().entries,
            1,
            "it counts, whatever is known of the ticket"
        );
        if !is_list_first {
            take_in(&venue, "TicketBox", SOLD_SINCE);
        }
        hear_of(&b, 9);
        is_used_up(&venue, &a, &b);
    }
}

/// The laptop is gone, and what the paper says and the kiosks know is all there is.
#[test]
fn list_imported_into_recovered_server_admits_no_used_ticket() {
    let mut venue = Venue::open_in_folder();
    let (a, b) = (venue.kiosk("A1", "main"), venue.kiosk("B1", "river"));
    take_in(&venue, "TicketBox", SOLD);
    hear_of(&a, 3);
    assert_eq!(scan(&a, ["TB-2"]), 1);
    sync(&a);
    let paper = sheet(&*venue.database()).unwrap().text();
    let catalogue = venue.database().read().unwrap().catalogue().unwrap();
    venue.stop_server();
    fs::remove_dir_all(venue.server_dir()).unwrap();
    let database = SqliteDatabase::at(venue.server_dir());
    let typed = RecoverySheet::read(&paper).unwrap();
    recover(&database, &typed, &catalogue, None, system_time()).unwrap();
    let kiosks = ["A1", "B1"].map(|id| id.parse().unwrap());
    welcome(&database, Some(&kiosks), 3_600_000, system_time()).unwrap();
    // Another seller's list is there first.
    take_in(&venue, "Vé Việt", "code\nVV-1\n");
    venue.start_server();
    sync(&a);
    assert_eq!(venue.today().entries, 1);
    take_in(&venue, "TicketBox", SOLD_SINCE);
    hear_of(&b, 5);
    is_used_up(&venue, &a, &b);
}

/// The ticket TB-2 is refused as used at both doors, and counted once; TB-1 is admitted, once.
#[track_caller]
fn is_used_up(venue: &Venue, a: &Path, b: &Path) {
    // Its list is told anew, and until then the door knows no such code.
    wait_until("the door knows its list again", || {
        ticket_list::sync(a).unwrap();
        refused(a, "TB-2") != Reason::Malformed
    });
    for door in [a, b] {
        assert_eq!(refused(door, "TB-2"), Reason::AlreadyUsed);
    }
    assert_eq!(scan(b, ["TB-1"]), 1);
    sync(b);
    sync(a);
    assert_eq!(refused(a, "TB-1"), Reason::AlreadyUsed);
    sync(a);
    let today = venue.today();
    assert_eq!((today.entries, today.tickets, today.conflicts), (2, 2, 0));
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
