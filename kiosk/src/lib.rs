//! x
pub mod commands;
pub mod scanner;
