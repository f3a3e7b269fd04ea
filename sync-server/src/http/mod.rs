//! HTTP, by audience: kiosks ([`devices`]), the organisers' live page ([`live`]), visitors' phones ([`public`]).
//!
//! `connections` accepts, `router` puts the audiences' routes together, and below the handlers are `state` (what all
//! of them reach), `snapshots` (the live stream, encoded once), `limits` and `error`.

mod allowance;
mod budget;
mod connections;
mod devices;
mod error;
mod etag;
mod headers;
mod health;
mod limits;
mod live;
mod media;
mod public;
mod router;
mod snapshots;
mod state;

pub(crate) use connections::{OpenConnections, serve};
pub(crate) use media::MediaFiles;
pub(crate) use router::router;
pub(crate) use snapshots::Snapshots;
pub(crate) use state::AppState;
