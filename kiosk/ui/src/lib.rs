//! The kiosk's window without the window: it sees a [`view::View`], draws it, and returns [`view::Command`]s.
//!
//! Nothing here reads a disk, speaks to a server or starts a thread. Pictures, videos and printed slips
//! come through [`media::PictureSource`], [`video::Player`] and [`slip::SlipPrinter`], which the kiosk brings along.

pub mod badge;
pub mod keyboard;
pub mod media;
pub mod screens;
pub mod search;
pub mod session;
pub mod slip;
pub mod theme;
pub mod video;

#[cfg(test)]
mod sample;
