//! How the kiosk is doing, in lines that a volunteer can act on.

use shared::time::UnixMs;
use texts::Key;
use view::{Device, LinkStatus, ScannerKind, ScannerState, ScannerStatus};

use super::device_line::DeviceLine;
use super::{device_door, device_pictures, device_records};
use crate::screens::{DrawContext, Icon, status};

/// From how many waiting records on somebody should look, when the server is in reach.
const MANY_WAITING: u64 = 200;

/// From how many milliseconds on a clock is said to be off.
const OFF_MS: u64 = 30_000;

/// Under how many bytes the disk is said to be almost full.
const LITTLE_ROOM: u64 = 500 * MB;

const MB: u64 = 1_000_000;
const GB: u64 = 1_000 * MB;

/// Everything there is to know, what touches the visitors first.
pub(super) fn lines(context: &DrawContext<'_>) -> Vec<DeviceLine> {
    let device = context.view.staff.device.as_ref();
    let mut lines: Vec<DeviceLine> = device_door::broken(context).into_iter().collect();
    lines.extend(device_door::gate(context));
    lines.extend(scanners(context));
    lines.extend(device_door::sound(context));
    lines.extend(device_door::printer(context));
    lines.push(link(context, device));
    lines.extend(waiting(context));
    lines.extend(device_records::lines(context));
    lines.extend(submissions(context));
    lines.extend(device.map(|device| clock(context, device)));
    lines.extend(device.map(|device| storage(context, device)));
    lines.extend(device_pictures::lines(context));
    lines.push(about(context, device));
    lines
}

fn scanners(context: &DrawContext<'_>) -> Vec<DeviceLine> {
    let texts = context.texts;
    let scanners = &context.view.status.scanners;
    if scanners.is_empty() {
        return vec![DeviceLine {
            next: Some(texts.say(Key::StaffDeviceNoScannerNext)),
            ..DeviceLine::good(Icon::Scanner, texts.say(Key::StaffDeviceNoScanner))
        }];
    }
    scanners
        .iter()
        .map(|scanner| one_scanner(context, scanner))
        .collect()
}

fn one_scanner(context: &DrawContext<'_>, scanner: &ScannerStatus) -> DeviceLine {
    let say = |key| context.texts.say(key);
    let detail = scanner.detail.clone();
    let name = scanner.name.clone();
    let Some((_, what, trouble)) = status::unwell(scanner) else {
        let which = [("scanner", say(kind_name(scanner.kind)).into())];
        let what = context.texts.say_with(Key::StaffDeviceReads, which);
        let line = DeviceLine::good(Icon::Scanner, what);
        let place = name.split_whitespace().find(|word| word.contains('/'));
        return match place {
            Some(place) => line.with(place.to_owned()),
            None => line,
        };
    };
    let next = match (scanner.state, scanner.kind) {
        (ScannerState::Missing, _) => Key::StaffDeviceMissingNext,
        (_, ScannerKind::Folder | ScannerKind::FramePipe) => Key::StaffDeviceCallNext,
        _ => Key::StaffDevicePlugNext,
    };
    let line = DeviceLine {
        trouble,
        ..DeviceLine::bad(Icon::Scanner, say(what), say(next))
    };
    if trouble {
        line.with_english(context, &detail.unwrap_or(name))
    } else {
        line
    }
}

fn kind_name(kind: ScannerKind) -> Key {
    match kind {
        ScannerKind::Camera => Key::StaffDeviceCamera,
        ScannerKind::Folder => Key::StaffDeviceFolder,
        ScannerKind::HandScanner => Key::StaffDeviceHandScanner,
        ScannerKind::Serial => Key::StaffDeviceSerial,
        ScannerKind::FramePipe => Key::StaffDeviceFrames,
    }
}

fn link(context: &DrawContext<'_>, device: Option<&Device>) -> DeviceLine {
    let texts = context.texts;
    let last = match &context.view.status.link {
        LinkStatus::Online(at) => Some(*at),
        LinkStatus::Offline(at, _) => at.or(device.and_then(|device| device.last_heard)),
        LinkStatus::NotYet => device.and_then(|device| device.last_heard),
    };
    let heard = last.map_or_else(
        || texts.say(Key::StaffDeviceNeverHeard),
        |at| texts.say_with(Key::StaffDeviceHeard, [("time", time(context, at).into())]),
    );
    let line = if matches!(context.view.status.link, LinkStatus::Online(_)) {
        DeviceLine::good(Icon::Linked, texts.say(Key::StaffDeviceLinkGood))
    } else {
        DeviceLine::bad(
            Icon::Unlinked,
            texts.say(Key::StaffDeviceLinkBad),
            texts.say(Key::StaffDeviceLinkNext),
        )
    };
    line.with(heard)
}

/// Records that wait; that everything is sent, only where no submissions wait either.
fn waiting(context: &DrawContext<'_>) -> Option<DeviceLine> {
    let texts = context.texts;
    let count = context.view.status.waiting;
    if count == 0 {
        let sent = || DeviceLine::good(Icon::Outbox, texts.say(Key::StaffDeviceWaitingGood));
        return (context.view.status.submissions == 0).then(sent);
    }
    let what = texts.say_with(Key::StaffDeviceWaiting, [("count", count.into())]);
    Some(DeviceLine {
        next: Some(texts.say(Key::StaffDeviceWaitingNext)),
        trouble: count >= MANY_WAITING,
        ..DeviceLine::good(Icon::Outbox, what)
    })
}

/// Submissions that wait. With the server in reach something keeps them from it, and nobody else would notice.
fn submissions(context: &DrawContext<'_>) -> Option<DeviceLine> {
    let texts = context.texts;
    let status = &context.view.status;
    let count = (status.submissions > 0).then(|| [("count", status.submissions.into())])?;
    let what = texts.say_with(Key::StaffDeviceSubmissions, count);
    let linked = matches!(status.link, LinkStatus::Online(_));
    let next = if linked {
        Key::StaffDeviceSubmissionsHeldNext
    } else {
        Key::StaffDeviceSubmissionsNext
    };
    Some(DeviceLine {
        trouble: linked,
        ..DeviceLine::bad(Icon::Outbox, what, texts.say(next))
    })
}

fn clock(context: &DrawContext<'_>, device: &Device) -> DeviceLine {
    let texts = context.texts;
    let off = device.clock_offset_ms.unsigned_abs();
    let now = context.local().to_string();
    if context.view.status.time_unsure {
        let what = texts.say(Key::StaffDeviceClockUnsure);
        let next = texts.say(Key::StaffDeviceClockUnsureNext);
        return DeviceLine::bad(Icon::Clock, what, next).with(now);
    }
    if off < OFF_MS {
        return DeviceLine::good(Icon::Clock, texts.say(Key::StaffDeviceClockGood)).with(now);
    }
    let (unit, count) = if off < 120_000 {
        ("seconds", off / 1000)
    } else {
        ("minutes", off / 60_000)
    };
    let slots = [("unit", unit.into()), ("count", count.into())];
    let what = texts.say_with(Key::StaffDeviceClockBad, slots);
    DeviceLine::bad(Icon::Clock, what, texts.say(Key::StaffDeviceClockNext)).with(now)
}

fn storage(context: &DrawContext<'_>, device: &Device) -> DeviceLine {
    let texts = context.texts;
    let sized = |key, bytes| texts.say_with(key, [("size", size(bytes).into())]);
    let kept = texts.say_with(
        Key::StaffDeviceKept,
        [
            ("records", device.records.into()),
            ("size", size(device.journal_bytes).into()),
        ],
    );
    let line = match device.free_bytes {
        None => DeviceLine::good(Icon::Seal, texts.say(Key::StaffDeviceStorageUnknown)),
        Some(free) if free < LITTLE_ROOM => DeviceLine::bad(
            Icon::Seal,
            sized(Key::StaffDeviceStorageBad, free),
            texts.say(Key::StaffDeviceStorageNext),
        ),
        Some(free) => DeviceLine::good(Icon::Seal, sized(Key::StaffDeviceStorageGood, free)),
    };
    line.with(kept)
}

fn about(context: &DrawContext<'_>, device: Option<&Device>) -> DeviceLine {
    let texts = context.texts;
    let status = &context.view.status;
    let gate = context.view.gate_name(&status.gate, context.language());
    let what = texts.say_with(
        Key::StaffDeviceAbout,
        [
            ("kiosk", status.kiosk.as_str().into()),
            ("gate", gate.into()),
        ],
    );
    let line = DeviceLine::good(Icon::Device, what);
    let Some(device) = device else {
        return line;
    };
    let version = texts.say_with(
        Key::StaffDeviceVersion,
        [("version", device.version.into())],
    );
    let tickets = texts.say_with(Key::StaffDeviceTickets, [("count", device.tickets.into())]);
    line.with(format!("{version} · {tickets}"))
}

fn time(context: &DrawContext<'_>, at: UnixMs) -> String {
    let zone = context.view.catalogue.calendar().zone;
    context.texts.time(zone.local(at), context.local().date)
}

/// Bytes as people say them, without a fraction: "812 MB".
fn size(bytes: u64) -> String {
    match bytes {
        0..MB => format!("{} kB", bytes.div_ceil(1000)),
        MB..GB => format!("{} MB", bytes / MB),
        _ => format!("{} GB", bytes / GB),
    }
}
