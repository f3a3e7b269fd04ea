//! Places in sessions that have only so many, for organisers: who has one.

mod list;
mod release;

pub use list::{GivenUp, PlacesError, PlacesList, SessionPlaces, TicketPlaces, give_up, list};
pub use release::{Released, release};
