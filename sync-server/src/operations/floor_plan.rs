//! The floor plan, drawn by organisers into the draft: begun, checked as kiosks will use it, put together when two people
//! draw at once, with a background to draw on.

use shared::catalogue::{
    Catalogue, CataloguePart, GateDirection, Junction, Level, LevelBackground, Localized,
    MediaFile, Place, PlaceKind, Plan, Problem, Way, WayKind,
};
use shared::geometry::Point;

use super::catalogue_draft::{self, DraftChange};
use super::pictures::{self, PictureError};
use super::setup_error::SetupError;
use super::workbook::merge;
use crate::ports::Database;

/// The most things of a kind that a plan may have. The largest fair has fewer, and checking takes longer with each.
const THINGS_MOST: usize = 3_000;
/// How far entrances are apart on a plan that is begun, in metres.
const APART: f64 = 3.0;

/// Why a plan was not changed.
#[derive(Debug, thiserror::Error)]
pub enum FloorPlanError {
    /// Somebody else changed it since it was opened; as it is now, and both changes together.
    #[error("somebody else changed the plan meanwhile; nothing was saved")]
    Changed {
        /// As it is now.
        theirs: Box<Plan>,
        /// Both changes together.
        merged: Box<Plan>,
    },
    /// There is no plan, or no such level of it.
    #[error("there is no such level")]
    Unknown,
    /// It has more than any exhibition has.
    #[error("the plan has more things than any exhibition; remove some")]
    TooMuch,
    /// The file of the background.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// The database, or the catalogue.
    #[error(transparent)]
    Setup(#[from] SetupError),
}

/// Returns a hall of this size to begin with: its gates at its left side, and a way through its middle.
#[must_use]
pub fn begun(catalogue: &Catalogue, [width, height]: [f64; 2]) -> Plan {
    let level = "ground".to_owned();
    let (middle, inside) = (height / 2.0, 1.0_f64.min(width / 4.0));
    let gates = catalogue.gates.iter().enumerate();
    let places = gates.map(|(at, gate)| {
        let step = at.div_ceil(2) as f64 * APART;
        let y = if at % 2 == 0 {
            middle + step
        } else {
            middle - step
        };
        Place {
            id: format!("gate-{}", gate.id),
            kind: match gate.direction {
                GateDirection::Out => PlaceKind::Exit,
                GateDirection::In | GateDirection::Both => PlaceKind::Entrance,
            },
            name: None,
            level: level.clone(),
            at: Point::new(inside, y.clamp(inside, height - inside)),
            gate: Some(gate.id.clone()),
        }
    });
    let knot = |id: &str, x: f64, y: f64| Junction {
        id: id.to_owned(),
        level: level.clone(),
        at: Point::new(x, y),
        mark: None,
    };
    let way = |from: &str, to: &str| Way {
        from: from.to_owned(),
        to: to.to_owned(),
        kind: WayKind::Floor,
    };
    let names = [("vi", "Tầng trệt"), ("en", "Ground floor")];
    let names = names.map(|(code, name)| (code.to_owned(), name.to_owned()));
    let corner = |x, y| Point::new(x, y);
    Plan {
        levels: vec![Level {
            id: level.clone(),
            name: Localized(names.into()),
            height: 0.0,
            outline: vec![
                corner(0.0, 0.0),
                corner(width, 0.0),
                corner(width, height),
                corner(0.0, height),
            ],
            blocks: Vec::new(),
            background: None,
        }],
        places: places.collect(),
        knots: vec![
            knot("a1", inside * 2.0, inside),
            knot("a2", inside * 2.0, middle),
            knot("a3", inside * 2.0, height - inside),
            knot("a4", width - inside, middle),
        ],
        ways: vec![way("a1", "a2"), way("a2", "a3"), way("a2", "a4")],
        ..Plan::default()
    }
}

/// Returns what is wrong with a catalogue once it has this plan: with the plan alone, since the rest is checked elsewhere.
///
/// # Errors
/// [`FloorPlanError::TooMuch`].
pub fn problems(catalogue: &Catalogue, plan: &Plan) -> Result<Vec<Problem>, FloorPlanError> {
    check_size(plan)?;
    let with_plan = Catalogue {
        plan: Some(plan.clone()),
        ..catalogue.clone()
    };
    let mut problems = with_plan.problems();
    problems.retain(|it| is_of_plan(it.place.part));
    Ok(problems)
}

/// Returns whether a part of a catalogue is the floor plan's.
#[must_use]
pub fn is_of_plan(part: CataloguePart) -> bool {
    part.code().starts_with("plan")
}

/// Puts a plan into the draft, drawn on top of `base`. What is wrong with it stays to be put right before the draft comes into
/// force: a plan is not drawn in one go.
///
/// # Errors
/// [`FloorPlanError::Changed`] when the draft has another plan than `base`; then nothing is saved.
pub fn save(
    database: &dyn Database,
    who: &DraftChange,
    base: Option<&Plan>,
    plan: &Plan,
) -> Result<(), FloorPlanError> {
    check_size(plan)?;
    catalogue_draft::change(database, who, |current| {
        if current.plan.as_ref() != base && current.plan.as_ref() != Some(plan) {
            return Err(changed(current, base, plan)?);
        }
        let plan = Some(plan.clone());
        Ok((
            Catalogue {
                plan,
                ..current.clone()
            },
            (),
        ))
    })
}

fn changed(
    current: &Catalogue,
    base: Option<&Plan>,
    mine: &Plan,
) -> Result<FloorPlanError, SetupError> {
    let with = |plan: Option<&Plan>| Catalogue {
        plan: plan.cloned(),
        ..current.clone()
    };
    let merged = merge(&with(base), &with(Some(mine)), current);
    let merged = merged.map_err(SetupError::CatalogueJson)?.plan;
    Ok(FloorPlanError::Changed {
        theirs: Box::new(current.plan.clone().unwrap_or_default()),
        merged: Box::new(merged.unwrap_or_default()),
    })
}

/// Lays an uploaded picture under a level, so many metres wide, from the upper left corner of its outline.
///
/// # Errors
/// [`FloorPlanError`]; then the draft stays as it was.
pub fn set_background(
    database: &dyn Database,
    who: &DraftChange,
    level: &str,
    content: &[u8],
    width: f64,
) -> Result<(), FloorPlanError> {
    let prepared = pictures::prepare(content)?;
    let file = MediaFile::of(&prepared.content);
    let kept = database.media().insert(&file, &mut &prepared.content[..]);
    kept.map_err(SetupError::from)?;
    let [wide, high] = prepared.size.map(f64::from);
    let height = (width * high / wide * 100.0).round() / 100.0;
    change_level(database, who, level, |level| {
        let around = shared::geometry::Rect::around(&level.outline);
        level.background = Some(LevelBackground {
            file,
            at: around.map_or(Point::new(0.0, 0.0), |it| it.least),
            size: [width, height],
        });
    })
}

/// Takes the background of a level away.
///
/// # Errors
/// [`FloorPlanError`]; then the draft stays as it was.
pub fn remove_background(
    database: &dyn Database,
    who: &DraftChange,
    level: &str,
) -> Result<(), FloorPlanError> {
    change_level(database, who, level, |level| level.background = None)
}

fn change_level(
    database: &dyn Database,
    who: &DraftChange,
    level: &str,
    change: impl Fn(&mut Level),
) -> Result<(), FloorPlanError> {
    catalogue_draft::change(database, who, |current| {
        let mut changed = current.clone();
        let mut levels = changed.plan.iter_mut().flat_map(|plan| &mut plan.levels);
        let found = levels.find(|it| it.id == level);
        change(found.ok_or(FloorPlanError::Unknown)?);
        Ok((changed, ()))
    })
}

fn check_size(plan: &Plan) -> Result<(), FloorPlanError> {
    let blocks = plan.levels.iter().map(|it| it.blocks.len()).sum();
    let counts = [
        plan.levels.len(),
        plan.booths.len(),
        plan.areas.len(),
        plan.places.len(),
        plan.stands.len(),
        plan.knots.len(),
        plan.ways.len(),
        blocks,
    ];
    let fits = counts.into_iter().all(|it| it <= THINGS_MOST);
    fits.then_some(()).ok_or(FloorPlanError::TooMuch)
}

#[cfg(test)]
mod tests {
    use shared::ids::BoothNumber;

    use super::*;
    use crate::operations::catalogue;

    #[test]
    fn begun_plan_reaches_every_gate() {
        let mut catalogue = catalogue::sample().unwrap();
        catalogue.plan = None;
        let plan = begun(&catalogue, [40.0, 25.0]);
        assert_eq!(problems(&catalogue, &plan).unwrap(), []);
        let plan = begun(&catalogue, [9.0, 12.0]);
        assert_eq!(problems(&catalogue, &plan).unwrap(), []);
    }

    #[test]
    fn two_drawings_are_put_together() {
        let current = catalogue::sample().unwrap();
        let base = current.plan.clone().unwrap();
        let mut mine = base.clone();
        mine.booths[0].at.x += 0.5;
        mine.areas[0].door.x += 0.5;
        let mut theirs = current.clone();
        let plan = theirs.plan.as_mut().unwrap();
        plan.booths[1].at.y += 0.5;
        plan.areas[1].door.y += 0.5;
        let error = changed(&theirs, Some(&base), &mine).unwrap();
        let FloorPlanError::Changed { merged, .. } = error else {
            panic!("{error}");
        };
        let booth = |number| merged.booth(BoothNumber(number)).unwrap().at;
        assert_eq!(booth(1), mine.booths[0].at);
        assert_eq!(booth(2), theirs.plan.as_ref().unwrap().booths[1].at);
        let doors = |plan: &Plan| [plan.areas[0].door, plan.areas[1].door];
        let theirs = theirs.plan.unwrap();
        assert_eq!(doors(&merged), [mine.areas[0].door, theirs.areas[1].door]);
        assert_eq!(merged.ways, base.ways);
    }
}
