//! The floor plan drawn into a page, one drawing for each level that the way leads through.
//!
//! It is turned as on the kiosk: what one looked at there is up.

mod ground;
mod names;
mod way;

use maud::{Markup, html};
use shared::catalogue::{Catalogue, Level, Plan, Stand};
use shared::geometry::{Point, Quarters, Rect};
use shared::route::{Destination, Route};

use crate::http::texts::Language;

/// What is to be drawn.
pub(super) struct Drawing<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) plan: &'a Plan,
    pub(super) goal: &'a Destination,
    /// What people call the goal.
    pub(super) name: &'a str,
    pub(super) stand: Option<&'a Stand>,
    pub(super) route: Option<&'a Route>,
    pub(super) language: &'a Language,
}

/// One level of it, in the units of the drawing: decimetres, so that most numbers are whole.
struct LevelDrawing<'a> {
    of: &'a Drawing<'a>,
    level: &'a Level,
    quarters: Quarters,
    /// What is in sight, after turning.
    sight: Rect,
}

/// Up to this width of a drawing, in metres, the numbers of its booths can be read on a phone.
const READABLE: f64 = 60.0;

/// Metres of floor around what has to be in sight, and the least there is to see, to know one's way.
const ROOM: f64 = 5.0;
const LEAST: f64 = 26.0;

impl Drawing<'_> {
    /// Returns the drawings, in the order in which one comes through the levels.
    pub(super) fn maps(&self) -> Vec<Markup> {
        let own = self.goal.level(self.plan);
        let mut levels: Vec<&str> = Vec::new();
        let line = self.route.map_or(&[][..], |route| &route.line);
        for level in line.iter().map(|spot| spot.level.as_str()).chain(own) {
            if !levels.contains(&level) {
                levels.push(level);
            }
        }
        let found = levels.iter().filter_map(|id| self.plan.level(id));
        let several = levels.len() > 1;
        found.map(|level| self.map(level, several)).collect()
    }

    fn map(&self, level: &Level, several: bool) -> Markup {
        let quarters = Quarters::that_put_up(self.stand.map_or(0.0, Stand::looking));
        let sheet = LevelDrawing {
            of: self,
            level,
            quarters,
            sight: self.sight(level, quarters),
        };
        let words = self.words();
        let name = level.name.get(self.language.code);
        html! {
            figure {
                @if several {
                    figcaption { (name) }
                }
                svg.map.far[sheet.is_far()] viewBox=(sheet.view_box()) role="img" aria-label={ (words) ". " (name) } {
                    (sheet.ground())
                    (sheet.way())
                    (sheet.names())
                }
            }
        }
    }

    /// Returns what the drawing shows, for those who can't see it.
    fn words(&self) -> String {
        let bare = self.route.is_none();
        match self.goal {
            Destination::Booth(number) => {
                let id = if bare {
                    text_id!("phone-map-bare")
                } else {
                    text_id!("phone-map")
                };
                self.language.say_with(id, [("number", number.0.into())])
            }
            Destination::Area(_) | Destination::Place(_) | Destination::Nearest(_) => {
                let id = if bare {
                    text_id!("phone-map-area-bare")
                } else {
                    text_id!("phone-map-area")
                };
                self.language.say_with(id, [("name", self.name.into())])
            }
        }
    }

    /// Returns what has to be in sight on a level: the way and both its ends, else all of it.
    fn sight(&self, level: &Level, quarters: Quarters) -> Rect {
        let line = self.route.map_or(&[][..], |route| &route.line);
        let here = line.iter().filter(|spot| spot.level == level.id);
        let mut points: Vec<Point> = here.map(|spot| spot.at).collect();
        if points.is_empty() {
            points.clone_from(&level.outline);
        } else if self.goal.level(self.plan) == Some(level.id.as_str()) {
            points.extend(self.goal.outline(self.plan).unwrap_or_default());
        }
        let turned: Vec<Point> = points.iter().map(|point| quarters.turn(*point)).collect();
        let around = Rect::around(&turned).unwrap_or(Rect::sized(Point::new(0.0, 0.0), 1.0, 1.0));
        let middle = around.middle();
        let side = |least: f64, most: f64| (most - least + 2.0 * ROOM).max(LEAST);
        let (wide, high) = (
            side(around.least.x, around.most.x),
            side(around.least.y, around.most.y),
        );
        Rect::sized(
            Point::new(middle.x - wide / 2.0, middle.y - high / 2.0),
            wide,
            high,
        )
    }
}

impl LevelDrawing<'_> {
    /// Returns whether so much is in sight that the numbers of the booths can't be read.
    fn is_far(&self) -> bool {
        self.sight.most.x - self.sight.least.x >= READABLE
    }

    fn view_box(&self) -> String {
        let Rect { least, most } = self.sight;
        let dm = |metres: f64| (metres * 10.0).round();
        let (wide, high) = (dm(most.x - least.x), dm(most.y - least.y));
        format!("{} {} {wide} {high}", dm(least.x), dm(least.y))
    }

    /// Returns where a point of the plan is on the sheet.
    fn at(&self, point: Point) -> [f64; 2] {
        let turned = self.quarters.turn(point);
        [turned.x, turned.y].map(|metres| (metres * 10.0).round())
    }

    /// Returns an outline as the corners of a polygon.
    fn corners(&self, outline: &[Point]) -> String {
        let corners = outline.iter().map(|point| {
            let [x, y] = self.at(*point);
            format!("{x},{y}")
        });
        corners.collect::<Vec<_>>().join(" ")
    }

    /// Returns a rectangle of the plan on the sheet: its corner, its width and its height.
    fn rect(&self, rect: Rect) -> [f64; 4] {
        let (a, b) = (self.at(rect.least), self.at(rect.most));
        [
            a[0].min(b[0]),
            a[1].min(b[1]),
            (a[0] - b[0]).abs(),
            (a[1] - b[1]).abs(),
        ]
    }

    /// Returns whether a rectangle of the plan is in sight.
    fn sees(&self, rect: Rect) -> bool {
        let turned = rect.corners().map(|corner| self.quarters.turn(corner));
        Rect::around(&turned).is_some_and(|turned| turned.overlaps(self.sight))
    }
}
