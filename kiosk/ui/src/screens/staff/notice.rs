//! What became of the last thing that staff asked for, said below the title for a few seconds.

use egui::{Rect, Ui, vec2};
use shared::checkin::Direction;
use texts::{Key, Texts};
use view::Reply;

use crate::screens::controls::corner;
use crate::screens::icons::Icon;
use crate::screens::words::Look;
use crate::session::{Notice, StaffRequest};
use crate::theme::{Metrics, Tone, Weight, mm};

/// What is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words {
    /// Whether it was done.
    pub(super) done: bool,
    /// The words.
    pub(super) words: String,
}

/// What to say; `None` where the screen says it by itself: a ticket that was judged shows its verdict.
pub(super) fn words(texts: &Texts, notice: &Notice) -> Option<Words> {
    let counted = |key, count: u16| texts.say_with(key, [("count", count.into())]);
    let words = match (notice.reply, notice.asked) {
        (Reply::Done, StaffRequest::Unlock | StaffRequest::Search | StaffRequest::Enter) => {
            return None;
        }
        (Reply::Done, StaffRequest::Admit(people)) => counted(Key::StaffDoneAdmit, people),
        (Reply::Done, StaffRequest::Walk(Direction::In, people)) => {
            counted(Key::StaffDoneWalkIn, people)
        }
        (Reply::Done, StaffRequest::Walk(Direction::Out, people)) => {
            counted(Key::StaffDoneWalkOut, people)
        }
        (Reply::Done, StaffRequest::Annul(count)) => {
            texts.say_with(Key::StaffDoneUndo, [("count", count.into())])
        }
        (Reply::Done, StaffRequest::Set) => texts.say(Key::StaffDone),
        (Reply::BadCode, _) => texts.say(Key::StaffFailedCode),
        (Reply::NoTicket, _) => texts.say(Key::StaffFailedTicket),
        (Reply::NothingToAnnul, _) => texts.say(Key::StaffFailedUndo),
        (Reply::NotNow, _) => texts.say(Key::StaffFailedNow),
        (Reply::NoGate, _) => texts.say(Key::StaffFailedNoGate),
        (Reply::Failed, _) => texts.say(Key::StaffFailedRecord),
    };
    Some(Words {
        done: notice.reply == Reply::Done,
        words,
    })
}

/// Its height, in millimetres.
const HEIGHT: f32 = 13.0;

/// Draws it above everything else on the page, below the title; answers with the place that is left.
pub(super) fn show(ui: &mut Ui, m: &Metrics, body: Rect, said: &Words) -> Rect {
    let (tone, icon) = if said.done {
        (Tone::WELCOME, Icon::Check)
    } else {
        (Tone::REFUSED, Icon::Warning)
    };
    let look = Look::new(m, mm::TEXT, Weight::SemiBold, tone.ink)
        .middle()
        .rows(4);
    let side = m.mm(8.0);
    let before = m.mm(8.0) + side;
    let high = look.height(ui, &said.words, body.width() - before - m.mm(4.0));
    let height = m.mm(HEIGHT).max(high + m.mm(3.0));
    let (place, rest) = body.split_top_bottom_at_y(body.top() + height);
    ui.painter()
        .rect_filled(place, corner(m, 2.0 * mm::CARD), tone.ground);
    let square = Rect::from_center_size(
        place.left_center() + vec2(m.mm(4.0) + side / 2.0, 0.0),
        vec2(side, side),
    );
    icon.draw(ui.painter(), square, tone.ink);
    let words = place
        .with_min_x(place.left() + before)
        .with_max_x(place.right() - m.mm(4.0));
    look.write(ui, words, &said.words);
    rest.with_min_y(rest.top() + m.mm(mm::GAP))
}
