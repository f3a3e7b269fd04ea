//! An artisan's video, as a visitor watches it: through the real player, with a script in place of ffmpeg that shows a
//! picture whenever the scene asks for one, or fails as processes do.

mod projectionist;
mod spectator;

use std::sync::Arc;

use egui::Color32;
use kiosk::video;
use kiosk_config::VideoConfig;
use texts::{Key, Language, Texts};
use ui::session::{AccessAction, Action, Aid, DemosAction, Page, Screen};
use ui::video::NoVideos;
use uplink::Shelf;

use super::hall::{Hall, LANDSCAPE, PORTRAIT};
pub(super) use projectionist::Projectionist;
use projectionist::arrives;
pub(super) use spectator::with_a_video;

/// A picture whose bytes are all 377, by its octal number.
const WHITE: Color32 = Color32::WHITE;

const WATCH: &str = "Watch the video (1 seconds)";

#[test]
fn a_visitor_watches_a_video_with_captions_stops_it_and_goes_on_to_its_end() {
    for size in [PORTRAIT, LANDSCAPE] {
        let mut at = Projectionist::hired();
        let mut hall = Hall::before_the_artisan(size, Language::ENGLISH, at.player());
        hall.sees_in_time(WATCH);
        assert_eq!(at.started(), 0, "nothing plays before somebody asks for it");
        hall.touches(WATCH);
        let early = hall.image("A vase is thrown");
        assert_eq!(early, None, "there is no picture yet");
        at.does("377");
        hall.until(|hall| hall.shade() == Some(WHITE));
        hall.sees("Both hands press the clay up and down again, until it runs true.");
        hall.sees("0:00 / 0:01");
        hall.every_target_is_large_enough();
        hall.every_control_has_a_name();
        for shade in ["100", "200"] {
            at.does(shade);
        }
        hall.sees_in_time("The wall grows tall.");
        let third = hall.shade();
        assert!(third.is_some() && third != Some(WHITE));

        hall.touches("Captions off");
        hall.does_not_see("The wall grows tall.");
        hall.sees("This video has no sound");
        hall.touches("Captions on");
        hall.sees("The wall grows tall.");

        hall.touches("Pause");
        at.does("377");
        hall.until_there(|| at.written() == 4);
        hall.harness.run_steps(4);
        assert_eq!(hall.shade(), third, "it stands still");
        hall.touches("Play");
        hall.until(|hall| hall.shade() == Some(WHITE));
        hall.sees_button("From the start");

        at.does("end");
        hall.sees_in_time("0:01 / 0:01");
        hall.until_there(|| at.at_work() == 0);
        assert_eq!(hall.shade(), Some(WHITE), "its last picture stays");
        hall.touches("From the start");
        at.does("100");
        hall.until(|hall| hall.shade().is_some_and(|shade| shade != WHITE));
        hall.sees("Both hands press the clay up and down again, until it runs true.");
        assert_eq!(at.started(), 2);
    }
}

#[test]
fn a_video_ends_with_its_page_and_leaves_no_process() {
    type Leave = fn(&mut Hall);
    let ways: [(&str, Leave); 4] = [
        ("back to the slides", |hall| {
            hall.touches("Back to the steps in pictures");
        }),
        ("back", |hall| hall.touches("Back")),
        ("to another page", |hall| {
            hall.chooses(Action::Go(Page::Map(None)));
        }),
        ("forgotten, while it stands still", |hall| {
            hall.touches("Pause");
            hall.waits(60);
            assert_eq!(hall.screen(), Screen::Attract);
        }),
    ];
    let mut at = Projectionist::hired();
    for (way, leave) in ways {
        let mut hall = Hall::before_the_artisan(LANDSCAPE, Language::ENGLISH, at.player());
        at.does("377");
        hall.watches_the_video();
        assert!(at.at_work() > 0, "{way}");
        leave(&mut hall);
        hall.until_there(|| at.at_work() == 0);
        hall.chooses(Action::Go(Page::Artisan("artisan-1".to_owned())));
        hall.sees_button(WATCH);
        assert_eq!(hall.shade(), None, "{way}: it begins by a touch only");
    }
    let mut hall = Hall::before_the_artisan(LANDSCAPE, Language::ENGLISH, at.player());
    at.does("377");
    hall.watches_the_video();
    drop(hall);
    assert_eq!(at.at_work(), 0, "the window is closed");
    assert_eq!(at.started(), 5);
}

#[test]
fn a_player_that_dies_hangs_or_writes_half_a_picture_is_told_calmly_and_tried_again() {
    let mut at = Projectionist::hired();
    let mut hall = Hall::before_the_artisan(PORTRAIT, Language::ENGLISH, at.player());
    hall.sees_in_time(WATCH);
    hall.touches(WATCH);
    for trouble in ["die", "end", "half", "hang"] {
        println!("{trouble}");
        at.does(trouble);
        hall.sees_in_time("The video can't be shown just now");
        hall.sees("The pictures show every step");
        hall.every_target_is_large_enough();
        hall.until_there(|| at.at_work() == 0);
        hall.touches("From the start");
        hall.does_not_see("The video can't be shown just now");
    }
    at.does("377");
    hall.until(|hall| hall.shade() == Some(WHITE));
    at.does("die");
    hall.sees_in_time("The video can't be shown just now");
    hall.touches("Back to the steps in pictures");
    hall.sees_button(WATCH);
}

#[test]
fn a_video_that_rots_on_the_disk_is_thrown_away_to_come_again_and_a_sound_one_is_kept() {
    let mut at = Projectionist::hired();
    let mut hall = Hall::before_the_artisan(PORTRAIT, Language::ENGLISH, at.player());
    hall.sees_in_time(WATCH);
    hall.touches(WATCH);
    at.does("die");
    hall.sees_in_time("The video can't be shown just now");
    hall.touches("From the start");
    hall.until_there(|| at.started() == 2);
    assert!(at.has_the_video(), "it is not the file's fault");
    at.finds_the_video_rotten();
    at.does("die");
    hall.sees_in_time("The video can't be shown just now");
    hall.until_there(|| !at.has_the_video());
}

#[test]
fn that_a_video_cant_be_shown_fits_its_card_in_every_language() {
    for size in [PORTRAIT, LANDSCAPE] {
        for language in Language::all() {
            for aids in [&[][..], &[Aid::LargeText], &[Aid::LowReach]] {
                let mut hall = Hall::before_the_artisan(size, language, Box::new(NoVideos));
                for aid in aids {
                    hall.chooses(Action::Access(AccessAction::Turn(*aid)));
                }
                // The player has gone since the video was chosen.
                hall.chooses(Action::Demos(DemosAction::Watch));
                hall.sees(&Texts::new(language).say(Key::VideoFailed));
                hall.keeps_a_picture(&format!("video-failed-{aids:?}"));
                hall.every_target_is_large_enough();
                hall.no_words_leave_their_place();
                hall.no_words_run_into_each_other();
            }
        }
    }
}

#[test]
fn without_a_player_or_without_the_file_no_video_is_offered() {
    let at = Projectionist::hired();
    let shelf = || Shelf::of(at.folder.path());
    let off = VideoConfig {
        off: true,
        ..at.config()
    };
    let nowhere = VideoConfig {
        player: Some("/nowhere/ffmpeg".to_owned()),
        ..VideoConfig::default()
    };
    let players = [
        Box::new(NoVideos),
        video::start(&off, shelf()),
        video::start(&nowhere, shelf()),
    ];
    for player in players {
        let hall = Hall::before_the_artisan(LANDSCAPE, Language::ENGLISH, player);
        hall.does_not_see(WATCH);
    }
    // The catalogue names a video that has not come yet; as soon as it is there, it is offered.
    let empty = tempfile::tempdir().unwrap();
    let player = video::start(&at.config(), Shelf::of(empty.path()));
    let mut hall = Hall::before_the_artisan(LANDSCAPE, Language::ENGLISH, player);
    hall.does_not_see(WATCH);
    arrives(&Shelf::of(empty.path()));
    hall.sees_in_time(WATCH);
}

#[test]
fn whoever_watches_is_there_as_long_as_the_video_goes_on_and_no_longer() {
    let mut at = Projectionist::hired();
    let mut hall = Hall::before_the_artisan(LANDSCAPE, Language::ENGLISH, at.player());
    at.does("377");
    hall.watches_the_video();
    at.does("end");
    hall.sees_in_time("0:01 / 0:01");
    hall.waits(20);
    hall.does_not_see("Are you still there?");
    hall.waits(12);
    hall.sees("Are you still there?");
}

#[test]
fn whoever_watches_a_video_that_is_decoded_too_slowly_is_there_half_as_long_again() {
    let at = Projectionist::steady();
    let mut hall = Hall::before_the_artisan(LANDSCAPE, Language::ENGLISH, at.player());
    hall.change(|view| {
        let mut catalogue = (*view.catalogue).clone();
        let video = catalogue.artisans[0].video.as_mut().unwrap();
        video.seconds = 60;
        view.catalogue = Arc::new(catalogue);
    });
    hall.watches_the_video_called("Watch the video (60 seconds)");
    hall.waits(100);
    hall.does_not_see("Are you still there?");
    hall.waits(22);
    hall.sees("Are you still there?");
}
