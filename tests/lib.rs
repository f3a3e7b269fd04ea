//! What scenes and benchmarks share.

pub mod queries;
pub mod virtual_screen;
