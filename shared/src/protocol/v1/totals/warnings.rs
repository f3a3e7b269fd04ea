//! What is wrong with the server's own data, for the organisers.

use serde::{Deserialize, Serialize};

use crate::ids::KioskId;

/// A fault of the server's own data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum StoreWarning {
    /// A file of the database was deleted or replaced while the server runs: nothing is acknowledged.
    DatabaseGone {
        /// The file's name.
        file: String,
    },
    /// Stored records or figures are not what they were when they were stored.
    Damaged {
        /// How many.
        faults: u64,
    },
    /// The database was set back to an earlier state, and these kiosks have not been heard since.
    SetBack {
        /// The kiosks.
        unheard: Vec<KioskId>,
    },
    /// The last scheduled backup failed.
    BackupFailed,
    /// These kiosks lately sent more than people can cause; the rest of it waits with them.
    Flood {
        /// The kiosks.
        kiosks: Vec<KioskId>,
    },
    /// A warning of a later version.
    #[serde(other)]
    Unknown,
}
