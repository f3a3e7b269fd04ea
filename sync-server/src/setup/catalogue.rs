//! The exhibition's catalogue: the one that comes with the program, and one that takes another's place.

use std::path::Path;

use shared::catalogue::{Catalogue, Plan};
use shared::time::{Calendar, UnixMs};

use super::kiosks::leads;
use super::{SetupError, media};
use crate::store::{Edit, Office, Published};

/// How a catalogue took another's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Replaced {
    /// The version in force now.
    pub version: u64,
    /// Whether the catalogue was not in force already.
    pub changed: bool,
    /// Whether the exhibition's days are others now. Tickets name days by number, so a ticket for
    /// day 2 is good on what is day 2 now.
    pub days_moved: bool,
}

/// Puts another catalogue of the same exhibition into force, whole. A running server takes it over
/// within a second, judges what happened so far by its rules, and hands it to the kiosks.
///
/// # Errors
/// [`SetupError`]; then the catalogue before stays in force.
pub fn replace_catalogue(
    data: &Path,
    catalogue: &Catalogue,
    now: UnixMs,
) -> Result<Replaced, SetupError> {
    replace_catalogue_and_media(data, catalogue, None, now)
}

/// The same, with the files of the catalogue's pictures in a folder. Pictures that are not in it stay as they are.
///
/// # Errors
/// [`SetupError`]; then the catalogue before stays in force, with its pictures.
pub fn replace_catalogue_and_media(
    data: &Path,
    catalogue: &Catalogue,
    folder: Option<&Path>,
    now: UnixMs,
) -> Result<Replaced, SetupError> {
    let mut office = Office::open(data)?;
    let before = office.published()?.catalogue;
    // Reading pictures takes its time, so it is done before anything is held.
    let gathered = media::gather(catalogue, Some(&before), data, folder)?;
    let catalogue = &gathered.catalogue;
    let json = checked(catalogue)?;
    allowed(&office.edit()?, catalogue)?;
    // Reading and writing files takes longer than a server waits to store records, so nothing is held meanwhile. Kept
    // under their hashes they do no harm, should the catalogue not come into force. Also when the catalogue is the
    // same: a file of it may have been damaged.
    gathered.keep(data)?;
    let edit = office.edit()?;
    // Another command may have changed something meanwhile.
    let published = allowed(&edit, catalogue)?;
    let before = published.catalogue;
    if *catalogue == *before {
        return Ok(Replaced {
            version: published.catalogue_version,
            changed: false,
            days_moved: false,
        });
    }
    let version = edit.insert_catalogue(&json, now)?;
    edit.commit()?;
    Ok(Replaced {
        version,
        changed: true,
        days_moved: catalogue.calendar() != before.calendar(),
    })
}

/// What is in force, when a catalogue may take its place: it is of the same exhibition, and has every gate that a kiosk
/// stands at.
fn allowed(edit: &Edit<'_>, catalogue: &Catalogue) -> Result<Published, SetupError> {
    let published = edit.published()?;
    let here = published.catalogue.exhibition;
    if catalogue.exhibition != here {
        return Err(SetupError::OtherExhibition {
            found: catalogue.exhibition,
            here,
        });
    }
    for kiosk in edit.kiosks()? {
        let mut gates = catalogue.gates.iter();
        if !gates.any(|gate| gate.id.as_str() == kiosk.gate && leads(gate, &kiosk.direction)) {
            return Err(SetupError::GateInUse {
                kiosk: kiosk.id,
                gate: kiosk.gate,
                direction: kiosk.direction,
            });
        }
    }
    Ok(published)
}

/// The exhibition that comes with the program: eighty booths whose producers are made up, with the floor plan that is
/// drawn in a file of its own.
///
/// # Errors
/// Never in a program that was tested; the JSON is part of it.
pub fn sample_catalogue() -> Result<Catalogue, SetupError> {
    let json = include_str!("../../../assets/exhibition/catalogue.json");
    let plan = include_str!("../../../assets/exhibition/plan.json");
    let mut catalogue = Catalogue::from_json(json).map_err(SetupError::CatalogueJson)?;
    catalogue.plan = Some(Plan::from_json(plan).map_err(SetupError::CatalogueJson)?);
    Ok(catalogue)
}

/// The exhibition's days and zone.
///
/// # Errors
/// [`SetupError`] when the database can't be read.
pub fn calendar(data: &Path) -> Result<Calendar, SetupError> {
    Ok(Office::open(data)?.catalogue()?.calendar())
}

/// A catalogue as it is stored, when nothing is wrong with it.
pub(super) fn checked(catalogue: &Catalogue) -> Result<String, SetupError> {
    let problems = catalogue.problems();
    if !problems.is_empty() {
        return Err(SetupError::Catalogue(problems));
    }
    serde_json::to_string(catalogue).map_err(SetupError::CatalogueJson)
}
