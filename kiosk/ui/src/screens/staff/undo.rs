//! The last passages at this kiosk, to take back those that were a mistake.

use std::cmp::Reverse;

use egui::accesskit::Role;
use egui::{Color32, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use shared::checkin::Direction;
use shared::ids::TicketNumber;
use shared::record::RecordId;
use shared::time::UnixMs;
use texts::Key;
use view::{Annullable, StaffCommand, StaffView};

use super::page::{self, Head};
use super::search_card::kind_name;
use crate::screens::DrawContext;
use crate::screens::controls::{Button, Kind, corner, focus_ring, touchable};
use crate::screens::header::LanguageNames;
use crate::screens::icons::Icon;
use crate::screens::places::Places;
use crate::screens::scroll::{Rows, Scroll};
use crate::screens::words::Look;
use crate::session::{Action, StaffAction, StaffSession};
use crate::theme::{Metrics, Weight, colour, mm};

/// The page, with where its list stands.
#[derive(Debug, Default)]
pub(super) struct UndoScreen {
    list: Scroll,
}

/// What is said of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
struct UndoRow {
    /// When, to the second: at a busy gate several pass within a minute.
    time: String,
    /// The short code, else the ticket's number.
    code: String,
    /// How many people, and which way.
    people: String,
    /// As what kind of visitor.
    kind: String,
    direction: Direction,
    /// Whether it was annulled.
    undone: bool,
}

impl UndoRow {
    fn new(context: &DrawContext<'_>, passage: &Annullable, undone: bool) -> Self {
        let texts = context.texts;
        let key = match passage.direction {
            Direction::In => Key::StaffUndoRowIn,
            Direction::Out => Key::StaffUndoRowOut,
        };
        let without = || texts.say(Key::StaffUndoWithout);
        let number = |ticket: TicketNumber| {
            let number = [("number", ticket.to_string().into())];
            texts.say_with(Key::StaffTicket, number)
        };
        let code = passage.short_code.map(|code| code.to_string());
        let kind = passage.kind.map(|kind| kind_name(context, kind));
        Self {
            time: time(context, passage.at),
            code: code.or(passage.ticket.map(number)).unwrap_or_else(without),
            people: texts.say_with(key, [("count", passage.people.into())]),
            kind: kind.unwrap_or_else(without),
            direction: passage.direction,
            undone,
        }
    }

    /// What it is called where it is not seen.
    fn told(&self, done: &str) -> String {
        let Self {
            time,
            code,
            people,
            kind,
            ..
        } = self;
        let told = format!("{time} · {people} · {kind} · {code}");
        if self.undone {
            format!("{told} · {done}")
        } else {
            told
        }
    }
}

/// A time of today with its seconds, of another day with its date.
fn time(context: &DrawContext<'_>, at: UnixMs) -> String {
    let zone = context.view.catalogue.calendar().zone;
    let (local, today) = (zone.local(at), context.local().date);
    let time = context.texts.time(local, today);
    if local.date == today {
        format!("{time}:{:02}", at.0.div_euclid(1_000).rem_euclid(60))
    } else {
        time
    }
}

impl UndoScreen {
    /// Draws it.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        names: &LanguageNames,
        staff: &StaffSession,
    ) -> Option<Action> {
        let (m, texts) = (context.metrics, context.texts);
        let title = texts.say(Key::StaffUndo);
        let hint = texts.say(Key::StaffUndoHint);
        let StaffView { recent, undone, .. } = &*context.view.staff;
        let mut shown: Vec<(&Annullable, bool)> = recent.iter().map(|it| (it, false)).collect();
        shown.extend(undone.iter().map(|it| (it, true)));
        shown.sort_by_key(|(passage, _)| Reverse(passage.at));
        let head = Head {
            under: (!shown.is_empty()).then_some(hint.as_str()),
            ..Head::new(&title)
        };
        let (body, chosen) = page::show(ui, context, names, staff, &head);
        if shown.is_empty() {
            let words = [Key::StaffUndoNone, Key::StaffUndoNoneNext];
            page::empty(ui, context, body, Icon::Undo, words);
            return chosen;
        }
        let (place, foot) = body.above_foot(m.mm(24.0), m.mm(mm::GAP + 1.0));
        let mut picked = None;
        let rows = Rows {
            name: "undo",
            count: shown.len(),
            height: m.mm(mm::TARGET),
            gap: m.mm(mm::GAP),
        };
        self.list.rows(ui, place, rows, |ui, rect, index| {
            let Some((passage, undone)) = shown.get(index) else {
                return;
            };
            let row = UndoRow::new(context, passage, *undone);
            if row.undone {
                return show_undone(ui, context, rect, &row);
            }
            let is_picked = staff.picked().contains(&passage.record);
            if show_row(ui, m, rect, &row, index, is_picked) {
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
        let foot = self.list.buttons(ui, context, foot);
        let go = confirm(ui, context, foot, wanted);
        chosen.or(picked.or(go).map(Action::Staff))
    }
}

/// One row, and whether it was touched.
fn show_row(
    ui: &mut Ui,
    m: &Metrics,
    rect: Rect,
    row: &UndoRow,
    index: usize,
    picked: bool,
) -> bool {
    let response = touchable(ui, rect, ("undo", index));
    let told = row.told("");
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
    let square = mark(m, rect);
    let (fill, line) = if picked {
        (colour::COBALT, colour::COBALT)
    } else {
        (colour::PORCELAIN, colour::RIM)
    };
    let stroke = Stroke::new(m.mm(0.6), line);
    ui.painter()
        .rect(square, corner(m, 1.5), fill, stroke, StrokeKind::Inside);
    if picked {
        let inner = square.shrink(square.width() * 0.16);
        Icon::Check.draw(ui.painter(), inner, colour::PORCELAIN);
    }
    words(ui, m, rect, row, [colour::INK, colour::INK_SOFT]);
    focus_ring(ui, m, &response, rect, corner_of);
    response.clicked()
}

/// The place of a row's mark.
fn mark(m: &Metrics, rect: Rect) -> Rect {
    let side = m.mm(9.0);
    let centre = pos2(rect.left() + m.mm(5.0) + side / 2.0, rect.center().y);
    Rect::from_center_size(centre, vec2(side, side))
}

/// A row that was annulled: faint, struck through, and named so.
fn show_undone(ui: &mut Ui, context: &DrawContext<'_>, rect: Rect, row: &UndoRow) {
    let m = context.metrics;
    let done = context.texts.say(Key::StaffUndoDone);
    let response = ui.allocate_rect(rect, Sense::hover());
    let told = row.told(&done);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &told));
    let stroke = Stroke::new(m.mm(0.4), colour::TERRACOTTA);
    ui.painter().rect(
        rect,
        corner(m, mm::CARD),
        colour::TERRACOTTA_WASH,
        stroke,
        StrokeKind::Inside,
    );
    Icon::Cross.draw(ui.painter(), mark(m, rect), colour::TERRACOTTA);
    let look = Look::new(m, mm::TEXT, Weight::Bold, colour::PORCELAIN)
        .middle()
        .rows(1)
        .centred();
    let size = vec2(look.width(ui, &done) + m.mm(9.0), m.mm(11.0));
    let centre = pos2(rect.right() - m.mm(4.0) - size.x / 2.0, rect.center().y);
    let tag = Rect::from_center_size(centre, size);
    ui.painter()
        .rect_filled(tag, corner(m, 5.5), colour::TERRACOTTA);
    look.paint(ui, tag, &done);
    let room = rect.with_max_x(tag.left() - m.mm(2.0));
    let inks = [colour::INK_SOFT, colour::INK_SOFT];
    let written = words(ui, m, room, row, inks);
    let line = Stroke::new(m.mm(0.6), colour::TERRACOTTA);
    for part in [0.27, 0.74] {
        let across = rect.top() + rect.height() * part;
        ui.painter().hline(written, across, line);
    }
}

/// Time and code, people and kind; answers with how far they reach.
fn words(
    ui: &Ui,
    m: &Metrics,
    rect: Rect,
    row: &UndoRow,
    [ink, soft]: [Color32; 2],
) -> egui::Rangef {
    let place = rect
        .with_min_x(mark(m, rect).right() + m.mm(4.0))
        .with_max_x(rect.right() - m.mm(3.0))
        .shrink2(vec2(0.0, m.mm(0.5)));
    let strong = Look::name(m, ink).middle().rows(1);
    let under = Look::text(m, soft).middle().rows(1);
    let wide = strong
        .width(ui, &row.time)
        .max(under.width(ui, &row.code))
        .max(m.mm(50.0));
    let side = m.mm(8.0);
    let icon_at = pos2(
        place.left() + wide + m.mm(4.0) + side / 2.0,
        place.center().y,
    );
    let icon = Rect::from_center_size(icon_at, vec2(side, side));
    let sign = match row.direction {
        Direction::In => Icon::EnterDoor,
        Direction::Out => Icon::ExitDoor,
    };
    let first = place.with_max_x(place.left() + wide + 1.0);
    let second = place.with_min_x(icon.right() + m.mm(3.0));
    sign.draw(ui.painter(), icon, soft);
    let mut right = first.right();
    for (column, upper, lower) in [
        (first, &row.time, &row.code),
        (second, &row.people, &row.kind),
    ] {
        let (top, bottom) = column.split_top_bottom_at_fraction(0.5);
        right = right.max(strong.paint(ui, top, upper).right());
        right = right.max(under.paint(ui, bottom, lower).right());
    }
    egui::Rangef::new(place.left(), right)
}

/// One press takes back what is chosen.
fn confirm(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    place: Rect,
    wanted: Vec<RecordId>,
) -> Option<StaffAction> {
    let m = context.metrics;
    let words = context
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
