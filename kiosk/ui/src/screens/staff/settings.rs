//! How the door is set up: a card for each way it can be, the present one marked.

use egui::accesskit::Role;
use egui::{Rect, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2};
use shared::catalogue::GateDirection;
use shared::checkin::Direction;
use texts::Key;
use view::{Mode, StaffCommand};

use super::page::{self, Head};
use crate::screens::DrawContext;
use crate::screens::controls::{corner, focus_ring, touchable};
use crate::screens::header::LanguageNames;
use crate::screens::icons::Icon;
use crate::screens::layout::Column;
use crate::screens::places::Places;
use crate::screens::words::Look;
use crate::session::{Action, Setting, StaffAction, StaffSession};
use crate::theme::{Metrics, Tone, Weight, colour, mm};

/// One way to set the door up.
#[derive(Debug, Clone, PartialEq, Eq)]
struct DoorSetting {
    icon: Icon,
    name: Key,
    note: Key,
    /// What to ask the desk for to get there; nothing when it is set up so already.
    commands: Vec<StaffCommand>,
    /// Whether it must not be forgotten.
    alert: bool,
}

/// What a setting is called.
fn name_of(setting: Setting) -> Key {
    match setting {
        Setting::Direction => Key::StaffDirection,
        Setting::ConfirmFirst => Key::StaffConfirm,
        Setting::Rehearsal => Key::StaffRehearsal,
        Setting::Unattended => Key::StaffUnattended,
    }
}

/// The ways a setting can be at a gate, the usual one first. A gate that leads one way offers no other; the present
/// way is there in any case.
fn ways_of(setting: Setting, mode: Mode, gate: Option<GateDirection>) -> Vec<DoorSetting> {
    let mut ways = all_ways_of(setting, mode);
    if setting == Setting::Direction && gate != Some(GateDirection::Both) {
        let allowed = match gate {
            Some(GateDirection::In) => Some(Key::StaffDirectionIn),
            Some(GateDirection::Out) => Some(Key::StaffDirectionOut),
            Some(GateDirection::Both) | None => None,
        };
        ways.retain(|way| way.commands.is_empty() || Some(way.name) == allowed);
    }
    ways
}

fn all_ways_of(setting: Setting, mode: Mode) -> Vec<DoorSetting> {
    let way = |icon, name, note, commands| DoorSetting {
        icon,
        name,
        note,
        commands,
        alert: false,
    };
    let to = |now: bool, wanted: bool, command: fn(bool) -> StaffCommand| {
        if now == wanted {
            Vec::new()
        } else {
            vec![command(wanted)]
        }
    };
    match setting {
        Setting::Direction => {
            let only = |direction| {
                let mut commands = to(mode.both_ways, false, StaffCommand::BothWays);
                if mode.direction != direction {
                    commands.push(StaffCommand::Direct(direction));
                }
                commands
            };
            vec![
                way(
                    Icon::EnterDoor,
                    Key::StaffDirectionIn,
                    Key::StaffDirectionInNote,
                    only(Direction::In),
                ),
                way(
                    Icon::ExitDoor,
                    Key::StaffDirectionOut,
                    Key::StaffDirectionOutNote,
                    only(Direction::Out),
                ),
                way(
                    Icon::BothWays,
                    Key::StaffDirectionBoth,
                    Key::StaffDirectionBothNote,
                    to(mode.both_ways, true, StaffCommand::BothWays),
                ),
            ]
        }
        Setting::ConfirmFirst => vec![
            way(
                Icon::Check,
                Key::StaffConfirmOff,
                Key::StaffConfirmOffNote,
                to(mode.confirm_first, false, StaffCommand::ConfirmFirst),
            ),
            way(
                Icon::Question,
                Key::StaffConfirmOn,
                Key::StaffConfirmOnNote,
                to(mode.confirm_first, true, StaffCommand::ConfirmFirst),
            ),
        ],
        Setting::Rehearsal => vec![
            way(
                Icon::Check,
                Key::StaffRehearsalOff,
                Key::StaffRehearsalOffNote,
                to(mode.rehearsal, false, StaffCommand::Rehearse),
            ),
            DoorSetting {
                alert: true,
                ..way(
                    Icon::Pencil,
                    Key::StaffRehearsalOn,
                    Key::StaffRehearsalOnNote,
                    to(mode.rehearsal, true, StaffCommand::Rehearse),
                )
            },
        ],
        Setting::Unattended => vec![
            way(
                Icon::People,
                Key::StaffUnattendedOff,
                Key::StaffUnattendedOffNote,
                to(mode.unattended, false, StaffCommand::Unattended),
            ),
            way(
                Icon::Phone,
                Key::StaffUnattendedOn,
                Key::StaffUnattendedOnNote,
                to(mode.unattended, true, StaffCommand::Unattended),
            ),
        ],
    }
}

/// Draws the page of a setting.
pub(super) fn show(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    names: &LanguageNames,
    staff: &StaffSession,
    setting: Setting,
) -> Option<Action> {
    let m = context.metrics;
    let title = context.texts.say(name_of(setting));
    let (body, mut chosen) = page::show(ui, context, names, staff, &Head::new(&title));
    let gate = context.view.catalogue.gate(&context.view.status.gate);
    let ways = ways_of(setting, context.view.mode, gate.map(|gate| gate.direction));
    let alone = ways.len() == 1;
    let gap = m.mm(mm::GAP + 2.0);
    let most = m.mm(if m.portrait() { 64.0 } else { 50.0 });
    let height = body.cell(1, ways.len(), gap).y.min(most);
    let size = vec2(body.width().min(m.mm(330.0)), body.height());
    let middle = Rect::from_center_size(body.center(), size);
    let mut column = Column::new(ui, context, middle);
    for way in ways {
        let rect = column.take(height);
        let used = card(column.ui, context, rect, &way);
        if used && !way.commands.is_empty() {
            chosen = Some(Action::Staff(StaffAction::Ask(way.commands)));
        }
        column.gap(mm::GAP + 2.0);
    }
    if alone {
        let words = context.texts.say(Key::StaffDirectionFixed);
        column.write(&Look::text(m, colour::INK_SOFT), &words);
    }
    chosen
}

/// The card of one way; the present one has a filled mark and says so.
fn card(ui: &mut Ui, context: &DrawContext<'_>, rect: Rect, way: &DoorSetting) -> bool {
    let m = context.metrics;
    let now = way.commands.is_empty();
    let (name, note) = (context.texts.say(way.name), context.texts.say(way.note));
    let response = touchable(ui, rect, ("way", way.name.id()));
    let told = format!("{name}: {note}");
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, now, &told));
    let tone = if way.alert {
        Tone::REFUSED
    } else {
        Tone::AGAIN
    };
    let wash = if way.alert {
        colour::TERRACOTTA_WASH
    } else {
        colour::COBALT_WASH
    };
    let (ground, edge, line) = if now {
        (wash, tone.ground, 1.0)
    } else if response.is_pointer_button_down_on() {
        (wash, tone.ground, 0.5)
    } else {
        (colour::PORCELAIN, colour::RIM, 0.5)
    };
    let corner = corner(m, mm::CARD + 1.0);
    let stroke = Stroke::new(m.mm(line), edge);
    ui.painter()
        .rect(rect, corner, ground, stroke, StrokeKind::Inside);
    let side = m.mm(22.0).min(rect.height() * 0.6);
    let centre = pos2(rect.left() + m.mm(7.0) + side / 2.0, rect.center().y);
    let sign = if now { tone } else { Tone::QUIET };
    ui.painter().circle_filled(centre, side / 2.0, sign.ground);
    let square = Rect::from_center_size(centre, vec2(side, side) * 0.56);
    way.icon.draw(ui.painter(), square, sign.ink);
    let words = rect
        .with_min_x(centre.x + side / 2.0 + m.mm(7.0))
        .with_max_x(rect.right() - m.mm(6.0));
    let title = Look::new(m, 6.6, Weight::Bold, colour::INK).rows(1);
    let under = Look::text(m, colour::INK_SOFT).rows(3);
    let pill = mark_size(ui, context);
    let beside = words.with_max_x(words.right() - pill.x - m.mm(6.0));
    let holds = |room: Rect| {
        let cut = |look: &Look, words: &str| look.lay(ui, words, room.width()).elided;
        !cut(&title, &name) && !cut(&under, &note)
    };
    // Where the words need the whole width, the mark stands below them.
    let below = now && !holds(beside);
    let room = if now && !below { beside } else { words };
    let between = m.mm(1.0);
    let mut high = title.height(ui, &name, room.width()) + between;
    high += under.height(ui, &note, room.width());
    if below {
        high += m.mm(BELOW_WORDS) + pill.y;
    }
    let top = room.top() + ((room.height() - high) / 2.0).max(0.0);
    let said = title.paint(ui, room.with_min_y(top), &name);
    let said = under.paint(ui, room.with_min_y(said.bottom() + between), &note);
    if now {
        let at = if below {
            pos2(room.left(), said.bottom() + m.mm(BELOW_WORDS))
        } else {
            pos2(words.right() - pill.x, rect.center().y - pill.y / 2.0)
        };
        mark(ui, context, Rect::from_min_size(at, pill), tone);
    }
    focus_ring(ui, m, &response, rect, corner);
    response.clicked()
}

/// The space between the words and a mark below them, in millimetres.
const BELOW_WORDS: f32 = 2.0;

/// The side of a mark's icon, in millimetres.
const MARK_ICON: f32 = 6.0;

fn mark_look(m: &Metrics, tone: Tone) -> Look {
    Look::name(m, tone.ink).middle().rows(1)
}

fn mark_size(ui: &Ui, context: &DrawContext<'_>) -> Vec2 {
    let m = context.metrics;
    let words = context.texts.say(Key::StaffSetNow);
    let words = mark_look(m, Tone::AGAIN).width(ui, &words);
    vec2(words + m.mm(MARK_ICON + 11.0), m.mm(12.0))
}

/// Says that this is how it is set.
fn mark(ui: &Ui, context: &DrawContext<'_>, pill: Rect, tone: Tone) {
    let m = context.metrics;
    let words = context.texts.say(Key::StaffSetNow);
    ui.painter().rect_filled(pill, corner(m, 6.0), tone.ground);
    let icon = m.mm(MARK_ICON);
    let square = pill
        .with_min_x(pill.left() + m.mm(4.0))
        .square_at_left(icon);
    Icon::Check.draw(ui.painter(), square, tone.ink);
    let place = pill.with_min_x(square.right() + m.mm(2.0));
    mark_look(m, tone).paint(ui, place, &words);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changes_is_asked_for() {
        let mut mode = Mode::plain(Direction::In);
        let asked = |mode| {
            ways_of(Setting::Direction, mode, Some(GateDirection::Both))
                .into_iter()
                .map(|way| way.commands)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            asked(mode),
            [
                vec![],
                vec![StaffCommand::Direct(Direction::Out)],
                vec![StaffCommand::BothWays(true)],
            ]
        );
        mode.both_ways = true;
        assert_eq!(
            asked(mode),
            [
                vec![StaffCommand::BothWays(false)],
                vec![
                    StaffCommand::BothWays(false),
                    StaffCommand::Direct(Direction::Out)
                ],
                vec![],
            ]
        );
    }

    #[test]
    fn every_setting_shows_exactly_one_way_as_the_present_one() {
        for bits in 0_u8..32 {
            let on = |bit: u8| bits & (1 << bit) != 0;
            let mode = Mode {
                direction: if on(0) { Direction::In } else { Direction::Out },
                both_ways: on(1),
                confirm_first: on(2),
                rehearsal: on(3),
                unattended: on(4),
            };
            for setting in [
                Setting::Direction,
                Setting::ConfirmFirst,
                Setting::Rehearsal,
                Setting::Unattended,
            ] {
                for gate in [GateDirection::Both, GateDirection::In, GateDirection::Out] {
                    let ways = ways_of(setting, mode, Some(gate));
                    let now = ways.iter().filter(|way| way.commands.is_empty()).count();
                    assert_eq!(now, 1, "{setting:?} {mode:?} {gate:?}");
                }
            }
        }
    }

    #[test]
    fn gate_of_one_way_offers_no_other() {
        let names = |mode, gate| -> Vec<Key> {
            let ways = ways_of(Setting::Direction, mode, gate);
            ways.into_iter().map(|way| way.name).collect()
        };
        let (inwards, outwards) = (Mode::plain(Direction::In), Mode::plain(Direction::Out));
        let (one_way_in, one_way_out) = (Some(GateDirection::In), Some(GateDirection::Out));
        assert_eq!(names(inwards, one_way_in), [Key::StaffDirectionIn]);
        assert_eq!(names(outwards, one_way_out), [Key::StaffDirectionOut]);
        assert_eq!(names(inwards, None), [Key::StaffDirectionIn]);
        let back = [Key::StaffDirectionIn, Key::StaffDirectionOut];
        assert_eq!(names(outwards, one_way_in), back, "the way back is offered");
    }
}
