//! What the door says, on every screen and in both languages.

use kiosk::i18n::{Key, Language, Texts};
use kiosk::screens::Mood;
use kiosk::view::{Command, LaneView, Outcome, Question, ScannerState, Verdict};
use shared::checkin::{Direction, Reason};
use shared::ids::{TicketNumber, TicketType};

use super::SIZES;
use super::hall::{self, Hall, LANDSCAPE, PORTRAIT, verdict};

#[test]
fn every_refusal_says_what_and_what_next_in_both_languages_on_every_screen() {
    for size in SIZES {
        for language in Language::all() {
            for unattended in [false, true] {
                let mut hall = Hall::open(size, language);
                hall.change(|view| view.mode.unattended = unattended);
                for (id, reason) in (1..).zip(Reason::ALL) {
                    let lane = verdict(id, hall::refusal(reason), 4);
                    hall.lane(lane.clone());
                    let said = hall.said_of(&lane, language);
                    assert!(
                        said.len() >= 4,
                        "title, next step, party and ticket code: {said:?}"
                    );
                    for line in said {
                        hall.sees(&line);
                    }
                    hall.is_well_laid_out();
                }
            }
        }
    }
}

#[test]
fn a_refusal_tells_the_facts_that_help_and_never_more_than_two() {
    let mut hall = Hall::open(LANDSCAPE, Language::VIETNAMESE);
    for (id, (reason, told)) in (1..).zip([
        (Reason::AlreadyUsed, "Đã vào lúc 09:14 tại Cổng chính"),
        (Reason::AlreadyUsed, "Vé này vào được 1 lần mỗi ngày"),
        (
            Reason::NotYetValid,
            "Mời quý khách quay lại vào thứ Bảy, ngày 7 tháng 9",
        ),
        (
            Reason::WrongDay,
            "Mời quý khách quay lại vào thứ Bảy, ngày 7 tháng 9",
        ),
        (
            Reason::WrongDay,
            "Lần trước vé dùng được là thứ Năm, ngày 5 tháng 9",
        ),
        (
            Reason::Expired,
            "Ngày cuối cùng của vé: thứ Năm, ngày 5 tháng 9",
        ),
        (Reason::Revoked, "Vé bị hủy lúc 04:00 ngày 5/9"),
        (Reason::Blocked, "Vé bị tạm khóa lúc 04:00 ngày 5/9"),
        (
            Reason::NotOpen,
            "Mời quý khách quay lại lúc 08:30, thứ Bảy, ngày 7 tháng 9",
        ),
        (Reason::NotOpen, "Cổng này đã đóng lúc 09:45"),
        (Reason::TooSoon, "Xin quét lại sau 12 phút nữa, lúc 10:12"),
        (Reason::TooSoon, "Đã vào lúc 09:14 tại Cổng chính"),
        (Reason::LimitReached, "Vé còn dùng được cho 2 người"),
        (Reason::Full, "Bên trong đang có 498 người, tối đa 500"),
        (Reason::Full, "Hiện còn chỗ cho 2 người"),
    ]) {
        hall.lane(verdict(id, hall::refusal(reason), 1));
        hall.sees(told);
    }
    hall.lane(verdict(99, hall::refusal(Reason::LimitReached), 1));
    hall.does_not_see("Vé này vào được 3 lần mỗi ngày");
}

#[test]
fn a_gate_without_hours_of_its_own_tells_those_of_the_day() {
    let mut hall = Hall::open(LANDSCAPE, Language::VIETNAMESE);
    hall.lane(verdict(1, hall::bare_refusal(Reason::NotOpen), 1));
    hall.sees("Mời quý khách quay lại trong giờ mở cửa");
    hall.sees("Giờ mở cửa hôm nay: 08:30 – 21:00");
}

#[test]
fn a_party_of_four_is_told_so_and_a_single_visitor_is_not() {
    let mut hall = Hall::open(PORTRAIT, Language::ENGLISH);
    hall.lane(verdict(1, Outcome::Admitted { again: false }, 4));
    hall.sees("Please come in");
    hall.sees("4 people");
    hall.lane(verdict(2, Outcome::Admitted { again: true }, 1));
    hall.sees("Welcome back");
    hall.does_not_see("1 person");
    let LaneView::Verdict(mut again) = verdict(3, Outcome::Admitted { again: false }, 1) else {
        unreachable!("a verdict is a verdict");
    };
    again.repeat = true;
    hall.lane(LaneView::Verdict(again));
    hall.sees("This ticket was scanned a moment ago; it is not counted twice");
}

#[test]
fn a_group_that_comes_in_parts_is_told_who_is_still_to_come() {
    let mut hall = Hall::open(PORTRAIT, Language::ENGLISH);
    for (left, told) in [
        (Some(12), Some("12 of your group still to come")),
        (Some(0), None),
        (None, None),
    ] {
        let LaneView::Verdict(mut group) = verdict(1, Outcome::Admitted { again: false }, 18)
        else {
            unreachable!("a verdict is a verdict");
        };
        group.people_left = left;
        hall.lane(LaneView::Verdict(group));
        hall.sees("18 people");
        match told {
            Some(told) => hall.sees(told),
            None => hall.does_not_see("12 of your group still to come"),
        }
    }
}

#[test]
fn a_group_that_was_asked_is_told_of_how_many() {
    for (language, told) in [
        (Language::VIETNAMESE, "Còn 12 trên 30 người chưa vào"),
        (Language::ENGLISH, "12 of 30 still to come"),
    ] {
        let mut hall = Hall::open(LANDSCAPE, language);
        hall.lane(LaneView::Asking(group(1, 17)));
        let LaneView::Verdict(half) = verdict(1, Outcome::Admitted { again: false }, 5) else {
            unreachable!("a verdict is a verdict");
        };
        let half = Verdict {
            people_left: Some(12),
            ..half
        };
        hall.lane(LaneView::Verdict(half.clone()));
        hall.sees(told);
        hall.lane(LaneView::Verdict(Verdict {
            id: 2,
            ticket: Some(TicketNumber(1)),
            ..half
        }));
        hall.does_not_see(told);
    }
}

#[test]
fn the_next_scan_replaces_any_result_at_once() {
    let mut hall = Hall::open(PORTRAIT, Language::ENGLISH);
    let outcomes = [
        Outcome::Admitted { again: false },
        hall::refusal(Reason::AlreadyUsed),
        Outcome::Exited,
        hall::refusal(Reason::NeedsStaff),
        Outcome::Admitted { again: true },
    ];
    for (id, outcome) in (1..).zip(outcomes) {
        let ground = Mood::of(&outcome).tone().ground;
        hall.lane_in_one_frame(verdict(id, outcome, 1));
        assert!(hall.picture().share_of(ground) > 0.5);
    }
}

#[test]
fn a_verdict_is_put_away_by_its_button() {
    let mut hall = Hall::open(PORTRAIT, Language::VIETNAMESE);
    hall.lane(verdict(1, Outcome::Exited, 1));
    hall.touches("Đóng");
    assert_eq!(hall.asked(), [Command::Dismiss]);
    hall.sees("Xem gian hàng");
}

/// A group of thirty that comes in parts, some of whom are in.
fn group(id: u64, most: u16) -> Question {
    Question {
        id,
        ticket: TicketNumber(4711),
        kind: TicketType(3),
        most,
        party: 30,
        again: false,
        confirm: false,
    }
}

#[test]
fn a_group_says_how_many_come_in_by_steps_by_a_count_or_all_at_once() {
    for size in SIZES {
        let mut hall = Hall::open(size, Language::VIETNAMESE);
        hall.lane(LaneView::Asking(group(1, 30)));
        hall.sees("Xin chọn số người vào bây giờ");
        hall.sees("Vé cho 30 người");
        hall.touches("15");
        hall.touches("Bớt một người");
        hall.touches("Bớt một người");
        hall.touches("Thêm một người");
        hall.touches("Mời 14 người vào");
        let answer = |question, people| Command::Answer { question, people };
        assert_eq!(hall.asked(), [answer(1, 14)]);
        hall.sees("Đang kiểm tra vé");
        hall.lane(LaneView::Waiting);
        hall.lane(LaneView::Asking(group(2, 16)));
        hall.sees("Vé cho 30 người, còn 16 người chưa vào");
        hall.touches("1");
        hall.touches("Bớt một người");
        hall.sees_button("Mời 1 người vào");
        hall.touches("Cả 16 người");
        hall.touches("Thêm một người");
        hall.touches("Mời 16 người vào");
        assert_eq!(hall.asked(), [answer(2, 16)]);
    }
}

#[test]
fn a_group_of_any_size_finds_its_buttons() {
    for size in SIZES {
        for language in Language::all() {
            let mut hall = Hall::open(size, language);
            for (id, most) in (1..).zip([1, 2, 5, 9, 10, 30, 255]) {
                hall.lane(LaneView::Asking(group(id, most)));
                hall.is_well_laid_out();
            }
        }
    }
}

#[test]
fn a_group_that_changes_its_mind_is_not_recorded() {
    let mut hall = Hall::open(LANDSCAPE, Language::ENGLISH);
    hall.lane(LaneView::Asking(group(1, 30)));
    hall.touches("Not now");
    assert_eq!(hall.asked(), [Command::Dismiss]);
    hall.sees("Browse booths");
}

#[test]
fn staff_let_a_party_in_or_not_before_anything_is_recorded() {
    for size in SIZES {
        let mut hall = Hall::open(size, Language::VIETNAMESE);
        let family = Question {
            kind: TicketType(2),
            most: 4,
            party: 4,
            again: true,
            confirm: true,
            ..group(1, 4)
        };
        hall.lane(LaneView::Asking(family.clone()));
        hall.sees("Cho vào?");
        hall.sees("Vé cho 4 người");
        hall.sees("Khách đã vào hôm nay");
        hall.does_not_see("Thêm một người");
        hall.touches("Cho vào");
        let answer = Command::Answer {
            question: 1,
            people: 4,
        };
        assert_eq!(hall.asked(), [answer]);
        hall.lane(LaneView::Waiting);
        hall.lane(LaneView::Asking(Question { id: 2, ..family }));
        hall.touches("Không");
        assert_eq!(hall.asked(), [Command::Dismiss]);
    }
}

#[test]
fn a_slow_disk_is_told_and_then_excused() {
    let mut hall = Hall::open(PORTRAIT, Language::ENGLISH);
    hall.lane(LaneView::Checking);
    hall.waits(1);
    hall.sees("Checking your ticket");
    hall.sees("Just a moment, please");
    hall.waits(3);
    hall.sees("This takes longer than usual, please wait");
}

#[test]
fn a_kiosk_that_is_out_of_order_says_whom_to_call_and_keeps_the_english_detail_to_itself() {
    for size in SIZES {
        let mut hall = Hall::open(size, Language::VIETNAMESE);
        hall.lane(LaneView::OutOfOrder("the disk is full".to_owned()));
        hall.sees("Máy tạm ngừng phục vụ");
        hall.sees("Xin mời quý khách đến quầy vé hoặc gặp nhân viên tại cổng");
        hall.sees("Nhân viên xin gọi chị Lan, 024 0000 0000");
        hall.sees("Báo giúp tên máy: A1");
        assert!(!hall.sees_anywhere("disk"));
        hall.is_well_laid_out();
        hall.change(|view| view.mode.unattended = true);
        hall.sees("Xin mời quý khách sang quầy vé cạnh cổng chính");
        hall.is_well_laid_out();
        hall.touches("Xem gian hàng");
        hall.sees("80 gian hàng");
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
    hall.lane(LaneView::OutOfOrder(String::new()));
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
        hall.sees("Step 1: Hold your QR code to the camera");
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
