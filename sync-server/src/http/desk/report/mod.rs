//! What reports are made of: tables with typed cells, and how these are shown, drawn and written as files.

pub(super) mod charts;
pub(super) mod figures;
pub(super) mod files;
pub(super) mod markup;
pub(super) mod period;
pub(super) mod table;
