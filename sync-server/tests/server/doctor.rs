//! `sync-server doctor`, beside a server that runs, and without one.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Stdio;

use serde_json::Value;

use crate::command::{end, run, said, serve_with, text};

/// Runs the doctor; gives its exit code and what it found worst about each thing.
fn examined(data: &str) -> (i32, BTreeMap<String, String>) {
    let output = run(&["doctor", "--data", data, "--json", "--language", "en"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut found = BTreeMap::new();
    for finding in report["findings"].as_array().unwrap() {
        let of = |name: &str| finding[name].as_str().unwrap().to_owned();
        let health: &mut String = found.entry(of("about")).or_default();
        // `in-order` is before `to-mend`.
        *health = of("health").max(std::mem::take(health));
    }
    (output.status.code().unwrap(), found)
}

/// The files of a folder with what is in them, but for the log of a database that is open.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let files = entries.filter(|it| it.file_type().unwrap().is_file());
    let files = files.map(|it| {
        let name = it.file_name().into_string().unwrap();
        (name, fs::read(it.path()).unwrap())
    });
    files.filter(|(name, _)| !name.contains(".db-")).collect()
}

#[test]
fn doctor_beside_a_running_server_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("venue");
    assert!(run(&["init", "--data", text(&data)]).status.success());
    let (server, urls) = serve_with(text(&data), Stdio::inherit(), &[]);
    // It keeps its addresses when it starts; from its first answer on it is at rest.
    let healthz = format!("{}/healthz", urls.desk);
    assert_eq!(ureq::get(healthz).call().unwrap().status(), 200);
    // The mark changes with the database; the server itself may write its log into that file meanwhile.
    let kept = || {
        let mut files = files(&data);
        files.retain(|name, _| Path::new(name).extension() != Some("db".as_ref()));
        files
    };
    let before = kept();
    let (code, found) = examined(text(&data));
    let after = kept();
    end(server);
    assert!(before.contains_key("exhibition.mark") && after == before);
    assert_eq!(code, 1, "{found:?}");
    for good in [
        "data",
        "records",
        "server",
        "clock",
        "certificate",
        "permissions",
    ] {
        assert_eq!(found[good], "in-order", "{good} {found:?}");
    }
    // Nobody made a backup or printed the sheet.
    for bad in ["backup", "recovery-sheet"] {
        assert_eq!(found[bad], "to-mend", "{bad} {found:?}");
    }
}

#[test]
fn doctor_without_an_exhibition_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let data = text(folder.path());
    let (code, found) = examined(data);
    assert_eq!((code, &*found["data"]), (2, "broken"));
    let vietnamese = said(&run(&["doctor", "--data", data, "--language", "vi"]));
    assert!(vietnamese.contains("Không đọc được"), "{vietnamese}");
    assert!(vietnamese.contains("    → "), "{vietnamese}");
}

#[cfg(unix)]
#[test]
fn doctor_names_what_is_to_be_mended() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("venue");
    assert!(run(&["init", "--data", text(&data)]).status.success());
    let database = data.join("exhibition.db");
    fs::set_permissions(&database, fs::Permissions::from_mode(0o644)).unwrap();
    let copied = folder.path().join("copied");
    fs::create_dir(&copied).unwrap();
    for (name, bytes) in files(&data) {
        fs::write(copied.join(name), bytes).unwrap();
    }
    let (code, found) = examined(text(&data));
    assert_eq!((code, &*found["permissions"]), (1, "to-mend"), "{found:?}");
    assert_eq!(found.get("set-back"), None);
    let (_, found) = examined(text(&copied));
    assert_eq!(found["set-back"], "to-mend", "{found:?}");
    // It was told, and not begun.
    assert_eq!(examined(text(&copied)).1["set-back"], "to-mend");
}

#[test]
fn doctor_speaks_both_languages_in_whole_sentences() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("venue");
    assert!(run(&["init", "--data", text(&data)]).status.success());
    for language in ["vi", "en"] {
        let words = said(&run(&[
            "doctor",
            "--data",
            text(&data),
            "--language",
            language,
        ]));
        assert!(!words.contains("desk-") && !words.contains('{'), "{words}");
        assert!(words.lines().count() > 8, "{words}");
    }
}
