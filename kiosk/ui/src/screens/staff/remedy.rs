//! What staff can do about a verdict, at the foot of its screen: let them in anyway, or take the scan back.

use egui::{Rect, Ui, pos2, vec2};
use texts::Key;
use view::Role;
use view::{Outcome, StaffState, Verdict};

use crate::screens::DrawContext;
use crate::screens::controls::{Button, Kind};
use crate::screens::icons::Icon;
use crate::session::{Action, AdmissionSubject, StaffAction};
use crate::theme::{Tone, mm};

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
    pub(super) fn of(context: &DrawContext<'_>, verdict: &Verdict) -> Option<Self> {
        let staff = &context.view.staff;
        // A kiosk that stands at no door lets nobody in, and has nothing to take back.
        if !matches!(staff.state, StaffState::Open(_)) || context.view.role != Role::Door {
            return None;
        }
        if let Some(subject) = AdmissionSubject::of_verdict(verdict) {
            return Some(Self {
                key: Key::StaffAdmit,
                icon: Icon::EnterDoor,
                action: StaffAction::Admit(subject),
            });
        }
        let passed = matches!(verdict.outcome, Outcome::Admitted { .. } | Outcome::Exited);
        let record = staff.recent.iter().find(|passage| {
            let same = passage.ticket == verdict.ticket;
            // People without a ticket are told apart by the instant.
            same && (verdict.ticket.is_some() || passage.at == verdict.at)
        })?;
        passed.then(|| Self {
            key: Key::StaffUndoShown,
            icon: Icon::Undo,
            action: StaffAction::PickShown(record.record.clone()),
        })
    }
}

/// Draws it at the left of the verdict's foot, where the verdict leaves a place.
pub(super) fn show(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    verdict: &Verdict,
    tone: Tone,
) -> Option<Action> {
    let remedy = Remedy::of(context, verdict)?;
    let (m, screen) = (context.metrics, ui.max_rect());
    let words = context.texts.say(remedy.key);
    // In the verdict's colours turned round: it is no part of what the visitor reads.
    let turned = Tone {
        ground: tone.ink,
        ink: tone.ground,
    };
    let button = Button::new("remedy", &words, Kind::OnTone(turned)).icon(remedy.icon);
    let size = vec2(button.width(ui, m), m.mm(mm::TARGET));
    let bottom = screen.bottom() - m.mm(mm::MARGIN * 0.8);
    let at = pos2(screen.left() + m.mm(mm::MARGIN), bottom - size.y);
    let used = button.show(ui, m, Rect::from_min_size(at, size));
    used.then_some(Action::Staff(remedy.action))
}
