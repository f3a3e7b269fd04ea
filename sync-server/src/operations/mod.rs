//! What organisers can do: functions of domain types over [`crate::ports`]. They neither print nor advise: the command
//! line and pages turn their reports and errors into words.

pub mod accounts;
pub mod addresses;
pub mod api_tokens;
pub mod audit;
pub mod catalogue;
pub mod catalogue_draft;
mod catalogue_json;
pub mod clocks;
pub mod closing;
mod comparison;
pub mod device_tokens;
pub mod devices;
pub mod floor_plan;
pub mod inbox;
pub mod instructions;
pub mod keys;
pub mod kiosk_list;
pub mod kiosks;
pub mod links;
mod media;
pub mod new_exhibition;
pub mod people;
pub mod pictures;
pub mod recovery;
pub mod reports;
pub mod rules;
pub mod seats;
pub mod server_keys;
pub mod setup;
mod setup_error;
pub mod staff;
pub mod tickets;
pub mod transfer;
pub mod trust;
pub mod webhooks;
pub mod workbook;
