//! How the door is set up: what it invites to, which way it leads, alone or with staff, in earnest or not at all.

use shared::checkin::{Direction, Reason};
use texts::{Key, Language, Texts};
use view::{LaneView, OutOfOrder, Outcome, ScannerState};

use super::SIZES;
use super::asking::group;
use super::hall::{self, Hall, LANDSCAPE, PORTRAIT, verdict};
use super::staffed;

#[test]
fn a_kiosk_that_is_out_of_order_says_whom_to_call_and_keeps_the_english_detail_to_itself() {
    for size in SIZES {
        let mut hall = Hall::open(size, Language::VIETNAMESE);
        hall.lane(LaneView::OutOfOrder(OutOfOrder::DiskFull));
        hall.sees("Máy tạm ngừng phục vụ");
        hall.sees("Xin mời quý khách đến quầy vé hoặc gặp nhân viên tại cổng");
        hall.sees("Nhân viên xin gọi chị Lan, 024 0000 0000");
        hall.sees("Báo giúp tên máy: A1");
        assert!(!hall.sees_anywhere("disk"));
        hall.is_well_laid_out();
        hall.change(|view| view.mode.unattended = true);
        hall.sees("Xin mời quý khách sang quầy vé cạnh cổng chính");
        hall.is_well_laid_out();
        hall.browses();
        hall.sees("80 gian hàng");
    }
}

#[test]
fn every_page_says_that_a_kiosk_is_out_of_order() {
    let broken = || {
        LaneView::OutOfOrder(OutOfOrder::JournalReplaced {
            file: "journal.db".to_owned(),
            waiting: Some(3),
        })
    };
    for size in SIZES {
        for language in [Language::VIETNAMESE, Language::ENGLISH] {
            let texts = Texts::new(language);
            let title = texts.say(Key::OutOfOrderTitle);
            let mut visitors = Hall::open(size, language);
            visitors.browses();
            let call = [("contact", "chị Lan, 024 0000 0000".into())];
            let call = texts.say_with(Key::OutOfOrderCall, call);
            let said = format!("{title} · {call}");
            visitors.does_not_see(&said);
            visitors.lane(broken());
            visitors.sees(&said);
            visitors.is_well_laid_out();
            let mut staff = staffed::open(size, language);
            let next = texts.say(Key::StaffBrokenReplacedNext);
            let said = format!("{title} · {next}");
            staff.does_not_see(&said);
            staff.lane(broken());
            staff.sees(&said);
            staff.is_well_laid_out();
        }
    }
}

#[test]
fn the_invitation_fits_the_scanners_that_are_there() {
    for (language, camera, scanner) in [
        (
            Language::VIETNAMESE,
            "Xin mời đưa mã QR trên vé ra trước camera",
            "Xin mời đưa mã QR trên vé vào máy quét",
        ),
        (
            Language::ENGLISH,
            "Please hold the QR code of your ticket to the camera",
            "Please hold the QR code of your ticket to the scanner",
        ),
    ] {
        let mut hall = Hall::open(LANDSCAPE, language);
        hall.sees(camera);
        for state in [ScannerState::Missing, ScannerState::Failed] {
            hall.change(|view| view.status.scanners[0].state = state);
            hall.sees(scanner);
            hall.does_not_see(camera);
        }
        hall.change(|view| view.status.scanners.clear());
        hall.sees(scanner);
        assert!(!hall.sees_anywhere("camera"), "there is none to speak of");
        hall.change(|view| view.mode.unattended = true);
        assert!(!hall.sees_anywhere("camera"));
    }
}

#[test]
fn the_way_of_the_door_is_told_in_words_and_its_title_follows() {
    let mut hall = Hall::open(PORTRAIT, Language::VIETNAMESE);
    hall.sees("Lối vào");
    hall.sees("Cổng chính");
    hall.change(|view| view.mode.direction = Direction::Out);
    hall.sees("Lối ra");
    hall.sees("Xin mời quét vé trước khi ra về");
    hall.change(|view| view.mode.both_ways = true);
    hall.sees("Vào và ra");
    hall.change(|view| view.mode.confirm_first = true);
    hall.sees("Nhân viên xác nhận từng lượt");
}

#[test]
fn a_rehearsal_stands_above_every_screen() {
    let mut hall = Hall::open(PORTRAIT, Language::VIETNAMESE);
    hall.change(|view| view.mode.rehearsal = true);
    let band = "DIỄN TẬP – không tính";
    hall.sees(band);
    hall.lane(verdict(1, Outcome::Admitted { again: false }, 1));
    hall.sees(band);
    hall.lane(LaneView::Asking(group(1, 30)));
    hall.sees(band);
    hall.is_well_laid_out();
    hall.lane(LaneView::OutOfOrder(OutOfOrder::DiskFull));
    hall.sees(band);
    hall.touches("Xem gian hàng");
    hall.sees(band);
}

#[test]
fn a_kiosk_alone_leads_through_three_steps_and_says_where_help_is() {
    for size in SIZES {
        let mut hall = Hall::open(size, Language::ENGLISH);
        hall.change(|view| view.mode.unattended = true);
        hall.sees("Welcome, please check in here");
        hall.sees("Step 1: Show the camera your code");
        hall.sees("Step 2: Wait for the green screen");
        hall.sees("Step 3: Walk in and enjoy");
        let help = "Our staff are at the ticket desk beside the main gate · chị Lan, 024 0000 0000";
        hall.sees(help);
        hall.is_well_laid_out();
        hall.lane(verdict(1, hall::refusal(Reason::AlreadyUsed), 1));
        hall.sees("If that is a mistake, please call our staff");
        hall.sees(help);
        hall.lane(verdict(2, hall::refusal(Reason::TooSoon), 1));
        hall.does_not_see(help);
    }
}

#[test]
fn no_refusal_of_a_kiosk_alone_speaks_of_staff_at_the_gate() {
    for language in Language::all() {
        let mut hall = Hall::open(LANDSCAPE, language);
        hall.change(|view| view.mode.unattended = true);
        for (id, reason) in (1..).zip(Reason::ALL) {
            hall.lane(verdict(id, hall::refusal(reason), 1));
            for gate in ["nhân viên tại cổng", "staff at the gate"] {
                assert!(!hall.sees_anywhere(gate), "{reason:?}: nobody is there");
            }
        }
        let texts = Texts::new(language);
        hall.sees(&texts.say(Key::ReasonNeedsStaffTitle));
    }
}
