//! The command-line twins of what the screen does.

pub mod decode;
