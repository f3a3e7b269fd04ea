//! How often the window asks to be drawn: what nobody sees move costs nothing.

use super::*;

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
    (mut app, ctx, _desk): (KioskApp, egui::Context, Arc<AskedDesk>),
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
fn nobody_pays_for_a_live_picture_that_nobody_sees() {
    let preview = Preview::default();
    let (mut app, ctx, desk) = window(Options {
        preview: preview.clone(),
        ..Options::default()
    });
    let later = || std::time::Instant::now() + scanner::preview::EVERY;
    frame(&mut app, &ctx, RawInput::default());
    assert!(preview.wanted(later()), "the first screen shows it");
    sees(&preview, 90);
    let mut view = (*desk.view()).clone();
    view.lane = LaneView::OutOfOrder(OutOfOrder::DiskFull);
    *desk.view.lock().unwrap() = Arc::new(view);
    frame(&mut app, &ctx, RawInput::default());
    assert!(!preview.wanted(later()));
}
