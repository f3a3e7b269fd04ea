//! End-to-end scenes: real files, real sockets, real processes, one link.

mod browser;
mod layering;
mod live_page;
mod morning;
mod power;
mod random_input;
mod venue;
