//! What became of the last thing that staff asked for, said in the place of the title for a few seconds.

use egui::{Rect, Ui, vec2};
use shared::checkin::Direction;

use crate::i18n::{Key, Texts};
use crate::screens::controls::corner;
use crate::screens::icons::Icon;
use crate::screens::words::Look;
use crate::session::{Asked, Notice};
use crate::theme::{Metrics, Tone, Weight, mm};
use crate::view::Reply;

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
        (Reply::Done, Asked::Unlock | Asked::Search | Asked::Enter) => return None,
        (Reply::Done, Asked::Admit(people)) => counted(Key::StaffDoneAdmit, people),
        (Reply::Done, Asked::Walk(Direction::In, people)) => counted(Key::StaffDoneWalkIn, people),
        (Reply::Done, Asked::Walk(Direction::Out, people)) => {
            counted(Key::StaffDoneWalkOut, people)
        }
        (Reply::Done, Asked::Annul(count)) => {
            texts.say_with(Key::StaffDoneUndo, [("count", count.into())])
        }
        (Reply::Done, Asked::Set) => texts.say(Key::StaffDone),
        (Reply::BadCode, _) => texts.say(Key::StaffFailedCode),
        (Reply::NoTicket, _) => texts.say(Key::StaffFailedTicket),
        (Reply::NothingToAnnul, _) => texts.say(Key::StaffFailedUndo),
        (Reply::NotNow, _) => texts.say(Key::StaffFailedNow),
        (Reply::Failed, _) => texts.say(Key::StaffFailedRecord),
    };
    Some(Words {
        done: notice.reply == Reply::Done,
        words,
    })
}

/// Draws it.
pub(super) fn show(ui: &mut Ui, m: &Metrics, place: Rect, said: &Words) {
    let (tone, icon) = if said.done {
        (Tone::WELCOME, Icon::Check)
    } else {
        (Tone::REFUSED, Icon::Warning)
    };
    let height = place.height().min(m.mm(mm::TARGET));
    let place = Rect::from_center_size(place.center(), vec2(place.width(), height));
    ui.painter()
        .rect_filled(place, corner(m, 2.0 * mm::CARD), tone.ground);
    let side = m.mm(9.0);
    let square = Rect::from_center_size(
        place.left_center() + vec2(m.mm(5.0) + side / 2.0, 0.0),
        vec2(side, side),
    );
    icon.draw(ui.painter(), square, tone.ink);
    let words = place
        .with_min_x(square.right() + m.mm(4.0))
        .with_max_x(place.right() - m.mm(4.0));
    let look = Look::new(m, mm::TEXT, Weight::SemiBold, tone.ink);
    look.middle().rows(2).write(ui, words, &said.words);
}
