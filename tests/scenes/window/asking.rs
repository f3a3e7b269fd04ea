//! What is asked at the door before anything is recorded, and the wait for the answer.

use shared::ids::{TicketNumber, TicketType};
use texts::Language;
use view::{Command, LaneView, Outcome, Question, Verdict};

use super::SIZES;
use super::hall::{Hall, LANDSCAPE, PORTRAIT, verdict};

/// A group of thirty that comes in parts, some of whom are in.
pub(super) fn group(id: u64, most: u16) -> Question {
    Question {
        id,
        ticket: TicketNumber(4711),
        kind: TicketType(3),
        most,
        party: 30,
        again: false,
        confirm: false,
        leaving: false,
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
        let LaneView::Verdict(partly) = verdict(1, Outcome::Admitted { again: false }, 5) else {
            unreachable!("a verdict is a verdict");
        };
        let partly = Verdict {
            people_left: Some(12),
            ..partly
        };
        hall.lane(LaneView::Verdict(partly.clone()));
        hall.sees(told);
        hall.lane(LaneView::Verdict(Verdict {
            id: 2,
            ticket: Some(TicketNumber(1)),
            ..partly
        }));
        hall.does_not_see(told);
    }
}

#[test]
fn a_group_says_how_many_come_in_by_steps_by_a_count_or_all_at_once() {
    for size in SIZES {
        let mut hall = Hall::open(size, Language::VIETNAMESE);
        hall.lane(LaneView::Asking(group(1, 30)));
        hall.sees("Số người vào lần này?");
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
fn a_group_on_its_way_out_says_how_many_leave() {
    for size in SIZES {
        for (language, [asked, inside, leave, stay]) in [
            (
                Language::VIETNAMESE,
                [
                    "Số người ra lần này?",
                    "Vé cho 30 người, 18 người đang ở trong",
                    "17 người ra",
                    "Chưa ra",
                ],
            ),
            (
                Language::ENGLISH,
                [
                    "How many are leaving?",
                    "A ticket for 30 people; 18 are inside",
                    "17 people leave",
                    "Not now",
                ],
            ),
        ] {
            let mut hall = Hall::open(size, language);
            let leaving = |id| Question {
                leaving: true,
                ..group(id, 18)
            };
            hall.lane(LaneView::Asking(leaving(1)));
            hall.sees(asked);
            hall.sees(inside);
            hall.is_well_laid_out();
            hall.touches(if language == Language::ENGLISH {
                "One fewer"
            } else {
                "Bớt một người"
            });
            hall.touches(leave);
            let answer = Command::Answer {
                question: 1,
                people: 17,
            };
            assert_eq!(hall.asked(), [answer]);
            hall.lane(LaneView::Waiting);
            hall.lane(LaneView::Asking(leaving(2)));
            hall.touches(stay);
            assert_eq!(hall.asked(), [Command::Dismiss]);
        }
    }
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
