//! When the program does not start.

use desk::DeskError;
use kiosk_fixtures::device::journal;
use kiosk_fixtures::first_feed;

use super::{Station, StationError};

#[test]
fn kiosk_does_not_start_at_unknown_gate() {
    let dir = tempfile::tempdir().unwrap();
    journal(dir.path()).apply_feed(&first_feed()).unwrap();
    let toml = "server = \"http://127.0.0.1:1\"\nexhibition = 24\nkiosk = \"A1\"\ntoken = \"t\"\ngate = \"mian\"\ndirection = \"in\"\n";
    std::fs::write(dir.path().join(kiosk_config::FILE), toml).unwrap();
    let error = Station::new(dir.path().to_owned()).run().unwrap_err();
    assert!(matches!(
        error,
        StationError::Desk(DeskError::UnknownGate { .. })
    ));
    let said = error.to_string();
    for word in ["\"mian\"", "main, garden", "kiosk.toml", "kiosk sync"] {
        assert!(said.contains(word), "{said}");
    }
}
