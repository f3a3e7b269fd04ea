//! A server that was made anew from the recovery sheet, and the kiosks of the one before.

use std::fs;
use std::path::Path;

use journal::clock::Clock;
use kiosk_config::Config;
use sync_server::SqliteDatabase;
use sync_server::operations::device_tokens::welcome;
use sync_server::operations::kiosks;
use sync_server::operations::recovery::{RecoverySheet, recover, sheet};
use sync_server::system_time;
use uplink::{UplinkError, sync_once};

use crate::scanning::{Running, stored};
use crate::venue::{PATIENCE, Venue, wait_until};

const HOUR: i64 = 3_600_000;

fn try_sync(data: &Path) -> Result<(), UplinkError> {
    let config = Config::read(data).unwrap();
    sync_once(data, &config, &Clock::of_this_device()).map(drop)
}

#[track_caller]
fn is_not_accepted(data: &Path) {
    let refused = try_sync(data);
    assert!(
        matches!(refused, Err(UplinkError::NotAccepted { .. })),
        "{refused:?}"
    );
}

#[test]
fn kiosks_come_back_to_a_recovered_server_untouched() {
    let mut venue = Venue::open_in_folder();
    let [kept, removed, left_out] =
        [("A1", "main"), ("B1", "river"), ("C1", "main")].map(|(id, gate)| venue.kiosk(id, gate));
    let ticket = venue.tickets("visitor", 1).remove(0);
    try_sync(&kept).unwrap();
    let mut scanning = Running::start(&kept);
    scanning.present(&ticket.digits);
    let verdict = scanning.verdicts.recv_timeout(PATIENCE).unwrap();
    assert_eq!(verdict["verdict"], "admitted", "{verdict}");
    scanning.end();
    let paper = sheet(&*venue.database()).unwrap().text();
    let catalogue = venue.database().read().unwrap().catalogue().unwrap();
    venue.stop_server();
    fs::remove_dir_all(venue.server_dir()).unwrap();
    let database = SqliteDatabase::at(venue.server_dir());
    let typed = RecoverySheet::read(&paper).unwrap();
    recover(&database, &typed, &catalogue, None, system_time()).unwrap();
    venue.start_server();
    // It is the server that they know, and it does not know yet which of them to trust.
    for kiosk in [&kept, &removed, &left_out] {
        is_not_accepted(kiosk);
    }
    let [a, b] = ["A1", "B1"].map(|id| id.parse().unwrap());
    welcome(&database, Some(&[a, b.clone()]), HOUR, system_time()).unwrap();
    try_sync(&kept).unwrap();
    assert_eq!(stored(&venue).len(), 1);
    assert_eq!(venue.today().entries, 1);
    is_not_accepted(&left_out);
    // One that is taken out of service now does not come back by its token.
    try_sync(&removed).unwrap();
    kiosks::remove(&database, &b).unwrap();
    let is_revoked = || matches!(try_sync(&removed), Err(UplinkError::Revoked { .. }));
    wait_until("it is out of service", is_revoked);
    assert!(is_revoked());
}
