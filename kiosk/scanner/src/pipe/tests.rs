//! With real named pipes and files.

use std::fs::{File, OpenOptions};
use std::io::Write;

use super::*;
use scanner_rig::{frame, named_pipe};

const PATIENCE: Duration = Duration::from_secs(20);

struct NamedPipe {
    folder: tempfile::TempDir,
    stats: FrameStats,
    source: FramePipeSource,
}

impl NamedPipe {
    /// A named pipe that the kiosk reads.
    fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("frames");
        named_pipe(&path);
        let stats = FrameStats::default();
        let mut source = FramePipeSource::new(&path, Preview::default(), stats.clone());
        assert_eq!(source.next(Duration::ZERO).unwrap(), None);
        Self {
            folder,
            stats,
            source,
        }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("frames")
    }

    fn writer(&self) -> File {
        OpenOptions::new().write(true).open(self.path()).unwrap()
    }

    /// The next code that is read, past those read before.
    fn reads(&mut self, code: &str) {
        loop {
            let scanned = self.source.next(PATIENCE).unwrap().expect("a code");
            assert_eq!(scanned.origin, Origin::FramePipe);
            if scanned.texts == [code] {
                return;
            }
        }
    }
}

#[test]
fn thousands_of_frames_that_nobody_looks_at_hold_no_writer_up_and_fill_no_queue() {
    let mut pipe = NamedPipe::open();
    let mut writer = pipe.writer();
    let shades = [frame(60, None), frame(200, None)];
    // Nobody asks the source meanwhile: the writer would be stuck for good if the pipe were not emptied.
    for number in 0..3000 {
        writer.write_all(&shades[number % 2]).unwrap();
    }
    writer.write_all(&frame(120, Some("the newest"))).unwrap();
    drop(writer);
    pipe.reads("the newest");
    let figures = pipe.stats.figures();
    assert_eq!(figures.came, 3001);
    assert_eq!(
        figures.came,
        figures.dropped + figures.searched + figures.rested
    );
    assert!(figures.dropped > 2900, "{figures:?}");
    assert!(figures.buffers <= 3, "{figures:?}");
}

#[test]
fn a_writer_that_goes_and_comes_back_is_read_again_even_through_another_pipe() {
    let mut pipe = NamedPipe::open();
    let mut first = pipe.writer();
    first.write_all(&frame(100, Some("first"))).unwrap();
    // Goes in the middle of a frame.
    first.write_all(&frame(100, None)[..500]).unwrap();
    drop(first);
    pipe.reads("first");
    pipe.writer()
        .write_all(&[frame(90, None), frame(180, Some("second"))].concat())
        .unwrap();
    pipe.reads("second");
    std::fs::remove_file(pipe.path()).unwrap();
    named_pipe(&pipe.path());
    pipe.writer().write_all(&frame(100, Some("third"))).unwrap();
    pipe.reads("third");
}

#[test]
fn a_file_is_read_frame_by_frame_and_again_when_it_has_changed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("film.pgm");
    let film = |codes: &[&str]| {
        let frames: Vec<Vec<u8>> = codes.iter().map(|code| frame(150, Some(code))).collect();
        std::fs::write(&path, frames.concat()).unwrap();
    };
    film(&["1", "2", "3"]);
    let stats = FrameStats::default();
    let mut source = FramePipeSource::new(&path, Preview::default(), stats.clone());
    let mut read = |count: usize| -> Vec<String> {
        (0..count)
            .flat_map(|_| source.next(PATIENCE).unwrap().unwrap().texts)
            .collect()
    };
    assert_eq!(read(3), ["1", "2", "3"]);
    film(&["4", "5"]);
    assert_eq!(read(2), ["4", "5"]);
    assert_eq!(stats.figures().dropped, 0);
}

#[test]
fn what_is_no_frame_is_remarked_on_once_and_passed_over() {
    let mut pipe = NamedPipe::open();
    pipe.writer()
        .write_all(&[b"Input #0, matroska".to_vec(), frame(90, Some("after"))].concat())
        .unwrap();
    pipe.reads("after");
    let remark = pipe.source.remark().unwrap().to_string();
    assert!(
        remark.contains("frames") && remark.contains("pgm"),
        "{remark}"
    );
    assert!(pipe.source.remark().is_none());
}

#[test]
fn a_pipe_that_is_not_there_says_how_to_make_it_and_works_when_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("later");
    let mut source = FramePipeSource::new(&path, Preview::default(), FrameStats::default());
    let error = source.next(Duration::ZERO).unwrap_err();
    assert!(error.to_string().contains("mkfifo") && !error.is_absence());
    named_pipe(&path);
    assert_eq!(source.next(Duration::ZERO).unwrap(), None);
}
