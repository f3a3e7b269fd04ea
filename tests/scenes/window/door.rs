//! What the door says, on every screen and in both languages.

use shared::checkin::Reason;
use texts::Language;
use ui::screens::mood_of;
use view::{Command, LaneView, Outcome};

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
        (Reason::Revoked, "Vé bị huỷ lúc 04:00 ngày 5/9"),
        (Reason::Blocked, "Vé bị tạm khoá lúc 04:00 ngày 5/9"),
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
        let ground = mood_of(&outcome).tone().ground;
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
