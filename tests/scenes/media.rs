//! Pictures on their way from the organisers to a kiosk: interrupted, on a full disk, damaged, and whole at last.

mod damaged;

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use sync_server::SqliteDatabase;

use journal::clock::Clock;
use kiosk_config::Config;
use shared::catalogue::{Catalogue, MediaFile, VIDEO_BYTES_MOST};
use sync_server::catalogue;
use sync_server::setup::SetupError;
use sync_server::{MediaFolder, system_time};
use uplink::{List, Shelf};
use uplink::{Synced, UplinkError, start, sync_once};

use crate::cable::Cable;
use crate::venue::{Venue, wait_until};

/// The picture that the scenes exchange.
const NAME: &str = "village-kim-lan.webp";
/// One that comes after it, in order of the alphabet.
const LATER: &str = "village-phu-dong.webp";

/// The sample's video.
const FILM: &str = "artisan-1-film.webm";

/// A picture of some 400 kB, which takes a while.
fn large() -> Vec<u8> {
    noise(370)
}

/// A square picture of noise, which can't be packed.
fn noise(side: u32) -> Vec<u8> {
    let mut noise = side;
    let picture = image::RgbImage::from_fn(side, side, |_, _| {
        noise ^= noise << 13;
        noise ^= noise >> 17;
        noise ^= noise << 5;
        image::Rgb([noise as u8, (noise >> 8) as u8, (noise >> 16) as u8])
    });
    let mut bytes = Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

fn sync(kiosk: &Path) -> Result<Synced, UplinkError> {
    let config = Config::read(kiosk).unwrap();
    sync_once(kiosk, &config, &Clock::of_this_device())
}

/// The organisers hand in some pictures.
fn hand_in(
    venue: &Venue,
    pictures: &[(&str, &[u8])],
) -> Result<catalogue::PublishReport, SetupError> {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in pictures {
        std::fs::write(folder.path().join(name), content).unwrap();
    }
    catalogue::publish(
        &*venue.database(),
        catalogue::Publication::new(&venue.catalogue)
            .with_media(Some(&MediaFolder::at(folder.path()))),
        system_time(),
    )
}

/// The organisers exchange one picture; answers with what kiosks should have then.
fn exchange(venue: &Venue, content: &[u8]) -> List {
    hand_in(venue, &[(NAME, content)]).unwrap();
    let mut list = sample();
    list.insert(NAME.to_owned(), MediaFile::of(content));
    list
}

/// The sample exhibition's pictures and video.
fn sample() -> List {
    let art = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/art"));
    let catalogue: Catalogue = catalogue::sample().unwrap();
    let files = catalogue.files().map(|(_, file)| file.to_owned());
    let entry = |name: String| {
        let content = std::fs::read(art.join(&name)).unwrap();
        (name, MediaFile::of(&content))
    };
    files.map(entry).collect::<BTreeMap<_, _>>()
}

/// The same, and the server has taken it over for certain: by itself it would within a second.
fn exchange_at_once(venue: &mut Venue, content: &[u8]) -> List {
    let wanted = exchange(venue, content);
    venue.stop_server();
    venue.start_server();
    wanted
}

fn on_the_server(venue: &Venue, content: &[u8]) -> PathBuf {
    on_the_server_by(venue, &MediaFile::of(content))
}

fn on_the_server_by(venue: &Venue, file: &MediaFile) -> PathBuf {
    let hash = file.sha256.to_string();
    venue.server_dir().join("media").join(hash)
}

#[test]
fn a_kiosk_has_every_picture_before_it_has_ever_reached_the_server() {
    let mut venue = Venue::open();
    let kiosk = venue.kiosk("A1", "main");
    venue.stop_server();
    let shelf = Shelf::of(&kiosk);
    assert_eq!(shelf.list().unwrap(), sample());
    assert_eq!(shelf.lacks(&sample()), []);
}

#[test]
fn a_download_that_breaks_off_goes_on_where_it_was_and_the_old_picture_stays_until_then() {
    let mut venue = Venue::open();
    let kiosk = venue.kiosk("A1", "main");
    let cable = Cable::to(venue.addresses.devices);
    cable.plug_in(&kiosk, &venue.devices_url());
    let content = large();
    let wanted = exchange_at_once(&mut venue, &content);
    let file = wanted[NAME];
    let shelf = Shelf::of(&kiosk);

    cable.cut_files([150_000, 120_000]);
    for least in [100_000, 200_000] {
        let broken = sync(&kiosk).unwrap_err();
        assert!(
            matches!(broken, UplinkError::Unreachable { .. }),
            "{broken}"
        );
        assert!(shelf.so_far(&file) > least, "what came is kept");
        assert_eq!(
            shelf.list().unwrap(),
            sample(),
            "the old picture is in force"
        );
        assert!(shelf.read(&sample()[NAME]).is_ok());
    }
    let carried = cable.carried();
    assert_eq!(sync(&kiosk).unwrap().pictures, 1);
    assert!(
        cable.carried() - carried < 250_000,
        "the rest came, not the whole"
    );
    assert_eq!(shelf.list().unwrap(), wanted);
    assert_eq!(shelf.read(&file).unwrap(), content);
    assert!(shelf.read(&sample()[NAME]).is_err(), "the old one is gone");
}

#[test]
fn a_new_picture_does_not_wait_for_a_film_that_breaks_off_and_the_old_film_stays_until_then() {
    let mut venue = Venue::open();
    let kiosk = venue.kiosk("A1", "main");
    let cable = Cable::to(venue.addresses.devices);
    cable.plug_in(&kiosk, &venue.devices_url());
    let picture = noise(40);
    let film = [&b"\x1a\x45\xdf\xa3"[..], &large()].concat();
    hand_in(&venue, &[(NAME, &picture), (FILM, &film)]).unwrap();
    venue.stop_server();
    venue.start_server();
    let mut wanted = sample();
    wanted.insert(NAME.to_owned(), MediaFile::of(&picture));
    let with_the_old_film = wanted.clone();
    wanted.insert(FILM.to_owned(), MediaFile::of(&film));
    let shelf = Shelf::of(&kiosk);

    cable.cut_files([usize::MAX, 150_000, 120_000]);
    for least in [100_000, 200_000] {
        let broken = sync(&kiosk).unwrap_err();
        let cut = matches!(broken, UplinkError::Unreachable { .. });
        assert!(cut, "{broken}");
        assert_eq!(shelf.list().unwrap(), with_the_old_film);
        assert_eq!(shelf.lacks(&with_the_old_film), []);
        assert!(shelf.so_far(&wanted[FILM]) > least, "what came is kept");
    }
    assert_eq!(sync(&kiosk).unwrap().pictures, 1);
    assert_eq!(shelf.list().unwrap(), wanted);
    assert!(!shelf.has(&sample()[FILM]), "the old film is gone");
}

#[test]
fn a_disk_that_takes_no_more_is_told_and_tried_again() {
    let mut venue = Venue::open();
    let kiosk = venue.kiosk("A1", "main");
    let content = large();
    let wanted = exchange_at_once(&mut venue, &content);
    // Whatever stands where the file should be written: the system refuses, as on a full disk.
    let name = format!("{}.part", wanted[NAME].sha256);
    let in_the_way = kiosk.join("media").join(name);
    std::fs::create_dir(&in_the_way).unwrap();
    let told = sync(&kiosk).unwrap_err().to_string();
    assert!(
        told.contains("disk is not full") && told.contains(".part"),
        "{told}"
    );
    assert_eq!(Shelf::of(&kiosk).list().unwrap(), sample());
    std::fs::remove_dir(&in_the_way).unwrap();
    assert_eq!(sync(&kiosk).unwrap().pictures, 1);
    assert_eq!(Shelf::of(&kiosk).list().unwrap(), wanted);
}

#[test]
fn a_video_that_is_too_large_is_refused_with_its_size_and_nothing_changes() {
    let venue = Venue::open();
    let folder = tempfile::tempdir().unwrap();
    let mut film = std::fs::File::create(folder.path().join(FILM)).unwrap();
    film.write_all(b"\x1a\x45\xdf\xa3").unwrap();
    film.set_len(VIDEO_BYTES_MOST + 1).unwrap();
    let (data, now) = (venue.server_dir(), system_time());
    let replaced = catalogue::publish(
        &SqliteDatabase::at(&data),
        catalogue::Publication::new(&venue.catalogue)
            .with_media(Some(&MediaFolder::at(folder.path()))),
        now,
    );
    let told = replaced.unwrap_err().to_string();
    let named = told.contains("artisan artisan-1: video \"artisan-1-film.webm\": 65 MB");
    assert!(named && told.contains("encode it smaller"), "{told}");
    let kept = std::fs::read_dir(data.join("media")).unwrap();
    assert_eq!(kept.count(), sample().len(), "nothing of it is kept");
}

#[test]
fn a_running_kiosk_shows_the_new_pictures_by_itself_and_throws_away_what_nobody_names() {
    let venue = Venue::open();
    let kiosk = venue.kiosk("A1", "main");
    let config = Config::read(&kiosk).unwrap();
    let clock = Clock::of_this_device();
    let uplink = start(&kiosk, &config, &clock, std::sync::Arc::new(drop)).unwrap();
    let wanted = exchange(&venue, &large());
    let shelf = Shelf::of(&kiosk);
    wait_until("the new pictures are in force", || {
        shelf.list().unwrap() == wanted
    });
    wait_until("the old one is gone", || {
        shelf.read(&sample()[NAME]).is_err()
    });
    drop(uplink);
}

#[test]
fn pages_get_a_picture_by_its_hash_and_kiosks_only_with_their_token() {
    let venue = Venue::open();
    let file = sample()[NAME];
    let base = |path: &str| {
        if path.starts_with("/media/") {
            venue.public_url()
        } else {
            venue.devices_url()
        }
    };
    let ask = |path: &str, range: Option<&str>| {
        let mut request = ureq::get(format!("{}{path}", base(path)))
            .config()
            .http_status_as_error(false)
            .build();
        if let Some(range) = range {
            request = request.header("Range", range);
        }
        request.call().unwrap()
    };
    let mut page = ask(&format!("/media/{}", file.sha256), None);
    assert_eq!(page.status().as_u16(), 200);
    assert_eq!(page.headers()["Content-Type"], "image/webp");
    assert!(
        page.headers()["Cache-Control"]
            .to_str()
            .unwrap()
            .contains("immutable")
    );
    assert_eq!(
        page.body_mut().read_to_vec().unwrap().len() as u64,
        file.bytes
    );
    let part = ask(&format!("/media/{}", file.sha256), Some("bytes=100-"));
    assert_eq!(part.status().as_u16(), 206);
    let range = format!("bytes 100-{}/{}", file.bytes - 1, file.bytes);
    assert_eq!(part.headers()["Content-Range"], range.as_str());
    let beyond = ask(&format!("/media/{}", file.sha256), Some("bytes=99999999-"));
    assert_eq!(beyond.status().as_u16(), 416);
    assert_eq!(
        ask(&format!("/api/v1/media/{}", file.sha256), None)
            .status()
            .as_u16(),
        401
    );
    for nowhere in ["..%2f..%2fexhibition.db", "exhibition.db", &"0".repeat(64)] {
        assert_eq!(
            ask(&format!("/media/{nowhere}"), None).status().as_u16(),
            404
        );
    }
}
