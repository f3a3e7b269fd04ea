//! What a server does and says when it starts.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::command::{ServedUrls, end, run, said, text};

/// How many files a server wants to open.
const WANTED: u64 = 8_192;

/// Makes an exhibition in a folder.
fn exhibition(folder: &Path) -> String {
    let data = text(&folder.join("venue")).to_owned();
    let made = run(&["init", "--data", &data]);
    assert!(made.status.success(), "{}", said(&made));
    data
}

/// A server that its shell lets open only so many files.
fn serve_under(limits: &str, data: &str) -> (Child, ServedUrls) {
    let program = env!("CARGO_BIN_EXE_sync-server");
    let mut server = Command::new("sh");
    server.args(["-c", &format!("{limits}; exec \"$0\" \"$@\""), program]);
    server.args(["serve", "--data", data, "--listen", "127.0.0.1:0"]);
    server.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut server = server.spawn().unwrap();
    let urls = ServedUrls::read(server.stdout.take().unwrap());
    (server, urls)
}

/// How many files a process may open, and how many it may allow itself.
fn limits_of(server: &Child) -> [u64; 2] {
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", server.id())).unwrap();
    let mut lines = limits.lines();
    let line = lines.find_map(|it| it.strip_prefix("Max open files"));
    let mut numbers = line
        .unwrap()
        .split_whitespace()
        .map(|it| it.parse().unwrap());
    std::array::from_fn(|_| numbers.next().unwrap())
}

/// Ends a server and returns its log.
fn log_of(mut server: Child) -> String {
    let log = server.stderr.take().unwrap();
    end(server);
    BufReader::new(log)
        .lines()
        .map(|it| it.unwrap() + "\n")
        .collect()
}

fn is_well(urls: &ServedUrls) -> bool {
    let asked = ureq::get(format!("{}/healthz", urls.devices)).call();
    asked.is_ok_and(|it| it.status() == 200)
}

#[test]
fn limit_of_open_files_is_raised() {
    let folder = tempfile::tempdir().unwrap();
    let (server, urls) = serve_under("ulimit -Sn 256", &exhibition(folder.path()));
    assert!(is_well(&urls));
    let [limit, most] = limits_of(&server);
    assert_eq!(limit, most.min(WANTED));
    assert!(limit > 256, "{limit}");
    let log = log_of(server);
    assert_eq!(
        log.contains("lets the server open only"),
        limit < WANTED,
        "{log}"
    );
}

#[test]
fn low_limit_of_open_files_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let limits = "ulimit -Sn 256; ulimit -Hn 300";
    let (server, urls) = serve_under(limits, &exhibition(folder.path()));
    assert!(is_well(&urls));
    assert_eq!(limits_of(&server), [300, 300]);
    let log = log_of(server);
    assert!(log.contains("lets the server open only 300 files"), "{log}");
    assert!(log.contains("LimitNOFILE="), "{log}");
}

#[test]
fn start_warns_that_copied_files_are_no_backup() {
    let folder = tempfile::tempdir().unwrap();
    let data = exhibition(folder.path());
    let mut server = Command::new(env!("CARGO_BIN_EXE_sync-server"));
    server.args(["serve", "--data", &data, "--listen", "127.0.0.1:0"]);
    let mut server = server.stdout(Stdio::piped()).spawn().unwrap();
    let lines = BufReader::new(server.stdout.take().unwrap()).lines();
    let mut urls = 0;
    let first = lines.map(Result::unwrap).take_while(|line| {
        urls += usize::from(line.contains("://"));
        urls < 3
    });
    let first: Vec<String> = first.collect();
    server.kill().unwrap();
    server.wait().unwrap();
    let warned = first
        .iter()
        .any(|it| it.contains("Copying the files of a running server is no backup"));
    assert!(warned, "{first:?}");
}
