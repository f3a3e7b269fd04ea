//! A hand scanner that types: the window's keys through the [`Wedge`].

use std::time::Duration;

use egui::{Event, Key as EguiKey};

use crate::app::{Heard, KeyFeed};
use crate::scanner::wedge::{Key, Wedge};

/// How soon the wedge wants to be asked again while a scan is coming in.
const ASK_AGAIN: Duration = Duration::from_millis(50);
/// A frame this late, in milliseconds, came after a stall: keys of that time arrive all at once.
const STALL_MS: u64 = 150;

/// Takes the keys of scans out of a frame's events.
#[derive(Debug, Default)]
pub(super) struct WedgeKeys {
    wedge: Wedge,
    last_frame: Option<u64>,
    asked_again: bool,
}

impl KeyFeed for WedgeKeys {
    fn hear(&mut self, events: &mut Vec<Event>, now_ms: u64) -> Heard {
        // Between frames the window sleeps until a key comes; only a frame that was asked for and
        // came late shows that the window was deaf.
        if let Some(last) = self.last_frame
            && self.asked_again
            && now_ms.saturating_sub(last) > STALL_MS
        {
            self.wedge.was_deaf(last, now_ms);
        }
        self.last_frame = Some(now_ms);
        let mut heard = Heard::default();
        let was_scanning = self.wedge.scanning();
        let mut leaked = 0;
        events.retain(|event| match event {
            Event::Text(text) => {
                for character in text.chars() {
                    self.wedge.key(Key::Char(character), now_ms);
                }
                let scanning = self.wedge.scanning();
                leaked = leaked.max(self.wedge.leaked());
                !scanning
            }
            Event::Key {
                key: key @ (EguiKey::Enter | EguiKey::Tab),
                pressed: true,
                ..
            } => {
                let key = if *key == EguiKey::Enter {
                    Key::Enter
                } else {
                    Key::Tab
                };
                let scanned = self.wedge.key(key, now_ms);
                let ends_a_scan = scanned.is_some();
                heard.codes.extend(scanned.map(|scanned| scanned.text));
                !ends_a_scan
            }
            // A scanner's digits are keys as well as text; the text is what counts.
            Event::Key { .. } => !self.wedge.scanning(),
            _ => true,
        });
        heard
            .codes
            .extend(self.wedge.tick(now_ms).map(|scanned| scanned.text));
        if !was_scanning {
            heard.leaked = leaked;
        }
        self.asked_again = self.wedge.scanning();
        heard.call_again = self.asked_again.then_some(ASK_AGAIN);
        heard
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Event {
        Event::Text(text.to_owned())
    }

    fn enter() -> Event {
        Event::Key {
            key: EguiKey::Enter,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: egui::Modifiers::NONE,
        }
    }

    /// Types a text at a rhythm, a frame each `per_frame` characters; gives codes and what reached the widgets.
    fn type_at(
        keys: &mut WedgeKeys,
        typed: &str,
        ms_each: u64,
        start: u64,
    ) -> (Vec<String>, String) {
        let mut codes = Vec::new();
        let mut reached = String::new();
        let mut now = start;
        let mut frame = |events: Vec<Event>, now: u64| {
            let mut events = events;
            let heard = keys.hear(&mut events, now);
            for event in events {
                if let Event::Text(text) = event {
                    reached.push_str(&text);
                }
            }
            for _ in 0..heard.leaked {
                reached.pop();
            }
            codes.extend(heard.codes);
        };
        for character in typed.chars() {
            now += ms_each;
            frame(vec![text(&character.to_string())], now);
        }
        frame(vec![enter()], now + ms_each);
        (codes, reached)
    }

    #[test]
    fn a_scan_becomes_a_code_and_nothing_of_it_reaches_the_search_field() {
        let mut keys = WedgeKeys::default();
        let code = "12345678901234567890".repeat(5);
        let (codes, reached) = type_at(&mut keys, &code, 8, 1000);
        assert_eq!(codes, [code]);
        assert_eq!(reached, "");
    }

    #[test]
    fn what_a_person_types_reaches_the_search_field_whole() {
        let mut keys = WedgeKeys::default();
        let (codes, reached) = type_at(&mut keys, "bat trang 12", 140, 1000);
        assert!(codes.is_empty());
        assert_eq!(reached, "bat trang 12");
    }

    #[test]
    fn two_scans_in_a_row_are_two_codes() {
        let mut keys = WedgeKeys::default();
        let (first, _) = type_at(&mut keys, "111222333444", 10, 1000);
        let (second, reached) = type_at(&mut keys, "555666777888", 10, 1600);
        assert_eq!(
            (first, second),
            (
                vec!["111222333444".to_owned()],
                vec!["555666777888".to_owned()]
            )
        );
        assert_eq!(reached, "");
    }
}
