//! Tickets of other sellers on their way from the seller's list to the doors.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use desk::Desk;
use journal::Journal;
use journal::clock::Clock;
use kiosk_config::Config;
use shared::checkin::Reason;
use sync_server::system_time;
use sync_server::tickets::import::{Columns, ImportReport, ImportRequest, ListFile, Unlisted};
use sync_server::tickets::{self, StatusChange, TicketName};
use uplink::{self, Synced, UplinkError};
use view::{Outcome, Verdict};

use crate::cable::Cable;
use crate::venue::{TODAY, Venue, wait_until};

fn request(seller: &str) -> ImportRequest {
    ImportRequest {
        seller: seller.to_owned(),
        kind: "visitor".to_owned(),
        days: 1 << TODAY,
        party: None,
        columns: Columns::default(),
        delimiter: None,
        sheet: None,
        valid_statuses: Vec::new(),
        unlisted: Unlisted::Keep,
        with_names: true,
        strict: false,
        dry_run: false,
    }
}

pub(crate) fn take_in(venue: &Venue, seller: &str, list: &str) -> ImportReport {
    let file = ListFile {
        name: "sold.csv".to_owned(),
        bytes: list.into(),
    };
    tickets::import(&*venue.database(), &file, &request(seller), system_time()).unwrap()
}

/// A list of so many tickets, each with a name.
fn long_list(count: u32) -> String {
    let families = ["Nguyễn", "Trần", "Lê", "Phạm", "Đặng"];
    let mut list = "\u{feff}Mã vé;Họ tên;Mã đơn hàng\r\n".to_owned();
    for number in 1..=count {
        let family = families[number as usize % families.len()];
        let _ = write!(list, "TB-{number:06};{family} Văn {number};DH{number}\r\n");
    }
    list
}

pub(crate) fn sync(kiosk: &Path) -> Result<Synced, UplinkError> {
    let config = Config::read(kiosk).unwrap();
    uplink::sync_once(kiosk, &config, &Clock::of_this_device())
}

/// Syncs until so many tickets were told: a running server notices within a moment what another
/// program imported.
pub(crate) fn hear_of(kiosk: &Path, tickets: usize) {
    let mut heard = 0;
    wait_until("the tickets are told", || {
        heard += sync(kiosk).unwrap().tickets;
        heard >= tickets
    });
    assert_eq!(heard, tickets);
}

/// Syncs until an answer is cut off.
fn be_cut_off(kiosk: &Path) {
    wait_until("an answer is cut off", || match sync(kiosk) {
        Err(UplinkError::Unreachable { .. }) => true,
        Err(error) => panic!("{error}"),
        Ok(_) => false,
    });
}

pub(crate) fn scan(kiosk: &Path, text: &str) -> Verdict {
    let mut desk = Desk::open(kiosk, Config::read(kiosk).unwrap()).unwrap();
    let judged = desk.scan(text, &Clock::of_this_device().stamp()).unwrap();
    judged.verdict
}

pub(crate) fn refused(kiosk: &Path, text: &str) -> Reason {
    match scan(kiosk, text).outcome {
        Outcome::Refused(refusal) => refusal.reason,
        other => panic!("not refused: {other:?}"),
    }
}

fn journal(kiosk: &Path) -> Journal {
    let config = Config::read(kiosk).unwrap();
    Journal::open(kiosk, config.exhibition, &config.kiosk).unwrap()
}

pub(crate) const ADMITTED: Outcome = Outcome::Admitted { again: false };

#[test]
fn a_ticket_of_another_seller_opens_one_door_and_no_second_once_that_is_known() {
    let mut venue = Venue::open();
    let [a, b] = ["A1", "B1"].map(|name| venue.kiosk(name, "main"));
    take_in(
        &venue,
        "TicketBox",
        "code,name\n8936-1,Lê An\n8936-2,Lê Bình\n",
    );
    hear_of(&a, 2);
    hear_of(&b, 2);
    venue.stop_server();
    // Both doors are cut off, and both know the tickets.
    assert_eq!(scan(&a, "8936-1").outcome, ADMITTED);
    assert_eq!(scan(&b, "8936-2").outcome, ADMITTED);
    assert_eq!(refused(&a, "8936-3"), Reason::UnknownTicket);
    venue.start_server();
    assert_eq!(sync(&a).unwrap().sent, 2);
    assert_eq!(sync(&b).unwrap().sent, 1);
    assert_eq!(refused(&b, "8936-1"), Reason::AlreadyUsed);
    sync(&b).unwrap();
    let today = venue.today();
    assert_eq!((today.entries, today.tickets, today.refused), (2, 2, 2));
    let counted = |reason: &str| {
        let of_reason = today.reasons.iter().find(|it| it.code == reason);
        of_reason.map_or(0, |it| it.count)
    };
    assert_eq!((counted("unknown_ticket"), counted("already_used")), (1, 1));
}

#[test]
fn the_same_ticket_at_two_doors_that_were_cut_off_counts_once() {
    let mut venue = Venue::open();
    let [a, b] = ["A1", "B1"].map(|name| venue.kiosk(name, "main"));
    take_in(&venue, "TicketBox", "code\n8936-1\n");
    hear_of(&a, 1);
    hear_of(&b, 1);
    venue.stop_server();
    assert_eq!(scan(&a, "8936-1").outcome, ADMITTED);
    assert_eq!(scan(&b, "8936-1").outcome, ADMITTED);
    venue.start_server();
    sync(&a).unwrap();
    sync(&b).unwrap();
    let today = venue.today();
    assert_eq!((today.tickets, today.conflicts), (1, 1));
}

#[test]
fn an_ambiguous_code_is_settled_by_withdrawing_the_wrong_ticket() {
    let venue = Venue::open();
    let a = venue.kiosk("A1", "main");
    take_in(&venue, "TicketBox", "code,order\n8936-1,DH1\n");
    let report = take_in(&venue, "Vé Việt", "code,order\n8936-1,77\n");
    assert_eq!(report.ambiguous.len(), 1);
    hear_of(&a, 2);
    assert_eq!(refused(&a, "8936-1"), Reason::AmbiguousTicket);
    sync(&a).unwrap();
    assert_eq!(venue.today().reasons[0].code, "ambiguous_ticket");
    // Staff can tell the two apart, and the organisers withdraw one.
    let found = journal(&a).find("77").unwrap();
    let wrong = found[0].claims.number;
    assert_eq!(found[0].seller.as_deref(), Some("Vé Việt"));
    let name = TicketName::Number(wrong);
    tickets::change_status(
        &*venue.database(),
        name,
        StatusChange::Revoke,
        system_time(),
    )
    .unwrap();
    wait_until("the kiosk knows", || {
        sync(&a).unwrap();
        journal(&a).history(wrong).unwrap().status != shared::checkin::TicketStatus::Good
    });
    let verdict = scan(&a, "8936-1");
    assert_eq!((verdict.outcome, verdict.short_code), (ADMITTED, None));
    assert_ne!(verdict.ticket, Some(wrong));
}

#[test]
fn a_list_that_is_imported_again_brings_a_kiosk_nothing_and_a_newer_one_what_changed() {
    let venue = Venue::open();
    let a = venue.kiosk("A1", "main");
    take_in(&venue, "TicketBox", "code,order\n8936-1,DH1\n8936-2,DH2\n");
    hear_of(&a, 2);
    take_in(&venue, "TicketBox", "code,order\n8936-1,DH1\n8936-2,DH2\n");
    take_in(&venue, "TicketBox", "code,order\n8936-2,DH9\n");
    hear_of(&a, 1);
    assert_eq!(journal(&a).find("DH2").unwrap(), []);
    assert_eq!(journal(&a).find("DH9").unwrap().len(), 1);
}

#[test]
fn a_kiosk_that_joins_late_learns_a_hundred_thousand_tickets_while_it_scans() {
    let venue = Venue::open();
    let late = venue.kiosk("A1", "main");
    take_in(&venue, "TicketBox", &long_list(100_000));
    let own = venue.tickets("visitor", 1).remove(0);
    let config = Config::read(&late).unwrap();
    let report = Arc::new(|_| {});
    let uplink = uplink::start(&late, &config, &Clock::of_this_device(), report).unwrap();
    // An own ticket needs no register, and the door does not wait for it.
    let mut desk = Desk::open(&late, config).unwrap();
    let stamp = || Clock::of_this_device().stamp();
    assert_eq!(
        desk.scan(&own.digits, &stamp()).unwrap().verdict.outcome,
        ADMITTED
    );
    wait_until("all tickets are known", || {
        desk.journal().tickets().unwrap() == 100_001
    });
    let last = desk.scan("TB-100000", &stamp()).unwrap().verdict;
    assert_eq!(last.outcome, ADMITTED);
    let found = desk.journal().find("dang van 99999").unwrap();
    assert_eq!(found[0].holder.as_deref(), Some("Đặng Văn 99999"));
    assert_eq!(found.len(), 1);
    // It is told of what comes later without asking again.
    take_in(&venue, "TicketBox", "code\nTB-LATER-1\n");
    wait_until("the new ticket is known", || {
        desk.journal().tickets().unwrap() == 100_002
    });
    uplink.stop();
}

#[test]
fn a_kiosk_that_never_reached_the_server_knows_the_tickets_of_its_folder() {
    let mut venue = Venue::open();
    take_in(&venue, "TicketBox", &long_list(5_001));
    let issued = venue.tickets("visitor", 1).remove(0);
    let a = venue.kiosk("A1", "main");
    venue.stop_server();
    assert_eq!(scan(&a, "TB-005001").outcome, ADMITTED);
    assert_eq!(refused(&a, "TB-005002"), Reason::UnknownTicket);
    let found = journal(&a).find(&issued.short_code.to_string()).unwrap();
    assert_eq!(found[0].claims, issued.claims);
    // What it has from its folder it does not ask for again.
    venue.start_server();
    assert_eq!(sync(&a).unwrap().tickets, 0);
}

#[test]
fn a_page_that_a_cut_cable_left_half_is_asked_for_again_and_no_other() {
    let venue = Venue::open();
    let a: PathBuf = venue.kiosk("A1", "main");
    take_in(&venue, "TicketBox", &long_list(12_000));
    let cable = Cable::to(venue.addresses.devices);
    cable.plug_in(&a, &venue.devices_url());
    cable.cut([usize::MAX, 10_000]);
    be_cut_off(&a);
    assert_eq!(journal(&a).tickets().unwrap(), 5_000);
    cable.cut([0]);
    be_cut_off(&a);
    assert_eq!(
        scan(&a, "TB-005000").outcome,
        ADMITTED,
        "it goes on with what it has"
    );
    hear_of(&a, 7_000);
    assert_eq!(journal(&a).tickets().unwrap(), 12_000);
    assert_eq!(scan(&a, "TB-012000").outcome, ADMITTED);
}

#[test]
fn a_server_set_back_to_a_backup_takes_its_register_back_too() {
    let mut venue = Venue::open();
    let a = venue.kiosk("A1", "main");
    take_in(&venue, "TicketBox", "code\n8936-1\n");
    venue.stop_server();
    let database = venue.database_file();
    let backup = std::fs::read(&database).unwrap();
    take_in(&venue, "TicketBox", "code\n8936-2\n8936-3\n");
    venue.start_server();
    hear_of(&a, 3);
    venue.stop_server();
    for end in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", database.display()));
    }
    std::fs::write(&database, backup).unwrap();
    venue.database().begin_epoch().unwrap();
    // Another list was imported after the backup: its ticket has a number that another one had.
    take_in(&venue, "Vé Việt", "code\nVV-1\n");
    venue.start_server();
    hear_of(&a, 2);
    assert_eq!(journal(&a).tickets().unwrap(), 2);
    assert_eq!(scan(&a, "VV-1").outcome, ADMITTED);
    assert_eq!(refused(&a, "8936-2"), Reason::UnknownTicket);
}
