//! What stands on the floor: areas, walls, booths, places.

use maud::{Markup, html};
use shared::catalogue::{BoothSpot, Place};
use shared::geometry::{Point, Rect, contains};

use super::LevelDrawing;
use crate::http::public::signs;

/// What is thinner than this, in metres, is a wall.
const WALL: f64 = 0.6;
/// Half the side of a place's badge, in decimetres.
const BADGE: f64 = 10.0;

impl LevelDrawing<'_> {
    /// Returns the floor and everything on it but the way.
    pub(super) fn ground(&self) -> Markup {
        let plan = self.of.plan;
        let booths = || {
            plan.booths
                .iter()
                .filter(|spot| spot.level == self.level.id)
        };
        let areas = plan.areas.iter().filter(|area| area.level == self.level.id);
        let shapes = areas.map(|area| {
            let paved = booths().any(|spot| contains(&area.outline, spot.rect().middle()));
            (
                if paved { "hall" } else { "area" },
                self.corners(&area.outline),
            )
        });
        let places = plan
            .places
            .iter()
            .filter(|place| place.level == self.level.id);
        html! {
            polygon.floor points=(self.corners(&self.level.outline)) {}
            @for (class, points) in shapes {
                polygon class=(class) points=(points) {}
            }
            @for block in &self.level.blocks {
                @if in_sight(self, block) {
                    polygon class=(if is_wall(block) { "wall" } else { "block" }) points=(self.corners(block)) {}
                }
            }
            @for spot in booths().filter(|spot| self.sees(spot.rect())) {
                (self.booth(spot))
            }
            @for place in places.filter(|place| self.sees(around(place.at))) {
                (self.badge(place))
            }
        }
    }

    /// One booth with its number.
    pub(super) fn booth(&self, spot: &BoothSpot) -> Markup {
        let catalogue = self.of.catalogue;
        let booth = catalogue.booth(spot.number);
        let village = booth.and_then(|booth| {
            let mut villages = catalogue.villages.iter();
            villages.position(|village| village.id == booth.village)
        });
        let tone = village.map_or("t".to_owned(), |village| format!("t{}", village % 6));
        let chosen = if self.of.goal.booth() == Some(spot.number) {
            " chosen"
        } else {
            ""
        };
        let [x, y, width, height] = self.rect(spot.rect());
        html! {
            g class={ "booth " (tone) (chosen) } {
                rect x=(x + 1.0) y=(y + 1.0) width=(width - 2.0) height=(height - 2.0) rx="3" {}
                text x=(x + width / 2.0) y=(y + height / 2.0) { (spot.number) }
            }
        }
    }

    fn badge(&self, place: &Place) -> Markup {
        let [x, y] = self.at(place.at);
        let lines = signs::of_place(place.kind);
        let words = match &place.name {
            Some(name) => name.get(self.of.language.code).to_owned(),
            None => self
                .of
                .language
                .say(shared::route::place_sentence(place.kind)),
        };
        // The sign's square of 24 units becomes two thirds of the badge.
        let scale = BADGE * 1.35 / 24.0;
        let corner = BADGE * 0.675;
        html! {
            g.place {
                title { (words) }
                rect x=(x - BADGE) y=(y - BADGE) width=(BADGE * 2.0) height=(BADGE * 2.0) rx="5" {}
                path transform={ "translate(" (x - corner) " " (y - corner) ") scale(" (scale) ")" } d=(lines) {}
            }
        }
    }
}

fn is_wall(block: &[Point]) -> bool {
    Rect::around(block).is_some_and(|around| {
        let (wide, high) = (
            around.most.x - around.least.x,
            around.most.y - around.least.y,
        );
        wide.min(high) < WALL
    })
}

fn in_sight(sheet: &LevelDrawing<'_>, block: &[Point]) -> bool {
    Rect::around(block).is_some_and(|around| sheet.sees(around))
}

/// Returns a metre around a point.
pub(super) fn around(at: Point) -> Rect {
    Rect::sized(Point::new(at.x - 1.0, at.y - 1.0), 2.0, 2.0)
}
