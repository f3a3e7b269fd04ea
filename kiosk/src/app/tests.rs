mod frames;

use std::sync::Mutex;

use egui::{Modifiers, MouseWheelUnit, ViewportEvent, ViewportId, vec2};
use scanner::preview::{Preview, PreviewFrame};
use shared::checkin::Direction;
use shared::time::UnixMs;
use ui::session::{
    AccessAction, Action, Aid, BoothsAction, LineAction, Page, StaffAction, Writing,
};
use view::Role;
use view::{Command, Mode, OutOfOrder, Outcome, Pin, Status, Verdict};

use super::*;
use crate::sample;
use crate::sound::{Cue, Sound};

/// A desk that shows one view and keeps what it was asked for.
struct AskedDesk {
    view: Mutex<Arc<View>>,
    asked: Mutex<Vec<Command>>,
}

impl Backend for AskedDesk {
    fn view(&self) -> Arc<View> {
        Arc::clone(&self.view.lock().unwrap())
    }

    fn send(&self, command: Command) {
        self.asked.lock().unwrap().push(command);
    }

    fn wake_with(&self, _wake: Arc<dyn Fn() + Send + Sync>) {}
}

fn desk() -> Arc<AskedDesk> {
    Arc::new(AskedDesk {
        view: Mutex::new(Arc::new(View {
            catalogue: Arc::new(sample::catalogue(3)),
            lane: LaneView::Waiting,
            status: Status::new("A1".parse().unwrap(), "main".parse().unwrap()),
            mode: Mode::plain(Direction::In),
            role: Role::Door,
            seats: Arc::default(),
            people: Arc::default(),
            staff: Arc::default(),
        })),
        asked: Mutex::default(),
    })
}

/// One frame of the window, as eframe runs it; answers with what was asked of the window system.
fn frame(app: &mut KioskApp, ctx: &egui::Context, mut raw: RawInput) -> Vec<ViewportCommand> {
    use eframe::App;
    raw.screen_rect = Some(egui::Rect::from_min_size(
        egui::Pos2::ZERO,
        vec2(1366.0, 768.0),
    ));
    app.raw_input_hook(ctx, &mut raw);
    let mut eframe_frame = eframe::Frame::_new_kittest();
    let output = ctx.run_ui(raw, |ui| {
        app.logic(ui.ctx(), &mut eframe_frame);
        app.ui(ui, &mut eframe_frame);
    });
    output.viewport_output[&ViewportId::ROOT].commands.clone()
}

fn window(options: Options) -> (KioskApp, egui::Context, Arc<AskedDesk>) {
    let ctx = egui::Context::default();
    let desk = desk();
    Arc::make_mut(&mut desk.view.lock().unwrap()).role = options.role;
    let backend: Arc<dyn Backend> = desk.clone();
    let cc = eframe::CreationContext::_new_kittest(ctx.clone());
    (KioskApp::new(&cc, backend, options), ctx, desk)
}

/// Takes every text for a scan; the first two characters were not recognised in time.
struct EverythingIsAScan;

impl KeyFeed for EverythingIsAScan {
    fn hear(&mut self, events: &mut Vec<egui::Event>, _now_ms: u64, _field: bool) -> Heard {
        let mut heard = Heard::default();
        events.retain(|event| match event {
            egui::Event::Text(_) => {
                heard.leaked = 2;
                false
            }
            _ => true,
        });
        heard
    }
}

#[test]
fn a_scan_among_the_keys_leaves_the_search_field_alone() {
    let (mut app, ctx, desk) = window(Options {
        keys: Box::new(EverythingIsAScan),
        ..Options::default()
    });
    app.handle(Event::Chose(Action::Go(Page::Booths)), 0);
    for writing in Writing::ALL {
        let search = |action| Event::Chose(Action::Booths(BoothsAction::Search(action)));
        app.handle(search(LineAction::Clear), 0);
        app.handle(search(LineAction::Write(writing)), 0);
        app.handle(search(LineAction::Type("gốm g".to_owned())), 0);
        // By Telex and VNI the first keys of the code would put marks on what stands before them.
        app.handle(search(LineAction::Type("o6".to_owned())), 0);
        let raw = RawInput {
            events: vec![egui::Event::Text("345678".to_owned())],
            ..RawInput::default()
        };
        frame(&mut app, &ctx, raw);
        assert_eq!(app.session().visitor().browse().line().text(), "gốm g");
    }
    assert_eq!(*desk.asked.lock().unwrap(), []);
}

#[test]
fn a_scan_while_the_pin_is_asked_for_types_no_digit() {
    let (mut app, ctx, desk) = window(Options {
        keys: Box::new(EverythingIsAScan),
        ..Options::default()
    });
    app.handle(Event::Chose(Action::Staff(StaffAction::Open)), 0);
    let typed = Pin("2412".to_owned());
    app.handle(Event::Chose(Action::Staff(StaffAction::TypePin(typed))), 0);
    let raw = RawInput {
        events: vec![egui::Event::Text("345678".to_owned())],
        ..RawInput::default()
    };
    frame(&mut app, &ctx, raw);
    assert_eq!(app.session().staff().pin(), &Pin("24".to_owned()));
    assert_eq!(*desk.asked.lock().unwrap(), []);
}

#[test]
fn nothing_a_visitor_does_closes_a_kiosk_and_a_window_on_a_desk_closes() {
    let close = || {
        let mut raw = RawInput::default();
        let root = raw.viewports.entry(ViewportId::ROOT).or_default();
        root.events.push(ViewportEvent::Close);
        raw
    };
    for kiosk in [true, false] {
        let (mut app, ctx, _desk) = window(Options {
            kiosk,
            ..Options::default()
        });
        let commands = frame(&mut app, &ctx, close());
        assert_eq!(commands.contains(&ViewportCommand::CancelClose), kiosk);
        let shortcuts = ctx.options(|options| options.quit_shortcuts.len());
        assert_eq!(shortcuts == 0, kiosk);
    }
}

#[test]
fn no_wheel_and_no_gesture_zooms() {
    let (mut app, ctx, _desk) = window(Options::default());
    let wheel = egui::Event::MouseWheel {
        unit: MouseWheelUnit::Line,
        delta: vec2(0.0, 3.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::COMMAND,
    };
    let raw = RawInput {
        events: vec![egui::Event::Zoom(2.0), wheel],
        ..RawInput::default()
    };
    frame(&mut app, &ctx, raw);
    assert!((ctx.input(egui::InputState::zoom_delta) - 1.0).abs() < f32::EPSILON);
    assert!((ctx.zoom_factor() - 1.0).abs() < f32::EPSILON);
    assert!(!ctx.options(|options| options.zoom_with_keyboard));
}

#[test]
fn each_verdict_sounds_once_however_often_it_is_drawn() {
    let sound = Sound::kept();
    let (mut app, ctx, desk) = window(Options {
        sound: sound.clone(),
        ..Options::default()
    });
    frame(&mut app, &ctx, RawInput::default());
    assert_eq!(sound.taken(), None, "nobody is there");
    let mut view = (*desk.view()).clone();
    view.lane = LaneView::Verdict(Verdict {
        id: 1,
        at: UnixMs(0),
        outcome: Outcome::Admitted { again: true },
        people: 1,
        ticket: None,
        kind: None,
        short_code: None,
        people_left: None,
        repeat: false,
    });
    *desk.view.lock().unwrap() = Arc::new(view);
    frame(&mut app, &ctx, RawInput::default());
    assert_eq!(sound.taken(), Some(Cue::AdmittedAgain));
    frame(&mut app, &ctx, RawInput::default());
    assert_eq!(sound.taken(), None);
}
