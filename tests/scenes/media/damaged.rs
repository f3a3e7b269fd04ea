//! Pictures that are damaged: where the organisers hand them in, on the server, on the way, and on a kiosk's disk.

use std::path::Path;
use std::sync::Arc;
use sync_server::SqliteDatabase;
use sync_server::catalogue;

use desk::{self, DeskHandle, StartParts};
use journal::clock::Clock;
use kiosk_config::Config;
use shared::catalogue::{MediaFile, PICTURE_BYTES_MOST};
use sync_server::system_time;
use uplink::Shelf;

use super::{
    FILM, LATER, NAME, exchange, exchange_at_once, hand_in, large, noise, on_the_server,
    on_the_server_by, sample, sync,
};
use crate::venue::{Venue, wait_until};

#[test]
fn wrong_bytes_are_refused_and_records_go_their_way_meanwhile() {
    let mut venue = Venue::open();
    let kiosk = venue.kiosk("A1", "main");
    let content = large();
    let wanted = exchange_at_once(&mut venue, &content);
    let path = on_the_server(&venue, &content);
    let mut flipped = content.clone();
    flipped[200_000] ^= 1;
    std::fs::write(&path, &flipped).unwrap();
    let shelf = Shelf::of(&kiosk);
    let refused = sync(&kiosk).unwrap_err().to_string();
    assert!(
        refused.contains(NAME) && refused.contains("other bytes"),
        "{refused}"
    );
    assert_eq!(shelf.list().unwrap(), sample());
    assert_eq!(shelf.so_far(&wanted[NAME]), 0, "nothing of it is kept");

    std::fs::write(&path, &content).unwrap();
    assert_eq!(sync(&kiosk).unwrap().pictures, 1);
    assert_eq!(shelf.list().unwrap(), wanted);
}

#[test]
fn one_bad_file_on_the_server_keeps_back_no_other_and_is_mended_by_handing_it_in_again() {
    let mut venue = Venue::open();
    let kiosk = venue.kiosk("A1", "main");
    let (bad, good) = (large(), noise(40));
    hand_in(&venue, &[(NAME, &bad), (LATER, &good)]).unwrap();
    venue.stop_server();
    venue.start_server();
    let mut wanted = sample();
    wanted.insert(LATER.to_owned(), MediaFile::of(&good));
    let path = on_the_server(&venue, &bad);
    let mut flipped = bad.clone();
    flipped[200_000] ^= 1;
    let shelf = Shelf::of(&kiosk);
    for (lost, words) in [(false, "other bytes"), (true, "does not have")] {
        if lost {
            std::fs::remove_file(&path).unwrap();
        } else {
            std::fs::write(&path, &flipped).unwrap();
        }
        let told = sync(&kiosk).unwrap_err().to_string();
        assert!(told.contains(NAME) && told.contains(words), "{told}");
        assert_eq!(shelf.list().unwrap(), wanted, "the other is in force");
        assert_eq!(shelf.lacks(&wanted), []);
    }

    std::fs::write(&path, &flipped).unwrap();
    let again = hand_in(&venue, &[(NAME, &bad)]).unwrap();
    assert_eq!(again.comparison.changes, [], "the catalogue is the same");
    assert_eq!(sync(&kiosk).unwrap().pictures, 1);
    wanted.insert(NAME.to_owned(), MediaFile::of(&bad));
    assert_eq!(shelf.list().unwrap(), wanted);
}

#[test]
fn what_the_server_keeps_and_is_damaged_is_asked_for_again_when_the_catalogue_changes() {
    let venue = Venue::open();
    let content = large();
    exchange(&venue, &content);
    let path = on_the_server(&venue, &content);
    let mut flipped = content.clone();
    flipped[200_000] ^= 1;
    std::fs::write(&path, &flipped).unwrap();
    let data = venue.server_dir();
    let refused = catalogue::publish(
        &SqliteDatabase::at(data),
        catalogue::Publication::new(&venue.catalogue),
        system_time(),
    );
    let said = refused.unwrap_err().to_string();
    assert!(said.contains(NAME) && said.contains("damaged"), "{said}");

    // The sample's own are mended without asking.
    let lost = on_the_server_by(&venue, &sample()[LATER]);
    std::fs::write(&lost, "not a vase").unwrap();
    exchange(&venue, &content);
    assert_eq!(std::fs::read(&path).unwrap(), content, "whole again");
    let mended = MediaFile::of(&std::fs::read(lost).unwrap());
    assert_eq!(mended, sample()[LATER]);
}

#[test]
fn what_came_before_a_power_cut_and_is_damaged_is_fetched_anew_at_once() {
    let mut venue = Venue::open();
    let kiosk = venue.kiosk("A1", "main");
    let wanted = exchange_at_once(&mut venue, &large());
    let shelf = Shelf::of(&kiosk);
    shelf.append(&wanted[NAME], 0, &[0; 10_000]).unwrap();
    assert_eq!(sync(&kiosk).unwrap().pictures, 1);
    assert_eq!(shelf.list().unwrap(), wanted);
}

#[test]
fn a_picture_that_was_lost_on_a_kiosk_comes_again_and_the_screens_are_told() {
    let venue = Venue::open();
    let kiosk = venue.kiosk("A1", "main");
    let shelf = Shelf::of(&kiosk);
    let (file, before) = (sample()[NAME], shelf.stamp());
    std::fs::remove_file(kiosk.join("media").join(file.sha256.to_string())).unwrap();
    assert_eq!(sync(&kiosk).unwrap().pictures, 1);
    assert!(shelf.read(&file).is_ok());
    assert_ne!(shelf.stamp(), before);
}

#[test]
fn what_kiosks_can_t_show_is_refused_by_name_and_the_pictures_before_stay_in_force() {
    let mut venue = Venue::open();
    let kiosk = venue.kiosk("A1", "main");
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    let mistake = vec![0; (PICTURE_BYTES_MOST + 1) as usize];
    for (content, words) in [
        (&heic[..], "is a HEIC"),
        (&large()[..1_000], "is damaged"),
        (&mistake, "has 25 MB; save it with 24 at most"),
    ] {
        let said = hand_in(&venue, &[(NAME, content)]).unwrap_err().to_string();
        let begin =
            format!("kiosks can't show these pictures and videos: {NAME} (village kim-lan) ");
        assert!(said.starts_with(&begin) && said.contains(words), "{said}");
        assert!(!on_the_server(&venue, content).exists());
    }
    venue.stop_server();
    venue.start_server();
    sync(&kiosk).unwrap();
    assert_eq!(Shelf::of(&kiosk).list().unwrap(), sample());
}

#[test]
fn a_picture_that_an_earlier_version_took_over_and_kiosks_can_t_show_is_refused_when_it_is_kept() {
    let venue = Venue::open();
    let data = venue.server_dir();
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    std::fs::write(on_the_server(&venue, heic), heic).unwrap();
    let mut catalogue = venue.catalogue.clone();
    let heic = MediaFile::of(heic);
    catalogue.media.insert(NAME.to_owned(), heic);
    let refused = catalogue::publish(
        &SqliteDatabase::at(data),
        catalogue::Publication::new(&catalogue),
        system_time(),
    );
    let said = refused.unwrap_err().to_string();
    let named = format!("{NAME} (village kim-lan) is a HEIC");
    assert!(said.contains(&named), "{said}");
}

#[test]
fn what_is_no_video_is_refused_by_name_and_the_film_before_stays_in_force() {
    let mut venue = Venue::open();
    let kiosk = venue.kiosk("A1", "main");
    for content in [&b"<!doctype html><title>404</title>"[..], &large(), b""] {
        let said = hand_in(&venue, &[(FILM, content)]).unwrap_err().to_string();
        let named = format!("{FILM} (artisan artisan-1) is no video");
        assert!(said.contains(&named), "{said}");
        assert!(!on_the_server(&venue, content).exists());
    }
    venue.stop_server();
    venue.start_server();
    sync(&kiosk).unwrap();
    assert_eq!(Shelf::of(&kiosk).list().unwrap(), sample());
}

/// A kiosk's desk with its uplink.
fn desk_of(data: &Path) -> DeskHandle {
    let parts = StartParts {
        config: Config::read(data).unwrap(),
        data: data.to_owned(),
        clock: Clock::of_this_device(),
        decode: Arc::new(|_| Vec::new()),
        samples: None,
        on_change: Arc::new(|| ()),
        with_uplink: true,
    };
    desk::start(parts).unwrap()
}

#[test]
fn staff_are_told_of_pictures_that_cant_be_fetched_until_they_can() {
    let mut venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    let content = large();
    exchange_at_once(&mut venue, &content);
    let path = on_the_server(&venue, &content);
    let mut flipped = content.clone();
    flipped[200_000] ^= 1;
    std::fs::write(&path, &flipped).unwrap();
    let kiosk = desk_of(&data);
    let told = || kiosk.view().status.pictures.clone();
    wait_until("the desk hears of it", || told().is_some());
    let why = told().unwrap();
    assert!(why.contains(NAME) && why.contains("other bytes"), "{why}");
    kiosk.shutdown();

    std::fs::write(&path, &content).unwrap();
    let kiosk = desk_of(&data);
    let shelf = Shelf::of(&data);
    wait_until("they have come", || shelf.list().unwrap() != sample());
    assert_eq!(shelf.lacks(&shelf.list().unwrap()), []);
    assert_eq!(kiosk.view().status.pictures, None);
    kiosk.shutdown();
}
