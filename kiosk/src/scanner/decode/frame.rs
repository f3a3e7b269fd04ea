//! Camera frames: little time for each, and another one in a moment.

use shared::ticket::has_ticket_form;

use super::super::look::{Budget, Enough};
use super::super::picture::Picture;
use super::super::threshold::Threshold;
use super::glance::Glance;
use super::located::Located;
use super::unread::Unread;
use super::views::{Size, Step, Views};
use super::votes::Votes;

/// Reads one code from each camera frame. An empty frame gets only quick looks and, in turn, one of the harder ones: a
/// code held up for a few frames meets them all, and a kiosk at rest stays cool. A frame that shows a symbol gets all.
///
/// Keep one for each camera, and give it the frames in their order: it remembers the last ones.
#[derive(Debug, Default)]
pub struct FrameReader {
    turn: usize,
    /// The text of the code that was last read and is no ticket.
    other: Option<String>,
    votes: Votes,
    glance: Glance,
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
    ///
    /// What several frames showed of one code is put together when none of them can be read alone.
    pub fn read_located(&mut self, frame: &Picture, budget: &Budget) -> Option<Located> {
        self.votes.begin();
        if !self.glance.is_worth(frame) {
            return None;
        }
        let fitted = frame.fitted();
        let views = Views::new(fitted.as_ref().unwrap_or(frame));
        let mut found = Found::default();
        self.look(&views, &mut found, budget);
        let ticket = found.ticket.take();
        if ticket.is_some() {
            self.votes.forget();
        }
        self.other = found.other.as_ref().map(|other| other.text.clone());
        let code = ticket.or(found.other);
        if code.is_some() || found.symbol {
            self.glance.keep_looking();
        }
        code
    }

    fn look(&mut self, views: &Views<'_>, found: &mut Found, budget: &Budget) {
        for step in &FRAME_FIRST {
            if found.take(views, step, budget) {
                return;
            }
        }
        let (before, from) = FRAME_TURNS.split_at(self.turn);
        let mut turns = from.iter().chain(before);
        self.turn = (self.turn + 1) % FRAME_TURNS.len();
        for step in turns.by_ref().take(1) {
            if budget.spent() || found.take(views, step, budget) {
                return;
            }
        }
        if self.look_hard(views, found, budget) {
            return;
        }
        // A code that is no ticket is news only once; then a ticket beside it gets all looks before it is told.
        let news = found.other.is_some()
            && found.other.as_ref().map(|other| &other.text) != self.other.as_ref();
        if found.symbol || news {
            for step in turns {
                if budget.spent() || found.take(views, step, budget) {
                    return;
                }
            }
            self.look_hard(views, found, budget);
        }
    }

    /// Lays sheets on what was seen and not read, alone and together with the frames before. True when that gives a
    /// ticket.
    fn look_hard(&mut self, views: &Views<'_>, found: &mut Found, budget: &Budget) -> bool {
        let laid = views.lay(&mut found.unread, budget);
        found.symbol |= !laid.is_empty();
        for (laid, inverted) in laid {
            let text = laid
                .text
                .clone()
                .or_else(|| self.votes.add(&laid, inverted));
            if let Some(text) = text {
                found.keep(views.located(text, &laid.shape));
            }
        }
        if found.ticket.is_none()
            && !budget.spent()
            && let Some(was) = self.votes.missing()
            && let Some(laid) = views.follow(&was.shape, &was.modules, was.inverted)
        {
            let text = laid
                .text
                .clone()
                .or_else(|| self.votes.add(&laid, was.inverted));
            if let Some(text) = text {
                found.keep(views.located(text, &laid.shape));
            }
        }
        found.ticket.is_some()
    }
}

/// What the looks at one frame found.
#[derive(Debug, Default)]
struct Found {
    ticket: Option<Located>,
    /// The first code that is no ticket.
    other: Option<Located>,
    /// There is a symbol that was not read.
    symbol: bool,
    unread: Unread,
}

impl Found {
    /// Takes one look. True when it shows a ticket.
    fn take(&mut self, views: &Views<'_>, step: &Step, budget: &Budget) -> bool {
        let mut seen = views.look(step, Enough::Ticket, budget);
        for code in std::mem::take(&mut seen.codes) {
            self.keep(code);
        }
        self.unread.keep(seen, step);
        self.ticket.is_some()
    }

    fn keep(&mut self, code: Located) {
        let kept = if has_ticket_form(&code.text) {
            &mut self.ticket
        } else {
            &mut self.other
        };
        kept.get_or_insert(code);
    }
}

/// For every frame. The half size reads what is close and on screens, the quarter what is noisy.
const FRAME_FIRST: [Step; 5] = [
    Step::new(Size::Half, Threshold::Global),
    Step::new(Size::Full, Threshold::Global),
    Step::new(Size::Quarter, Threshold::Window(16)),
    Step::new(Size::Half, Threshold::Global).inverted(),
    Step::new(Size::Half, Threshold::Blocks),
];

/// One for each frame in turn, all for one that shows a symbol.
const FRAME_TURNS: [Step; 5] = [
    Step::new(Size::Full, Threshold::Blocks),
    Step::new(Size::Half, Threshold::Window(24)),
    Step::new(Size::Full, Threshold::Window(8)),
    Step::new(Size::Half, Threshold::Window(24)).inverted(),
    Step::new(Size::Quarter, Threshold::Blocks),
];

#[cfg(test)]
mod tests;
