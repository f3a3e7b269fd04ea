//! The exhibition's catalogue: the one that comes with the program, and one that takes another's place.

use std::path::Path;

use shared::catalogue::{Catalogue, Plan};
use shared::checkin::Standing;
use shared::time::{Calendar, UnixMs};

use super::comparison::{Comparison, Holdings};
use super::kiosks::leads;
use super::{SetupError, media};
use crate::store::{Edit, Office, Published};

/// A catalogue that is to take the place of the one in force.
#[derive(Debug, Clone, Copy)]
pub struct Replacement<'a> {
    catalogue: &'a Catalogue,
    media: Option<&'a Path>,
    confirmed: bool,
}

/// The outcome of a replacement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// The version in force now.
    pub version: u64,
    /// What differs from the version before; nothing when the catalogue was in force already.
    pub comparison: Comparison,
}

/// One version of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CatalogueVersion {
    /// Its number; the highest is in force.
    pub version: u64,
    /// When it came into force.
    pub since: UnixMs,
}

impl<'a> Replacement<'a> {
    /// Pictures and videos stay those that are kept already, and nothing is confirmed.
    #[must_use]
    pub fn new(catalogue: &'a Catalogue) -> Self {
        Self {
            catalogue,
            media: None,
            confirmed: false,
        }
    }

    /// With a folder that has files of its pictures and videos; those that are not in it stay as they are.
    #[must_use]
    pub fn with_media(self, folder: Option<&'a Path>) -> Self {
        Self {
            media: folder,
            ..self
        }
    }

    /// With the organiser's word that entries may go, and that sold tickets, kiosks and taken seats may be touched.
    #[must_use]
    pub fn confirmed(self, confirmed: bool) -> Self {
        Self { confirmed, ..self }
    }
}

/// Puts another catalogue of the same exhibition into force, whole. A running server takes it over
/// within a second, judges what happened so far by its rules, and hands it to the kiosks.
///
/// # Errors
/// [`SetupError`]; then the catalogue before stays in force, with its pictures.
/// [`SetupError::Unconfirmed`] with the comparison when it needs an organiser's word.
pub fn replace_catalogue(
    data: &Path,
    replacement: Replacement<'_>,
    now: UnixMs,
) -> Result<Replaced, SetupError> {
    let mut office = Office::open(data)?;
    let before = office.published()?.catalogue;
    // Reading pictures takes its time, so it is done before anything is held.
    let mut gathered = media::gather(
        replacement.catalogue,
        Some(&before),
        data,
        replacement.media,
    )?;
    gathered.catalogue.retire_from(&before);
    let catalogue = &gathered.catalogue;
    let json = checked(catalogue)?;
    allowed(&office.edit()?, catalogue)?;
    let comparison = compare(&office, &before, catalogue)?;
    if comparison.needs_confirmation() && !replacement.confirmed {
        return Err(SetupError::Unconfirmed(Box::new(comparison)));
    }
    // Reading and writing files takes longer than a server waits to store records, so nothing is held meanwhile. Kept
    // under their hashes they do no harm, should the catalogue not come into force. Also when the catalogue is the
    // same: a file of it may have been damaged.
    gathered.keep(data)?;
    let edit = office.edit()?;
    let published = allowed(&edit, catalogue)?;
    if *published.catalogue != *before {
        return Err(SetupError::CatalogueMoved(published.catalogue_version));
    }
    if *catalogue == *before {
        return Ok(Replaced {
            version: published.catalogue_version,
            comparison,
        });
    }
    let version = edit.insert_catalogue(&json, now)?;
    edit.commit()?;
    Ok(Replaced {
        version,
        comparison,
    })
}

/// Puts an earlier version of the catalogue into force again, as a new version: the one before the last, unless another
/// one is named.
///
/// # Errors
/// As [`replace_catalogue`]; [`SetupError::NoVersion`] or [`SetupError::FirstVersion`] when there is none to go back to.
pub fn roll_back_catalogue(
    data: &Path,
    version: Option<u64>,
    confirmed: bool,
    now: UnixMs,
) -> Result<Replaced, SetupError> {
    let versions = catalogue_versions(data)?;
    let before_last = versions.iter().rev().nth(1).map(|it| it.version);
    let version = version.or(before_last).ok_or(SetupError::FirstVersion)?;
    let catalogue = catalogue(data, Some(version))?;
    replace_catalogue(data, Replacement::new(&catalogue).confirmed(confirmed), now)
}

/// Returns the catalogue of a version, or the one in force, as it is stored.
///
/// # Errors
/// [`SetupError`] when the database can't be read, or has no such version.
pub fn catalogue(data: &Path, version: Option<u64>) -> Result<Catalogue, SetupError> {
    let office = Office::open(data)?;
    match version {
        None => Ok(office.catalogue()?),
        Some(version) => office
            .catalogue_version(version)?
            .ok_or(SetupError::NoVersion(version)),
    }
}

/// Returns all versions of the catalogue, oldest first.
///
/// # Errors
/// [`SetupError`] when the database can't be read.
pub fn catalogue_versions(data: &Path) -> Result<Vec<CatalogueVersion>, SetupError> {
    let versions = Office::open(data)?.catalogue_versions()?.into_iter();
    let versions = versions.map(|(version, since)| CatalogueVersion { version, since });
    Ok(versions.collect())
}

fn compare(
    office: &Office,
    before: &Catalogue,
    after: &Catalogue,
) -> Result<Comparison, SetupError> {
    let tickets = office.register()?.into_iter();
    let seats = office.places()?.into_iter();
    let holdings = Holdings {
        tickets: tickets
            .filter(|row| !matches!(row.standing, Standing::Revoked(_)))
            .map(|row| row.claims)
            .collect(),
        kiosks: office.kiosks()?,
        seats: seats
            .map(|(session, office)| (session, office.given().count() as u32))
            .collect(),
    };
    Comparison::of(before, after, &holdings).map_err(SetupError::CatalogueJson)
}

/// What is in force, when a catalogue may take its place: it is of the same exhibition, and has every gate that a kiosk
/// stands at.
fn allowed(edit: &Edit<'_>, catalogue: &Catalogue) -> Result<Published, SetupError> {
    let published = edit.published()?;
    let here = published.catalogue.exhibition;
    if catalogue.exhibition != here {
        return Err(SetupError::OtherExhibition(catalogue.exhibition, here));
    }
    for kiosk in edit.kiosks()? {
        let mut gates = catalogue.gates.iter();
        if !gates.any(|gate| gate.id.as_str() == kiosk.gate && leads(gate, &kiosk.direction)) {
            return Err(SetupError::GateInUse(kiosk.id, kiosk.gate, kiosk.direction));
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
