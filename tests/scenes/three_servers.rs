//! Three server processes on one exhibition in PostgreSQL, one of which is killed again and again.

use std::time::Duration;

use proptest::prelude::Rng;
use proptest::test_runner::{RngAlgorithm, TestRng};
use shared::protocol::v1::Totals;
use sync_server::ListenAddresses;

use crate::scanning::{Running, counted_once, stored, sync};
use crate::venue::{Venue, wait_until};

const KILLS: usize = 6;
/// Codes that a door is shown before a kill, and as many again while it happens.
const AT_ONCE: usize = 5;

#[test]
fn killed_server_of_three_loses_and_doubles_nothing() {
    let mut venue = Venue::open_in_postgres();
    venue.stop_server();
    let any_port = ListenAddresses::beside("127.0.0.1:0".parse().unwrap());
    let mut servers = [(); 3].map(|()| venue.spawn_server(&any_port));
    // Each door sends to a server of its own.
    let doors = [("A1", "main", 0), ("B1", "river", 1), ("C1", "main", 2)].map(|door| {
        let (name, gate, server) = door;
        venue.addresses = servers[server].1;
        venue.kiosk(name, gate)
    });
    let tickets = doors
        .each_ref()
        .map(|_| venue.tickets("visitor", (2 * KILLS * AT_ONCE) as u32));
    let mut kiosks = doors.each_ref().map(|data| Running::start(data));
    let mut random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut random = |below: u64| random.next_u64() % below;
    let mut shown = Vec::new();
    for kill in 0..KILLS {
        let before = stored(&venue).len();
        let present = |kiosks: &mut [Running; 3], from: usize| {
            for (kiosk, tickets) in kiosks.iter_mut().zip(&tickets) {
                for ticket in &tickets[from..from + AT_ONCE] {
                    kiosk.present(&ticket.digits);
                }
            }
        };
        present(&mut kiosks, 2 * kill * AT_ONCE);
        wait_until("every door reaches its server", || {
            stored(&venue).len() >= before + 3 * AT_ONCE
        });
        present(&mut kiosks, (2 * kill + 1) * AT_ONCE);
        let mut wait = Duration::from_micros(random(20_000));
        while let Ok(verdict) = kiosks[kill % 3].verdicts.recv_timeout(wait) {
            shown.push(verdict);
            wait = Duration::from_micros(random(4_000));
        }
        let (process, addresses) = &mut servers[kill % 3];
        process.kill();
        *process = venue.spawn_server(addresses).0;
    }
    for kiosk in kiosks {
        shown.extend(kiosk.end());
    }
    for data in &doors {
        sync(data);
    }
    assert_eq!(
        shown.len(),
        3 * 2 * KILLS * AT_ONCE,
        "each code got its verdict"
    );
    let expected = shown.len() as i64;
    for (_, addresses) in &servers {
        venue.addresses = *addresses;
        wait_until("each server shows all of it", || {
            entries(&venue.totals()) == expected
        });
        assert_eq!(counted_once(&venue, &shown), (expected, 0));
    }
    let report = venue.database().rebuild(false).unwrap();
    assert_eq!(report.faults, Vec::<String>::new());
}

fn entries(totals: &Totals) -> i64 {
    totals.days.iter().map(|day| day.entries).sum()
}
