//! Tells a hand scanner that types from a person that types, by the rhythm of the keys.
//!
//! A scanner types a character every 5 to 20 ms and ends with Enter; a quick person needs 60 ms and more. What makes
//! it hard is that the window delivers keys in bunches: all that came since the last frame carry one time, and after
//! a stalled frame a bunch is large and late. So the rhythm is judged by bunches: the time since the bunch before,
//! divided by the characters in this one. Two keys of a person may share a bunch, but the time before them is long;
//! the bunch after a stall is late, but full.
//!
//! Pure: times are handed in, nothing here asks a clock.

mod source;

use shared::ticket::SELLER_CODE_CHARS;

use super::envelope::Envelope;
use super::{Origin, Scanned};

pub use source::{WedgeFeed, WedgeSource, hand_scanner};

/// A key as the window delivers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// A character was typed.
    Char(char),
    /// Enter: the usual end of a scan.
    Enter,
    /// Tab: the end of a scan with some scanners.
    Tab,
}

/// The state machine. Feed it every key with its time, and call [`Wedge::tick`] once a frame after the keys.
#[derive(Debug, Default)]
pub struct Wedge {
    envelope: Envelope,
    run: Vec<Typed>,
    /// The window did not listen in this span of time; what was typed then arrives at its end.
    deaf: Option<(u64, u64)>,
    /// No field takes what a person types.
    no_field: bool,
}

/// A character that was typed.
#[derive(Debug, Clone, Copy)]
struct Typed {
    character: char,
    /// When the window got it.
    at: u64,
    /// Milliseconds for which the window had been deaf when it came.
    held: u64,
}

/// The slowest rhythm of a scanner, in milliseconds a character. Keys held down repeat every 30 ms and more, quick
/// people need 60; scanners take 20 at most, and frames shift a character by up to 16.
const SCANNER_MS: u64 = 28;

/// A break this long in the rhythm, not made up for by a full bunch, parts what a person typed from a scan.
const BREAK_MS: u64 = 45;

/// How much a full bunch makes up for, a character, while there are fewer than [`FEWEST`] characters: a rolling hand puts two
/// keys into a bunch, and a frame that takes long brings them closer to the two before.
const ROLLED_MS: u64 = 24;

/// The fewest characters of a code that a rhythm can be told from.
const FEWEST: usize = *SELLER_CODE_CHARS.start();

/// A scanner that sends no Enter has ended when nothing came for so long.
const END_MS: u64 = 200;

/// What has waited so long belongs to nothing that comes now.
const STALE_MS: u64 = 1500;

/// No QR code holds more characters.
const MOST: usize = 7100;

/// Keys this close together came in one bunch.
const BUNCH_MS: u64 = 3;

impl Wedge {
    /// A wedge that has heard nothing yet, for a scanner that puts this around its codes.
    #[must_use]
    pub fn new(envelope: Envelope) -> Self {
        Self {
            envelope,
            ..Self::default()
        }
    }

    /// Takes one key, which the window got at `at_ms` (milliseconds on any clock that only goes forward). Answers
    /// with the code when the key ends a scan. When it does, the Enter belongs to the scan and to nobody else.
    pub fn key(&mut self, key: Key, at_ms: u64) -> Option<Scanned> {
        if self
            .run
            .last()
            .is_some_and(|last| at_ms.saturating_sub(last.at) > STALE_MS)
        {
            self.run.clear();
        }
        match key {
            Key::Char(character) => {
                if self.run.len() == MOST {
                    self.run.clear();
                }
                let held = match self.deaf {
                    Some((from, until)) if at_ms >= until && at_ms - until < BUNCH_MS => {
                        until.saturating_sub(from)
                    }
                    _ => 0,
                };
                self.run.push(Typed {
                    character,
                    at: at_ms,
                    held,
                });
                None
            }
            Key::Enter | Key::Tab => {
                let short = self.short(at_ms);
                self.end().or(short)
            }
        }
    }

    /// Lets time pass: ends the scan of a scanner that sends no Enter. Call it after the keys of a frame, so that a
    /// stall in the middle of a scan is not taken for its end.
    pub fn tick(&mut self, at_ms: u64) -> Option<Scanned> {
        if at_ms.saturating_sub(self.run.last()?.at) < END_MS {
            return None;
        }
        self.end()
    }

    /// Tells that the window did not listen from `from_ms` to `until_ms` (a frame that took long): what a person
    /// typed in that time arrives all at once and must not be taken for a scanner.
    pub fn was_deaf(&mut self, from_ms: u64, until_ms: u64) {
        self.deaf = Some((from_ms, until_ms));
    }

    /// Whether a scan is coming in right now. Its characters belong to no text field: swallow them, and call
    /// [`Wedge::tick`] soon again.
    #[must_use]
    pub fn scanning(&self) -> bool {
        // Three quick characters in a row are more than a rolling hand makes.
        self.run.len() - self.scan_start() >= 4
    }

    /// How many characters of the scan under way came before [`Wedge::scanning`] could tell, and so may stand in
    /// a text field.
    #[must_use]
    pub fn leaked(&self) -> usize {
        if self.scanning() { 3 } else { 0 }
    }

    /// Forgets what was typed so far, for example when another screen opens.
    pub fn forget(&mut self) {
        self.run.clear();
        self.deaf = None;
    }

    /// Tells whether a field takes what a person types. While none does, a short code is heard too.
    pub fn has_field(&mut self, field: bool) {
        self.no_field = !field;
    }

    /// Returns a code of fewer characters than a rhythm can be told from: those that Enter follows as quickly as only
    /// a scanner presses it, while a person has nowhere to type.
    fn short(&self, at_ms: u64) -> Option<Scanned> {
        let mut after = at_ms;
        let quick = self.run.iter().rev().take_while(|typed| {
            let gap = after.saturating_sub(typed.at);
            after = typed.at;
            gap <= BREAK_MS
        });
        let typed = &self.run[self.run.len() - quick.count()..];
        let time = at_ms.saturating_sub(typed.first()?.at);
        let held = typed.iter().any(|typed| typed.held > 0);
        let scanned = time <= typed.len() as u64 * SCANNER_MS && !held;
        if !self.no_field || typed.len() >= FEWEST || !scanned {
            return None;
        }
        self.opened(typed)
    }

    /// Returns the code that characters are, without what the scanner puts around it.
    fn opened(&self, typed: &[Typed]) -> Option<Scanned> {
        let text: String = typed.iter().map(|typed| typed.character).collect();
        let text = self.envelope.open(&text);
        (!text.is_empty()).then(|| Scanned::code(text.to_owned(), Origin::HandScanner))
    }

    fn end(&mut self) -> Option<Scanned> {
        let start = self.scan_start();
        let run = std::mem::take(&mut self.run);
        self.deaf = None;
        let typed = &run[start..];
        let first = typed.first()?.character;
        // A key held down is quick and even too, but it is one character.
        if typed.len() < FEWEST || typed.iter().all(|typed| typed.character == first) {
            return None;
        }
        self.opened(typed)
    }

    /// Where in `run` the characters of a scanner begin; `run.len()` when what came last was typed by a person.
    fn scan_start(&self) -> usize {
        let bunches = self.bunches();
        let (mut chars, mut time) = (0u64, 0u64);
        let mut start = self.run.len();
        for bunch in bunches.iter().rev() {
            chars += bunch.len as u64;
            // A stretch counts as a scanner's when its mean rhythm is. The silence before its first bunch is left
            // out, except for what the window is known to have missed.
            if time.saturating_add(bunch.held) <= chars * SCANNER_MS {
                start = bunch.start;
            }
            if !bunch.follows_a_break(chars) {
                time = time.saturating_add(bunch.gap);
            } else if !quick_before(&bunches, bunch.start) {
                // What lies before a break belongs to the scan only if it has a scanner's rhythm of its own: a
                // person's letters do not, the first part of a scan with a hiccup does.
                break;
            }
        }
        start
    }

    fn bunches(&self) -> Vec<Bunch> {
        let mut bunches: Vec<Bunch> = Vec::new();
        for (index, typed) in self.run.iter().enumerate() {
            match bunches.last_mut() {
                Some(bunch) if typed.at.saturating_sub(bunch.at) < BUNCH_MS => bunch.len += 1,
                last => {
                    let gap = last.map_or(0, |bunch| typed.at.saturating_sub(bunch.at));
                    bunches.push(Bunch {
                        start: index,
                        len: 1,
                        at: typed.at,
                        gap,
                        held: typed.held,
                    });
                }
            }
        }
        bunches
    }
}

/// Characters that arrived together.
#[derive(Debug)]
struct Bunch {
    start: usize,
    len: usize,
    at: u64,
    /// Milliseconds since the bunch before; 0 for the first.
    gap: u64,
    /// Milliseconds for which the window had been deaf when it came.
    held: u64,
}

impl Bunch {
    /// Whether the wait before it was longer than its characters make up for. With those after it they are `chars`.
    fn follows_a_break(&self, chars: u64) -> bool {
        let each = if chars < FEWEST as u64 {
            ROLLED_MS
        } else {
            BREAK_MS
        };
        self.gap > BREAK_MS.max(each.saturating_mul(self.len as u64))
    }
}

/// Whether the characters right before index `end` came in a scanner's rhythm: a fair number, and no break.
fn quick_before(bunches: &[Bunch], end: usize) -> bool {
    let (mut chars, mut time) = (0u64, 0u64);
    for bunch in bunches.iter().rev().filter(|bunch| bunch.start < end) {
        chars += bunch.len as u64;
        time = time.saturating_add(bunch.held);
        if bunch.follows_a_break(chars) {
            break;
        }
        time = time.saturating_add(bunch.gap);
    }
    chars >= FEWEST as u64 && time <= chars * SCANNER_MS
}

#[cfg(test)]
mod tests;
