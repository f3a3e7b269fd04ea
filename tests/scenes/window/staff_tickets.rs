//! What staff do about tickets and visitors.

use egui_kittest::kittest::{NodeT, Queryable};
use shared::checkin::{Direction, Reason};
use shared::ids::TicketType;
use shared::staff::OverrideReason;
use texts::{Key, Language, Texts};
use ui::session::{Screen, StaffRoom};
use view::{LaneView, Outcome, Reply, StaffCommand, TicketChoice};

use super::SIZES;
use super::hall::{self, Hall, LANDSCAPE, NOW, PORTRAIT, verdict};
use super::staffed::{self, asked, at, record, staff};

#[test]
fn a_refused_party_is_let_in_from_its_verdict_with_a_reason() {
    for size in SIZES {
        for language in Language::all() {
            let texts = Texts::new(language);
            let mut hall = staffed::open(size, language);
            let mut last = 0;
            for (id, reason) in (1..).zip(Reason::ALL) {
                hall.lane(verdict(id, hall::refusal(reason), 4));
                last = id;
                hall.is_well_laid_out();
            }
            hall.touches(&texts.say(Key::StaffAdmit));
            hall.sees(&texts.say(Key::ReasonNeedsStaffTitle));
            hall.is_well_laid_out();
            hall.touches(&texts.say(Key::AskFewer));
            hall.touches(&texts.say(Key::StaffWhyListError));
            hall.touches(&texts.say_with(Key::StaffAdmitDo, [("count", 3.into())]));
            let expected = StaffCommand::Override {
                ticket: TicketChoice::Shown(last),
                people: 3,
                reason: OverrideReason::ListError.id(),
            };
            assert_eq!(asked(&hall), [expected]);
        }
    }
}

#[test]
fn a_code_that_another_scan_has_replaced_has_to_be_scanned_again() {
    let unknown = |id| {
        let LaneView::Verdict(mut verdict) = verdict(id, hall::refusal(Reason::Malformed), 0)
        else {
            unreachable!("a verdict is a verdict");
        };
        verdict.ticket = None;
        verdict.short_code = None;
        LaneView::Verdict(verdict)
    };
    let mut hall = staffed::open(PORTRAIT, Language::VIETNAMESE);
    hall.lane(unknown(1));
    hall.touches("Vẫn cho vào");
    hall.sees("Mã không nhận ra");
    hall.lane(unknown(2));
    hall.lane(LaneView::Waiting);
    hall.sees("Đã có mã khác được quét");
    assert!(hall.harness.query_by_label("Lý do khác").is_none());
}

#[test]
fn without_staff_mode_a_verdict_offers_nothing_and_a_page_without_a_ticket_says_what_to_do() {
    let mut hall = Hall::open(PORTRAIT, Language::VIETNAMESE);
    hall.lane(verdict(1, hall::refusal(Reason::Revoked), 1));
    assert!(hall.harness.query_by_label("Vẫn cho vào").is_none());
    let hall = at(
        LANDSCAPE,
        Language::VIETNAMESE,
        Key::StaffAdmit,
        Key::StaffAdmitNote,
    );
    hall.sees("Chưa có vé nào bị từ chối");
}

#[test]
fn people_without_a_ticket_are_counted_by_kind_way_and_number() {
    for size in SIZES {
        for language in Language::all() {
            let texts = Texts::new(language);
            let mut hall = at(size, language, Key::StaffWalk, Key::StaffWalkNote);
            hall.is_well_laid_out();
            let press = hall.catalogue().ticket_types[4].name.clone();
            hall.touches(press.get(language.code()));
            hall.touches(&texts.say(Key::StaffWayOut));
            hall.touches("10");
            hall.touches(&texts.say(Key::AskMore));
            hall.touches(&texts.say_with(Key::StaffWalkDoOut, [("count", 11.into())]));
            let expected = StaffCommand::Walk {
                direction: Direction::Out,
                kind: TicketType(5),
                people: 11,
            };
            assert_eq!(asked(&hall), [expected]);
            staff(&mut hall, |staff| staff.reply = Some((1, Reply::Done)));
            hall.sees(&texts.say_with(Key::StaffDoneWalkOut, [("count", 11.into())]));
            hall.sees_button(&texts.say_with(Key::StaffWalkDoOut, [("count", 1.into())]));
            hall.is_well_laid_out();
        }
    }
}

#[test]
fn a_kiosk_that_knows_no_kinds_says_why_it_can_count_nobody() {
    let mut hall = staffed::open(PORTRAIT, Language::ENGLISH);
    hall.change(|view| {
        let mut catalogue = (*view.catalogue).clone();
        catalogue.ticket_types.clear();
        view.catalogue = catalogue.into();
    });
    hall.touches("No ticket: Count people in and out");
    hall.sees("No list of visitor kinds yet");
}

#[test]
fn scans_that_were_a_mistake_are_chosen_and_taken_back_at_once() {
    for size in SIZES {
        for language in Language::all() {
            let texts = Texts::new(language);
            let mut hall = at(size, language, Key::StaffUndo, Key::StaffUndoNote);
            hall.is_well_laid_out();
            let rows: Vec<String> = hall
                .harness
                .query_all_by_role(egui::accesskit::Role::CheckBox)
                .filter_map(|node| node.accesskit_node().label())
                .collect();
            let none = texts.say_with(Key::StaffUndoDo, [("count", 0.into())]);
            hall.touches(&none);
            assert_eq!(asked(&hall), []);
            hall.touches(&rows[1]);
            hall.touches(&rows[3]);
            hall.touches(&rows[1]);
            hall.touches(&rows[0]);
            hall.touches(&texts.say_with(Key::StaffUndoDo, [("count", 2.into())]));
            let expected = StaffCommand::Annul(vec![record(30), record(27)]);
            assert_eq!(asked(&hall), [expected]);
            staff(&mut hall, |staff| staff.reply = Some((1, Reply::Done)));
            hall.sees(&texts.say_with(Key::StaffDoneUndo, [("count", 2.into())]));
        }
    }
}

#[test]
fn people_without_a_ticket_are_taken_back_from_their_verdict_too() {
    let mut hall = staffed::open(LANDSCAPE, Language::ENGLISH);
    let LaneView::Verdict(mut walked) = verdict(1, Outcome::Admitted { again: false }, 2) else {
        unreachable!("a verdict is a verdict");
    };
    walked.ticket = None;
    walked.short_code = None;
    hall.lane(LaneView::Verdict(walked.clone()));
    assert!(
        hall.harness.query_by_label("Undo this scan").is_none(),
        "two people without a ticket, but not these"
    );
    walked.id = 2;
    walked.at = NOW.plus(-3 * 60_000);
    hall.lane(LaneView::Verdict(walked));
    hall.touches("Undo this scan");
    hall.touches("Undo this scan");
    assert_eq!(asked(&hall), [StaffCommand::Annul(vec![record(28)])]);
}

#[test]
fn the_scan_whose_verdict_is_shown_is_taken_back_in_two_touches() {
    for size in SIZES {
        let mut hall = staffed::open(size, Language::VIETNAMESE);
        hall.lane(verdict(1, Outcome::Admitted { again: false }, 1));
        hall.is_well_laid_out();
        hall.touches("Bỏ lượt quét này");
        assert_eq!(hall.screen(), Screen::Staff(StaffRoom::Undo));
        hall.touches("Bỏ lượt quét này");
        assert_eq!(asked(&hall), [StaffCommand::Annul(vec![record(30)])]);
        staff(&mut hall, |staff| staff.recent.clear());
        hall.sees("Chưa có lượt quét nào để bỏ");
        hall.is_well_laid_out();
    }
}
