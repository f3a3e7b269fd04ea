//! Camera frames: little time for each, and another one in a moment.

use shared::ticket::has_ticket_form;

use super::super::located::Located;
use super::super::look::{Budget, Enough};
use super::super::picture::Picture;
use super::super::threshold::Threshold;
use super::glance::Glance;
use super::look_step::{LookStep, Size};
use super::unread::Unread;
use super::views::Views;
use super::votes::Votes;

/// Reads the codes of each camera frame. An empty frame gets only quick looks and, in turn, one of the harder ones: a
/// code held up for a few frames meets them all, and a kiosk at rest stays cool. A frame that shows a symbol gets all,
/// and so do the first frames that show only codes without the form of a ticket.
///
/// Keep one for each camera, and give it the frames in their order: it remembers the last ones.
#[derive(Debug, Default)]
pub struct FrameReader {
    turn: usize,
    foreign: ForeignCodes,
    votes: Votes,
    glance: Glance,
}

/// The codes without the form of a ticket that the last frames showed.
#[derive(Debug)]
struct ForeignCodes {
    texts: Vec<String>,
    /// Frames in a row that showed these and no ticket.
    frames: usize,
    /// So many such frames get every look.
    most: usize,
}

impl Default for ForeignCodes {
    fn default() -> Self {
        Self {
            texts: Vec::new(),
            frames: 0,
            most: FRAME_TURNS.len(),
        }
    }
}

impl FrameReader {
    /// Returns a reader that gives every look only to so many frames in a row that show the same codes and no ticket.
    /// For measuring beside the default.
    #[must_use]
    pub fn with_foreign_frames(most: usize) -> Self {
        let mut reader = Self::default();
        reader.foreign.most = most;
        reader
    }

    /// Returns the texts of the codes in `frame`; see [`FrameReader::read_located`].
    pub fn read(&mut self, frame: &Picture, budget: &Budget) -> Vec<String> {
        let found = self.read_located(frame, budget);
        found.into_iter().map(|code| code.text).collect()
    }

    /// Returns the codes in `frame` that can be read within `budget`, each text once, with their places.
    ///
    /// A code with the form of a ticket comes first and ends the looks; while only others were read (a poster behind
    /// the visitor, the address on the ticket itself), they go on as if there were none.
    ///
    /// What several frames showed of one code is put together when none of them can be read alone.
    pub fn read_located(&mut self, frame: &Picture, budget: &Budget) -> Vec<Located> {
        self.votes.begin();
        if !self.glance.is_worth(frame) {
            return Vec::new();
        }
        let fitted = frame.fitted();
        let views = Views::new(fitted.as_ref().unwrap_or(frame));
        let mut found = Found::default();
        self.look(&views, &mut found, budget);
        if found.ticket {
            self.votes.forget();
        }
        self.foreign.update(&found);
        if !found.codes.is_empty() || found.symbol {
            self.glance.keep_looking();
        }
        found.codes
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
        if found.symbol || self.foreign.deserve_all_looks(found) {
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
        if !found.ticket
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
        found.ticket
    }
}

impl ForeignCodes {
    /// Whether a frame that shows these codes gets every look: a ticket beside them may be harder to read, and a kiosk
    /// that has a poster in view all day must not look closely for ever.
    fn deserve_all_looks(&self, found: &Found) -> bool {
        !found.codes.is_empty() && (self.frames < self.most || self.lack(found))
    }

    fn lack(&self, found: &Found) -> bool {
        let mut codes = found.codes.iter();
        codes.any(|code| !self.texts.contains(&code.text))
    }

    fn update(&mut self, found: &Found) {
        if found.codes.is_empty() || found.ticket {
            self.texts.clear();
            self.frames = 0;
            return;
        }
        if self.lack(found) {
            self.frames = 0;
            self.texts = found.codes.iter().map(|code| code.text.clone()).collect();
        }
        self.frames += 1;
    }
}

/// What the looks at one frame found.
#[derive(Debug, Default)]
struct Found {
    /// Those with the form of a ticket first.
    codes: Vec<Located>,
    /// One of the codes has the form of a ticket.
    ticket: bool,
    /// There is a symbol that was not read.
    symbol: bool,
    unread: Unread,
}

impl Found {
    /// Takes one look. True when it shows a ticket.
    fn take(&mut self, views: &Views<'_>, step: &LookStep, budget: &Budget) -> bool {
        let mut seen = views.look(step, Enough::Ticket, budget);
        for code in std::mem::take(&mut seen.codes) {
            self.keep(code);
        }
        self.unread.keep(seen, step);
        self.ticket
    }

    fn keep(&mut self, code: Located) {
        if self.codes.iter().any(|known| known.text == code.text) {
            return;
        }
        if has_ticket_form(&code.text) {
            self.ticket = true;
            self.codes.insert(0, code);
        } else {
            self.codes.push(code);
        }
    }
}

/// For every frame. The half size reads what is close and on screens, the quarter what is noisy.
const FRAME_FIRST: [LookStep; 5] = [
    LookStep::new(Size::Half, Threshold::Global),
    LookStep::new(Size::Full, Threshold::Global),
    LookStep::new(Size::Quarter, Threshold::Window(16)),
    LookStep::new(Size::Half, Threshold::Global).inverted(),
    LookStep::new(Size::Half, Threshold::Blocks),
];

/// One for each frame in turn, all for one that shows a symbol.
const FRAME_TURNS: [LookStep; 5] = [
    LookStep::new(Size::Full, Threshold::Blocks),
    LookStep::new(Size::Half, Threshold::Window(24)),
    LookStep::new(Size::Full, Threshold::Window(8)),
    LookStep::new(Size::Half, Threshold::Window(24)).inverted(),
    LookStep::new(Size::Quarter, Threshold::Blocks),
];

#[cfg(test)]
mod tests;
