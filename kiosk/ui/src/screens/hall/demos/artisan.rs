//! One artisan: craft, village and story, the steps of the craft as slides or in a video, and when they are at work.

use egui::{Rect, Ui, vec2};
use shared::catalogue::Artisan;
use shared::programme::Programme;
use texts::Key;

use super::super::super::DrawContext;
use super::super::super::controls::{Button, Kind};
use super::super::super::header::LanguageNames;
use super::super::super::icons::Icon;
use super::super::super::layout::Column;
use super::super::super::places::Places;
use super::super::super::plate::ornament;
use super::super::super::scroll::Scroll;
use super::super::super::words::Look;
use super::super::{frame, surface};
use super::facts::{caption, fact, name, picture, text};
use super::line::{DemoLine, When};
use super::session::way_to;
use super::{slideshow, video_card};
use crate::session::{Action, DemosAction, Page, Session};
use crate::theme::{Weight, colour, mm};

/// Draws the page.
pub(super) fn show(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    session: &Session,
    id: &str,
    names: &LanguageNames,
    scroll: &mut Scroll,
) -> Option<Action> {
    let mut artisans = context.view.catalogue.artisans.iter();
    // An artisan can leave the catalogue while their page is open: then the way back is all there is.
    let Some(artisan) = artisans.find(|artisan| artisan.id == id) else {
        return Some(Action::Back);
    };
    let title = context.texts.say(Key::ArtisanTitle);
    let (body, chosen) = frame::show(ui, context, names, &title);
    let page = ArtisanPage {
        context,
        session,
        artisan,
    };
    let of = (id, session.visit());
    let went = scroll.page(ui, context, of, body, |column, seen| {
        page.draw(column, seen.height())
    });
    chosen.or(went)
}

struct ArtisanPage<'a> {
    context: &'a DrawContext<'a>,
    session: &'a Session,
    artisan: &'a Artisan,
}

impl ArtisanPage<'_> {
    /// Upright one below the other, else the slides at the right.
    fn draw(&self, column: &mut Column<'_>, seen: f32) -> Option<Action> {
        let m = self.context.metrics;
        if m.portrait() {
            let foot = column.top() + seen;
            let chosen = self.about(column);
            column.gap(3.0 * mm::GAP);
            let turned = self.steps(column, m.mm(118.0));
            column.gap(3.0 * mm::GAP);
            let went = self.sessions(column);
            let left_over = column.free.with_max_y(foot);
            if left_over.height() > m.mm(70.0) {
                ornament(column.ui.painter(), left_over);
            }
            return chosen.or(turned).or(went);
        }
        let left = |left: &mut Column<'_>| {
            let chosen = self.about(left);
            left.gap(2.0 * mm::GAP);
            (chosen, self.sessions(left))
        };
        let right = |right: &mut Column<'_>| {
            right.free.set_bottom(right.top() + seen);
            self.steps(right, m.mm(80.0))
        };
        let ((chosen, went), turned) = column.halves(10.0, left, right);
        chosen.or(turned).or(went)
    }

    /// The steps of the craft: as slides, or in the video when somebody has chosen it.
    fn steps(&self, column: &mut Column<'_>, high: f32) -> Option<Action> {
        let demos = self.session.visitor().demos();
        let video = self.artisan.video.as_ref();
        match video.zip(demos.watching()) {
            // A video is as wide as the card, where slides are cropped.
            Some(watched) => video_card::show(column, demos, watched, high * 1.2),
            None => slideshow::show(column, demos, self.artisan, high),
        }
    }

    /// The way to the video, and back from it to the slides.
    fn video(&self, column: &mut Column<'_>) -> Option<Action> {
        let (context, m) = (self.context, self.context.metrics);
        let watching = self.session.visitor().demos().watching().is_some();
        let video = self.artisan.video.as_ref();
        let video = video.filter(|video| watching || context.film.can_show(video))?;
        let (words, icon, kind, action) = if watching {
            let words = context.texts.say(Key::VideoSteps);
            (words, Icon::Back, Kind::Quiet, DemosAction::LeaveVideo)
        } else {
            let slots = [("seconds", video.seconds.into())];
            let words = context.texts.say_with(Key::VideoWatch, slots);
            (words, Icon::Play, Kind::Main, DemosAction::Watch)
        };
        let button = Button::new("artisan-video", &words, kind).icon(icon);
        column.gap(4.0);
        let used = column.button(button, m.row(mm::TARGET));
        used.then_some(Action::Demos(action))
    }

    /// Who they are.
    fn about(&self, column: &mut Column<'_>) -> Option<Action> {
        let (context, artisan) = (self.context, self.artisan);
        let (m, language) = (context.metrics, context.language());
        let side = m.mm(if m.portrait() { 66.0 } else { 42.0 });
        let words = column.beside_square(side, 8.0, |beside, square| {
            let words = picture(beside.ui, context, square, &artisan.pictures, Icon::Person);
            let large = if m.portrait() { 8.6 } else { mm::HEADING };
            let heading = Look::new(m, large, Weight::Bold, colour::INK).heading();
            beside.write(&heading, artisan.name.get(language));
            beside.gap(3.0);
            fact(beside, Icon::Wheel, artisan.craft.get(language));
            if let Some(village) = context.view.catalogue.village(&artisan.village) {
                let slots = [("village", village.name.get(language).into())];
                let words = context.texts.say_with(Key::BoothVillage, slots);
                fact(beside, Icon::Village, &words);
            }
            words
        });
        caption(column, words);
        // Above the story: however large the letters are, it is in sight where there is a video.
        let chosen = self.video(column);
        column.gap(4.0);
        column.write(&text(m, colour::INK), artisan.story.get(language));
        chosen
    }

    /// All their sessions, the way to each.
    fn sessions(&self, column: &mut Column<'_>) -> Option<Action> {
        let (context, m) = (self.context, self.context.metrics);
        let catalogue = &context.view.catalogue;
        let programme = Programme::new(catalogue);
        let moment = programme.at(context.now);
        let theirs = programme.slots().iter().filter(|slot| {
            let session = catalogue.sessions.get(slot.session);
            session.is_some_and(|session| session.artisan == self.artisan.id)
        });
        let lines: Vec<DemoLine> = theirs
            .filter_map(|slot| DemoLine::new(context, slot, &moment))
            .filter(|line| line.when != When::Over)
            .collect();
        let next = lines.first()?;
        let head = name(m, colour::COBALT).heading();
        column.write(&head, &context.texts.say(Key::ArtisanSessions));
        column.gap(3.0);
        let mut went = None;
        for line in &lines {
            let rect = column.take(m.row(mm::TARGET + 2.0));
            if row(column.ui, context, rect, line) {
                went = Some(Action::Go(Page::Session(line.id.clone())));
            }
            column.gap(mm::GAP);
        }
        column.gap(mm::GAP);
        // Where they are next.
        let (to_map, map) = way_to(context, &next.area_id);
        let words = context.texts.say(to_map);
        let button = Button::new("artisan-map", &words, Kind::Quiet).icon(Icon::Plan);
        if column.button(button, m.row(mm::TARGET)) {
            went = Some(Action::Go(map));
        }
        went
    }
}

/// A session as a row to touch: when it is above what it is.
fn row(ui: &mut Ui, context: &DrawContext<'_>, rect: Rect, line: &DemoLine) -> bool {
    let m = context.metrics;
    let slots = [
        ("date", context.texts.date_short(line.starts.date).into()),
        ("time", line.starts.to_string().into()),
    ];
    let when = context.texts.say_with(Key::ArtisanWhen, slots);
    let id = ("session", &line.id);
    let response = surface::show_with(ui, m, rect, id, (mm::CARD, 0.35), || {
        format!("{when}. {}", line.title)
    });
    let (icon, ink) = if line.hands_on {
        (Icon::Hand, colour::TERRACOTTA)
    } else {
        (Icon::Wheel, colour::CELADON_DEEP)
    };
    let sign = rect
        .with_min_x(rect.left() + m.mm(5.0))
        .square_at_left(m.mm(9.0));
    icon.draw(ui.painter(), sign, ink);
    let words = rect
        .with_min_x(sign.right() + m.mm(5.0))
        .with_max_x(rect.right() - m.mm(4.0))
        .shrink2(vec2(0.0, m.mm(1.5)));
    let (upper, lower) = words.split_top_bottom_at_fraction(0.5);
    let look = |weight, ink| Look::new(m, mm::TEXT, weight, ink).middle().rows(1);
    look(Weight::SemiBold, colour::COBALT).paint(ui, upper, &when);
    look(Weight::Regular, colour::INK).paint(ui, lower, &line.title);
    response.clicked()
}
