//! A lane with its own time: a hand scanner's keys into the window of a kiosk with a real desk behind it.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};

use desk::{self, DeskHandle, Event as Happened, StartParts};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use journal::Journal;
use journal::clock::{Clock, Reading, TimeSource};
use kiosk::app::{Backend, KioskApp, Options};
use kiosk::station::WedgeKeys;
use kiosk_config::Config;
use scanner::envelope::Envelope;
use scanner::run::{Pace, Runner};
use scanner::wedge::hand_scanner;
use shared::checkin::Direction;
use shared::time::UnixMs;
use ui::session::Screen;
use view::{Command, LaneView, Mode, Verdict, View};

use crate::venue::PATIENCE;

/// The scanner types a character every so many milliseconds.
const TYPES_MS: u64 = 5;

/// Whoever searches for a booth types this.
const TYPED: &str = "gom su";

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
pub(super) struct Lane {
    harness: Harness<'static, KioskApp>,
    desk: Arc<Behind>,
    changes: Receiver<()>,
    clock: Arc<Played>,
    _scanner: Runner,
}

impl Lane {
    pub(super) fn open(data: &Path, start: UnixMs) -> Self {
        let config = Config::read(data).unwrap();
        let both_ways = Mode {
            both_ways: true,
            ..Mode::plain(Direction::In)
        };
        let mut journal = Journal::open(data, config.exhibition, &config.kiosk).unwrap();
        let mut tx = journal.write_tx().unwrap();
        tx.keep_mode(config.mode(), both_ways).unwrap();
        tx.commit().unwrap();
        drop(journal);
        let clock = Arc::new(Played {
            start,
            passed_ms: AtomicU64::new(0),
        });
        let source: Arc<dyn TimeSource> = Arc::clone(&clock) as _;
        let (tell, changes) = channel();
        let desk = desk::start(StartParts {
            data: data.to_owned(),
            config,
            clock: Clock::played(source),
            decode: Arc::new(|_| Vec::new()),
            samples: None,
            on_change: Arc::new(move || {
                let _ = tell.send(());
            }),
            with_uplink: false,
        })
        .unwrap();
        let (feed, scanner) = hand_scanner();
        let events = desk.events();
        let scanner = Runner::start(Box::new(scanner), Pace::default(), move |scanned| {
            for text in scanned.texts {
                events.send(Happened::Scanned(text)).unwrap();
            }
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

    pub(super) fn now(&self) -> u64 {
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

    /// The kiosk is switched off; what the desk was told before is still done.
    pub(super) fn close(self) {
        self.desk.0.lock().unwrap().take().unwrap().shutdown();
    }

    /// Nothing happens until this moment of the lane's time, but the desk looks at its clock.
    pub(super) fn idle_until(&mut self, moment: u64) {
        while self.now() < moment {
            let ms = (moment - self.now()).min(500);
            self.frame(ms, Vec::new());
            let tick = self.desk.with(DeskHandle::events).send(Happened::Tick);
            tick.unwrap();
        }
    }

    /// The scanner types a code and Enter, as keys and as text, into frames of this length.
    pub(super) fn scans(&mut self, code: &str, frame_ms: u64) {
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
        self.harness.state().session().screen() == Screen::Page(ui::session::Page::Booths)
    }

    fn searched(&self) -> String {
        self.harness
            .state()
            .session()
            .visitor()
            .browse()
            .line()
            .text()
    }

    /// The verdict that the desk reaches, drawn. One that never comes is a code that was lost.
    pub(super) fn verdict(&mut self, is_wanted: impl Fn(&Verdict) -> bool) -> Verdict {
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
    pub(super) fn searches(&mut self) {
        self.touches("Đóng");
        while self.desk.view().lane != LaneView::Waiting {
            self.changes.recv_timeout(PATIENCE).unwrap();
        }
        self.frame(16, Vec::new());
        self.touches("Xem gian hàng");
        self.touches("Gian hàng");
        self.harness.get_by_role(Role::SearchInput).click();
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
