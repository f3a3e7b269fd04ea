//! Nobody stands in between a kiosk and its server.

use std::path::Path;

use desk::Desk;
use journal::clock::Clock;
use kiosk_config::{Config, ConfigError};
use sync_server::operations::server_keys::{self, ServerKeyError};
use sync_server::system_time;
use view::Outcome;

use crate::scanning::sync;
use crate::venue::Venue;

/// Syncs once, and returns what is wrong.
fn refused(data: &Path) -> Option<String> {
    let config = Config::read(data).unwrap();
    let synced = uplink::sync_once(data, &config, &Clock::of_this_device());
    synced.err().map(|error| error.to_string())
}

fn is_admitted(data: &Path, code: &str) -> bool {
    let mut desk = Desk::open(data, Config::read(data).unwrap()).unwrap();
    let judged = desk.scan(code, &Clock::of_this_device().stamp()).unwrap();
    matches!(judged.verdict.outcome, Outcome::Admitted { .. })
}

fn replace(data: &Path, old: &str, new: &str) {
    let path = data.join("kiosk.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace(old, new)).unwrap();
}

#[test]
fn false_server_gives_no_key_and_takes_no_record() {
    let (honest, false_one) = (Venue::open(), Venue::open());
    let data = honest.kiosk("A1", "main");
    // On the same network somebody else answers at the server's address: with a token that it takes, and keys of its own.
    let stolen = false_one.kiosk("A1", "main");
    let token = |data: &Path| Config::read(data).unwrap().token.secret().to_owned();
    replace(
        &data,
        &honest.addresses.devices.to_string(),
        &false_one.addresses.devices.to_string(),
    );
    replace(&data, &token(&data), &token(&stolen));
    let [own, forged] = [&honest, &false_one].map(|venue| venue.tickets("visitor", 1).remove(0));
    assert!(is_admitted(&data, &own.digits));
    let why = refused(&data).unwrap();
    assert!(why.contains("another server than this kiosk's"), "{why}");
    assert!(!is_admitted(&data, &forged.digits));
    assert_eq!(false_one.stored_records(), []);
    replace(
        &data,
        &false_one.addresses.devices.to_string(),
        &honest.addresses.devices.to_string(),
    );
    replace(
        &data,
        &token(&data),
        &token(&honest.kiosk_renewed("A1", "main")),
    );
    sync(&data);
    assert_eq!(honest.today().entries, 1);
}

#[test]
fn kiosk_refuses_plain_http_beyond_this_computer() {
    let venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    for address in ["http://192.168.1.10:8080", "http://127.0.0.1:1@10.0.0.2"] {
        let text = std::fs::read_to_string(data.join("kiosk.toml")).unwrap();
        let server = format!("https://{}", venue.addresses.devices);
        std::fs::write(data.join("kiosk.toml"), text.replace(&server, address)).unwrap();
        let error = Config::read(&data).unwrap_err();
        assert!(matches!(error, ConfigError::Invalid { .. }), "{error}");
        std::fs::write(data.join("kiosk.toml"), text).unwrap();
    }
    replace(&data, "pins = ", "other = ");
    let error = Config::read(&data).unwrap_err();
    assert!(error.to_string().contains("pins are missing"), "{error}");
}

#[test]
fn renewed_certificate_changes_nothing() {
    let mut venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    sync(&data);
    server_keys::renew_certificate(&*venue.database(), system_time()).unwrap();
    venue.stop_server();
    venue.start_server();
    sync(&data);
}

#[test]
fn next_key_takes_over_once_kiosks_know_it() {
    let mut venue = Venue::open();
    let (a, b) = (venue.kiosk("A1", "main"), venue.kiosk("B1", "river"));
    sync(&a);
    let now = system_time();
    server_keys::make_next(&*venue.database(), now).unwrap();
    venue.stop_server();
    venue.start_server();
    sync(&a);
    let behind = server_keys::change_over(&*venue.database(), false, now);
    assert!(matches!(behind, Err(ServerKeyError::NotLearnt(_))));
    // A kiosk says that it knows the key with what it sends next.
    assert!(is_admitted(&a, &venue.tickets("visitor", 1)[0].digits));
    sync(&a);
    let behind = server_keys::change_over(&*venue.database(), false, now);
    let Err(ServerKeyError::NotLearnt(behind)) = behind else {
        panic!("{behind:?}");
    };
    assert_eq!(behind, ["B1".parse().unwrap()]);
    server_keys::change_over(&*venue.database(), true, now).unwrap();
    venue.stop_server();
    venue.start_server();
    sync(&a);
    let why = refused(&b).unwrap();
    assert!(why.contains("another server than this kiosk's"), "{why}");
}
