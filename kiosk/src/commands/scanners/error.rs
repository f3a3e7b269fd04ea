//! Why scanners could not be listed or tried.

use std::io;

use kiosk_config::ConfigError;

/// Why scanners could not be listed or tried.
#[derive(Debug, thiserror::Error)]
pub enum ScannersError {
    /// The kiosk is not set up.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// A scanner's thread.
    #[error("a scanner could not be started: {0}; restart the device")]
    Start(io::Error),
    /// The result could not be printed.
    #[error("the result can't be printed: {0}")]
    Print(#[from] io::Error),
}
