//! Starting without any settings: the exhibition in the usual folder, and the browser with the desk.

use std::env;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::{Command as Process, Stdio};

use anyhow::Context;
use clap::Args;
use sync_server::operations::addresses::DEVICES_PORT;
use sync_server::operations::desk_access::listen_addresses;
use sync_server::{BackupSchedule, Config, ListenAddresses, SqliteDatabase};

use super::serving::run_server;

/// Start the server and open the organisers' desk in the browser; at the first start it asks what the exhibition is
#[derive(Args)]
#[command(after_help = "\
EXAMPLES:
  sync-server
  sync-server start --data /srv/exhibition

The exhibition is in the folder `exhibition` where programs of this user keep their data, such as
~/.local/share/exhibition. Accounts, tickets, kiosks, links for screens and the recovery sheet are in the browser, and
whether other computers open the desk. A verified backup is made every hour in `backups` in that folder, the newest 48
are kept; another folder and other times are chosen on the desk.")]
pub(super) struct Start {
    /// The folder of the exhibition [default: the usual one of this user]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Where kiosks reach the server, with TLS; organisers and visitors use the next two ports
    #[arg(long, value_name = "ADDR", default_value_t = default_devices())]
    devices: SocketAddr,
    /// Do not open the browser
    #[arg(long)]
    no_browser: bool,
    /// Do not announce the server by mDNS
    #[arg(long)]
    no_mdns: bool,
}

impl Default for Start {
    fn default() -> Self {
        Self {
            data: None,
            devices: default_devices(),
            no_browser: false,
            no_mdns: false,
        }
    }
}

fn default_devices() -> SocketAddr {
    (Ipv4Addr::UNSPECIFIED, DEVICES_PORT).into()
}

pub(super) fn run(start: Start) -> anyhow::Result<()> {
    let data = start.data.or_else(usual_folder);
    let data = data.context(
        "it is not known where this user keeps data (HOME is not set); name a folder with `sync-server start --data`",
    )?;
    say!("The exhibition is in {}.", data.display());
    // Nobody who starts it like this is asked for a schedule.
    let config = Config {
        backups: Some(BackupSchedule::usual(&data)),
        announces: !start.no_mdns,
        sets_up: true,
        ..Config::new(data)
    };
    let ready = if start.no_browser { tell } else { open };
    let addresses = listen_addresses(
        &SqliteDatabase::at(&config.data),
        ListenAddresses::beside(start.devices),
    );
    run_server(config, &addresses, Some(ready))
}

/// Returns the folder in which a desktop keeps the data of its programs.
fn usual_folder() -> Option<PathBuf> {
    let named = |name| {
        env::var_os(name)
            .filter(|it| !it.is_empty())
            .map(PathBuf::from)
    };
    let data = named("XDG_DATA_HOME").or_else(|| named("LOCALAPPDATA"));
    let data = data.or_else(|| Some(named("HOME")?.join(".local/share")))?;
    Some(data.join("exhibition"))
}

fn tell(address: &str) {
    say!("The organisers' desk: {address}");
}

/// Opens the browser where there is one.
fn open(address: &str) {
    tell(address);
    let opener = if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    let _ = Process::new(opener)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
}
