//! The characters that keys stand for, on the layout that scanners type by: the American one. Pure.

use std::time::{Duration, Instant};

use evdev::{EventType, InputEvent, KeyCode, SynchronizationCode};

/// A scanner that sends no Enter has ended when nothing came for so long.
const END: Duration = Duration::from_millis(200);

/// No QR code holds more characters.
pub(super) const MOST: usize = 7100;

/// Puts codes together from key events.
#[derive(Debug, Default)]
pub(super) struct KeyText {
    text: String,
    last: Option<Instant>,
    shift: u8,
    control: u8,
    /// The length of something that was dropped, to be remarked on.
    endless: Option<usize>,
}

impl KeyText {
    /// Takes one event that came at `now`; the text that it ends, if it ends one.
    pub(super) fn event(&mut self, event: InputEvent, now: Instant) -> Option<String> {
        if event.event_type() == EventType::SYNCHRONIZATION {
            if event.code() == SynchronizationCode::SYN_DROPPED.0 {
                // Keys are missing from the middle; half a code is none.
                self.endless = Some(self.text.chars().count());
                *self = Self {
                    endless: self.endless,
                    ..Self::default()
                };
            }
            return None;
        }
        if event.event_type() != EventType::KEY {
            return None;
        }
        let key = KeyCode(event.code());
        if let Some(held) = self.held(key) {
            // A repeat, value 2, is no second press: nobody would ever let go of it.
            *held = match event.value() {
                0 => held.saturating_sub(1),
                1 => (*held + 1).min(2),
                _ => *held,
            };
            return None;
        }
        // Repeats are the kernel's, for a key that is held; scanners press and let go.
        if event.value() != 1 {
            return None;
        }
        if matches!(
            key,
            KeyCode::KEY_ENTER | KeyCode::KEY_KPENTER | KeyCode::KEY_TAB
        ) {
            return self.end();
        }
        // With Control held, keys stand for characters that no ticket has.
        if self.control == 0
            && let Some(character) = character(key, self.shift > 0)
        {
            if self.text.len() >= MOST {
                self.endless = Some(self.text.len());
                self.text.clear();
            }
            self.text.push(character);
            self.last = Some(now);
        }
        None
    }

    /// When [`KeyText::quiet`] should be called.
    pub(super) fn due(&self) -> Option<Instant> {
        let last = self.last.filter(|_| !self.text.is_empty())?;
        Some(last + END)
    }

    /// Ends the code of a scanner that sends no Enter.
    pub(super) fn quiet(&mut self, now: Instant) -> Option<String> {
        if self.due().is_some_and(|due| due <= now) {
            self.end()
        } else {
            None
        }
    }

    /// How many characters were dropped. Told once.
    pub(super) fn endless(&mut self) -> Option<usize> {
        self.endless.take()
    }

    fn end(&mut self) -> Option<String> {
        let text = std::mem::take(&mut self.text);
        (!text.is_empty()).then_some(text)
    }

    fn held(&mut self, key: KeyCode) -> Option<&mut u8> {
        match key {
            KeyCode::KEY_LEFTSHIFT | KeyCode::KEY_RIGHTSHIFT => Some(&mut self.shift),
            KeyCode::KEY_LEFTCTRL | KeyCode::KEY_RIGHTCTRL => Some(&mut self.control),
            _ => None,
        }
    }
}

/// The rows of the keyboard: the code of the first key, then the characters without and with shift.
const ROWS: [(KeyCode, &str, &str); 6] = [
    (KeyCode::KEY_1, "1234567890-=", "!@#$%^&*()_+"),
    (KeyCode::KEY_Q, "qwertyuiop[]", "QWERTYUIOP{}"),
    (KeyCode::KEY_A, "asdfghjkl;'`", "ASDFGHJKL:\"~"),
    (KeyCode::KEY_BACKSLASH, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
    // The number block types digits whatever its lock says: no scanner means the arrows.
    (KeyCode::KEY_KP7, "789-456+1230.", "789-456+1230."),
    (KeyCode::KEY_SPACE, " ", " "),
];

fn character(key: KeyCode, shift: bool) -> Option<char> {
    match key {
        KeyCode::KEY_KPASTERISK => return Some('*'),
        KeyCode::KEY_KPSLASH => return Some('/'),
        _ => {}
    }
    ROWS.iter().find_map(|(first, plain, shifted)| {
        let place = usize::from(key.0.checked_sub(first.0)?);
        let row = if shift { shifted } else { plain };
        row.chars().nth(place)
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The key events with which a scanner types a text, without an Enter.
    pub(in super::super) fn typed(text: &str) -> Vec<InputEvent> {
        let mut events = Vec::new();
        let mut key = |key: KeyCode, value: i32| {
            events.push(InputEvent::new(EventType::KEY.0, key.0, value));
            events.push(InputEvent::new(EventType::SYNCHRONIZATION.0, 0, 0));
        };
        for wanted in text.chars() {
            let (code, shift) = (1..128)
                .map(KeyCode)
                .flat_map(|code| [(code, false), (code, true)])
                .find(|(code, shift)| character(*code, *shift) == Some(wanted))
                .unwrap_or_else(|| panic!("no key types {wanted:?}"));
            if shift {
                key(KeyCode::KEY_LEFTSHIFT, 1);
            }
            key(code, 1);
            key(code, 0);
            if shift {
                key(KeyCode::KEY_LEFTSHIFT, 0);
            }
        }
        events
    }

    pub(in super::super) fn enter() -> Vec<InputEvent> {
        [1, 0]
            .map(|value| InputEvent::new(EventType::KEY.0, KeyCode::KEY_ENTER.0, value))
            .to_vec()
    }

    fn read(keys: &mut KeyText, events: Vec<InputEvent>, now: Instant) -> Vec<String> {
        events
            .into_iter()
            .filter_map(|event| keys.event(event, now))
            .collect()
    }

    fn key(code: KeyCode, value: i32) -> InputEvent {
        InputEvent::new(EventType::KEY.0, code.0, value)
    }

    #[test]
    fn every_character_a_scanner_types_is_the_one_it_means() {
        let all: String = (' '..='~').collect();
        let mut keys = KeyText::default();
        let now = Instant::now();
        assert!(read(&mut keys, typed(&all), now).is_empty());
        assert_eq!(read(&mut keys, enter(), now), [all]);
    }

    #[test]
    fn two_scans_in_a_row_are_two_scans_and_a_scanner_without_enter_ends_by_falling_silent() {
        let mut keys = KeyText::default();
        let start = Instant::now();
        let mut events = typed("111");
        events.extend(enter());
        let twice = [events.clone(), events].concat();
        assert_eq!(read(&mut keys, twice, start), ["111", "111"]);
        assert_eq!(keys.due(), None);
        assert!(read(&mut keys, typed("222"), start).is_empty());
        assert_eq!(keys.quiet(start + END / 2), None);
        assert_eq!(keys.quiet(start + END).as_deref(), Some("222"));
        assert_eq!(keys.quiet(start + END), None);
    }

    #[test]
    fn a_key_that_is_held_a_control_key_and_a_lamp_are_no_characters() {
        let mut keys = KeyText::default();
        let now = Instant::now();
        let events = vec![
            key(KeyCode::KEY_1, 1),
            key(KeyCode::KEY_1, 2),
            key(KeyCode::KEY_1, 0),
            key(KeyCode::KEY_LEFTCTRL, 1),
            key(KeyCode::KEY_RIGHTBRACE, 1),
            key(KeyCode::KEY_LEFTCTRL, 0),
            key(KeyCode::KEY_F5, 1),
            InputEvent::new(EventType::LED.0, 1, 1),
            key(KeyCode::KEY_KP2, 1),
            key(KeyCode::KEY_KPENTER, 1),
        ];
        assert_eq!(read(&mut keys, events, now), ["12"]);
    }

    #[test]
    fn a_shift_key_that_is_held_for_long_is_let_go_of_once() {
        let mut keys = KeyText::default();
        let now = Instant::now();
        let shifted = vec![
            key(KeyCode::KEY_LEFTSHIFT, 1),
            key(KeyCode::KEY_LEFTSHIFT, 2),
            key(KeyCode::KEY_LEFTSHIFT, 2),
            key(KeyCode::KEY_1, 1),
            key(KeyCode::KEY_LEFTSHIFT, 0),
            key(KeyCode::KEY_1, 1),
            key(KeyCode::KEY_ENTER, 1),
        ];
        assert_eq!(read(&mut keys, shifted, now), ["!1"]);
    }

    #[test]
    fn when_the_kernel_lost_keys_the_half_code_is_dropped_with_a_remark() {
        let mut keys = KeyText::default();
        let now = Instant::now();
        read(&mut keys, typed("12345"), now);
        let lost = InputEvent::new(
            EventType::SYNCHRONIZATION.0,
            SynchronizationCode::SYN_DROPPED.0,
            0,
        );
        assert_eq!(keys.event(lost, now), None);
        assert!(read(&mut keys, enter(), now).is_empty());
        assert_eq!((keys.endless(), keys.endless()), (Some(5), None));
    }

    proptest! {
        #[test]
        fn any_code_comes_out_as_it_went_in(code in "[ -~]{1,195}") {
            let mut keys = KeyText::default();
            let now = Instant::now();
            prop_assert!(read(&mut keys, typed(&code), now).is_empty());
            prop_assert_eq!(read(&mut keys, enter(), now), [code]);
        }

        #[test]
        fn no_events_whatever_make_it_panic_or_grow(
            events in prop::collection::vec((0u16..6, 0u16..700, -2i32..4), 0..400),
        ) {
            let mut keys = KeyText::default();
            let now = Instant::now();
            for (kind, code, value) in events {
                keys.event(InputEvent::new(kind, code, value), now);
                prop_assert!(keys.text.len() <= MOST);
            }
        }
    }
}
