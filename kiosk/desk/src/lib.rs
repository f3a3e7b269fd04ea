//! The desk: where a text becomes a verdict.
//!
//! [`Desk`] is the whole path of a scan without threads: verify, decide, record. [`start`] runs it on
//! a thread of its own, with the lane in front of it and the uplink behind it.

mod booth_visits_room;
mod by_staff;
mod case;
mod choose;
mod codes;
mod command_queue;
mod commands;
mod desk;
mod error;
mod guard;
mod in_view;
mod instructions;
mod judge;
mod leaving;
mod looked_up;
mod lookup;
mod mend;
mod moved_place;
mod news;
mod pending_question;
mod place_check;
mod pulse;
mod recent_verdicts;
mod recognise;
mod rehearsal;
mod run;
mod sample_ticket;
#[cfg(test)]
mod scene;
mod seats;
mod seats_room;
mod shown_view;
mod slow;
mod staff;
mod submissions_room;
mod thread;
mod time;
mod visit;
mod visitors;

pub use desk::Desk;
pub use error::DeskError;
pub use judge::{Answer, Judged};
pub use moved_place::moved_config;
pub use place_check::{check_known_place, check_place};
pub use pulse::Pulse;
pub use run::Event;
pub use sample_ticket::{Sample, Samples};
pub use shown_view::OnChange;
pub use thread::{DecodeBytes, DeskHandle, StartParts, start};

#[cfg(test)]
mod tests;
