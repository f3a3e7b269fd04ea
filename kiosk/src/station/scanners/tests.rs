use std::collections::HashMap;
use std::fs::OpenOptions;
use std::io::Write;
use std::sync::mpsc::{Receiver, sync_channel};

use scanner::Origin;
use scanner::wedge::hand_scanner;
use view::ScannerState;

use super::*;
use scanner_rig::{SerialScanner, frame, named_pipe, picture};

/// What the desk has been told so far.
struct ListeningDesk {
    inbox: Receiver<Event>,
    codes: Vec<String>,
    scanners: HashMap<String, ScannerState>,
}

impl ListeningDesk {
    /// Listens until the scanner whose name begins like this is in this state.
    fn sees(&mut self, name: &str, state: ScannerState) {
        self.listen(|desk| {
            let mut scanners = desk.scanners.iter();
            scanners.any(|(known, now)| known.starts_with(name) && *now == state)
        });
    }

    /// Listens until this code was read.
    fn reads(&mut self, code: &str) {
        self.listen(|desk| desk.codes.iter().any(|read| read == code));
    }

    fn listen(&mut self, until: impl Fn(&Self) -> bool) {
        while !until(self) {
            match self.inbox.recv_timeout(Duration::from_secs(20)).unwrap() {
                Event::Scanned(code) => self.codes.push(code),
                Event::InView(codes) | Event::Decoded(codes) => self.codes.extend(codes),
                Event::Scanner(status) => {
                    self.scanners.insert(status.name, status.state);
                }
                other => panic!("{other:?}"),
            }
        }
    }
}

#[test]
fn all_scanners_work_at_once_and_one_that_is_pulled_out_is_seen_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir(at("tickets")).unwrap();
    named_pipe(&at("frames"));
    let mut serial = SerialScanner::plug_in(&at("serial"));
    let config = ScannerConfig {
        camera: Vec::new(),
        hand: toml::from_str("device = \"off\"").unwrap(),
        serial: vec![toml::from_str(&format!("port = {:?}", at("serial"))).unwrap()],
        folder: Some(at("tickets")),
        frames: Some(at("frames")),
    };
    let (events, inbox) = sync_channel(64);
    let (feed, typing) = hand_scanner();
    let working = start(config, typing, &Preview::default(), &events).unwrap();
    let mut desk = ListeningDesk {
        inbox,
        codes: Vec::new(),
        scanners: HashMap::new(),
    };
    for name in ["frames", "serial", "folder"] {
        desk.sees(name, ScannerState::Working);
    }
    assert!(
        !desk.scanners.contains_key(TYPING),
        "nobody knows of it until it types"
    );

    let mut camera = OpenOptions::new().write(true).open(at("frames")).unwrap();
    camera.write_all(&frame(90, Some("by camera"))).unwrap();
    serial.send(b"by wire\r");
    picture(90, Some("by picture"))
        .save(at("tickets").join("1.png"))
        .unwrap();
    assert!(feed.put(Scanned::code("by hand".to_owned(), Origin::HandScanner)));
    for code in ["by camera", "by wire", "by picture", "by hand"] {
        desk.reads(code);
    }
    desk.sees(TYPING, ScannerState::Working);

    drop(serial);
    desk.sees("serial", ScannerState::Failed);
    let mut serial = SerialScanner::plug_in(&at("serial"));
    desk.sees("serial", ScannerState::Working);
    serial.send(b"by wire again\n");
    desk.reads("by wire again");
    drop(working);
}
