//! Reports of operations in words for the terminal, as CSV for Excel, and on paper.

mod audit;
pub(crate) mod certificates;
mod clocks;
mod import;
mod inbox;
mod people;
mod recovery;
mod reports;
mod rules;
mod seats;
mod trust;

pub(crate) use people::NETWORK_COLUMNS;
pub(crate) use recovery::qr_symbol;
