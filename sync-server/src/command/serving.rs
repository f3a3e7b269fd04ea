//! Running the server until a signal ends it.

use std::net::{Ipv4Addr, SocketAddr};

use anyhow::Context;
use sync_server::logging;
use sync_server::operations::addresses::hosts;
use sync_server::{Config, ListenAddresses, Listeners, serve};

/// Serves until a signal ends it; `ready` is called with the desk's address as soon as it answers.
pub(super) fn run_server(
    config: Config,
    addresses: &ListenAddresses,
    ready: Option<fn(&str)>,
) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("starting the server's threads")?;
    let listeners = Listeners::bind(addresses)?;
    let addresses = listeners.addresses().context("asking for the ports")?;
    say!("The live page, on this computer alone:");
    say!("  http://{}/", desk_here(addresses.desk));
    say!("Visitors' pages, and the totals on wall screens (`sync-server wall link`):");
    let (public, devices) = (addresses.public, addresses.devices);
    for host in hosts(public.ip()) {
        say!("  http://{}/b", SocketAddr::new(host, public.port()));
    }
    say!("Kiosks use:");
    for host in hosts(devices.ip()) {
        say!("  https://{}", SocketAddr::new(host, devices.port()));
    }
    let desk = addresses.desk;
    if !desk.ip().is_loopback() {
        say!(
            "Other computers open the organisers' desk. Their browsers warn that they do not know its certificate: it is this server's own."
        );
        for host in hosts(desk.ip()) {
            say!("  https://{}/admin", SocketAddr::new(host, desk.port()));
        }
    }
    say!("Stop with Ctrl+C.");
    if let Some(ready) = ready {
        ready(&format!("http://{}/admin", desk_here(addresses.desk)));
    }
    let served = runtime.block_on(serve(listeners, config, stop_signal()));
    logging::finish();
    served?;
    say!("Stopped; everything acknowledged is stored.");
    Ok(())
}

async fn stop_signal() {
    let interrupted = async {
        // Without a handler for Ctrl+C the system's own, which just ends the process, stays in
        // force; waiting for ever is then right.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
}

/// Returns the address at which this computer itself reaches a listener.
fn desk_here(listening: SocketAddr) -> SocketAddr {
    if listening.ip().is_unspecified() {
        return (Ipv4Addr::LOCALHOST, listening.port()).into();
    }
    listening
}
