//! The demonstration with a display: the kiosk's window at the main door, with tickets to try.

use std::collections::VecDeque;
use std::io::Write;
use std::path::PathBuf;

use shared::time::UnixMs;
use sync_server::tickets;

use super::script::{Door, Order};
use super::stage::Stage;
use super::{DemoArgs, DemoError};
use crate::app::WindowError;
use crate::desk::{Sample, Samples};
use crate::station::{CameraChoice, Scanners, Station, StationError};

/// What is there to try: day tickets, families, a school class, a guest of honour, one of yesterday and one withdrawn.
const ORDERS: [Order; 6] = [
    Order {
        kind: "visitor",
        count: 20,
        party: 1,
        valid_today: true,
        revoked: false,
    },
    Order {
        kind: "family",
        count: 6,
        party: 4,
        valid_today: true,
        revoked: false,
    },
    Order {
        kind: "school",
        count: 2,
        party: 30,
        valid_today: true,
        revoked: false,
    },
    Order {
        kind: "vip",
        count: 2,
        party: 1,
        valid_today: true,
        revoked: false,
    },
    Order {
        kind: "visitor",
        count: 1,
        party: 1,
        valid_today: false,
        revoked: false,
    },
    Order {
        kind: "visitor",
        count: 1,
        party: 1,
        valid_today: true,
        revoked: true,
    },
];

/// How the window ended.
pub(super) enum Ended {
    /// Someone closed it.
    Closed,
    /// There was no display to open it on; this is why.
    NoDisplay(String),
}

/// Whether a display is named at all.
pub(super) fn display() -> Result<(), &'static str> {
    let named = |variable| std::env::var_os(variable).is_some_and(|value| !value.is_empty());
    if named("DISPLAY") || named("WAYLAND_DISPLAY") {
        Ok(())
    } else {
        Err("no display was found (neither DISPLAY nor WAYLAND_DISPLAY is set)")
    }
}

/// Issues tickets, says where everything is, and runs the window until it is closed.
pub(super) fn open(
    stage: &Stage,
    args: &DemoArgs,
    now: UnixMs,
    out: &mut impl Write,
) -> Result<Ended, DemoError> {
    let mut groups = Vec::new();
    for order in &ORDERS {
        groups.push(stage.issue(order, now)?);
    }
    let issued: Vec<_> = groups.concat();
    tickets::write_folder(&stage.tickets_dir(), &issued)?;
    writeln!(out, "live page       {}/", stage.url())?;
    writeln!(out, "ticket pictures {}", stage.tickets_dir().display())?;
    writeln!(
        out,
        "\nHold a ticket to the camera, scan it with a hand scanner, drop a picture on the window,"
    )?;
    writeln!(
        out,
        "or press the button for a sample ticket. The live page counts up. Close the window to end."
    )?;
    out.flush()?;
    let pictures = groups
        .iter()
        .map(|group| {
            group
                .iter()
                .map(|ticket| stage.tickets_dir().join(tickets::picture_name(ticket)))
                .collect()
        })
        .collect();
    let station = Station {
        scanners: Scanners {
            camera: args
                .camera
                .clone()
                .map_or(CameraChoice::First, CameraChoice::Path),
            folder: None,
        },
        fullscreen: args.fullscreen,
        samples: Some(samples(pictures)),
        size: args.size.map(|size| [size.width, size.height]),
        ..Station::new(stage.kiosk_dir(Door::Main))
    };
    match station.run() {
        Ok(()) => Ok(Ended::Closed),
        Err(StationError::Window(WindowError::Display(why))) => Ok(Ended::NoDisplay(why)),
        Err(error) => Err(DemoError::Window(error.to_string())),
    }
}

/// One ticket of each kind in turn, every sixth time one that was shown before.
fn samples(groups: Vec<VecDeque<PathBuf>>) -> Samples {
    let mut groups = groups;
    let mut turn = 0;
    let mut last: Option<PathBuf> = None;
    Box::new(move || {
        turn += 1;
        let again = if turn % 6 == 0 { last.clone() } else { None };
        let path = again.or_else(|| {
            let length = groups.len();
            (0..length).find_map(|offset| groups[(turn + offset) % length].pop_front())
        })?;
        last = Some(path.clone());
        let name = path.file_name()?.to_string_lossy().into_owned();
        Some(Sample::Picture(name, std::fs::read(path).ok()?))
    })
}
