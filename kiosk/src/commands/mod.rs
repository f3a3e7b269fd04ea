//! The commands of the command line, one module each.

pub mod check;
pub mod decode;
pub mod doctor;
pub mod enrol;
pub mod launch;
pub mod salvage;
pub mod scan;
pub mod scanners;
pub mod support_bundle;
pub mod sync;
