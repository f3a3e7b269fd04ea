//! Printers as they come: one that works, one without paper, one that is jammed, one that is not there.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rustix::fs::{CWD, FileType, Mode, mknodat};
use socket2::{Domain, SockAddr, Socket, Type};

use super::*;

/// What a printer says of its paper.
const PAPER: u8 = 0x12;
const NO_PAPER: u8 = 0x72;

/// How long a test waits for what has to come.
const PATIENCE: Duration = Duration::from_mins(1);
/// A limit that no test reaches.
const NEVER: Duration = Duration::from_hours(1);
/// A limit that a test waits for.
const SOON: Duration = Duration::from_millis(200);

/// A printer and what it reports.
struct TestPrinter {
    printer: Printer,
    reports: Receiver<PrinterState>,
}

impl TestPrinter {
    fn with(settings: PrinterSettings) -> Self {
        let (report, reports) = channel();
        let printer = Printer::start(settings, move |state| {
            // A test may have seen enough.
            let _ = report.send(state.clone());
        });
        Self {
            printer: printer.unwrap(),
            reports,
        }
    }

    fn at(target: &str) -> Self {
        Self::with(settings(target))
    }

    /// Prints, and returns what became of it.
    fn print(&self, slip: &Picture) -> PrinterState {
        let number = self.printer.print(slip.clone()).unwrap();
        let first = self.reports.recv_timeout(PATIENCE).unwrap();
        assert!(matches!(first, PrinterState::Printing(it) if it == number));
        self.reports.recv_timeout(PATIENCE).unwrap()
    }

    /// Prints, and returns why not.
    fn fails(&self, slip: &Picture) -> Arc<PrintError> {
        match self.print(slip) {
            PrinterState::Failed(_, error) => error,
            other => panic!("{other:?}"),
        }
    }
}

fn settings(target: &str) -> PrinterSettings {
    PrinterSettings {
        connect: NEVER,
        answer: NEVER,
        accept: NEVER,
        ..PrinterSettings::new(target.parse().unwrap())
    }
}

/// A slip with a pattern that no two rows share.
fn slip(paper: Paper, height: usize) -> Picture {
    let mut slip = Picture::new(paper, height);
    for y in 0..slip.height() {
        for x in (0..slip.width()).filter(|x| (x * 7 + y * y) % 11 < 4) {
            slip.blacken(x, y);
        }
    }
    slip
}

/// What a printer received: the picture put together again, and how often it was asked for paper.
#[derive(Debug, PartialEq)]
struct Printed {
    picture: Picture,
    asked: usize,
    cuts: usize,
}

fn read_job(mut bytes: &[u8]) -> Printed {
    let (mut across, mut dots, mut asked, mut cuts) = (0, Vec::new(), 0, 0);
    let mut ready = false;
    while let Some(first) = bytes.first() {
        let used = match (first, &bytes[1..]) {
            (0x10, [0x04, 4, ..]) => {
                asked += 1;
                3
            }
            (0x1b, [b'@', ..]) => {
                ready = true;
                2
            }
            (0x1d, [b'v', b'0', 0, xl, xh, yl, yh, ..]) => {
                assert!(ready, "dots before the printer was set up");
                across = usize::from(u16::from_le_bytes([*xl, *xh]));
                let rows = usize::from(u16::from_le_bytes([*yl, *yh]));
                dots.extend_from_slice(&bytes[8..8 + across * rows]);
                8 + across * rows
            }
            (0x1b, [b'd', _, ..]) => 3,
            (0x1d, [b'V', 66, _, ..]) => {
                cuts += 1;
                4
            }
            other => panic!("no command: {:?}", other.0),
        };
        bytes = &bytes[used..];
    }
    let papers = [Paper::Mm58, Paper::Mm80];
    let paper = papers.into_iter().find(|paper| paper.dots() == across * 8);
    let paper = paper.expect("as wide as paper");
    let mut picture = Picture::new(paper, dots.len() / across);
    for (at, byte) in dots.iter().enumerate() {
        for bit in (0..8).filter(|bit| byte & (0x80 >> bit) != 0) {
            picture.blacken(at % across * 8 + bit, at / across);
        }
    }
    Printed {
        picture,
        asked,
        cuts,
    }
}

/// A printer in the network: answers each question of paper, then gives what it was sent.
fn network_printer(answers: &'static [u8]) -> (String, JoinHandle<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let target = format!("tcp:{}", listener.local_addr().unwrap());
    let printer = thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        receive(stream, answers)
    });
    (target, printer)
}

fn receive(mut stream: TcpStream, answers: &[u8]) -> Vec<u8> {
    let mut all = Vec::new();
    let mut some = [0; 4096];
    let mut left = answers.iter();
    loop {
        let read = stream.read(&mut some).unwrap();
        if read == 0 {
            return all;
        }
        all.extend_from_slice(&some[..read]);
        if all.ends_with(&escpos::ASK_FOR_PAPER)
            && let Some(answer) = left.next()
        {
            stream.write_all(&[*answer]).unwrap();
        }
    }
}

/// A listener that takes connections and little else: nobody ever reads.
fn jammed_printer() -> (String, Socket) {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    socket.set_recv_buffer_size(2048).unwrap();
    let any: std::net::SocketAddr = "127.0.0.1:0".parse().unwrap();
    socket.bind(&SockAddr::from(any)).unwrap();
    socket.listen(8).unwrap();
    let address = socket.local_addr().unwrap().as_socket().unwrap();
    (format!("tcp:{address}"), socket)
}

fn named_pipe(folder: &Path) -> (String, std::path::PathBuf) {
    let path = folder.join("lp0");
    mknodat(CWD, &path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    (format!("usb:{}", path.display()), path)
}

#[test]
fn network_printer_receives_the_picture_dot_for_dot() {
    for (paper, height) in [(Paper::Mm58, 1), (Paper::Mm80, 96), (Paper::Mm80, 500)] {
        let (target, printer) = network_printer(&[PAPER, PAPER]);
        let slip = slip(paper, height);
        let state = TestPrinter::at(&target).print(&slip);
        assert!(matches!(state, PrinterState::Done(_)), "{state:?}");
        let job = Printed {
            picture: slip,
            asked: 2,
            cuts: 1,
        };
        assert_eq!(read_job(&printer.join().unwrap()), job);
    }
}

#[test]
fn printer_that_answers_nothing_prints_all_the_same() {
    let (target, printer) = network_printer(&[]);
    let slip = slip(Paper::Mm58, 40);
    let door = TestPrinter::with(PrinterSettings {
        answer: SOON,
        ..settings(&target)
    });
    let state = door.print(&slip);
    assert!(matches!(state, PrinterState::Done(_)), "{state:?}");
    assert_eq!(read_job(&printer.join().unwrap()).picture, slip);
}

#[test]
fn printer_without_paper_is_sent_nothing() {
    let (target, printer) = network_printer(&[NO_PAPER]);
    let error = TestPrinter::at(&target).fails(&slip(Paper::Mm80, 40));
    assert!(matches!(*error, PrintError::NoPaper(_)), "{error}");
    assert_eq!(printer.join().unwrap(), escpos::ASK_FOR_PAPER);
}

#[test]
fn paper_that_ends_within_the_slip_is_noticed() {
    let (target, _printer) = network_printer(&[PAPER, NO_PAPER]);
    let error = TestPrinter::at(&target).fails(&slip(Paper::Mm80, 40));
    assert!(matches!(*error, PrintError::NoPaper(_)), "{error}");
}

#[test]
fn jammed_printer_never_holds_up_the_door() {
    let (target, _jammed) = jammed_printer();
    let slip = slip(Paper::Mm80, 2000);
    let door = TestPrinter::with(PrinterSettings {
        answer: SOON,
        ..settings(&target)
    });
    let first = door.printer.print(slip.clone()).unwrap();
    door.reports.recv_timeout(PATIENCE).unwrap();
    // The first slip stays in the printer for ever; had a call waited for it, this test would not end.
    for _ in 0..WAITING {
        door.printer.print(slip.clone()).unwrap();
    }
    for _ in 0..3 {
        let dropped = door.printer.print(slip.clone()).unwrap_err();
        assert!(matches!(dropped, PrintError::QueueFull), "{dropped}");
    }
    assert!(matches!(door.printer.state(), PrinterState::Printing(it) if it == first));
}

#[test]
fn jammed_printer_is_given_up_after_its_time() {
    let (target, _jammed) = jammed_printer();
    let door = TestPrinter::with(PrinterSettings {
        answer: SOON,
        accept: 2 * SOON,
        ..settings(&target)
    });
    for _ in 0..2 {
        let error = door.fails(&slip(Paper::Mm80, 2000));
        assert!(matches!(*error, PrintError::Stalled { .. }), "{error}");
    }
}

#[test]
fn printer_that_is_switched_on_again_prints_the_next_slip() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let door = TestPrinter::at(&format!("tcp:{address}"));
    let slip = slip(Paper::Mm58, 40);
    let error = door.fails(&slip);
    assert!(matches!(*error, PrintError::Unreachable { .. }), "{error}");
    let listener = TcpListener::bind(address).unwrap();
    let printer = thread::spawn(move || receive(listener.accept().unwrap().0, &[PAPER, PAPER]));
    let state = door.print(&slip);
    assert!(matches!(state, PrinterState::Done(_)), "{state:?}");
    assert_eq!(read_job(&printer.join().unwrap()).picture, slip);
}

#[test]
fn missing_device_file_says_what_to_check() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("lp0");
    let error = TestPrinter::at(&format!("usb:{}", missing.display())).fails(&slip(Paper::Mm58, 8));
    let said = error.to_string();
    assert!(
        said.contains("lp0") && said.contains("plugged in"),
        "{said}"
    );
    assert!(!missing.exists(), "nothing is made in its place");
}

#[test]
fn device_file_receives_the_picture() {
    let folder = tempfile::tempdir().unwrap();
    let (target, path) = named_pipe(folder.path());
    let printer = thread::spawn(move || fs::read(path).unwrap());
    let slip = slip(Paper::Mm80, 1500);
    // Opening the pipe to write fails until its reader is there.
    let door = TestPrinter::at(&target);
    let state = loop {
        match door.print(&slip) {
            PrinterState::Failed(_, error) => {
                assert!(matches!(*error, PrintError::Unreachable { .. }), "{error}");
            }
            state => break state,
        }
    };
    assert!(matches!(state, PrinterState::Done(_)), "{state:?}");
    assert_eq!(read_job(&printer.join().unwrap()).picture, slip);
}

#[test]
fn device_that_takes_nothing_more_is_given_up() {
    let folder = tempfile::tempdir().unwrap();
    let (target, path) = named_pipe(folder.path());
    let _never_reads = fs::File::options()
        .read(true)
        .write(true)
        .open(path)
        .unwrap();
    let door = TestPrinter::with(PrinterSettings {
        accept: SOON,
        ..settings(&target)
    });
    let error = door.fails(&slip(Paper::Mm80, 2000));
    assert!(matches!(*error, PrintError::Stalled { .. }), "{error}");
}

#[test]
#[cfg(target_os = "linux")]
fn device_that_reports_no_room_has_no_paper() {
    let error = TestPrinter::at("usb:/dev/full").fails(&slip(Paper::Mm58, 8));
    assert!(matches!(*error, PrintError::NoPaper(_)), "{error}");
}

/// A program in the place of `lp`, and the folder it works in.
fn lp(folder: &Path, script: &str) -> PrinterSettings {
    let (text, path) = (folder.join("script"), folder.join("lp"));
    fs::write(
        &text,
        format!("#!/bin/sh\ncd '{}'\n{script}\n", folder.display()),
    )
    .unwrap();
    // Another process makes the program: one that this process has open for writing can't be started.
    let mut install = std::process::Command::new("install");
    assert!(
        install
            .args(["-m", "755"])
            .args([&text, &path])
            .status()
            .unwrap()
            .success()
    );
    PrinterSettings {
        lp: path,
        ..settings("cups:SLIPS")
    }
}

#[test]
fn queue_is_handed_the_picture_as_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let settings = lp(folder.path(), "echo \"$@\" > asked; cat > job");
    let slip = slip(Paper::Mm80, 40);
    let state = TestPrinter::with(settings).print(&slip);
    assert!(matches!(state, PrinterState::Done(_)), "{state:?}");
    let asked = fs::read_to_string(folder.path().join("asked")).unwrap();
    assert_eq!(asked, "-d SLIPS -t slip -o ppi=203\n");
    assert_eq!(fs::read(folder.path().join("job")).unwrap(), slip.to_pbm());
}

#[test]
fn what_a_queue_answers_is_passed_on() {
    let folder = tempfile::tempdir().unwrap();
    let no_queue = "echo 'lp: The printer or class does not exist.' >&2; exit 1";
    let error = TestPrinter::with(lp(folder.path(), no_queue)).fails(&slip(Paper::Mm80, 40));
    let said = error.to_string();
    assert!(
        said.contains("cups:SLIPS: lp: The printer or class does not exist."),
        "{said}"
    );
    let none = PrinterSettings {
        lp: folder.path().join("none"),
        ..settings("cups:SLIPS")
    };
    let said = TestPrinter::with(none)
        .fails(&slip(Paper::Mm80, 40))
        .to_string();
    assert!(said.contains("cups-client"), "{said}");
}

#[test]
fn queue_that_hangs_is_given_up() {
    let folder = tempfile::tempdir().unwrap();
    let hangs = PrinterSettings {
        accept: SOON,
        ..lp(folder.path(), "exec sleep 3600")
    };
    let error = TestPrinter::with(hangs).fails(&slip(Paper::Mm80, 40));
    assert!(matches!(*error, PrintError::Stalled { .. }), "{error}");
}
