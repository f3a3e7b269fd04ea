//! The names of the areas, each where there is room for it.

use maud::{Markup, html};
use shared::catalogue::AreaSpot;
use shared::geometry::{Point, Rect, crosses};
use shared::route::Destination;

use super::LevelDrawing;
use super::ground::around;

/// The size of letters as a part of the drawing's width, so that a phone shows them at some 13 pixels, or at some 11
/// where there is little room; and the least and the most, in metres.
const LETTERS: [f64; 2] = [0.036, 0.029];
const LEAST: f64 = 1.4;
const MOST: f64 = 3.2;
/// The height of a row, in sizes of the letters.
const ROW: f64 = 1.2;
/// A name of more rows is no name any more.
const ROWS: usize = 3;
/// Into how many places each way a name is tried.
const TRIES: u8 = 10;
/// How far a name may stick out of an area that is too small for it, in metres.
const OUT: f64 = 6.0;

impl LevelDrawing<'_> {
    /// Returns the names of the areas in sight.
    pub(super) fn names(&self) -> Markup {
        let wide = self.sight.most.x - self.sight.least.x;
        let sizes = LETTERS.map(|part| (wide * part).clamp(LEAST, MOST));
        let mut taken = self.taken();
        let areas = self.of.plan.areas.iter();
        let areas = areas.filter(|area| area.level == self.level.id);
        let mut areas: Vec<&AreaSpot> = areas.collect();
        // What is looked for has the first choice.
        areas.sort_by_key(|area| !self.is_goal(area));
        let names: Vec<Name> = areas
            .into_iter()
            .filter_map(|area| {
                let mut sizes = sizes.into_iter();
                let name = sizes.find_map(|size| self.name(area, size, &taken))?;
                taken.push(name.place);
                Some(name)
            })
            .collect();
        html! {
            g.names {
                @for name in &names {
                    @let middle = name.place.middle();
                    text font-size=(decimetres(name.size)) {
                        @for (row, words) in name.rows.iter().enumerate() {
                            @let base = name.place.least.y + (row as f64 * ROW + 0.95) * name.size;
                            tspan x=(decimetres(middle.x)) y=(decimetres(base)) { (words) }
                        }
                    }
                }
            }
        }
    }

    fn is_goal(&self, area: &AreaSpot) -> bool {
        matches!(self.of.goal, Destination::Area(id) if *id == area.area)
    }

    /// Returns what a name must not hide: booths, badges, both ends of the way.
    fn taken(&self) -> Vec<Rect> {
        let plan = self.of.plan;
        let here = |level: &String| *level == self.level.id;
        let booths = plan.booths.iter().filter(|spot| here(&spot.level));
        let places = plan.places.iter().filter(|place| here(&place.level));
        let stand = self.of.stand.filter(|stand| here(&stand.level));
        let mut areas = plan.areas.iter();
        let pin = areas.find(|area| self.is_goal(area) && here(&area.level));
        // Where their numbers can't be read, the hall's name says more than they do.
        let far = self.is_far();
        let booths = booths.filter(|spot| !far || self.of.goal.booth() == Some(spot.number));
        let mut taken: Vec<Rect> = booths.map(|spot| self.turned(spot.rect())).collect();
        taken.extend(places.map(|place| self.turned(around(place.at))));
        taken.extend(stand.map(|stand| {
            let here = self.quarters.turn(stand.at);
            Rect::sized(Point::new(here.x - 1.8, here.y - 1.8), 3.6, 3.6)
        }));
        taken.extend(pin.map(|area| {
            let tip = self.quarters.turn(area.door);
            Rect::sized(Point::new(tip.x - 1.2, tip.y - 3.4), 2.4, 3.4)
        }));
        taken
    }

    /// Returns an area's name in as many rows as it takes, in the free place that is nearest to the area's middle.
    fn name(&self, area: &AreaSpot, size: f64, taken: &[Rect]) -> Option<Name> {
        let areas = &self.of.catalogue.areas;
        let known = areas.iter().find(|known| known.id == area.area)?;
        let words = known.name.get(self.of.language.code);
        let corners: Vec<Point> = area
            .outline
            .iter()
            .map(|point| self.quarters.turn(*point))
            .collect();
        let own = Rect::around(&corners)?;
        // A desk in the middle of a yard is smaller than its name.
        let wider = Rect {
            least: Point::new(own.least.x - OUT, own.least.y - size * ROW),
            most: Point::new(own.most.x + OUT, own.most.y + size * ROW),
        };
        let paved = self
            .of
            .catalogue
            .booths
            .iter()
            .any(|booth| booth.area == area.area);
        let within = [Some(own), (!paved).then_some(wider)].into_iter().flatten();
        for within in within.filter_map(|rect| both(rect, self.sight)) {
            for rows in 1..=ROWS {
                let rows = broken(words, rows);
                let wide = rows.iter().map(|row| width(row)).fold(0.0, f64::max) * size;
                let high = rows.len() as f64 * ROW * size;
                if let Some(place) = self.free([wide, high], within, taken) {
                    return Some(Name { rows, place, size });
                }
            }
        }
        None
    }

    /// Returns a free place of a size within another, as near to its middle as there is one.
    fn free(&self, [wide, high]: [f64; 2], within: Rect, taken: &[Rect]) -> Option<Rect> {
        let spare = [
            within.most.x - within.least.x - wide,
            within.most.y - within.least.y - high,
        ];
        if spare.iter().any(|spare| *spare < 0.0) {
            return None;
        }
        let at = |spare: f64, step: u8| spare * f64::from(step) / f64::from(TRIES);
        let steps = (0..=TRIES).flat_map(|x| (0..=TRIES).map(move |y| (x, y)));
        let places = steps.map(|(x, y)| {
            let (x, y) = (at(spare[0], x), at(spare[1], y));
            Rect::sized(
                Point::new(within.least.x + x, within.least.y + y),
                wide,
                high,
            )
        });
        let middle = within.middle();
        places
            .filter(|place| !taken.iter().any(|other| other.overlaps(*place)))
            .filter(|place| !self.on_way(*place))
            .min_by(|a, b| {
                let off = |place: &Rect| place.middle().distance(middle);
                off(a).total_cmp(&off(b))
            })
    }

    /// Returns whether the way leads through a place.
    fn on_way(&self, place: Rect) -> bool {
        let line = self.of.route.map_or(&[][..], |route| &route.line);
        line.windows(2).any(|pair| {
            let here = pair.iter().all(|spot| spot.level == self.level.id);
            let ends = [0, 1].map(|end| self.quarters.turn(pair[end].at));
            let ends_in = ends.iter().any(|end| place.holds(*end));
            here && (ends_in || crosses(&place.corners(), ends[0], ends[1]))
        })
    }

    fn turned(&self, rect: Rect) -> Rect {
        let corners = rect.corners().map(|corner| self.quarters.turn(corner));
        Rect::around(&corners).unwrap_or(rect)
    }
}

/// A name and where it stands, in metres of the turned plan.
struct Name {
    rows: Vec<String>,
    place: Rect,
    /// The size of its letters.
    size: f64,
}

fn decimetres(metres: f64) -> f64 {
    (metres * 10.0).round()
}

/// Returns what two rectangles have in common.
fn both(a: Rect, b: Rect) -> Option<Rect> {
    let least = Point::new(a.least.x.max(b.least.x), a.least.y.max(b.least.y));
    let most = Point::new(a.most.x.min(b.most.x), a.most.y.min(b.most.y));
    (least.x < most.x && least.y < most.y).then_some(Rect { least, most })
}

/// Returns words in at most so many rows of about the same width. What is written without spaces is not broken.
fn broken(words: &str, rows: usize) -> Vec<String> {
    let whole = width(words);
    let mut broken: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        let full = broken.len() >= rows;
        match broken.last_mut() {
            Some(row) if full || width(row) + width(word) / 2.0 < whole / rows as f64 => {
                row.push(' ');
                row.push_str(word);
            }
            _ => broken.push(word.to_owned()),
        }
    }
    broken
}

/// The width of a Latin letter, in sizes of the letters.
const NARROW: f64 = 0.6;

/// About how wide words are, in sizes of the letters.
fn width(words: &str) -> f64 {
    let letter = |letter: char| if letter >= '\u{1100}' { 1.0 } else { NARROW };
    // Vietnamese letters with two marks lie above U+1E00 and are no wider than others.
    let is_vietnamese = |letter: char| ('\u{1e00}'..='\u{1eff}').contains(&letter);
    let wide = |it: char| {
        if is_vietnamese(it) {
            NARROW
        } else {
            letter(it)
        }
    };
    words.chars().map(wide).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_name_breaks_evenly_and_loses_nothing() {
        let name = "Khu trình diễn của các nghệ nhân";
        assert_eq!(broken(name, 1), [name]);
        assert_eq!(broken(name, 2), ["Khu trình diễn của", "các nghệ nhân"]);
        assert_eq!(broken(name, 3), ["Khu trình", "diễn của các", "nghệ nhân"]);
        assert_eq!(broken("匠人演示区", 3), ["匠人演示区"]);
        assert!(broken("  ", 2).is_empty());
    }
}
