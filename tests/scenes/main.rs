//! End-to-end scenes: real files, real sockets, real processes, one link.

mod layering;
mod random_input;
