use super::*;
use proptest::prelude::*;

/// A keyboard with a window in front: keys are pressed at true times, the window delivers them at its frames.
struct Desk {
    wedge: Wedge,
    pressed: Vec<(u64, Key)>,
}

impl Desk {
    fn new() -> Self {
        Self {
            wedge: Wedge::default(),
            pressed: Vec::new(),
        }
    }

    /// Presses each character and Enter, `gap(i)` ms after the one before. Ends at the returned time.
    fn types(&mut self, from: u64, text: &str, gap: impl Fn(usize) -> u64, enter: bool) -> u64 {
        let mut at = from;
        for (index, character) in text.chars().enumerate() {
            self.pressed.push((at, Key::Char(character)));
            at += gap(index);
        }
        if enter {
            self.pressed.push((at, Key::Enter));
        }
        at
    }

    /// Plays everything through frames 16 ms apart, of which the one at each `stalls` entry comes so much later,
    /// and the window tells the wedge about it, as an app does that measures its frames.
    fn frames(mut self, stalls: &[(u64, u64)]) -> Vec<String> {
        self.pressed.sort_by_key(|&(at, _)| at);
        let end = self.pressed.last().map_or(0, |&(at, _)| at) + 1000;
        let mut scans = Vec::new();
        let mut keys = self.pressed.into_iter().peekable();
        let mut now = 0;
        while now < end {
            let stall = stalls
                .iter()
                .filter(|&&(at, _)| (now..now + 16).contains(&at))
                .map(|&(_, long)| long)
                .sum::<u64>();
            if stall > 50 {
                self.wedge.was_deaf(now, now + 16 + stall);
            }
            now += 16 + stall;
            while let Some((_, key)) = keys.next_if(|&(at, _)| at <= now) {
                scans.extend(self.wedge.key(key, now));
            }
            scans.extend(self.wedge.tick(now));
        }
        scans
            .into_iter()
            .flat_map(|scanned| scanned.texts)
            .collect()
    }
}

fn ticket(seed: u64) -> String {
    (0..195u64)
        .map(|i| char::from(b'0' + ((i * 7 + seed * 13 + i * i) % 10) as u8))
        .collect()
}

#[test]
fn two_tickets_in_a_row_are_two_scans() {
    let mut desk = Desk::new();
    let at = desk.types(5, &ticket(1), |i| 5 + (i as u64 * 7) % 16, true);
    desk.types(at + 30, &ticket(2), |_| 5, true);
    assert_eq!(desk.frames(&[]), [ticket(1), ticket(2)]);
}

#[test]
fn the_same_keys_with_exact_times_and_no_frames_are_a_scan_too() {
    let mut wedge = Wedge::default();
    for (index, character) in ticket(3).chars().enumerate() {
        assert_eq!(wedge.key(Key::Char(character), index as u64 * 12), None);
    }
    assert!(wedge.scanning());
    assert_eq!(
        wedge.key(Key::Enter, 195 * 12).map(|scanned| scanned.texts),
        Some(vec![ticket(3)])
    );
    assert!(!wedge.scanning());
}

#[test]
fn a_scan_survives_a_frame_that_takes_long_at_its_start_middle_and_end() {
    for stall_at in [6, 12, 40, 900, 1700, 1930, 1948] {
        for long in [60, 150, 400, 900] {
            let mut desk = Desk::new();
            desk.types(5, &ticket(4), |_| 10, true);
            assert_eq!(
                desk.frames(&[(stall_at, long)]),
                [ticket(4)],
                "{long} ms at {stall_at}"
            );
        }
    }
}

#[test]
fn letters_typed_right_before_a_scan_are_not_part_of_it() {
    let mut desk = Desk::new();
    let at = desk.types(5, "ba", |_| 140, false);
    desk.types(at, &ticket(5), |_| 8, true);
    assert_eq!(desk.frames(&[]), [ticket(5)]);
}

#[test]
fn a_scanner_without_enter_has_ended_when_it_falls_silent() {
    let mut desk = Desk::new();
    let at = desk.types(5, "FOREIGN-0815", |_| 9, false);
    desk.types(at + 600, &ticket(6), |_| 9, false);
    assert_eq!(desk.frames(&[]), ["FOREIGN-0815".to_owned(), ticket(6)]);
}

#[test]
fn tab_ends_a_scan_as_well() {
    let mut wedge = Wedge::default();
    for character in "A1B2C3".chars() {
        wedge.key(Key::Char(character), 100);
    }
    assert_eq!(
        wedge
            .key(Key::Tab, 100)
            .map(|scanned| scanned.texts)
            .as_deref(),
        Some(&["A1B2C3".to_owned()][..])
    );
}

#[test]
fn what_the_scanner_puts_around_a_code_is_taken_off() {
    let mut desk = Desk::new();
    desk.types(5, "]Q1\\000026TICKET", |_| 7, true);
    assert_eq!(desk.frames(&[]), ["TICKET"]);
    let mut desk = Desk::new();
    desk.wedge = Wedge::new(Envelope {
        prefix: "~".to_owned(),
        suffix: "#".to_owned(),
    });
    desk.types(5, "~]Q1TICKET#", |_| 7, true);
    assert_eq!(desk.frames(&[]), ["TICKET"]);
}

#[test]
fn a_key_held_down_is_no_scan() {
    let mut desk = Desk::new();
    desk.types(5, &"a".repeat(80), |i| if i == 0 { 500 } else { 25 }, true);
    assert_eq!(desk.frames(&[]), [""; 0]);
}

#[test]
fn a_person_who_types_into_a_frozen_window_is_no_scanner() {
    for (gap, frozen) in [(90, 1000), (90, 800), (45, 420), (60, 540)] {
        let mut desk = Desk::new();
        desk.types(20, "bat trang", |_| gap, true);
        assert_eq!(desk.frames(&[(10, frozen)]), [""; 0], "{gap} ms a key");
    }
}

#[test]
fn a_scan_under_way_is_known_after_four_characters_and_a_person_never_looks_like_one() {
    let mut wedge = Wedge::default();
    for (index, character) in "1234".chars().enumerate() {
        assert!(!wedge.scanning());
        wedge.key(Key::Char(character), 1000 + index as u64 * 10);
    }
    assert!(wedge.scanning());
    assert_eq!(wedge.leaked(), 3);
    wedge.forget();
    for (index, character) in "battrang".chars().enumerate() {
        wedge.key(Key::Char(character), 9000 + index as u64 * 70);
        assert!(!wedge.scanning());
    }
}

proptest! {
    #[test]
    fn every_scan_is_heard_whatever_its_rhythm_and_the_frames(
        text in "[ -~]{12,200}",
        gaps in proptest::collection::vec(5u64..=20, 200),
        start in 0u64..40,
        stall in (0u64..3000, 0u64..500),
    ) {
        let text = text.trim().to_owned();
        let first = text.chars().next();
        prop_assume!(text.len() >= 12 && text.chars().any(|c| Some(c) != first));
        // A short code that falls into a long stall cannot be told from a person's word; it is scanned again.
        let stall = if text.len() < 60 { (stall.0, stall.1 / 10) } else { stall };
        let mut desk = Desk::new();
        desk.types(start, &text, |i| gaps[i], true);
        prop_assert_eq!(desk.frames(&[stall]), vec![Envelope::default().open(&text).to_owned()]);
    }

    #[test]
    fn a_person_is_never_a_scanner(
        text in "[a-z0-9 ]{1,80}",
        gaps in proptest::collection::vec(60u64..=400, 80),
        start in 0u64..40,
        stall in (0u64..4000, 0u64..1400),
        rolled in 2usize..9,
    ) {
        let mut desk = Desk::new();
        // As quick as the quickest typists; now and then two keys come down almost at once, as a rolling hand
        // does, at the same average speed.
        let gap = |i: usize| match i % rolled {
            0 => 12,
            1 => gaps[i] + 48,
            _ => gaps[i],
        };
        desk.types(start, &text, gap, true);
        prop_assert_eq!(desk.frames(&[stall]), Vec::<String>::new());
    }

    #[test]
    fn no_keys_at_any_times_make_it_panic(keys in proptest::collection::vec((any::<char>(), 0u8..4, any::<u64>()), 0..60)) {
        let mut wedge = Wedge::default();
        for (character, kind, at) in keys {
            let key = match kind { 0 => Key::Enter, 1 => Key::Tab, _ => Key::Char(character) };
            let _ = wedge.key(key, at);
            let _ = wedge.tick(at);
            wedge.was_deaf(at, at.wrapping_mul(3));
            let _ = wedge.scanning();
        }
    }
}

#[test]
fn short_seller_codes_are_heard() {
    for code in ["4711", "10234", "Kx-7", "A1b2C", "102345"] {
        for gap in [5, 12, 20] {
            let mut desk = Desk::new();
            desk.types(5, code, |_| gap, true);
            assert_eq!(desk.frames(&[]), [code], "{gap} ms a key");
            let mut silent = Desk::new();
            silent.types(5, code, |_| gap, false);
            assert_eq!(silent.frames(&[]), [code], "no Enter, {gap} ms a key");
        }
    }
}
