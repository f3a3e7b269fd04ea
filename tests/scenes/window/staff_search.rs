//! Staff look for a ticket: by name or number, and by the code below the QR symbol.

use egui_kittest::kittest::Queryable;
use shared::ids::TicketNumber;
use shared::staff::OverrideReason;
use shared::ticket::ShortCode;
use texts::{Key, Language, Texts};
use ui::session::{Screen, StaffRoom};
use view::{Reply, StaffCommand, TicketChoice};

use super::SIZES;
use super::hall::{LANDSCAPE, PORTRAIT};
use super::staffed::{self, asked, at, keys, staff};

/// The code of a genuine ticket, without its hyphen.
fn code() -> String {
    ShortCode::of(TicketNumber(4711), &[7; 64])
        .to_string()
        .replace('-', "")
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
            hall.touches(&texts.say(Key::KeyRubOut));
            hall.touches(&texts.say(Key::KeySpace));
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
        hall.touches("Xoá chữ đã gõ");
        let texts = Texts::new(Language::VIETNAMESE);
        hall.sees(&texts.say(Key::StaffSearchEmpty));
        // Two letters would list strangers.
        keys(&mut hall, "hằ");
        hall.harness.key_press(egui::Key::Enter);
        hall.harness.run();
        hall.sees(&texts.say(Key::StaffSearchShort));
        assert_eq!(asked(&hall), []);
        hall.is_well_laid_out();
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
    hall.sees("This ticket has no entries left");
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
            hall.touches(&texts.say(Key::KeyRubOut));
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
