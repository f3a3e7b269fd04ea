//! What is asked before anything is recorded: how many of a group come in or go out now, or whether staff let them in at all.

use egui::{Rect, Ui, pos2, vec2};

use super::Glance;
use super::controls::{Button, Kind};
use super::header::{self, LanguageNames};
use super::icons::Icon;
use super::message;
use super::people_picker;
use super::stack::{Line, Stack};
use crate::i18n::Key;
use crate::session::Action;
use crate::theme::{Metrics, Tone, mm};
use crate::view::Question;

/// The screen of the question.
#[derive(Debug, Clone, Default)]
pub struct AskingScreen {
    names: LanguageNames,
}

/// Whether a number can be chosen: of a party that comes in parts. Any other comes in whole.
fn comes_in_parts(glance: &Glance<'_>, question: &Question) -> bool {
    let kind = glance.view.catalogue.ticket_type(question.kind);
    question.most > 1 && (!question.confirm || kind.is_some_and(|kind| kind.rules.partial))
}

impl AskingScreen {
    /// Draws the question; `people` is the answer that stands ready.
    pub fn show(
        &self,
        ui: &mut Ui,
        glance: &Glance<'_>,
        question: &Question,
        people: u16,
    ) -> Option<Action> {
        let screen = ui.max_rect();
        let m = glance.metrics;
        message::ground(ui, m, screen, Tone::ASKED);
        let (language, _) = header::languages(ui, glance, screen, &self.names, Some(Tone::ASKED));
        let body = Rect::from_min_max(
            pos2(
                screen.left() + m.mm(mm::MARGIN),
                screen.top() + m.mm(header::HEIGHT + 4.0),
            ),
            pos2(
                screen.right() - m.mm(mm::MARGIN),
                screen.bottom() - m.mm(mm::MARGIN),
            ),
        );
        let (told, asked) = split(m, body);
        tell(ui, glance, question, told);
        let (answers, answered) = answers(ui, glance, question, people, asked);
        let chosen = if comes_in_parts(glance, question) {
            let room = asked.with_max_y(answers - m.mm(7.0));
            people_picker::show(ui, glance, question.most, people, room)
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
        let (told, asked) = body.split_left_right_at_x(body.left() + body.width() * 0.46);
        (told, asked.with_min_x(asked.left() + m.mm(9.0)))
    }
}

/// The question, and what is known of the ticket.
fn tell(ui: &mut Ui, glance: &Glance<'_>, question: &Question, place: Rect) {
    let (m, texts) = (glance.metrics, glance.texts);
    let (title, icon) = if question.confirm {
        (Key::AskConfirmTitle, Icon::Question)
    } else if question.leaving {
        (Key::AskLeavingTitle, Icon::People)
    } else {
        (Key::AskPeopleTitle, Icon::People)
    };
    let title = texts.say(title);
    let kind = glance.view.catalogue.ticket_type(question.kind);
    let kind = kind.map(|kind| kind.name.get(glance.language()).to_owned());
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
    let side = (place.height() * 0.42).min(place.width() * 0.5);
    let (symbol, words) = place.split_top_bottom_at_y(place.top() + side);
    let symbol = if m.portrait() {
        symbol
    } else {
        symbol.with_max_x(symbol.left() + side)
    };
    message::seal(ui, symbol, icon, Tone::ASKED);
    let words = words.with_min_y(words.top() + m.mm(6.0));
    let sized = stack.size(ui, m, words.size());
    sized.write(ui, words.left(), words.top());
}

/// The answers at the foot; answers with where they begin and what was chosen.
fn answers(
    ui: &mut Ui,
    glance: &Glance<'_>,
    question: &Question,
    people: u16,
    place: Rect,
) -> (f32, Option<Action>) {
    let (m, texts) = (glance.metrics, glance.texts);
    let parts = comes_in_parts(glance, question);
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
    // Where nothing is chosen first, the two answers have the place to themselves.
    let wide = !m.portrait() && place.width() >= m.mm(150.0);
    let height = match (parts, wide) {
        (true, true) => 24.0,
        (true, false) | (false, true) => 32.0,
        (false, false) => 40.0,
    };
    let gap = m.mm(mm::GAP * 2.0);
    let (first, second) = if parts && wide {
        let row = place.with_min_y(place.bottom() - m.mm(height));
        let (first, second) = row.split_left_right_at_x(row.left() + row.width() * 0.68);
        (first, second.with_min_x(second.left() + gap))
    } else {
        let second = place.with_min_y(place.bottom() - m.mm(if parts { 22.0 } else { height }));
        let first = Rect::from_min_max(
            pos2(place.left(), second.top() - gap - m.mm(height)),
            pos2(place.right(), second.top() - gap),
        );
        if parts {
            (first, second)
        } else {
            // In the middle of the place: nothing else is there.
            let up = vec2(0.0, (first.top() - place.top()) * -0.5);
            (first.translate(up), second.translate(up))
        }
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
