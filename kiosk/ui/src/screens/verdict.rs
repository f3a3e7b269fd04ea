//! The verdict, full screen: a colour, a large symbol, what, and what next; to be read from two metres.

use egui::{Rect, Ui, pos2, vec2};
use texts::Key;

use super::controls::{Button, Kind, corner};
use super::header::{self, LanguageNames};
use super::icons::Icon;
use super::message::{self, Parts};
use super::places::Places;
use super::stack::{Line, Stack};
use super::words::Look;
use super::{DrawContext, VerdictCard};
use crate::session::Action;
use crate::theme::{Metrics, Tone, Weight, mm};

/// The verdict screen.
#[derive(Debug, Clone, Default)]
pub struct VerdictScreen {
    names: LanguageNames,
}

impl VerdictScreen {
    /// Draws a verdict.
    pub fn show(
        &self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        card: &VerdictCard,
    ) -> Option<Action> {
        let screen = ui.max_rect();
        let m = context.metrics;
        let tone = card.mood.tone();
        message::ground(ui, m, screen, tone);
        let (language, _) = header::languages(ui, context, screen, &self.names, Some(tone));
        let (foot, chosen) = foot(ui, context, screen, card);
        let alone = context.view.mode.unattended;
        for detail in Detail::ALL {
            let (stack, tag) = (stack(m, card, detail), tag_high(m, card, detail));
            let Parts { symbol, words } =
                message::parts(ui, m, (screen, foot), alone, (&stack, tag));
            let room = vec2(words.width(), words.height() - tag);
            if stack.size(ui, m, room).height <= room.y || detail == Detail::Least {
                message::seal(ui, symbol, card.mood.symbol(), tone);
                write(ui, m, card, (&stack, tag), words);
                break;
            }
        }
        language.or(chosen)
    }
}

/// How much is told: on a small screen not every detail has room beside what and what next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Detail {
    /// Everything, with the number of people as a tag.
    All,
    /// The number of people as a line.
    Plain,
    /// One fact.
    Few,
    /// No fact.
    Least,
}

impl Detail {
    const ALL: [Self; 4] = [Self::All, Self::Plain, Self::Few, Self::Least];
}

/// The height of the tag that says how many people, and the space below it, in millimetres.
const TAG: f32 = 19.0;
const BELOW_TAG: f32 = 7.0;

/// What a verdict says, under one another.
fn stack<'a>(m: &Metrics, card: &'a VerdictCard, detail: Detail) -> Stack<'a> {
    let facts = match detail {
        Detail::All | Detail::Plain => card.facts.len(),
        Detail::Few => 1,
        Detail::Least => 0,
    };
    let people = card.people.iter().filter(|_| detail != Detail::All);
    let ink = card.mood.tone().ink;
    let portrait = m.portrait();
    let [title, next, fact] = if portrait {
        [26.0, 10.0, 7.6]
    } else {
        [22.0, 8.4, 6.8]
    };
    Stack::new(ink, portrait)
        .with(Line::title(&card.title, title).rows(if portrait { 2 } else { 3 }))
        .with(Line::next(&card.next, next))
        .and(card.second.iter().map(|line| Line::new(line, mm::TEXT)))
        .and(card.kind.iter().map(|line| Line::next(line, fact)))
        .and(card.left.iter().map(|line| Line::next(line, fact)))
        .and(card.badge.iter().map(|line| Line::next(line, fact)))
        .and(people.map(|line| Line::next(line, fact)))
        .and(
            card.facts
                .iter()
                .take(facts)
                .map(|line| Line::new(line, fact)),
        )
        .and(card.help.iter().map(|line| Line::next(line, fact)))
        .and(card.repeat.iter().map(|line| Line::new(line, mm::TEXT)))
        .and(card.code.iter().map(|line| Line::new(line, mm::TEXT)))
}

/// How high the tag with the number of people is, with the space below it, in points.
fn tag_high(m: &Metrics, card: &VerdictCard, detail: Detail) -> f32 {
    if card.people.is_some() && detail == Detail::All {
        m.mm(TAG + BELOW_TAG)
    } else {
        0.0
    }
}

fn write(
    ui: &mut Ui,
    m: &Metrics,
    card: &VerdictCard,
    (stack, tag): (&Stack<'_>, f32),
    place: Rect,
) {
    let room = vec2(place.width(), place.height() - tag);
    let laid = stack.size(ui, m, room);
    let spare = (room.y - laid.height).max(0.0);
    let top = place.top() + spare * if m.portrait() { 0.3 } else { 0.5 };
    if let Some(people) = card.people.as_ref().filter(|_| tag > 0.0) {
        let row = Rect::from_min_size(pos2(place.left(), top), vec2(place.width(), m.mm(TAG)));
        party(ui, m, card.mood.tone(), row, people);
    }
    laid.write(ui, place.left(), top + tag);
}

/// How many people may pass, as a tag.
fn party(ui: &mut Ui, m: &Metrics, tone: Tone, place: Rect, people: &str) {
    let look = Look::new(m, 9.0, Weight::Bold, tone.ground)
        .middle()
        .rows(1);
    let icon = m.mm(12.0);
    let width = look.width(ui, people) + icon + m.mm(17.0);
    let left = if m.portrait() {
        place.center().x - width / 2.0
    } else {
        place.left()
    };
    let tag = place.between(left, left + width);
    ui.painter().rect_filled(tag, corner(m, 9.5), tone.ink);
    let square = tag.with_min_x(tag.left() + m.mm(6.0)).square_at_left(icon);
    Icon::People.draw(ui.painter(), square, tone.ground);
    let rest = tag.between(square.right() + m.mm(4.0), tag.right() + 1.0);
    look.write(ui, rest, people);
}

/// The button that puts the verdict away, and at a booth the way to leave one's name there; answers with where they
/// begin and what was chosen.
fn foot(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    screen: Rect,
    card: &VerdictCard,
) -> (f32, Option<Action>) {
    let (m, tone) = (context.metrics, card.mood.tone());
    let words = context.texts.say(Key::VerdictClose);
    let close = Button::new("close", &words, Kind::OnTone(tone)).icon(Icon::Clear);
    let leave = context.texts.say(Key::VisitedContact);
    let leave = card.contact.map(|booth| {
        let button = Button::new("contact", &leave, Kind::OnTone(tone)).icon(Icon::Pencil);
        (button, booth)
    });
    let gap = m.mm(2.0 * mm::GAP);
    let width = close.width(ui, m).max(m.mm(52.0));
    let beside = leave
        .as_ref()
        .map_or(0.0, |(button, _)| button.width(ui, m) + gap);
    let all = width + beside;
    let bottom = screen.bottom() - m.mm(mm::MARGIN * 0.8);
    let high = m.mm(mm::TARGET);
    let left = if m.portrait() {
        screen.center().x - all / 2.0
    } else {
        screen.right() - m.mm(mm::MARGIN) - all
    };
    let mut chosen = None;
    if let Some((button, booth)) = leave {
        let size = vec2(beside - gap, high);
        let rect = Rect::from_min_size(pos2(left, bottom - high), size);
        chosen = button
            .show(ui, m, rect)
            .then_some(Action::AskForContact(booth));
    }
    let rect = Rect::from_min_size(pos2(left + beside, bottom - high), vec2(width, high));
    let closed = close.show(ui, m, rect).then_some(Action::PutAway);
    (rect.top(), closed.or(chosen))
}
