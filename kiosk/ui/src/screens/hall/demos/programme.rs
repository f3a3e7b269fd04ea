//! The programme: the sessions of a day on a thread, with what is on, what begins soon and what comes next.

use egui::accesskit::Role;
use egui::{Rect, Stroke, StrokeKind, Ui, WidgetInfo, vec2};
use shared::programme::Programme;
use shared::time::DayIndex;
use texts::Key;

use super::super::super::DrawContext;
use super::super::super::controls::{corner, focus_ring, touchable};
use super::super::super::header::LanguageNames;
use super::super::super::layout::Column;
use super::super::super::places::Places;
use super::super::super::plate::ornament;
use super::super::super::scroll::Scroll;
use super::super::super::words::Look;
use super::super::frame;
use super::facts::text;
use super::line::{DemoLine, When};
use super::timeline::Card;
use crate::session::{Action, DemosAction, Page, Session};
use crate::theme::{Weight, colour, mm};

/// Draws the page.
pub(super) fn show(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    session: &Session,
    names: &LanguageNames,
    scroll: &mut Scroll,
) -> Option<Action> {
    let m = context.metrics;
    let title = context.texts.say(Key::ProgrammeTitle);
    let (body, mut chosen) = frame::show(ui, context, names, &title);
    let open = session
        .visitor()
        .demos()
        .day()
        .unwrap_or_else(|| day_to_show(context));
    let (days, below) = body.below_head(m.row(mm::TARGET + 2.0), m.mm(2.0 * mm::GAP));
    if let Some(day) = choose_day(ui, context, days, open) {
        chosen = Some(Action::Demos(DemosAction::Day(day)));
    }
    let programme = Programme::new(&context.view.catalogue);
    let moment = programme.at(context.now);
    let slots = programme.of_day(open);
    let lines: Vec<DemoLine> = slots
        .filter_map(|slot| DemoLine::new(context, slot, &moment))
        .collect();
    if lines.is_empty() {
        let words = context.texts.say(Key::ProgrammeEmpty);
        let said = text(m, colour::INK_SOFT).write(ui, below, &words);
        ornament(ui.painter(), below.with_min_y(said.bottom() + m.mm(20.0)));
        return chosen;
    }
    let of = (&*format!("day-{}", open.0), session.visit());
    let went = scroll.page(ui, context, of, below, |column, seen| {
        timeline(column, &lines, seen.bottom())
    });
    chosen.or(went)
}

/// Today, before the exhibition its first day, after it its last.
fn day_to_show(context: &DrawContext<'_>) -> DayIndex {
    let calendar = context.view.catalogue.calendar();
    let today = calendar.date_at(context.now);
    let reached = calendar.days.iter().filter(|day| **day <= today).count();
    DayIndex(u8::try_from(reached.saturating_sub(1)).unwrap_or(0))
}

/// The days, each a button; answers with the one that was touched.
fn choose_day(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    place: Rect,
    open: DayIndex,
) -> Option<DayIndex> {
    let m = context.metrics;
    let days = &context.view.catalogue.days;
    let today_date = context.view.catalogue.calendar().date_at(context.now);
    let gap = m.mm(mm::GAP);
    let size = place
        .cell(days.len(), 1, gap)
        .min(vec2(m.mm(90.0), f32::INFINITY));
    let mut chosen = None;
    let cells = place.cells(days.len().max(1), size, gap);
    for ((day, number), rect) in days.iter().zip(0..=u8::MAX).zip(cells) {
        let today = day.date == today_date;
        let date = context.texts.date_short(day.date);
        let weekday = if today {
            context.texts.say(Key::ProgrammeToday)
        } else {
            let weekday = day.date.weekday().to_monday_one_offset();
            context
                .texts
                .say_with(Key::ProgrammeWeekday, [("weekday", weekday.into())])
        };
        let slots = [
            ("day", day.date.day().into()),
            ("month", day.date.month().into()),
        ];
        let short = context.texts.say_with(Key::ProgrammeDate, slots);
        let here = DayIndex(number) == open;
        let response = touchable(ui, rect, ("day", usize::from(number)));
        let told = format!("{weekday}. {date}");
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, here, &told));
        let (ground, edge, ink) = match (here, response.is_pointer_button_down_on()) {
            (true, _) => (colour::COBALT, colour::COBALT, colour::PORCELAIN),
            (false, true) => (colour::COBALT_WASH, colour::COBALT, colour::COBALT),
            (false, false) => (colour::PORCELAIN, colour::RIM, colour::COBALT),
        };
        let rounding = corner(m, mm::CARD);
        let stroke = Stroke::new(m.mm(0.5), edge);
        ui.painter()
            .rect(rect, rounding, ground, stroke, StrokeKind::Inside);
        let (upper, lower) = rect
            .shrink2(vec2(m.mm(2.0), m.mm(1.5)))
            .split_top_bottom_at_fraction(0.5);
        let look = |weight| {
            Look::new(m, mm::TEXT, weight, ink)
                .centred()
                .middle()
                .rows(1)
        };
        look(Weight::SemiBold).paint(ui, upper, &weekday);
        look(Weight::Regular).paint(ui, lower, &short);
        focus_ring(ui, m, &response, rect, rounding);
        if response.clicked() {
            chosen = Some(DayIndex(number));
        }
    }
    chosen
}

/// The sessions one below the other; returns the page of the one that was touched.
fn timeline(column: &mut Column<'_>, lines: &[DemoLine], foot: f32) -> Option<Action> {
    let (context, m) = (column.context, column.metrics());
    let gap = m.mm(mm::GAP + 1.0);
    let cards: Vec<Card<'_>> = lines
        .iter()
        .map(|line| Card::new(column.ui, context, line, column.free.width()))
        .collect();
    let first_to_come = lines.iter().position(|line| line.when != When::Over);
    let mut chosen = None;
    for (index, (card, line)) in cards.iter().zip(lines).enumerate() {
        if index > 0 {
            if first_to_come == Some(index) {
                column.start = Some(column.top());
            }
            column.gap(mm::GAP + 1.0);
        }
        let rect = column.take(card.height);
        let next = cards.get(index + 1);
        let next = next.map(|next| rect.bottom() + gap + next.height / 2.0);
        if card.show(column.ui, context, rect, next) {
            chosen = Some(Action::Go(Page::Session(line.id.clone())));
        }
    }
    column.gap(1.0);
    let left_over = column.free.with_max_y(foot);
    if m.portrait() && left_over.height() > m.mm(70.0) {
        ornament(column.ui.painter(), left_over);
    }
    chosen
}
