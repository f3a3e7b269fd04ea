//! The way on a sheet: its line with arrows, where it begins, the booth or the area at its end.

use std::fmt::Write;

use maud::{Markup, html};
use shared::catalogue::Spot;
use shared::geometry::Point;
use shared::route::Destination;

use super::LevelDrawing;

/// Metres from one arrow to the next.
const ARROWS: f64 = 5.0;

impl LevelDrawing<'_> {
    /// Returns the way as far as it is on this level.
    pub(super) fn way(&self) -> Markup {
        let line = self.of.route.map_or(&[][..], |route| &route.line);
        let runs = line.chunk_by(|a, b| a.level == b.level);
        let here: Vec<&[Spot]> = runs
            .filter(|run| run.len() > 1 && run[0].level == self.level.id)
            .collect();
        let start = self.of.stand.filter(|stand| stand.level == self.level.id);
        let start = start.map(|stand| self.at(stand.at));
        html! {
            @for run in &here {
                @let points: Vec<Point> = run.iter().map(|spot| spot.at).collect();
                @let corners = self.corners(&points);
                polyline.casing points=(corners) {}
                polyline.way points=(corners) {}
                path.arrows d=(self.arrows(&points)) {}
            }
            @if let Some([x, y]) = start {
                g.here {
                    title { (self.of.language.say(text_id!("phone-start"))) }
                    circle cx=(x) cy=(y) r="13" {}
                    circle.dot cx=(x) cy=(y) r="5" {}
                }
            }
            (self.pin())
        }
    }

    fn pin(&self) -> Markup {
        let plan = self.of.plan;
        let booth = self.of.goal.booth().and_then(|number| plan.booth(number));
        let booth = booth.filter(|spot| spot.level == self.level.id);
        let area = match self.of.goal {
            Destination::Area(id) => plan.area(id),
            Destination::Booth(_) | Destination::Place(_) | Destination::Nearest(_) => None,
        };
        let area = area.filter(|spot| spot.level == self.level.id);
        let place = self.of.goal.place(plan);
        let place = place.filter(|place| place.level == self.level.id);
        let door = area.map(|spot| spot.door).or(place.map(|place| place.at));
        html! {
            @if let Some(spot) = booth {
                @let [x, y, width, height] = self.rect(spot.rect());
                // Once more, over the end of the line.
                (self.booth(spot))
                rect.ring x=(x - 2.0) y=(y - 2.0) width=(width + 4.0) height=(height + 4.0) rx="4" {}
            }
            @if let Some(spot) = area {
                polygon.ring points=(self.corners(&spot.outline)) {}
            }
            @if let Some(door) = door {
                @let [x, y] = self.at(door);
                path.pin transform={ "translate(" (x) " " (y) ")" } d="M0 0c-6-9-11-14-11-21a11 11 0 0 1 22 0c0 7-5 12-11 21z" {}
                circle.pin-eye cx=(x) cy=(y - 21.0) r="4" {}
            }
        }
    }

    /// Arrow heads along a line, at equal distances, as the lines of a path.
    fn arrows(&self, points: &[Point]) -> String {
        let mut lines = String::new();
        let mut until = ARROWS / 2.0;
        for pair in points.windows(2) {
            let [from, to] = pair else { continue };
            let length = from.distance(*to);
            while until < length {
                let tip = from.towards(*to, until / length);
                let back = from.towards(*to, (until - 0.7) / length);
                let aside = 0.55 / length;
                let (dx, dy) = ((to.y - from.y) * aside, (from.x - to.x) * aside);
                let wings = [1.0, -1.0].map(|side| {
                    let [x, y] = self.at_fine(Point::new(back.x + dx * side, back.y + dy * side));
                    format!("{x:.1} {y:.1}")
                });
                let [x, y] = self.at_fine(tip);
                let _ = write!(lines, "M{}L{x:.1} {y:.1}L{}", wings[0], wings[1]);
                until += ARROWS;
            }
            until -= length;
        }
        lines
    }

    /// Returns where a point is, to the centimetre.
    fn at_fine(&self, point: Point) -> [f64; 2] {
        let turned = self.quarters.turn(point);
        [turned.x * 10.0, turned.y * 10.0]
    }
}
