//! The server as kiosks and browsers meet it: a real database file, a real socket, real requests.

// What fails here fails the test, with its place.
#![allow(clippy::unwrap_used)]

mod admin;
mod answers;
mod attacks;
mod backup;
mod backup_pages;
mod booths;
mod catalogue;
mod clocks;
mod command;
mod damaged;
mod desk;
mod doors;
mod failing;
mod feed;
mod files;
mod floods;
mod import;
mod imports;
mod inbox;
mod killed;
mod kiosk;
mod kiosk_orders;
mod kiosk_pages;
mod links;
mod listeners;
mod log;
mod media;
mod old_layout;
mod page;
mod people;
mod postgres_tls;
mod programs;
mod public;
mod random;
mod records;
mod recount;
mod recovery;
mod reports;
mod seats;
mod set_back;
mod setup;
mod staff;
mod start;
mod story;
mod stream;
mod submissions;
mod ticket_list;
mod ticket_names;
mod tickets;
mod totals;
mod venue;
mod webhooks;
mod workbook;
