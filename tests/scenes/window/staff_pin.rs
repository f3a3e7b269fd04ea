//! The PIN: typed, wrong, refused for a while, or not there at all.

use egui_kittest::kittest::Queryable;
use texts::{Key, Language, Texts};
use view::{Pin, StaffCommand, StaffState};

use super::SIZES;
use super::hall::{Hall, LANDSCAPE, NOW};
use super::staffed::{asked, everything_told, keys, staff};

/// A kiosk that asks for the PIN.
fn asking(size: [f32; 2], language: Language) -> Hall {
    let mut hall = Hall::open(size, language);
    hall.touches(&Texts::new(language).say(Key::StaffDoor));
    hall
}

#[test]
fn the_pin_is_typed_on_the_glass_and_is_nowhere_on_the_screen() {
    for size in SIZES {
        for language in Language::all() {
            let texts = Texts::new(language);
            let mut hall = asking(size, language);
            hall.is_well_laid_out();
            for digit in ["2", "4", "6", "8", "1"] {
                hall.touches(digit);
            }
            hall.touches(&texts.say(Key::StaffPinSend));
            assert_eq!(asked(&hall), [], "five digits are no PIN");
            hall.touches("7");
            hall.touches(&texts.say(Key::StaffPinRubOut));
            hall.touches("0");
            hall.sees(&texts.say_with(Key::StaffPinTyped, [("count", 6.into())]));
            for told in everything_told(&hall) {
                assert!(!told.contains("246"), "{told}");
            }
            hall.touches(&texts.say(Key::StaffPinSend));
            let sent = StaffCommand::Unlock(Pin("246810".to_owned()));
            assert_eq!(asked(&hall), [sent]);
            hall.sees(&texts.say_with(Key::StaffPinTyped, [("count", 0.into())]));
        }
    }
}

#[test]
fn a_real_keyboard_types_the_pin_too() {
    let mut hall = asking(LANDSCAPE, Language::ENGLISH);
    keys(&mut hall, "12x 34");
    hall.harness.key_press(egui::Key::Backspace);
    hall.harness.run();
    keys(&mut hall, "567");
    hall.sees("6 digits typed");
    hall.harness.key_press(egui::Key::Enter);
    hall.harness.run();
    let sent = StaffCommand::Unlock(Pin("123567".to_owned()));
    assert_eq!(asked(&hall), [sent]);
}

#[test]
fn a_wrong_pin_says_how_many_tries_are_left_and_a_pause_until_when() {
    for size in SIZES {
        for (language, wrong, pause, until) in [
            (
                Language::VIETNAMESE,
                "Sai mã PIN. Còn 1 lần thử",
                "Đã nhập sai quá nhiều lần",
                "Xin đợi đến 10:06 rồi nhập lại",
            ),
            (
                Language::ENGLISH,
                "Wrong PIN. 1 try left",
                "Too many wrong PINs",
                "Please wait until 10:06 and try again",
            ),
        ] {
            let mut hall = asking(size, language);
            staff(&mut hall, |staff| {
                staff.state = StaffState::WrongPin { tries_left: 1 };
            });
            hall.sees(wrong);
            hall.is_well_laid_out();
            // Five minutes and a second: at 10:05 it would still be closed.
            let until_then = NOW.plus(301_000);
            staff(&mut hall, |staff| {
                staff.state = StaffState::LockedOut { until: until_then };
            });
            hall.sees(pause);
            hall.sees(until);
            assert!(hall.harness.query_by_label("5").is_none(), "no pad now");
            keys(&mut hall, "246810");
            hall.harness.key_press(egui::Key::Enter);
            hall.harness.run();
            assert_eq!(asked(&hall), []);
            hall.is_well_laid_out();
            staff(&mut hall, |staff| {
                staff.state = StaffState::LockedOut { until: NOW };
            });
            hall.sees_button("5");
        }
    }
}

#[test]
fn a_kiosk_without_a_pin_says_who_sets_one() {
    for size in SIZES {
        for language in Language::all() {
            let texts = Texts::new(language);
            let mut hall = asking(size, language);
            staff(&mut hall, |staff| staff.state = StaffState::NoPin);
            hall.sees(&texts.say(Key::StaffNoPin));
            hall.sees(&texts.say(Key::StaffNoPinNext));
            hall.is_well_laid_out();
            staff(&mut hall, |staff| staff.state = StaffState::Checking);
            hall.sees(&texts.say(Key::StaffPinChecking));
        }
    }
}
