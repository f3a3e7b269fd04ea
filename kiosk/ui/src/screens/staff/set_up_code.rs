//! The organisers' code typed by hand, group by group: a group with a mistake is seen at once.

use egui::accesskit::Role;
use egui::{Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use shared::enrolment::{EnrolmentCode, GROUP_DIGITS, is_group};
use texts::Key;

use super::typing::typed;
use crate::screens::DrawContext;
use crate::screens::controls::{Button, Kind, corner};
use crate::screens::icons::Icon;
use crate::screens::words::Look;
use crate::theme::{Weight, colour, mm};

/// More digits are in no code.
const MOST_DIGITS: usize = 1_000;

/// What was typed.
#[derive(Debug, Clone, Default)]
pub(super) struct SetUpCode {
    digits: String,
}

impl SetUpCode {
    /// Draws groups and keys; answers with the code when it is to be used.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        body: Rect,
    ) -> Option<String> {
        let m = context.metrics;
        let (groups, keys) = if m.portrait() {
            let high = m.mm(120.0).min(body.height() * 0.5);
            body.split_top_bottom_at_y(body.bottom() - high)
        } else {
            let wide = m.mm(130.0).min(body.width() * 0.44);
            body.split_left_right_at_x(body.right() - wide)
        };
        let groups = if m.portrait() {
            groups.with_max_y(groups.bottom() - m.mm(6.0))
        } else {
            groups.with_max_x(groups.right() - m.mm(8.0))
        };
        self.groups(ui, context, groups);
        let is_whole = self.digits.parse::<EnrolmentCode>().is_ok();
        let mut used = self.keys(ui, context, keys, is_whole);
        let typed = typed(ui, &self.digits, |c| c.is_ascii_digit().then_some(c));
        used |= typed.entered && is_whole;
        if typed.changed {
            self.digits = typed.text;
            self.digits.truncate(MOST_DIGITS);
        }
        used.then(|| self.digits.clone())
    }

    fn groups(&self, ui: &mut Ui, context: &DrawContext<'_>, place: Rect) {
        let m = context.metrics;
        let hint = context.texts.say(Key::StaffSetUpTypeHint);
        let look = Look::text(m, colour::INK_SOFT).rows(2);
        let said = look.write(ui, place, &hint);
        let place = place.with_min_y(said.bottom() + m.mm(3.0));
        let text = Look::new(m, 5.4, Weight::SemiBold, colour::INK);
        let (gap, widest) = (m.mm(2.0), text.width(ui, "000000") + m.mm(6.0));
        let columns = (((place.width() + gap) / (widest + gap)) as usize).clamp(1, 6);
        let size = vec2(
            (place.width() - gap * (columns - 1) as f32) / columns as f32,
            m.mm(12.0),
        );
        let rows = (((place.height() + gap) / (size.y + gap)) as usize).max(1);
        let count = self.digits.len() / GROUP_DIGITS + 1;
        // Of a long code the end is seen, where it is typed.
        let skipped = (count.div_ceil(columns)).saturating_sub(rows) * columns;
        for index in skipped..count {
            let cell = index - skipped;
            let across = vec2(size.x + gap, size.y + gap)
                * vec2((cell % columns) as f32, (cell / columns) as f32);
            let rect = Rect::from_min_size(place.min + across, size);
            let start = index * GROUP_DIGITS;
            let group = &self.digits[start..(start + GROUP_DIGITS).min(self.digits.len())];
            let (edge, width, ink) = match group.len() {
                GROUP_DIGITS if is_group(index, group) => (colour::RIM, 0.5, colour::INK),
                GROUP_DIGITS => (colour::TERRACOTTA, 1.0, colour::TERRACOTTA),
                _ => (colour::COBALT, 1.0, colour::INK),
            };
            let line = Stroke::new(m.mm(width), edge);
            ui.painter().rect(
                rect,
                corner(m, mm::CARD),
                colour::PORCELAIN,
                line,
                StrokeKind::Inside,
            );
            let look = Look::new(m, 5.4, Weight::SemiBold, ink)
                .centred()
                .middle()
                .rows(1);
            look.paint(ui, rect, group);
        }
        let response = ui.allocate_rect(place, Sense::hover());
        let count = [("count", self.digits.len().into())];
        let words = context.texts.say_with(Key::StaffSetUpTyped, count);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    }

    /// Draws the keys; answers whether the code is to be used.
    fn keys(
        &mut self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        place: Rect,
        is_whole: bool,
    ) -> bool {
        let m = context.metrics;
        let gap = m.mm(mm::GAP);
        let high = ((place.height() - 3.0 * gap) / 4.0).min(m.mm(27.0));
        let size = vec2((place.width() - 2.0 * gap) / 3.0, high);
        let at = |column: usize, row: usize| {
            let across = vec2(size.x + gap, size.y + gap) * vec2(column as f32, row as f32);
            Rect::from_min_size(pos2(place.left(), place.top()) + across, size)
        };
        let digits = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0"];
        for (index, digit) in digits
            .into_iter()
            .enumerate()
            .filter(|(_, digit)| !digit.is_empty())
        {
            let key = Button::new(digit, digit, Kind::Quiet)
                .capitals(7.0)
                .enabled(self.digits.len() < MOST_DIGITS);
            if key.show(ui, m, at(index % 3, index / 3)) {
                self.digits.push_str(digit);
            }
        }
        let words = context.texts.say(Key::StaffPinRubOut);
        let key = Button::new("rub-out", &words, Kind::Quiet).only_icon(Icon::RubOut);
        if key.enabled(!self.digits.is_empty()).show(ui, m, at(0, 3)) {
            self.digits.pop();
        }
        let words = context.texts.say(Key::StaffSetUpSend);
        let send = Button::new("send", &words, Kind::Main).enabled(is_whole);
        send.show(ui, m, at(2, 3))
    }
}
