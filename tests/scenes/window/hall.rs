//! A kiosk's window without a screen, with a desk that only keeps what it was asked for.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use kiosk::app::{Backend, KioskApp, Options};
use kiosk::i18n::{Key, Language, Texts};
use kiosk::screens::{BoothLine, Glance, VerdictCard};
use kiosk::session::{Action, Screen};
use kiosk::theme::{Metrics, colour};
use kiosk::view::{Command, LaneView, View};
use shared::catalogue::Catalogue;
use shared::ids::BoothNumber;
use shared::time::UnixMs;

use super::picture::{Darkroom, Picture};
pub(super) use super::shown::{bare_refusal, house, refusal, verdict, view};

/// A 21.5-inch screen upright.
pub(crate) const PORTRAIT: [f32; 2] = [1080.0, 1920.0];
/// A 15.6-inch screen across.
pub(crate) const LANDSCAPE: [f32; 2] = [1366.0, 768.0];
/// A 21.5-inch screen across.
pub(super) const WIDE: [f32; 2] = [1920.0, 1080.0];
/// Pixels per millimetre of all three.
pub(super) const DENSITY: f32 = 4.0;
/// 6 September 2024, 10:00 in Hà Nội.
pub(super) const NOW: UnixMs = UnixMs(1_725_591_600_000);

/// The window with its desk and whoever stands in front of it.
pub(crate) struct Hall {
    pub(crate) harness: Harness<'static, KioskApp>,
    desk: Arc<Desk>,
    commands: Receiver<Command>,
    darkroom: Darkroom,
    pub(super) size: [f32; 2],
}

struct Desk {
    view: Mutex<Arc<View>>,
    commands: Mutex<Sender<Command>>,
}

impl Backend for Desk {
    fn view(&self) -> Arc<View> {
        Arc::clone(&self.view.lock().unwrap())
    }

    fn send(&self, command: Command) {
        self.commands.lock().unwrap().send(command).unwrap();
    }

    fn wake_with(&self, _wake: Arc<dyn Fn() + Send + Sync>) {}
}

impl Hall {
    /// A window of a size whose house speaks a language, in a demonstration.
    pub(super) fn open(size: [f32; 2], language: Language) -> Self {
        Self::with(size, language, |options| options.house.demo = true)
    }

    /// The same in earnest.
    pub(super) fn open_without_samples(size: [f32; 2], language: Language) -> Self {
        Self::with(size, language, |_| {})
    }

    /// The same with something set up otherwise.
    pub(crate) fn with(
        size: [f32; 2],
        language: Language,
        set_up: impl FnOnce(&mut Options),
    ) -> Self {
        let (sender, commands) = channel();
        let desk = Arc::new(Desk {
            view: Mutex::new(Arc::new(view())),
            commands: Mutex::new(sender),
        });
        let mut options = Options {
            px_per_mm: DENSITY,
            language,
            house: house(),
            clock: Box::new(|| NOW),
            ..Options::default()
        };
        set_up(&mut options);
        let darkroom = Darkroom::default();
        let backend: Arc<dyn Backend> = desk.clone();
        let mut harness = Harness::builder()
            .with_size(size)
            .with_max_steps(8)
            .renderer(darkroom.clone())
            .build_eframe(|cc| KioskApp::new(cc, backend, options));
        harness.run();
        Self {
            harness,
            desk,
            commands,
            darkroom,
            size,
        }
    }

    /// A picture of the window as it is now.
    pub(crate) fn picture(&self) -> Picture {
        let frame = self.harness.output();
        self.darkroom
            .develop(&self.harness.ctx, frame, self.size, colour::GLAZE)
    }

    /// The colour in the middle of the image that is drawn at a place.
    pub(super) fn colour_of_image_at(&self, place: egui::Pos2) -> Option<egui::Color32> {
        let mut shapes = self.harness.output().shapes.iter().rev();
        shapes.find_map(|clipped| {
            let egui::Shape::Rect(rect) = &clipped.shape else {
                return None;
            };
            let texture = rect.brush.as_ref()?.fill_texture_id;
            let here = rect.rect.contains(place);
            self.darkroom.middle_of(texture).filter(|_| here)
        })
    }

    pub(super) fn screen(&self) -> Screen {
        self.harness.state().session().screen()
    }

    /// What the desk shows.
    pub(super) fn view(&self) -> Arc<View> {
        self.desk.view()
    }

    pub(super) fn catalogue(&self) -> Arc<Catalogue> {
        Arc::clone(&self.desk.view().catalogue)
    }

    /// What a booth's card is called.
    pub(super) fn card(&self, number: u16, language: Language) -> String {
        let catalogue = self.catalogue();
        let booth = catalogue.booth(BoothNumber(number)).unwrap();
        let line = BoothLine::new(&catalogue, booth, language);
        format!("{}. {}. {}", line.number, line.name, line.producer)
    }

    /// Something is chosen as if its control had been touched, for a screen to which the way does not matter.
    pub(crate) fn chooses(&mut self, action: Action) {
        let ctx = self.harness.ctx.clone();
        self.harness.state_mut().choose(&ctx, action);
        self.harness.run();
    }

    /// Things are chosen one after the other and the desk shows something else, all before the next frame is drawn.
    pub(super) fn comes_to(&mut self, does: Vec<Action>, view: View) {
        let ctx = self.harness.ctx.clone();
        for action in does {
            self.harness.state_mut().choose(&ctx, action);
        }
        *self.desk.view.lock().unwrap() = Arc::new(view);
        self.harness.run();
        self.waits_for_the_search();
    }

    /// The desk shows something else.
    pub(crate) fn change(&mut self, change: impl FnOnce(&mut View)) {
        let mut view = (*self.desk.view()).clone();
        change(&mut view);
        *self.desk.view.lock().unwrap() = Arc::new(view);
        self.harness.run();
    }

    /// The lane goes on.
    pub(super) fn lane(&mut self, lane: LaneView) {
        self.change(|view| view.lane = lane);
    }

    /// The same, and only one frame is drawn.
    pub(super) fn lane_in_one_frame(&mut self, lane: LaneView) {
        let mut view = (*self.desk.view()).clone();
        view.lane = lane;
        *self.desk.view.lock().unwrap() = Arc::new(view);
        self.harness.step();
    }

    #[track_caller]
    pub(super) fn does_not_see(&self, words: &str) {
        let seen = self.harness.query_all_by_label(words).next().is_some();
        assert!(!seen, "on the screen ({:?}): {words}", self.size);
    }

    /// Whether these words are part of anything on the screen, in any case.
    pub(super) fn sees_anywhere(&self, words: &str) -> bool {
        let words = words.to_lowercase();
        self.harness.root().children_recursive().any(|node| {
            let told = node.accesskit_node();
            [told.label(), told.value()]
                .into_iter()
                .flatten()
                .any(|text| text.to_lowercase().contains(&words))
        })
    }

    #[track_caller]
    pub(crate) fn sees(&self, words: &str) {
        assert!(
            self.harness.query_all_by_label(words).next().is_some(),
            "not on the screen ({:?}): {words}",
            self.size
        );
    }

    /// Whether a control is wholly in sight above another one, where there is such a one.
    pub(super) fn sees_above(&self, words: &str, other: &str) -> bool {
        let rect = |words: &str| self.harness.query_by_label(words).map(|node| node.rect());
        let end = rect(other).map_or(self.size[1], |other| other.top());
        rect(words).is_some_and(|rect| rect.top() >= 0.0 && rect.bottom() <= end)
    }

    #[track_caller]
    pub(super) fn sees_button(&self, words: &str) {
        self.harness.get_by_role_and_label(Role::Button, words);
    }

    /// Draws until the words are there, for what comes from another thread.
    #[track_caller]
    pub(super) fn sees_at_last(&mut self, words: &str) {
        let until = Instant::now() + Duration::from_secs(20);
        while self.harness.query_by_label(words).is_none() && Instant::now() < until {
            self.harness.step();
            std::thread::yield_now();
        }
        self.sees(words);
    }

    #[track_caller]
    pub(super) fn touches(&mut self, words: &str) {
        self.harness.get_by_label(words).click();
        self.harness.run();
        self.waits_for_the_search();
    }

    /// Draws as long as the screen says that it is searching: the search is made ready on a thread of its own.
    fn waits_for_the_search(&mut self) {
        let language = self.harness.state().session().language();
        let searching = Texts::new(language).say(Key::BoothsComing);
        // A frame is a quarter of a second of the window's own time, in which nobody should seem to have left: few are
        // drawn, each after twice as long as the one before.
        let mut patience = Duration::from_millis(1);
        while self.harness.query_by_label(&searching).is_some() && patience.as_secs() < 20 {
            let until = Instant::now() + patience;
            while Instant::now() < until {
                std::thread::yield_now();
            }
            self.harness.step();
            patience *= 2;
        }
    }

    /// A finger on the glass, wherever.
    pub(super) fn touches_at(&mut self, place: egui::Pos2) {
        for pressed in [true, false] {
            self.harness.event(egui::Event::PointerButton {
                pos: place,
                button: egui::PointerButton::Primary,
                pressed,
                modifiers: egui::Modifiers::NONE,
            });
        }
        self.harness.run();
    }

    pub(super) fn touches_field(&mut self) {
        self.harness.get_by_role(Role::SearchInput).click();
        self.harness.run();
    }

    /// Types on a real keyboard.
    pub(super) fn types(&mut self, words: &str) {
        let field = self.harness.get_by_role(Role::SearchInput);
        field.type_text(words);
        self.harness.run();
        self.waits_for_the_search();
    }

    /// Touches keys of the keyboard on the glass, one after the other.
    #[track_caller]
    pub(super) fn presses(&mut self, keys: &str) {
        for key in keys.chars() {
            self.touches(&key.to_uppercase().to_string());
        }
    }

    /// What stands in the field.
    #[track_caller]
    pub(super) fn reads(&self, words: &str) {
        let field = self.harness.get_by_role(Role::SearchInput);
        assert_eq!(field.accesskit_node().value().as_deref(), Some(words));
    }

    /// The exhibition as it is shipped, in place of the tests' own.
    pub(super) fn shows_the_exhibition(&mut self) {
        let json = include_str!("../../../assets/exhibition/catalogue.json");
        let catalogue = Catalogue::from_json(json).unwrap();
        self.change(|view| view.catalogue = Arc::new(catalogue));
    }

    /// Asks for what the field held before.
    pub(super) fn undoes(&mut self) {
        self.harness
            .key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
        self.harness.run();
    }

    /// Nobody touches anything for so many seconds of the window's own clock.
    pub(super) fn waits(&mut self, seconds: usize) {
        self.harness.run_steps(seconds * 4);
    }

    /// Nobody touches anything for so many seconds, in which nothing is drawn.
    pub(super) fn is_left_for(&mut self, seconds: f64) {
        let now = self.harness.ctx.time();
        self.harness.input_mut().time = Some(now + seconds);
        self.harness.step();
        self.harness.input_mut().time = None;
        self.harness.step();
    }

    /// What the desk was asked for so far.
    pub(super) fn asked(&self) -> Vec<Command> {
        self.commands.try_iter().collect()
    }

    /// What the desk is asked for next, from whichever thread.
    pub(super) fn next_command(&self, within: Duration) -> Option<Command> {
        self.commands.recv_timeout(within).ok()
    }

    /// A file is dropped on the window.
    pub(super) fn drops(&mut self, name: &str, bytes: Result<Vec<u8>, String>) {
        let file = Dropped {
            path: PathBuf::from(name),
            bytes,
        };
        self.harness.input_mut().dropped_files.push(Arc::new(file));
        self.harness.run();
    }

    /// What the screen should say of a verdict, in reading order.
    pub(super) fn said_of(&self, lane: &LaneView, language: Language) -> Vec<String> {
        let LaneView::Verdict(verdict) = lane else {
            return Vec::new();
        };
        let view = self.desk.view();
        let texts = Texts::new(language);
        let metrics = Metrics::new(DENSITY, 1.0, self.size.into());
        let house = house();
        let glance = Glance {
            metrics: &metrics,
            texts: &texts,
            view: &view,
            now: NOW,
            access: kiosk::session::Access::default(),
            house: &house,
            pictures: &kiosk::screens::Pictures::default(),
            film: &kiosk::screens::Film::default(),
        };
        let card = VerdictCard::new(&glance, verdict);
        card.lines().map(str::to_owned).collect()
    }
}

/// A file that is on no disk.
#[derive(Debug)]
struct Dropped {
    path: PathBuf,
    bytes: Result<Vec<u8>, String>,
}

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.path
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        self.bytes.clone()
    }
}
