//! One artisan: craft, village and story, the steps of the craft as slides or in a video, and when they are at work.

use egui::accesskit::Role;
use egui::{Rect, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use shared::catalogue::Artisan;
use shared::programme::Programme;
use texts::Key;

use super::super::super::Glance;
use super::super::super::controls::{Button, Kind, corner, focus_ring, touchable};
use super::super::super::header::LanguageNames;
use super::super::super::icons::Icon;
use super::super::super::plate::ornament;
use super::super::super::scroll::Scroll;
use super::super::super::words::Look;
use super::super::frame;
use super::facts::{caption, fact, name, picture, text};
use super::line::{DemoLine, When};
use super::session::way_to;
use super::{slideshow, video_card};
use crate::session::{Action, DemosAction, Page, Session};
use crate::theme::{Weight, colour, mm};

/// Draws the page.
pub(super) fn show(
    ui: &mut Ui,
    glance: &Glance<'_>,
    session: &Session,
    id: &str,
    names: &LanguageNames,
    scroll: &mut Scroll,
) -> Option<Action> {
    let mut artisans = glance.view.catalogue.artisans.iter();
    // An artisan can leave the catalogue while their page is open: then the way back is all there is.
    let Some(artisan) = artisans.find(|artisan| artisan.id == id) else {
        return Some(Action::Back);
    };
    let title = glance.texts.say(Key::ArtisanTitle);
    let (body, chosen) = frame::show(ui, glance, names, &title);
    let page = PageOf {
        glance,
        session,
        artisan,
    };
    let mut went = None;
    let of = (id, session.visit());
    scroll.page(ui, glance, of, body, |ui, place, seen| {
        let (bottom, action) = page.draw(ui, place, seen.height());
        went = action;
        bottom.into()
    });
    chosen.or(went)
}

struct PageOf<'a> {
    glance: &'a Glance<'a>,
    session: &'a Session,
    artisan: &'a Artisan,
}

impl PageOf<'_> {
    /// Upright one below the other, else the slides at the right; answers with where it ends.
    fn draw(&self, ui: &mut Ui, place: Rect, seen: f32) -> (f32, Option<Action>) {
        let m = self.glance.metrics;
        let gap = m.mm(3.0 * mm::GAP);
        if m.portrait() {
            let (top, chosen) = self.about(ui, place);
            let below = place.with_min_y(top + gap);
            let (top, turned) = self.steps(ui, below, m.mm(118.0));
            let (bottom, went) = self.sessions(ui, place.with_min_y(top + gap));
            let left_over = place.with_min_y(bottom).with_max_y(place.top() + seen);
            if left_over.height() > m.mm(70.0) {
                ornament(ui.painter(), left_over);
            }
            return (bottom, chosen.or(turned).or(went));
        }
        let (left, right) = place.split_left_right_at_x(place.left() + place.width() * 0.5);
        let left = left.with_max_x(left.right() - m.mm(5.0));
        let right = right.with_min_x(right.left() + m.mm(5.0));
        let right = right.with_max_y(right.top() + seen);
        let (slides, turned) = self.steps(ui, right, m.mm(80.0));
        let (top, chosen) = self.about(ui, left);
        let top = top + m.mm(2.0 * mm::GAP);
        let (bottom, went) = self.sessions(ui, left.with_min_y(top));
        (bottom.max(slides), chosen.or(turned).or(went))
    }

    /// The steps of the craft: as slides, or in the video when somebody has chosen it.
    fn steps(&self, ui: &mut Ui, place: Rect, high: f32) -> (f32, Option<Action>) {
        let demos = self.session.demos();
        let video = self.artisan.video.as_ref();
        match video.zip(demos.watching()) {
            // A video is as wide as the card, where slides are cropped.
            Some(watched) => video_card::show(ui, self.glance, demos, watched, place, high * 1.2),
            None => slideshow::show(ui, self.glance, demos, self.artisan, place, high),
        }
    }

    /// The way to the video, and back from it to the slides; answers with where it ends.
    fn video(&self, ui: &mut Ui, place: Rect) -> (f32, Option<Action>) {
        let (glance, m) = (self.glance, self.glance.metrics);
        let watching = self.session.demos().watching().is_some();
        let video = self.artisan.video.as_ref();
        let Some(video) = video.filter(|video| watching || glance.film.can_show(video)) else {
            return (place.top(), None);
        };
        let (words, icon, kind, action) = if watching {
            let words = glance.texts.say(Key::VideoSteps);
            (words, Icon::Back, Kind::Quiet, DemosAction::LeaveVideo)
        } else {
            let slots = [("seconds", video.seconds.into())];
            let words = glance.texts.say_with(Key::VideoWatch, slots);
            (words, Icon::Play, Kind::Main, DemosAction::Watch)
        };
        let button = Button::new("artisan-video", &words, kind).icon(icon);
        let size = vec2(button.width(ui, m).min(place.width()), m.row(mm::TARGET));
        let rect = Rect::from_min_size(pos2(place.left(), place.top() + m.mm(4.0)), size);
        let used = button.show(ui, m, rect);
        (rect.bottom(), used.then_some(Action::Demos(action)))
    }

    /// Who they are; answers with where that ends.
    fn about(&self, ui: &mut Ui, place: Rect) -> (f32, Option<Action>) {
        let (glance, artisan) = (self.glance, self.artisan);
        let m = glance.metrics;
        let language = glance.language();
        let side = m.mm(if m.portrait() { 66.0 } else { 42.0 });
        let shown = Rect::from_min_size(place.min, vec2(side, side));
        let words = picture(ui, glance, shown, &artisan.pictures, Icon::Person);
        let beside = place.with_min_x(shown.right() + m.mm(8.0));
        let large = if m.portrait() { 8.6 } else { mm::HEADING };
        let heading = Look::new(m, large, Weight::Bold, colour::INK).heading();
        let said = heading.write(ui, beside, artisan.name.get(language));
        let mut top = said.bottom() + m.mm(3.0);
        top = fact(
            ui,
            m,
            beside.with_min_y(top),
            Icon::Wheel,
            artisan.craft.get(language),
        );
        if let Some(village) = glance.view.catalogue.village(&artisan.village) {
            let slots = [("village", village.name.get(language).into())];
            let words = glance.texts.say_with(Key::BoothVillage, slots);
            top = fact(ui, m, beside.with_min_y(top), Icon::Village, &words);
        }
        let top = caption(ui, m, place.with_min_y(top.max(shown.bottom())), words);
        // Above the story: however large the letters are, it is in sight where there is a video.
        let (top, chosen) = self.video(ui, place.with_min_y(top));
        let below = place.with_min_y(top + m.mm(4.0));
        let story = text(m, colour::INK).write(ui, below, artisan.story.get(language));
        (story.bottom(), chosen)
    }

    /// All their sessions, the way to each; answers with where they end.
    fn sessions(&self, ui: &mut Ui, place: Rect) -> (f32, Option<Action>) {
        let glance = self.glance;
        let m = glance.metrics;
        let catalogue = &glance.view.catalogue;
        let programme = Programme::new(catalogue);
        let moment = programme.at(glance.now);
        let theirs = programme.slots().iter().filter(|slot| {
            let session = catalogue.sessions.get(slot.session);
            session.is_some_and(|session| session.artisan == self.artisan.id)
        });
        let lines: Vec<DemoLine> = theirs
            .filter_map(|slot| DemoLine::new(glance, slot, &moment))
            .filter(|line| line.when != When::Over)
            .collect();
        if lines.is_empty() {
            return (place.top(), None);
        }
        let head = name(m, colour::COBALT).heading();
        let title = glance.texts.say(Key::ArtisanSessions);
        let mut top = head.write(ui, place, &title).bottom() + m.mm(3.0);
        let mut went = None;
        for line in &lines {
            let rect = place
                .with_min_y(top)
                .with_max_y(top + m.row(mm::TARGET + 2.0));
            if row(ui, glance, rect, line) {
                went = Some(Action::Go(Page::Session(line.id.clone())));
            }
            top = rect.bottom() + m.mm(mm::GAP);
        }
        // Where they are next.
        let area = lines.first().map_or("", |line| line.area_id.as_str());
        let (to_map, map) = way_to(glance, area);
        let words = glance.texts.say(to_map);
        let button = Button::new("artisan-map", &words, Kind::Quiet).icon(Icon::Plan);
        let wide = button.width(ui, m).min(place.width());
        let rect = Rect::from_min_size(
            pos2(place.left(), top + m.mm(mm::GAP)),
            vec2(wide, m.row(mm::TARGET)),
        );
        if button.show(ui, m, rect) {
            went = Some(Action::Go(map));
        }
        (rect.bottom(), went)
    }
}

/// A session as a row to touch: when it is above what it is.
fn row(ui: &mut Ui, glance: &Glance<'_>, rect: Rect, line: &DemoLine) -> bool {
    let m = glance.metrics;
    let response = touchable(ui, rect, ("session", &line.id));
    let slots = [
        ("date", glance.texts.date_short(line.starts.date).into()),
        ("time", line.starts.to_string().into()),
    ];
    let when = glance.texts.say_with(Key::ArtisanWhen, slots);
    let told = format!("{when}. {}", line.title);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &told));
    let (ground, edge) = if response.is_pointer_button_down_on() {
        (colour::COBALT_WASH, colour::COBALT)
    } else {
        (colour::PORCELAIN, colour::RIM)
    };
    let rounding = corner(m, mm::CARD);
    let stroke = Stroke::new(m.mm(0.35), edge);
    ui.painter()
        .rect(rect, rounding, ground, stroke, StrokeKind::Inside);
    let (icon, ink) = if line.hands_on {
        (Icon::Hand, colour::TERRACOTTA)
    } else {
        (Icon::Wheel, colour::CELADON_DEEP)
    };
    let side = m.mm(9.0);
    let at = pos2(rect.left() + m.mm(5.0) + side / 2.0, rect.center().y);
    icon.draw(
        ui.painter(),
        Rect::from_center_size(at, vec2(side, side)),
        ink,
    );
    let words = rect
        .with_min_x(at.x + side / 2.0 + m.mm(5.0))
        .with_max_x(rect.right() - m.mm(4.0))
        .shrink2(vec2(0.0, m.mm(1.5)));
    let (upper, lower) = words.split_top_bottom_at_fraction(0.5);
    let look = |weight, ink| Look::new(m, mm::TEXT, weight, ink).middle().rows(1);
    look(Weight::SemiBold, colour::COBALT).paint(ui, upper, &when);
    look(Weight::Regular, colour::INK).paint(ui, lower, &line.title);
    focus_ring(ui, m, &response, rect, rounding);
    response.clicked()
}
