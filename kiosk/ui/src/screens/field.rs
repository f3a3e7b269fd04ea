//! A field to type into: what stands in it, a line where the next letter comes, a way to empty it.

use egui::accesskit::Role;
use egui::{Event, ImeEvent, Key as EguiKey, Rect, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use texts::Key;

use super::DrawContext;
use super::controls::{Button, Kind, corner, focus_ring, touchable};
use super::icons::Icon;
use super::words::Look;
use crate::session::{LineAction, RUB_OUT, TypedLine};
use crate::theme::{Metrics, Weight, colour, mm};

/// A field.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field<'a> {
    /// Tells it from other fields.
    pub(crate) id: &'a str,
    /// What screen readers call it.
    pub(crate) name: &'a str,
    /// What it says while it is empty; its name where there is no room for that.
    pub(crate) hint: &'a str,
    /// What stands in it.
    pub(crate) text: &'a str,
    /// Whether keys go into it now.
    pub(crate) open: bool,
    /// An icon before the text. A looking glass makes it a search.
    pub(crate) icon: Option<Icon>,
}

/// What was touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Touched {
    /// The field itself: somebody wants to type.
    Field,
    /// The button that empties it.
    Clear,
}

impl Field<'_> {
    /// Draws it, with a button beside it that empties it once something stands in it.
    pub(crate) fn show(
        &self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        place: Rect,
    ) -> Option<Touched> {
        let m = context.metrics;
        let (frame, clear) = if self.text.is_empty() {
            (place, None)
        } else {
            let (frame, clear) = place.split_left_right_at_x(place.right() - place.height());
            (frame.with_max_x(frame.right() - m.mm(mm::GAP)), Some(clear))
        };
        let response = touchable(ui, frame, self.id);
        response.widget_info(|| {
            let role = if self.icon == Some(Icon::Search) {
                Role::SearchInput
            } else {
                Role::TextInput
            };
            let mut told = WidgetInfo::labeled(role, true, self.name);
            told.current_text_value = Some(self.text.to_owned());
            told
        });
        let (edge, line) = if self.open {
            (colour::COBALT, 0.8)
        } else {
            (colour::RIM, 0.5)
        };
        let rounding = corner(m, mm::TARGET / 2.0);
        ui.painter().rect(
            frame,
            rounding,
            colour::PORCELAIN,
            Stroke::new(m.mm(line), edge),
            StrokeKind::Inside,
        );
        focus_ring(ui, m, &response, frame, rounding);
        let mut words = frame.shrink2(vec2(m.mm(8.0), 0.0));
        if let Some(icon) = self.icon {
            let middle = pos2(frame.left() + m.mm(11.0), frame.center().y);
            let square = Rect::from_center_size(middle, vec2(m.mm(8.0), m.mm(8.0)));
            icon.draw(ui.painter(), square, colour::COBALT);
            words.set_left(square.right() + m.mm(4.0));
        }
        self.written(ui, m, words);
        let mut touched = response.clicked().then_some(Touched::Field);
        if let Some(clear) = clear {
            let name = context.texts.say(Key::SearchClear);
            let id = format!("{}-clear", self.id);
            let button = Button::new(&id, &name, Kind::Quiet).only_icon(Icon::Clear);
            if button.show(ui, m, clear) {
                touched = Some(Touched::Clear);
            }
        }
        touched
    }

    /// The text with a line where the next letter comes, or the hint.
    fn written(&self, ui: &Ui, m: &Metrics, place: Rect) {
        let end = if self.text.is_empty() {
            let look = Look::text(m, colour::INK_SOFT).middle().rows(1);
            let wide = look.width(ui, self.hint) <= place.width() - m.mm(2.0);
            let words = if wide { self.hint } else { self.name };
            look.paint(ui, place.with_min_x(place.left() + m.mm(2.0)), words);
            place.left()
        } else {
            let look = |size| {
                let look = Look::new(m, size, Weight::SemiBold, colour::INK);
                look.middle().rows(1)
            };
            let mut looks = TYPED_MM.map(look).into_iter();
            let fits = |look: &Look| look.width(ui, self.text) <= place.width();
            let look = looks.find(fits).unwrap_or(look(mm::TEXT));
            // Of a long text the end is seen, where it is typed; the beginning once it is whole.
            let mut rest = self.text;
            while look.width(ui, rest) > place.width() {
                if !self.open {
                    rest = &rest[..rest.char_indices().next_back().map_or(0, |(end, _)| end)];
                    continue;
                }
                let mut letters = rest.chars();
                letters.next();
                rest = letters.as_str();
            }
            look.paint(ui, place, rest).right()
        };
        if self.open {
            let line = Stroke::new(m.mm(0.6), colour::COBALT);
            let (x, half) = (end + m.mm(0.8), m.mm(5.0));
            let middle = place.center().y;
            ui.painter().vline(x, middle - half..=middle + half, line);
        }
    }
}

/// Capitals of what was typed, in millimetres: as large as leaves it whole.
const TYPED_MM: [f32; 3] = [6.0, 5.4, mm::TEXT];

/// What the touch of a field does to its line.
pub(crate) fn done_to_line(touched: Touched) -> LineAction {
    match touched {
        Touched::Field => LineAction::Open,
        Touched::Clear => LineAction::Clear,
    }
}

/// What a frame's keys of a real keyboard do to a line. Scans never get here: they are taken out of the keys before a
/// frame is drawn. A space belongs to the control that has the keyboard's focus, and Enter too.
pub(crate) fn typed(ui: &Ui, line: &TypedLine) -> Option<LineAction> {
    let focused = ui.memory(|memory| memory.focused().is_some());
    let mut keys = String::new();
    let mut entered = false;
    ui.input(|input| {
        for event in &input.events {
            match event {
                Event::Text(letters) | Event::Ime(ImeEvent::Commit(letters)) => {
                    keys.extend(letters.chars().filter(|key| !(focused && *key == ' ')));
                }
                Event::Key {
                    key: EguiKey::Backspace,
                    pressed: true,
                    ..
                } => keys.push(RUB_OUT),
                Event::Key {
                    key: EguiKey::Enter | EguiKey::Escape,
                    pressed: true,
                    ..
                } => entered = !focused,
                _ => {}
            }
        }
    });
    if !keys.is_empty() {
        return Some(LineAction::Type(keys));
    }
    (entered && line.is_open()).then_some(LineAction::Done)
}
