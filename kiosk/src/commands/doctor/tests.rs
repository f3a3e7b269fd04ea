use std::collections::BTreeMap;
use std::fs;

use journal::FILE;
use kiosk_fixtures::ticket_list::{own, page};
use shared::doctor::Health;
use shared::protocol::v1::TicketListQuery;

use super::*;
use kiosk_fixtures::device::journal;
use kiosk_fixtures::{MORNING, entry, first_feed, stamp};

/// A kiosk's data directory that heard the server in the morning, and admitted three.
fn kiosk_data() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let scanned = dir.path().join("scanned");
    // Nothing listens at port 1.
    let toml = format!(
        "server = [\"http://127.0.0.1:1\", \"http://localhost:1\"]\nexhibition = 24\nkiosk = \"A1\"\ntoken = \"secret\"\n\
         gate = \"main\"\ndirection = \"in\"\n[scanners]\nfolder = {:?}\n",
        scanned.display().to_string()
    );
    fs::write(dir.path().join(kiosk_config::FILE), toml).unwrap();
    let mut journal = journal(dir.path());
    journal.apply_feed(&first_feed()).unwrap();
    let query = TicketListQuery {
        epoch: String::new(),
        after: 0,
        keyed: false,
    };
    let tickets = (1..=3).map(own).collect();
    let list = page("e1", 3, false, tickets);
    assert!(journal.apply_ticket_list(&query, &list, 9, || {}).unwrap());
    for number in 1..=3 {
        journal.record(&entry(number), &stamp(MORNING)).unwrap();
    }
    drop(journal);
    // The next start closes to others what the first one made: a test has no umask of its own.
    drop(kiosk_fixtures::device::journal(dir.path()));
    dir
}

/// The worst that was found about each thing.
fn found(report: &DoctorReport) -> BTreeMap<&'static str, Health> {
    let mut found = BTreeMap::new();
    for finding in &report.findings {
        let health: &mut Health = found.entry(finding.about).or_insert(finding.health);
        *health = (*health).max(finding.health);
    }
    found
}

fn examined(data: &Path) -> DoctorReport {
    examine(data, Language::VIETNAMESE, MORNING.plus(60_000))
}

/// The files of a folder with what is in them.
fn files(data: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(data).unwrap().map(Result::unwrap);
    let files = files.map(|it| {
        let name = it.file_name().into_string().unwrap();
        (name, fs::read(it.path()).unwrap())
    });
    files.collect()
}

#[test]
fn sound_kiosk_is_in_order_but_for_the_server() {
    let dir = kiosk_data();
    let before = files(dir.path());
    let report = examined(dir.path());
    assert!(files(dir.path()) == before, "it changed nothing");
    let mut found = found(&report);
    // What is plugged in is this machine's.
    found.remove("scanners");
    assert_eq!(found.remove("server"), Some(Health::ToMend));
    assert!(
        found.values().all(|it| *it == Health::InOrder),
        "{}",
        report.text()
    );
    let about: Vec<&str> = found.into_keys().collect();
    assert_eq!(
        about.join(" "),
        "catalogue clock configuration disk journal keys outbox permissions submissions tickets version"
    );
}

#[test]
fn doctor_works_beside_a_kiosk_that_records() {
    let dir = kiosk_data();
    let mut running = journal(dir.path());
    let before = examined(dir.path());
    assert_eq!(found(&before)["journal"], Health::InOrder);
    running.record(&entry(4), &stamp(MORNING)).unwrap();
    let report = examined(dir.path());
    assert!(report.text().contains("Nhật ký có 4 bản ghi"), "{report:?}");
    running.record(&entry(5), &stamp(MORNING)).unwrap();
}

#[test]
fn server_that_is_not_there_is_named_with_every_address() {
    let dir = kiosk_data();
    let report = examined(dir.path());
    let server = report.findings.iter().find(|it| it.about == "server");
    let server = server.unwrap();
    for address in ["http://127.0.0.1:1 (", "http://localhost:1 ("] {
        assert!(server.what.contains(address), "{server:?}");
    }
    assert_eq!(report.health.exit_code(), 1);
}

#[test]
fn kiosk_that_was_not_enrolled_is_told_how() {
    let dir = tempfile::tempdir().unwrap();
    let report = examined(dir.path());
    assert_eq!(report.health, Health::Broken);
    assert!(report.text().contains("kiosk invite"), "{}", report.text());
    assert_eq!(files(dir.path()).len(), 0);
}

#[test]
fn doctor_begins_no_journal() {
    let dir = kiosk_data();
    for file in [FILE, "journal.mark", "device.key"] {
        fs::remove_file(dir.path().join(file)).unwrap();
    }
    let report = examined(dir.path());
    assert_eq!(found(&report)["journal"], Health::ToMend);
    assert_eq!(files(dir.path()).len(), 1, "kiosk.toml alone");
    fs::write(dir.path().join("journal.mark"), "").unwrap();
    let text = examined(dir.path()).text();
    assert!(text.contains("đã từng chạy"), "{text}");
}

#[test]
fn flipped_byte_of_a_record_is_found() {
    let dir = kiosk_data();
    let path = dir.path().join(FILE);
    let mut bytes = fs::read(&path).unwrap();
    let body = br#""kind":"entry""#;
    let at = bytes.windows(body.len()).position(|part| part == body);
    bytes[at.unwrap() + 9] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let report = examined(dir.path());
    assert_eq!(found(&report)["journal"], Health::ToMend);
    assert!(report.text().contains("was changed"), "{}", report.text());
    assert!(fs::read(&path).unwrap() == bytes, "nothing was put right");
}

#[test]
fn garbage_in_place_of_a_journal_is_told() {
    let dir = kiosk_data();
    fs::write(dir.path().join(FILE), "no journal at all").unwrap();
    fs::write(dir.path().join("letters.db"), "no letters at all").unwrap();
    let found = found(&examined(dir.path()));
    assert_eq!(found["journal"], Health::Broken);
    assert_eq!(found["submissions"], Health::ToMend);
}

#[cfg(unix)]
#[test]
fn copied_folder_that_others_can_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let dir = kiosk_data();
    for file in [FILE, kiosk_config::FILE] {
        let path = dir.path().join(file);
        fs::set_permissions(path, fs::Permissions::from_mode(0o644)).unwrap();
    }
    let report = examined(dir.path());
    assert_eq!(found(&report)["permissions"], Health::ToMend);
    assert!(
        report.text().contains("journal.db; kiosk.toml"),
        "{report:?}"
    );
}

#[test]
fn clock_that_was_set_back_is_told() {
    let dir = kiosk_data();
    let at = |now| examine(dir.path(), Language::ENGLISH, now);
    assert_eq!(
        found(&at(MORNING.plus(-3_600_000)))["clock"],
        Health::ToMend
    );
    journal(dir.path()).keep_clock_offset_ms(-300_000).unwrap();
    let report = at(MORNING.plus(360_000));
    assert!(report.text().contains("300 s away"), "{}", report.text());
    assert_eq!(found(&report)["clock"], Health::ToMend);
}

#[test]
fn records_that_wait_long_are_told_with_their_time() {
    let dir = kiosk_data();
    let report = examine(dir.path(), Language::ENGLISH, MORNING.plus(3_600_000));
    assert_eq!(found(&report)["outbox"], Health::ToMend);
    let text = report.text();
    assert!(
        text.contains("3 records wait to be sent, the oldest since 06/09/2024 10:00"),
        "{text}"
    );
}

#[test]
fn kiosk_out_of_service_is_told() {
    let dir = kiosk_data();
    assert!(journal(dir.path()).wipe().unwrap());
    let report = examined(dir.path());
    assert_eq!(found(&report)["service"], Health::Broken);
    assert_eq!(report.health.exit_code(), 2);
}

#[test]
fn kiosk_without_keys_and_half_a_list_is_told() {
    let dir = kiosk_data();
    let db = rusqlite::Connection::open(dir.path().join(FILE)).unwrap();
    db.execute_batch("DELETE FROM keys; UPDATE register_state SET whole = 0; UPDATE state SET knowledge = knowledge + 1")
        .unwrap();
    drop(db);
    let found = found(&examined(dir.path()));
    assert_eq!(found["keys"], Health::Broken);
    assert_eq!(found["tickets"], Health::ToMend);
    assert_eq!(found["journal"], Health::InOrder);
}

#[test]
fn doctor_speaks_both_languages_in_whole_sentences() {
    let dir = kiosk_data();
    for language in [Language::VIETNAMESE, Language::ENGLISH] {
        let text = examine(dir.path(), language, MORNING).text();
        assert!(!text.contains("staff-") && !text.contains('{'), "{text}");
        assert!(text.lines().count() > 10, "{text}");
    }
}
