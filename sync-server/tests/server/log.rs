//! The log of a server of its own process.

use std::io::Read;
use std::process::Stdio;

use serde_json::Value;

use crate::command::{end, run, serve_with, text};

/// The log of a server that refuses three requests without a token, and one with a token that it does not know.
fn log_of_refusals(format: &[&str]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("venue");
    let data = text(&data);
    assert!(run(&["init", "--data", data]).status.success());
    let (mut server, url) = serve_with(data, Stdio::piped(), format);
    let refused = |id: &str, token: Option<&str>| {
        let mut request = ureq::get(format!("{url}/api/v1/feed"))
            .header("x-request-id", id)
            .config()
            .http_status_as_error(false)
            .build();
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        assert_eq!(request.call().unwrap().status(), 401);
    };
    for id in ["gate-1", "gate-2", "gate-3"] {
        refused(id, None);
    }
    refused("gate-4", Some("made-up"));
    let mut stderr = server.stderr.take().unwrap();
    end(server);
    let mut log = String::new();
    stderr.read_to_string(&mut log).unwrap();
    log.lines().map(str::to_owned).collect()
}

#[test]
fn json_log_has_one_object_a_line() {
    let lines = log_of_refusals(&["--log-format", "json"]);
    let [first, notice, last] = &lines[..] else {
        panic!("three lines: {lines:?}")
    };
    let first: Value = serde_json::from_str(first).unwrap();
    let message = first["message"].as_str().unwrap();
    assert!(message.contains("wants a kiosk's token"), "{message}");
    assert_eq!(first["level"], "WARN");
    assert_eq!(
        (&first["status"], &first["code"]),
        (&401.into(), &"no_token".into())
    );
    let request = &first["span"];
    assert_eq!(request["id"], "gate-1");
    assert_eq!(
        (&request["method"], &request["path"]),
        (&"GET".into(), &"/api/v1/feed".into())
    );
    let notice: Value = serde_json::from_str(notice).unwrap();
    assert_eq!(
        (&notice["repeats"], &notice["level"]),
        (&2.into(), &"INFO".into())
    );
    let last: Value = serde_json::from_str(last).unwrap();
    assert_eq!(
        (&last["code"], &last["span"]["id"]),
        (&"unknown_token".into(), &"gate-4".into())
    );
    for line in [&first, &notice, &last] {
        let time = line["timestamp"].as_str().unwrap();
        assert!(time.parse::<jiff::Timestamp>().is_ok(), "{time}");
    }
}

#[test]
fn text_log_counts_repeats() {
    let lines = log_of_refusals(&[]);
    let [first, notice, last] = &lines[..] else {
        panic!("three lines: {lines:?}")
    };
    assert!(
        first.contains("WARN request{id=gate-1 method=GET path=/api/v1/feed}: this address wants"),
        "{first}"
    );
    assert!(first.ends_with("status=401 code=\"no_token\""), "{first}");
    assert!(
        notice.ends_with("INFO the last line came 2 more times"),
        "{notice}"
    );
    assert!(last.contains("the token is not known here"), "{last}");
}
