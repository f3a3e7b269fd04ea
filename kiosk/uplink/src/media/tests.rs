use std::fs;

use shared::catalogue::{Artisan, Catalogue, MediaFile};
use shared::protocol::v1::FeedReply;

use super::*;
use crate::scene::*;

/// Nobody listens there.
const NOWHERE: &str = "http://127.0.0.1:9";

fn unconnected(data: &Path) -> MediaCourier {
    let config = config(NOWHERE, "in");
    let addresses = ServerAddresses::new(data, &config);
    MediaCourier::new(data, &config, &addresses).unwrap()
}

/// The courier of a kiosk whose catalogue names one picture.
fn courier(data: &Path, file: MediaFile, left_free: u64) -> MediaCourier {
    let mut catalogue: Catalogue = catalogue();
    catalogue.media.insert("vase.webp".to_owned(), file);
    let feed = FeedReply {
        catalogue: Some(Box::new(catalogue)),
        ..first_feed()
    };
    journal(data).apply_feed(&feed).unwrap();
    let mut courier = unconnected(data);
    courier.shelf = courier.shelf.leaving_free(left_free);
    courier
}

#[test]
fn a_disk_that_is_almost_full_is_left_to_the_journal_and_the_server_not_even_asked() {
    let dir = tempfile::tempdir().unwrap();
    let file = MediaFile::of(b"cobalt on white");
    let mut roomy = courier(dir.path(), file, 0);
    let error = roomy.round(&|| false).unwrap_err();
    assert!(matches!(error, UplinkError::Unreachable { .. }), "{error}");
    let mut full = courier(dir.path(), file, u64::MAX);
    let error = full.round(&|| false).unwrap_err();
    let no_room = matches!(error, UplinkError::Media(MediaError::NoRoom { .. }));
    assert!(no_room, "{error}");
}

/// What the exhibition's video is called.
const FILM: &str = "wheel.webm";

/// The courier of a kiosk that shows a film and a picture already, when the catalogue comes to name others under these
/// names.
fn courier_with_old_files(data: &Path, old: &List, new: &List) -> MediaCourier {
    let mut catalogue = catalogue();
    let artisan = format!(
        r#"{{"id": "hoa", "name": {{"vi": "Hoa"}}, "village": "v", "craft": {{"vi": "Gốm"}}, "booth": "1",
            "story": {{"vi": "…"}}, "steps": [], "sessions": [],
            "video": {{"file": "{FILM}", "title": {{"vi": "Bàn xoay"}}, "seconds": 9, "captions": []}}}}"#
    );
    let artisan: Artisan = serde_json::from_str(&artisan).unwrap();
    catalogue.artisans.push(artisan);
    catalogue.media.clone_from(new);
    let feed = FeedReply {
        catalogue: Some(Box::new(catalogue)),
        ..first_feed()
    };
    journal(data).apply_feed(&feed).unwrap();
    let courier = unconnected(data);
    courier.shelf.put_in_force(old).unwrap();
    courier
}

fn lies_there(shelf: &Shelf, content: &[u8]) -> MediaFile {
    let file = MediaFile::of(content);
    shelf.append(&file, 0, content).unwrap();
    shelf.accept("a file", &file).unwrap();
    file
}

#[test]
fn a_film_for_which_there_is_no_room_keeps_no_picture_back_and_what_nobody_names_makes_room() {
    let dir = tempfile::tempdir().unwrap();
    let shelf = Shelf::of(dir.path());
    let [old_vase, old_film, vase, nobodys] =
        [&b"cobalt"[..], b"clay", b"celadon", b"of another year"]
            .map(|content| lies_there(&shelf, content));
    let film = MediaFile::of(b"clay, at greater length");
    shelf.append(&film, 0, b"clay, at").unwrap();
    let list = |vase, film| List::from([("vase.webp".to_owned(), vase), (FILM.to_owned(), film)]);
    let mut full = courier_with_old_files(dir.path(), &list(old_vase, old_film), &list(vase, film));
    full.shelf = full.shelf.leaving_free(u64::MAX);
    let error = full.round(&|| false).unwrap_err();
    let no_room = matches!(&error, UplinkError::Media(error @ MediaError::NoRoom { .. }) if error.is_of_one_file());
    assert!(no_room, "{error}");
    assert_eq!(shelf.list().unwrap(), list(vase, old_film));
    assert!(!shelf.has(&nobodys) && !shelf.has(&old_vase));
    assert!(shelf.has(&old_film), "it would make no room either");
    assert_eq!(shelf.so_far(&film), 8, "what came of it is kept");
}

#[test]
fn a_film_that_has_room_only_in_the_place_of_the_one_before_gets_it() {
    let dir = tempfile::tempdir().unwrap();
    let shelf = Shelf::of(dir.path());
    // A file of terabytes that takes nothing: so it does not matter how much is free where the test runs.
    let old = MediaFile {
        bytes: 1 << 42,
        ..MediaFile::of(b"clay")
    };
    fs::create_dir_all(dir.path().join("media")).unwrap();
    let sparse = fs::File::create(shelf.path_of(&old)).unwrap();
    sparse.set_len(old.bytes).unwrap();
    let film = |film| List::from([(FILM.to_owned(), film)]);
    let new = MediaFile::of(b"clay, at greater length");
    let mut short = courier_with_old_files(dir.path(), &film(old), &film(new));
    let free = journal::disk::free_bytes(dir.path()).unwrap();
    short.shelf = short.shelf.leaving_free(free + (1 << 40));
    short.round(&|| false).unwrap_err();
    assert_eq!(shelf.list().unwrap(), List::new());
    assert!(!shelf.has(&old));
}
