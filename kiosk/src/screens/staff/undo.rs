//! The last passages at this kiosk, to take back those that were a mistake.

use egui::accesskit::Role;
use egui::{Rect, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use shared::checkin::Direction;
use shared::record::RecordId;

use super::list::List;
use super::page::{self, Head};
use super::search_card::kind_name;
use crate::i18n::Key;
use crate::screens::Glance;
use crate::screens::controls::{Button, Kind, corner, focus_ring, touchable};
use crate::screens::header::LanguageNames;
use crate::screens::icons::Icon;
use crate::screens::words::Look;
use crate::session::{Action, StaffAction, StaffSession};
use crate::theme::{Metrics, Weight, colour, mm};
use crate::view::{Annullable, StaffCommand};

/// The page, with where its list stands.
#[derive(Debug, Default)]
pub(super) struct UndoScreen {
    list: List,
}

/// What is said of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    /// When.
    time: String,
    /// How many people, and which way.
    people: String,
    /// As what kind of visitor.
    kind: String,
    direction: Direction,
}

impl Row {
    fn new(glance: &Glance<'_>, passage: &Annullable) -> Self {
        let zone = glance.view.catalogue.calendar().zone;
        let key = match passage.direction {
            Direction::In => Key::StaffUndoRowIn,
            Direction::Out => Key::StaffUndoRowOut,
        };
        let kind = passage.kind.map(|kind| kind_name(glance, kind));
        let without = || glance.texts.say(Key::StaffUndoWithout);
        let kind = match (passage.ticket, kind) {
            (Some(_), Some(kind)) => kind,
            (Some(ticket), None) => {
                let number = [("number", ticket.to_string().into())];
                glance.texts.say_with(Key::StaffTicket, number)
            }
            (None, Some(kind)) => format!("{kind} · {}", without()),
            (None, None) => without(),
        };
        Self {
            time: glance
                .texts
                .time(zone.local(passage.at), glance.local().date),
            people: glance
                .texts
                .say_with(key, [("count", passage.people.into())]),
            kind,
            direction: passage.direction,
        }
    }
}

impl UndoScreen {
    /// Draws it.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        glance: &Glance<'_>,
        names: &LanguageNames,
        staff: &StaffSession,
    ) -> Option<Action> {
        let (m, texts) = (glance.metrics, glance.texts);
        let title = texts.say(Key::StaffUndo);
        let hint = texts.say(Key::StaffUndoHint);
        let recent = &glance.view.staff.recent;
        let head = Head {
            under: (!recent.is_empty()).then_some(hint.as_str()),
            ..Head::new(&title)
        };
        let (body, chosen) = page::show(ui, glance, names, staff, &head);
        if recent.is_empty() {
            let (what, next) = (
                texts.say(Key::StaffUndoNone),
                texts.say(Key::StaffUndoNoneNext),
            );
            page::empty(ui, m, body, Icon::Undo, &what, &next);
            return chosen;
        }
        let foot = body.with_min_y(body.bottom() - m.mm(24.0));
        let place = body.with_max_y(foot.top() - m.mm(mm::GAP + 1.0));
        let mut picked = None;
        let rows = (recent.len(), m.mm(mm::TARGET));
        self.list.show(ui, glance, place, rows, |ui, rect, index| {
            let passage = &recent[index];
            let is_picked = staff.picked().contains(&passage.record);
            if show_row(ui, m, rect, &Row::new(glance, passage), index, is_picked) {
                picked = Some(StaffAction::Pick(passage.record.clone()));
            }
        });
        // What is no longer on the list is not taken back unseen.
        let wanted: Vec<RecordId> = recent
            .iter()
            .map(|passage| &passage.record)
            .filter(|record| staff.picked().contains(record))
            .cloned()
            .collect();
        let go = confirm(ui, glance, foot, wanted);
        chosen.or(picked.or(go).map(Action::Staff))
    }
}

/// One row, and whether it was touched.
fn show_row(ui: &mut Ui, m: &Metrics, rect: Rect, row: &Row, index: usize, picked: bool) -> bool {
    let response = touchable(ui, rect, ("undo", index));
    let told = format!("{} · {} · {}", row.time, row.people, row.kind);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, picked, &told));
    let (ground, edge, line) = if picked {
        (colour::COBALT_WASH, colour::COBALT, 0.8)
    } else {
        (colour::PORCELAIN, colour::RIM, 0.4)
    };
    let corner_of = corner(m, mm::CARD);
    let stroke = Stroke::new(m.mm(line), edge);
    ui.painter()
        .rect(rect, corner_of, ground, stroke, StrokeKind::Inside);
    let side = m.mm(9.0);
    let square = Rect::from_center_size(
        pos2(rect.left() + m.mm(6.0) + side / 2.0, rect.center().y),
        vec2(side, side),
    );
    let (fill, line) = if picked {
        (colour::COBALT, colour::COBALT)
    } else {
        (colour::PORCELAIN, colour::RIM)
    };
    let stroke = Stroke::new(m.mm(0.6), line);
    ui.painter()
        .rect(square, corner(m, 1.5), fill, stroke, StrokeKind::Inside);
    if picked {
        let inner = square.shrink(side * 0.16);
        Icon::Check.draw(ui.painter(), inner, colour::PORCELAIN);
    }
    let words = rect
        .with_min_x(square.right() + m.mm(5.0))
        .with_max_x(rect.right() - m.mm(5.0));
    let time = Look::new(m, 5.6, Weight::Bold, colour::INK)
        .middle()
        .rows(1);
    let people = Look::name(m, colour::INK).middle().rows(1);
    let kind = Look::text(m, colour::INK_SOFT).middle().rows(1);
    let time_wide = m.mm(31.0).max(time.width(ui, &row.time) + m.mm(4.0));
    let icon = Rect::from_center_size(
        pos2(words.left() + time_wide + m.mm(4.0), words.center().y),
        vec2(m.mm(8.0), m.mm(8.0)),
    );
    let sign = match row.direction {
        Direction::In => Icon::EnterDoor,
        Direction::Out => Icon::ExitDoor,
    };
    let people_at = words.with_min_x(icon.right() + m.mm(3.0));
    let people_wide = m.mm(60.0).max(people.width(ui, &row.people) + m.mm(4.0));
    time.paint(ui, words, &row.time);
    sign.draw(ui.painter(), icon, colour::COBALT);
    people.paint(ui, people_at, &row.people);
    let kind_at = people_at.with_min_x(people_at.left() + people_wide);
    kind.paint(ui, kind_at, &row.kind);
    focus_ring(ui, m, &response, rect, corner_of);
    response.clicked()
}

/// One press takes back what is chosen.
fn confirm(
    ui: &mut Ui,
    glance: &Glance<'_>,
    place: Rect,
    wanted: Vec<RecordId>,
) -> Option<StaffAction> {
    let m = glance.metrics;
    let words = glance
        .texts
        .say_with(Key::StaffUndoDo, [("count", wanted.len().into())]);
    let width = place.width().min(m.mm(180.0));
    let rect = Rect::from_center_size(place.center(), vec2(width, place.height()));
    Button::new("undo", &words, Kind::Main)
        .icon(Icon::Undo)
        .capitals(6.0)
        .enabled(!wanted.is_empty())
        .show(ui, m, rect)
        .then(|| StaffAction::Ask(vec![StaffCommand::Annul(wanted)]))
}
