//! The end of an exhibition, step by step: its archive, the deletion of names and codes, the devices wiped.

use serde::{Deserialize, Serialize};
use shared::time::UnixMs;

use super::people::{self, PeopleError, PurgeReport};
use crate::ports::{ChangeNote, Database, Deletion, PortError, ReadTx, ServerSecret, WriteTx};

/// Why a step is not done.
#[derive(Debug, thiserror::Error)]
pub enum ClosingError {
    /// The database.
    #[error(transparent)]
    Database(#[from] PortError),
    /// People's data can't be deleted.
    #[error(transparent)]
    People(#[from] PeopleError),
    /// What was typed is not the name of the exhibition.
    #[error("what was typed is not the exhibition's name; nothing was changed")]
    OtherName,
    /// There is no archive.
    #[error("there is no archive yet; make it first: what is deleted now can't be had again")]
    NoArchive,
}

/// How far the end of the exhibition is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Closing {
    /// When the archive was made last.
    pub archived: Option<UnixMs>,
    /// When names and codes were deleted.
    pub purged: Option<UnixMs>,
    /// Since when devices are to delete what they hold.
    pub wiped: Option<UnixMs>,
}

impl Closing {
    /// Reads it as it is kept; one that can't be understood is as good as none.
    pub(crate) fn kept(value: Option<&[u8]>) -> Self {
        let kept = value.and_then(|value| serde_json::from_slice(value).ok());
        kept.unwrap_or_default()
    }

    fn read(view: &(impl ReadTx + ?Sized)) -> Result<Self, PortError> {
        let value = view.secret(ServerSecret::Closing)?;
        let mut closing = Self::kept(value.as_deref());
        // A backup of before knows nothing of it, and what was deleted was deleted again when it was restored.
        let codes = view.deletions()?.into_iter().filter_map(|it| match it {
            Deletion::AllTickets(at) => Some(at),
            _ => None,
        });
        closing.purged = closing.purged.max(codes.max());
        Ok(closing)
    }

    fn put(self, change: &dyn WriteTx) -> Result<(), PortError> {
        let value = serde_json::to_vec(&self).unwrap_or_default();
        change.put_secret(ServerSecret::Closing, Some(&value))
    }
}

/// Returns how far it is.
///
/// # Errors
/// [`PortError`] when it can't be read.
pub fn closing(database: &dyn Database) -> Result<Closing, PortError> {
    Closing::read(&*database.read()?)
}

/// Notes that the archive was made.
///
/// # Errors
/// [`PortError`]; then it was not noted.
pub fn note_archive(database: &dyn Database, now: UnixMs) -> Result<(), PortError> {
    change(database, "exhibition_archived", |closing| {
        closing.archived = Some(now);
    })
}

/// Has all devices delete tickets, keys and submissions with their next news, once they have handed everything in; or has
/// them go on.
///
/// # Errors
/// [`PortError`]; then nothing was changed.
pub fn wipe_devices(database: &dyn Database, since: Option<UnixMs>) -> Result<(), PortError> {
    let what = if since.is_some() {
        "devices_wiped"
    } else {
        "devices_kept"
    };
    change(database, what, |closing| closing.wiped = since)
}

/// Deletes all names and codes, where the archive was made and `typed` is the exhibition's name.
///
/// # Errors
/// [`ClosingError`]; with the wrong name, or without an archive, nothing was changed.
pub fn purge(
    database: &dyn Database,
    typed: &str,
    now: UnixMs,
) -> Result<PurgeReport, ClosingError> {
    let view = database.read()?;
    let catalogue = view.catalogue()?;
    let names = ["vi", "en"].map(|code| catalogue.name.get(code));
    if !names.iter().any(|name| is_same_name(name, typed)) {
        return Err(ClosingError::OtherName);
    }
    if Closing::read(&*view)?.archived.is_none() {
        return Err(ClosingError::NoArchive);
    }
    drop(view);
    let report = people::purge(database, true, "exhibition_purged", now)?;
    let change = database.write()?;
    let mut closing = Closing::read(&*change)?;
    closing.purged = Some(now);
    closing.put(&*change)?;
    change.commit()?;
    Ok(report)
}

/// Returns whether a name was typed: capital letters and the number of spaces make no difference.
pub(crate) fn is_same_name(name: &str, typed: &str) -> bool {
    use unicode_normalization::UnicodeNormalization;
    let plain = |text: &str| {
        let words: Vec<&str> = text.split_whitespace().collect();
        words.join(" ").to_lowercase().nfc().collect::<String>()
    };
    !typed.trim().is_empty() && plain(name) == plain(typed)
}

fn change(
    database: &dyn Database,
    what: &'static str,
    edit: impl FnOnce(&mut Closing),
) -> Result<(), PortError> {
    let change = database.write()?;
    let mut closing = Closing::read(&*change)?;
    edit(&mut closing);
    closing.put(&*change)?;
    change.note_change(ChangeNote::of(what, ""))?;
    change.commit()
}
