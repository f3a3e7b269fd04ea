//! Making an exhibition.

use shared::catalogue::Catalogue;
use shared::ids::{ExhibitionId, GateId, KeyId};
use shared::time::UnixMs;

pub use super::setup_error::SetupError;

use super::setup_error::random;
use super::{catalogue, keys, media, server_keys};
use crate::ports::{Database, MediaSource, WriteTx};

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

/// Makes an exhibition with its first signing key. The pictures of the sample exhibition come with the program.
///
/// # Errors
/// [`SetupError`]; an exhibition that is there already is never touched.
pub fn init(
    database: &dyn Database,
    catalogue: &Catalogue,
    files: Option<&dyn MediaSource>,
    now: UnixMs,
) -> Result<InitReport, SetupError> {
    init_with(database, catalogue, files, (now, now), |change| {
        keys::insert(change, now)
    })
}

/// Makes an exhibition, which may have been made before, with the keys that `insert_keys` adds; it returns the one that signs.
pub(super) fn init_with(
    database: &dyn Database,
    catalogue: &Catalogue,
    files: Option<&dyn MediaSource>,
    (made, now): (UnixMs, UnixMs),
    insert_keys: impl FnOnce(&dyn WriteTx) -> Result<KeyId, SetupError>,
) -> Result<InitReport, SetupError> {
    let gathered = media::gather(catalogue, None, database.media(), files)?;
    catalogue::check(&gathered.catalogue)?;
    if database.create()?.has_exhibition()? {
        return Err(SetupError::Exists);
    }
    // Over a slow network it takes longer than a database waits for a change to go on.
    gathered.keep(database.media())?;
    let change = database.create()?;
    if change.has_exhibition()? {
        return Err(SetupError::Exists);
    }
    change.insert_exhibition(catalogue.exhibition, &epoch()?, made)?;
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

fn epoch() -> Result<String, SetupError> {
    Ok(hex::encode(random::<8>()?))
}
