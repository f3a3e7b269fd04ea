//! Until when people's data is kept, and its deletion at that date.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use shared::time::UnixMs;

use super::PeopleError;
use super::deletion::{PurgeReport, purge};
use crate::ports::{ChangeNote, Database, PortError, ReadTx, ServerSecret, WriteTx};

/// How many days after the last one people's data is deleted, unless another date is set.
pub const RETENTION_DAYS: i64 = 90;
/// How long a deletion is announced before, in milliseconds: a clock that is wrong for an hour deletes nothing.
const ANNOUNCED_MS: i64 = 86_400_000;

/// Until when people's data is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retention {
    /// It is deleted on this date.
    pub date: Date,
    /// The earliest date that can be set.
    pub earliest: Date,
    /// When it is going to be deleted, once that is near and there is anything.
    pub announced: Option<UnixMs>,
}

/// How much is kept of people.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HeldPeople {
    /// What visitors left.
    pub submissions: usize,
    /// Names on tickets.
    pub names: usize,
    /// Notes of tickets.
    pub notes: usize,
}

impl HeldPeople {
    /// Returns whether nothing is kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// How it is kept.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct RetentionSetting {
    date: Option<Date>,
    announced_ms: Option<i64>,
}

impl RetentionSetting {
    fn read(view: &(impl ReadTx + ?Sized)) -> Result<Self, PortError> {
        let value = view.secret(ServerSecret::Retention)?;
        // One of a later version that can't be read is the default.
        let value = value.and_then(|value| serde_json::from_slice(&value).ok());
        Ok(value.unwrap_or_default())
    }

    fn put(&self, change: &dyn WriteTx) -> Result<(), PortError> {
        let value = serde_json::to_vec(self).unwrap_or_default();
        change.put_secret(ServerSecret::Retention, Some(&value))
    }
}

/// Returns when people's data is going to be deleted, of the setting as it is kept.
pub(crate) fn announced(kept: Option<&[u8]>) -> Option<UnixMs> {
    let setting: RetentionSetting = serde_json::from_slice(kept?).ok()?;
    setting.announced_ms.map(UnixMs)
}

/// Returns until when people's data is kept.
///
/// # Errors
/// [`PeopleError::Database`] when it can't be read.
pub fn retention(database: &dyn Database) -> Result<Retention, PeopleError> {
    let view = database.read()?;
    let setting = RetentionSetting::read(&*view)?;
    let catalogue = view.catalogue()?;
    let last = catalogue.days.iter().map(|day| day.date).max();
    let last = last.unwrap_or(Date::MAX);
    let after = |days: i64| last.checked_add(days.days()).unwrap_or(Date::MAX);
    let earliest = after(1);
    Ok(Retention {
        // The exhibition may have become longer since.
        date: setting.date.unwrap_or(after(RETENTION_DAYS)).max(earliest),
        earliest,
        announced: setting.announced_ms.map(UnixMs),
    })
}

/// Sets the date on which people's data is deleted.
///
/// # Errors
/// [`PeopleError::TooEarly`] before the exhibition is over.
pub fn set_retention(database: &dyn Database, date: Date) -> Result<(), PeopleError> {
    let before = retention(database)?;
    if date < before.earliest {
        return Err(PeopleError::TooEarly(before.earliest));
    }
    let change = database.write()?;
    let setting = RetentionSetting {
        date: Some(date),
        announced_ms: None,
    };
    setting.put(&*change)?;
    let (was, is) = (before.date.to_string(), date.to_string());
    change.note_change(ChangeNote::of("retention_set", "").before(&was).after(&is))?;
    Ok(change.commit()?)
}

/// Returns how much is kept of people.
///
/// # Errors
/// [`PortError`] when it can't be read.
pub fn held(database: &dyn Database) -> Result<HeldPeople, PortError> {
    let view = database.read()?;
    Ok(HeldPeople {
        submissions: database.submissions()?.count()?,
        names: view.count_ticket_names()?,
        notes: view.count_ticket_notes()?,
    })
}

/// Deletes people's data where its date has come, and announces it a day before; also what comes in later. `None` where
/// nothing was to be deleted.
///
/// # Errors
/// [`PeopleError`]; it is tried again.
pub fn delete_expired(
    database: &dyn Database,
    now: UnixMs,
) -> Result<Option<PurgeReport>, PeopleError> {
    let retention = retention(database)?;
    let zone = database.read()?.catalogue()?.calendar().zone;
    let due = zone.midnight(retention.date);
    let announce = |at: Option<UnixMs>| -> Result<(), PeopleError> {
        if retention.announced == at {
            return Ok(());
        }
        let change = database.write()?;
        let mut setting = RetentionSetting::read(&*change)?;
        setting.announced_ms = at.map(|at| at.0);
        setting.put(&*change)?;
        Ok(change.commit()?)
    };
    if now.since(due) < -ANNOUNCED_MS || held(database)?.is_empty() {
        announce(None)?;
        return Ok(None);
    }
    match retention.announced {
        None => {
            let after_notice = now.plus(ANNOUNCED_MS);
            announce(Some(if due > after_notice {
                due
            } else {
                after_notice
            }))?;
            Ok(None)
        }
        Some(at) if now < at => Ok(None),
        Some(_) => {
            let report = purge(database, false, "people_expired", now)?;
            announce(None)?;
            Ok(Some(report))
        }
    }
}
