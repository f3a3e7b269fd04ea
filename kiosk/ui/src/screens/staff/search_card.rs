//! A ticket that a search found, as a card with what can be done about it.

use egui::{Rect, Ui, pos2, vec2};
use texts::Key;
use view::{Found, StaffCommand, TicketChoice};

use super::page;
use crate::screens::DrawContext;
use crate::screens::controls::{Button, Kind};
use crate::screens::icons::Icon;
use crate::screens::places::Places;
use crate::screens::words::Look;
use crate::session::{AdmissionSubject, StaffAction};
use crate::theme::{Metrics, Weight, colour, mm};

/// What a card says, and what its button does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SearchCard {
    /// The name it was sold under, else its number.
    pub(super) name: String,
    /// Its kind, and for how many people.
    pub(super) kind: String,
    /// Its short code or the seller's own number.
    pub(super) reference: String,
    /// When and where it was used last.
    pub(super) last: String,
    /// Whether it would be admitted, in words.
    pub(super) standing: String,
    /// Whether it would be admitted.
    pub(super) good: bool,
    /// What its button does.
    pub(super) action: StaffAction,
}

impl SearchCard {
    /// Puts it together.
    pub(super) fn new(context: &DrawContext<'_>, found: &Found) -> Self {
        let texts = context.texts;
        let number = || {
            texts.say_with(
                Key::StaffTicket,
                [("number", found.ticket.to_string().into())],
            )
        };
        let code = found
            .short_code
            .map(|code| texts.say_with(Key::StaffFoundCode, [("code", code.to_string().into())]));
        let reference = [found.reference.clone(), code]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>();
        let people = texts.say_with(Key::People, [("count", found.party.into())]);
        Self {
            name: found.holder.clone().unwrap_or_else(number),
            kind: format!("{} · {people}", kind_name(context, found.kind)),
            reference: if reference.is_empty() {
                number()
            } else {
                reference.join(" · ")
            },
            last: last_entry(context, found),
            standing: match found.refused {
                None => texts.say(Key::StaffFoundGood),
                Some(reason) => texts.say(Key::of_reason(reason).0),
            },
            good: found.refused.is_none(),
            action: match found.refused {
                None => StaffAction::Ask(vec![StaffCommand::Enter(TicketChoice::Number(
                    found.ticket,
                ))]),
                Some(_) => StaffAction::Admit(AdmissionSubject::of_found(found)),
            },
        }
    }

    /// How high a card is, in points: in two columns of words where there is room for them.
    pub(super) fn height(m: &Metrics) -> f32 {
        m.mm(if m.portrait() { 54.0 } else { 38.0 })
    }

    /// Draws it, and tells whether its button was used. `index` tells it from the others.
    pub(super) fn show(
        &self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        place: Rect,
        index: usize,
    ) -> bool {
        let m = context.metrics;
        page::card(ui, m, place);
        let both = [Key::StaffLetIn, Key::StaffAdmit].map(|key| context.texts.say(key));
        let words = &both[usize::from(!self.good)];
        // The buttons of all cards are as wide as the widest, so that the words beside them stand in columns.
        let wide = both
            .iter()
            .map(|words| Button::new("", words, Kind::Main).width(ui, m));
        let wide = wide.fold(m.mm(46.0), f32::max);
        let kind = if self.good { Kind::Main } else { Kind::Quiet };
        let id = format!("found-{index}");
        let button = Button::new(&id, words, kind);
        let size = vec2(wide, m.mm(mm::TARGET));
        let centre = pos2(place.right() - m.mm(5.0) - size.x / 2.0, place.center().y);
        let rect = Rect::from_center_size(centre, size);
        let used = button.show(ui, m, rect);
        let inner = Rect::from_min_max(
            place.min + vec2(m.mm(6.0), m.mm(3.0)),
            pos2(rect.left() - m.mm(4.0), place.bottom() - m.mm(3.0)),
        );
        self.words(ui, m, inner);
        used
    }

    fn words(&self, ui: &mut Ui, m: &Metrics, place: Rect) {
        let name = Look::new(m, 6.0, Weight::Bold, colour::INK)
            .middle()
            .rows(1);
        let line = Look::text(m, colour::INK).middle().rows(1);
        let soft = Look::text(m, colour::INK_SOFT).middle().rows(1);
        let (ink, icon) = if self.good {
            (colour::CELADON_DEEP, Icon::Check)
        } else {
            (colour::TERRACOTTA, Icon::Cross)
        };
        let standing = Look::name(m, ink).middle().rows(1);
        let rows = if m.portrait() { 5 } else { 3 };
        // On a wide card its past stands beside what it is.
        let (left, right, first) = if m.portrait() {
            (place, place, 2)
        } else {
            let (left, right) = place.beside(place.width() * 0.46, 0.0);
            (left.with_max_x(left.right() - m.mm(3.0)), right, 0)
        };
        let size = place.cell(1, rows, 0.0);
        let row = |column: Rect, index: usize| {
            let top = column.top() + size.y * index as f32;
            column.with_min_y(top).with_max_y(top + size.y)
        };
        name.write(ui, row(left, 0), &self.name);
        line.write(ui, row(left, 1), &self.kind);
        soft.write(ui, row(right, first), &self.reference);
        soft.write(ui, row(right, first + 1), &self.last);
        let last = row(place, rows - 1);
        let square = last.square_at_left(m.mm(6.4));
        icon.draw(ui.painter(), square, ink);
        let words = last.with_min_x(square.right() + m.mm(2.5));
        standing.write(ui, words, &self.standing);
    }
}

/// The name of a kind of ticket for people.
pub(super) fn kind_name(context: &DrawContext<'_>, kind: shared::ids::TicketType) -> String {
    let language = context.language();
    context
        .view
        .catalogue
        .ticket_types
        .iter()
        .find(|known| known.id == kind)
        .map(|known| known.name.get(language))
        .filter(|name| !name.is_empty())
        .map_or_else(
            || {
                let number = [("number", kind.0.into())];
                context.texts.say_with(Key::StaffKindUnknown, number)
            },
            str::to_owned,
        )
}

fn last_entry(context: &DrawContext<'_>, found: &Found) -> String {
    let Some((gate, at)) = &found.last_entry else {
        return context.texts.say(Key::StaffFoundNever);
    };
    let zone = context.view.catalogue.calendar().zone;
    let time = context.texts.time(zone.local(*at), context.local().date);
    let gate = context.view.gate_name(gate, context.language());
    context.texts.say_with(
        Key::StaffFoundLast,
        [("time", time.into()), ("gate", gate.into())],
    )
}
