use std::sync::mpsc;

use image::{DynamicImage, ImageFormat};
use shared::catalogue::MediaFile;

use super::*;

/// Long enough for any machine; no test waits this long when all is well.
const PATIENCE: Duration = Duration::from_mins(1);

fn png() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = DynamicImage::new_rgb8(64, 48);
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// Puts these files, and no others, into force.
fn put(shelf: &Shelf, files: &[(&str, &[u8])]) -> List {
    let mut list = List::new();
    for (name, content) in files {
        let file = MediaFile::of(content);
        shelf.append(&file, 0, content).unwrap();
        shelf.accept(name, &file).unwrap();
        list.insert((*name).to_owned(), file);
    }
    shelf.put_in_force(&list).unwrap();
    list
}

/// The runner of a shelf, and a bell for whatever comes.
struct Bench {
    runner: Runner,
    bell: mpsc::Receiver<()>,
}

impl Bench {
    fn of(shelf: &Shelf) -> Self {
        let runner = Runner::start(shelf.clone()).unwrap();
        let (ring, bell) = channel();
        runner.wake_with(Arc::new(move || ring.send(()).unwrap_or_default()));
        Self { runner, bell }
    }

    /// Asks for a picture and waits for the answer: whether it can be shown.
    fn shows(&self, file: &str) -> bool {
        self.runner.ask(PictureRequest {
            file: file.to_owned(),
            least: [32, 32],
            most: 2_048,
        });
        loop {
            if let Some(brought) = self.runner.arrived().pop() {
                assert_eq!(brought.request.file, file);
                return brought.image.is_some();
            }
            self.bell.recv_timeout(PATIENCE).expect("it answers");
        }
    }

    /// The files that can't be shown.
    fn trouble(&self) -> Vec<String> {
        self.runner.trouble().into_keys().collect()
    }
}

#[test]
fn a_picture_that_can_t_be_shown_is_named_until_another_takes_its_place() {
    let dir = tempfile::tempdir().unwrap();
    let shelf = Shelf::of(dir.path());
    put(&shelf, &[("jar.jpg", b"ftypheic"), ("vase.png", &png())]);
    let bench = Bench::of(&shelf);
    assert!(bench.shows("vase.png"));
    assert_eq!(bench.trouble(), [""; 0]);
    assert!(!bench.shows("jar.jpg"));
    assert!(!bench.shows("on-its-way.png"));
    assert_eq!(bench.trouble(), ["jar.jpg"]);

    put(&shelf, &[("jar.jpg", &png())]);
    assert!(bench.shows("jar.jpg"));
    assert_eq!(bench.trouble(), [""; 0]);
}

#[test]
fn a_picture_that_rots_on_the_disk_is_thrown_away_and_shown_again_once_it_came_anew() {
    let dir = tempfile::tempdir().unwrap();
    let shelf = Shelf::of(dir.path());
    let list = put(&shelf, &[("vase.png", &png())]);
    let file = list["vase.png"];
    let path = dir.path().join("media").join(file.sha256.to_string());
    let mut rotten = png();
    rotten[20] ^= 0x40;
    std::fs::write(&path, rotten).unwrap();
    assert_eq!(shelf.lacks(&list), [], "its length is right");
    let bench = Bench::of(&shelf);
    assert!(!bench.shows("vase.png"));
    assert!(bench.runner.trouble()["vase.png"].contains("was damaged"));
    assert_eq!(shelf.lacks(&list).len(), 1, "it is fetched again");
    put(&shelf, &[("vase.png", &png())]);
    assert!(bench.shows("vase.png"));
    assert_eq!(bench.trouble(), [""; 0]);
}
