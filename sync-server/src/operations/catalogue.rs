//! The exhibition's catalogue: the one that comes with the program, and one that takes another's place.

use shared::catalogue::{Catalogue, Plan};
use shared::checkin::TicketStatus;
use shared::time::{Calendar, UnixMs};

pub use super::catalogue_json::{CatalogueJsonError, UnknownField, from_json};
pub use super::comparison::{CatalogueChange, ChangeKind, Comparison, Impact};
pub use crate::ports::CatalogueVersion;

use super::comparison::Holdings;
use super::kiosks::leads;
use super::media;
use super::setup_error::SetupError;
use crate::ports::{ChangeNote, ChangeQuery, Database, MediaSource, ReadTx};

/// What the log of changes calls a publication.
const PUBLISHED: &str = "catalogue_published";

/// A catalogue that is to take the place of the one in force.
#[derive(Clone, Copy)]
pub struct Publication<'a> {
    catalogue: &'a Catalogue,
    media: Option<&'a dyn MediaSource>,
    confirmed: bool,
    over: Option<u64>,
}

/// The outcome of a publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishReport {
    /// The version in force now.
    pub version: u64,
    /// What differs from the version before; nothing when the catalogue was in force already.
    pub comparison: Comparison,
}

impl<'a> Publication<'a> {
    /// Pictures and videos stay those that are kept already, and nothing is confirmed.
    #[must_use]
    pub fn new(catalogue: &'a Catalogue) -> Self {
        Self {
            catalogue,
            media: None,
            confirmed: false,
            over: None,
        }
    }

    /// With files of its pictures and videos; those that are not among them stay as they are.
    #[must_use]
    pub fn with_media(self, files: Option<&'a dyn MediaSource>) -> Self {
        Self {
            media: files,
            ..self
        }
    }

    /// Only while this version is in force.
    #[must_use]
    pub fn over(self, version: u64) -> Self {
        let over = Some(version);
        Self { over, ..self }
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
pub fn publish(
    database: &dyn Database,
    publication: Publication<'_>,
    now: UnixMs,
) -> Result<PublishReport, SetupError> {
    let view = database.read()?;
    let (version, before) = view.catalogue_in_force()?;
    if publication.over.is_some_and(|over| over != version) {
        return Err(SetupError::CatalogueMoved(version));
    }
    // Reading pictures takes its time, so it is done before anything is held.
    let mut gathered = media::gather(
        publication.catalogue,
        Some(&before),
        database.media(),
        publication.media,
    )?;
    gathered.catalogue.retire_from(&before);
    let catalogue = &gathered.catalogue;
    check(catalogue)?;
    check_allowed(&*view, catalogue)?;
    let comparison = compare(&*view, &before, catalogue, now)?;
    drop(view);
    if comparison.needs_confirmation() && !publication.confirmed {
        return Err(SetupError::Unconfirmed(Box::new(comparison)));
    }
    // Reading and writing files takes longer than a server waits to store records, so nothing is held meanwhile. Kept
    // under their hashes they do no harm, should the catalogue not come into force. Also when the catalogue is the
    // same: a file of it may have been damaged.
    gathered.keep(database.media())?;
    let change = database.write()?;
    check_allowed(&*change, catalogue)?;
    let (version, in_force) = change.catalogue_in_force()?;
    if in_force != before {
        return Err(SetupError::CatalogueMoved(version));
    }
    if *catalogue == before {
        return Ok(PublishReport {
            version,
            comparison,
        });
    }
    let was = version_name(version);
    let version = change.insert_catalogue(catalogue, now)?;
    let name = version_name(version);
    let note = ChangeNote::of(PUBLISHED, &name).before(&was);
    change.note_change(note.after(&name))?;
    change.commit()?;
    Ok(PublishReport {
        version,
        comparison,
    })
}

/// Puts an earlier version of the catalogue into force again, as a new version: the one before the last, unless another
/// one is named.
///
/// # Errors
/// As [`publish`]; [`SetupError::NoVersion`] or [`SetupError::FirstVersion`] when there is none to go back to.
pub fn roll_back(
    database: &dyn Database,
    version: Option<u64>,
    confirmed: bool,
    now: UnixMs,
) -> Result<PublishReport, SetupError> {
    let versions = versions(database)?;
    let before_last = versions.iter().rev().nth(1).map(|it| it.version);
    let version = version.or(before_last).ok_or(SetupError::FirstVersion)?;
    let catalogue = read(database, Some(version))?;
    let publication = Publication::new(&catalogue).confirmed(confirmed);
    publish(database, publication, now)
}

/// Returns the catalogue of a version, or the one in force, as it is stored.
///
/// # Errors
/// [`SetupError`] when the database can't be read, or has no such version.
pub fn read(database: &dyn Database, version: Option<u64>) -> Result<Catalogue, SetupError> {
    let view = database.read()?;
    match version {
        None => Ok(view.catalogue()?),
        Some(version) => view
            .catalogue_version(version)?
            .ok_or(SetupError::NoVersion(version)),
    }
}

/// Returns who put a version into force, as far as it is known.
///
/// # Errors
/// [`SetupError`] when the database can't be read.
pub fn publisher(database: &dyn Database, version: u64) -> Result<Option<String>, SetupError> {
    let query = ChangeQuery {
        thing: Some(version_name(version)),
        limit: 10,
        ..ChangeQuery::default()
    };
    let changes = database.read()?.changes(&query)?.into_iter();
    let mut published = changes.filter(|change| change.what == PUBLISHED);
    Ok(published.next().map(|change| change.author))
}

/// Returns what a version is called in the log of changes.
fn version_name(version: u64) -> String {
    format!("v{version}")
}

/// Returns all versions of the catalogue, oldest first.
///
/// # Errors
/// [`SetupError`] when the database can't be read.
pub fn versions(database: &dyn Database) -> Result<Vec<CatalogueVersion>, SetupError> {
    Ok(database.read()?.catalogue_versions()?)
}

fn compare(
    view: &dyn ReadTx,
    before: &Catalogue,
    after: &Catalogue,
    now: UnixMs,
) -> Result<Comparison, SetupError> {
    let tickets = view.tickets()?.into_iter();
    let seats = view.seat_allocators(now)?.into_iter();
    let holdings = Holdings {
        tickets: tickets
            .filter(|row| !matches!(row.status, TicketStatus::Revoked(_)))
            .map(|row| row.claims)
            .collect(),
        kiosks: view.devices()?,
        seats: seats
            .map(|(session, allocator)| (session, allocator.given().count() as u32))
            .collect(),
    };
    Comparison::of(before, after, &holdings).map_err(SetupError::CatalogueJson)
}

/// Checks that a catalogue may come into force: it is of the same exhibition, and has every gate that a kiosk stands at.
fn check_allowed(view: &dyn ReadTx, catalogue: &Catalogue) -> Result<(), SetupError> {
    let here = view.catalogue()?.exhibition;
    if catalogue.exhibition != here {
        return Err(SetupError::OtherExhibition(catalogue.exhibition, here));
    }
    for kiosk in view.devices()? {
        let mut gates = catalogue.gates.iter();
        if !gates.any(|gate| gate.id.as_str() == kiosk.gate && leads(gate, &kiosk.direction)) {
            return Err(SetupError::GateInUse(kiosk.id, kiosk.gate, kiosk.direction));
        }
    }
    Ok(())
}

/// Returns an exhibition with one or two of everything, for tests that read it very often.
#[cfg(test)]
pub(crate) fn small() -> Catalogue {
    let json = include_str!("../../../tests/fixtures/small-exhibition.json");
    let catalogue = Catalogue::from_json(json).unwrap();
    assert_eq!(catalogue.problems(), []);
    catalogue
}

/// Returns the exhibition that comes with the program: eighty booths whose producers are made up, with the floor plan
/// that is drawn in a file of its own.
///
/// # Errors
/// Never in a program that was tested; the JSON is part of it.
pub fn sample() -> Result<Catalogue, SetupError> {
    let json = include_str!("../../../assets/exhibition/catalogue.json");
    let plan = include_str!("../../../assets/exhibition/plan.json");
    let mut catalogue = Catalogue::from_json(json).map_err(SetupError::CatalogueJson)?;
    catalogue.plan = Some(Plan::from_json(plan).map_err(SetupError::CatalogueJson)?);
    Ok(catalogue)
}

/// Returns the exhibition's days and zone.
///
/// # Errors
/// [`SetupError`] when the database can't be read.
pub fn calendar(database: &dyn Database) -> Result<Calendar, SetupError> {
    Ok(database.read()?.catalogue()?.calendar())
}

/// Checks that nothing is wrong with a catalogue.
pub(super) fn check(catalogue: &Catalogue) -> Result<(), SetupError> {
    let problems = catalogue.problems();
    if !problems.is_empty() {
        return Err(SetupError::Catalogue(problems));
    }
    Ok(())
}
