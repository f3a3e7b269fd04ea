//! The policy in `.cargo/deny.toml` against every package of the build: licences, bans and sources.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use spdx::{Expression, ParseMode};

/// The part of `.cargo/deny.toml` that these tests read, and the packages it is held against.
struct Policy {
    document: toml::Table,
    packages: Vec<Value>,
}

impl Policy {
    fn read() -> Self {
        let top = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
        let document = fs::read_to_string(top.join(".cargo/deny.toml")).unwrap();
        let document: toml::Table = document.parse().unwrap();
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let mut metadata = Command::new(cargo);
        metadata.args(["metadata", "--format-version=1", "--locked", "--offline"]);
        // Only packages for this platform were downloaded by the build.
        let platform = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
        metadata.args(["--filter-platform", &platform]);
        let output = metadata.current_dir(top).output().unwrap();
        let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
        let packages = metadata["packages"].as_array().unwrap().clone();
        assert!(packages.len() > 100, "the whole build is looked at");
        Self { document, packages }
    }

    fn strings(&self, table: &str, key: &str) -> Vec<&str> {
        let entries = self.document[table].as_table().unwrap()[key].as_array();
        let entries = entries.unwrap().iter();
        entries.map(|entry| entry.as_str().unwrap()).collect()
    }

    fn allows(&self, licence: &str) -> bool {
        let allowed = self.strings("licenses", "allow");
        let expression = Expression::parse_mode(licence, ParseMode::LAX).unwrap();
        expression.evaluate(|requirement| allowed.contains(&requirement.to_string().as_str()))
    }
}

/// The SPDX expression of a package; of one that only has a file, by what that file grants.
fn licence(package: &Value) -> String {
    if let Some(expression) = package["license"].as_str() {
        return expression.to_owned();
    }
    let folder = Path::new(package["manifest_path"].as_str().unwrap()).parent();
    let file = package["license_file"].as_str();
    let file: Option<PathBuf> = folder.zip(file).map(|(folder, file)| folder.join(file));
    let text = file.and_then(|file| fs::read_to_string(file).ok());
    let mit = "Permission is hereby granted, free of charge, to any person obtaining a copy";
    match text {
        Some(text) if text.contains(mit) => "MIT".to_owned(),
        other => panic!("{}: no known licence: {other:?}", package["name"]),
    }
}

#[test]
fn every_licence_is_allowed() {
    let policy = Policy::read();
    assert!(!policy.allows("GPL-3.0-only"));
    assert!(policy.allows("GPL-3.0-only OR MIT"));
    assert!(!policy.allows("GPL-3.0-only AND MIT"));
    for package in &policy.packages {
        let licence = licence(package);
        let name = &package["name"];
        assert!(policy.allows(&licence), "{name} is under {licence}");
    }
}

#[test]
fn banned_packages_are_absent() {
    let policy = Policy::read();
    let bans = policy.document["bans"].as_table().unwrap();
    for ban in bans["deny"].as_array().unwrap() {
        let banned = ban["name"].as_str().unwrap();
        let wrappers = ban.get("wrappers").and_then(toml::Value::as_array);
        let allowed: Vec<_> = wrappers.into_iter().flatten().collect();
        let depends = |package: &&Value| {
            let dependencies = package["dependencies"].as_array().unwrap();
            let present = policy.packages.iter().any(|it| it["name"] == banned);
            present && dependencies.iter().any(|it| it["name"] == banned)
        };
        for package in policy.packages.iter().filter(depends) {
            let name = package["name"].as_str().unwrap();
            let allowed = allowed.iter().any(|wrapper| wrapper.as_str() == Some(name));
            assert!(allowed, "{name} depends on {banned}, which is banned");
        }
    }
}

#[test]
fn every_package_comes_from_the_registry() {
    let policy = Policy::read();
    for refused in ["unknown-registry", "unknown-git"] {
        assert_eq!(policy.document["sources"][refused].as_str(), Some("deny"));
    }
    for package in &policy.packages {
        let name = &package["name"];
        match package["source"].as_str() {
            // A package of this workspace.
            None => assert!(package["publish"].as_array().is_some_and(Vec::is_empty)),
            Some(source) => assert!(
                source.starts_with("registry+") && source.ends_with("/crates.io-index"),
                "{name} comes from {source}"
            ),
        }
    }
}
