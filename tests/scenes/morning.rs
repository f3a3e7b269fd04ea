//! The worst morning: no server from opening to noon.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::venue::{Venue, program};

fn kiosk(arguments: &[&str], data: &Path, rest: &[&Path]) -> Output {
    Command::new(program("kiosk"))
        .args(arguments)
        .arg("--data")
        .arg(data)
        .args(rest)
        .output()
        .unwrap()
}

/// Scans pictures at a kiosk, as a volunteer would; gives the verdicts.
fn scan(data: &Path, pictures: &[&Path]) -> Vec<Value> {
    let output = kiosk(&["scan"], data, pictures);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn said(verdicts: &[Value]) -> Vec<(&str, Option<&str>)> {
    verdicts
        .iter()
        .map(|verdict| {
            (
                verdict["verdict"].as_str().unwrap(),
                verdict["reason"].as_str(),
            )
        })
        .collect()
}

#[test]
fn with_the_server_down_all_morning_doors_admit_refuse_second_scans_and_the_totals_come_right() {
    let mut venue = Venue::open();
    let (main, river, exit) = (
        venue.kiosk("A1", "main"),
        venue.kiosk("B1", "river"),
        venue.kiosk("X1", "exit"),
    );
    let issued = [venue.tickets("visitor", 3), venue.tickets("family", 1)].concat();
    let pictures = venue.pictures(&issued);
    let [one, two, three, family] = [0, 1, 2, 3].map(|place| pictures[place].as_path());
    venue.stop_server();

    let verdicts = scan(&main, &[one, two, one, family]);
    assert_eq!(
        said(&verdicts),
        [
            ("admitted", None),
            ("admitted", None),
            ("refused", Some("already_used")),
            ("admitted", None)
        ]
    );
    assert_eq!(verdicts[2]["earlier"]["gate"], "main");
    assert_eq!(verdicts[3]["people"], 4);
    // The second door is cut off too, so it cannot know of ticket two; it knows its own.
    assert_eq!(
        said(&scan(&river, &[two, three, three])),
        [
            ("admitted", None),
            ("admitted", None),
            ("refused", Some("already_used"))
        ]
    );
    assert_eq!(said(&scan(&exit, &[family])), [("exited", None)]);

    venue.start_server();
    for data in [&main, &river, &exit] {
        let synced = kiosk(&["sync"], data, &[]);
        assert!(
            synced.status.success(),
            "{}",
            String::from_utf8_lossy(&synced.stderr)
        );
    }
    let today = venue.today();
    assert_eq!(
        (today.entries, today.unique_visitors, today.tickets),
        (7, 7, 4)
    );
    assert_eq!((today.exits, today.inside), (4, 3));
    assert_eq!(
        (today.refused, today.conflicts),
        (2, 1),
        "ticket two came in by two doors and counts once"
    );

    // Back in touch, each door knows what happened at the others.
    kiosk(&["sync"], &river, &[]);
    let verdicts = scan(&river, &[one, family]);
    assert_eq!(
        said(&verdicts),
        [("refused", Some("already_used")), ("admitted", None)]
    );
    assert_eq!(verdicts[0]["earlier"]["gate"], "main");
    assert_eq!(verdicts[1]["again"], true, "the family was out for lunch");
}

#[test]
fn a_kiosk_cut_off_from_the_start_works_from_its_bootstrap_file() {
    let mut venue = Venue::open();
    let tickets = venue.tickets("visitor", 2);
    let pictures = venue.pictures(&tickets);
    let [one, two] = [0, 1].map(|place| pictures[place].as_path());
    let (told, untold) = (venue.kiosk("A1", "main"), venue.kiosk("B1", "river"));
    std::fs::remove_file(untold.join("bootstrap.json")).unwrap();
    venue.stop_server();

    assert_eq!(
        said(&scan(&told, &[one, one])),
        [("admitted", None), ("refused", Some("already_used"))]
    );
    // Without the file a kiosk that never heard of the exhibition decides nothing, and says why.
    let lost = kiosk(&["scan"], &untold, &[two]);
    assert!(!lost.status.success());
    let line: Value = serde_json::from_slice(&lost.stdout).unwrap();
    assert_eq!(line["verdict"], "out_of_order");
    let why = line["error"].as_str().unwrap();
    assert!(why.contains("never been in touch with its server"), "{why}");

    venue.start_server();
    for data in [&told, &untold] {
        let synced = kiosk(&["sync"], data, &[]);
        assert!(synced.status.success(), "{synced:?}");
    }
    assert_eq!(said(&scan(&untold, &[two])), [("admitted", None)]);
    let today = venue.today();
    assert_eq!((today.entries, today.refused, today.conflicts), (2, 1, 0));
}
