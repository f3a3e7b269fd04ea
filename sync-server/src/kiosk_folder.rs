//! The folder that a kiosk is given: it has everything in it before it has ever reached the server.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use shared::ids::KioskId;
use shared::time::UnixMs;

use crate::media::{self, FOLDER};
use crate::operations::kiosks::{self, KioskContents, KioskEnrolment, KioskPlace};
use crate::operations::setup::SetupError;
use crate::ports::{Database, Media, PortError};
use crate::private_file;

/// The list of pictures and videos, in the folder of them.
const MEDIA_LIST: &str = "list.json";

/// The files of a kiosk, each for its user alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KioskFiles {
    /// Its settings with its token.
    pub config: PathBuf,
    /// The catalogue, the keys and the PINs of staff.
    pub bootstrap: PathBuf,
    /// The tickets that the organisers know, a page a line.
    pub ticket_list: PathBuf,
    /// The folder of the exhibition's pictures and videos, where the catalogue has any.
    pub media: Option<PathBuf>,
}

/// Why a kiosk's folder was not written.
#[derive(Debug, thiserror::Error)]
pub enum KioskFolderError {
    /// The kiosk was not enrolled.
    #[error(transparent)]
    Setup(#[from] SetupError),
    /// The folder can't be made.
    #[error("{path}: {source}; check that the folder exists and belongs to this user")]
    Folder {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file can't be written.
    #[error(
        "{path}: {source}; kiosk {kiosk} is enrolled, but its folder is not whole. Free the folder, then enrol the kiosk once more"
    )]
    File {
        /// The kiosk.
        kiosk: KioskId,
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A picture or video can't be read.
    #[error(
        "{source}; kiosk {kiosk} is enrolled, but its folder is not whole. Enrol the kiosk once more"
    )]
    Media {
        /// The kiosk.
        kiosk: KioskId,
        /// Why.
        source: PortError,
    },
}

/// Enrols a kiosk and writes its folder: `kiosk.toml` with its token, `bootstrap.json`, `register.jsonl`, and the
/// pictures and videos in `media`.
///
/// # Errors
/// [`KioskFolderError`]; after [`KioskFolderError::File`] and [`KioskFolderError::Media`] the kiosk is enrolled.
pub fn enrol(
    database: &dyn Database,
    id: &KioskId,
    place: &KioskPlace<'_>,
    kind: KioskEnrolment,
    out: &Path,
    now: UnixMs,
) -> Result<KioskFiles, KioskFolderError> {
    fs::create_dir_all(out).map_err(|source| KioskFolderError::Folder {
        path: out.to_owned(),
        source,
    })?;
    let contents = kiosks::enrol(database, id, place, kind, now)?;
    let files = KioskFiles {
        config: out.join("kiosk.toml"),
        bootstrap: out.join("bootstrap.json"),
        ticket_list: out.join("register.jsonl"),
        media: (!contents.media.is_empty()).then(|| out.join(FOLDER)),
    };
    if let Some(folder) = &files.media {
        write_media(database.media(), &contents, out, folder)?;
    }
    let bootstrap = serde_json::to_vec(&contents.enrolled.start);
    let bootstrap = bootstrap.map_err(|error| file_error(id, &files.bootstrap)(error.into()))?;
    // The settings come last: a kiosk that has them has everything.
    for (path, content) in [
        (&files.ticket_list, &contents.ticket_list[..]),
        (&files.bootstrap, &bootstrap),
        (&files.config, contents.settings.as_bytes()),
    ] {
        private_file::write(path, content).map_err(file_error(id, path))?;
    }
    Ok(files)
}

/// Writes pictures and videos under the hashes of their contents, and the list of them.
fn write_media(
    media: &dyn Media,
    contents: &KioskContents,
    out: &Path,
    folder: &Path,
) -> Result<(), KioskFolderError> {
    let id = &contents.enrolled.kiosk;
    fs::create_dir_all(folder).map_err(file_error(id, folder))?;
    for file in contents.media.values() {
        let to = media::path_of(out, &file.sha256);
        if media::is_whole(&to, file) {
            continue;
        }
        let content = media
            .open(&file.sha256)
            .map_err(|source| KioskFolderError::Media {
                kiosk: id.clone(),
                source,
            })?;
        let copied = private_file::create(&to).and_then(|mut to| media::copy(content, &mut to));
        copied.map_err(file_error(id, &to))?;
    }
    let path = folder.join(MEDIA_LIST);
    let list = serde_json::to_vec(&contents.media);
    let list = list.map_err(|error| file_error(id, &path)(error.into()))?;
    private_file::write(&path, &list).map_err(file_error(id, &path))
}

fn file_error(kiosk: &KioskId, path: &Path) -> impl FnOnce(io::Error) -> KioskFolderError {
    move |source| KioskFolderError::File {
        kiosk: kiosk.clone(),
        path: path.to_owned(),
        source,
    }
}
