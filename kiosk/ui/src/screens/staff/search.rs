//! The search for a ticket: a field with a keyboard, and what was found.

use egui::{Rect, Ui};
use texts::Key;
use view::Found;

use super::page::{self, Head};
use super::search_card::SearchCard;
use super::typing::typed;
use crate::screens::DrawContext;
use crate::screens::field::{Field, Touched};
use crate::screens::header::LanguageNames;
use crate::screens::icons::Icon;
use crate::screens::keyboard::{Keyboard, LETTERS, Plain, Pressed};
use crate::screens::places::Places;
use crate::screens::scroll::{Rows, Scroll};
use crate::screens::words::Look;
use crate::search::{composed, finds_tickets};
use crate::session::{Action, StaffAction, StaffSession};
use crate::theme::{Weight, colour, mm};

/// The search, with its keyboard and where its list stands.
#[derive(Debug)]
pub(super) struct SearchScreen {
    keyboard: Keyboard<Plain>,
    list: Scroll,
    found: Option<Vec<Found>>,
}

impl Default for SearchScreen {
    fn default() -> Self {
        Self {
            keyboard: Keyboard::new(LETTERS, Plain),
            list: Scroll::default(),
            found: None,
        }
    }
}

impl SearchScreen {
    /// Draws it: the keyboard while somebody types, else what was found.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        names: &LanguageNames,
        staff: &StaffSession,
    ) -> Option<Action> {
        let title = context.texts.say(Key::StaffSearch);
        let found = context.view.staff.found.as_ref();
        let count = found.filter(|_| staff.searched()).map(|found| {
            let count = [("count", found.len().into())];
            context.texts.say_with(Key::StaffFound, count)
        });
        let head = Head {
            under: count.as_deref(),
            ..Head::new(&title)
        };
        let (body, chosen) = page::show(ui, context, names, staff, &head);
        let m = context.metrics;
        let (top, rest) = body.below_head(m.mm(mm::TARGET), m.mm(mm::GAP + 1.0));
        let field = field(ui, context, top, staff);
        let below = if staff.searched() {
            self.results(ui, context, rest)
        } else {
            self.typing(ui, context, rest, staff.search())
        };
        let keys = from_keyboard(ui, staff);
        chosen.or(field.or(below).or(keys).map(Action::Staff))
    }

    fn typing(
        &mut self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        place: Rect,
        text: &str,
    ) -> Option<StaffAction> {
        let m = context.metrics;
        let high = self.keyboard.height(m);
        let (hint, keys) = place.split_top_bottom_at_y(place.bottom() - high);
        let enough = finds_tickets(text);
        if !enough {
            let key = if text.trim().is_empty() {
                Key::StaffSearchEmpty
            } else {
                Key::StaffSearchShort
            };
            let words = context.texts.say(key);
            let look = Look::text(m, colour::INK_SOFT).centred().middle().rows(2);
            let below = hint.with_max_y(hint.bottom().min(hint.top() + m.mm(30.0)));
            look.write(ui, below.shrink(m.mm(2.0)), &words);
        }
        let usable = |key| key != '\n' || enough;
        Some(match self.keyboard.show(ui, context, keys, text, usable)? {
            Pressed::Text(text) => StaffAction::TypeSearch(composed(&text)),
            Pressed::Done => StaffAction::Search,
        })
    }

    fn results(
        &mut self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        place: Rect,
    ) -> Option<StaffAction> {
        let (m, texts) = (context.metrics, context.texts);
        let found = &context.view.staff.found;
        if self.found != *found {
            self.found.clone_from(found);
            self.list.rewind();
        }
        let Some(found) = found else {
            let words = texts.say(Key::StaffSearching);
            let look = Look::new(m, mm::HEADING, Weight::SemiBold, colour::INK_SOFT);
            look.centred().middle().write(ui, place, &words);
            return None;
        };
        if found.is_empty() {
            let words = [Key::StaffSearchNone, Key::StaffSearchNoneNext];
            page::empty(ui, context, place, Icon::Search, words);
            return None;
        }
        let mut chosen = None;
        let rows = Rows {
            name: "tickets",
            count: found.len(),
            height: SearchCard::height(m),
            gap: m.mm(mm::GAP),
        };
        self.list.list(ui, context, place, rows, |ui, rect, index| {
            let card = SearchCard::new(context, &found[index]);
            if card.show(ui, context, rect, index) {
                chosen = Some(card.action);
            }
        });
        chosen
    }
}

/// The field: what is typed; touched, it brings the keyboard back.
fn field(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    place: Rect,
    staff: &StaffSession,
) -> Option<StaffAction> {
    let hint = context.texts.say(Key::StaffSearchHint);
    let field = Field {
        id: "staff-search",
        name: &hint,
        hint: &hint,
        text: staff.search(),
        open: !staff.searched(),
        icon: Some(Icon::Search),
    };
    match field.show(ui, context, place)? {
        Touched::Field if field.open => None,
        Touched::Field => Some(StaffAction::TypeSearch(field.text.to_owned())),
        Touched::Clear => Some(StaffAction::TypeSearch(String::new())),
    }
}

fn from_keyboard(ui: &Ui, staff: &StaffSession) -> Option<StaffAction> {
    let typed = typed(ui, staff.search(), |c| (!c.is_control()).then_some(c));
    if typed.changed {
        return Some(StaffAction::TypeSearch(composed(&typed.text)));
    }
    typed.entered.then_some(StaffAction::Search)
}
