//! What staff can do about a verdict, at the foot of its screen: let them in anyway, or take the scan back.

use egui::{Rect, Stroke, Ui, pos2, vec2};

use crate::i18n::Key;
use crate::screens::Glance;
use crate::screens::controls::{Button, Kind};
use crate::screens::icons::Icon;
use crate::screens::words::Look;
use crate::session::{Action, StaffAction, Subject};
use crate::theme::{colour, mm};
use crate::view::{Outcome, StaffState, Verdict};

/// What can be done about a verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Remedy {
    /// The words on its button.
    pub(super) key: Key,
    pub(super) icon: Icon,
    pub(super) action: StaffAction,
}

impl Remedy {
    /// What can be done; `None` while staff mode is locked, and for a passage that is no longer among the last ones.
    pub(super) fn of(glance: &Glance<'_>, verdict: &Verdict) -> Option<Self> {
        let staff = &glance.view.staff;
        if !matches!(staff.state, StaffState::Open(_)) {
            return None;
        }
        if let Some(subject) = Subject::of_verdict(verdict) {
            return Some(Self {
                key: Key::StaffAdmit,
                icon: Icon::WayIn,
                action: StaffAction::Admit(subject),
            });
        }
        let ticket = verdict.ticket?;
        let passed = matches!(verdict.outcome, Outcome::Admitted { .. } | Outcome::Exited);
        let record = staff
            .recent
            .iter()
            .find(|passage| passage.ticket == Some(ticket))?;
        passed.then(|| Self {
            key: Key::StaffUndoShown,
            icon: Icon::Undo,
            action: StaffAction::PickShown(record.record.clone()),
        })
    }
}

/// Draws it; answers with the place above it, the whole screen when there is nothing to do, and with what was chosen.
pub(super) fn show(ui: &mut Ui, glance: &Glance<'_>, verdict: &Verdict) -> (Rect, Option<Action>) {
    let screen = ui.max_rect();
    let Some(remedy) = Remedy::of(glance, verdict) else {
        return (screen, None);
    };
    let m = glance.metrics;
    let high = m.mm(mm::TARGET + 2.0 * mm::GAP + 1.0);
    let (above, bar) = screen.split_top_bottom_at_y(screen.bottom() - high);
    ui.painter().rect_filled(bar, 0.0, colour::GLAZE);
    let line = Stroke::new(m.mm(0.8), colour::COBALT);
    ui.painter()
        .hline(bar.x_range(), bar.top() + line.width / 2.0, line);
    let inner = bar.shrink2(vec2(m.mm(mm::MARGIN), m.mm(mm::GAP)));
    let words = glance.texts.say(remedy.key);
    let button = Button::new("remedy", &words, Kind::Main).icon(remedy.icon);
    let width = button.width(ui, m).max(m.mm(70.0));
    let rect = Rect::from_min_max(
        pos2(
            inner.right() - width,
            inner.center().y - m.mm(mm::TARGET / 2.0),
        ),
        pos2(inner.right(), inner.center().y + m.mm(mm::TARGET / 2.0)),
    );
    let used = button.show(ui, m, rect);
    let side = m.mm(9.0);
    let square = Rect::from_center_size(
        pos2(inner.left() + side / 2.0, inner.center().y),
        vec2(side, side),
    );
    Icon::Unlock.draw(ui.painter(), square, colour::COBALT);
    let told = glance.texts.say(Key::StaffDoorOpen);
    let place = inner
        .with_min_x(square.right() + m.mm(4.0))
        .with_max_x(rect.left() - m.mm(4.0));
    Look::name(m, colour::COBALT)
        .middle()
        .rows(1)
        .write(ui, place, &told);
    (above, used.then_some(Action::Staff(remedy.action)))
}
