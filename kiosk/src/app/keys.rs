//! The seam for hand scanners that type like a keyboard: every key goes through here before any widget sees it.

use std::time::Duration;

use egui::Event;

/// What was heard among a frame's keys.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heard {
    /// How many characters of a scan reached the widgets before it was known to be one; they are taken out of the
    /// search field again.
    pub leaked: usize,
    /// When to be called again although no key came, for a scanner that ends its code with silence.
    pub call_again: Option<Duration>,
}

/// Hears scanners among the keys.
pub trait KeyFeed {
    /// Looks at a frame's events, which came at `now_ms` on a clock that only goes forward, and takes out those that
    /// are part of a scan. Called once every frame, also when there are none. `field` tells whether a field takes what a
    /// person types.
    fn hear(&mut self, events: &mut Vec<Event>, now_ms: u64, field: bool) -> Heard;

    /// Whether a scanner types into this window, so that it is not heard while another window has the keyboard.
    fn listens(&self) -> bool {
        true
    }
}

/// Hears nothing: every key is a person's.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoKeys;

impl KeyFeed for NoKeys {
    fn hear(&mut self, _events: &mut Vec<Event>, _now_ms: u64, _field: bool) -> Heard {
        Heard::default()
    }

    fn listens(&self) -> bool {
        false
    }
}
