//! What staff do about tickets and visitors.

use egui_kittest::kittest::{NodeT, Queryable};
use kiosk::i18n::{Key, Language, Texts};
use kiosk::session::{Screen, StaffRoom};
use kiosk::view::{LaneView, Outcome, Reply, StaffCommand, TicketChoice};
use shared::checkin::{Direction, Reason};
use shared::ids::{TicketNumber, TicketType};
use shared::staff::OverrideReason;
use shared::ticket::ShortCode;

use super::SIZES;
use super::hall::{self, Hall, LANDSCAPE, NOW, PORTRAIT, verdict};
use super::staffed::{self, asked, keys, record, staff, tile};

/// The code of a genuine ticket, without its hyphen.
fn code() -> String {
    ShortCode::of(TicketNumber(4711), &[7; 64])
        .to_string()
        .replace('-', "")
}

fn at(size: [f32; 2], language: Language, name: Key, note: Key) -> Hall {
    let mut hall = staffed::open(size, language);
    hall.touches(&tile(&Texts::new(language), name, note));
    hall
}

#[test]
fn a_ticket_is_found_by_name_on_the_glass_and_let_in() {
    for size in SIZES {
        for language in Language::all() {
            let texts = Texts::new(language);
            let mut hall = at(size, language, Key::StaffSearch, Key::StaffSearchNote);
            hall.is_well_laid_out();
            for key in ["N", "A", "M", "X"] {
                hall.touches(key);
            }
            hall.touches(&texts.say(Key::StaffKeyRubOut));
            hall.touches(&texts.say(Key::StaffKeySpace));
            hall.touches("7");
            hall.is_well_laid_out();
            hall.touches(&texts.say(Key::StaffKeySearch));
            assert_eq!(asked(&hall), [StaffCommand::Search("nam 7".to_owned())]);
            hall.sees(&texts.say(Key::StaffSearching));
            staff(&mut hall, |staff| staff.found = Some(staffed::found()));
            hall.sees("Nguyễn Thị Thu Hằng");
            hall.sees(&texts.say(Key::StaffFoundGood));
            hall.sees(&texts.say(Key::ReasonLimitReachedTitle));
            hall.sees("Ticketbox 8830-2231-77");
            hall.sees(&texts.say_with(Key::StaffFound, [("count", 4.into())]));
            hall.every_target_is_large_enough();
            let let_in = texts.say(Key::StaffLetIn);
            hall.harness
                .query_all_by_label(&let_in)
                .next()
                .unwrap()
                .click();
            hall.harness.run();
            let enter = StaffCommand::Enter(TicketChoice::Number(TicketNumber(4711)));
            assert_eq!(asked(&hall), [enter, StaffCommand::CloseSearch]);
            hall.sees_button("Q");
        }
    }
}

#[test]
fn a_search_that_finds_nothing_says_so_and_typing_goes_on() {
    for size in SIZES {
        let mut hall = at(
            size,
            Language::VIETNAMESE,
            Key::StaffSearch,
            Key::StaffSearchNote,
        );
        keys(&mut hall, "hằng");
        hall.harness.key_press(egui::Key::Enter);
        hall.harness.run();
        assert_eq!(asked(&hall), [StaffCommand::Search("hằng".to_owned())]);
        staff(&mut hall, |staff| staff.found = Some(Vec::new()));
        hall.sees("Không tìm thấy vé nào");
        hall.is_well_laid_out();
        hall.touches("Gõ tên, số hoặc mã vé");
        assert_eq!(asked(&hall), [StaffCommand::CloseSearch]);
        hall.sees_button("Q");
        hall.touches("Xóa chữ đã gõ");
        hall.sees("Gõ tên khách, số vé hoặc mã vé, rồi bấm “Tìm”");
    }
}

#[test]
fn a_long_list_is_read_to_its_end_without_dragging() {
    let mut hall = at(
        LANDSCAPE,
        Language::ENGLISH,
        Key::StaffSearch,
        Key::StaffSearchNote,
    );
    keys(&mut hall, "nguyen");
    hall.touches("Search");
    let mut many = staffed::found();
    for index in 0_u32..30 {
        let mut ticket = many[0].clone();
        ticket.ticket = TicketNumber(6000 + index);
        ticket.holder = Some(format!("Visitor {index}"));
        many.push(ticket);
    }
    staff(&mut hall, |staff| staff.found = Some(many));
    for _ in 0..30 {
        if hall.harness.query_by_label("Visitor 29").is_some() {
            break;
        }
        hall.touches("Down");
    }
    hall.sees("Visitor 29");
}

#[test]
fn a_ticket_the_rules_refuse_is_let_in_from_the_search_with_a_reason() {
    let mut hall = at(
        PORTRAIT,
        Language::ENGLISH,
        Key::StaffSearch,
        Key::StaffSearchNote,
    );
    keys(&mut hall, "nam");
    hall.touches("Search");
    staff(&mut hall, |staff| staff.found = Some(staffed::found()));
    asked(&hall);
    let anyway = "Let in anyway";
    hall.harness
        .query_all_by_label(anyway)
        .next()
        .unwrap()
        .click();
    hall.harness.run();
    hall.sees("This ticket has no entries left today");
    hall.touches("Let 1 person in");
    assert_eq!(asked(&hall), [], "not without a reason");
    hall.touches("Other day was agreed");
    hall.touches("Let 1 person in");
    let expected = StaffCommand::Override {
        ticket: TicketChoice::Number(TicketNumber(4712)),
        people: 1,
        reason: OverrideReason::WrongDayAgreed.id(),
    };
    assert_eq!(asked(&hall), [expected, StaffCommand::CloseSearch]);
    staff(&mut hall, |staff| staff.reply = Some((1, Reply::Done)));
    hall.sees("1 person let in");
    assert_eq!(hall.screen(), Screen::Staff(StaffRoom::Home));
}

#[test]
fn a_code_is_checked_while_it_is_typed() {
    for size in SIZES {
        for language in Language::all() {
            let texts = Texts::new(language);
            let mut hall = at(size, language, Key::StaffCode, Key::StaffCodeNote);
            hall.sees(&texts.say(Key::StaffCodeLetters));
            hall.is_well_laid_out();
            for letter in code().chars().take(7) {
                hall.touches(&letter.to_string());
            }
            hall.sees(&texts.say_with(Key::StaffCodeLeft, [("count", 3.into())]));
            hall.is_well_laid_out();
            let slip = if code().ends_with('7') { "8" } else { "7" };
            keys(&mut hall, &format!("{}{slip}", &code()[7..9]));
            hall.sees(&texts.say(Key::StaffCodeBad));
            hall.is_well_laid_out();
            hall.touches(&texts.say(Key::StaffCodeCheck));
            assert_eq!(asked(&hall), []);
            hall.touches(&texts.say(Key::StaffKeyRubOut));
            hall.touches(&code()[9..]);
            hall.sees(&texts.say(Key::StaffCodeGood));
            hall.touches(&texts.say(Key::StaffCodeCheck));
            let enter = StaffCommand::Enter(TicketChoice::Typed(code()));
            assert_eq!(asked(&hall), [enter]);
            staff(&mut hall, |staff| staff.reply = Some((1, Reply::NoTicket)));
            hall.sees(&texts.say(Key::StaffFailedTicket));
            hall.is_well_laid_out();
        }
    }
}

#[test]
fn a_code_typed_on_a_real_keyboard_takes_lookalikes_for_digits_and_enter_for_the_button() {
    let mut hall = at(
        LANDSCAPE,
        Language::ENGLISH,
        Key::StaffCode,
        Key::StaffCodeNote,
    );
    let typed = code().to_lowercase().replace('0', "o").replace('1', "l");
    keys(&mut hall, &format!("{}-{}xyz", &typed[..5], &typed[5..]));
    hall.harness.key_press(egui::Key::Enter);
    hall.harness.run();
    let enter = StaffCommand::Enter(TicketChoice::Typed(code()));
    assert_eq!(asked(&hall), [enter]);
}

#[test]
fn a_refused_party_is_let_in_from_its_verdict_with_a_reason() {
    for size in SIZES {
        for language in Language::all() {
            let texts = Texts::new(language);
            let mut hall = staffed::open(size, language);
            for (id, reason) in (1..).zip(Reason::ALL) {
                hall.lane(verdict(id, hall::refusal(reason), 4));
                hall.is_well_laid_out();
            }
            hall.touches(&texts.say(Key::StaffAdmit));
            hall.sees(&texts.say(Key::ReasonNeedsStaffTitle));
            hall.is_well_laid_out();
            hall.touches(&texts.say(Key::AskFewer));
            hall.touches(&texts.say(Key::StaffWhyListError));
            hall.touches(&texts.say_with(Key::StaffAdmitDo, [("count", 3.into())]));
            let expected = StaffCommand::Override {
                ticket: TicketChoice::Shown,
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
