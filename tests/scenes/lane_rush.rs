//! The rush: 600 codes in 30 minutes of the lane's own time, typed by a hand scanner into the window of a kiosk with a
//! real desk and a real journal. None is lost, and none is recorded twice.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use kiosk::app::{Backend, KioskApp, Options};
use kiosk::clock::{Clock, Reading, TimeSource};
use kiosk::config::Config;
use kiosk::desk::{self, DeskHandle, Event as Happened, StartParts};
use kiosk::journal::Journal;
use kiosk::scanner::envelope::Envelope;
use kiosk::scanner::run::{Pace, Runner};
use kiosk::scanner::wedge::hand_scanner;
use kiosk::session::Screen;
use kiosk::station::WedgeKeys;
use kiosk::view::{Command, LaneView, Mode, Outcome, Verdict, View};
use shared::checkin::{Direction, Reason};
use shared::protocol::v1::parse_body;
use shared::record::Fact;
use shared::time::UnixMs;

use crate::venue::{PATIENCE, TODAY, Venue};

/// Codes that are presented, and how long after each other, in milliseconds: twenty a minute.
const CODES: usize = 600;
const EVERY_MS: u64 = 3_000;

/// The scanner types a character every so many milliseconds.
const TYPES_MS: u64 = 5;

/// Whoever searches for a booth types this.
const TYPED: &str = "gom su";

/// What is held to the scanner, and what has to be written down about it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Presented {
    code: String,
    fact: Written,
}

/// What the journal says of one code.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Written {
    Entry(u32),
    Exit(u32),
    Turned(Reason),
}

/// Twenty a minute as they come: most for the first time, some go, some come back, some hold out a poster.
fn visitors(venue: &Venue) -> Vec<Presented> {
    let tickets = venue.tickets("visitor", CODES as u32);
    let mut fresh = tickets
        .iter()
        .map(|ticket| (ticket.number.0, &ticket.digits));
    let (mut inside, mut outside) = (VecDeque::new(), VecDeque::new());
    let mut presented = Vec::new();
    while presented.len() < CODES {
        let turn = presented.len() % 15;
        let (code, fact) = match turn {
            7 => {
                let poster = format!("https://example.org/gom/{}", presented.len());
                (poster, Written::Turned(Reason::Malformed))
            }
            11 if inside.len() > 30 => {
                let (number, digits) = inside.pop_front().unwrap();
                outside.push_back((number, digits));
                (String::clone(digits), Written::Exit(number))
            }
            13 if outside.len() > 10 => {
                let (number, digits) = outside.pop_front().unwrap();
                (String::clone(digits), Written::Entry(number))
            }
            _ => {
                let (number, digits) = fresh.next().unwrap();
                inside.push_back((number, digits));
                (digits.clone(), Written::Entry(number))
            }
        };
        presented.push(Presented { code, fact });
    }
    presented
}

/// The lane's time: it stands still until it is told.
struct Played {
    start: UnixMs,
    passed_ms: AtomicU64,
}

impl TimeSource for Played {
    fn read(&self) -> Reading {
        let passed = self.passed_ms.load(Ordering::SeqCst);
        Reading {
            device: self.start.plus(passed as i64),
            boot: "rush".into(),
            mono_ms: passed,
        }
    }
}

/// The desk as the window has it.
struct Behind(Mutex<Option<DeskHandle>>);

impl Behind {
    fn with<T>(&self, of: impl FnOnce(&DeskHandle) -> T) -> T {
        of(self.0.lock().unwrap().as_ref().unwrap())
    }
}

impl Backend for Behind {
    fn view(&self) -> Arc<View> {
        self.with(DeskHandle::view)
    }

    fn send(&self, command: Command) {
        assert!(self.with(|desk| desk.send(command)));
    }

    fn wake_with(&self, _wake: Arc<dyn Fn() + Send + Sync>) {}
}

/// The lane with its window.
struct Lane {
    harness: Harness<'static, KioskApp>,
    desk: Arc<Behind>,
    changes: Receiver<()>,
    clock: Arc<Played>,
    _scanner: Runner,
}

impl Lane {
    fn open(data: &Path, start: UnixMs) -> Self {
        let config = Config::read(data).unwrap();
        let both_ways = Mode {
            both_ways: true,
            ..Mode::plain(Direction::In)
        };
        let mut journal = Journal::open(data, config.exhibition, &config.kiosk).unwrap();
        let mut pen = journal.pen().unwrap();
        pen.keep_mode(config.direction, both_ways).unwrap();
        pen.commit().unwrap();
        drop(journal);
        let clock = Arc::new(Played {
            start,
            passed_ms: AtomicU64::new(0),
        });
        let source: Arc<dyn TimeSource> = Arc::clone(&clock) as _;
        let (changed, changes) = channel();
        let desk = desk::start(StartParts {
            data: data.to_owned(),
            config,
            clock: Clock::played(source),
            decode: Arc::new(|_| Vec::new()),
            samples: None,
            on_change: Arc::new(move || {
                let _ = changed.send(());
            }),
            with_uplink: false,
        })
        .unwrap();
        let (feed, scanner) = hand_scanner();
        let events = desk.events();
        let scanner = Runner::start(Box::new(scanner), Pace::default(), move |scanned| {
            events.send(Happened::Scanned(scanned.text)).unwrap();
        });
        let desk = Arc::new(Behind(Mutex::new(Some(desk))));
        let backend: Arc<dyn Backend> = Arc::clone(&desk) as _;
        let options = Options {
            keys: Box::new(WedgeKeys::new(feed, Envelope::default())),
            clock: Box::new(move || start),
            ..Options::default()
        };
        let harness = Harness::builder()
            .with_size([1366.0, 768.0])
            .build_eframe(|cc| KioskApp::new(cc, backend, options));
        Self {
            harness,
            desk,
            changes,
            clock,
            _scanner: scanner.unwrap(),
        }
    }

    fn now(&self) -> u64 {
        self.clock.passed_ms.load(Ordering::SeqCst)
    }

    /// So many milliseconds pass, these keys come, and the window draws.
    fn frame(&mut self, ms: u64, keys: Vec<Event>) {
        self.clock.passed_ms.fetch_add(ms, Ordering::SeqCst);
        let now = self.now() as f64 / 1000.0;
        let mut raw = std::mem::take(self.harness.input_mut());
        raw.time = Some(now);
        raw.events = keys;
        let ctx = self.harness.ctx.clone();
        eframe::App::raw_input_hook(self.harness.state_mut(), &ctx, &mut raw);
        *self.harness.input_mut() = raw;
        self.harness.step();
    }

    /// Nothing happens until this moment of the lane's time, but the desk looks at its clock.
    fn idle_until(&mut self, moment: u64) {
        while self.now() < moment {
            let ms = (moment - self.now()).min(500);
            self.frame(ms, Vec::new());
            let tick = self.desk.with(DeskHandle::events).send(Happened::Tick);
            tick.unwrap();
        }
    }

    /// The scanner types a code and Enter, as keys and as text, into frames of this length.
    fn scans(&mut self, code: &str, frame_ms: u64) {
        let characters: Vec<char> = code.chars().collect();
        let searched = self.searched();
        for (index, together) in characters
            .chunks((frame_ms / TYPES_MS) as usize)
            .enumerate()
        {
            let keys = together.iter().flat_map(|letter| {
                let key = Key::from_name(&letter.to_string()).map(press);
                key.into_iter().chain([Event::Text(letter.to_string())])
            });
            self.frame(together.len() as u64 * TYPES_MS, keys.collect());
            if index > 0 && self.searches_now() {
                let kept = self.searched();
                assert_eq!(kept, searched, "a scan never lands in a text field");
            }
        }
        self.frame(TYPES_MS, vec![press(Key::Enter)]);
    }

    /// Whether the field of the search is on the screen.
    fn searches_now(&self) -> bool {
        self.harness.state().session().screen() == Screen::Booths
    }

    fn searched(&self) -> String {
        self.harness.state().session().search().to_owned()
    }

    /// The verdict that the desk reaches, drawn. One that never comes is a code that was lost.
    fn verdict(&mut self, is_wanted: impl Fn(&Verdict) -> bool) -> Verdict {
        let verdict = loop {
            if let LaneView::Verdict(verdict) = &self.desk.view().lane
                && is_wanted(verdict)
            {
                break verdict.clone();
            }
            self.changes
                .recv_timeout(PATIENCE)
                .expect("a code was lost, or was judged anew where it should not be");
        };
        self.frame(16, Vec::new());
        assert_eq!(self.harness.state().session().screen(), Screen::Verdict);
        verdict
    }

    /// Somebody puts the verdict away and looks for a booth, and has typed this much when the next scan comes.
    fn searches(&mut self) {
        self.touches("Đóng");
        while self.desk.view().lane != LaneView::Waiting {
            self.changes.recv_timeout(PATIENCE).unwrap();
        }
        self.frame(16, Vec::new());
        self.touches("Xem gian hàng");
        self.harness.get_by_role(Role::TextInput).click();
        self.frame(100, Vec::new());
        for letter in TYPED.chars() {
            self.frame(130, vec![Event::Text(letter.to_string())]);
        }
        assert_eq!(self.searched(), TYPED);
    }

    fn touches(&mut self, words: &str) {
        self.harness.get_by_label(words).click();
        self.frame(100, Vec::new());
        self.frame(16, Vec::new());
    }
}

fn press(key: Key) -> Event {
    Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    }
}

/// What the journal says, in order.
fn written(data: &Path) -> Vec<Written> {
    let config = Config::read(data).unwrap();
    let mut journal = Journal::open(data, config.exhibition, &config.kiosk).unwrap();
    let outbox = journal.outbox().unwrap();
    let mut facts = Vec::new();
    loop {
        let batch = journal
            .batch(outbox.current, facts.len() as u64, 500, 1 << 22)
            .unwrap();
        if batch.records.is_empty() {
            return facts;
        }
        facts.extend(batch.records.iter().map(|record| {
            match parse_body(record.body.get()).unwrap().fact {
                Fact::Passed {
                    direction, claims, ..
                } if direction == Direction::In => Written::Entry(claims.number.0),
                Fact::Passed { claims, .. } => Written::Exit(claims.number.0),
                Fact::Refused { reason, .. } => Written::Turned(reason),
                other => panic!("nobody did this: {other:?}"),
            }
        }));
    }
}

#[test]
fn six_hundred_codes_in_thirty_minutes_none_lost_and_none_doubled() {
    let venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    let presented = visitors(&venue);
    let calendar = venue.catalogue.calendar();
    let ten = jiff::civil::time(10, 0, 0, 0);
    let start = calendar.zone.at(venue.catalogue.days[TODAY].date, ten);
    let mut lane = Lane::open(&data, start);
    let (mut last, mut twice, mut searched) = (0, 0, 0);
    for (index, visitor) in presented.iter().enumerate() {
        lane.idle_until(index as u64 * EVERY_MS);
        // Quick windows and slow ones: the scanner's characters come in bunches of 3 to 20.
        let frame_ms = [15, 30, 50, 100][index % 4];
        lane.scans(&visitor.code, frame_ms);
        let verdict = lane.verdict(|verdict| verdict.id > last);
        last = verdict.id;
        let fits = match (&visitor.fact, &verdict.outcome) {
            (Written::Entry(number), Outcome::Admitted { .. })
            | (Written::Exit(number), Outcome::Exited) => {
                verdict.ticket.is_some_and(|ticket| ticket.0 == *number)
            }
            (Written::Turned(reason), Outcome::Refused(refusal)) => refusal.reason == *reason,
            _ => false,
        };
        assert!(fits, "{:?} became {verdict:?}", visitor.fact);
        if index % 7 == 3 {
            // Long enough for the ticket to have left the scanner's sight.
            let moment = lane.now() + 800;
            lane.idle_until(moment);
            lane.scans(&visitor.code, frame_ms);
            let again = lane.verdict(|verdict| verdict.repeat);
            assert_eq!(again.id, verdict.id, "the first verdict again");
            twice += 1;
        } else if index % 25 == 5 {
            lane.searches();
            searched += 1;
        }
    }
    lane.idle_until(CODES as u64 * EVERY_MS);
    assert_eq!(lane.now(), Duration::from_mins(30).as_millis() as u64);
    assert!(twice > 80 && searched > 15, "{twice} {searched}");
    lane.desk.0.lock().unwrap().take().unwrap().shutdown();
    let expected: Vec<Written> = presented.into_iter().map(|one| one.fact).collect();
    assert_eq!(written(&data), expected);
}
