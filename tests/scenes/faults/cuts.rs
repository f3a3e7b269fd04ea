//! Power cuts that lose and tear what was not synced.

use super::shim::{CHANGES, Disk, Failing, Fault};
use super::{Chance, record_offline, try_sync, until_it_ends, waiting};
use crate::scanning::{Running, counted_once, stored, sync};
use crate::venue::Venue;

const CUTS: usize = 60;
/// Rounds before the first cut.
const CALM: usize = 3;
/// Codes that a kiosk is shown before each cut.
const CODES: usize = 6;

fn cut_after(skip: u64) -> Failing {
    Failing {
        calls: CHANGES,
        file: "",
        skip,
        count: 1,
    }
}

#[test]
fn kiosk_loses_no_shown_verdict() {
    let mut venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    let tickets = venue.tickets("visitor", (CODES * CUTS) as u32);
    let disk = Disk::with_power(&data);
    let mut chance = Chance::new();
    let mut shown = Vec::new();
    let (mut calls, mut cuts) = (0, 0);
    for round in 0..CUTS {
        if round + 1 == CALM || (round >= CALM && chance.below(2) == 0) {
            venue.stop_server();
        } else {
            venue.start_server();
        }
        // The first rounds, which fill the journal, are not cut: the last tells how many calls there are, without a server.
        let skip = if round < CALM {
            u64::MAX
        } else {
            chance.below(calls)
        };
        disk.fail(cut_after(skip), Fault::PowerCut(chance.below(u64::MAX)));
        let mut kiosk = Running::start_with(&data, |command| disk.preload(command));
        let new = &tickets[round * CODES..(round + 1) * CODES];
        let earlier = &tickets[chance.below(((round + 1) * CODES) as u64) as usize];
        for ticket in new.iter().chain([earlier]) {
            kiosk.present(&ticket.digits);
        }
        kiosk.close_input();
        until_it_ends(&kiosk, &mut shown);
        shown.extend(kiosk.kill());
        cuts += disk.failed();
        if round < CALM {
            calls = disk.seen();
        }
    }
    venue.start_server();
    sync(&data);
    assert_eq!(waiting(&data), 0);
    let (entries, refusals) = counted_once(&venue, &shown);
    let verdicts = shown.len();
    assert!(
        cuts > CUTS as u64 / 2 && verdicts > CUTS,
        "the scene must get somewhere: {cuts} cuts, {verdicts} verdicts"
    );
    println!("{cuts} power cuts: {verdicts} verdicts, {entries} entries, {refusals} refusals");
}

#[test]
fn server_loses_no_acknowledged_record() {
    let mut venue = Venue::open_in_folder();
    let data = venue.kiosk("A1", "main");
    let tickets = venue.tickets("visitor", (CODES * CUTS) as u32);
    sync(&data);
    venue.stop_server();
    let mut chance = Chance::new();
    let disk = Disk::with_power(&venue.server_dir());
    let (mut calls, mut cuts, mut recorded) = (0, 0, 0);
    for round in 0..CUTS {
        record_offline(&data, &tickets[round * CODES..(round + 1) * CODES]);
        recorded += CODES;
        let skip = if round < CALM {
            u64::MAX
        } else {
            chance.below(calls)
        };
        disk.fail(cut_after(skip), Fault::PowerCut(chance.below(u64::MAX)));
        let mut server = venue.server_command(&venue.addresses);
        disk.preload(&mut server);
        if let Some((mut server, _)) = Venue::try_spawn(server) {
            try_sync(&data);
            server.stop();
        }
        cuts += disk.failed();
        if round < CALM {
            calls = disk.seen();
        }
        let acknowledged = recorded - waiting(&data) as usize;
        let kept = stored(&venue).len();
        assert!(
            kept >= acknowledged,
            "cut {round}: {acknowledged} acknowledged, {kept} kept"
        );
    }
    venue.start_server();
    assert_eq!(venue.totals().warnings, []);
    sync(&data);
    assert_eq!(waiting(&data), 0);
    assert_eq!(counted_once(&venue, &[]), (recorded as i64, 0));
    assert!(
        cuts > CUTS as u64 / 2,
        "the scene must get somewhere: {cuts} cuts"
    );
    println!("{cuts} power cuts of the server: {recorded} records");
}
