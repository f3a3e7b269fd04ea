//! People without a ticket: what kind, which way, how many, and one large button.

use egui::Ui;
use shared::checkin::Direction;
use shared::ids::TicketType;
use texts::Key;
use view::StaffCommand;

use super::page::{self, Head};
use super::stepper;
use crate::screens::DrawContext;
use crate::screens::controls::{Button, Kind, key_high};
use crate::screens::header::LanguageNames;
use crate::screens::icons::Icon;
use crate::screens::layout::Column;
use crate::session::{Action, StaffAction, StaffSession};
use crate::theme::mm;

/// Draws it.
pub(super) fn show(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    names: &LanguageNames,
    staff: &StaffSession,
) -> Option<Action> {
    let m = context.metrics;
    let title = context.texts.say(Key::StaffWalk);
    let (body, chosen) = page::show(ui, context, names, staff, &Head::new(&title));
    let kinds = &context.view.catalogue.ticket_types;
    let Some(first) = kinds.first() else {
        let words = [Key::StaffWalkNone, Key::StaffWalkNoneNext];
        page::empty(ui, context, body, Icon::Walker, words);
        return chosen;
    };
    let walk = staff.walk();
    let known = |kind: &TicketType| kinds.iter().any(|known| known.id == *kind);
    let kind = walk.kind.filter(known).unwrap_or(first.id);
    let direction = walk.direction.unwrap_or(context.view.mode.direction);
    let rows = kinds.len().div_ceil(2) as f32;
    let (left, right) = page::halves(m, body, m.mm(13.0) + rows * (key_high(m) + m.mm(mm::GAP)));
    let as_kind = kind_buttons(&mut Column::new(ui, context, left), kind);
    let mut column = Column::new(ui, context, right);
    page::heading(&mut column, Key::StaffWalkWay);
    let way = ways(&mut column, direction);
    column.gap(mm::GAP + 1.5);
    let people = stepper::show(&mut column, walk.people);
    column.gap(mm::GAP + 1.5);
    let go = confirm(&mut column, direction, kind, walk.people);
    chosen.or(as_kind.or(way).or(people).or(go).map(Action::Staff))
}

/// A button for every kind of visitor the exhibition knows.
fn kind_buttons(column: &mut Column<'_>, chosen: TicketType) -> Option<StaffAction> {
    let (context, m) = (column.context, column.metrics());
    page::heading(column, Key::StaffWalkKind);
    let kinds = &context.view.catalogue.ticket_types;
    let gap = m.mm(mm::GAP);
    // Two columns, and a third where two would be too long.
    let fitting = ((column.free.height() + gap) / (key_high(m) + gap)).floor();
    let columns = kinds.len().div_ceil(fitting.max(1.0) as usize).max(2);
    let ids: Vec<String> = kinds
        .iter()
        .map(|kind| format!("kind-{}", kind.id))
        .collect();
    let buttons = kinds.iter().zip(&ids).map(|(kind, id)| {
        let name = kind.name.get(context.language());
        let name = if name.is_empty() { &kind.key } else { name };
        Button::new(id, name, Kind::Choice(kind.id == chosen))
    });
    let used = page::buttons(column, columns, buttons.collect())?;
    kinds.get(used).map(|kind| StaffAction::Kind(kind.id))
}

fn ways(column: &mut Column<'_>, chosen: Direction) -> Option<StaffAction> {
    let words = [Key::StaffWayIn, Key::StaffWayOut].map(|key| column.context.texts.say(key));
    let [enter, leave] = [Direction::In, Direction::Out].map(|way| Kind::Choice(way == chosen));
    let buttons = vec![
        Button::new("way-in", &words[0], enter).icon(Icon::EnterDoor),
        Button::new("way-out", &words[1], leave).icon(Icon::ExitDoor),
    ];
    let used = page::buttons(column, 2, buttons)?;
    let way = [Direction::In, Direction::Out].get(used).copied();
    way.map(StaffAction::Way)
}

/// One press counts them.
fn confirm(
    column: &mut Column<'_>,
    direction: Direction,
    kind: TicketType,
    people: u16,
) -> Option<StaffAction> {
    let (key, icon) = match direction {
        Direction::In => (Key::StaffWalkDoIn, Icon::EnterDoor),
        Direction::Out => (Key::StaffWalkDoOut, Icon::ExitDoor),
    };
    let slots = [("count", people.into())];
    let words = column.context.texts.say_with(key, slots);
    let button = Button::new("count", &words, Kind::Main).icon(icon);
    let command = StaffCommand::Walk {
        direction,
        kind,
        people,
    };
    page::confirm(column, button).then(|| StaffAction::Ask(vec![command]))
}
