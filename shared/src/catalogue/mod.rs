//! The exhibition itself: days, gates, ticket types, villages, booths, artisans and demonstrations.
//!
//! The catalogue is a document: it is written by organisers as JSON, checked whole by
//! [`Catalogue::problems`], kept by the server under a version number and handed to kiosks as it is.

mod check;
mod entry;
mod findings;
mod limits;
mod localized;
mod night;
mod obstacle;
mod people;
mod picture;
mod plan;
mod retired;
mod rules;
mod venue;
mod video;
mod wifi;

pub use entry::{AccessZone, EntryRules, GateHours, Hours};
pub use findings::{CataloguePart, NamedObstacle, Problem, ProblemFile, ProblemKind, ProblemPlace};
pub use limits::{
    FILE_BYTES_MOST, PICTURE_BYTES_MOST, PICTURE_MEMORY_MOST, PICTURE_SIDE_MOST, VIDEO_BYTES_MOST,
};
pub use localized::Localized;
pub(crate) use obstacle::Obstacle;
pub use people::{Artisan, Booth, CraftStep, LifeCycleStage, Practice, Session, Village};
pub use picture::{ContentHash, MediaDigest, MediaFile, NoHash, Picture, PictureFit};
pub use plan::{
    AreaSpot, BoothSpot, Junction, Level, LevelBackground, Place, PlaceKind, Plan, Side, Spot,
    Stand, Way, WayKind,
};
pub use retired::Retired;
pub use venue::{Area, Day, Gate, GateDirection, TicketKind};
pub use video::{Cue, VIDEO_SECONDS_MOST, Video};
pub use wifi::Wifi;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::{BoothNumber, ExhibitionId, TicketType, VillageId};
use crate::time::Calendar;

/// Everything kiosks show and decide by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Catalogue {
    /// The exhibition's number, as tickets carry it.
    pub exhibition: ExhibitionId,
    /// Its name.
    pub name: Localized,
    /// Where it is.
    pub venue: Localized,
    /// Who holds it.
    pub organisers: Vec<Localized>,
    /// Whether the producers in it are made up.
    #[serde(default)]
    pub sample: bool,
    /// Minutes ahead of UTC of the exhibition's zone.
    pub utc_offset_minutes: i16,
    /// Whether a party that was scanned out may come in again on the same day with a ticket that admits once.
    pub reentry: bool,
    /// The days, ascending, at most 16.
    pub days: Vec<Day>,
    /// The doors.
    pub gates: Vec<Gate>,
    /// The zones that tickets open. Without any, every ticket opens every gate.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub zones: Vec<AccessZone>,
    /// The kinds of ticket.
    pub ticket_types: Vec<TicketKind>,
    /// The parts of the grounds.
    pub areas: Vec<Area>,
    /// The craft villages.
    pub villages: Vec<Village>,
    /// The booths, by number.
    pub booths: Vec<Booth>,
    /// The artisans who work in front of visitors.
    pub artisans: Vec<Artisan>,
    /// The demonstrations and hands-on sessions, in order of time.
    pub sessions: Vec<Session>,
    /// Where visitors' phones find the server, where that is not the address by which kiosks reach it:
    /// `https://kimlan.example.vn`, without a slash at its end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_url: Option<String>,
    /// The Wi-Fi that visitors' phones need to reach the server, where they need one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wifi: Option<Wifi>,
    /// The floor plan, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<Plan>,
    /// A picture for each stage of a product's life, where there is one.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub stage_pictures: BTreeMap<LifeCycleStage, Picture>,
    /// The files of the pictures and videos by name. The server fills it in; a catalogue as organisers write it has none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub media: BTreeMap<String, MediaFile>,
    /// What earlier catalogues of the exhibition had and this one has no longer. The server fills it in.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub retired: Retired,
}

impl Catalogue {
    /// Returns a catalogue without contents, in UTC.
    #[must_use]
    pub fn empty(exhibition: ExhibitionId) -> Self {
        Self {
            exhibition,
            name: Localized::default(),
            venue: Localized::default(),
            organisers: Vec::new(),
            sample: false,
            utc_offset_minutes: 0,
            reentry: false,
            days: Vec::new(),
            gates: Vec::new(),
            zones: Vec::new(),
            ticket_types: Vec::new(),
            areas: Vec::new(),
            villages: Vec::new(),
            booths: Vec::new(),
            artisans: Vec::new(),
            sessions: Vec::new(),
            public_url: None,
            wifi: None,
            plan: None,
            stage_pictures: BTreeMap::new(),
            media: BTreeMap::new(),
            retired: Retired::default(),
        }
    }

    /// Reads a catalogue from JSON.
    ///
    /// # Errors
    /// What the JSON parser found, with line and column.
    pub fn from_json(json: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(json)
    }

    /// Returns the days and the zone.
    #[must_use]
    pub fn calendar(&self) -> Calendar {
        Calendar {
            zone: crate::time::VenueTimeZone::new(self.utc_offset_minutes),
            days: self.days.iter().map(|day| day.date).collect(),
            night_minutes: self.night_minutes(),
        }
    }

    /// Returns the booth with this number.
    #[must_use]
    pub fn booth(&self, number: BoothNumber) -> Option<&Booth> {
        self.booths.iter().find(|booth| booth.number == number)
    }

    /// Returns the village with this name.
    #[must_use]
    pub fn village(&self, id: &VillageId) -> Option<&Village> {
        self.villages.iter().find(|village| village.id == *id)
    }

    /// Returns the kind of ticket with this number.
    #[must_use]
    pub fn ticket_type(&self, id: TicketType) -> Option<&TicketKind> {
        self.ticket_types.iter().find(|kind| kind.id == id)
    }

    /// Moves all days, and the sessions with them, by whole days, so that day `index` falls on
    /// `date`. For demonstrations and rehearsals.
    #[must_use]
    pub fn shifted_so_that(mut self, index: usize, date: jiff::civil::Date) -> Self {
        if let Some(day) = self.days.get(index) {
            let span = date - day.date;
            for day in &mut self.days {
                day.date = day.date.saturating_add(span);
            }
        }
        self
    }
}

#[cfg(test)]
mod tests;
