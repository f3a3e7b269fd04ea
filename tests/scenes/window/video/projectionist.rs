//! A script in place of ffmpeg, which does what a scene tells it, and a shelf with a video on it.

use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use kiosk::video;
use kiosk_config::VideoConfig;
use rustix::fs::{CWD, FileType, Mode, mknodat};
use shared::catalogue::MediaFile;
use tempfile::TempDir;
use ui::video::Player;
use uplink::Shelf;

/// The video's file; what is in it is the script's business.
pub(super) const FILE: &str = "wheel.webm";
const CONTENT: &[u8] = b"clay";

/// Stands in for ffmpeg: finds the size that is asked for, and fills a picture of it for every line in the pipe `go`.
const SCRIPT: &str = r#"#!/bin/sh
here=$(dirname "$0")
echo $$ >> "$here/started"
export LC_ALL=C
for word in "$@"; do
    case "$word" in
        scale=*) size=${word#scale=}; wide=${size%%:*}; size=${size#*:}; high=${size%%:*} ;;
    esac
done
bytes=$((wide * high * 4))
fill() { head -c "$1" /dev/zero | tr '\0' "\\$2"; }
while read -r what < "$here/go"; do
    case "$what" in
        end) exit 0 ;;
        die) echo "Invalid data found when processing input" >&2; exit 183 ;;
        half) fill $((bytes / 2)) 377; exit 0 ;;
        hang) sleep 1000 ;;
        steady) while fill $bytes 377; do sleep 1; done ;;
        *) fill $bytes "$what"; echo >> "$here/written" ;;
    esac
done
"#;

/// A script in place of ffmpeg, and a shelf with the video on it.
pub(crate) struct Projectionist {
    pub(super) folder: TempDir,
    go: File,
}

impl Projectionist {
    pub(super) fn hired() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let script = folder.path().join("ffmpeg");
        fs::write(&script, SCRIPT).unwrap();
        fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
        let pipe = folder.path().join("go");
        mknodat(CWD, &pipe, FileType::Fifo, Mode::from_raw_mode(0o600), 0).unwrap();
        // Open both ways: then neither side waits for the other.
        let go = File::options().read(true).write(true).open(&pipe).unwrap();
        arrives(&Shelf::of(folder.path()));
        Self { folder, go }
    }

    /// One who always does the same: shows a picture, and goes on with it.
    pub(crate) fn steady() -> Self {
        let steady = Self::hired();
        let pipe = steady.folder.path().join("go");
        fs::remove_file(&pipe).unwrap();
        fs::write(&pipe, "steady\n").unwrap();
        steady
    }

    pub(super) fn config(&self) -> VideoConfig {
        VideoConfig {
            player: Some(self.folder.path().join("ffmpeg").display().to_string()),
            ..VideoConfig::default()
        }
    }

    pub(crate) fn player(&self) -> Box<dyn Player> {
        video::start(&self.config(), Shelf::of(self.folder.path()))
    }

    /// The next thing to do: a picture in this shade, as an octal number, or a word of the script.
    pub(super) fn does(&mut self, what: &str) {
        self.go.write_all(format!("{what}\n").as_bytes()).unwrap();
    }

    /// How many pictures were written to the end.
    pub(super) fn written(&self) -> usize {
        lines(&self.folder.path().join("written")).len()
    }

    /// Whether the video's file lies on the shelf.
    pub(super) fn has_the_video(&self) -> bool {
        Shelf::of(self.folder.path()).has(&MediaFile::of(CONTENT))
    }

    /// A bit of the video's file turns over on the disk.
    pub(super) fn finds_the_video_rotten(&self) {
        let path = Shelf::of(self.folder.path()).path_of(&MediaFile::of(CONTENT));
        let mut content = CONTENT.to_vec();
        content[1] ^= 1;
        fs::write(path, content).unwrap();
    }

    /// How often it was started.
    pub(super) fn started(&self) -> usize {
        lines(&self.folder.path().join("started")).len()
    }

    /// The processes that it has at work, and all that they started.
    pub(super) fn at_work(&self) -> usize {
        let groups = lines(&self.folder.path().join("started"));
        let processes = fs::read_dir("/proc").unwrap().flatten();
        let groups_of_all = processes.filter_map(|process| {
            let stat = fs::read_to_string(process.path().join("stat")).ok()?;
            let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
            let ended = fields.next()? == "Z";
            let group = fields.nth(1)?.to_owned();
            (!ended).then_some(group)
        });
        groups_of_all.filter(|group| groups.contains(group)).count()
    }
}

/// The video's file comes.
pub(super) fn arrives(shelf: &Shelf) {
    let file = MediaFile::of(CONTENT);
    shelf.append(&file, 0, CONTENT).unwrap();
    shelf.accept(FILE, &file).unwrap();
    shelf
        .put_in_force(&[(FILE.to_owned(), file)].into())
        .unwrap();
}

fn lines(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.lines().map(str::to_owned).collect()
}
