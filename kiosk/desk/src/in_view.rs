//! What a camera sees, frame by frame: when which of its codes is judged. Time is a parameter.
//!
//! A ticket is judged at once. Anything else waits for a few frames: a ticket beside it may be harder to read. What was
//! seen beside a ticket is not judged for as long as it stays in view, so that a poster's address does not replace the
//! visitor's verdict when the ticket is taken away.

use super::choose::{CodeKind, choose};

/// So many frames that show a code and no ticket have it judged: as many as a camera needs for all its looks.
const FRAMES: u32 = 6;
/// After so many milliseconds it is judged however few frames came.
const WAIT_MS: u64 = 600;
/// A code that was not seen for so many milliseconds has left the view.
const GONE_MS: u64 = 3_000;
/// The most codes without a ticket that are remembered; more than a view shows.
const REMEMBERED: usize = 32;

/// The codes in view that are no tickets.
#[derive(Debug, Default)]
pub(super) struct InView {
    codes: Vec<Code>,
}

#[derive(Debug)]
struct Code {
    kind: CodeKind,
    text: String,
    since: u64,
    last: u64,
    state: CodeState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CodeState {
    /// It was seen in so many frames and may turn out to lie beside a ticket.
    Waiting(u32),
    /// It was judged.
    Judged,
    /// It lies beside a ticket, or beside another code that was judged.
    Beside,
}

impl InView {
    /// Takes the codes of a frame, and returns the texts to be judged now.
    pub(super) fn frame(&mut self, texts: &[(CodeKind, String)], now: u64) -> Vec<String> {
        self.codes
            .retain(|code| now.saturating_sub(code.last) < GONE_MS);
        let Some((best, chosen)) = choose(texts) else {
            return Vec::new();
        };
        for (kind, text) in texts {
            if !kind.is_ticket() {
                self.see(*kind, text, now);
            }
        }
        if best.is_ticket() {
            for code in &mut self.codes {
                code.state = CodeState::Beside;
            }
            return chosen.into_iter().take(1).collect();
        }
        let mut judged = self.judged_in(texts);
        judged.extend(self.take_due(now));
        judged
    }

    /// Notes that a code is in this frame.
    fn see(&mut self, kind: CodeKind, text: &str, now: u64) {
        if let Some(code) = self.codes.iter_mut().find(|code| code.text == text) {
            code.last = now;
            if let CodeState::Waiting(frames) = &mut code.state {
                *frames += 1;
            }
            return;
        }
        if self.codes.len() >= REMEMBERED {
            self.codes.remove(0);
        }
        self.codes.push(Code {
            kind,
            text: text.to_owned(),
            since: now,
            last: now,
            state: CodeState::Waiting(1),
        });
    }

    /// Returns the codes of a frame that were judged before: the lane learns that they are still there.
    fn judged_in(&self, texts: &[(CodeKind, String)]) -> Vec<String> {
        let judged = |text: &String| {
            let mut codes = self.codes.iter();
            codes.any(|code| code.text == *text && code.state == CodeState::Judged)
        };
        let texts = texts.iter().map(|(_, text)| text);
        texts.filter(|text| judged(text)).cloned().collect()
    }

    /// Returns the best code that waits, once any of them has waited for long enough. The others lie beside it: one
    /// view gets one verdict.
    pub(super) fn take_due(&mut self, now: u64) -> Option<String> {
        let mut waiting: Vec<&mut Code> = self
            .codes
            .iter_mut()
            .filter(|code| code.is_waiting())
            .collect();
        if !waiting.iter().any(|code| code.is_due(now)) {
            return None;
        }
        for code in &mut waiting {
            code.state = CodeState::Beside;
        }
        let best = waiting.into_iter().min_by_key(|code| code.kind)?;
        best.state = CodeState::Judged;
        Some(best.text.clone())
    }

    /// Returns when a code has waited for long enough.
    pub(super) fn due(&self) -> Option<u64> {
        let waiting = self.codes.iter().filter(|code| code.is_waiting());
        waiting.map(|code| code.since + WAIT_MS).min()
    }
}

impl Code {
    fn is_waiting(&self) -> bool {
        matches!(self.state, CodeState::Waiting(_))
    }

    fn is_due(&self, now: u64) -> bool {
        match self.state {
            CodeState::Waiting(frames) => frames >= FRAMES || now >= self.since + WAIT_MS,
            CodeState::Judged | CodeState::Beside => false,
        }
    }
}

#[cfg(test)]
mod tests;
