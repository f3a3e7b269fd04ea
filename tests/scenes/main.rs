//! x

mod decode;
mod photograph;
