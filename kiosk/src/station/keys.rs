//! A hand scanner that types: the window's keys through the [`Wedge`].

use std::time::Duration;

use egui::{Event, Key as EguiKey};
use scanner::Scanned;
use scanner::envelope::Envelope;
use scanner::wedge::{Key, Wedge, WedgeFeed};

use crate::app::{Heard, KeyFeed};

/// How soon the wedge wants to be asked again while a scan is coming in.
const ASK_AGAIN: Duration = Duration::from_millis(50);
/// A frame this late, in milliseconds, came after a stall: keys of that time arrive all at once.
const STALL_MS: u64 = 150;

/// Takes the keys of scans out of a frame's events and hands the codes to the hand scanner's source.
#[derive(Debug)]
pub struct WedgeKeys {
    feed: WedgeFeed,
    wedge: Wedge,
    last_frame: Option<u64>,
    asked_again: bool,
}

impl KeyFeed for WedgeKeys {
    fn hear(&mut self, events: &mut Vec<Event>, now_ms: u64, field: bool) -> Heard {
        // Between frames the window sleeps until a key comes; only a frame that was asked for and
        // came late shows that the window was deaf.
        if let Some(last) = self.last_frame
            && self.asked_again
            && now_ms.saturating_sub(last) > STALL_MS
        {
            self.wedge.was_deaf(last, now_ms);
        }
        self.last_frame = Some(now_ms);
        self.wedge.has_field(field);
        let mut heard = Heard::default();
        let mut kept = Vec::with_capacity(events.len());
        for event in events.drain(..) {
            match event {
                Event::Text(text) => heard.leaked += self.text(&text, now_ms, &mut kept),
                Event::Key {
                    key: key @ (EguiKey::Enter | EguiKey::Tab),
                    pressed: true,
                    ..
                } => {
                    let ending = if key == EguiKey::Enter {
                        Key::Enter
                    } else {
                        Key::Tab
                    };
                    match self.wedge.key(ending, now_ms) {
                        Some(scanned) => self.hand_on(scanned),
                        None => kept.push(event),
                    }
                }
                // A scanner's digits are keys as well as text; the text is what counts.
                Event::Key { .. } if self.wedge.scanning() => {}
                _ => kept.push(event),
            }
        }
        *events = kept;
        if let Some(scanned) = self.wedge.tick(now_ms) {
            self.hand_on(scanned);
        }
        self.asked_again = self.wedge.scanning();
        heard.call_again = self.asked_again.then_some(ASK_AGAIN);
        heard
    }
}

impl WedgeKeys {
    /// Hears codes among the keys and puts them, without their envelope, into the feed.
    #[must_use]
    pub fn new(feed: WedgeFeed, envelope: Envelope) -> Self {
        Self {
            feed,
            wedge: Wedge::new(envelope),
            last_frame: None,
            asked_again: false,
        }
    }

    fn hand_on(&self, scanned: Scanned) {
        // A desk that many scans behind is out of order and says so; the visitor scans again.
        let _ = self.feed.put(scanned);
    }

    /// Hears typed characters and keeps for the widgets those that are no scan's. Gives how many characters reached
    /// the widgets in earlier frames and turn out to be a scan's.
    fn text(&mut self, text: &str, now_ms: u64, kept: &mut Vec<Event>) -> usize {
        let mut leaked = 0;
        let mut passed = String::new();
        for character in text.chars() {
            let was_scanning = self.wedge.scanning();
            self.wedge.key(Key::Char(character), now_ms);
            if !self.wedge.scanning() {
                passed.push(character);
            } else if !was_scanning {
                leaked += take_back(self.wedge.leaked(), &mut passed, kept);
            }
        }
        if !passed.is_empty() {
            kept.push(Event::Text(passed));
        }
        leaked
    }
}

/// Takes back the last `count` characters of this frame, which no widget has seen yet; gives how many of them came in
/// earlier frames.
fn take_back(count: usize, passed: &mut String, kept: &mut [Event]) -> usize {
    let mut left = count;
    let earlier = kept.iter_mut().rev().filter_map(|event| match event {
        Event::Text(text) => Some(text),
        _ => None,
    });
    for text in std::iter::once(passed).chain(earlier) {
        while left > 0 && text.pop().is_some() {
            left -= 1;
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use scanner::Source;
    use scanner::wedge::{WedgeSource, hand_scanner};

    use super::*;

    /// A hand scanner from its keys to its codes.
    struct Scanner {
        keys: WedgeKeys,
        source: WedgeSource,
        field: bool,
    }

    impl Scanner {
        fn new() -> Self {
            let (feed, source) = hand_scanner();
            Self {
                keys: WedgeKeys::new(feed, Envelope::default()),
                source,
                field: true,
            }
        }
    }

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

    /// Types a text at a rhythm, `bunch` characters a frame; gives codes and what then stands in a text field.
    fn type_at(
        scanner: &mut Scanner,
        typed: &str,
        ms_each: u64,
        bunch: usize,
        start: u64,
    ) -> (Vec<String>, String) {
        let mut codes = Vec::new();
        let mut field = String::new();
        let mut now = start;
        let mut frame = |events: Vec<Event>, now: u64| {
            let mut events = events;
            let heard = scanner.keys.hear(&mut events, now, scanner.field);
            // As the window does: what leaked in earlier frames goes before this frame's events come.
            for _ in 0..heard.leaked {
                field.pop();
            }
            for event in events {
                if let Event::Text(text) = event {
                    field.push_str(&text);
                }
            }
            while let Some(scanned) = scanner.source.next(Duration::ZERO).unwrap() {
                codes.extend(scanned.texts);
            }
        };
        let characters: Vec<char> = typed.chars().collect();
        for together in characters.chunks(bunch) {
            now += ms_each * together.len() as u64;
            let events = together.iter().map(|letter| text(&letter.to_string()));
            frame(events.collect(), now);
        }
        frame(vec![enter()], now + ms_each);
        (codes, field)
    }

    #[test]
    fn a_scan_becomes_a_code_and_nothing_of_it_reaches_the_search_field() {
        let mut keys = Scanner::new();
        let code = "12345678901234567890".repeat(5);
        let (codes, reached) = type_at(&mut keys, &code, 8, 1, 1000);
        assert_eq!(codes, [code]);
        assert_eq!(reached, "");
    }

    #[test]
    fn what_a_person_types_reaches_the_search_field_whole() {
        let mut keys = Scanner::new();
        let (codes, reached) = type_at(&mut keys, "bat trang 12", 140, 1, 1000);
        assert!(codes.is_empty());
        assert_eq!(reached, "bat trang 12");
    }

    #[test]
    fn a_scan_into_a_half_typed_search_leaves_the_search_as_it_was() {
        let code = "0028257489099161600282578783436800";
        for bunch in 1..=9 {
            let mut keys = Scanner::new();
            let (_, typed) = type_at(&mut keys, "bat trang", 150, 1, 1000);
            let (codes, scanned) = type_at(&mut keys, code, 8, bunch, 9000);
            assert_eq!(typed + &scanned, "bat trang", "{bunch} characters a frame");
            assert_eq!(codes, [code]);
        }
    }

    #[test]
    fn short_code_is_answered_where_nobody_types() {
        for code in ["7", "12", "11", "A1B"] {
            for (field, ms_each, heard) in [(false, 9, true), (true, 9, false), (false, 120, false)]
            {
                for bunch in 1..=3 {
                    let mut keys = Scanner::new();
                    keys.field = field;
                    let (codes, _) = type_at(&mut keys, code, ms_each, bunch, 1000);
                    let expected: &[&str] = if heard { &[code] } else { &[] };
                    assert_eq!(codes, expected, "{field} {ms_each} {bunch}");
                }
            }
        }
    }

    #[test]
    fn key_without_enter_is_no_short_code() {
        let mut keys = Scanner::new();
        keys.field = false;
        for now in [1000, 1016, 3000] {
            let mut events = vec![text("7")];
            keys.keys.hear(&mut events, now, false);
            keys.keys.hear(&mut Vec::new(), now + 900, false);
        }
        assert_eq!(keys.source.next(Duration::ZERO).unwrap(), None);
    }

    #[test]
    fn two_scans_in_a_row_are_two_codes() {
        let mut keys = Scanner::new();
        let (first, _) = type_at(&mut keys, "111222333444", 10, 1, 1000);
        let (second, reached) = type_at(&mut keys, "555666777888", 10, 1, 1600);
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
