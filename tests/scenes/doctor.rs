//! `kiosk doctor` beside a real server.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::scanning::{Running, sync};
use crate::venue::{PATIENCE, Venue, program};

/// Runs the doctor; gives its exit code and what it found about each thing.
fn examined(data: &Path) -> (i32, BTreeMap<String, Value>) {
    let output = Command::new(program("kiosk"))
        .args(["doctor", "--json", "--language", "en", "--data"])
        .arg(data)
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap().iter();
    let found = findings.map(|it| (it["about"].as_str().unwrap().to_owned(), it.clone()));
    (output.status.code().unwrap(), found.collect())
}

fn is_good(finding: &Value) -> bool {
    finding["health"] == "in-order"
}

/// Lets a kiosk read a folder, as this machine may have no scanner.
fn give_folder(data: &Path) {
    let file = data.join(kiosk_config::FILE);
    let config = fs::read_to_string(&file).unwrap();
    fs::write(
        file,
        format!("{config}\n[scanners]\nfolder = \"scanned\"\n"),
    )
    .unwrap();
}

#[test]
fn kiosk_beside_its_server_is_in_order() {
    let mut venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    give_folder(&data);
    let tickets = venue.tickets("visitor", 2);
    let (_, found) = examined(&data);
    assert_eq!(found["journal"]["health"], "to-mend", "it has not run yet");
    assert!(!data.join("journal.db").exists());
    sync(&data);
    let (code, found) = examined(&data);
    assert!(found.values().all(is_good), "{found:?}");
    assert_eq!(code, 0);
    let server = found["server"]["what"].as_str().unwrap();
    let address = venue.addresses.devices.to_string();
    assert!(server.contains(&format!("https://{address}")), "{server}");
    // Beside a running kiosk, without the server.
    venue.stop_server();
    let mut kiosk = Running::start(&data);
    kiosk.present(&tickets[0].digits);
    kiosk.verdicts.recv_timeout(PATIENCE).unwrap();
    let (code, mut found) = examined(&data);
    assert_eq!(code, 1);
    let server = found.remove("server").unwrap();
    assert!(
        server["what"].as_str().unwrap().contains(&address),
        "{server}"
    );
    assert!(found.values().all(is_good), "{found:?}");
    kiosk.present(&tickets[1].digits);
    let verdict = kiosk.verdicts.recv_timeout(PATIENCE).unwrap();
    assert_eq!(verdict["verdict"], "admitted");
    kiosk.end();
}

#[test]
fn another_server_at_the_address_is_told() {
    let (venue, other) = (Venue::open(), Venue::open());
    let data = venue.kiosk("A1", "main");
    sync(&data);
    let file = data.join(kiosk_config::FILE);
    let config = fs::read_to_string(&file).unwrap();
    let [own, others] = [&venue, &other].map(|it| it.addresses.devices.to_string());
    fs::write(&file, config.replace(&own, &others)).unwrap();
    fs::remove_file(data.join("server-address.txt")).unwrap();
    let (_, found) = examined(&data);
    assert_eq!(found["server"]["health"], "to-mend");
    let server = found["server"]["what"].as_str().unwrap();
    assert!(
        server.contains("another server than this kiosk's"),
        "{server}"
    );
}
