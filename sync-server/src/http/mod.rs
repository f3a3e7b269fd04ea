//! HTTP, by audience: kiosks ([`devices`]), the organisers' pages ([`desk`]) and live page ([`live`]), visitors' phones ([`public`]).
//!
//! Each audience has a listener of its own. `connections` accepts, `audience` says what a connection reaches, `router` puts the routes together, and below the handlers are `state` (what all
//! of them reach), `snapshots` (the live stream, encoded once), `limits` and `error`.

mod allowance;
mod audience;
mod budget;
mod connections;
mod desk;
mod devices;
mod error;
mod etag;
mod headers;
mod health;
mod limits;
mod live;
mod machine;
mod media;
mod public;
mod router;
mod snapshots;
mod state;
mod texts;
mod tls;

pub(crate) use connections::{Listening, OpenConnections, serve};
pub(crate) use desk::{IssueJobs, OpenCount, fault_text, set_up, size};
pub(crate) use live::seen_by;
pub(crate) use machine::ApiUses;
pub(crate) use media::MediaFiles;
pub(crate) use router::routes;
pub(crate) use snapshots::Snapshots;
pub(crate) use state::{AppParts, AppState};
pub(crate) use texts::Language;
pub(crate) use tls::Tls;
