//! Where pictures and videos are kept: under the hash of their content.

use std::path::{Path, PathBuf};

use shared::catalogue::ContentHash;

/// The folder in the exhibition's data folder.
const FOLDER: &str = "media";

/// Returns the path of the content with this hash.
pub(crate) fn path_of(data: &Path, hash: &ContentHash) -> PathBuf {
    data.join(FOLDER).join(hash.to_string())
}
