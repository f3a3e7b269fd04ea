//! The amenities: a tile for each kind that the plan has, with how far the nearest is; a touch shows the way there.

use egui::{Rect, Ui, pos2, vec2};
use shared::catalogue::{PlaceKind, Plan, Stand};
use shared::route::{Destination, Need, place_sentence};
use texts::Key;

use super::super::DrawContext;
use super::super::header::LanguageNames;
use super::super::places::Places;
use super::super::words::Look;
use super::destination::draw_badge;
use super::map::no_plan;
use super::ways::Ways;
use super::{frame, surface};
use crate::session::{Action, Page, Session};
use crate::theme::{Metrics, Weight, colour, mm};

/// The page, with the ways that it found.
#[derive(Debug, Default)]
pub(super) struct NearestPage {
    /// By the place of a kind among the amenities.
    ways: [Ways; PlaceKind::AMENITIES.len()],
}

/// A kind of place, and what is said of the nearest.
struct Amenity {
    kind: PlaceKind,
    name: String,
    away: String,
}

impl NearestPage {
    /// Draws the page.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        names: &LanguageNames,
        session: &Session,
    ) -> Option<Action> {
        let title = context.texts.say(Key::NearestTitle);
        let (body, chosen) = frame::show(ui, context, names, &title);
        let plan = context.view.catalogue.plan.as_ref();
        let Some(plan) = plan.filter(|plan| plan.amenities().next().is_some()) else {
            no_plan(ui, context, body);
            return chosen;
        };
        let need = if session.visitor().map().step_free() {
            Need::StepFree
        } else {
            Need::Any
        };
        let amenities = self.amenities(context, plan, need);
        chosen.or(tiles(ui, context, body, &amenities))
    }

    fn amenities(&mut self, context: &DrawContext<'_>, plan: &Plan, need: Need) -> Vec<Amenity> {
        let status = &context.view.status;
        let stand = plan.stand(&status.kiosk, Some(&status.gate));
        let has = |kind: PlaceKind| plan.places_of(kind).next().is_some();
        let kinds = PlaceKind::AMENITIES.into_iter().zip(&mut self.ways);
        kinds
            .filter(|(kind, _)| has(*kind))
            .map(|(kind, ways)| Amenity {
                kind,
                name: context.texts.say(place_sentence(kind)),
                away: stand.map_or_else(String::new, |stand| {
                    away(context, plan, ways, stand, kind, need)
                }),
            })
            .collect()
    }
}

/// How far the nearest of a kind is, and on which floor where that is another one.
fn away(
    context: &DrawContext<'_>,
    plan: &Plan,
    ways: &mut Ways,
    stand: &Stand,
    kind: PlaceKind,
    need: Need,
) -> String {
    let texts = context.texts;
    let goal = Destination::Nearest(kind);
    let Some(route) = ways.find(&context.view.catalogue, stand, &goal, need) else {
        return texts.say(Key::NearestNoWay);
    };
    let metres = ("metres", route.metres().into());
    let elsewhere = route.line.last().filter(|end| end.level != stand.level);
    match elsewhere.and_then(|end| plan.level(&end.level)) {
        None => texts.say_with(Key::NearestHere, [metres]),
        Some(level) => {
            let level = level.name.get(context.language());
            texts.say_with(Key::NearestAway, [metres, ("level", level.into())])
        }
    }
}

/// The space inside a tile, and the largest sign, in millimetres.
const PAD: f32 = 5.0;
const MOST_SIGN: f32 = 34.0;
/// A tile is at most so high, in millimetres: more of it would be empty.
const MOST_HIGH: f32 = 84.0;

/// The tiles: two in a row, and four where the page is wide.
fn tiles(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    place: Rect,
    amenities: &[Amenity],
) -> Option<Action> {
    let m = context.metrics;
    let gap = m.mm(mm::GAP + 1.0);
    let columns = if m.portrait() || place.width() < m.row(260.0) {
        2
    } else {
        4
    };
    let size = place.cell(columns, amenities.len().div_ceil(columns), gap);
    let size = vec2(size.x, size.y.min(m.mm(MOST_HIGH)));
    let mut chosen = None;
    for (amenity, cell) in amenities.iter().zip(place.cells(columns, size, gap)) {
        if tile(ui, m, cell, amenity) {
            let goal = Destination::Nearest(amenity.kind);
            chosen = Some(Action::Go(Page::Map(Some(goal))));
        }
    }
    chosen
}

/// One tile: the sign beside its words, or above them where the tile is narrow.
fn tile(ui: &mut Ui, m: &Metrics, rect: Rect, amenity: &Amenity) -> bool {
    let Amenity { kind, name, away } = amenity;
    let told = || format!("{name}. {away}");
    let response = surface::show(ui, m, rect, ("nearest", name), told);
    let inner = rect.shrink(m.mm(PAD).min(rect.height() * 0.1));
    let above = rect.width() < rect.height() * 1.6;
    let side = if above {
        inner.height() * 0.44
    } else {
        inner.height().min(inner.width() * 0.3)
    };
    let side = side.min(m.mm(MOST_SIGN));
    let (badge, words) = if above {
        let badge = Rect::from_min_size(
            pos2(inner.center().x - side / 2.0, inner.top()),
            vec2(side, side),
        );
        (badge, inner.with_min_y(badge.bottom() + m.mm(2.0)))
    } else {
        let badge = inner.square_at_left(side);
        (badge, inner.with_min_x(badge.right() + m.mm(PAD)))
    };
    let room = |capitals: f32| Look::new(m, capitals, Weight::Bold, colour::INK);
    let sizes = [6.4, 5.6, mm::TEXT, mm::TEXT / m.text_scale()];
    let soft = Look::text(m, colour::INK_SOFT).even();
    let soft = if above { soft.centred() } else { soft };
    let fits = |capitals: &f32| {
        let look = room(*capitals);
        let both = look.height(ui, name, words.width()) + soft.height(ui, away, words.width());
        both <= words.height() && look.longest_word(ui, name) <= words.width()
    };
    let capitals = sizes.into_iter().find(fits);
    let strong = room(capitals.unwrap_or(mm::TEXT / m.text_scale()));
    let strong = if above { strong.centred() } else { strong };
    let high = strong.height(ui, name, words.width());
    // Where there is no room for both, the name says enough.
    let both = high + soft.height(ui, away, words.width());
    let shown = if both <= words.height() { both } else { high };
    // Above its words the sign stands with them in the middle of the tile.
    let spare = if above { words.height() - shown } else { 0.0 };
    let top = if above {
        words.top() + spare / 2.0
    } else {
        words.center().y - shown / 2.0
    };
    let badge = badge.translate(vec2(0.0, spare / 2.0));
    draw_badge(ui.painter(), m, badge, *kind);
    let under = strong.paint(ui, words.with_min_y(top), name);
    if both <= words.height() {
        soft.paint(ui, words.with_min_y(under.bottom()), away);
    }
    response.clicked()
}
