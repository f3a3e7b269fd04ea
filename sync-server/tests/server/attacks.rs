//! Devices that say more than they can know: what they say is stored, counts for nothing, and no other device hears it.

use shared::checkin::{Direction, Reason};
use shared::ids::{BoothNumber, KeyId, TicketNumber, TicketType};
use shared::protocol::v1::{KnownItem, PushReply, RejectCode};
use shared::record::{Fact, RecordId, Stamp, TicketSource};
use shared::ticket::{Claims, ScanProof};
use sync_server::keys;
use sync_server::operations::tickets::{self, IssueRequest, IssuedTicket};
use sync_server::operations::trust;
use sync_server::ports::Database;
use sync_server::{SqliteDatabase, setup};

use crate::kiosk::{Kiosk, claims, known};
use crate::venue::{MINUTE, OPENING, Venue};

fn issue(venue: &Venue, count: u32) -> Vec<IssuedTicket> {
    let request = IssueRequest {
        count,
        kind: "visitor".to_owned(),
        days: 0b1111,
        party: Some(2),
    };
    tickets::issue(&venue.database(), &request, OPENING).unwrap()
}

fn passed(claims: Claims, people: u16, source: TicketSource) -> Fact {
    Fact::Passed {
        gate: "main".parse().unwrap(),
        direction: Direction::In,
        claims,
        people,
        source,
    }
}

/// Sends everything; each record is acknowledged, and each of it is set aside.
fn send_in_vain(venue: &Venue, kiosk: &Kiosk) {
    let others = venue.kiosk(&format!("{}-other", kiosk.origin.kiosk));
    let before = venue.totals();
    for batch in kiosk.journal.chunks(500) {
        let PushReply {
            contiguous_ack,
            rejected,
            ..
        } = kiosk.push_these(venue, batch);
        assert_eq!(contiguous_ack, batch[batch.len() - 1].seq);
        assert_eq!(rejected.len(), batch.len(), "{rejected:?}");
        assert!(rejected.iter().all(|it| it.code == RejectCode::NotCounted));
    }
    let after = venue.totals();
    assert_eq!(after.days, before.days);
    assert_eq!(after.unknown_gates, []);
    let state = after.kiosks.iter().find(|it| it.id == kiosk.origin.kiosk);
    assert_eq!(state.unwrap().set_aside, kiosk.journal.len() as u64);
    assert_eq!(known(&others.feed(venue, "", 0, 0)).len(), 0);
    let recount = venue.database().rebuild(false).unwrap();
    assert_eq!(recount.faults, Vec::<String>::new());
}

#[test]
fn booth_scanner_uses_no_ticket_up() {
    let mut venue = Venue::closed();
    venue.show_sample();
    let mut booth = venue.kiosk_as("K12", "12");
    for ticket in issue(&venue, 600) {
        let proof = ScanProof::of_digits(&ticket.digits).unwrap();
        booth.fact(passed(ticket.claims, 2, TicketSource::Scanned(proof)), 0);
    }
    let visited = Fact::Visited {
        booth: BoothNumber(13),
        claims: claims(1),
        people: 2,
    };
    booth.fact(visited, 1);
    venue.start();
    send_in_vain(&venue, &booth);
}

#[test]
fn kiosk_in_hall_admits_nobody() {
    let venue = Venue::open();
    let mut hall = venue.kiosk_as("H1", "hall");
    issue(&venue, 1);
    let walked = Fact::Walked {
        gate: "main".parse().unwrap(),
        direction: Direction::In,
        kind: TicketType(1),
        people: 50,
        staff: None,
    };
    hall.entry(1, 0).exit(1, 1).fact(walked, 2);
    hall.refusal(3, Reason::AlreadyUsed);
    send_in_vain(&venue, &hall);
}

#[test]
fn forged_tickets_are_not_counted() {
    let venue = Venue::open();
    let mut door = venue.kiosk("A1");
    let issued = issue(&venue, 1).remove(0).claims;
    let scanned = TicketSource::Scanned(ScanProof([0; 16]));
    let forged = Claims { zones: 3, ..issued };
    door.entry(2, 0).entry(u32::MAX, 1);
    door.fact(passed(forged, 2, TicketSource::Unstated), 2);
    door.fact(passed(issued, 3, TicketSource::Unstated), 3);
    door.fact(passed(issued, 2, scanned), 4);
    send_in_vain(&venue, &door);
}

#[test]
fn absurd_figures_grow_no_page() {
    let venue = Venue::open();
    let mut door = venue.kiosk("A1");
    let walked = |gate: &str, people| Fact::Walked {
        gate: gate.parse().unwrap(),
        direction: Direction::In,
        kind: TicketType(1),
        people,
        staff: None,
    };
    door.fact(walked("main", u16::MAX), 0);
    for gate in 0..700 {
        door.fact(walked(&format!("g{gate}"), 1), 1);
    }
    for booth in 0..700 {
        let looked_up = Fact::LookedUp {
            booth: BoothNumber(booth),
            times: 1,
        };
        door.fact(looked_up, 2);
    }
    send_in_vain(&venue, &door);
    let days = venue.totals().days.len();
    for device in [
        i64::MIN,
        -377_705_116_800_000,
        0,
        253_402_300_799_999,
        i64::MAX,
    ] {
        let stamp = Stamp {
            device: shared::time::UnixMs(device),
            offset_ms: 0,
            boot: "b2".to_owned(),
            mono_ms: 1,
        };
        door.stamped(walked("main", 1), stamp);
    }
    let far = 9 * 24 * 60;
    door.fact(walked("main", 1), -far);
    let sent = door.push_these(&venue, &door.journal[1_401..]);
    assert_eq!(sent.contiguous_ack, 1_407);
    assert_eq!(venue.totals().days.len(), days);
}

#[test]
fn door_takes_back_no_other_doors_admission() {
    let venue = Venue::open();
    let (mut door, mut thief) = (venue.kiosk("A1"), venue.kiosk("B2"));
    door.entry(1, 0).push(&venue);
    for seq in 1..4 {
        let annulled = Fact::Annulled {
            gate: "main".parse().unwrap(),
            target: RecordId {
                kiosk: door.origin.kiosk.clone(),
                incarnation: door.origin.incarnation,
                seq,
            },
            ticket: Some(TicketNumber(1)),
            staff: None,
        };
        thief.fact(annulled, 1);
    }
    let reply = thief.push(&venue);
    assert_eq!((reply.contiguous_ack, reply.rejected.len()), (3, 3));
    assert_eq!(venue.day().entries, 2);
    door.entry(2, 1).push(&venue);
    assert_eq!(venue.day().entries, 4, "what comes later is not annulled");
}

#[test]
fn quarantined_door_is_undone_everywhere_and_released() {
    let mut venue = Venue::open();
    let (mut thief, door) = (venue.kiosk("A1"), venue.kiosk("B2"));
    for ticket in issue(&venue, 40) {
        let proof = ScanProof::of_digits(&ticket.digits).unwrap();
        thief.fact(passed(ticket.claims, 2, TicketSource::Scanned(proof)), 0);
    }
    let epoch = thief.push(&venue).epoch;
    let told = door.feed(&venue, &epoch, 0, 0);
    assert_eq!((known(&told).len(), venue.day().entries), (40, 80));
    let name = &thief.origin.kiosk;
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| door.feed(&venue, &epoch, told.next, 30));
        let report = trust::quarantine(&venue.database(), name, None, OPENING).unwrap();
        assert_eq!((report.set_aside, report.released), (40, 0));
        let undone = waiting.join().unwrap();
        let annulled = known(&undone).into_iter().filter_map(KnownItem::annulment);
        assert!(annulled.count() > 0);
    });
    Venue::until("the totals know of it", || venue.day().entries == 0);
    let set_aside = trust::set_aside(&venue.database(), Some(name)).unwrap();
    assert_eq!(set_aside.records.len(), 40);
    assert!(set_aside.to_string().contains("the device is quarantined"));
    // A kiosk with a new disk hears of none of it as an admission that counts.
    let fresh = venue.kiosk("C3").feed(&venue, "", 0, 0);
    assert!(known(&fresh).iter().all(|it| it.annulment().is_some()));
    let cursor = fresh.next;
    let report = trust::release(&venue.database(), name, OPENING).unwrap();
    assert_eq!((report.set_aside, report.released), (0, 40));
    Venue::until("it counts again", || venue.day().entries == 80);
    let released = door.feed(&venue, &epoch, cursor, 5);
    assert_eq!(
        known(&released)
            .iter()
            .filter(|it| it.is_released())
            .count(),
        40
    );
    venue.restart();
    assert_eq!(venue.day().entries, 80);
    assert_eq!(
        venue.database().rebuild(false).unwrap().faults,
        Vec::<String>::new()
    );
}

#[test]
fn passage_needs_proof_from_date_on() {
    let venue = Venue::open();
    let mut door = venue.kiosk("A1");
    let issued = issue(&venue, 2);
    door.fact(passed(issued[0].claims, 2, TicketSource::Unstated), 0);
    assert_eq!(door.push(&venue).rejected, []);
    trust::require_proof(&venue.database(), Some(OPENING)).unwrap();
    door.fact(passed(issued[1].claims, 2, TicketSource::Unstated), 1);
    assert_eq!(door.push(&venue).rejected.len(), 1);
    assert_eq!(venue.day().entries, 2);
    let list = trust::set_aside(&venue.database(), None)
        .unwrap()
        .to_string();
    assert!(list.contains("entry of ticket 2\tit does not show that the ticket's code was seen"));
}

#[test]
fn new_exhibition_needs_proof_from_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let database = SqliteDatabase::at(folder.path().join("new"));
    setup::init(&database, &crate::venue::catalogue(), None, OPENING).unwrap();
    assert_eq!(
        database.read().unwrap().proof_from().unwrap(),
        Some(OPENING)
    );
}

#[test]
fn retired_key_is_in_no_feed() {
    let venue = Venue::open();
    let door = venue.kiosk("A1");
    let old = keys::retire(&venue.database(), KeyId(1), OPENING);
    assert!(old.is_err(), "the last key stays");
    let new = keys::add(&venue.database(), OPENING).unwrap();
    keys::retire(&venue.database(), KeyId(1), OPENING).unwrap();
    assert!(keys::retire(&venue.database(), KeyId(1), OPENING).is_err());
    let keys = || door.feed(&venue, "", 0, 0).keys;
    Venue::until("the key is gone", || keys().iter().all(|key| key.id == new));
    assert_eq!(issue(&venue, 1)[0].claims.key, new);
    assert_eq!(keys::add(&venue.database(), OPENING).unwrap(), KeyId(3));
}

#[test]
fn nobody_enters_thousands_by_hand() {
    let mut venue = Venue::closed();
    let mut door = venue.kiosk("A1");
    for ticket in issue(&venue, 1_200) {
        let by = TicketSource::Entered("door-1".parse().unwrap());
        door.fact(passed(ticket.claims, 2, by), 0);
    }
    venue.start();
    let mut rejected = 0;
    for batch in door.journal.chunks(500) {
        rejected += door.push_these(&venue, batch).rejected.len();
    }
    assert_eq!((rejected, venue.day().entries), (200, 2_000));
    // Two hours later the staff may go on.
    venue.set_clock(OPENING.plus(121 * MINUTE));
    let last = issue(&venue, 1).remove(0).claims;
    let by = TicketSource::Entered("door-1".parse().unwrap());
    door.fact(passed(last, 2, by), 120);
    let sent = door.push_these(&venue, &door.journal[1_200..]);
    assert_eq!((sent.contiguous_ack, sent.rejected.len()), (1_201, 0));
}

#[test]
fn proof_of_a_scan_is_told_to_no_device() {
    let venue = Venue::open();
    let (mut door, other) = (venue.kiosk("A1"), venue.kiosk("B2"));
    let ticket = issue(&venue, 1).remove(0);
    let proof = ScanProof::of_digits(&ticket.digits).unwrap();
    door.fact(passed(ticket.claims, 2, TicketSource::Scanned(proof)), 0);
    assert_eq!(door.push(&venue).rejected, []);
    let (claims, proof) = (
        hex::encode(ticket.claims.to_bytes().unwrap()),
        hex::encode(proof.0),
    );
    for path in [
        "/api/v1/feed?epoch=x&after=0&catalogue=0&wait_s=0&visits=true&register=0",
        "/api/v1/register?epoch=x&after=0",
        "/api/v1/register?epoch=x&after=0&keyed=true",
    ] {
        let asked =
            ureq::get(venue.url(path)).header("authorization", format!("Bearer {}", other.token));
        let told = asked.call().unwrap().body_mut().read_to_string().unwrap();
        assert!(told.contains(&claims), "{path}: {told}");
        assert!(!told.contains(&proof), "{path}: {told}");
    }
}
