//! The keys that sign tickets.

use shared::ids::KeyId;
use shared::ticket::SigningKey;
use shared::time::UnixMs;

use super::setup_error::{SetupError, random};
use crate::ports::{ChangeNote, Database, WriteTx};

/// What the log calls it when a key is added.
pub(super) const KEY_ADDED: &str = "key_added";

/// Adds a signing key. New tickets are signed with it; tickets signed with older keys stay good.
///
/// # Errors
/// [`SetupError`]; then no key was added.
pub fn add(database: &dyn Database, now: UnixMs) -> Result<KeyId, SetupError> {
    let change = database.write()?;
    let key = insert(&*change, now)?;
    change.note_change(ChangeNote::of(KEY_ADDED, &key.to_string()))?;
    change.commit()?;
    Ok(key)
}

/// Takes a signing key out of force: kiosks refuse tickets signed with it as soon as they hear of it. What they admitted
/// before stays and counts.
///
/// # Errors
/// [`SetupError::NoKey`] and [`SetupError::LastKey`]; then nothing was changed.
pub fn retire(database: &dyn Database, id: KeyId, now: UnixMs) -> Result<(), SetupError> {
    let change = database.write()?;
    if !change.retire_key(id, now)? {
        return Err(SetupError::NoKey(id));
    }
    if change.public_keys()?.is_empty() {
        return Err(SetupError::LastKey(id));
    }
    change.note_change(ChangeNote::of("key_retired", &id.to_string()))?;
    Ok(change.commit()?)
}

pub(super) fn insert(change: &dyn WriteTx, now: UnixMs) -> Result<KeyId, SetupError> {
    let next = change.last_key()?.0.checked_add(1);
    let id = KeyId(next.ok_or(SetupError::KeysExhausted)?);
    let seed = random::<32>()?;
    let public = SigningKey::from_seed(&seed).public();
    change.insert_key(id, &seed, &public, now)?;
    Ok(id)
}
