//! The demonstration with a display: the kiosk's window at the main door, with tickets to try.

use std::collections::VecDeque;
use std::io::Write;
use std::path::PathBuf;

use kiosk_config::ScannerFlags;
use shared::time::UnixMs;
use sync_server::ticket_folder;
use sync_server::tickets;
use view::Role;

use super::script::{Door, Order};
use super::stage::Stage;
use super::{DemoArgs, DemoError};
use crate::app::WindowError;
use crate::station::{Station, StationError};
use desk::{Sample, Samples};

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

/// What to do at a door's kiosk, and at one in the hall.
const DOOR: &str = "Hold a ticket to the camera, scan it with a hand scanner, drop a picture on the window,\n\
    or press the button for a sample ticket. The live page counts up. Close the window to end.";
const HALL: &str = "Touch the window to begin; the ring with the person makes it easier to read and to reach.\n\
    After 30 seconds untouched it asks, and then is as new for the next visitor. Close the window to end.";

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
    ticket_folder::write(&stage.tickets_dir(), &issued)?;
    writeln!(out, "live page       {}/", stage.url())?;
    writeln!(out, "ticket pictures {}", stage.tickets_dir().display())?;
    writeln!(
        out,
        "staff PIN       {} (behind the lock at the top of the window)",
        stage.pin.digits()
    )?;
    writeln!(out, "\n{}", if args.hall { HALL } else { DOOR })?;
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
        scanners: ScannerFlags {
            cameras: args.camera.iter().cloned().collect(),
            ..ScannerFlags::default()
        },
        fullscreen: args.fullscreen,
        role: args.hall.then_some(Role::Hall),
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

/// One ticket of each kind in turn, then the first of that round once more, as a visitor who tries it twice. When a kind
/// has run out, one of another kind.
fn samples(groups: Vec<VecDeque<PathBuf>>) -> Samples {
    let mut groups = groups;
    let mut turn = 0;
    let mut first: Option<PathBuf> = None;
    Box::new(move || {
        let kinds = groups.len();
        let place = turn % (kinds + 1);
        turn += 1;
        let again = if place == kinds { first.take() } else { None };
        let path = again.or_else(|| {
            (0..kinds).find_map(|offset| groups[(place + offset) % kinds].pop_front())
        })?;
        if place == 0 {
            first = Some(path.clone());
        }
        Some(Sample::Picture(std::fs::read(path).ok()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_samples_are_one_of_each_kind_then_the_first_again_until_none_is_left() {
        let dir = tempfile::tempdir().unwrap();
        let ticket = |name: &str| {
            let path = dir.path().join(name);
            std::fs::write(&path, name).unwrap();
            path
        };
        let groups = vec![
            VecDeque::from([ticket("a1"), ticket("a2"), ticket("a3")]),
            VecDeque::from([ticket("b1")]),
        ];
        let mut next = samples(groups);
        let shown: Vec<String> = std::iter::from_fn(|| match next()? {
            Sample::Picture(bytes) => String::from_utf8(bytes).ok(),
            Sample::Code(_) => None,
        })
        .collect();
        assert_eq!(shown, ["a1", "b1", "a1", "a2", "a3", "a2"]);
    }
}
