//! What the program does from a command line.

pub mod scan;
pub mod sync;
