//! The staff's door: where it is, the first page, the lock.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use shared::checkin::Reason;
use texts::{Key, Language, Texts};
use ui::session::{LOCK_AFTER_MS, Screen, StaffRoom};
use view::{LaneView, LinkStatus, Outcome, StaffCommand};

use super::SIZES;
use super::hall::{self, Hall, LANDSCAPE, PORTRAIT, verdict};
use super::staffed::{self, asked, everything_told, keys, staff, tile};

#[test]
fn the_staffs_door_is_on_every_screen_and_opens_the_pin_pad() {
    let door = "Dành cho nhân viên";
    let at_pin = |hall: &Hall| assert_eq!(hall.screen(), Screen::Staff(StaffRoom::Pin));
    for size in SIZES {
        let mut hall = Hall::open(size, Language::VIETNAMESE);
        hall.every_target_is_large_enough();
        hall.touches(door);
        at_pin(&hall);
        hall.touches("Huỷ");
        hall.browses();
        hall.every_target_is_large_enough();
        hall.no_words_run_into_a_control();
        hall.touches(door);
        at_pin(&hall);
        hall.touches("Huỷ");
        hall.browses();
        hall.touches(&hall.card(1, Language::VIETNAMESE));
        hall.every_target_is_large_enough();
        hall.touches(door);
        hall.touches("Huỷ");
        hall.lane(verdict(1, hall::refusal(Reason::Revoked), 1));
        hall.touches(door);
        at_pin(&hall);
    }
}

/// The tiles that lead to a page, with what stands below them while all is as usual.
const PAGES: [(Key, Key); 7] = [
    (Key::StaffSearch, Key::StaffSearchNote),
    (Key::StaffCode, Key::StaffCodeNote),
    (Key::StaffWalk, Key::StaffWalkNote),
    (Key::StaffUndo, Key::StaffUndoNote),
    (Key::StaffAdmit, Key::StaffAdmitNote),
    (Key::StaffDirection, Key::StaffDirectionIn),
    (Key::StaffDevice, Key::StaffDeviceWell),
];

#[test]
fn the_first_page_offers_everything_and_says_who_is_there_and_how_the_door_is_set_up() {
    for size in SIZES {
        for language in Language::all() {
            let texts = Texts::new(language);
            let mut hall = staffed::open(size, language);
            hall.sees_button(&texts.say(Key::StaffLock));
            let who = [
                ("staff", "door-1".into()),
                ("kiosk", "A1".into()),
                (
                    "gate",
                    hall.catalogue().gates[0]
                        .name
                        .get(language.code())
                        .to_owned()
                        .into(),
                ),
            ];
            hall.sees(&texts.say_with(Key::StaffWho, who));
            let switches = [
                (Key::StaffConfirm, Key::StaffConfirmOff),
                (Key::StaffRehearsal, Key::StaffRehearsalOff),
                (Key::StaffUnattended, Key::StaffUnattendedOff),
            ];
            for (name, note) in PAGES.into_iter().chain(switches) {
                hall.sees_button(&tile(&texts, name, note));
            }
            hall.is_well_laid_out();
            hall.change(|view| {
                view.mode.both_ways = true;
                view.mode.confirm_first = true;
                view.mode.rehearsal = true;
                view.mode.unattended = true;
                view.status.link = LinkStatus::NotYet;
            });
            for (name, note) in [
                (Key::StaffDirection, Key::StaffDirectionBoth),
                (Key::StaffConfirm, Key::StaffConfirmOn),
                (Key::StaffRehearsal, Key::StaffRehearsalNow),
                (Key::StaffUnattended, Key::StaffUnattendedOn),
            ] {
                hall.sees_button(&tile(&texts, name, note));
            }
            hall.sees(&texts.say(Key::ModeRehearsal));
            hall.is_well_laid_out();
        }
    }
}

#[test]
fn a_rehearsal_is_said_on_every_page_of_the_staffs() {
    let texts = Texts::new(Language::ENGLISH);
    for size in SIZES {
        let mut hall = staffed::open(size, Language::ENGLISH);
        hall.change(|view| view.mode.rehearsal = true);
        for (name, note) in PAGES {
            hall.touches(&tile(&texts, name, note));
            hall.sees(&texts.say(Key::ModeRehearsal));
            hall.is_well_laid_out();
            hall.touches("Back");
        }
    }
}

#[test]
fn locked_by_button_by_the_desk_or_by_time_nothing_of_the_staffs_is_left() {
    let texts = Texts::new(Language::ENGLISH);
    let searching = || {
        let mut hall = staffed::open(PORTRAIT, Language::ENGLISH);
        hall.touches(&tile(&texts, Key::StaffSearch, Key::StaffSearchNote));
        keys(&mut hall, "nguyen");
        hall.touches("Search");
        staff(&mut hall, |staff| staff.found = Some(staffed::found()));
        hall.sees("Nguyễn Thị Thu Hằng");
        asked(&hall);
        hall
    };
    let nothing_left = |hall: &Hall| {
        assert_eq!(hall.screen(), Screen::Scan);
        for told in everything_told(hall) {
            for secret in ["Nguyễn", "nguyen", "door-1", "00014"] {
                assert!(!told.contains(secret), "{told}");
            }
        }
        assert_eq!(hall.harness.query_all_by_role(Role::SearchInput).count(), 0);
    };
    let mut hall = searching();
    hall.touches("Lock");
    assert_eq!(asked(&hall), [StaffCommand::Lock]);
    nothing_left(&hall);

    let mut hall = searching();
    staff(&mut hall, |staff| {
        *staff = view::StaffView::default();
    });
    nothing_left(&hall);
    hall.touches("For staff");
    assert_eq!(hall.screen(), Screen::Staff(StaffRoom::Pin));

    let mut hall = searching();
    hall.waits(seconds_before(15));
    hall.sees("Are you still there?");
    hall.every_target_is_large_enough();
    hall.waits(16);
    // It asks until the desk has locked.
    let asked = asked(&hall);
    assert!(!asked.is_empty() && asked.iter().all(|it| *it == StaffCommand::Lock));
    nothing_left(&hall);
}

/// How long to wait until so many seconds before the lock.
fn seconds_before(left: usize) -> usize {
    usize::try_from(LOCK_AFTER_MS / 1000).unwrap() - left
}

#[test]
fn during_the_countdown_any_touch_keeps_staff_mode_open() {
    for size in SIZES {
        let mut hall = staffed::open(size, Language::VIETNAMESE);
        hall.waits(seconds_before(15));
        hall.sees("Bạn còn ở đây không?");
        hall.asked();
        hall.touches("Tôi còn ở đây");
        assert!(
            hall.harness
                .query_by_label("Bạn còn ở đây không?")
                .is_none()
        );
        let told = hall.asked();
        let still = view::Command::Staff(StaffCommand::StillHere);
        assert_eq!(told, [still]);
        hall.waits(30);
        assert_eq!(hall.screen(), Screen::Staff(StaffRoom::Home));
    }
}

#[test]
fn the_scan_goes_on_below_and_staff_may_go_back_to_it_without_locking() {
    let mut hall = staffed::open(LANDSCAPE, Language::VIETNAMESE);
    hall.lane(verdict(1, Outcome::Admitted { again: false }, 2));
    hall.sees("Xin mời vào");
    hall.lane(LaneView::Waiting);
    assert_eq!(hall.screen(), Screen::Staff(StaffRoom::Home));
    hall.touches("Quét vé");
    assert_eq!(hall.screen(), Screen::Scan);
    assert_eq!(asked(&hall), []);
    hall.touches("Trang nhân viên, đang mở khoá");
    assert_eq!(hall.screen(), Screen::Staff(StaffRoom::Home));
}
