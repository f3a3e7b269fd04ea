use std::cell::RefCell;
use std::rc::Rc;

use serde_json::Value;

use kiosk_fixtures::server::Server;
use shared::checkin::Direction;
use shared::protocol::v1::{Closure, DeviceInstructions, FeedReply};

use super::*;
use kiosk_fixtures::device::set_up;
use kiosk_fixtures::{day_ticket, first_feed};

/// What a machine may take that has much else to do.
const TEST_PATIENCE: Duration = Duration::from_mins(1);

fn data_dir(server: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let toml = format!(
        "server = \"{server}\"\nexhibition = 24\nkiosk = \"A1\"\ntoken = \"secret\"\ngate = \"main\"\ndirection = \"in\""
    );
    std::fs::write(dir.path().join(kiosk_config::FILE), toml).unwrap();
    // The real clock reads a day that is none of the exhibition's, unless the exhibition is today.
    let mut feed = first_feed();
    let zone = shared::time::VenueTimeZone::new(420);
    let today = zone.local(Clock::of_this_device().now()).date;
    feed.catalogue = feed
        .catalogue
        .map(|it| Box::new(it.shifted_so_that(0, today)));
    for day in &mut feed.catalogue.as_mut().unwrap().days {
        day.date = day.date.max(today);
    }
    let json = serde_json::to_string(&feed).unwrap();
    std::fs::write(dir.path().join(journal::BOOTSTRAP_FILE), json).unwrap();
    dir
}

fn args(dir: &tempfile::TempDir) -> ScanArgs {
    ScanArgs {
        data: dir.path().to_owned(),
        codes: Vec::new(),
        files: Vec::new(),
        stdin: false,
        people: None,
        offline: true,
    }
}

fn no_files(_: &Path) -> Result<Vec<String>, String> {
    Err("no picture".to_owned())
}

/// Scans with all the time that a busy machine may take.
fn scan(
    args: &ScanArgs,
    decode_file: impl Fn(&Path) -> Result<Vec<String>, String>,
    input: &mut impl BufRead,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<ExitCode, ScanError> {
    let patience = ScanPatience {
        news: TEST_PATIENCE,
        first_news: TEST_PATIENCE,
        sending: TEST_PATIENCE,
    };
    run_with(args, patience, decode_file, input, out, err)
}

fn lines(out: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(out).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn each_code_gets_a_line_and_a_refusal_is_no_failure() {
    let dir = data_dir("http://127.0.0.1:1");
    let asked = ScanArgs {
        codes: vec![day_ticket(7), day_ticket(7), "rubbish".to_owned()],
        ..args(&dir)
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = scan(&asked, no_files, &mut io::empty(), &mut out, &mut err).unwrap();
    assert_eq!(code, ExitCode::SUCCESS);
    let lines = lines(&out);
    assert_eq!(lines[0]["verdict"], "admitted");
    assert_eq!(lines[0]["people"], 2);
    assert_eq!(lines[0]["ticket"], 7);
    assert_eq!(lines[0]["reason"], Value::Null);
    assert_eq!(lines[0]["record"]["kiosk"], "A1");
    assert_eq!(lines[0]["record"]["seq"], 1);
    assert_eq!(lines[1]["reason"], "already_used");
    assert_eq!(lines[1]["earlier"]["gate"], "main");
    assert_eq!(lines[2]["reason"], "malformed");
    assert_eq!(lines[2]["ticket"], Value::Null);
    assert!(lines[2].get("file").is_none());
}

#[test]
fn the_door_is_as_staff_set_it_up_and_as_many_come_as_are_told() {
    let dir = data_dir("http://127.0.0.1:1");
    let scanned = |rehearsal, direction, people| {
        let mode = Mode {
            rehearsal,
            ..Mode::plain(direction)
        };
        set_up(dir.path(), Direction::In, mode);
        let asked = ScanArgs {
            codes: vec![day_ticket(7)],
            people,
            ..args(&dir)
        };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        scan(&asked, no_files, &mut io::empty(), &mut out, &mut err).unwrap();
        lines(&out).remove(0)
    };
    let rehearsed = scanned(true, Direction::In, None);
    assert_eq!(rehearsed["rehearsal"], true);
    let one = scanned(false, Direction::In, Some(1));
    assert_eq!(
        (&one["verdict"], &one["people"]),
        (&"admitted".into(), &1.into())
    );
    assert!(one.get("rehearsal").is_none());
    let out = scanned(false, Direction::Out, None);
    assert_eq!(
        (&out["verdict"], &out["people"]),
        (&"exited".into(), &1.into())
    );
}

#[test]
fn a_file_without_a_code_is_a_line_and_a_failure_and_the_next_file_is_still_read() {
    let dir = data_dir("http://127.0.0.1:1");
    let asked = ScanArgs {
        files: vec!["empty.png".into(), "broken.png".into(), "ticket.png".into()],
        ..args(&dir)
    };
    let decode = |file: &Path| match file.to_str() {
        Some("empty.png") => Ok(Vec::new()),
        Some("ticket.png") => Ok(vec!["https://example.org".to_owned(), day_ticket(1)]),
        _ => Err("it is no picture".to_owned()),
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = scan(&asked, decode, &mut io::empty(), &mut out, &mut err).unwrap();
    assert_eq!(code, ExitCode::FAILURE);
    let lines = lines(&out);
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0]["verdict"], "unreadable");
    assert_eq!(lines[1]["error"], "it is no picture");
    assert_eq!(lines[2]["verdict"], "admitted");
    assert_eq!(lines[2]["file"], "ticket.png");
}

/// A pipe's two ends: the reader looks at what was printed before it gives the next line.
struct Prompter {
    lines: Vec<String>,
    given: Vec<u8>,
    at: usize,
    printed: Rc<RefCell<Vec<u8>>>,
}

impl Read for Prompter {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        unreachable!("lines are read through the buffer")
    }
}

impl BufRead for Prompter {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.given.is_empty() && self.at < self.lines.len() {
            let printed = lines(&self.printed.borrow()).len();
            assert_eq!(
                printed, self.at,
                "each line is answered before the next is read"
            );
            self.given = format!("{}\r\n", self.lines[self.at]).into_bytes();
            self.at += 1;
        }
        Ok(&self.given)
    }

    fn consume(&mut self, amount: usize) {
        self.given.drain(..amount);
    }
}

struct SharedOutput(Rc<RefCell<Vec<u8>>>);

impl Write for SharedOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn lines_of_a_pipe_are_answered_one_by_one() {
    let dir = data_dir("http://127.0.0.1:1");
    let printed = Rc::new(RefCell::new(Vec::new()));
    let mut input = Prompter {
        lines: vec![day_ticket(1), "x".repeat(200_000), day_ticket(2)],
        given: Vec::new(),
        at: 0,
        printed: Rc::clone(&printed),
    };
    let asked = ScanArgs {
        stdin: true,
        ..args(&dir)
    };
    let mut out = SharedOutput(Rc::clone(&printed));
    scan(&asked, no_files, &mut input, &mut out, &mut Vec::new()).unwrap();
    let verdicts: Vec<Value> = lines(&printed.borrow())
        .iter()
        .map(|line| line["verdict"].clone())
        .collect();
    assert_eq!(verdicts, ["admitted", "refused", "admitted"]);
}

#[test]
fn what_was_scanned_is_on_the_server_when_the_command_ends() {
    let server = Server::start();
    let dir = data_dir(&server.url);
    // Nothing is known yet: catalogue, keys and the time all come from the server first.
    std::fs::remove_file(dir.path().join(journal::BOOTSTRAP_FILE)).unwrap();
    let asked = ScanArgs {
        codes: vec![day_ticket(1)],
        offline: false,
        ..args(&dir)
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    scan(&asked, no_files, &mut io::empty(), &mut out, &mut err).unwrap();
    assert_eq!(lines(&out)[0]["verdict"], "admitted");
    assert_eq!(server.admitted(), [1]);
    assert_eq!(String::from_utf8(err).unwrap(), "");
}

#[test]
fn a_server_that_hangs_does_not_hold_up_the_door() {
    let server = Server::start();
    server.say_nothing();
    let dir = data_dir(&server.url);
    let asked = ScanArgs {
        codes: vec![day_ticket(1)],
        offline: false,
        ..args(&dir)
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let input = &mut io::empty();
    run_with(&asked, PATIENCE, no_files, input, &mut out, &mut err).unwrap();
    assert_eq!(lines(&out)[0]["verdict"], "admitted");
    assert!(String::from_utf8(err).unwrap().contains("kiosk sync"));
}

#[test]
fn a_directory_that_is_no_kiosk_says_what_to_do() {
    let dir = tempfile::tempdir().unwrap();
    let asked = ScanArgs {
        codes: vec![day_ticket(1)],
        ..args(&dir)
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let failed = scan(&asked, no_files, &mut io::empty(), &mut out, &mut err).unwrap_err();
    assert!(failed.to_string().contains("sync-server kiosk invite"));
    let nothing = args(&dir);
    let failed = scan(&nothing, no_files, &mut io::empty(), &mut out, &mut err);
    assert!(matches!(failed, Err(ScanError::Nothing)));
}

#[test]
fn closed_kiosk_out_of_service_says_what_it_is() {
    let dir = data_dir("http://127.0.0.1:1");
    let mut journal = kiosk_fixtures::device::journal(dir.path());
    let told = FeedReply {
        instructions: Some(DeviceInstructions {
            closure: Some(Closure::default()),
            revision: 1,
            ..DeviceInstructions::default()
        }),
        ..first_feed()
    };
    journal.apply_feed(&told).unwrap();
    assert!(journal.wipe().unwrap());
    let asked = ScanArgs {
        codes: vec![day_ticket(1)],
        ..args(&dir)
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = scan(&asked, no_files, &mut io::empty(), &mut out, &mut err).unwrap();
    assert_eq!(code, ExitCode::FAILURE);
    let said = lines(&out)[0]["error"].to_string();
    assert!(said.contains("took this kiosk out of service"), "{said}");
}
