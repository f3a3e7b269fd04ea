//! Making an exhibition, its kiosks and its keys.
//!
//! Each of these may run beside a server, which notices within a second.

mod catalogue;
mod catalogue_json;
mod comparison;
mod error;
mod kiosks;
mod media;

use std::path::Path;

use shared::catalogue::Catalogue;
use shared::ids::{ExhibitionId, GateId, KeyId};
use shared::ticket::SigningKey;
use shared::time::UnixMs;

pub use crate::ports::{CatalogueVersion, KioskEntry};
pub use catalogue::{
    Replaced, Replacement, calendar, catalogue, catalogue_versions, replace_catalogue,
    roll_back_catalogue, sample_catalogue,
};
pub use catalogue_json::{CatalogueJsonError, UnknownField, read as read_catalogue};
pub use comparison::{CatalogueChange, ChangeKind, Comparison, Impact};
pub use error::SetupError;
pub use kiosks::{
    KioskFiles, KioskPlace, KioskRole, add_kiosk, enrol_kiosk, first_gate, kiosks, remove_kiosk,
    renew_kiosk,
};

use super::server_keys;
use crate::ports::{Database, WriteTx};
use error::random;

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InitReport {
    /// The exhibition's number.
    pub exhibition: ExhibitionId,
    /// Its name in Vietnamese.
    pub name: String,
    /// How many days it has.
    pub days: usize,
    /// Its gates.
    pub gates: Vec<GateId>,
    /// The key that signs tickets.
    pub key: KeyId,
}

/// Makes an exhibition with its first signing key. The files of the catalogue's pictures are in a folder; those of the
/// sample exhibition come with the program.
///
/// # Errors
/// [`SetupError`]; an exhibition that is there already is never touched.
pub fn init(
    database: &dyn Database,
    catalogue: &Catalogue,
    folder: Option<&Path>,
    now: UnixMs,
) -> Result<InitReport, SetupError> {
    init_with(database, catalogue, folder, now, |change| {
        insert_key(change, now)
    })
}

/// Makes an exhibition with the keys that `insert_keys` adds; it returns the one that signs.
pub(super) fn init_with(
    database: &dyn Database,
    catalogue: &Catalogue,
    folder: Option<&Path>,
    now: UnixMs,
    insert_keys: impl FnOnce(&dyn WriteTx) -> Result<KeyId, SetupError>,
) -> Result<InitReport, SetupError> {
    let gathered = media::gather(catalogue, None, database.media(), folder)?;
    catalogue::check(&gathered.catalogue)?;
    let change = database.create()?;
    if change.has_exhibition()? {
        return Err(SetupError::Exists);
    }
    gathered.keep(database.media())?;
    change.insert_exhibition(catalogue.exhibition, &epoch()?, now)?;
    change.insert_catalogue(&gathered.catalogue, now)?;
    let key = insert_keys(&*change)?;
    // No kiosk of an earlier version has recorded anything yet.
    change.set_proof_from(Some(now))?;
    server_keys::make(&*change, now)?;
    change.commit()?;
    Ok(InitReport {
        exhibition: catalogue.exhibition,
        name: catalogue.name.get("vi").to_owned(),
        days: catalogue.days.len(),
        gates: catalogue.gates.iter().map(|gate| gate.id.clone()).collect(),
        key,
    })
}

/// Adds a signing key. New tickets are signed with it; tickets signed with older keys stay good.
///
/// # Errors
/// [`SetupError`]; then no key was added.
pub fn add_key(database: &dyn Database, now: UnixMs) -> Result<KeyId, SetupError> {
    let change = database.write()?;
    let key = insert_key(&*change, now)?;
    change.commit()?;
    Ok(key)
}

/// Takes a signing key out of force: kiosks refuse tickets signed with it as soon as they hear of it. What they admitted
/// before stays and counts.
///
/// # Errors
/// [`SetupError::NoKey`] and [`SetupError::LastKey`]; then nothing was changed.
pub fn retire_key(database: &dyn Database, id: KeyId, now: UnixMs) -> Result<(), SetupError> {
    let change = database.write()?;
    if !change.retire_key(id, now)? {
        return Err(SetupError::NoKey(id));
    }
    if change.public_keys()?.is_empty() {
        return Err(SetupError::LastKey(id));
    }
    Ok(change.commit()?)
}

fn insert_key(change: &dyn WriteTx, now: UnixMs) -> Result<KeyId, SetupError> {
    let next = change.last_key()?.0.checked_add(1);
    let id = KeyId(next.ok_or(SetupError::KeysExhausted)?);
    let seed = random::<32>()?;
    let public = SigningKey::from_seed(&seed).public();
    change.insert_key(id, &seed, &public, now)?;
    Ok(id)
}

fn epoch() -> Result<String, SetupError> {
    Ok(hex::encode(random::<8>()?))
}
