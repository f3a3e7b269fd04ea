//! What visitors notice first: whether the door works, and whether it is heard.

use texts::{Key, Slot};
use view::{LaneView, OutOfOrder, SoundStatus};

use super::device_line::DeviceLine;
use crate::screens::{DrawContext, Icon};
use crate::slip::PrinterHealth;

/// Why the kiosk is out of order, and what to do: visitors are only told where to go.
pub(super) fn broken(context: &DrawContext<'_>) -> Option<DeviceLine> {
    let LaneView::OutOfOrder(why) = &context.view.lane else {
        return None;
    };
    let texts = context.texts;
    let (reason, next) = reason(why);
    let title = texts.say(Key::OutOfOrderTitle);
    let line = DeviceLine::bad(Icon::Warning, title, texts.say(next));
    Some(line.with(texts.say_with(reason, slots(why))))
}

/// What staff do about a kiosk that is out of order.
pub(in crate::screens) fn what_to_do(context: &DrawContext<'_>, why: &OutOfOrder) -> String {
    context.texts.say(reason(why).1)
}

/// The sentences that say what is wrong, and what to do about it.
fn reason(why: &OutOfOrder) -> (Key, Key) {
    match why {
        OutOfOrder::DiskFull => (Key::StaffBrokenFull, Key::StaffBrokenFullNext),
        OutOfOrder::JournalDamaged => (Key::StaffBrokenDamaged, Key::StaffBrokenDamagedNext),
        OutOfOrder::JournalBusy => (Key::StaffBrokenBusy, Key::StaffBrokenBusyNext),
        OutOfOrder::NewerJournal => (Key::StaffBrokenNewer, Key::StaffBrokenNewerNext),
        OutOfOrder::ForeignJournal { .. } => (Key::StaffBrokenOwner, Key::StaffBrokenOwnerNext),
        OutOfOrder::JournalUnopenable => {
            (Key::StaffBrokenUnopenable, Key::StaffBrokenUnopenableNext)
        }
        OutOfOrder::JournalReplaced { .. } => {
            (Key::StaffBrokenReplaced, Key::StaffBrokenReplacedNext)
        }
        OutOfOrder::Revoked => (Key::StaffBrokenRevoked, Key::StaffBrokenRevokedNext),
        OutOfOrder::Closed(_) => (Key::StaffBrokenClosed, Key::StaffBrokenClosedNext),
        OutOfOrder::Disk => (Key::StaffBrokenDisk, Key::StaffBrokenDiskNext),
        OutOfOrder::NeverSynced { .. } => {
            (Key::StaffBrokenNeverSynced, Key::StaffBrokenNeverSyncedNext)
        }
        OutOfOrder::ForeignServer => (Key::StaffBrokenServer, Key::StaffBrokenServerNext),
        OutOfOrder::Bootstrap => (Key::StaffBrokenBootstrap, Key::StaffBrokenBootstrapNext),
        OutOfOrder::UnknownGate(_) => {
            (Key::StaffDeviceGateMissing, Key::StaffDeviceGateMissingNext)
        }
        OutOfOrder::UnknownBooth(_) => (Key::StaffBrokenBooth, Key::StaffBrokenBoothNext),
        OutOfOrder::Device => (Key::StaffBrokenDevice, Key::StaffBrokenDeviceNext),
        OutOfOrder::Defect => (Key::StaffBrokenDefect, Key::StaffBrokenDefectNext),
    }
}

fn slots(why: &OutOfOrder) -> Vec<Slot<'_>> {
    match why {
        OutOfOrder::ForeignJournal { owner } => vec![("owner", owner.as_str().into())],
        OutOfOrder::JournalReplaced { file, waiting } => vec![
            ("file", file.as_str().into()),
            ("count", waiting.unwrap_or(0).into()),
        ],
        OutOfOrder::NeverSynced { server } => vec![("server", server.as_str().into())],
        OutOfOrder::UnknownGate(gate) => vec![("gate", gate.as_str().into())],
        OutOfOrder::UnknownBooth(booth) => vec![("number", booth.0.into())],
        _ => Vec::new(),
    }
}

/// The line for a gate that is not in the catalogue: every visitor needs staff, and the organisers have to act.
pub(super) fn gate(context: &DrawContext<'_>) -> Option<DeviceLine> {
    let status = &context.view.status;
    let slots = [("gate", status.gate.as_str().into())];
    status.gate_missing.then(|| {
        DeviceLine::bad(
            Icon::Warning,
            context.texts.say_with(Key::StaffDeviceGateMissing, slots),
            context.texts.say(Key::StaffDeviceGateMissingNext),
        )
    })
}

/// How sound is doing; nothing before anything was played.
pub(super) fn sound(context: &DrawContext<'_>) -> Option<DeviceLine> {
    let say = |key| context.texts.say(key);
    match &context.view.status.sound {
        SoundStatus::NotYet => None,
        SoundStatus::Playing(player) => {
            let line = DeviceLine::good(Icon::Sound, say(Key::StaffDeviceSound));
            Some(line.with(player.clone()))
        }
        SoundStatus::Off => Some(DeviceLine::good(
            Icon::Silent,
            say(Key::StaffDeviceSoundOff),
        )),
        // No trouble: the screen says everything too.
        SoundStatus::Silent(why) => {
            let line = DeviceLine {
                next: Some(say(Key::StaffDeviceSoundNext)),
                ..DeviceLine::good(Icon::Silent, say(Key::StatusSilent))
            };
            Some(line.with_english(context, why))
        }
    }
}

/// How the slip printer is doing. No trouble: the door works without one.
pub(super) fn printer(context: &DrawContext<'_>) -> Option<DeviceLine> {
    let good = |key| DeviceLine::good(Icon::Printer, context.texts.say(key));
    let bad = |key, next| DeviceLine {
        next: Some(context.texts.say(next)),
        ..good(key)
    };
    Some(match context.slips.health()? {
        PrinterHealth::NotYet => good(Key::StaffDevicePrinterNotYet),
        PrinterHealth::Working => good(Key::StaffDevicePrinter),
        PrinterHealth::NoPaper => bad(
            Key::StaffDevicePrinterNoPaper,
            Key::StaffDevicePrinterNoPaperNext,
        ),
        PrinterHealth::Failed(why) => {
            let line = bad(Key::StaffDevicePrinterBad, Key::StaffDevicePrinterBadNext);
            line.with_english(context, &why)
        }
    })
}
