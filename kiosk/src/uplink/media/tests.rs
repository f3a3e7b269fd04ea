use shared::catalogue::{Catalogue, MediaFile};
use shared::protocol::v1::FeedReply;

use super::*;
use crate::scene::*;

/// Nobody listens there.
const NOWHERE: &str = "http://127.0.0.1:9";

/// The courier of a kiosk whose catalogue names one picture.
fn courier(data: &Path, file: MediaFile, left_free: u64) -> MediaCourier {
    let mut catalogue: Catalogue = catalogue();
    catalogue.media.insert("vase.webp".to_owned(), file);
    let feed = FeedReply {
        catalogue: Some(Box::new(catalogue)),
        ..first_feed()
    };
    journal(data).apply_feed(&feed).unwrap();
    let mut courier = MediaCourier::new(data, &config(NOWHERE, "in")).unwrap();
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
