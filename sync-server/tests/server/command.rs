//! The command line, from nothing to a running exhibition.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sync-server"));
    command.args(arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    let text = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    String::from_utf8(text).unwrap()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn from_nothing_to_a_running_exhibition() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("venue");
    let data = text(&data);
    let out = folder.path().join("tickets");

    let early = run(&["serve", "--data", data, "--listen", "127.0.0.1:0"]);
    assert_eq!(early.status.code(), Some(1));
    assert!(
        said(&early).contains("sync-server init"),
        "{}",
        said(&early)
    );

    let init = run(&["init", "--data", data]);
    assert!(init.status.success(), "{}", said(&init));
    assert!(!run(&["init", "--data", data]).status.success());

    let mut server = Command::new(env!("CARGO_BIN_EXE_sync-server"))
        .args(["serve", "--data", data, "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(server.stdout.take().unwrap()).lines();
    let url = lines
        .find_map(|line| line.unwrap().trim().strip_suffix('/').map(str::to_owned))
        .unwrap();
    // Whoever started the server may stop reading what it prints.
    drop(lines);
    let mut health = ureq::get(format!("{url}/healthz")).call().unwrap();
    assert_eq!(health.body_mut().read_to_string().unwrap(), "ok\n");

    let kiosk = folder.path().join("kiosk-A1");
    let add = [
        "kiosk", "add", "--data", data, "--id", "A1", "--gate", "main", "--server", &url, "--out",
    ];
    let added = run(&[&add[..], &[text(&kiosk)]].concat());
    assert!(added.status.success(), "{}", said(&added));
    assert!(
        said(&run(&["kiosk", "list", "--data", data])).contains("A1\tmain\tin\tlast heard never")
    );

    let issue = [
        "tickets", "issue", "--data", data, "--count", "2", "--type", "visitor", "--days", "1,2",
        "--out",
    ];
    let issued = run(&[&issue[..], &[text(&out)]].concat());
    assert!(issued.status.success(), "{}", said(&issued));
    assert!(out.join("000002.png").is_file());
    let revoked = run(&["tickets", "revoke", "--data", data, "2"]);
    assert_eq!(said(&revoked), "Ticket 2 is withdrawn.\n");
    let unknown = run(&["tickets", "revoke", "--data", data, "3"]);
    assert!(said(&unknown).contains("no ticket 3 was issued here"));
    assert!(said(&run(&["keys", "add", "--data", data])).contains("Key 2"));

    #[cfg(unix)]
    {
        let id = server.id().to_string();
        assert!(Command::new("kill").arg(id).status().unwrap().success());
        assert!(
            server.wait().unwrap().success(),
            "SIGTERM ends it in good order"
        );
    }
    #[cfg(not(unix))]
    server.kill().unwrap();
}
