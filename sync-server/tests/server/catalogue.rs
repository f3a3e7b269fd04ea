//! A catalogue taken out, changed, compared, confirmed and rolled back, with the real program.

use std::fs;
use std::path::PathBuf;
use sync_server::SqliteDatabase;
use sync_server::system_time;

use serde_json::{Value, json};
use sync_server::catalogue::{self, Publication};
use sync_server::setup::SetupError;
use sync_server::tickets::{self, IssueRequest};
use tempfile::TempDir;

use crate::command::{run, said, text};
use crate::venue::{OPENING, Venue, catalogue};

/// The sample exhibition from 28 November on, with 40 tickets for all days and two for the second.
struct Exhibition {
    folder: TempDir,
}

impl Exhibition {
    fn new() -> Self {
        let exhibition = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        let first_day = ["--first-day", "2026-11-28"];
        exhibition.works(&[&["init"][..], &first_day].concat());
        for (count, kind, days) in [("40", "visitor", "all"), ("2", "press", "2")] {
            let out = exhibition.path(kind);
            let issue = [
                "tickets", "issue", "--count", count, "--type", kind, "--days", days,
            ];
            exhibition.works(&[&issue[..], &["--out", text(&out)]].concat());
        }
        exhibition
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn try_to(&self, arguments: &[&str]) -> (bool, String) {
        let data = self.path("venue");
        let output = run(&[arguments, &["--data", text(&data)]].concat());
        (output.status.success(), said(&output))
    }

    fn works(&self, arguments: &[&str]) -> String {
        let (success, said) = self.try_to(arguments);
        assert!(success, "{arguments:?}: {said}");
        said
    }

    fn is_refused(&self, arguments: &[&str]) -> String {
        let (success, said) = self.try_to(arguments);
        assert!(!success, "{arguments:?}: {said}");
        said
    }

    fn exported(&self) -> Value {
        serde_json::from_str(&self.works(&["catalogue", "export"])).unwrap()
    }

    fn write(&self, document: &Value) -> PathBuf {
        let file = self.path("changed.json");
        fs::write(&file, document.to_string()).unwrap();
        file
    }

    /// Changes what is exported; says what `catalogue replace` says without and with `--confirm`.
    fn replace(&self, change: impl FnOnce(&mut Value)) -> (String, String) {
        let mut document = self.exported();
        change(&mut document);
        let file = self.write(&document);
        let before = self.works(&["catalogue", "list"]);
        let refused = self.is_refused(&["catalogue", "replace", text(&file)]);
        assert_eq!(self.works(&["catalogue", "list"]), before);
        let done = self.works(&["catalogue", "replace", text(&file), "--confirm"]);
        (refused, done)
    }
}

#[test]
fn day_put_in_front_needs_confirmation() {
    let exhibition = Exhibition::new();
    let (refused, done) = exhibition.replace(|it| {
        let days = it["days"].as_array_mut().unwrap();
        let mut first = days[0].clone();
        first["date"] = json!("2026-11-27");
        days.insert(0, first);
    });
    assert!(
        refused.contains("! 42 sold tickets are valid on other dates"),
        "{refused}"
    );
    assert!(
        refused.contains("days: 1 new: 5") && refused.contains("--confirm"),
        "{refused}"
    );
    assert!(done.contains("version 2 is in force"), "{done}");
    assert!(done.contains("day 1  2026-11-27"), "{done}");
}

#[test]
fn removed_ticket_type_names_its_tickets() {
    let exhibition = Exhibition::new();
    let (refused, _) = exhibition.replace(|it| {
        let kinds = it["ticket_types"].as_array_mut().unwrap();
        kinds.retain(|kind| kind["key"] != "press");
    });
    assert!(refused.contains("ticket_types: 1 gone: "), "{refused}");
    assert!(
        refused.contains("! 2 sold tickets are of type"),
        "{refused}"
    );
}

#[test]
fn removed_booths_and_gates_are_listed() {
    let exhibition = Exhibition::new();
    let kiosk = exhibition.path("kiosk");
    let add = ["kiosk", "add", "--id", "K12", "--booth", "12"];
    let server = [
        "--server",
        "https://192.168.1.10:8080",
        "--out",
        text(&kiosk),
    ];
    exhibition.works(&[&add[..], &server].concat());
    let (refused, _) = exhibition.replace(|it| {
        it["booths"].as_array_mut().unwrap().truncate(1);
        it["gates"].as_array_mut().unwrap().pop();
        it["plan"] = Value::Null;
    });
    assert!(refused.contains("booths: 79 gone: 2, 3, 4"), "{refused}");
    assert!(refused.contains("and 67 more"), "{refused}");
    assert!(refused.contains("gates: 1 gone: "), "{refused}");
    assert!(
        refused.contains("! Kiosk K12 stands at a booth"),
        "{refused}"
    );
}

#[test]
fn new_texts_need_no_confirmation() {
    let exhibition = Exhibition::new();
    let mut document = exhibition.exported();
    document["booths"][3]["description"]["vi"] = json!("Gốm men rạn, nung củi.");
    document["reentry"] = json!(!document["reentry"].as_bool().unwrap());
    let file = exhibition.write(&document);
    let done = exhibition.works(&["catalogue", "replace", text(&file)]);
    assert!(
        done.contains("booths: 1 changed: 4 (description)"),
        "{done}"
    );
    assert!(done.contains("reentry: 1 changed: reentry"), "{done}");
    let again = exhibition.works(&["catalogue", "replace", text(&file)]);
    assert!(
        again.contains("Nothing changed") && again.contains("version 2"),
        "{again}"
    );
}

#[test]
fn misspelt_field_is_refused_with_nearest_name() {
    let exhibition = Exhibition::new();
    let mut document = exhibition.exported();
    let booth = document["booths"][7].as_object_mut().unwrap();
    let description = booth.remove("description").unwrap();
    booth.insert("decription".to_owned(), description);
    let file = exhibition.write(&document);
    let refused = exhibition.is_refused(&["catalogue", "replace", text(&file), "--confirm"]);
    let hint = "booths[7].decription (did you mean \"description\"?)";
    assert!(refused.contains(hint), "{refused}");
    let elsewhere = exhibition.path("elsewhere");
    let init = run(&[
        "init",
        "--data",
        text(&elsewhere),
        "--catalogue",
        text(&file),
    ]);
    assert!(said(&init).contains(hint), "{}", said(&init));
    assert!(!elsewhere.exists());
}

#[test]
fn rollback_restores_catalogue_and_pictures() {
    let exhibition = Exhibition::new();
    let data = exhibition.path("venue");
    let original = catalogue::read(&SqliteDatabase::at(&data), None).unwrap();
    assert!(!original.media.is_empty());
    let mut in_force = original.media.keys().filter(|it| it.contains(".webp"));
    let name = in_force.next().unwrap();
    let other = &original.media[in_force.next().unwrap()].sha256;
    let pictures = exhibition.path("pictures");
    fs::create_dir(&pictures).unwrap();
    fs::copy(
        data.join("media").join(other.to_string()),
        pictures.join(name),
    )
    .unwrap();
    let mut changed = exhibition.exported();
    changed["reentry"] = json!(false);
    let file = exhibition.write(&changed);
    let replace = [
        "catalogue",
        "replace",
        text(&file),
        "--media",
        text(&pictures),
    ];
    let replaced = exhibition.works(&replace);
    assert!(
        replaced.contains(&format!("media: 1 changed: media ({name})")),
        "{replaced}"
    );
    let back = exhibition.works(&["catalogue", "rollback"]);
    assert!(back.contains("version 3 is in force"), "{back}");
    assert_eq!(
        catalogue::read(&SqliteDatabase::at(&data), None).unwrap(),
        original
    );
    let forth = exhibition.works(&["catalogue", "rollback", "--to", "2"]);
    assert!(forth.contains("version 4 is in force"), "{forth}");
    assert!(
        !catalogue::read(&SqliteDatabase::at(&data), None)
            .unwrap()
            .reentry
    );
    let missing = exhibition.is_refused(&["catalogue", "rollback", "--to", "9"]);
    assert!(missing.contains("no version 9"), "{missing}");
}

#[test]
fn export_overwrites_nothing_and_reads_back() {
    let exhibition = Exhibition::new();
    let file = exhibition.path("exhibition.json");
    let export = ["catalogue", "export", "--out", text(&file)];
    exhibition.works(&export);
    let refused = exhibition.is_refused(&export);
    assert!(refused.contains("not there yet"), "{refused}");
    let unchanged = exhibition.works(&["catalogue", "replace", text(&file)]);
    assert!(unchanged.contains("Nothing changed"), "{unchanged}");
}

#[test]
fn first_catalogue_can_not_be_rolled_back() {
    let exhibition = Exhibition::new();
    let refused = exhibition.is_refused(&["catalogue", "rollback"]);
    assert!(refused.contains("none before it"), "{refused}");
}

#[test]
fn revoked_tickets_are_no_reason_to_ask() {
    let venue = Venue::closed();
    let request = IssueRequest {
        count: 1,
        kind: "visitor".to_owned(),
        days: 1,
        party: None,
    };
    let issued = tickets::issue(&venue.database(), &request, system_time()).unwrap();
    let mut later = catalogue();
    for day in &mut later.days {
        day.date = day.date.saturating_add(jiff::Span::new().days(1));
    }
    let replace = || catalogue::publish(&venue.database(), Publication::new(&later), OPENING);
    match replace() {
        Err(SetupError::Unconfirmed(comparison)) => {
            assert_eq!(comparison.impact.tickets_with_other_days, 1);
        }
        other => panic!("{other:?}"),
    }
    let number = issued[0].number.0.to_string();
    let data = venue.data();
    let revoked = run(&["tickets", "revoke", "--data", text(&data), &number]);
    assert!(revoked.status.success(), "{}", said(&revoked));
    assert_eq!(replace().unwrap().version, 2);
}
