//! Whether the server answers, for somebody who looks after the kiosk: nothing is sent that tells who asks, and nothing is
//! kept.

use std::path::Path;

use kiosk_config::{Config, ServerUrl};

use super::addresses::ServerAddresses;
use super::answer::not_reached;
use super::client::agent;
use super::error::UplinkError;
use super::pinned::Pins;

/// What became of one address.
#[derive(Debug)]
pub struct TriedAddress {
    /// The address.
    pub server: ServerUrl,
    /// Whether the server answered there that it is well, by TLS with a key that this kiosk knows.
    pub outcome: Result<(), UplinkError>,
}

/// Asks the server how it is at one address after the other, until it is well at one.
///
/// # Errors
/// [`UplinkError::NoTls`] when TLS can't be set up.
pub fn try_addresses(data: &Path, config: &Config) -> Result<Vec<TriedAddress>, UplinkError> {
    let pins = Pins::new(&config.pins, data);
    let agent = agent(move |pin| pins.known().contains(&pin))?;
    let addresses = ServerAddresses::new(data, config);
    let mut tried: Vec<TriedAddress> = Vec::new();
    let mut asked = Vec::new();
    while let Some(server) = addresses.next(&asked) {
        let answer = agent.get(server.at("/healthz")).call();
        let outcome = match answer {
            Ok(answer) if answer.status().is_success() => Ok(()),
            Ok(answer) => Err(UplinkError::Refused {
                server: server.to_string(),
                status: answer.status().as_u16(),
                detail: answer.status().to_string(),
                retry_after_ms: None,
            }),
            Err(error) => Err(not_reached(&server, &error)),
        };
        asked.push(server.clone());
        tried.push(TriedAddress { server, outcome });
        if tried.last().is_some_and(|it| it.outcome.is_ok()) {
            break;
        }
    }
    Ok(tried)
}
