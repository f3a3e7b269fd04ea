//! The floor plan by fields, for browsers without scripts.

use shared::catalogue::{BoothSpot, Catalogue, Place, PlaceKind, Plan, Side};
use shared::geometry::Point;
use shared::ids::BoothNumber;

/// The most booths of a row.
const ROW_MOST: usize = 100;
/// The size of a booth when there is none yet, in metres.
const SIZE: [f64; 2] = [3.0, 3.0];

/// What a form says, by the names of its fields.
struct PlanFields<'a>(&'a [(String, String)]);

impl PlanFields<'_> {
    fn text(&self, name: &str) -> &str {
        let mut found = self.0.iter().filter(|(it, _)| it == name);
        found.next().map_or("", |(_, text)| text.trim())
    }

    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(it, _)| it == name)
    }

    /// Returns metres, to the centimetre.
    fn metres(&self, name: &str) -> Option<f64> {
        let metres = self.text(name).replace(',', ".").parse::<f64>().ok()?;
        metres.is_finite().then(|| (metres * 100.0).round() / 100.0)
    }

    fn point(&self, name: &str, otherwise: Point) -> Point {
        Point::new(
            self.metres(&format!("{name}.x")).unwrap_or(otherwise.x),
            self.metres(&format!("{name}.y")).unwrap_or(otherwise.y),
        )
    }
}

/// Returns a side by its word.
pub(super) fn side(word: &str) -> Option<Side> {
    let sides = [Side::Up, Side::Right, Side::Down, Side::Left];
    sides.into_iter().find(|it| side_word(*it) == word)
}

/// Returns the word of a side.
pub(super) fn side_word(side: Side) -> &'static str {
    match side {
        Side::Up => "up",
        Side::Right => "right",
        Side::Down => "down",
        Side::Left => "left",
    }
}

/// Returns a plan with what the fields say: booths and places moved, taken off, added, and a row copied.
pub(super) fn with_fields(catalogue: &Catalogue, plan: &Plan, fields: &[(String, String)]) -> Plan {
    let fields = PlanFields(fields);
    let mut plan = plan.clone();
    plan.booths
        .retain(|it| !fields.has(&format!("booth.{}.off", it.number)));
    for booth in &mut plan.booths {
        let name = format!("booth.{}", booth.number);
        booth.at = fields.point(&name, booth.at);
        for (at, side) in ["width", "height"].into_iter().enumerate() {
            let metres = fields.metres(&format!("{name}.{side}"));
            booth.size[at] = metres.unwrap_or(booth.size[at]);
        }
        booth.front = side(fields.text(&format!("{name}.front"))).unwrap_or(booth.front);
    }
    plan.places
        .retain(|it| !fields.has(&format!("place.{}.off", it.id)));
    for place in &mut plan.places {
        place.at = fields.point(&format!("place.{}", place.id), place.at);
    }
    let level = fields.text("level").to_owned();
    if let Ok(number) = fields.text("add.number").parse().map(BoothNumber) {
        add(catalogue, &mut plan, number, None, |spot| {
            spot.level.clone_from(&level);
            spot.at = fields.point("add", spot.at);
        });
    }
    copy_row(catalogue, &mut plan, &fields);
    add_place(&mut plan, &fields, &level);
    plan
}

/// Adds a booth that is in the list and not on the plan yet.
fn add(
    catalogue: &Catalogue,
    plan: &mut Plan,
    number: BoothNumber,
    like: Option<&BoothSpot>,
    place: impl FnOnce(&mut BoothSpot),
) {
    if catalogue.booth(number).is_none() || plan.booth(number).is_some() {
        return;
    }
    let like = like.or(plan.booths.last());
    let mut spot = like.cloned().unwrap_or(BoothSpot {
        number,
        level: String::new(),
        at: Point::new(0.0, 0.0),
        size: SIZE,
        front: Side::Down,
    });
    spot.number = number;
    place(&mut spot);
    plan.booths.push(spot);
}

/// Copies a booth in a row: the next numbers that are not on the plan yet, each so far from the one before.
fn copy_row(catalogue: &Catalogue, plan: &mut Plan, fields: &PlanFields<'_>) {
    let from = fields.text("row.from").parse().map(BoothNumber).ok();
    let Some(first) = from.and_then(|it| plan.booth(it)).cloned() else {
        return;
    };
    let count = fields.text("row.count").parse().unwrap_or(0).min(ROW_MOST);
    let step = fields.point("row", Point::new(0.0, 0.0));
    let mut numbers: Vec<BoothNumber> = catalogue.booths.iter().map(|it| it.number).collect();
    numbers.sort_unstable();
    numbers.retain(|it| *it > first.number && plan.booth(*it).is_none());
    for (at, number) in numbers.into_iter().take(count).enumerate() {
        let times = (at + 1) as f64;
        add(catalogue, plan, number, Some(&first), |spot| {
            spot.at = Point::new(first.at.x + step.x * times, first.at.y + step.y * times);
        });
    }
}

fn add_place(plan: &mut Plan, fields: &PlanFields<'_>, level: &str) {
    let kind = serde_json::Value::from(fields.text("place.kind"));
    let Ok(kind) = serde_json::from_value::<PlaceKind>(kind.clone()) else {
        return;
    };
    let word = fields.text("place.kind");
    let free = (1..).map(|at| format!("{word}-{at}"));
    let id = free.into_iter().find(|id| plan.place(id).is_none());
    plan.places.push(Place {
        id: id.unwrap_or_default(),
        kind,
        name: None,
        level: level.to_owned(),
        at: fields.point("place.new", Point::new(1.0, 1.0)),
        gate: fields.text("place.gate").parse().ok(),
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations::workbook::WorkbookLanguage;
    use crate::operations::{catalogue, floor_plan};

    #[test]
    fn fields_move_remove_and_copy_booths() {
        let catalogue = catalogue::sample().unwrap();
        let plan = catalogue.plan.clone().unwrap();
        let fields = [
            ("level", "ground"),
            ("booth.7.x", "12,5"),
            ("booth.7.front", "left"),
            ("booth.78.off", "on"),
            ("booth.79.off", "on"),
            ("booth.80.off", "on"),
            ("row.from", "7"),
            ("row.count", "2"),
            ("row.x", "4"),
            ("add.number", "80"),
            ("add.y", "30"),
            ("place.kind", "water"),
            ("place.new.x", "3"),
        ];
        let fields = fields.map(|(name, text)| (name.to_owned(), text.to_owned()));
        let changed = with_fields(&catalogue, &plan, &fields);
        let at = |number| changed.booth(BoothNumber(number)).map(|it| it.at.x);
        assert_eq!(at(7), Some(12.5));
        assert_eq!(changed.booth(BoothNumber(7)).unwrap().front, Side::Left);
        assert_eq!([at(78), at(79)], [Some(16.5), Some(20.5)]);
        let last = changed.booth(BoothNumber(80)).map(|it| it.at.y);
        assert_eq!(last, Some(30.0));
        assert_eq!(changed.booths.len(), plan.booths.len());
        let place = changed.places.last().unwrap();
        assert_eq!(place.kind, PlaceKind::Water);
        assert_eq!(Some(place.at.x), Some(3.0));
        assert_eq!(with_fields(&catalogue, &plan, &[]), plan);
    }

    #[test]
    fn damaged_fields_leave_a_plan_that_can_be_checked() {
        let catalogue = catalogue::small();
        let plan = catalogue.plan.clone().unwrap();
        let samples: [&[u8]; 3] = [
            b"level=ground&booth.1.x=12,5&booth.1.y=3&booth.1.width=3&booth.1.front=left&booth.2.off=on",
            b"level=upper&row.from=1&row.count=2&row.x=4&row.y=-1&add.number=2&add.x=30",
            b"place.kind=water&place.new.x=3&place.gate-main.x=1e3&place.water-1.off=on&place.gate=main",
        ];
        damaged_input::each("plan-fields", 256, &samples, |bytes| {
            let text = String::from_utf8_lossy(bytes);
            let fields = text.split('&').filter_map(|it| it.split_once('='));
            let fields = fields.map(|(name, text)| (name.to_owned(), text.to_owned()));
            let changed = with_fields(&catalogue, &plan, &fields.collect::<Vec<_>>());
            Ok(faults(&catalogue, &changed))
        });
    }

    #[test]
    fn damaged_plan_is_refused_or_can_be_checked() {
        let catalogue = catalogue::small();
        let json = serde_json::to_vec(&catalogue.plan).unwrap();
        damaged_input::each("plan", 256, &[&json], |json| {
            Ok(match Plan::from_json(&String::from_utf8_lossy(json)) {
                Ok(plan) => faults(&catalogue, &plan),
                Err(error) => error.to_string(),
            })
        });
    }

    /// What is wrong with a plan, in words.
    fn faults(catalogue: &Catalogue, plan: &Plan) -> String {
        let problems = match floor_plan::problems(catalogue, plan) {
            Ok(problems) => problems,
            Err(error) => return error.to_string(),
        };
        let mut words = problems
            .iter()
            .map(|it| WorkbookLanguage::English.problem(it));
        words.next().unwrap_or_else(|| "a sound plan".to_owned())
    }
}
