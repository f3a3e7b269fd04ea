//! The direction of dependencies: `kiosk → shared ← sync-server`, and `shared` does nothing but think.

use std::process::Command;

use serde_json::Value;

/// What `cargo metadata` says a package of the workspace depends on, tests aside.
fn dependencies(package: &str) -> Vec<(String, bool)> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version=1", "--no-deps", "--offline"])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let found = packages
        .iter()
        .find(|entry| entry["name"] == package)
        .unwrap();
    found["dependencies"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|dependency| dependency["kind"].is_null())
        .map(|dependency| {
            let name = dependency["name"].as_str().unwrap().to_owned();
            (name, dependency["optional"].as_bool().unwrap())
        })
        .collect()
}

#[test]
fn shared_depends_on_nothing_that_reads_writes_draws_or_waits() {
    let allowed = [
        "argon2",
        "ed25519-dalek",
        "hex",
        "hmac",
        "jiff",
        "postcard",
        "semver",
        "serde",
        "serde_json",
        "sha2",
        "thiserror",
        "unicode-normalization",
        // Only describes what is there.
        "utoipa",
    ];
    for (name, _) in dependencies("shared") {
        assert!(
            allowed.contains(&name.as_str()),
            "shared must stay pure, but depends on {name}"
        );
    }
}

#[test]
fn the_server_knows_nothing_of_kiosks_and_kiosks_know_the_server_only_for_the_demo() {
    let server = dependencies("sync-server");
    assert!(
        server
            .iter()
            .all(|(name, _)| name != "kiosk" && name != "egui" && name != "eframe")
    );
    let kiosk = dependencies("kiosk");
    let on_server: Vec<_> = kiosk
        .iter()
        .filter(|(name, _)| name == "sync-server")
        .collect();
    assert!(
        on_server.iter().all(|(_, optional)| *optional),
        "only behind the demo feature"
    );
    assert!(
        kiosk
            .iter()
            .all(|(name, _)| name != "axum" && name != "tokio")
    );
}

/// SQL lives only where DESIGN says: in the kiosk's journal and the server's adapters.
#[test]
fn sql_is_written_only_in_journal_and_adapters() {
    let top = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let mut strays = Vec::new();
    for (crate_dir, room, client) in [
        ("kiosk", "journal", "rusqlite"),
        ("sync-server/src", "sqlite", "rusqlite"),
        ("sync-server/src", "postgres", "use postgres::"),
        ("shared/src", "nowhere", "rusqlite"),
    ] {
        let source = std::path::Path::new(top).join(crate_dir);
        visit(&source, &mut |path, text| {
            let within = path.strip_prefix(&source).unwrap();
            let is_in = |name: &str| {
                let mut parts = within.iter().map(|part| part.to_string_lossy());
                parts.any(|part| part.trim_end_matches(".rs") == name)
            };
            if !is_in(room) && !is_in("tests") && text.contains(client) {
                strays.push(path.display().to_string());
            }
        });
    }
    assert!(strays.is_empty(), "SQL outside its room: {strays:?}");
}

fn visit(dir: &std::path::Path, look: &mut dyn FnMut(&std::path::Path, &str)) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            visit(&path, look);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            look(&path, &std::fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn security_table_names_tests_that_exist() {
    let top = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let mut functions = std::collections::HashSet::new();
    for folder in [
        "kiosk",
        "shared/src",
        "sync-server/src",
        "sync-server/tests",
        "tests/scenes",
    ] {
        visit(&top.join(folder), &mut |_, text| {
            let heads = text
                .lines()
                .filter_map(|line| line.split_once("fn ")?.1.split_once('('));
            functions.extend(heads.map(|(name, _)| name.to_owned()));
        });
    }
    let text = std::fs::read_to_string(top.join(".github/SECURITY.md")).unwrap();
    let is_test = |name: &&str| {
        name.matches('_').count() > 1
            && !name.contains(|it: char| !it.is_ascii_alphanumeric() && it != '_')
    };
    let names: Vec<&str> = text.split('`').filter(is_test).collect();
    assert!(names.len() > 100, "{names:?}");
    for name in names {
        assert!(functions.contains(name), "there is no test {name}");
    }
}
