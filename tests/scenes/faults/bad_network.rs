//! A network that delays, cuts, freezes and repeats: doors go on, and everything arrives once.

use std::time::Duration;

use serde_json::Value;

use super::proxy::{Proxy, Weather};
use super::{Chance, record_offline, scan, try_sync, wait_stored, waiting};
use crate::scanning::{Running, counted_once, stored, sync};
use crate::venue::{Venue, wait_until};

/// Bytes of one sync that has something to send, roughly: the handshake, the question for news and the records.
const SYNC_BYTES: u64 = 2_500;

#[test]
fn records_arrive_once_through_cut_connections() {
    cut_connections(Venue::open_in_folder());
}

#[test]
fn records_arrive_once_through_cut_connections_on_postgres() {
    cut_connections(Venue::open_in_postgres());
}

fn cut_connections(mut venue: Venue) {
    const CUTS: usize = 15;
    /// Answers that are lost once the records they acknowledge are stored.
    const LOST: usize = 3;
    let proxy = Proxy::start(venue.addresses.devices);
    let data = venue.behind(proxy.address, |venue| venue.kiosk("A1", "main"));
    let tickets = venue.tickets("visitor", (CUTS + LOST) as u32);
    let mut chance = Chance::new();
    let mut failed = 0;
    for ticket in &tickets[..CUTS] {
        record_offline(&data, std::slice::from_ref(ticket));
        let bytes = chance.below(SYNC_BYTES);
        proxy.set(match chance.below(2) {
            0 => Weather::CutUp(bytes),
            _ => Weather::CutDown(bytes),
        });
        failed += usize::from(!try_sync(&data));
    }
    proxy.set(Weather::Fine);
    sync(&data);
    for ticket in &tickets[CUTS..] {
        record_offline(&data, std::slice::from_ref(ticket));
        let (records, before) = (venue.record_reader(), stored(&venue).len());
        proxy.lose_answer_when(move || records().len() > before);
        assert!(!try_sync(&data), "the kiosk hears of no acknowledgement");
        assert_eq!(stored(&venue).len(), before + 1);
        assert_eq!(waiting(&data), 1);
        sync(&data);
    }
    assert_eq!(waiting(&data), 0);
    assert!(failed > CUTS / 4, "the scene must get somewhere: {failed}");
    assert_eq!(counted_once(&venue, &[]), ((CUTS + LOST) as i64, 0));
    println!("{CUTS} cuts, {failed} failed; {LOST} answers lost after the records were stored");
}

#[test]
fn doors_go_on_through_any_weather() {
    let mut venue = Venue::open();
    let proxy = Proxy::start(venue.addresses.devices);
    let data = venue.behind(proxy.address, |venue| venue.kiosk("A1", "main"));
    let tickets = venue.tickets("visitor", 16);
    let mut kiosk = Running::start(&data);
    let mut shown: Vec<Value> = Vec::new();
    let weathers = [
        Weather::Slow(Duration::from_millis(300)),
        Weather::HalfOpen(2_000),
        Weather::CutDown(3_000),
        Weather::Away,
    ];
    for (weather, tickets) in weathers.into_iter().zip(tickets.chunks(4)) {
        let before = proxy.connections();
        proxy.set(weather);
        shown.extend(tickets.iter().map(|ticket| scan(&mut kiosk, ticket)));
        wait_until("the kiosk meets the weather", || {
            proxy.connections() > before
        });
        proxy.set(Weather::Fine);
        wait_stored(&venue, shown.len());
    }
    assert!(kiosk.end().is_empty());
    assert_eq!(counted_once(&venue, &shown), (16, 0));
}

#[test]
fn repeated_connections_store_nothing() {
    let mut venue = Venue::open();
    let proxy = Proxy::start(venue.addresses.devices);
    let data = venue.behind(proxy.address, |venue| venue.kiosk("A1", "main"));
    let tickets = venue.tickets("visitor", 5);
    record_offline(&data, &tickets);
    sync(&data);
    let stored_before = stored(&venue).len();
    assert!(proxy.repeat_all() > 1_000, "something was recorded");
    assert_eq!(stored(&venue).len(), stored_before);
    assert_eq!(counted_once(&venue, &[]), (5, 0));
}
