//! What a visitor does with the floor plan: which floor, how near, which booth they have touched, with steps or without.

use shared::geometry::Point;
use shared::ids::BoothNumber;

/// What a visitor's map shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MapVisit {
    level: Option<String>,
    sight: Option<Sight>,
    picked: Option<BoothNumber>,
    step_free: bool,
    first_turn: usize,
}

/// What part of the plan is in sight, once the visitor has moved it. Whole numbers, so that a visit can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sight {
    /// The point in the middle, in millimetres of the plan.
    middle_mm: [i64; 2],
    /// Micrometres of glass for a metre of the plan.
    scale: u32,
}

/// What a visitor may do with the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MapAction {
    /// Look at this part of it.
    Look(Sight),
    /// Look at this floor.
    Level(String),
    /// Touch a booth, or put its card away.
    Pick(Option<BoothNumber>),
    /// Take ways without a step only, or all of them.
    StepFree(bool),
    /// Read the turns from this one on.
    Turns(usize),
}

impl Sight {
    /// So many millimetres of glass for a metre, with a point of the plan in the middle.
    #[must_use]
    pub fn new(middle: Point, mm_per_metre: f32) -> Self {
        Self {
            middle_mm: [middle.x, middle.y].map(|metres| (metres * 1000.0).round() as i64),
            scale: (mm_per_metre.clamp(0.0, 1000.0) * 1000.0).round() as u32,
        }
    }

    /// The point in the middle.
    #[must_use]
    pub fn middle(self) -> Point {
        let [x, y] = self.middle_mm.map(|mm| mm as f64 / 1000.0);
        Point::new(x, y)
    }

    /// Millimetres of glass for a metre of the plan.
    #[must_use]
    pub fn mm_per_metre(self) -> f32 {
        self.scale as f32 / 1000.0
    }
}

impl MapVisit {
    /// The floor the visitor chose; `None` for the one they stand on.
    #[must_use]
    pub fn level(&self) -> Option<&str> {
        self.level.as_deref()
    }

    /// The part in sight; `None` until the visitor has moved the map.
    #[must_use]
    pub fn sight(&self) -> Option<Sight> {
        self.sight
    }

    /// The booth the visitor has touched.
    #[must_use]
    pub fn picked(&self) -> Option<BoothNumber> {
        self.picked
    }

    /// Whether they take ways without a step only.
    #[must_use]
    pub fn step_free(&self) -> bool {
        self.step_free
    }

    /// The first turn in sight, where not all of them have room.
    #[must_use]
    pub fn first_turn(&self) -> usize {
        self.first_turn
    }

    pub(super) fn handle(&mut self, action: MapAction) {
        match action {
            MapAction::Look(sight) => self.sight = Some(sight),
            MapAction::Level(level) => {
                self.level = Some(level);
                (self.sight, self.picked) = (None, None);
            }
            MapAction::Pick(booth) => self.picked = booth,
            MapAction::StepFree(only) => {
                self.open_anew();
                self.step_free = only;
            }
            MapAction::Turns(first) => self.first_turn = first,
        }
    }

    /// Another page was opened: the map shows all there is when it is seen next. Who needs ways without a step goes on
    /// needing them.
    pub(super) fn open_anew(&mut self) {
        *self = Self {
            step_free: self.step_free,
            ..Self::default()
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sight_keeps_what_it_was_made_of_to_the_millimetre() {
        let sight = Sight::new(Point::new(12.3456, -0.5), 3.75);
        assert_eq!(sight.middle(), Point::new(12.346, -0.5));
        assert!((sight.mm_per_metre() - 3.75).abs() < 1e-3);
        for odd in [f32::NAN, f32::INFINITY, -1.0] {
            assert!(Sight::new(Point::new(0.0, 0.0), odd).mm_per_metre() <= 1000.0);
        }
    }

    #[test]
    fn another_floor_is_seen_whole_and_without_the_card_of_a_booth() {
        let mut map = MapVisit::default();
        map.handle(MapAction::Look(Sight::new(Point::new(1.0, 1.0), 5.0)));
        map.handle(MapAction::Pick(Some(BoothNumber(3))));
        map.handle(MapAction::Level("upper".to_owned()));
        assert_eq!(
            (map.level(), map.sight(), map.picked()),
            (Some("upper"), None, None)
        );
    }

    #[test]
    fn who_needs_ways_without_steps_need_not_say_so_again() {
        let mut map = MapVisit::default();
        map.handle(MapAction::Turns(4));
        map.handle(MapAction::StepFree(true));
        assert_eq!(map.first_turn(), 0, "these are other turns");
        map.handle(MapAction::Pick(Some(BoothNumber(3))));
        map.open_anew();
        assert_eq!((map.step_free(), map.picked()), (true, None));
    }
}
