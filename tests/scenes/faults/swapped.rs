//! Files that were cut short or exchanged while nobody used them.

use std::fs;
use std::path::Path;

use super::{record_offline, try_sync, waiting};
use crate::scanning::{counted_once, sync};
use crate::venue::Venue;

fn cut_to(file: &Path, parts: u64) {
    let length = fs::metadata(file).unwrap().len();
    let file = fs::File::options().write(true).open(file).unwrap();
    file.set_len(length * parts / 4).unwrap();
}

#[test]
fn server_with_a_cut_database_serves_no_other_totals() {
    let mut venue = Venue::open_in_folder();
    let data = venue.kiosk("A1", "main");
    let tickets = venue.tickets("visitor", 20);
    record_offline(&data, &tickets);
    sync(&data);
    venue.stop_server();
    let database = venue.database_file();
    let whole = fs::read(&database).unwrap();
    for parts in 0..4 {
        fs::write(&database, &whole).unwrap();
        cut_to(&database, parts);
        let served = venue.server_command(&venue.addresses).output().unwrap();
        assert!(!served.status.success(), "{parts} quarters");
        fs::remove_file(&database).unwrap();
    }
    fs::write(&database, &whole).unwrap();
    venue.start_server();
    assert_eq!(counted_once(&venue, &[]), (20, 0));
}

#[test]
fn kiosk_with_a_cut_journal_loses_nothing_sent() {
    let venue = Venue::open_in_folder();
    let data = venue.kiosk("A1", "main");
    let tickets = venue.tickets("visitor", 20);
    record_offline(&data, &tickets[..10]);
    sync(&data);
    let journal = data.join("journal.db");
    let whole = fs::read(&journal).unwrap();
    for parts in 1..4 {
        fs::write(&journal, &whole).unwrap();
        cut_to(&journal, parts);
        assert!(!try_sync(&data), "{parts} quarters are no journal");
    }
    // As the kiosk advises: the damaged file is moved away, and a new journal begins.
    fs::rename(&journal, data.join("damaged.db")).unwrap();
    sync(&data);
    record_offline(&data, &tickets[10..]);
    sync(&data);
    assert_eq!(waiting(&data), 0);
    assert_eq!(counted_once(&venue, &[]), (20, 0));
}

#[test]
fn exchanged_journals_are_refused() {
    let venue = Venue::open_in_folder();
    let doors = [venue.kiosk("A1", "main"), venue.kiosk("B1", "river")];
    let tickets = venue.tickets("visitor", 8);
    let [one, other] = doors.each_ref().map(|door| door.join("journal.db"));
    record_offline(&doors[0], &tickets[..4]);
    record_offline(&doors[1], &tickets[4..]);
    let aside = one.with_extension("aside");
    let exchange = || {
        fs::rename(&one, &aside).unwrap();
        fs::rename(&other, &one).unwrap();
        fs::rename(&aside, &other).unwrap();
    };
    exchange();
    for door in &doors {
        assert!(!try_sync(door), "another kiosk's journal is refused");
    }
    exchange();
    for door in &doors {
        sync(door);
        assert_eq!(waiting(door), 0);
    }
    assert_eq!(counted_once(&venue, &[]), (8, 0));
}
