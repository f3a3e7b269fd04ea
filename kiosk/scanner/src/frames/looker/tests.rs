use super::super::super::pixels::{FrameShape, PixelLayout};
use super::*;
use image::Luma;

const WIDE: u32 = 320;
const HIGH: u32 = 240;

/// A frame of an empty hall, or of one where someone holds up a code.
fn frame(code: Option<&str>) -> Frame {
    let mut hall = image::GrayImage::from_pixel(WIDE, HIGH, Luma([200]));
    if let Some(code) = code {
        let symbol = qrcode::QrCode::new(code)
            .unwrap()
            .render::<Luma<u8>>()
            .module_dimensions(4, 4)
            .build();
        image::imageops::overlay(&mut hall, &symbol, 60, 50);
    }
    Frame {
        bytes: hall.into_raw(),
        shape: FrameShape {
            width: WIDE,
            height: HIGH,
            stride: 0,
            layout: PixelLayout::Grey,
        },
    }
}

fn looker() -> (Looker, FrameStats, Preview) {
    let (stats, preview) = (FrameStats::default(), Preview::default());
    let looker = Looker::new(preview.clone(), false, stats.clone());
    (looker, stats, preview)
}

/// Frame number `number` of thirty a second comes at this time.
fn at(start: Instant, number: u32) -> Instant {
    start + Duration::from_millis(33) * number
}

#[test]
fn an_idle_kiosk_rests_and_still_sees_a_ticket_the_moment_it_comes() {
    let (mut looker, stats, _) = looker();
    let start = Instant::now();
    let empty = frame(None);
    for number in 0..300 {
        assert_eq!(looker.look(&empty, at(start, number)).unwrap(), [""; 0]);
    }
    assert!(looker.rests());
    let figures = stats.figures();
    assert_eq!(figures.searched + figures.rested, 300);
    // All of the first 1.5 s, then about three a second.
    assert!((60..90).contains(&figures.searched), "{figures:?}");
    let ticket = looker.look(&frame(Some("0123456789")), at(start, 300));
    assert_eq!(ticket.unwrap(), ["0123456789"]);
    assert!(!looker.rests());
}

#[test]
fn a_ticket_held_still_goes_on_being_seen_at_least_three_times_a_second() {
    let (mut looker, _, _) = looker();
    let start = Instant::now();
    let held = frame(Some("held"));
    let mut last = start;
    for number in 0..300 {
        let now = at(start, number);
        if !looker.look(&held, now).unwrap().is_empty() {
            last = now;
        }
        assert!(now - last <= Duration::from_millis(333), "frame {number}");
    }
}

#[test]
fn a_code_too_faint_to_be_motion_is_seen_all_the_same() {
    let (mut looker, _, _) = looker();
    let start = Instant::now();
    for number in 0..100 {
        looker.look(&frame(None), at(start, number)).unwrap();
    }
    let mut faint = frame(Some("faint"));
    for value in &mut faint.bytes {
        *value = 200 - (200u8.saturating_sub(*value)) / 10;
    }
    let seen = (100..120).find_map(|number| looker.look(&faint, at(start, number)).unwrap().pop());
    assert_eq!(seen.as_deref(), Some("faint"));
}

#[test]
fn the_window_is_shown_what_moved_and_left_alone_otherwise() {
    let (mut looker, _, preview) = looker();
    let start = Instant::now();
    assert!(preview.latest().is_none());
    let mut published = 0;
    for number in 0..120 {
        looker.look(&frame(None), at(start, number)).unwrap();
        published = preview.latest().map_or(published, |frame| frame.id);
    }
    assert_eq!(published, 1, "nothing moved");
    for number in 120..150 {
        let code = (number % 2 == 0).then_some("moving");
        looker.look(&frame(code), at(start, number)).unwrap();
        published = preview.latest().map_or(published, |frame| frame.id);
    }
    assert!((5..=11).contains(&published), "{published}");
    looker.lost_sight();
    assert!(preview.latest().is_none());
}

#[test]
fn a_code_is_marked_where_the_window_shows_it() {
    let (mut plain, _, shown) = looker();
    let mirror = Preview::default();
    let mut mirrored = Looker::new(mirror.clone(), true, FrameStats::default());
    for (looker, preview) in [(&mut plain, &shown), (&mut mirrored, &mirror)] {
        assert!(preview.latest().is_none());
        let read = looker.look(&frame(Some("0123")), Instant::now()).unwrap();
        assert_eq!(read, ["0123"]);
    }
    let corner = |preview: &Preview| {
        let [upper_left, ..] = preview.latest().unwrap().found.unwrap();
        upper_left.map(|part| (part * 100.0).round() as u32)
    };
    // The symbol is laid at (60, 50) of 320×240 with a quiet zone of 16 pixels.
    assert_eq!(corner(&shown), [24, 28]);
    assert_eq!(corner(&mirror), [76, 28]);
}

#[test]
fn a_torn_frame_is_passed_over_and_thirty_in_a_row_are_a_broken_camera() {
    let (mut looker, stats, _) = looker();
    let start = Instant::now();
    let mut torn = frame(None);
    torn.bytes.truncate(1000);
    for number in 0..TORN - 1 {
        // Another picture each time, so that each is worth a search.
        torn.bytes.fill(if number % 2 == 0 { 0 } else { 255 });
        assert_eq!(looker.look(&torn, at(start, number)).unwrap(), [""; 0]);
    }
    assert!(looker.look(&torn, at(start, TORN)).is_err());
    assert!(looker.look(&frame(None), at(start, TORN + 1)).is_ok());
    assert_eq!(stats.figures().torn, u64::from(TORN));
}
