//! `kiosk invite` and `kiosk renew`: how devices get their tokens.

use std::io::{Cursor, IsTerminal};
use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, ValueEnum};
use image::{ImageFormat, Luma};
use qrcode::render::unicode::Dense1x2;
use qrcode::{EcLevel, QrCode};
use shared::checkin::Direction;
use shared::enrolment::MOST_ADDRESSES;
use shared::ids::{BoothNumber, GateId, KioskId};
use sync_server::operations::addresses::server_addresses;
use sync_server::operations::devices;
use sync_server::operations::kiosks::{self, KioskPlace, KioskRole};
use sync_server::ports::Database;
use sync_server::{system_time, write_private};

use super::data::Data;

/// The side of a code's picture at the least, in pixels.
const PICTURE_SIDE: u32 = 600;

#[derive(Args)]
#[command(after_help = "\
EXAMPLES:
  sync-server kiosk invite --data venue --id A1 --gate main
  sync-server kiosk invite --data venue --id H1 --hall --server https://192.168.1.10:8080 --png H1.png
  sync-server kiosk invite --data venue --id K12 --booth 12

Start the kiosk without a kiosk.toml (`kiosk run --data DIR`) and hold the code to its camera or hand scanner, or type it
there; without a screen: `kiosk enrol --data DIR --code …`. The code is good once and for ten minutes; another one for the
same name takes its place. A device that is in service under this name goes out of service when the code is used.")]
pub(super) struct Invite {
    #[command(flatten)]
    data: Data,
    /// Its name, as on its sticker
    #[arg(long)]
    id: KioskId,
    #[command(flatten)]
    placing: Placing,
    /// How the kiosk reaches this server; may be repeated [default: what `serve` was last started with, or else this
    /// computer's addresses]
    #[arg(long, value_name = "URL")]
    server: Vec<String>,
    /// Write the code as a picture too
    #[arg(long, value_name = "FILE")]
    png: Option<PathBuf>,
}

/// Have a kiosk's token replaced at its next contact
#[derive(Args)]
#[command(after_help = "\
EXAMPLE:
  sync-server kiosk renew --data venue --id A1

Nobody has to go to the kiosk: it is given a new token, keeps it, and the old one ends once the new one was used. Tokens
older than a week are replaced like this by themselves. For a device that was lost use `kiosk remove`.")]
pub(super) struct Renew {
    #[command(flatten)]
    data: Data,
    /// Its name, as on its sticker
    #[arg(long)]
    id: KioskId,
}

/// Prints a code.
pub(super) fn run_invite(command: Invite) -> anyhow::Result<()> {
    let database = &*command.data.database()?;
    let servers = if command.server.is_empty() {
        let own = server_addresses(database)?.devices.into_iter();
        own.take(MOST_ADDRESSES).collect()
    } else {
        command.server
    };
    let gate = command.placing.gate(database)?;
    let place = command.placing.at(&gate, &[]);
    let invited = devices::invite(database, &command.id, &place, &servers, system_time())?;
    let symbol = QrCode::with_error_correction_level(invited.code.to_string(), EcLevel::M)?;
    if let Some(path) = &command.png {
        let side = PICTURE_SIDE;
        let picture = symbol
            .render::<Luma<u8>>()
            .min_dimensions(side, side)
            .build();
        let mut png = Vec::new();
        picture.write_to(&mut Cursor::new(&mut png), ImageFormat::Png)?;
        write_private(path, &png).with_context(|| format!("writing {}", path.display()))?;
    }
    if std::io::stdout().is_terminal() {
        for line in symbol.render::<Dense1x2>().build().lines() {
            // Black on white, whatever the terminal's colours are.
            say!("\x1b[30;107m{line}\x1b[0m");
        }
    }
    say!(
        "The code that enrols kiosk {} once, for ten minutes:",
        command.id
    );
    say!("{:#}", invited.code);
    if invited.replaces {
        say!(
            "The device that is kiosk {} now goes out of service when the code is used.",
            command.id
        );
    }
    Ok(())
}

/// Has a token replaced.
pub(super) fn run_renew(command: &Renew) -> anyhow::Result<()> {
    devices::renew_token(&*command.data.database()?, &command.id)?;
    say!("Kiosk {} gets a new token at its next contact.", command.id);
    Ok(())
}

/// Where a kiosk stands, and what for.
#[derive(Args)]
pub(super) struct Placing {
    /// The gate it stands at; for a kiosk in a hall or at a booth the one it is nearest to [default there: the first]
    #[arg(long, required_unless_present_any = ["hall", "booth"])]
    gate: Option<GateId>,
    /// Which way people go there; `both` for a gate that is open both ways
    #[arg(long, value_enum, default_value = "in")]
    direction: Ways,
    /// It stands in a hall and shows the exhibition
    #[arg(long, conflicts_with = "booth")]
    hall: bool,
    /// It stands at this booth and counts its visitors
    #[arg(long, value_name = "NUMBER")]
    booth: Option<u16>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Ways {
    In,
    Out,
    Both,
}

impl Placing {
    /// Returns what the kiosk is there for.
    pub(super) fn role(&self) -> KioskRole {
        match self.booth {
            Some(number) => KioskRole::Booth(BoothNumber(number)),
            None if self.hall => KioskRole::Hall,
            None => KioskRole::Door,
        }
    }

    fn way(&self) -> Direction {
        match self.direction {
            Ways::In | Ways::Both => Direction::In,
            Ways::Out => Direction::Out,
        }
    }

    /// Returns the gate it stands at, or is nearest to.
    pub(super) fn gate(&self, database: &dyn Database) -> anyhow::Result<GateId> {
        Ok(match &self.gate {
            Some(gate) => gate.clone(),
            None => kiosks::first_gate(database, self.way())?,
        })
    }

    /// Returns its place.
    pub(super) fn at<'a>(&self, gate: &'a GateId, server_urls: &'a [String]) -> KioskPlace<'a> {
        KioskPlace {
            role: self.role(),
            gate,
            direction: self.way(),
            both_ways: matches!(self.direction, Ways::Both),
            server_urls,
        }
    }
}
