//! Disks that refuse a call, once or for good, and disks that take their time.

use std::process::{Command, Stdio};
use std::time::Duration;

use rustix::io::Errno;
use serde_json::Value;

use super::shim::{CHANGES, Disk, Fault, READ, SYNC, WRITE, every, once};
use super::{Server, health, is_out_of_order, record_offline, scan, try_sync, wait_stored};
use crate::scanning::{Running, counted_once, stored, sync};
use crate::venue::{Venue, program, wait_until};

/// What a disk can say for good, and what a person reads of it.
pub(super) const FOR_GOOD: [(Errno, u64, &str); 3] = [
    (Errno::IO, CHANGES | READ, "start the kiosk again"),
    (Errno::NOSPC, CHANGES, "free some space"),
    (Errno::ROFS, CHANGES, "check the disk"),
];

#[test]
fn kiosk_survives_failure_of_any_call() {
    const FAILURES: u64 = 60;
    let venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    let tickets = venue.tickets("visitor", 1 + FAILURES as u32);
    let disk = Disk::under(&data);
    let mut kiosk = Running::start_with(&data, |command| disk.preload(command));
    let mut tickets = tickets.iter();
    let mut shown = vec![scan(&mut kiosk, tickets.next().unwrap())];
    let mut refused = 0;
    for number in 0..FAILURES {
        let errno = [Errno::IO, Errno::NOSPC][number as usize % 2];
        disk.fail(once(CHANGES | READ, number / 2), Fault::Error(errno));
        let ticket = tickets.next().unwrap();
        let mut answer = scan(&mut kiosk, ticket);
        if is_out_of_order(&answer) {
            refused += 1;
            answer = scan(&mut kiosk, ticket);
        }
        assert_eq!(answer["verdict"], "admitted", "call {number}: {answer}");
        shown.push(answer);
        // Where the scan did not meet it, the uplink does.
        disk.mend();
    }
    assert!(
        refused > FAILURES / 10,
        "the scene must get somewhere: {refused}"
    );
    wait_stored(&venue, shown.len());
    assert!(kiosk.end().is_empty());
    assert_eq!(counted_once(&venue, &shown), (FAILURES as i64 + 1, 0));
}

#[test]
fn kiosk_goes_on_once_its_disk_is_mended() {
    let venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    let tickets = venue.tickets("visitor", 10);
    let disk = Disk::under(&data);
    let mut kiosk = Running::start_with(&data, |command| disk.preload(command));
    let mut shown = vec![scan(&mut kiosk, &tickets[6])];
    for (number, (errno, calls, advice)) in FOR_GOOD.into_iter().enumerate() {
        let tickets = &tickets[2 * number..2 * number + 2];
        disk.fail(every(calls), Fault::Error(errno));
        for ticket in tickets {
            let answer = scan(&mut kiosk, ticket);
            assert!(is_out_of_order(&answer), "{errno}: {answer}");
            let error = answer["error"].as_str().unwrap();
            assert!(error.contains(advice), "{errno}: {error}");
        }
        disk.mend();
        for ticket in tickets {
            let answer = scan(&mut kiosk, ticket);
            assert_eq!(answer["verdict"], "admitted", "{errno}: {answer}");
            shown.push(answer);
        }
    }
    wait_stored(&venue, shown.len());
    assert!(kiosk.end().is_empty());
    assert_eq!(counted_once(&venue, &shown), (shown.len() as i64, 0));
}

#[test]
fn kiosk_on_a_broken_disk_says_so_at_start() {
    let venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    let tickets = venue.tickets("visitor", 1);
    let disk = Disk::under(&data);
    let start = || {
        let mut scan = Command::new(program("kiosk"));
        scan.args(["scan", "--code", &tickets[0].digits, "--data"]);
        disk.preload(scan.arg(&data));
        scan.output().unwrap()
    };
    for (errno, calls, _) in FOR_GOOD {
        disk.fail(every(calls), Fault::Error(errno));
        let ended = start();
        let error = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert!(!ended.status.success(), "{errno}");
        assert!(ended.stdout.is_empty(), "{errno}");
        assert!(
            error.contains("disk") || error.contains("may be written"),
            "{errno}: {error}"
        );
    }
    disk.mend();
    let ended = start();
    let verdict = String::from_utf8_lossy(&ended.stdout).into_owned();
    assert!(verdict.contains("\"admitted\""), "{ended:?}");
    let verdict: Value = serde_json::from_str(&verdict).unwrap();
    sync(&data);
    assert_eq!(counted_once(&venue, &[verdict]), (1, 0));
}

#[test]
fn kiosk_waits_for_a_slow_disk() {
    let venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    let tickets = venue.tickets("visitor", 4);
    let disk = Disk::under(&data);
    let mut kiosk = Running::start_with(&data, |command| disk.preload(command));
    let mut shown = vec![scan(&mut kiosk, &tickets[3])];
    disk.fail(every(SYNC), Fault::Delay(Duration::from_secs(1)));
    for ticket in &tickets[..3] {
        let mut answer = scan(&mut kiosk, ticket);
        // The uplink writes too, and a scan gives up after waiting for it for a while.
        while is_out_of_order(&answer) {
            answer = scan(&mut kiosk, ticket);
        }
        assert_eq!(answer["verdict"], "admitted", "{answer}");
        shown.push(answer);
    }
    assert!(disk.failed() >= 3);
    wait_stored(&venue, 4);
    disk.mend();
    assert!(kiosk.end().is_empty());
    assert_eq!(counted_once(&venue, &shown), (4, 0));
}

#[test]
fn server_survives_failure_of_any_call() {
    const FAILURES: u64 = 40;
    let mut venue = Venue::open_in_folder();
    let data = venue.kiosk("A1", "main");
    let tickets = venue.tickets("visitor", FAILURES as u32);
    venue.stop_server();
    let mut server = Server::start(&venue);
    for (number, ticket) in tickets.iter().enumerate() {
        record_offline(&data, std::slice::from_ref(ticket));
        let errno = [Errno::IO, Errno::NOSPC][number % 2];
        let failing = once(CHANGES | READ, number as u64 / 2);
        server.disk.fail(failing, Fault::Error(errno));
        wait_until("the kiosk gets through", || try_sync(&data));
    }
    server.disk.mend();
    assert_eq!(counted_once(&venue, &[]), (FAILURES as i64, 0));
    server.process.stop();
    let recount = venue.database().rebuild(false).unwrap();
    assert_eq!(recount.faults, Vec::<String>::new());
}

#[test]
fn server_goes_on_once_its_disk_is_mended() {
    let mut venue = Venue::open_in_folder();
    let data = venue.kiosk("A1", "main");
    let tickets = venue.tickets("visitor", 8);
    venue.stop_server();
    let server = Server::start(&venue);
    let mut kiosk = Running::start(&data);
    let mut shown = vec![scan(&mut kiosk, &tickets[6])];
    wait_stored(&venue, 1);
    for (number, (errno, calls, _)) in FOR_GOOD.into_iter().enumerate() {
        server.disk.fail(every(calls), Fault::Error(errno));
        for ticket in &tickets[2 * number..2 * number + 2] {
            shown.push(scan(&mut kiosk, ticket));
        }
        wait_until("the server says that it can't store", || {
            let (status, said) = health(&venue);
            status == 503 && said.contains("The server's log says why")
        });
        assert_eq!(stored(&venue).len(), 1 + 2 * number);
        server.disk.mend();
        wait_stored(&venue, shown.len());
        wait_until("the server is well", || health(&venue).0 == 200);
    }
    assert!(kiosk.end().is_empty());
    assert_eq!(counted_once(&venue, &shown), (shown.len() as i64, 0));
    let log = server.log();
    assert!(log.contains("look at the disk's space and health"), "{log}");
}

#[test]
fn health_comes_back_with_the_disk_alone() {
    let mut venue = Venue::open_in_folder();
    let data = venue.kiosk("A1", "main");
    let tickets = venue.tickets("visitor", FOR_GOOD.len() as u32);
    venue.stop_server();
    let server = Server::start(&venue);
    for ((errno, calls, _), ticket) in FOR_GOOD.into_iter().zip(&tickets) {
        record_offline(&data, std::slice::from_ref(ticket));
        server.disk.fail(every(calls), Fault::Error(errno));
        assert!(!try_sync(&data));
        wait_until("the server says that it can't store", || {
            health(&venue).0 == 503
        });
        server.disk.mend();
        // No kiosk runs that could send anything.
        wait_until("the server is well", || health(&venue).0 == 200);
    }
}

#[test]
fn server_on_a_broken_disk_says_so_at_start() {
    let mut venue = Venue::open_in_folder();
    let data = venue.kiosk("A1", "main");
    venue.stop_server();
    let disk = Disk::under(&venue.server_dir());
    let start = || {
        let mut server = venue.server_command(&venue.addresses);
        disk.preload(&mut server);
        server.stderr(Stdio::piped());
        server
    };
    for (errno, calls, _) in FOR_GOOD {
        disk.fail(every(calls), Fault::Error(errno));
        let ended = start().output().unwrap();
        let error = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert!(!ended.status.success(), "{errno}");
        assert!(
            error.contains("disk") || error.contains("has space"),
            "{errno}: {error}"
        );
    }
    disk.mend();
    let (_server, _) = Venue::try_spawn(start()).unwrap();
    sync(&data);
}

#[test]
fn kiosk_does_not_wait_for_a_slow_server() {
    let mut venue = Venue::open_in_folder();
    let data = venue.kiosk("A1", "main");
    let tickets = venue.tickets("visitor", 20);
    venue.stop_server();
    let server = Server::start(&venue);
    let mut kiosk = Running::start(&data);
    server
        .disk
        .fail(every(SYNC | WRITE), Fault::Delay(Duration::from_secs(1)));
    let shown: Vec<Value> = tickets.iter().map(|it| scan(&mut kiosk, it)).collect();
    wait_stored(&venue, shown.len());
    server.disk.mend();
    assert!(kiosk.end().is_empty());
    assert_eq!(counted_once(&venue, &shown), (20, 0));
}
