//! The archive of an exhibition that is over: a backup and reports in one ZIP file.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

use super::error::{BackupError, in_path};
use super::files::BackupReport;
use crate::private_file;

/// The name of the archive in the data folder.
pub(super) const FILE: &str = "archive.zip";

/// Files that go into the archive beside the backup, each with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ArchiveFiles(pub(crate) Vec<(String, Vec<u8>)>);

/// Makes the archive in the data folder, in place of an earlier one, by `back_up`, which is handed a folder.
pub(super) fn make(
    data: &Path,
    files: &ArchiveFiles,
    back_up: impl FnOnce(&Path) -> Result<BackupReport, BackupError>,
) -> Result<BackupReport, BackupError> {
    let folder = data.join("archive.partial");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(in_path(&folder))?;
    let path = data.join(FILE);
    let partial = path.with_extension("zip.partial");
    let made = back_up(&folder).and_then(|made| {
        pack(&folder, files, &partial).map_err(in_path(&partial))?;
        fs::rename(&partial, &path).map_err(in_path(&path))?;
        Ok(BackupReport {
            path: path.clone(),
            records: made.records,
        })
    });
    let _ = fs::remove_dir_all(&folder);
    if made.is_err() {
        let _ = fs::remove_file(&partial);
    }
    made
}

fn pack(folder: &Path, files: &ArchiveFiles, to: &Path) -> io::Result<()> {
    let file = private_file::options()
        .write(true)
        .create(true)
        .truncate(true)
        .open(to)?;
    let mut archive = ZipWriter::new(BufWriter::new(file));
    let packed = SimpleFileOptions::default()
        .last_modified_time(DateTime::default())
        .large_file(true);
    for (name, bytes) in &files.0 {
        archive.start_file(name, packed)?;
        archive.write_all(bytes)?;
    }
    add_folder(&mut archive, folder, "backup", packed)?;
    let file = archive.finish()?.into_inner().map_err(io::Error::other)?;
    file.sync_all()
}

/// Adds all files of a folder and of those below it.
fn add_folder(
    archive: &mut ZipWriter<BufWriter<File>>,
    folder: &Path,
    name: &str,
    packed: SimpleFileOptions,
) -> io::Result<()> {
    let entries: io::Result<Vec<_>> = fs::read_dir(folder)?.collect();
    let mut entries = entries?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let name = format!("{name}/{}", entry.file_name().to_string_lossy());
        if path.is_dir() {
            add_folder(archive, &path, &name, packed)?;
            continue;
        }
        // Pictures and videos are packed as they are.
        let is_database = path.extension().is_some_and(|it| it == "db");
        let method = if is_database {
            CompressionMethod::Deflated
        } else {
            CompressionMethod::Stored
        };
        archive.start_file(name, packed.compression_method(method))?;
        io::copy(&mut File::open(&path)?, archive)?;
    }
    Ok(())
}
