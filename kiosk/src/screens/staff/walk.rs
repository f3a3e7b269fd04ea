//! People without a ticket: what kind, which way, how many, and one large button.

use egui::{Rect, Ui, vec2};
use shared::checkin::Direction;
use shared::ids::TicketType;
use texts::Key;
use view::StaffCommand;

use super::page::{self, Head};
use super::stepper;
use crate::screens::Glance;
use crate::screens::controls::{Button, Kind, key_high};
use crate::screens::header::LanguageNames;
use crate::screens::icons::Icon;
use crate::session::{Action, StaffAction, StaffSession};
use crate::theme::mm;

/// Draws it.
pub(super) fn show(
    ui: &mut Ui,
    glance: &Glance<'_>,
    names: &LanguageNames,
    staff: &StaffSession,
) -> Option<Action> {
    let (m, texts) = (glance.metrics, glance.texts);
    let title = texts.say(Key::StaffWalk);
    let (body, chosen) = page::show(ui, glance, names, staff, &Head::new(&title));
    let kinds = &glance.view.catalogue.ticket_types;
    let Some(first) = kinds.first() else {
        let (what, next) = (
            texts.say(Key::StaffWalkNone),
            texts.say(Key::StaffWalkNoneNext),
        );
        page::empty(ui, m, body, Icon::Walker, &what, &next);
        return chosen;
    };
    let walk = staff.walk();
    let known = |kind: &TicketType| kinds.iter().any(|known| known.id == *kind);
    let kind = walk.kind.filter(known).unwrap_or(first.id);
    let direction = walk.direction.unwrap_or(glance.view.mode.direction);
    let rows = kinds.len().div_ceil(2) as f32;
    let (left, right) = page::halves(m, body, m.mm(13.0) + rows * (key_high(m) + m.mm(mm::GAP)));
    let as_kind = kind_buttons(ui, glance, left, kind);
    let place = page::heading(ui, m, right, &texts.say(Key::StaffWalkWay));
    let way = ways(ui, glance, place, direction);
    let place = place.with_min_y(place.top() + key_high(m) + m.mm(mm::GAP + 1.5));
    let people = stepper::show(ui, glance, place, walk.people);
    let top = place.top() + stepper::height(m) + m.mm(mm::GAP + 1.5);
    let command = StaffCommand::Walk {
        direction,
        kind,
        people: walk.people,
    };
    let go = confirm(ui, glance, place.with_min_y(top), command);
    chosen.or(as_kind.or(way).or(people).or(go).map(Action::Staff))
}

/// A button for every kind of visitor the exhibition knows.
fn kind_buttons(
    ui: &mut Ui,
    glance: &Glance<'_>,
    place: Rect,
    chosen: TicketType,
) -> Option<StaffAction> {
    let m = glance.metrics;
    let place = page::heading(ui, m, place, &glance.texts.say(Key::StaffWalkKind));
    let kinds = &glance.view.catalogue.ticket_types;
    let gap = m.mm(mm::GAP);
    // Two columns, and a third where two would be too long.
    let step = key_high(m) + gap;
    let fitting = ((place.height() + gap) / step).floor().max(1.0) as usize;
    let columns = kinds.len().div_ceil(fitting).max(2);
    let width = (place.width() - gap * (columns - 1) as f32) / columns as f32;
    let mut wanted = None;
    for (index, kind) in kinds.iter().enumerate() {
        let name = kind.name.get(glance.language());
        let name = if name.is_empty() { &kind.key } else { name };
        let across = vec2(
            (width + gap) * (index % columns) as f32,
            step * (index / columns) as f32,
        );
        let rect = Rect::from_min_size(place.min + across, vec2(width, key_high(m)));
        let id = format!("kind-{}", kind.id);
        if Button::new(&id, name, Kind::Choice(kind.id == chosen)).show(ui, m, rect) {
            wanted = Some(StaffAction::Kind(kind.id));
        }
    }
    wanted
}

fn ways(ui: &mut Ui, glance: &Glance<'_>, place: Rect, chosen: Direction) -> Option<StaffAction> {
    let m = glance.metrics;
    let gap = m.mm(mm::GAP);
    let size = vec2((place.width() - gap) / 2.0, key_high(m));
    let mut wanted = None;
    let ways = [
        ("way-in", Key::StaffWayIn, Icon::EnterDoor, Direction::In),
        ("way-out", Key::StaffWayOut, Icon::ExitDoor, Direction::Out),
    ];
    for (index, (id, key, icon, direction)) in ways.into_iter().enumerate() {
        let words = glance.texts.say(key);
        let at = place.min + vec2((size.x + gap) * index as f32, 0.0);
        let button = Button::new(id, &words, Kind::Choice(direction == chosen)).icon(icon);
        if button.show(ui, m, Rect::from_min_size(at, size)) {
            wanted = Some(StaffAction::Way(direction));
        }
    }
    wanted
}

/// One press counts them.
fn confirm(
    ui: &mut Ui,
    glance: &Glance<'_>,
    place: Rect,
    command: StaffCommand,
) -> Option<StaffAction> {
    let m = glance.metrics;
    let StaffCommand::Walk {
        direction, people, ..
    } = command
    else {
        return None;
    };
    let (key, icon) = match direction {
        Direction::In => (Key::StaffWalkDoIn, Icon::EnterDoor),
        Direction::Out => (Key::StaffWalkDoOut, Icon::ExitDoor),
    };
    let words = glance.texts.say_with(key, [("count", people.into())]);
    let height = (key_high(m) + m.mm(6.0)).min(place.height());
    let rect = Rect::from_min_size(place.min, vec2(place.width(), height));
    Button::new("count", &words, Kind::Main)
        .icon(icon)
        .capitals(6.4)
        .show(ui, m, rect)
        .then(|| StaffAction::Ask(vec![command]))
}
