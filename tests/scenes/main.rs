//! End-to-end scenes: real files, real sockets, real processes, one link.

// A scene is a test from end to end, its helpers too: what fails ends it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod accessibility;
mod alerts;
mod browser;
mod cable;
mod clocks;
mod copied_folder;
mod decode;
mod desk;
mod desk_camera;
mod drawn_plan;
mod end_of_event;
mod enrol;
mod faults;
mod first_ticket;
mod full_house;
mod invited_kiosk;
mod journal_files;
mod keyboard;
mod lane_rush;
mod layering;
mod links;
mod live_page;
mod media;
mod morning;
mod moved_server;
mod papers;
mod people;
mod phone;
mod photograph;
mod postgres_backup;
mod power;
mod printed_tickets;
mod programs;
mod random_input;
mod real_window;
mod recovered;
mod revoked;
mod rules;
mod scanning;
mod search;
mod seats;
mod set_back;
mod simulation;
mod sounds;
mod staff;
mod story;
mod supply_chain;
mod three_servers;
mod ticket_list;
mod tls;
mod typist;
mod venue;
mod window;
