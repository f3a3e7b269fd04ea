//! A kiosk that is not set up yet: it asks for the organisers' code, and says what becomes of it.

use egui::{Rect, Ui, pos2, vec2};
use scanner::preview::PreviewFrame;
use texts::{Key, Texts};
use view::{SetUp, SetUpTrouble};

use super::notice::{self, Words};
use super::set_up_code::SetUpCode;
use crate::screens::DrawContext;
use crate::screens::controls::{Button, Kind};
use crate::screens::header::{self, LanguageNames};
use crate::screens::icons::Icon;
use crate::screens::stack::{Line, Stack};
use crate::screens::viewfinder::Viewfinder;
use crate::session::Action;
use crate::theme::{colour, mm};

/// The page, with what was typed of a code.
#[derive(Clone)]
pub struct SetUpScreen {
    viewfinder: Viewfinder,
    names: LanguageNames,
    code: Option<SetUpCode>,
}

impl Default for SetUpScreen {
    fn default() -> Self {
        Self {
            viewfinder: Viewfinder::new("KIM LAN"),
            names: LanguageNames::default().of_staff(),
            code: None,
        }
    }
}

impl SetUpScreen {
    /// Draws it.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        set_up: &SetUp,
        frame: Option<&PreviewFrame>,
        now_ms: u64,
    ) -> Option<Action> {
        let screen = ui.max_rect();
        let m = context.metrics;
        let (language, _) = header::language_switch(ui, context, screen, &self.names, None);
        let waits = matches!(set_up, SetUp::Waiting { .. } | SetUp::Failed(_));
        let typing = self.code.is_some() && waits;
        let mut chosen = None;
        if typing {
            let (leaves, _) = header::back(ui, context, screen, Key::StaffBack, Icon::Back);
            if leaves {
                self.code = None;
            }
        }
        let body = header::below(m, screen, 3.0);
        let body = match said(context.texts, set_up) {
            Some(words) => notice::show(ui, m, body, &words),
            None => body,
        };
        if let Some(code) = self.code.as_mut().filter(|_| waits) {
            chosen = code.show(ui, context, body).map(Action::SetUp);
        } else {
            let (words, picture) = if m.portrait() {
                body.split_top_bottom_at_y(body.top() + body.height() * 0.46)
            } else {
                body.split_left_right_at_x(body.left() + body.width() * 0.56)
            };
            let picture = picture.shrink(m.mm(5.0));
            let words = if waits {
                let (rest, types) = type_button(ui, context, words, body);
                if types {
                    self.code = Some(SetUpCode::default());
                }
                rest
            } else {
                words
            };
            invite(ui, context, words, set_up);
            self.viewfinder
                .show(ui, context, picture, frame, now_ms, !waits);
        }
        language.or(chosen)
    }
}

/// The button for a code that is typed: below the words, and on an upright screen below the picture. Answers with what
/// is left for the words and whether it was used.
fn type_button(ui: &mut Ui, context: &DrawContext<'_>, words: Rect, body: Rect) -> (Rect, bool) {
    let m = context.metrics;
    let text = context.texts.say(Key::StaffSetUpType);
    let button = Button::new("type-code", &text, Kind::Quiet).icon(Icon::Keys);
    let size = vec2(button.width(ui, m), m.mm(mm::TARGET));
    let (place, rest) = if m.portrait() {
        let left = body.center().x - size.x / 2.0;
        (
            pos2(left, words.bottom() - size.y),
            words.with_max_y(words.bottom() - size.y - m.mm(6.0)),
        )
    } else {
        (
            pos2(words.left(), body.bottom() - size.y),
            words.with_max_y(body.bottom() - size.y - m.mm(6.0)),
        )
    };
    (rest, button.show(ui, m, Rect::from_min_size(place, size)))
}

/// What to do.
fn invite(ui: &mut Ui, context: &DrawContext<'_>, place: Rect, set_up: &SetUp) {
    let m = context.metrics;
    let texts = context.texts;
    let lines = match set_up {
        SetUp::Connecting { servers } => [
            texts.say(Key::StaffSetUpConnecting),
            texts.say_with(
                Key::StaffSetUpServers,
                [("servers", servers.as_str().into())],
            ),
            String::new(),
        ],
        SetUp::Done { kiosk, .. } => [
            texts.say_with(Key::StaffSetUpDone, [("kiosk", kiosk.as_str().into())]),
            texts.say(Key::StaffSetUpDoneNext),
            String::new(),
        ],
        SetUp::Waiting { .. } | SetUp::Failed(_) => [
            texts.say(Key::StaffSetUpTitle),
            texts.say(Key::StaffSetUpShow),
            texts.say(Key::StaffSetUpWhere),
        ],
    };
    let [title, next, more] = &lines;
    let stack = Stack::new(colour::INK, m.portrait())
        .with(Line::title(title, 13.0))
        .with(Line::next(next, 7.5))
        .and((!more.is_empty()).then(|| Line::new(more, 5.4)));
    let sized = stack.size(ui, m, place.size());
    let spare = (place.height() - sized.height).max(0.0);
    let part = if m.portrait() { 0.4 } else { 0.3 };
    sized.write(ui, place.left(), place.top() + spare * part);
}

/// What became of the last code.
fn said(texts: &Texts, set_up: &SetUp) -> Option<Words> {
    let slot = |name, value: &str| [(name, value.to_owned().into())];
    let words = match set_up {
        SetUp::Waiting { was } => {
            let kiosk = was.as_ref()?;
            texts.say_with(Key::StaffSetUpRevoked, slot("kiosk", kiosk.as_str()))
        }
        SetUp::Connecting { .. } | SetUp::Done { .. } => return None,
        SetUp::Failed(trouble) => match trouble {
            SetUpTrouble::NoCode => texts.say(Key::StaffSetUpNoCode),
            SetUpTrouble::Group(group) => {
                texts.say_with(Key::StaffSetUpGroup, [("group", (*group).into())])
            }
            SetUpTrouble::LaterVersion => texts.say(Key::StaffSetUpLater),
            SetUpTrouble::Unreachable(servers) => {
                texts.say_with(Key::StaffSetUpUnreachable, slot("servers", servers))
            }
            SetUpTrouble::OtherServer(server) => {
                texts.say_with(Key::StaffSetUpOtherServer, slot("server", server))
            }
            SetUpTrouble::Used => texts.say(Key::StaffSetUpUsed),
            SetUpTrouble::Expired => texts.say(Key::StaffSetUpExpired),
            SetUpTrouble::Unknown => texts.say(Key::StaffSetUpUnknown),
            SetUpTrouble::OtherKiosk(owner) => {
                texts.say_with(Key::StaffSetUpOtherKiosk, slot("kiosk", owner))
            }
            SetUpTrouble::Disk => texts.say(Key::StaffSetUpDisk),
            SetUpTrouble::Server => texts.say(Key::StaffSetUpServer),
        },
    };
    Some(Words { done: false, words })
}
