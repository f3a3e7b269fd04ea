//! The screens. Each draws a snapshot and answers with what the visitor chose; none works, waits or locks.
//!
//! What a screen says is put together apart from drawing it (`verdict_card`, `scan_facts`, `booth_list`), as plain
//! structs that need no window to be tested.

mod access;
mod asking;
mod band;
mod checking;
mod controls;
mod drawing;
mod facts;
mod field;
mod film;
mod hall;
mod header;
mod house;
mod icons;
mod idle;
mod invitation;
mod keyboard;
mod languages;
mod layout;
mod message;
mod modes;
mod mood;
mod out_of_order;
mod people_picker;
mod pictures;
mod places;
mod plate;
mod reach;
mod refusals;
mod scan;
mod scan_facts;
mod scan_foot;
mod scroll;
mod self_checkin;
mod stack;
mod staff;
mod status;
mod steps;
mod too_small;
mod verdict;
mod verdict_card;
mod viewfinder;
mod visit;
mod words;

use shared::time::{LocalTime, UnixMs};
use texts::Texts;
use view::View;

use crate::session::Access;
use crate::slip::SlipPrinter;
use crate::theme::Metrics;

pub use access::AccessPanel;
pub use asking::AskingScreen;
pub use band::band;
pub use checking::checking;
pub use film::Film;
pub use hall::{BoothLine, BoothList, HallScreens};
pub use house::House;
pub use icons::Icon;
pub use idle::countdown;
pub use modes::{notice, out_of_order_band, rehearsal, unlocked};
pub use mood::Mood;
pub use pictures::Pictures;
pub use reach::{around, within_reach};
pub use scan::ScanScreen;
pub use scan_facts::{AtTheDoor, Demonstration, ScanFacts};
pub use staff::{SetUpScreen, StaffScreens};
pub use too_small::too_small;
pub use verdict::VerdictScreen;
pub use verdict_card::{VerdictCard, mood_of};
pub use visit::VisitScreen;

/// What every screen looks at.
#[derive(Debug, Clone, Copy)]
pub struct DrawContext<'a> {
    /// The measures of the screen.
    pub metrics: &'a Metrics,
    /// The sentences in the visitor's language.
    pub texts: &'a Texts,
    /// The desk's last snapshot.
    pub view: &'a View,
    /// The time by the wall clock.
    pub now: UnixMs,
    /// What makes the screens easier for the visitor. Larger letters are in the measures already.
    pub access: Access,
    /// What a demonstration adds, and whom to call.
    pub house: &'a House,
    /// The exhibition's pictures.
    pub pictures: &'a Pictures,
    /// The screen for its videos.
    pub film: &'a Film,
    /// The printer for slips.
    pub slips: &'a dyn SlipPrinter,
}

impl DrawContext<'_> {
    /// The time in the exhibition's zone.
    #[must_use]
    pub fn local(&self) -> LocalTime {
        self.view.catalogue.calendar().zone.local(self.now)
    }

    /// The visitor's language as the catalogue's texts know it.
    #[must_use]
    pub fn language(&self) -> &'static str {
        self.texts.language().code()
    }
}
