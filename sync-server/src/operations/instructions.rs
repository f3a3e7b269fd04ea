//! What organisers ask of one kiosk from afar: another name for people, another place, a message, a closure, a rehearsal, an update. The
//! kiosk follows at its next contact.

use shared::catalogue::Localized;
use shared::ids::KioskId;
use shared::protocol::v1::{Closure, DeviceInstructions, MovedPlace, NextDevice, RehearsalOrder};
use shared::release::UpdateOrder;
use shared::time::UnixMs;

use super::kiosks::{KioskPlace, check_place};
use super::setup_error::{SetupError, random};
use crate::ports::{ChangeNote, Database, KioskEntry, PortError, WriteTx};

/// The most characters of a name for people.
pub const LABEL_CHARS: usize = 40;
/// The most characters of a message in one language.
pub const MESSAGE_CHARS: usize = 160;

/// Why a kiosk is not asked for something.
#[derive(Debug, thiserror::Error)]
pub enum InstructionError {
    /// The database.
    #[error(transparent)]
    Database(#[from] PortError),
    /// The place.
    #[error(transparent)]
    Setup(#[from] SetupError),
    /// There is no such kiosk in service.
    #[error("there is no kiosk {0} in service")]
    NoKiosk(KioskId),
    /// A name for people is too long.
    #[error("a name for people has at most {LABEL_CHARS} characters; shorten it")]
    LongLabel,
    /// A message is empty or too long.
    #[error("a message has 1 to {MESSAGE_CHARS} characters in each language; Vietnamese is needed")]
    BadMessage,
}

/// What is asked of a kiosk.
#[derive(Debug, Clone)]
pub enum DeviceOrder<'a> {
    /// A name for people; an empty one takes it away.
    Rename(&'a str),
    /// Another place.
    Move(KioskPlace<'a>),
    /// A message on its screen; `None` takes it away.
    Message(Option<Localized>),
    /// To serve nobody, and to send visitors to another kiosk where one is named.
    Close(Option<KioskId>),
    /// To serve again.
    Open,
    /// To rehearse, or to work in earnest.
    Rehearse(bool),
    /// To run a release, or none but what it runs.
    Update(Option<UpdateOrder>),
}

/// Asks something of a kiosk.
///
/// # Errors
/// [`InstructionError`]; then nothing was changed.
pub fn instruct(
    database: &dyn Database,
    id: &KioskId,
    order: DeviceOrder<'_>,
    now: UnixMs,
) -> Result<(), InstructionError> {
    let change = database.write()?;
    let mut devices = change.devices()?;
    let no_kiosk = |id: &KioskId| InstructionError::NoKiosk(id.clone());
    let index = devices.iter().position(|it| it.id == id.as_str());
    let device = devices.swap_remove(index.ok_or_else(|| no_kiosk(id))?);
    let mut asked = device.instructions.clone();
    asked.revision += 1;
    let (what, before, after) = match order {
        DeviceOrder::Rename(label) => {
            let label = label.trim();
            if label.chars().count() > LABEL_CHARS || label.chars().any(char::is_control) {
                return Err(InstructionError::LongLabel);
            }
            let before = asked.label.take();
            asked.label = (!label.is_empty()).then(|| label.to_owned());
            ("kiosk_renamed", before, asked.label.clone())
        }
        DeviceOrder::Move(place) => {
            move_to(&*change, id, &mut asked, &place, now)?;
            ("kiosk_moved", Some(device.place()), Some(place.written()))
        }
        DeviceOrder::Message(message) => {
            if message.as_ref().is_some_and(|it| !is_message(it)) {
                return Err(InstructionError::BadMessage);
            }
            let words = |it: &Option<Localized>| it.as_ref().map(|it| it.get("vi").to_owned());
            let before = std::mem::replace(&mut asked.message, message);
            ("kiosk_message", words(&before), words(&asked.message))
        }
        DeviceOrder::Close(next) => {
            let next = next.map(|next| {
                let found = devices.iter().find(|it| it.id == next.as_str());
                found.and_then(next_device).ok_or_else(|| no_kiosk(&next))
            });
            let next = next.transpose()?;
            let name = next.as_ref().map(|it| it.name.clone());
            asked.closure = Some(Closure { next });
            ("kiosk_closed", None, name)
        }
        DeviceOrder::Open => {
            asked.closure = None;
            ("kiosk_opened", None, None)
        }
        DeviceOrder::Rehearse(on) => {
            let since_ms = now;
            asked.rehearsal = Some(RehearsalOrder { on, since_ms });
            let what = if on {
                "kiosk_rehearses"
            } else {
                "kiosk_in_earnest"
            };
            (what, None, None)
        }
        DeviceOrder::Update(order) => {
            let version =
                |it: &Option<UpdateOrder>| it.as_ref().map(|it| it.release.version.to_string());
            let before = std::mem::replace(&mut asked.update, order);
            ("kiosk_update", version(&before), version(&asked.update))
        }
    };
    change.put_instructions(id, &asked)?;
    change.note_change(ChangeNote {
        before: before.as_deref(),
        after: after.as_deref(),
        ..ChangeNote::of(what, id.as_str())
    })?;
    Ok(change.commit()?)
}

/// Gives a kiosk another place, and has its token replaced, which says where it stands.
fn move_to(
    change: &dyn WriteTx,
    id: &KioskId,
    asked: &mut DeviceInstructions,
    place: &KioskPlace<'_>,
    now: UnixMs,
) -> Result<(), InstructionError> {
    check_place(&change.catalogue_in_force()?.1, place)?;
    let moved = MovedPlace {
        gate: place.gate.clone(),
        direction: place.direction,
        both_ways: place.both_ways,
        role: place.role,
        since_ms: now,
    };
    change.move_device(id, &moved)?;
    change.put_next_token(id, &random::<32>()?, None)?;
    asked.place = Some(moved);
    Ok(())
}

fn is_message(message: &Localized) -> bool {
    let fits =
        |text: &str| text.chars().count() <= MESSAGE_CHARS && !text.chars().any(char::is_control);
    message.has("vi") && message.all().all(fits)
}

/// Returns a kiosk as visitors are sent to it.
fn next_device(kiosk: &KioskEntry) -> Option<NextDevice> {
    let label = kiosk.instructions.label.clone();
    Some(NextDevice {
        name: label.unwrap_or_else(|| kiosk.id.clone()),
        gate: kiosk.gate.parse().ok()?,
    })
}
