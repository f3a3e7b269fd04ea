//! The alert rules and the dashboard of the package, against what a server really measures.

use std::collections::BTreeSet;
use std::process::Stdio;
use std::time::{Duration, Instant};

use regex::Regex;

use crate::command::{end, run, serve_with, text};

/// Metrics that a file names.
fn named(file: &str) -> BTreeSet<String> {
    let name = Regex::new(r"\b(?:exhibition|process)_[a-z_]+").unwrap();
    let kind = Regex::new(r"_(?:bucket|sum|count)$").unwrap();
    let names = name.find_iter(file);
    names
        .map(|it| kind.replace(it.as_str(), "").into_owned())
        .collect()
}

#[test]
fn every_metric_of_rules_and_dashboard_is_served() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("venue");
    assert!(run(&["init", "--data", text(&data)]).status.success());
    let backups = folder.path().join("backups");
    let (server, urls) = serve_with(
        text(&data),
        Stdio::inherit(),
        &["--backup-to", text(&backups)],
    );
    let metrics = || {
        let mut reply = ureq::get(format!("{}/metrics", urls.desk)).call().unwrap();
        reply.body_mut().read_to_string().unwrap()
    };
    // The first backup is made at the start.
    let begun = Instant::now();
    let mut page = metrics();
    while !page.contains("# TYPE exhibition_backup_age_seconds") {
        assert!(begun.elapsed() < Duration::from_mins(1), "{page}");
        page = metrics();
    }
    end(server);
    let known: BTreeSet<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("# TYPE ")?.split(' ').next())
        .collect();
    let rules = include_str!("../../packaging/monitoring/alerts.yml");
    let dashboard = include_str!("../../packaging/monitoring/dashboard.json");
    serde_json::from_str::<serde_json::Value>(dashboard).unwrap();
    for file in [rules, dashboard] {
        let named = named(file);
        assert!(named.len() > 10, "{named:?}");
        for name in &named {
            assert!(known.contains(&**name), "{name}");
        }
    }
}
