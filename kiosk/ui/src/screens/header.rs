//! The bar at the top: where one is, the way back, and the languages, each named in itself.

use egui::accesskit::Role;
use egui::{Rect, Ui, WidgetInfo, pos2, vec2};
use texts::{Key, Language, Texts};

use super::DrawContext;
use super::controls::{Button, Kind};
use super::icons::Icon;
use super::places::Places;
use super::staff::door_button;
use crate::session::{AccessAction, Action, Page};
use crate::theme::{Metrics, Tone, mm};

/// The height of the bar with the space above it, in millimetres.
pub(crate) const HEIGHT: f32 = mm::TARGET + mm::MARGIN * 0.8;

/// The place of the bar's controls.
pub(crate) fn row(m: &Metrics, screen: Rect) -> Rect {
    Rect::from_min_size(
        screen.min + vec2(m.mm(mm::MARGIN), m.mm(mm::MARGIN * 0.8)),
        vec2(screen.width() - m.mm(2.0 * mm::MARGIN), m.mm(mm::TARGET)),
    )
}

/// The button back to where one came from, at the left; answers whether it was used and where it ends.
pub(crate) fn back(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    screen: Rect,
    key: Key,
    icon: Icon,
) -> (bool, f32) {
    let m = context.metrics;
    let words = context.texts.say(key);
    let button = Button::new("back", &words, Kind::Quiet).icon(icon);
    let row = row(m, screen);
    let rect = Rect::from_min_size(row.min, vec2(button.width(ui, m), row.height()));
    (button.show(ui, m, rect), rect.right())
}

/// The way back from the first page of the hall; returns whether it was chosen and where it ends.
pub(crate) fn way_back(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    screen: Rect,
) -> (Option<Action>, f32) {
    let (back, right) = back(ui, context, screen, Key::Back, Icon::Back);
    (back.then_some(Action::Back), right)
}

/// The ways back from a page of the hall: to where one came from, and to the first page; returns what was chosen and
/// where they end.
pub(crate) fn ways_back(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    screen: Rect,
) -> (Option<Action>, f32) {
    let m = context.metrics;
    let (back, right) = way_back(ui, context, screen);
    let words = context.texts.say(Key::Home);
    let row = row(m, screen);
    let left = right + m.mm(mm::GAP);
    let rect = row.between(left, left + row.height());
    let home = Button::new("home", &words, Kind::Quiet).only_icon(Icon::House);
    let home = home.show(ui, m, rect);
    (
        back.or(home.then_some(Action::Go(Page::Home))),
        rect.right(),
    )
}

/// The place for a screen's content, so many millimetres below the bar.
pub(crate) fn below(m: &Metrics, screen: Rect, gap: f32) -> Rect {
    let edge = m.mm(mm::MARGIN);
    screen
        .shrink(edge)
        .with_min_y(screen.top() + m.mm(HEIGHT + gap))
}

/// The place between what stands at the left and the languages.
pub(crate) fn between(context: &DrawContext<'_>, screen: Rect, left: f32, right: f32) -> Rect {
    let row = row(context.metrics, screen);
    let gap = context.metrics.mm(2.0 * mm::GAP);
    row.between(left + gap, right - gap)
}

/// The languages at the right, with what makes the screens easier and the staff's door beside them; answers with what
/// was chosen and where they begin.
pub(crate) fn languages(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    screen: Rect,
    names: &LanguageNames,
    on_tone: Option<Tone>,
) -> (Option<Action>, f32) {
    let row = row(context.metrics, screen);
    let (chosen, left) = if all_fit(ui, context.metrics, names, screen) {
        language_switch(ui, context, screen, names, on_tone)
    } else {
        language_button(ui, context, row, on_tone)
    };
    beside(ui, context, row, left, on_tone, chosen)
}

/// What stands left of the languages on every screen: what makes it easier, and the staff's door.
pub(crate) fn beside(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    row: Rect,
    left: f32,
    on_tone: Option<Tone>,
    chosen: Option<Action>,
) -> (Option<Action>, f32) {
    let (aids, left) = access_button(ui, context, row, left, on_tone);
    let (staff, left) = door_button::show(ui, context, row, left, on_tone);
    (chosen.or(aids).or(staff), left)
}

/// The button that opens what makes the screens easier, left of `right`; answers with whether it was used and where it begins.
fn access_button(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    bar: Rect,
    right: f32,
    on_tone: Option<Tone>,
) -> (Option<Action>, f32) {
    let words = context.texts.say(Key::AccessOpen);
    let kind = on_tone.map_or(Kind::Quiet, Kind::OnTone);
    let button = Button::new("access", &words, kind).only_icon(Icon::Access);
    let (used, left) = button.show_before(ui, context.metrics, bar, right);
    (used.then_some(Action::Access(AccessAction::Open)), left)
}

/// The part of the bar that the languages may take; when there are too many, one button opens the panel that has them.
const MOST: f32 = 0.45;

/// Whether every language has a button of its own in a screen's bar.
pub(crate) fn all_fit(ui: &Ui, m: &Metrics, names: &LanguageNames, screen: Rect) -> bool {
    names.width(ui, m) + m.mm(mm::GAP) <= row(m, screen).width() * MOST
}

/// The language that is spoken, on a button that opens the panel with all of them.
fn language_button(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    row: Rect,
    on_tone: Option<Tone>,
) -> (Option<Action>, f32) {
    let m = context.metrics;
    let words = context.texts.say(Key::LanguageName);
    let kind = on_tone.map_or(Kind::Quiet, Kind::OnTone);
    let button = Button::new("languages", &words, kind).icon(Icon::Globe);
    let width = button.width(ui, m);
    let (_, rect) = row.before_end(width, 0.0);
    let used = button.show(ui, m, rect);
    (
        used.then_some(Action::Access(AccessAction::Open)),
        rect.left(),
    )
}

/// The languages alone.
pub(crate) fn language_switch(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    screen: Rect,
    names: &LanguageNames,
    on_tone: Option<Tone>,
) -> (Option<Action>, f32) {
    switch(ui, context, row(context.metrics, screen), names, on_tone)
}

/// A button for each language at the right of a row; answers with what was chosen and where they begin.
pub(super) fn switch(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    row: Rect,
    names: &LanguageNames,
    on_tone: Option<Tone>,
) -> (Option<Action>, f32) {
    let m = context.metrics;
    let mut right = row.right();
    let mut chosen = None;
    for name in names.0.iter().rev() {
        let speaking = name.language == context.texts.language();
        let kind = match on_tone {
            Some(tone) => Kind::ChoiceOn(tone, speaking),
            None => Kind::Choice(speaking),
        };
        let width = name.width(ui, m);
        let button = name.button(kind);
        let rect = Rect::from_min_size(pos2(right - width, row.top()), vec2(width, row.height()));
        if button.show(ui, m, rect) {
            chosen = Some(Action::Speak(name.language));
        }
        right = rect.left() - m.mm(mm::GAP);
    }
    let group = Rect::from_min_max(pos2(right, row.top()), row.max);
    let id = egui::Id::unique("languages");
    let response = ui.interact(group, id, egui::Sense::hover());
    let label = context.texts.say(Key::LanguageSwitch);
    response.widget_info(|| WidgetInfo::labeled(Role::Group, true, &label));
    (chosen, right + m.mm(mm::GAP))
}

/// A language, named in itself.
#[derive(Debug, Clone)]
struct LanguageName {
    language: Language,
    name: String,
    /// Its sign, shown where there is little room.
    sign: Option<String>,
}

impl LanguageName {
    fn button(&self, kind: Kind) -> Button<'_> {
        let button = Button::new(self.language.code(), &self.name, kind);
        match &self.sign {
            Some(sign) => button.shown_as(sign),
            None => button,
        }
    }

    fn width(&self, ui: &Ui, m: &Metrics) -> f32 {
        match self.sign {
            Some(_) => m.mm(mm::TARGET),
            None => self.button(Kind::Quiet).width(ui, m),
        }
    }
}

/// The languages, each named in itself.
#[derive(Debug, Clone)]
pub(crate) struct LanguageNames(Vec<LanguageName>);

impl LanguageNames {
    /// Those that staff work in.
    pub(crate) fn of_staff(&self) -> Self {
        let names = self.0.iter().filter(|name| name.language.has_staff());
        Self(names.cloned().collect())
    }

    /// All of them, shown by their signs.
    pub(super) fn as_signs(&self) -> Self {
        let signs = self.0.iter().map(|name| LanguageName {
            sign: Some(Texts::new(name.language).say(Key::LanguageShort)),
            ..name.clone()
        });
        Self(signs.collect())
    }

    /// How wide the buttons of all are in a row, with the gaps between them.
    pub(super) fn width(&self, ui: &Ui, m: &Metrics) -> f32 {
        let buttons = self.0.iter().map(|name| name.width(ui, m) + m.mm(mm::GAP));
        buttons.sum::<f32>() - m.mm(mm::GAP)
    }

    /// Each language with its name, in the order in which they are offered.
    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = (Language, &str)> {
        self.0
            .iter()
            .map(|name| (name.language, name.name.as_str()))
    }
}

impl Default for LanguageNames {
    fn default() -> Self {
        let names = Language::all().map(|language| LanguageName {
            language,
            name: Texts::new(language).say(Key::LanguageName),
            sign: None,
        });
        Self(names.collect())
    }
}
