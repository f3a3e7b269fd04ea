//! Version 1 of the protocol: JSON over HTTP under `/api/v1`, request bodies optionally zstd.
//!
//! - `POST /api/v1/records` takes a [`Push`] and answers a [`PushReply`].
//! - `GET /api/v1/feed` takes a [`FeedQuery`] and answers a [`FeedReply`].
//! - `GET /api/v1/register` takes a [`RegisterQuery`] and answers a [`RegisterReply`], as zstd to whoever accepts it.
//! - `POST /api/v1/places` takes a [`PlacesPush`] and answers a [`PlacesReply`].
//! - `POST /api/v1/letters` takes a [`LettersPush`] and answers a [`LettersReply`].
//! - `GET /api/v1/totals` answers a [`Totals`]; `GET /api/v1/live` streams the same as events.
//!
//! Every error answer is an [`ErrorReply`].

mod body;
mod feed;
mod known;
mod letters;
mod places;
mod push;
mod register;
mod totals;

pub use body::{BodyError, parse_body, retarget, write_body};
pub use feed::{FeedQuery, FeedReply, PublicKey};
pub use known::{AnnulItem, FeedItem, KnownItem, PassedItem, StandingItem, VisitItem, WalkedItem};
pub use letters::{LettersPush, LettersReply, WireLetter};
pub use places::{
    GivenPlace, HeldTokens, MOST_PLACES, OfficeWord, PlacesElsewhere, PlacesPush, PlacesReply,
    ShareReport,
};
pub use push::{ErrorReply, Push, PushRecord, PushReply, RejectCode, Rejected};
pub use register::{REGISTER_PAGE, RegisterQuery, RegisterReply, RegisterTicket};
pub use totals::{
    BoothTotals, CurvePoint, DayTotals, FlowTotals, GateTotals, IssuedTotals, KioskRole,
    KioskState, ReasonTotals, SessionTotals, SharePart, StoreWarning, Totals, TypeTotals,
    UnknownGate, ZoneTotals,
};

#[cfg(test)]
mod tests;
