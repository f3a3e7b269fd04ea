//! People who pass without a ticket that anybody knows.

use super::Direction;
use crate::ids::{GateId, TicketType};
use crate::record::order::RecordOrder;

/// People who passed a gate without a ticket that anybody knows. They are counted and take room;
/// no rule is asked about them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WalkIn {
    /// Where the passage stands among all others.
    pub order: RecordOrder,
    /// The gate.
    pub gate: GateId,
    /// Which way they went.
    pub direction: Direction,
    /// As what kind of visitor they count; `None` for those whom staff let in with a ticket that
    /// stays unknown.
    pub kind: Option<TicketType>,
    /// How many people went.
    pub people: u16,
}
