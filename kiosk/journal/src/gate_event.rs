//! People who passed a gate, with a ticket or without one.

use shared::checkin::{Passage, WalkIn};
use shared::ids::TicketNumber;
use shared::ledger::Fold;
use shared::protocol::v1::KnownItem;
use shared::record::{Fact, RecordOrder};

/// People who passed a gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum GateEvent {
    /// With a ticket.
    Passage(Passage),
    /// Without one.
    WalkIn(WalkIn),
}

impl GateEvent {
    pub(super) fn of(fact: &Fact, order: RecordOrder) -> Option<Self> {
        let walk_in = fact.walk_in(order.clone()).map(Self::WalkIn);
        walk_in.or_else(|| fact.passage(order).map(Self::Passage))
    }

    /// Returns `None` for claims of a later version too: their tickets can't be verified here either.
    pub(super) fn of_item(item: &KnownItem) -> Option<Self> {
        let passage = item.passage().ok().flatten().map(Self::Passage);
        passage.or_else(|| item.walk_in().map(Self::WalkIn))
    }

    pub(super) fn order(&self) -> &RecordOrder {
        match self {
            Self::Passage(passage) => &passage.order,
            Self::WalkIn(walk_in) => &walk_in.order,
        }
    }

    pub(super) fn ticket(&self) -> Option<TicketNumber> {
        match self {
            Self::Passage(passage) => Some(passage.claims.number),
            Self::WalkIn(_) => None,
        }
    }

    pub(super) fn at(&self, order: RecordOrder) -> Self {
        let mut event = self.clone();
        match &mut event {
            Self::Passage(passage) => passage.order = order,
            Self::WalkIn(walk_in) => walk_in.order = order,
        }
        event
    }

    pub(super) fn add_to(&self, fold: &mut Fold<'_>) {
        match self {
            Self::Passage(passage) => fold.add_passage(passage.clone()),
            Self::WalkIn(walk_in) => fold.add_walk_in(walk_in),
        }
    }
}
