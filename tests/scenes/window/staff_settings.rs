//! How the door is set up, and how the device is doing.

use std::collections::BTreeMap;

use egui::accesskit::Toggled;
use egui_kittest::kittest::{NodeT, Queryable};
use shared::checkin::Direction;
use shared::ids::BoothNumber;
use texts::{Key, Language, Texts};
use ui::media::{LoadedPicture, PictureRequest, PictureSource};
use view::{
    LaneView, LinkStatus, Mode, OutOfOrder, Reply, ScannerState, SoundStatus, StaffCommand,
};

use super::SIZES;
use super::hall::{Hall, NOW, PORTRAIT};
use super::staffed::{self, asked, staff, tile};

/// A tile, the ways on its page that can be chosen, and what each asks for.
type Page = (Key, Key, Vec<(Key, Key, StaffCommand)>);

fn pages() -> Vec<Page> {
    vec![
        (
            Key::StaffDirection,
            Key::StaffDirectionIn,
            vec![
                (
                    Key::StaffDirectionOut,
                    Key::StaffDirectionOutNote,
                    StaffCommand::Direct(Direction::Out),
                ),
                (
                    Key::StaffDirectionBoth,
                    Key::StaffDirectionBothNote,
                    StaffCommand::BothWays(true),
                ),
            ],
        ),
        (
            Key::StaffConfirm,
            Key::StaffConfirmOff,
            vec![(
                Key::StaffConfirmOn,
                Key::StaffConfirmOnNote,
                StaffCommand::ConfirmFirst(true),
            )],
        ),
        (
            Key::StaffRehearsal,
            Key::StaffRehearsalOff,
            vec![(
                Key::StaffRehearsalOn,
                Key::StaffRehearsalOnNote,
                StaffCommand::Rehearse(true),
            )],
        ),
        (
            Key::StaffUnattended,
            Key::StaffUnattendedOff,
            vec![(
                Key::StaffUnattendedOn,
                Key::StaffUnattendedOnNote,
                StaffCommand::Unattended(true),
            )],
        ),
    ]
}

#[test]
fn every_setting_is_two_touches_away_and_says_what_it_means() {
    for size in SIZES {
        for language in Language::all() {
            let texts = Texts::new(language);
            let mut hall = staffed::open(size, language);
            let mut number = 0;
            for (name, now, ways) in pages() {
                hall.touches(&tile(&texts, name, now));
                hall.is_well_laid_out();
                for (way, note, command) in ways {
                    hall.touches(&tile(&texts, way, note));
                    assert_eq!(asked(&hall), [command]);
                    number += 1;
                    staff(&mut hall, |staff| staff.reply = Some((number, Reply::Done)));
                    hall.sees(&texts.say(Key::StaffDone));
                    hall.is_well_laid_out();
                    hall.waits(1);
                }
                hall.touches(&texts.say(Key::StaffBack));
            }
        }
    }
}

#[test]
fn the_way_that_is_set_is_marked_and_does_nothing_when_touched() {
    let texts = Texts::new(Language::ENGLISH);
    let mut hall = staffed::open(PORTRAIT, Language::ENGLISH);
    hall.change(|view| {
        view.mode = Mode {
            both_ways: true,
            ..Mode::plain(Direction::Out)
        };
    });
    hall.touches(&tile(&texts, Key::StaffDirection, Key::StaffDirectionBoth));
    let both = tile(&texts, Key::StaffDirectionBoth, Key::StaffDirectionBothNote);
    let inward = tile(&texts, Key::StaffDirectionIn, Key::StaffDirectionInNote);
    let chosen = |hall: &Hall, name: &str| {
        let node = hall.harness.get_by_label(name);
        node.accesskit_node().toggled()
    };
    assert_eq!(chosen(&hall, &both), Some(Toggled::True));
    assert_eq!(chosen(&hall, &inward), Some(Toggled::False));
    hall.touches(&both);
    assert_eq!(asked(&hall), []);
    hall.touches(&inward);
    assert_eq!(
        asked(&hall),
        [
            StaffCommand::BothWays(false),
            StaffCommand::Direct(Direction::In)
        ]
    );
}

#[test]
fn the_device_page_says_what_is_well_and_what_to_do_about_the_rest() {
    for size in SIZES {
        for language in Language::all() {
            let texts = Texts::new(language);
            let mut hall = staffed::open(size, language);
            hall.touches(&tile(&texts, Key::StaffDevice, Key::StaffDeviceWell));
            let camera = [("scanner", texts.say(Key::StaffDeviceCamera).into())];
            hall.sees(&texts.say_with(Key::StaffDeviceReads, camera));
            for key in [
                Key::StaffDeviceLinkGood,
                Key::StaffDeviceWaitingGood,
                Key::StaffDeviceClockGood,
            ] {
                hall.sees(&texts.say(key));
            }
            hall.sees(&texts.say_with(Key::StaffDeviceStorageGood, [("size", "41 GB".into())]));
            hall.is_well_laid_out();
            hall.change(|view| {
                let heard = Some(NOW.plus(-20 * 60_000));
                view.status.link = LinkStatus::Offline(heard, "refused".to_owned());
                view.status.waiting = 370;
                view.status.scanners[0].state = ScannerState::Failed;
                let staff = std::sync::Arc::make_mut(&mut view.staff);
                let device = staff.device.as_mut().unwrap();
                device.clock_offset_ms = -300_000;
                device.free_bytes = Some(300_000_000);
            });
            for key in [
                Key::StatusCameraFailed,
                Key::StaffDevicePlugNext,
                Key::StaffDeviceLinkBad,
                Key::StaffDeviceLinkNext,
                Key::StaffDeviceWaitingNext,
                Key::StaffDeviceClockNext,
                Key::StaffDeviceStorageNext,
            ] {
                hall.sees(&texts.say(key));
            }
            hall.sees(&texts.say_with(Key::StaffDeviceHeard, [("time", "09:40".into())]));
            hall.change(|view| view.status.time_unsure = true);
            hall.sees(&texts.say(Key::StaffDeviceClockUnsure));
            hall.sees(&texts.say(Key::StaffDeviceClockUnsureNext));
            hall.is_well_laid_out();
            hall.change(|view| view.status.time_unsure = false);
            let off = [("unit", "minutes".into()), ("count", 5.into())];
            hall.sees(&texts.say_with(Key::StaffDeviceClockBad, off));
            hall.is_well_laid_out();
            hall.touches(&texts.say(Key::StaffBack));
            let unwell = texts.say_with(Key::StaffDeviceUnwell, [("count", 5.into())]);
            hall.sees_button(&format!("{}: {unwell}", texts.say(Key::StaffDevice)));
        }
    }
}

/// Pictures of which one lies on the kiosk and is none.
struct Broken;

impl PictureSource for Broken {
    fn ask(&self, _request: PictureRequest) {}

    fn arrived(&self) -> Vec<LoadedPicture> {
        Vec::new()
    }

    fn edition(&self) -> u64 {
        0
    }

    fn wake_with(&self, _wake: std::sync::Arc<dyn Fn() + Send + Sync>) {}

    fn trouble(&self) -> BTreeMap<String, String> {
        let why = "\"vase.webp\" can't be shown: no picture".to_owned();
        [("vase.webp".to_owned(), why)].into()
    }
}

#[test]
fn pictures_that_cant_be_fetched_or_shown_are_on_the_device_page_with_what_to_do() {
    for size in SIZES {
        for language in [Language::VIETNAMESE, Language::ENGLISH] {
            let texts = Texts::new(language);
            let mut hall = staffed::with(size, language, |options| {
                options.pictures = Box::new(Broken);
            });
            let one = [("count", 1.into())];
            let unwell = texts.say_with(Key::StaffDeviceUnwell, one.clone());
            hall.touches(&format!("{}: {unwell}", texts.say(Key::StaffDevice)));
            hall.sees(&texts.say_with(Key::StaffDevicePicturesBad, one));
            hall.sees(&texts.say(Key::StaffDevicePicturesBadNext));
            hall.sees("vase.webp");
            hall.does_not_see(&texts.say(Key::StaffDevicePicturesMissing));
            hall.change(|view| {
                let why = "\"kiln.webp\" came with other bytes than the catalogue names";
                view.status.pictures = Some(why.to_owned());
            });
            hall.sees(&texts.say(Key::StaffDevicePicturesMissing));
            hall.sees(&texts.say(Key::StaffDevicePicturesMissingNext));
            hall.keeps_a_picture("device-pictures");
            hall.is_well_laid_out();
        }
    }
}

#[test]
fn waiting_submissions_are_on_the_device_page() {
    for size in SIZES {
        for language in [Language::VIETNAMESE, Language::ENGLISH] {
            let texts = Texts::new(language);
            let mut hall = staffed::open(size, language);
            hall.change(|view| view.status.submissions = 2);
            let unwell = texts.say_with(Key::StaffDeviceUnwell, [("count", 1.into())]);
            hall.touches(&format!("{}: {unwell}", texts.say(Key::StaffDevice)));
            hall.sees(&texts.say_with(Key::StaffDeviceSubmissions, [("count", 2.into())]));
            hall.sees(&texts.say(Key::StaffDeviceSubmissionsHeldNext));
            hall.does_not_see(&texts.say(Key::StaffDeviceWaitingGood));
            hall.keeps_a_picture("device-letters");
            hall.is_well_laid_out();
            hall.change(|view| view.status.link = LinkStatus::NotYet);
            hall.sees(&texts.say(Key::StaffDeviceSubmissionsNext));
            hall.change(|view| view.status.submissions = 0);
            hall.does_not_see(&texts.say(Key::StaffDeviceSubmissionsNext));
            hall.sees(&texts.say(Key::StaffDeviceWaitingGood));
        }
    }
}

#[test]
fn a_kiosk_with_many_scanners_lists_them_all_and_one_without_says_how_to_try_a_hand_scanner() {
    let texts = Texts::new(Language::VIETNAMESE);
    for size in SIZES {
        let mut hall = staffed::open(size, Language::VIETNAMESE);
        hall.change(|view| view.status.scanners.clear());
        hall.touches(&tile(&texts, Key::StaffDevice, Key::StaffDeviceWell));
        hall.sees("Máy quét cầm tay không hiện ở đây: hãy quét thử một vé.");
        hall.change(|view| {
            view.status.scanners = super::hall::view().status.scanners;
            for _ in 0..4 {
                view.status
                    .scanners
                    .extend(super::hall::view().status.scanners);
            }
        });
        hall.every_target_is_large_enough();
        let cameras = hall.harness.query_all_by_label("Camera đọc tốt").count();
        assert!(cameras >= 3, "{cameras}");
    }
}

#[test]
fn what_is_wrong_in_detail_is_for_staff_alone() {
    for size in SIZES {
        for language in Language::all() {
            let texts = Texts::new(language);
            let mut hall = staffed::open(size, language);
            hall.touches(&tile(&texts, Key::StaffDevice, Key::StaffDeviceWell));
            hall.change(|view| {
                view.lane = LaneView::OutOfOrder(OutOfOrder::DiskFull);
                view.status.sound = SoundStatus::Silent("aplay can't play".to_owned());
            });
            if language == Language::VIETNAMESE {
                hall.does_not_see("aplay can't play");
                hall.sees(&texts.say(Key::StaffDeviceEnglish));
            } else {
                hall.sees("aplay can't play");
            }
            hall.sees(&texts.say(Key::StaffBrokenFull));
            hall.sees(&texts.say(Key::StaffBrokenFullNext));
            for key in [Key::OutOfOrderTitle, Key::StaffDeviceSoundNext] {
                hall.sees(&texts.say(key));
            }
            // More lines than fit are a list that one pages through.
            hall.every_target_is_large_enough();
            hall.nothing_is_cut_short();
            for (sound, key) in [
                (SoundStatus::Off, Key::StaffDeviceSoundOff),
                (
                    SoundStatus::Playing("aplay -q".to_owned()),
                    Key::StaffDeviceSound,
                ),
            ] {
                hall.change(|view| view.status.sound = sound);
                hall.sees(&texts.say(key));
            }
        }
    }
}

/// Every reason to be out of order, and a word that its sentence has to hold.
fn reasons() -> Vec<(OutOfOrder, &'static str)> {
    vec![
        (OutOfOrder::DiskFull, ""),
        (OutOfOrder::JournalDamaged, "journal.db"),
        (OutOfOrder::JournalBusy, ""),
        (OutOfOrder::NewerJournal, "kiosk"),
        (
            OutOfOrder::ForeignJournal {
                owner: "A7 (gom-2026)".to_owned(),
            },
            "A7 (gom-2026)",
        ),
        (OutOfOrder::JournalUnopenable, ""),
        (
            OutOfOrder::JournalReplaced {
                file: "journal.db-wal".to_owned(),
                waiting: Some(1),
            },
            "journal.db-wal",
        ),
        (
            OutOfOrder::JournalReplaced {
                file: "journal.db-wal".to_owned(),
                waiting: Some(1_284),
            },
            "1284",
        ),
        (OutOfOrder::Disk, ""),
        (
            OutOfOrder::NeverSynced {
                server: "http://192.168.100.200:8080".to_owned(),
            },
            "http://192.168.100.200:8080",
        ),
        (OutOfOrder::ForeignServer, ""),
        (OutOfOrder::Bootstrap, "bootstrap.json"),
        (OutOfOrder::UnknownGate("west".parse().unwrap()), "west"),
        (OutOfOrder::UnknownBooth(BoothNumber(99)), "99"),
        (OutOfOrder::Device, ""),
        (OutOfOrder::Defect, ""),
    ]
}

#[test]
fn reason_out_of_order_is_said_in_staff_language() {
    for size in SIZES {
        let mut said = BTreeMap::new();
        for language in [Language::VIETNAMESE, Language::ENGLISH] {
            let texts = Texts::new(language);
            let mut hall = staffed::open(size, language);
            hall.touches(&tile(&texts, Key::StaffDevice, Key::StaffDeviceWell));
            for (index, (why, word)) in reasons().into_iter().enumerate() {
                hall.change(|view| view.lane = LaneView::OutOfOrder(why));
                hall.sees(&texts.say(Key::OutOfOrderTitle));
                hall.does_not_see(&texts.say(Key::StaffDeviceEnglish));
                hall.nothing_is_cut_short();
                hall.no_words_leave_their_place();
                let told = staffed::everything_told(&hall);
                assert!(told.iter().any(|told| told.contains(word)), "{word}");
                let other = said.insert(index, told.clone());
                // No sentence of the other language is left, but for names and numbers.
                let same = |told: &&String| {
                    let words = told.split_whitespace().count() > 4;
                    words && other.iter().flatten().any(|other| other == *told)
                };
                assert_eq!(told.iter().find(same), None);
            }
        }
    }
}
