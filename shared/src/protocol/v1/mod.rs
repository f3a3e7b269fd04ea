//! Version 1 of the protocol: JSON over HTTP under `/api/v1`, request bodies optionally zstd.
//!
//! - `POST /api/v1/records` takes a [`Push`] and answers a [`PushReply`].
//! - `GET /api/v1/feed` takes a [`FeedQuery`] and answers a [`FeedReply`].
//! - `GET /api/v1/register` takes a [`TicketListQuery`] and answers a [`TicketListReply`], as zstd where that is accepted.
//! - `POST /api/v1/places` takes a [`SeatsPush`] and answers a [`SeatsReply`].
//! - `POST /api/v1/letters` takes a [`SubmissionsPush`] and answers a [`SubmissionsReply`].
//! - `POST /api/v1/enrol` takes an [`EnrolRequest`] and answers an [`EnrolReply`]; a device has no token before.
//! - `GET /api/v1/totals` answers a [`Totals`]; `GET /api/v1/live` streams the same as events.
//!
//! Every error answer is an [`ErrorReply`].

mod body;
mod device;
mod enrol;
mod feed;
mod instructions;
mod known;
mod push;
mod seats;
mod submissions;
mod ticket_list;
mod totals;

pub use body::{BodyError, parse_body, retarget, write_body};
pub use device::{DeviceReport, PartState, ScannerReport, UpdateOutcome, UpdateReport};
pub use enrol::{CODE_EXPIRED, CODE_UNKNOWN, CODE_USED, EnrolReply, EnrolRequest};
pub use feed::{FeedQuery, FeedReply, PublicKey};
pub use instructions::{Closure, DeviceInstructions, MovedPlace, NextDevice, RehearsalOrder};
pub use known::{
    AnnulItem, CrossingItem, FeedItem, KnownItem, PassageItem, TicketStatusItem, VisitItem,
    WalkInItem,
};
pub use push::{
    ErrorReply, KnownProgress, Push, PushAfter, PushRecord, PushReply, REVOKED_TOKEN, RejectCode,
    Rejected,
};
pub use seats::{
    AllocationReport, AllocatorReply, MAX_SEATS, SeatsElsewhere, SeatsPush, SeatsReply,
};
pub use submissions::{SubmissionItem, SubmissionsPush, SubmissionsReply};
pub use ticket_list::{
    TICKET_LIST_PAGE, TicketListItem, TicketListQuery, TicketListReply, list_epoch,
};
pub use totals::{
    AreaName, BoothTotals, CurvePoint, DayTotals, FlowTotals, GateFlow, GateStepTotals, GateTotals,
    IssuedTotals, KioskRole, KioskState, ReasonTotals, SessionTotals, StoreWarning, Totals,
    TypeTotals, UnknownGate, ZoneTotals,
};

#[cfg(test)]
mod tests;
