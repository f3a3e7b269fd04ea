//! What is asked before anything is recorded: how many of a group come in or go out now, or whether staff let them in at all.

use egui::{Rect, Ui, vec2};
use texts::Key;
use view::Question;

use super::DrawContext;
use super::controls::{Button, Kind};
use super::header::{self, LanguageNames};
use super::icons::Icon;
use super::message;
use super::people_picker;
use super::places::Places;
use super::stack::{Line, Stack};
use crate::session::Action;
use crate::theme::{Metrics, Tone, mm};

/// The screen of the question.
#[derive(Debug, Clone, Default)]
pub struct AskingScreen {
    names: LanguageNames,
}

/// Whether a number can be chosen: of a party that comes in parts. Any other comes in whole.
fn comes_in_parts(context: &DrawContext<'_>, question: &Question) -> bool {
    let kind = context.view.catalogue.ticket_type(question.kind);
    question.most > 1 && (!question.confirm || kind.is_some_and(|kind| kind.rules.partial))
}

impl AskingScreen {
    /// Draws the question; `people` is the answer that stands ready.
    pub fn show(
        &self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        question: &Question,
        people: u16,
    ) -> Option<Action> {
        let screen = ui.max_rect();
        let m = context.metrics;
        message::ground(ui, m, screen, Tone::ASKED);
        let (language, _) = header::languages(ui, context, screen, &self.names, Some(Tone::ASKED));
        let body = header::below(m, screen, 4.0);
        let (told, asked) = split(m, body);
        tell(ui, context, question, told);
        let (answers, answered) = answers(ui, context, question, people, asked);
        let chosen = if comes_in_parts(context, question) {
            let room = asked.with_max_y(answers - m.mm(ABOVE));
            people_picker::show(ui, context, question.most, people, room)
        } else {
            None
        };
        language.or(answered).or(chosen.map(Action::ComeIn))
    }
}

/// Where the question goes and where the answers go.
fn split(m: &Metrics, body: Rect) -> (Rect, Rect) {
    if m.portrait() {
        body.split_top_bottom_at_y(body.top() + body.height() * 0.44)
    } else {
        body.beside(body.width() * 0.46, m.mm(9.0))
    }
}

/// The question, and the ticket's facts.
fn tell(ui: &mut Ui, context: &DrawContext<'_>, question: &Question, place: Rect) {
    let (m, texts) = (context.metrics, context.texts);
    let (title, icon) = if question.confirm {
        (Key::AskConfirmTitle, Icon::Question)
    } else if question.leaving {
        (Key::AskLeavingTitle, Icon::People)
    } else {
        (Key::AskPeopleTitle, Icon::People)
    };
    let title = texts.say(title);
    let kind = context.view.catalogue.ticket_type(question.kind);
    let kind = kind.map(|kind| kind.name.get(context.language()).to_owned());
    let party = (question.party > 1).then(|| {
        let key = if question.leaving {
            Key::AskLeavingInside
        } else if question.most < question.party {
            Key::AskPeopleLeft
        } else {
            Key::AskPeopleParty
        };
        let slots = [
            ("party", question.party.into()),
            ("most", question.most.into()),
        ];
        texts.say_with(key, slots)
    });
    let again = question.again.then(|| texts.say(Key::AskAgain));
    let confirm = question.confirm.then(|| texts.say(Key::AskConfirmNext));
    let ink = Tone::ASKED.ink;
    let stack = Stack::new(ink, m.portrait())
        .with(Line::title(&title, if m.portrait() { 14.0 } else { 12.0 }))
        .and(kind.iter().map(|line| Line::next(line, 7.6)))
        .and(party.iter().map(|line| Line::new(line, 6.4)))
        .and(again.iter().map(|line| Line::next(line, 6.4)))
        .and(confirm.iter().map(|line| Line::new(line, 5.4)));
    // The symbol takes what the words leave.
    let gap = m.mm(6.0);
    let sides = [0.42, 0.34, 0.26].map(|part| (place.height() * part).min(place.width() * 0.5));
    let fits = |side: &f32| {
        let room = vec2(place.width(), place.height() - side - gap);
        stack.size(ui, m, room).height <= room.y
    };
    let Some(side) = sides.into_iter().find(fits) else {
        let sized = stack.size(ui, m, place.size());
        sized.write(ui, place.left(), place.top());
        return;
    };
    let (symbol, words) = place.split_top_bottom_at_y(place.top() + side);
    let symbol = if m.portrait() {
        symbol
    } else {
        symbol.with_max_x(symbol.left() + side)
    };
    message::seal(ui, symbol, icon, Tone::ASKED);
    let words = words.with_min_y(words.top() + gap);
    let sized = stack.size(ui, m, words.size());
    sized.write(ui, words.left(), words.top());
}

/// The answers at the foot; answers with where they begin and what was chosen.
fn answers(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    question: &Question,
    people: u16,
    place: Rect,
) -> (f32, Option<Action>) {
    let (m, texts) = (context.metrics, context.texts);
    let parts = comes_in_parts(context, question);
    let yes = if question.leaving {
        texts.say_with(Key::AskLeave, [("count", people.into())])
    } else if parts {
        texts.say_with(Key::AskComeIn, [("count", people.into())])
    } else if question.confirm {
        texts.say(Key::AskAdmit)
    } else {
        texts.say_with(Key::AskComeIn, [("count", question.most.into())])
    };
    let no = texts.say(if question.confirm {
        Key::AskDecline
    } else if question.leaving {
        Key::AskStay
    } else {
        Key::AskLater
    });
    let gap = m.mm(mm::GAP * 2.0);
    let (first, second) = if parts {
        beside_a_picker(ui, m, place, gap, [&yes, &no])
    } else {
        alone(m, place, gap)
    };
    let capitals = if m.portrait() || !parts { 8.0 } else { 6.4 };
    let mut chosen = None;
    let yes = Button::new("answer", &yes, Kind::Yes)
        .icon(Icon::Check)
        .capitals(capitals);
    if yes.show(ui, m, first) {
        chosen = Some(Action::Answer);
    }
    let mut no = Button::new("decline", &no, Kind::OnTone(Tone::ASKED));
    if !parts {
        no = no.icon(Icon::Cross).capitals(capitals);
    }
    if no.show(ui, m, second) {
        chosen = Some(Action::PutAway);
    }
    (first.top(), chosen)
}

/// The places of the two answers below a picker: side by side where both have room for their words, else one above the
/// other, and no higher than a picker leaves them.
fn beside_a_picker(ui: &Ui, m: &Metrics, place: Rect, gap: f32, words: [&str; 2]) -> (Rect, Rect) {
    let least = |words: &&str| {
        let button = Button::new("", words, Kind::Yes).icon(Icon::Check);
        button.least_width(ui, m)
    };
    let [yes, no] = words.each_ref().map(least);
    if !m.portrait() && yes + gap + no <= place.width() {
        let (_, row) = place.above_foot(m.mm(ROW), 0.0);
        let wide = (row.width() * 0.68 - gap / 2.0).clamp(yes, row.width() - gap - no);
        return row.beside(wide, gap);
    }
    let left = place.height() - people_picker::least_height(m) - m.mm(ABOVE) - gap;
    let [high, low] = [32.0, 22.0].map(|high| {
        let part = m.mm(high);
        part.min((left * high / 54.0).max(m.mm(mm::TARGET)))
    });
    let (above, second) = place.above_foot(low, gap);
    (above.above_foot(high, 0.0).1, second)
}

/// The height of answers side by side, and the space above them, in millimetres.
const ROW: f32 = 24.0;
const ABOVE: f32 = 7.0;

/// The places of the two answers where nothing is chosen first: in the middle, one above the other.
fn alone(m: &Metrics, place: Rect, gap: f32) -> (Rect, Rect) {
    let wide = !m.portrait() && place.width() >= m.mm(150.0);
    let height = m.mm(if wide { 32.0 } else { 40.0 });
    let height = height.min((place.height() - gap) / 2.0);
    let spare = place.height() - 2.0 * height - gap;
    let (first, rest) = place
        .with_min_y(place.top() + spare / 2.0)
        .below_head(height, gap);
    (first, rest.below_head(height, 0.0).0)
}
