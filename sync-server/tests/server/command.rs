//! The command line, from nothing to a running exhibition.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use crate::venue::token_in;

pub(crate) fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sync-server"));
    command.args(arguments).output().unwrap()
}

pub(crate) fn said(output: &Output) -> String {
    let text = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    String::from_utf8(text).unwrap()
}

pub(crate) fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Where a server says that it listens, without TLS.
pub(crate) struct ServedUrls {
    pub(crate) desk: String,
    pub(crate) public: String,
    pub(crate) devices: String,
}

impl ServedUrls {
    /// Reads what a server prints when it starts.
    pub(crate) fn read(output: impl Read) -> Self {
        // The parent process may stop reading what the server prints, as here.
        let lines = BufReader::new(output).lines().map(Result::unwrap);
        let mut urls = lines.filter_map(|line| {
            let (_, rest) = line.split_once("://")?;
            let host = rest.split_once('/').map_or(rest, |(host, _)| host);
            Some(format!("http://{host}"))
        });
        let mut next = || urls.next().expect("the server starts");
        Self {
            desk: next(),
            public: next(),
            devices: next(),
        }
    }
}

/// A server of its own process; gives its addresses.
fn serve(data: &str, stderr: Stdio) -> (Child, ServedUrls) {
    serve_with(data, stderr, &[])
}

/// A server that was given more arguments.
pub(crate) fn serve_with(data: &str, stderr: Stdio, more: &[&str]) -> (Child, ServedUrls) {
    let mut server = Command::new(env!("CARGO_BIN_EXE_sync-server"))
        .args(["serve", "--data", data, "--listen", "127.0.0.1:0"])
        .args(more)
        .stdout(Stdio::piped())
        .stderr(stderr)
        .spawn()
        .unwrap();
    let urls = ServedUrls::read(server.stdout.take().unwrap());
    (server, urls)
}

/// Ends a server as its operating system would; it must end in good order.
pub(crate) fn end(mut server: Child) {
    #[cfg(unix)]
    {
        let id = server.id().to_string();
        assert!(Command::new("kill").arg(id).status().unwrap().success());
        assert!(server.wait().unwrap().success());
    }
    #[cfg(not(unix))]
    server.kill().unwrap();
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

    let (server, urls) = serve(data, Stdio::inherit());
    for url in [&urls.devices, &urls.desk] {
        let mut health = ureq::get(format!("{url}/healthz")).call().unwrap();
        assert_eq!(health.body_mut().read_to_string().unwrap(), "ok\n");
    }

    let kiosk = folder.path().join("kiosk-A1");
    let add = [
        "kiosk", "add", "--data", data, "--id", "A1", "--gate", "main", "--out",
    ];
    let added = run(&[&add[..], &[text(&kiosk)]].concat());
    assert!(added.status.success(), "{}", said(&added));
    // Without --server it gets the address the server listens on.
    let server_line = format!("server = \"{}\"\n", urls.devices.replace("http", "https"));
    let config = std::fs::read_to_string(kiosk.join("kiosk.toml")).unwrap();
    assert!(config.contains(&server_line), "{config}");
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
    assert!(said(&unknown).contains("no ticket 3 is known here"));
    assert!(said(&run(&["keys", "add", "--data", data])).contains("Key 2"));
    let file = folder.path().join("catalogue.json");
    let mut changed = sync_server::catalogue::sample().unwrap();
    changed.reentry = !changed.reentry;
    // As an editor saves it that marks its files.
    let json = serde_json::to_string(&changed).unwrap();
    std::fs::write(&file, format!("\u{feff}{json}")).unwrap();
    let replace = ["catalogue", "replace", "--data", data, text(&file)];
    assert!(said(&run(&replace)).ends_with("Catalogue version 2 is in force.\n"));
    assert!(said(&run(&replace)).contains("in force already"));
    assert!(said(&run(&["new-epoch", "--data", data])).contains("new epoch"));

    end(server);
}

#[test]
fn connection_lost_in_body_logs_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("venue");
    let data = text(&data);
    assert!(run(&["init", "--data", data]).status.success());
    let out = folder.path().join("kiosk-A1");
    let add = [
        "kiosk",
        "add",
        "--data",
        data,
        "--id",
        "A1",
        "--gate",
        "main",
        "--server",
        "https://x",
        "--out",
    ];
    assert!(run(&[&add[..], &[text(&out)]].concat()).status.success());
    let token = token_in(&out.join("kiosk.toml"));
    let (mut server, urls) = serve(data, Stdio::piped());

    let address = urls.devices.trim_start_matches("http://");
    let mut connection = TcpStream::connect(address).unwrap();
    let head = format!(
        "POST /api/v1/records HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\ncontent-length: 900\r\n\r\n"
    );
    connection.write_all(head.as_bytes()).unwrap();
    connection.write_all(&[b' '; 100]).unwrap();
    drop(connection);

    let mut log = BufReader::new(server.stderr.take().unwrap());
    let mut line = String::new();
    log.read_line(&mut line).unwrap();
    assert!(
        line.contains("what kiosk A1 sends did not arrive whole") && line.len() < 300,
        "{line}"
    );
    end(server);
    let mut rest = String::new();
    log.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "");
}

#[test]
fn the_rules_can_be_asked_without_a_visitor() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("venue");
    let data = text(&data);
    let out = folder.path().join("tickets");
    assert!(run(&["init", "--data", data]).status.success());
    let issued = run(&[
        "tickets",
        "issue",
        "--data",
        data,
        "--count",
        "1",
        "--type",
        "visitor",
        "--out",
        text(&out),
    ]);
    assert!(issued.status.success(), "{}", said(&issued));
    let ask = |gate: &str, at: &str| {
        let rules = ["rules", "explain", "--data", data, "--ticket", "1"];
        run(&[&rules[..], &["--gate", gate, "--at", at]].concat())
    };
    let early = said(&ask("main", "2024-09-06T08:00"));
    assert!(
        early.contains("not_open; opens 2024-09-06 08:30"),
        "{early}"
    );
    assert!(early.ends_with("refused: not_open\n"), "{early}");
    let open = said(&ask("main", "2024-09-06T08:30"));
    assert!(open.contains("limit       passed; limit 1 a day"), "{open}");
    assert!(open.ends_with("admitted\n"), "{open}");
    let yard = said(&ask("yard", "2024-09-06T08:30"));
    assert!(yard.ends_with("refused: wrong_gate\n"), "{yard}");
    let moon = ask("moon", "2024-09-06T08:30");
    assert_eq!(moon.status.code(), Some(1));
    assert!(
        said(&moon).contains("its gates are main"),
        "{}",
        said(&moon)
    );
}

#[test]
fn foreign_tickets_are_imported_listed_and_exported() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("venue");
    let data = text(&data);
    assert!(run(&["init", "--data", data]).status.success());
    let list = folder.path().join("sold.csv");
    let content = "\u{feff}QR;Khách;Vé số\r\nX-001;Lê An;7\r\n;Lê Bình;8\r\n";
    std::fs::write(&list, content).unwrap();
    let import = |more: &[&str]| {
        let import = [
            "tickets",
            "import",
            "--data",
            data,
            "--seller",
            "Vé Việt",
            "--type",
            "visitor",
        ];
        run(&[&import[..], more, &[text(&list)]].concat())
    };
    let asked = [
        "--column-reference",
        "Vé số",
        "--column-name",
        "",
        "--delimiter",
        ";",
    ];
    let strict = import(&[&asked[..], &["--strict"]].concat());
    assert_eq!(strict.status.code(), Some(1));
    assert!(
        said(&strict).contains("1 rows were refused"),
        "{}",
        said(&strict)
    );
    std::fs::write(&list, "price;seat\n1;2\n").unwrap();
    let without = said(&import(&[]));
    assert!(without.contains("name it with --column-code"), "{without}");
    std::fs::write(&list, "code;Order date\n1234;1\n").unwrap();
    let unused = said(&import(&[]));
    let advice = "name it with --column-days, or say --ignore-column \"Order date\"";
    assert!(unused.contains(advice), "{unused}");
    std::fs::remove_file(&list).unwrap();
    let missing = said(&import(&[]));
    assert!(
        missing.contains("sold.csv can't be read; check"),
        "{missing}"
    );
    std::fs::write(&list, content).unwrap();
    let done = import(&asked);
    assert!(done.status.success());
    let report = said(&done);
    for part in [
        "new        1",
        "line 3: refused: no code",
        "reference  from column \"Vé số\"",
        "Imported",
    ] {
        assert!(report.contains(part), "{part} in {report}");
    }
    assert!(!report.contains("names stay"), "{report}");
    let dates = "2024-09-05 2024-09-06 2024-09-07 2024-09-08";
    let listed = said(&run(&["tickets", "list", "--data", data]));
    let (number, rest) = listed.split_once('\t').unwrap();
    assert!(number.parse::<u32>().unwrap() >= 1 << 31, "{listed}");
    assert_eq!(rest, format!("visitor\t1\t{dates}\tgood\t-\tVé Việt\t7\n"));
    assert_eq!(
        said(&run(&[
            "tickets", "list", "--data", data, "--seller", "Nobody"
        ])),
        ""
    );
    let out = folder.path().join("all.csv");
    let export = run(&["tickets", "export", "--data", data, "--out", text(&out)]);
    assert!(
        said(&export).contains("1 tickets written"),
        "{}",
        said(&export)
    );
    assert!(std::fs::read_to_string(&out).unwrap().contains("Vé Việt,7"));
}

#[test]
fn a_rehearsal_may_be_held_on_any_date() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("rehearsal");
    let data = text(&data);
    let made = run(&["init", "--data", data, "--first-day", "2031-03-01"]);
    assert!(made.status.success(), "{}", said(&made));
    let out = folder.path().join("tickets");
    let issue = [
        "tickets", "issue", "--data", data, "--count", "1", "--type", "visitor",
    ];
    let issued = run(&[&issue[..], &["--days", "2031-03-02", "--out", text(&out)]].concat());
    assert!(issued.status.success(), "{}", said(&issued));
    let list = std::fs::read_to_string(out.join("tickets.csv")).unwrap();
    assert!(list.contains("2031-03-02"), "{list}");
}

#[test]
fn refusal_says_which_flag_or_command_helps() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("venue");
    let data = ["--data", text(&data)];
    let out = folder.path().join("kiosk");
    let add = ["kiosk", "add", "--id", "A1", "--gate", "main"];
    let add = [&add[..], &["--server", "https://x", "--out", text(&out)]].concat();
    let staff = ["staff", "add", "--id", "door-1"];
    let unknown = "00112233445566778899aabbccddeeff";
    for works in [&["init"][..], &add, &staff] {
        let done = run(&[works, &data].concat());
        assert!(done.status.success(), "{}", said(&done));
    }
    let cases: [(&[&str], &str); 11] = [
        (&["init"], "choose another --data folder"),
        (&add, "--renew gives the old one a new token"),
        (
            &["kiosk", "remove", "--id", "B1"],
            "`sync-server kiosk list`",
        ),
        (&staff, "--renew gives them a new one"),
        (
            &["staff", "remove", "--id", "door-2"],
            "`sync-server staff list`",
        ),
        (&["tickets", "revoke"], "--from FILE"),
        (
            &["catalogue", "rollback", "--to", "9"],
            "`sync-server catalogue list`",
        ),
        (
            &["network", "forget", "--id", unknown],
            "`sync-server network export`",
        ),
        (
            &["places", "list", "--session", "none"],
            "without --session",
        ),
        (
            &["places", "give-up", "--kiosk", "B1"],
            "`sync-server kiosk list`",
        ),
        (
            &[
                "tickets",
                "issue",
                "--count",
                "1",
                "--type",
                "visitor",
                "--out",
                text(folder.path()),
            ],
            "another folder with --out",
        ),
    ];
    std::fs::write(folder.path().join("000001.png"), "").unwrap();
    for (command, advice) in cases {
        let refused = run(&[command, &data].concat());
        assert!(!refused.status.success(), "{command:?}");
        assert!(said(&refused).contains(advice), "{}", said(&refused));
    }
}
