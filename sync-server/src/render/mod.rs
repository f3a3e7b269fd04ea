//! Reports of operations in words for the terminal, and as CSV for Excel.

mod audit;
mod clocks;
mod import;
mod inbox;
mod people;
mod recovery;
mod reports;
mod rules;
mod seats;
mod trust;

pub(crate) use recovery::qr_symbol;
