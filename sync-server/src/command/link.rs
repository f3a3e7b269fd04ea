//! The links that open the live page.

use clap::Subcommand;
use sync_server::operations::addresses::server_addresses;
use sync_server::operations::links::{LinkKind, make_link, revoke_link};

use super::data::Data;

#[derive(Subcommand)]
pub(crate) enum WallLink {
    /// Make the link, and end the one there was
    #[command(after_help = "\
EXAMPLE:
  sync-server wall link --data venue

Open one of the addresses on the screen. It shows how many came, left and are inside, the curve, the seats and the halls: no kiosk, no gate, no refusals. It is not encrypted, and anyone who sees the
address can open it: for the venue's screens, not for secrets. It is printed once.")]
    Link {
        #[command(flatten)]
        data: Data,
    },
    /// End the link: open screens stop within seconds
    Revoke {
        #[command(flatten)]
        data: Data,
    },
}

#[derive(Subcommand)]
pub(crate) enum DeskLink {
    /// Make the link, and end the one there was
    #[command(after_help = "\
EXAMPLE:
  sync-server serve --data venue --desk 0.0.0.0:8081
  sync-server desk link --data venue

It shows the whole live page on the organisers' other computers, with TLS. Their browsers warn once that they do not know the
certificate: it is the server's own. It is printed once; anyone who has it reads the live page until `desk revoke`.")]
    Link {
        #[command(flatten)]
        data: Data,
    },
    /// End the link: open pages stop within seconds
    Revoke {
        #[command(flatten)]
        data: Data,
    },
}

pub(crate) fn run_wall(command: &WallLink) -> anyhow::Result<()> {
    match command {
        WallLink::Link { data } => make(data, LinkKind::Wall),
        WallLink::Revoke { data } => revoke(data, LinkKind::Wall),
    }
}

pub(crate) fn run_desk(command: &DeskLink) -> anyhow::Result<()> {
    match command {
        DeskLink::Link { data } => make(data, LinkKind::Desk),
        DeskLink::Revoke { data } => revoke(data, LinkKind::Desk),
    }
}

fn make(data: &Data, kind: LinkKind) -> anyhow::Result<()> {
    let database = data.database()?;
    let addresses = server_addresses(&*database)?;
    let secret = make_link(&*database, kind)?;
    let (scheme, port, name) = match kind {
        LinkKind::Wall => ("http", addresses.public_port, "wall"),
        LinkKind::Desk => ("https", addresses.desk_port, "desk"),
    };
    for host in addresses.hosts_with(port) {
        say!("{scheme}://{host}/{name}/{secret}/");
    }
    Ok(())
}

fn revoke(data: &Data, kind: LinkKind) -> anyhow::Result<()> {
    if revoke_link(&*data.database()?, kind)? {
        say!("The link has ended.");
    } else {
        say!("There was no link.");
    }
    Ok(())
}
