//! Draws the floor plan of the sample exhibition: four halls of twenty booths around a courtyard, an upper floor, a
//! stage and a workshop, in metres.
//!
//! ```sh
//! cargo run -p shared --example sample_plan > assets/exhibition/plan.json
//! ```
//!
//! The museum is a real one, this plan of it is made up. Aisles are 3 m wide and more. Halls C and D lie four steps
//! below the courtyard: each has a ramp beside the steps of one of its two doors.

mod courtyard;
mod halls;
mod levels;
mod places;

use serde::Serialize;
use shared::catalogue::{Junction, Localized, Plan, Way, WayKind};
use shared::geometry::Point;

fn main() {
    let mut plan = Plan {
        levels: vec![levels::ground(), levels::upper()],
        ..Plan::default()
    };
    halls::add(&mut plan);
    courtyard::add(&mut plan);
    levels::add_upper_ways(&mut plan);
    places::add(&mut plan);
    print(&plan);
}

/// Prints the plan with one thing a line, so that a change to it can be read.
fn print(plan: &Plan) {
    println!("{{");
    list("levels", &plan.levels, ",");
    list("booths", &plan.booths, ",");
    list("areas", &plan.areas, ",");
    list("places", &plan.places, ",");
    list("stands", &plan.stands, ",");
    list("knots", &plan.knots, ",");
    list("ways", &plan.ways, "");
    println!("}}");
}

fn list<T: Serialize>(name: &str, things: &[T], after: &str) {
    let lines: Vec<String> = things
        .iter()
        .filter_map(|thing| serde_json::to_string(thing).ok())
        .map(|line| format!("    {line}"))
        .collect();
    println!("  \"{name}\": [\n{}\n  ]{after}", lines.join(",\n"));
}

pub(crate) fn text(vi: &str, en: &str) -> Localized {
    let texts = [("vi", vi), ("en", en)];
    Localized(
        texts
            .map(|(code, text)| (code.to_owned(), text.to_owned()))
            .into(),
    )
}

pub(crate) fn knot(plan: &mut Plan, id: &str, level: &str, at: Point, mark: Option<&str>) {
    plan.knots.push(Junction {
        id: id.to_owned(),
        level: level.to_owned(),
        at,
        mark: mark.map(str::to_owned),
    });
}

pub(crate) fn way(plan: &mut Plan, from: &str, to: &str, kind: WayKind) {
    plan.ways.push(Way {
        from: from.to_owned(),
        to: to.to_owned(),
        kind,
    });
}
