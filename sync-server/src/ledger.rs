//! The totals in memory. They are [`shared::ledger::Ledger`]'s: the same one that the scenes of the
//! rules are played through. It is made anew at every start, and moved on only after a commit went
//! well.

pub(crate) use shared::ledger::Ledger;
