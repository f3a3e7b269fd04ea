//! Who may open staff mode at the kiosks, and with which PIN.

use shared::ids::StaffId;
use shared::pin::{self, HashError, MAX_STAFF, Pin, SALT_LEN, StaffPin};
use shared::time::UnixMs;

use crate::ports::{ChangeNote, Database, PortError, StaffEntry, search_words};

/// The most letters of a name.
const NAME_MOST: usize = 60;
/// The most letters of a name that is recorded.
const RECORDED_MOST: usize = 24;

/// Why a PIN could not be given or taken away. Nothing was changed then.
#[derive(Debug, thiserror::Error)]
pub enum StaffError {
    /// The database.
    #[error(transparent)]
    Database(#[from] PortError),
    /// They have a PIN.
    #[error("{0} has a PIN already; use another name")]
    Exists(StaffId),
    /// Nothing of the name can be recorded.
    #[error("a name needs letters or digits that can be written without accents")]
    Nameless,
    /// They have none.
    #[error("{0} has no PIN")]
    Nobody(StaffId),
    /// There are as many as kiosks take.
    #[error("{MAX_STAFF} people have a PIN already, and a kiosk takes no more")]
    TooMany,
    /// Two people with one PIN could not be told apart in the audit.
    #[error("this PIN is someone else's already; choose another, or none to be given a random one")]
    Taken,
    /// The PIN could not be hashed.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// The operating system gave no random numbers.
    #[error(
        "the operating system gives no random numbers ({0}); nothing was changed. Try again after a restart"
    )]
    Random(getrandom::Error),
}

/// What a PIN is given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PinUse {
    /// Staff mode at doors.
    Doors,
    /// Staff mode in halls and at booths.
    Halls,
    /// What the one before was for, in whose place it comes.
    Renewal,
}

/// Gives someone a PIN, a random one of six digits if none was chosen, and says which. Only its hash is kept.
///
/// # Errors
/// [`StaffError`].
pub fn add(
    database: &dyn Database,
    id: &StaffId,
    chosen: Option<Pin>,
    purpose: PinUse,
    now: UnixMs,
) -> Result<Pin, StaffError> {
    let given = give(database, id, "", chosen, purpose, now);
    given.map(|(_, pin)| pin)
}

/// Gives someone who has a PIN a random one in its place.
///
/// # Errors
/// [`StaffError`].
pub fn renew(
    database: &dyn Database,
    id: &StaffId,
    now: UnixMs,
) -> Result<(StaffEntry, Pin), StaffError> {
    give(database, id, "", None, PinUse::Renewal, now)
}

/// Gives someone a random PIN by the name that people call them. Records and kiosks name them by its letters without accents.
///
/// # Errors
/// [`StaffError`].
pub fn add_by_name(
    database: &dyn Database,
    name: &str,
    purpose: PinUse,
    now: UnixMs,
) -> Result<(StaffEntry, Pin), StaffError> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name: String = name.chars().take(NAME_MOST).collect();
    let id = recorded_name(&name).ok_or(StaffError::Nameless)?;
    give(database, &id, &name, None, purpose, now)
}

/// Returns the name that is recorded with what somebody does: `Nguyễn Thị Lan` is `nguyen-thi-lan`. A name that is one
/// already stays; `None` where nothing of it can be written so.
fn recorded_name(name: &str) -> Option<StaffId> {
    if let Ok(id) = name.parse() {
        return Some(id);
    }
    let words = search_words(name).join("-");
    let words = words
        .chars()
        .filter(|it| it.is_ascii_alphanumeric() || *it == '-');
    let words: String = words.take(RECORDED_MOST).collect();
    words.trim_matches('-').parse().ok()
}

fn give(
    database: &dyn Database,
    id: &StaffId,
    name: &str,
    chosen: Option<Pin>,
    purpose: PinUse,
    now: UnixMs,
) -> Result<(StaffEntry, Pin), StaffError> {
    // Hashing takes long, so it is done before anybody else is kept from writing.
    let others = database.read()?.staff()?.into_iter();
    let others = others.map(|other| other.pin);
    let others: Vec<StaffPin> = others.filter(|other| other.id != *id).collect();
    let taken = |pin: &Pin| pin::find(&others, pin.digits(), None).is_some();
    let pin = match chosen {
        Some(pin) if taken(&pin) => return Err(StaffError::Taken),
        Some(pin) => pin,
        None => loop {
            let pin = random_pin()?;
            if !taken(&pin) {
                break pin;
            }
        },
    };
    let salt = match pin::common_salt(&others) {
        Some(salt) => salt,
        None => random_salt()?,
    };
    let hash = pin.hash(&salt)?;
    let change = database.write()?;
    let staff = change.staff()?;
    let known = staff.iter().find(|known| known.pin.id == *id);
    match (known, purpose == PinUse::Renewal) {
        (Some(_), false) => return Err(StaffError::Exists(id.clone())),
        (None, true) => return Err(StaffError::Nobody(id.clone())),
        (None, false) if staff.len() >= MAX_STAFF => return Err(StaffError::TooMany),
        _ => {}
    }
    let what = known.map_or("pin_given", |_| "pin_renewed");
    let entry = StaffEntry {
        pin: StaffPin {
            id: id.clone(),
            hash,
        },
        in_halls: known.map_or(purpose == PinUse::Halls, |known| known.in_halls),
        since: now,
        name: known.map_or(name, |known| &known.name).to_owned(),
    };
    change.note_change(ChangeNote {
        before: known.map(StaffEntry::place),
        ..ChangeNote::of(what, id.as_str()).after(entry.place())
    })?;
    change.put_staff(&entry)?;
    change.commit()?;
    Ok((entry, pin))
}

/// Returns who has a PIN, by name.
///
/// # Errors
/// [`StaffError::Database`].
pub fn list(database: &dyn Database) -> Result<Vec<StaffEntry>, StaffError> {
    Ok(database.read()?.staff()?)
}

/// Takes someone's PIN away. Where staff mode is open with it, it closes as soon as that kiosk hears of it.
///
/// # Errors
/// [`StaffError`].
pub fn remove(database: &dyn Database, id: &StaffId) -> Result<(), StaffError> {
    let change = database.write()?;
    let staff = change.staff()?;
    let known = staff.iter().find(|known| known.pin.id == *id);
    let known = known.ok_or_else(|| StaffError::Nobody(id.clone()))?;
    change.remove_staff(id)?;
    change.note_change(ChangeNote::of("pin_removed", id.as_str()).before(known.place()))?;
    Ok(change.commit()?)
}

fn random_salt() -> Result<[u8; SALT_LEN], StaffError> {
    let mut salt = [0; SALT_LEN];
    getrandom::fill(&mut salt).map_err(StaffError::Random)?;
    Ok(salt)
}

/// Any good PIN of six digits, each as likely as the next.
fn random_pin() -> Result<Pin, StaffError> {
    const PINS: u32 = 1_000_000;
    loop {
        let number = getrandom::u32().map_err(StaffError::Random)?;
        // The last few numbers would make the first few PINs likelier.
        if number >= u32::MAX - u32::MAX % PINS {
            continue;
        }
        if let Ok(pin) = format!("{:06}", number % PINS).parse() {
            return Ok(pin);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_is_recorded_without_accents() {
        for (name, recorded) in [
            ("an-door-1", Some("an-door-1")),
            ("Nguyễn Thị Đào", Some("nguyen-thi-dao")),
            (
                "Công Tằng Tôn Nữ Thị Minh Nguyệt",
                Some("cong-tang-ton-nu-thi-min"),
            ),
            ("Lan 2", Some("lan-2")),
            ("山田", None),
            (" ", None),
        ] {
            let found = recorded_name(name);
            assert_eq!(found.as_ref().map(StaffId::as_str), recorded, "{name}");
        }
    }
}
