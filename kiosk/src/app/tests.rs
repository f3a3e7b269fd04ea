use std::sync::Mutex;

use egui::{Modifiers, MouseWheelUnit, ViewportEvent, ViewportId, vec2};
use shared::checkin::Direction;

use super::*;
use crate::config::Role;
use crate::sample;
use crate::scanner::preview::PreviewFrame;
use crate::session::{
    AccessAction, Action, Aid, BoothsAction, LineAction, Page, StaffAction, Writing,
};
use crate::sound::Cue;
use crate::view::{Command, LinkStatus, Mode, Outcome, Pin, SoundStatus, Status, Verdict};

/// A desk that shows one view and keeps what it was asked for.
struct Desk {
    view: Mutex<Arc<View>>,
    asked: Mutex<Vec<Command>>,
}

impl Backend for Desk {
    fn view(&self) -> Arc<View> {
        Arc::clone(&self.view.lock().unwrap())
    }

    fn send(&self, command: Command) {
        self.asked.lock().unwrap().push(command);
    }

    fn wake_with(&self, _wake: Arc<dyn Fn() + Send + Sync>) {}
}

fn desk() -> Arc<Desk> {
    Arc::new(Desk {
        view: Mutex::new(Arc::new(View {
            catalogue: Arc::new(sample::catalogue(3)),
            lane: LaneView::Waiting,
            status: Status {
                kiosk: "A1".parse().unwrap(),
                gate: "main".parse().unwrap(),
                link: LinkStatus::NotYet,
                waiting: 0,
                scanners: Vec::new(),
                sound: SoundStatus::NotYet,
                pictures: None,
                time_unsure: false,
            },
            mode: Mode::plain(Direction::In),
            role: Role::Door,
            places: Arc::default(),
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

fn window(options: Options) -> (KioskApp, egui::Context, Arc<Desk>) {
    let ctx = egui::Context::default();
    let desk = desk();
    let backend: Arc<dyn Backend> = desk.clone();
    let cc = eframe::CreationContext::_new_kittest(ctx.clone());
    (KioskApp::new(&cc, backend, options), ctx, desk)
}

/// Takes every text for a scan; the first two characters were not recognised in time.
struct EverythingIsAScan;

impl KeyFeed for EverythingIsAScan {
    fn hear(&mut self, events: &mut Vec<egui::Event>, _now_ms: u64) -> Heard {
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
        assert_eq!(app.session().browse().line().text(), "gốm g");
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

/// How many frames the window asks for in a minute; `camera` says what the camera sees from each on.
fn frames_in_a_minute(camera: impl Fn(&Preview, u64)) -> u64 {
    let preview = Preview::default();
    let window = window(Options {
        preview: preview.clone(),
        ..Options::default()
    });
    frames_of(window, |frame| camera(&preview, frame))
}

/// How many frames a window asks for in a minute; `each` comes before each of them.
fn frames_of(
    (mut app, ctx, _desk): (KioskApp, egui::Context, Arc<Desk>),
    each: impl Fn(u64),
) -> u64 {
    let (mut now, mut frames) = (0.0, 0);
    while now < 60.0 {
        each(frames);
        let raw = RawInput {
            time: Some(now),
            screen_rect: Some(egui::Rect::from_min_size(
                egui::Pos2::ZERO,
                vec2(1366.0, 768.0),
            )),
            ..RawInput::default()
        };
        let mut eframe_frame = eframe::Frame::_new_kittest();
        let output = ctx.run_ui(raw, |ui| eframe::App::ui(&mut app, ui, &mut eframe_frame));
        now += output.viewport_output[&ViewportId::ROOT]
            .repaint_delay
            .as_secs_f64();
        frames += 1;
        assert!(frames < 100_000, "it never rests");
    }
    frames
}

/// The camera sees one brightness.
fn sees(preview: &Preview, brightness: u8) {
    let frame = PreviewFrame {
        width: 32,
        height: 18,
        luma: vec![brightness; 32 * 18].into(),
        found: None,
        id: 0,
    };
    preview.publish(frame, std::time::Instant::now());
}

#[test]
fn an_idle_first_screen_asks_for_two_frames_a_second_at_most() {
    assert!(frames_in_a_minute(|_, _| {}) <= 2 * 60 + 5);
}

#[test]
fn an_invitation_asks_for_few_frames_and_when_it_is_calm_for_next_to_none() {
    let hall = || {
        window(Options {
            role: Role::Hall,
            ..Options::default()
        })
    };
    let usual = frames_of(hall(), |_| {});
    assert!((20..=110).contains(&usual), "{usual}");
    let mut calm = hall();
    // Touched so late that it is not forgotten within the minute.
    let still = Action::Access(AccessAction::Turn(Aid::Calm));
    calm.0.handle(Event::Chose(still), 30_000);
    let calm = frames_of(calm, |_| {});
    assert!(calm <= 4, "{calm}");
}

#[test]
fn a_page_of_the_hall_asks_for_no_frames_until_it_asks_whether_anybody_is_there() {
    let (mut app, ctx, desk) = window(Options {
        role: Role::Hall,
        ..Options::default()
    });
    app.handle(Event::Chose(Action::Go(Page::Home)), 0);
    // Half a minute of nothing, then a countdown of twenty seconds, then the invitation.
    let frames = frames_of((app, ctx, desk), |_| {});
    assert!(frames <= 50, "{frames}");
}

#[test]
fn a_live_picture_asks_for_ten_frames_a_second_while_something_moves_and_for_few_while_nothing_does()
 {
    let moving = frames_in_a_minute(|preview, frame| sees(preview, (frame * 40) as u8));
    assert!((500..=10 * 60 + 5).contains(&moving), "{moving}");
    let still = frames_in_a_minute(|preview, _| sees(preview, 90));
    assert!(still <= 4 * 60, "{still}");
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

#[test]
fn nobody_pays_for_a_live_picture_that_nobody_sees() {
    let preview = Preview::default();
    let (mut app, ctx, desk) = window(Options {
        preview: preview.clone(),
        ..Options::default()
    });
    let later = || std::time::Instant::now() + crate::scanner::preview::EVERY;
    frame(&mut app, &ctx, RawInput::default());
    assert!(preview.wanted(later()), "the first screen shows it");
    sees(&preview, 90);
    let mut view = (*desk.view()).clone();
    view.lane = LaneView::OutOfOrder("the disk is full".to_owned());
    *desk.view.lock().unwrap() = Arc::new(view);
    frame(&mut app, &ctx, RawInput::default());
    assert!(!preview.wanted(later()));
}
