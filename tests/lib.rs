//! What scenes and benchmarks share.

pub mod queries;
