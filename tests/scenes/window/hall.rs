//! A kiosk's window without a screen, with a desk that only keeps what it was asked for.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use egui_kittest::Harness;
use kiosk::app::{Backend, KioskApp, Options};
use shared::catalogue::Catalogue;
use shared::ids::BoothNumber;
use shared::time::UnixMs;
use texts::Language;
use ui::screens::BoothLine;
use ui::session::{Action, Screen};
use ui::theme::colour;
use view::{Command, LaneView, View};

use super::picture::{Darkroom, Picture};
pub(super) use super::shown::{GROUP, bare_refusal, house, refusal, verdict, view};

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

/// Longer than anything takes, on whatever machine.
pub(super) const PATIENCE: Duration = Duration::from_mins(1);

/// The window with its desk and whoever stands in front of it.
pub(crate) struct Hall {
    pub(crate) harness: Harness<'static, KioskApp>,
    pub(super) desk: Arc<Desk>,
    commands: Receiver<Command>,
    /// Told whenever another thread wants the window drawn.
    pub(super) woken: Receiver<()>,
    darkroom: Darkroom,
    pub(super) size: [f32; 2],
    /// Pixels per millimetre.
    pub(super) density: f32,
}

pub(super) struct Desk {
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
        let mut options = Options {
            px_per_mm: DENSITY,
            language,
            house: house(),
            clock: Box::new(|| NOW),
            ..Options::default()
        };
        set_up(&mut options);
        let mut view = view();
        view.role = options.role;
        let (sender, commands) = channel();
        let desk = Arc::new(Desk {
            view: Mutex::new(Arc::new(view)),
            commands: Mutex::new(sender),
        });
        let density = options.px_per_mm;
        let darkroom = Darkroom::default();
        let (waker, woken) = channel();
        let backend: Arc<dyn Backend> = desk.clone();
        let mut harness = Harness::builder()
            .with_size(size)
            .with_max_steps(8)
            .renderer(darkroom.clone())
            .build_eframe(|cc| {
                wakes(&cc.egui_ctx, waker);
                KioskApp::new(cc, backend, options)
            });
        harness.run();
        Self {
            harness,
            desk,
            commands,
            woken,
            darkroom,
            size,
            density,
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

    /// The exhibition as it is shipped, in place of the tests' own.
    pub(super) fn shows_the_exhibition(&mut self) {
        let json = include_str!("../../../assets/exhibition/catalogue.json");
        let catalogue = Catalogue::from_json(json).unwrap();
        self.change(|view| view.catalogue = Arc::new(catalogue));
    }

    /// What the desk was asked for so far.
    pub(super) fn asked(&self) -> Vec<Command> {
        self.commands.try_iter().collect()
    }

    /// What the desk is asked for next, from whichever thread.
    pub(super) fn next_command(&self, within: Duration) -> Option<Command> {
        self.commands.recv_timeout(within).ok()
    }
}

/// Tells when another thread wants the window drawn.
fn wakes(ctx: &egui::Context, waker: Sender<()>) {
    let (waker, window) = (Mutex::new(waker), std::thread::current().id());
    ctx.set_repaint_observer(move |_| {
        if std::thread::current().id() != window {
            // Nobody listens any more when the scene is over.
            let _ = waker.lock().unwrap().send(());
        }
    });
}
