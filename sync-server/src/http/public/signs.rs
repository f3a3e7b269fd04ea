//! The signs of the public pages, drawn as lines in a square of 24 units.

use maud::{Markup, html};
use shared::catalogue::{PlaceKind, WayKind};
use shared::route::{Leg, Turn};

const AHEAD: &str = "M12 21V4M6 10l6-6 6 6";
const LEFT: &str = "M19 21V10H4M10 4L4 10l6 6";
const RIGHT: &str = "M5 21V10h15M14 4l6 6-6 6";
const BACK: &str = "M18 21V9a5 5 0 0 0-10 0v11M3 15l5 5 5-5";
const STAIRS: &str = "M2 20h6v-5h5v-5h5V5h4";
const RAMP: &str = "M3 19h18V8zM4 11l9-5M9 5l4.5 1-2 4.5";
const LIFT: &str = "M4 3h16v18H4zM8 10l4-4 4 4M8 14l4 4 4-4";
const PIN: &str = "M12 22s7-7.5 7-13a7 7 0 0 0-14 0c0 5.5 7 13 7 13zM12 9v.1";

/// Returns the sign of a part of the way.
pub(super) fn of_leg(leg: &Leg) -> Markup {
    let lines = match (leg.kind, leg.turn) {
        (WayKind::Ramp, _) => RAMP,
        (WayKind::Steps | WayKind::Stairs, _) => STAIRS,
        (WayKind::Lift, _) => LIFT,
        (WayKind::Floor, Turn::Left) => LEFT,
        (WayKind::Floor, Turn::Right) => RIGHT,
        (WayKind::Floor, Turn::Back) => BACK,
        (WayKind::Floor, Turn::Ahead | Turn::Unknown) => AHEAD,
    };
    sign(lines)
}

/// Returns the sign of the booth at the end.
pub(super) fn of_goal() -> Markup {
    sign(PIN)
}

/// Returns the sign of a kind of place.
pub(super) fn of_kind(kind: PlaceKind) -> Markup {
    sign(of_place(kind))
}

fn sign(lines: &str) -> Markup {
    html! {
        svg.sign viewBox="0 0 24 24" aria-hidden="true" { path d=(lines) {} }
    }
}

/// Returns the lines of a place's sign, in the same square.
pub(in crate::http) fn of_place(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::Entrance => "M12 3h8v18h-8M2 12h13M10 7l5 5-5 5",
        PlaceKind::Exit => "M12 3H4v18h8M9 12h13M17 7l5 5-5 5",
        PlaceKind::Toilets => "M12 3v18M6 6v.1M6 10v9M4 11h4M18 6v.1M18 10v9M16 15h4",
        PlaceKind::AccessibleToilet => "M10 4v.1M10 8v6h6l3 6M10 11h5M8 12a5 5 0 1 0 6 7",
        PlaceKind::Water => "M12 3c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11z",
        PlaceKind::FirstAid => "M12 4v16M4 12h16",
        PlaceKind::Lift => LIFT,
        PlaceKind::Ramp => RAMP,
        PlaceKind::Stairs => STAIRS,
        PlaceKind::Information => "M12 5v.1M9 10h3v9M8 19h8",
        PlaceKind::Seats => "M6 3v18M6 13h12v8",
        PlaceKind::Landmark => "M8 3h8M9 3c-7 7-4 12-1 18h8c3-6 6-11-1-18M6 10h12",
    }
}
