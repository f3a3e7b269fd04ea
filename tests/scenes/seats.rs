//! Seats in a hands-on session, over a real server and real journals: however kiosks are cut off, killed and started
//! again, no seat is promised twice, and once they are connected none stays unused while someone waits.

pub(crate) mod stand;

use proptest::prelude::Rng;
use proptest::test_runner::{RngAlgorithm, TestRng};
use sync_server::operations::seats;
use sync_server::system_time;
use sync_server::tickets::{IssueRequest, IssuedTicket, issue};
use view::{Kept, SeatAnswer};

use crate::venue::{Venue, wait_until};
use stand::{Stand, WHOLE_SESSION};

/// How many things happen in one run.
const EVENTS: usize = 220;

/// Tickets that are valid on every day.
fn tickets(venue: &Venue, count: usize) -> Vec<IssuedTicket> {
    let request = IssueRequest {
        count: count as u32,
        kind: "visitor".to_owned(),
        days: 0b1111,
        party: Some(1),
    };
    issue(&*venue.database(), &request, system_time()).unwrap()
}

/// How many people were promised seats by what they were told last, and have not given them back.
fn promised(stands: &[Stand]) -> usize {
    stands.iter().map(|stand| stand.promised.len()).sum()
}

#[test]
fn kiosks_cut_off_killed_and_restarted_at_random_oversell_nothing_and_leave_no_place_unused() {
    let mut rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut random = move |below: usize| (rng.next_u64() % below as u64) as usize;
    let mut venue = Venue::open();
    let mut tickets = tickets(&venue, 2 * EVENTS).into_iter();
    let mut stands: Vec<Stand> = ["H1", "H2", "H3", "H4"]
        .map(|name| Stand::open(&venue, name))
        .into();
    let mut most = 0;
    for _ in 0..EVENTS {
        let at = random(stands.len());
        match random(20) {
            0..6 => stands[at].asks(&tickets.next().unwrap().digits),
            6..13 => stands[at].meets(),
            13 => stands[at].loses_an_answer(&venue),
            14 | 15 => stands[at].cut = !stands[at].cut,
            16 => stands[at].is_killed_and_started_again(),
            17 => stands[at].takes_one_back(),
            18 => stands[at].waiting.clear(),
            _ => {
                venue.stop_server();
                venue.start_server();
            }
        }
        most = most.max(promised(&stands));
        assert!(promised(&stands) <= WHOLE_SESSION, "oversold");
    }
    assert!(
        most > WHOLE_SESSION / 2,
        "the run must get somewhere: {most}"
    );
    for stand in &mut stands {
        stand.cut = false;
    }
    // More wait than there are seats.
    for _ in 0..WHOLE_SESSION {
        let at = random(stands.len());
        stands[at].asks(&tickets.next().unwrap().digits);
    }
    for _ in 0..40 {
        for stand in &mut stands {
            stand.meets();
        }
    }
    assert_eq!(promised(&stands), WHOLE_SESSION, "none unused, none twice");
    let list = seats::list(&*venue.database(), Some(stand::SESSION), system_time()).unwrap();
    assert_eq!(list.sessions[0].taken as usize, WHOLE_SESSION);
    let mut told: Vec<u32> = stands.iter().flat_map(stand::Stand::tickets).collect();
    let listed = list.sessions[0].tickets.iter().map(|it| it.ticket.0);
    told.sort_unstable();
    assert_eq!(told, listed.collect::<Vec<_>>(), "who has a place");
}

#[test]
fn visitor_waits_for_seats_of_another_kiosk() {
    let venue = Venue::open();
    let tickets = tickets(&venue, WHOLE_SESSION + 1);
    // The other kiosk has met the server first, and holds all there is.
    let mut other = Stand::open(&venue, "H2");
    for _ in 0..4 {
        other.meets();
    }
    let _other = other.connects();
    let first = Stand::open(&venue, "H1").connects();
    let (last, others) = tickets.split_last().unwrap();
    for ticket in others {
        first.shows(&ticket.digits);
        wait_until("a place is given", || {
            matches!(first.said(), Some(SeatAnswer::Yours { people: 1, .. }))
        });
    }
    wait_until("it is confirmed", || {
        let kept = Kept::ToTheEnd;
        first.said()
            == Some(SeatAnswer::Yours {
                people: 1,
                kept,
                new: true,
            })
    });
    first.shows(&last.digits);
    wait_until("all are taken", || {
        first.said() == Some(SeatAnswer::TooFew { left: 0 })
    });
    let csv = seats::list(&*venue.database(), Some(stand::SESSION), system_time());
    let csv = csv.unwrap().csv();
    assert_eq!(csv.lines().count(), 1 + WHOLE_SESSION);
    assert!(
        csv.contains("Vá thử một mảnh gốm,8,8,") && csv.contains(",1,H1"),
        "{csv}"
    );
}

#[test]
fn a_server_restored_from_a_backup_grants_nothing_before_it_has_heard_every_kiosk_again() {
    let mut venue = Venue::open();
    let tickets = tickets(&venue, 3 * WHOLE_SESSION);
    let mut tickets = tickets.iter().map(|ticket| ticket.digits.as_str());
    let mut stands = ["H1", "H2"].map(|name| Stand::open(&venue, name));
    for stand in &mut stands {
        stand.meets();
        stand.meets();
    }
    venue.stop_server();
    let database = venue.database_file();
    let backup = std::fs::read(&database).unwrap();
    venue.start_server();
    // After the backup, the first kiosk is granted more, gives it out, and is cut off.
    for _ in 0..WHOLE_SESSION - 2 {
        stands[0].asks(tickets.next().unwrap());
        stands[0].meets();
        stands[0].meets();
        stands[1].meets();
    }
    let before = promised(&stands);
    assert!(before > WHOLE_SESSION / 2, "{before}");
    venue.stop_server();
    for end in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", database.display()));
    }
    std::fs::write(&database, backup).unwrap();
    venue.database().begin_epoch().unwrap();
    venue.start_server();
    // Only the second comes back, and people throng there.
    for _ in 0..WHOLE_SESSION {
        stands[1].asks(tickets.next().unwrap());
    }
    for _ in 0..4 {
        stands[1].meets();
    }
    assert!(promised(&stands) <= WHOLE_SESSION, "oversold");
    let list = seats::list(&*venue.database(), Some(stand::SESSION), system_time()).unwrap();
    let waits_for: Vec<&str> = list.sessions[0]
        .waits_for
        .iter()
        .map(shared::ids::KioskId::as_str)
        .collect();
    assert_eq!(waits_for, ["H1"]);
    assert!(list.to_string().contains("seats give-up --kiosk H1"));
    for _ in 0..20 {
        for stand in &mut stands {
            stand.meets();
        }
    }
    assert_eq!(promised(&stands), WHOLE_SESSION);
    let list = seats::list(&*venue.database(), Some(stand::SESSION), system_time()).unwrap();
    assert_eq!(list.sessions[0].taken as usize, WHOLE_SESSION);
    assert_eq!(list.sessions[0].waits_for, []);
}
