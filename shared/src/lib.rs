//! What the kiosk and the server must agree on, and nothing else.
//!
//! The crate is pure: no file, socket, clock, randomness, database or screen. Time comes in as a
//! parameter, so that every rule can be tested to the millisecond.
//!
//! Reading order: [`ids`] and [`time`], then [`ticket`] (what a QR code says), [`checkin`] (who may
//! pass), [`record`] (what a kiosk writes down), [`ledger`] (what the records add up to, in
//! whatever order they come), [`catalogue`] (the exhibition itself), [`route`] (the way
//! to a booth on its plan), [`link`] (where phones find it), [`programme`] (what is on), [`seats`] (in sessions that have only so many) and [`protocol`] (how all that travels). [`booths`] is who visited which booth, [`submission`] what visitors
//! leave with their name on it; [`staff`] and [`pin`] are about the people at the doors, [`device_secret`] about a lost kiosk's disk. [`folding`] is how names are compared, [`doctor`] what is wrong around a program, [`release`] how kiosks get another one.

#![warn(missing_docs)]

#[macro_use]
mod codes;

pub mod booths;
pub mod catalogue;
pub mod checkin;
pub mod device_secret;
pub mod doctor;
pub mod enrolment;
mod error_text;
pub mod folding;
pub mod geometry;
pub mod ids;
pub mod ledger;
pub mod link;
pub mod password;
pub mod pin;
pub mod programme;
pub mod protocol;
pub mod record;
pub mod release;
pub mod route;
pub mod seats;
pub mod server_pin;
pub mod staff;
pub mod submission;
pub mod support_bundle;
pub mod ticket;
pub mod time;

pub use error_text::error_text;

/// Returns whether a field need not be written: readers take its default, and what older readers know stays byte for byte.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
