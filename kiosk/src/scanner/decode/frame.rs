//! Camera frames: little time for each, and another one in a moment.

use shared::ticket::has_ticket_form;

use super::super::look::{Budget, Enough};
use super::super::picture::Picture;
use super::super::threshold::Threshold;
use super::located::Located;
use super::views::{BESIDE, QUICK, Size, Step, Unread, Views, inverted, step};

/// Reads one code from each camera frame. An empty frame gets only quick looks and, in turn, one of the harder ones:
/// a code held up for a few frames meets them all, and a kiosk at rest stays cool.
#[derive(Debug, Default)]
pub struct FrameReader {
    turn: usize,
    /// The text of the code that was last read and is no ticket.
    other: Option<String>,
}

impl FrameReader {
    /// The text of the code in `frame`; see [`FrameReader::read_located`].
    pub fn read(&mut self, frame: &Picture, budget: &Budget) -> Option<String> {
        self.read_located(frame, budget).map(|found| found.text)
    }

    /// The code in `frame`, if there is one that can be read within `budget`, and where it is.
    ///
    /// A code with the form of a ticket is preferred: while only others were read (a poster behind the visitor, the
    /// address on the ticket itself), the looks go on as if there were none.
    pub fn read_located(&mut self, frame: &Picture, budget: &Budget) -> Option<Located> {
        let fitted = frame.fitted();
        let views = Views::new(fitted.as_ref().unwrap_or(frame));
        let mut unread = Unread::default();
        let mut other = None;
        let mut promising = false;
        for step in &FRAME_FIRST {
            let seen = views.look(step, Enough::Ticket, budget);
            promising |= seen.corners >= 3 * (seen.codes.len() + 1);
            unread.keep(seen.unread, step);
            if let Some(ticket) = ticket_or_keep(seen.codes, &mut other) {
                return Some(ticket);
            }
        }
        self.turn = (self.turn + 1) % FRAME_TURNS.len();
        // A code that is no ticket is news only once; then a ticket beside it gets all looks before it is told.
        let text = other.as_ref().map(|other| &other.text);
        let news = text.is_some() && text != self.other.as_ref();
        let turns = if promising || news {
            FRAME_TURNS.len()
        } else {
            1
        };
        self.other = text.cloned();
        for more in 0..turns {
            if budget.spent() {
                return other;
            }
            let step = &FRAME_TURNS[(self.turn + more) % FRAME_TURNS.len()];
            let seen = views.look(step, Enough::Ticket, budget);
            unread.keep(seen.unread, step);
            if let Some(ticket) = ticket_or_keep(seen.codes, &mut other) {
                return Some(ticket);
            }
        }
        let bent = views.look_bent(&unread, budget);
        ticket_or_keep(bent.into_iter().collect(), &mut other).or(other)
    }
}

/// The first code with the form of a ticket; of the others, the first is kept in `other`.
fn ticket_or_keep(codes: Vec<Located>, other: &mut Option<Located>) -> Option<Located> {
    for code in codes {
        if has_ticket_form(&code.text) {
            return Some(code);
        }
        other.get_or_insert(code);
    }
    None
}

const FRAME_FIRST: [Step; 2] = [QUICK, step(Size::Half, Threshold::Blocks)];
const FRAME_TURNS: [Step; 4] = [
    BESIDE,
    step(Size::Half, Threshold::Window(8)),
    inverted(Size::Half, Threshold::Blocks),
    step(Size::Full, Threshold::Window(8)),
];

#[cfg(test)]
mod tests;
