//! Watches a folder and reads the codes of each new picture in it, once, in the order of the names.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use super::decode;
use super::{Origin, ScanError, Scanned, Source};

/// What to do with the pictures that lie in the folder when the kiosk starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// Read them like new ones.
    Read,
    /// Leave them: they were read before the restart.
    Skip,
}

/// An image folder as a [`Source`].
#[derive(Debug)]
pub struct FolderSource {
    folder: PathBuf,
    name: String,
    existing: Existing,
    started: bool,
    poll: Duration,
    files: HashMap<PathBuf, FileState>,
    waiting: Option<Scanned>,
    remark: Option<ScanError>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    bytes: u64,
    modified: Option<SystemTime>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FileState {
    /// Its codes were handed on.
    Done,
    /// Held nothing or was no whole picture when it looked like this; tried again when it changes, for a program that
    /// copies it may not have finished.
    Tried(Stamp),
}

impl FolderSource {
    /// Watches `folder`, which need not exist yet.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>, existing: Existing) -> Self {
        let folder = folder.into();
        Self {
            name: format!("folder {}", folder.display()),
            folder,
            existing,
            started: false,
            poll: Duration::from_millis(200),
            files: HashMap::new(),
            waiting: None,
            remark: None,
        }
    }

    /// One pass over the folder: reads what is new and queues its codes.
    fn pass(&mut self) -> Result<(), ScanError> {
        let present = self.pictures()?;
        // They are in order, and a folder of four days of pictures is looked through five times a second.
        self.files.retain(|path, _| {
            present
                .binary_search_by(|(other, _)| other.cmp(path))
                .is_ok()
        });
        let skip = !self.started && self.existing == Existing::Skip;
        self.started = true;
        for (path, stamp) in present {
            if skip {
                self.files.insert(path, FileState::Done);
                continue;
            }
            match self.files.get(&path) {
                Some(FileState::Done) => continue,
                Some(FileState::Tried(before)) if *before == stamp => continue,
                _ => {}
            }
            let state = match decode::read_file(&path) {
                Ok(texts) if texts.is_empty() => FileState::Tried(stamp),
                Ok(texts) => {
                    let origin = Origin::File(path.clone());
                    self.waiting = Some(Scanned { texts, origin });
                    FileState::Done
                }
                Err(error) => {
                    self.remark = Some(error);
                    FileState::Tried(stamp)
                }
            };
            self.files.insert(path, state);
            if self.waiting.is_some() {
                // Hand these on before the next picture is decoded: the visitor is waiting.
                break;
            }
        }
        Ok(())
    }

    /// The pictures in the folder with how they look now, in the order of their names.
    fn pictures(&self) -> Result<Vec<(PathBuf, Stamp)>, ScanError> {
        let failed = |cause| ScanError::Folder {
            path: self.folder.clone(),
            cause,
        };
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if !is_picture_name(&path) {
                continue;
            }
            // A file that vanished between listing and asking is simply not there.
            if let Ok(about) = fs::metadata(&path)
                && about.is_file()
            {
                found.push((
                    path,
                    Stamp {
                        bytes: about.len(),
                        modified: about.modified().ok(),
                    },
                ));
            }
        }
        found.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(found)
    }
}

impl Source for FolderSource {
    fn name(&self) -> &str {
        &self.name
    }

    fn next(&mut self, wait: Duration) -> Result<Option<Scanned>, ScanError> {
        let start = Instant::now();
        loop {
            self.pass()?;
            if let Some(scanned) = self.waiting.take() {
                return Ok(Some(scanned));
            }
            let left = wait.saturating_sub(start.elapsed());
            if left.is_zero() {
                return Ok(None);
            }
            std::thread::sleep(left.min(self.poll));
        }
    }

    fn remark(&mut self) -> Option<ScanError> {
        self.remark.take()
    }
}

/// Whether the name ends like a picture's. Hidden files are left out: copying programs write into them.
fn is_picture_name(path: &Path) -> bool {
    let hidden = path
        .file_name()
        .is_none_or(|name| name.as_encoded_bytes().starts_with(b"."));
    let known = |end: &std::ffi::OsStr| {
        ["png", "jpg", "jpeg"]
            .iter()
            .any(|known| end.eq_ignore_ascii_case(known))
    };
    !hidden && path.extension().is_some_and(known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{ImageFormat, Luma};

    const AT_ONCE: Duration = Duration::ZERO;

    fn ticket(text: &str) -> Vec<u8> {
        let symbol = qrcode::QrCode::new(text)
            .unwrap()
            .render::<Luma<u8>>()
            .module_dimensions(4, 4)
            .build();
        let mut bytes = std::io::Cursor::new(Vec::new());
        symbol.write_to(&mut bytes, ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    fn drain(source: &mut FolderSource) -> Vec<String> {
        std::iter::from_fn(|| source.next(AT_ONCE).unwrap())
            .flat_map(|scanned| scanned.texts)
            .collect()
    }

    #[test]
    fn new_pictures_are_read_once_in_the_order_of_their_names() {
        let folder = tempfile::tempdir().unwrap();
        let mut source = FolderSource::new(folder.path(), Existing::Read);
        fs::write(folder.path().join("b.png"), ticket("second")).unwrap();
        fs::write(folder.path().join("a.PNG"), ticket("first")).unwrap();
        fs::write(folder.path().join("notes.txt"), "no picture").unwrap();
        fs::write(folder.path().join(".c.png.part"), ticket("hidden")).unwrap();
        assert_eq!(drain(&mut source), ["first", "second"]);
        assert_eq!(drain(&mut source), [""; 0]);
        fs::write(folder.path().join("c.png"), ticket("third")).unwrap();
        assert_eq!(drain(&mut source), ["third"]);
    }

    #[test]
    fn a_half_written_picture_is_read_when_it_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let mut source = FolderSource::new(folder.path(), Existing::Read);
        let whole = ticket("patience");
        let path = folder.path().join("slow.png");
        fs::write(&path, &whole[..whole.len() / 2]).unwrap();
        assert_eq!(drain(&mut source), [""; 0]);
        assert!(
            source
                .remark()
                .is_some_and(|remark| remark.to_string().contains("slow.png"))
        );
        assert_eq!(drain(&mut source), [""; 0]);
        assert!(
            source.remark().is_none(),
            "an unchanged file is not read, nor complained about, again"
        );
        fs::write(&path, &whole).unwrap();
        assert_eq!(drain(&mut source), ["patience"]);
    }

    #[test]
    fn pictures_from_before_the_restart_can_be_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("old.png"), ticket("old")).unwrap();
        let mut source = FolderSource::new(folder.path(), Existing::Skip);
        assert_eq!(drain(&mut source), [""; 0]);
        fs::write(folder.path().join("new.png"), ticket("new")).unwrap();
        assert_eq!(drain(&mut source), ["new"]);
    }

    #[test]
    fn a_folder_that_is_not_there_says_so_and_works_when_it_appears() {
        let folder = tempfile::tempdir().unwrap();
        let later = folder.path().join("later");
        let mut source = FolderSource::new(&later, Existing::Read);
        assert!(
            source
                .next(AT_ONCE)
                .unwrap_err()
                .to_string()
                .contains("later")
        );
        fs::create_dir(&later).unwrap();
        fs::write(later.join("a.png"), ticket("here")).unwrap();
        assert_eq!(drain(&mut source), ["here"]);
    }
}
