//! End-to-end scenes: real files, real sockets, real processes, one link.

mod browser;
mod decode;
mod layering;
mod live_page;
mod morning;
mod photograph;
mod power;
mod random_input;
mod real_window;
mod scanning;
mod venue;
mod window;
