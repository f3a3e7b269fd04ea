//! Programs that stop answering and go on later, as on a laptop that sleeps or a disk that hangs.

use rustix::process::Signal;
use serde_json::Value;

use super::{scan, wait_stored};
use crate::scanning::{Running, counted_once};
use crate::venue::Venue;

#[test]
fn doors_go_on_beside_a_frozen_server() {
    let mut venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    let tickets = venue.tickets("visitor", 12);
    venue.stop_server();
    let (server, _) = venue.spawn_server(&venue.addresses);
    let mut kiosk = Running::start(&data);
    let mut shown: Vec<Value> = Vec::new();
    for tickets in tickets.chunks(4) {
        server.signal(Signal::STOP);
        shown.extend(tickets.iter().map(|ticket| scan(&mut kiosk, ticket)));
        server.signal(Signal::CONT);
        wait_stored(&venue, shown.len());
    }
    assert!(kiosk.end().is_empty());
    assert_eq!(counted_once(&venue, &shown), (12, 0));
}

#[test]
fn frozen_kiosk_keeps_no_other_from_working() {
    let venue = Venue::open();
    let doors = [venue.kiosk("A1", "main"), venue.kiosk("B1", "river")];
    let tickets = venue.tickets("visitor", 40);
    let mut kiosks = doors.each_ref().map(|data| Running::start(data));
    let mut shown: Vec<Value> = Vec::new();
    for (round, tickets) in tickets.chunks(8).enumerate() {
        // It is stopped anywhere on the way of its records to the server.
        let (frozen, working) = (round % 2, (round + 1) % 2);
        for ticket in &tickets[..4] {
            kiosks[frozen].present(&ticket.digits);
        }
        shown.extend((0..round).map(|_| kiosks[frozen].verdicts.recv().unwrap()));
        kiosks[frozen].signal(Signal::STOP);
        shown.extend(tickets[4..].iter().map(|it| scan(&mut kiosks[working], it)));
        kiosks[frozen].signal(Signal::CONT);
        shown.extend((round..4).map(|_| kiosks[frozen].verdicts.recv().unwrap()));
    }
    wait_stored(&venue, shown.len());
    for kiosk in kiosks {
        assert!(kiosk.end().is_empty());
    }
    assert_eq!(counted_once(&venue, &shown), (40, 0));
}
