//! The log of a server of its own process.

use std::io::Read;
use std::process::Stdio;

use serde_json::Value;

use crate::command::{end, run, serve_with, text};
use crate::venue::token_in;

/// The log of a server of its own process, to which requests are sent.
fn log_of(format: &[&str], send: impl FnOnce(&str, &str)) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("venue");
    let out = folder.path().join("kiosk");
    let data = text(&data);
    assert!(run(&["init", "--data", data]).status.success());
    let add = [
        "kiosk", "add", "--data", data, "--id", "A1", "--gate", "main",
    ];
    let to = ["--server", "http://127.0.0.1:1", "--out", text(&out)];
    assert!(run(&[&add[..], &to[..]].concat()).status.success());
    let (mut server, urls) = serve_with(data, Stdio::piped(), format);
    send(&urls.devices, &token_in(&out.join("kiosk.toml")));
    let mut stderr = server.stderr.take().unwrap();
    end(server);
    let mut log = String::new();
    stderr.read_to_string(&mut log).unwrap();
    log.lines().map(str::to_owned).collect()
}

/// The log of a server that refuses three requests without a token, and one with a token that it does not know.
fn log_of_refusals(format: &[&str]) -> Vec<String> {
    log_of(format, |url, _| {
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
    })
}

#[test]
fn burst_of_refusals_is_bounded_in_the_log() {
    let lines = log_of(&[], |url, token| {
        for number in 0..200 {
            let body = format!("{{\"{number}\": 1}}");
            assert_eq!(push(url, token, &body, "application/json"), 400);
            assert_eq!(push(url, token, "{}", &format!("text/{number}")), 415);
        }
    });
    // The clock may pass from one burst to the next meanwhile.
    assert!(lines.len() < 100, "{}", lines.len());
    let left_out = lines.iter().filter_map(|line| {
        let (before, _) = line.split_once(" more like this: ")?;
        before.rsplit(' ').next()?.parse::<usize>().ok()
    });
    let sums = lines
        .iter()
        .filter(|line| line.contains(" more like this: "));
    let (written, left_out) = (lines.len() - sums.count(), left_out.sum::<usize>());
    assert_eq!(written + left_out, 400);
}

#[test]
fn what_is_sent_forges_no_line() {
    let forged = "\\r\\n2026-01-01T00:00:00Z ERROR forged\\u001b[2J\\u202e\\u0000";
    for format in [&[][..], &["--log-format", "json"]] {
        let lines = log_of(format, |url, token| {
            for body in [
                format!("{{\"exhibition\": 1, \"kiosk\": \"{forged}\"}}"),
                format!("{{\"{forged}\": 1}}"),
                format!("\"{forged}\""),
                "\r\nforged".to_owned(),
            ] {
                assert_eq!(push(url, token, &body, "application/json"), 400);
            }
            push(url, token, "{}", "text/\u{85}forged");
            for path in [
                "feed?after=%0d%0aforged",
                "feed?wait_s=%1b",
                "media/%0aforged",
            ] {
                let asked = ureq::get(format!("{url}/api/v1/{path}"))
                    .config()
                    .http_status_as_error(false)
                    .build();
                let asked = asked.header("authorization", format!("Bearer {token}"));
                assert!(asked.call().unwrap().status().is_client_error());
            }
        });
        assert!(
            lines.iter().any(|line| line.contains("forged")),
            "{lines:?}"
        );
        for line in lines {
            let is_whole = line.starts_with("20") && line.contains(" request{id=")
                || serde_json::from_str::<Value>(&line)
                    .is_ok_and(|it| it["span"]["id"].is_string());
            assert!(is_whole, "{line}");
            let is_plain = |it: char| !it.is_control() && it != '\u{202e}';
            assert!(line.chars().all(is_plain), "{line:?}");
        }
    }
}

/// Posts a body to where records go; gives the status.
fn push(url: &str, token: &str, body: &str, kind: &str) -> u16 {
    let request = ureq::post(format!("{url}/api/v1/records"))
        .config()
        .http_status_as_error(false)
        .build()
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", kind);
    request.send(body).unwrap().status().as_u16()
}

#[test]
fn json_log_has_one_object_a_line() {
    let lines = log_of_refusals(&["--log-format", "json"]);
    let [first, last, notice] = &lines[..] else {
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
    let [first, last, notice] = &lines[..] else {
        panic!("three lines: {lines:?}")
    };
    assert!(
        first.contains("WARN request{id=gate-1 method=GET path=/api/v1/feed}: this address wants"),
        "{first}"
    );
    assert!(first.ends_with("status=401 code=\"no_token\""), "{first}");
    assert!(
        notice.contains("INFO 2 more like this: this address wants"),
        "{notice}"
    );
    assert!(last.contains("the token is not known here"), "{last}");
}
