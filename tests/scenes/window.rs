//! The kiosk's window, driven as a visitor drives it: by what is written on the controls.
//!
//! The harness itself fails a scene that draws a character no font has, or a control that has no name.

mod asking;
mod booths;
mod booths_gallery;
mod demonstrations;
mod desk;
mod door;
mod everywhere;
mod gallery;
pub(crate) mod hall;
mod hands;
mod layout;
mod map;
mod modes;
mod nearest;
mod next_visitor;
mod paging;
mod people;
mod people_gallery;
mod picture;
mod pictures;
mod printing;
mod seen;
mod set_up;
mod shown;
mod staff_door;
mod staff_pin;
mod staff_search;
mod staff_settings;
mod staff_tickets;
mod staffed;
mod touch;
mod video;
mod villages;
mod visitor;
mod walk;

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use shared::checkin::Reason;
use shared::ids::BoothNumber;
use texts::{Key, Language, Program, Texts};
use ui::screens::{DrawContext, VerdictCard};
use ui::session::{Page, Screen};
use ui::theme::{Metrics, Weight, mm};
use view::{LaneView, Outcome};

use hall::{DENSITY, Hall, LANDSCAPE, NOW, PORTRAIT, WIDE, verdict};

/// The screens that scenes are played on.
const SIZES: [[f32; 2]; 3] = [PORTRAIT, LANDSCAPE, WIDE];

#[test]
fn the_first_screen_invites_and_says_where_one_is_in_both_languages() {
    for size in SIZES {
        for language in Language::all() {
            let hall = Hall::open(size, language);
            let texts = Texts::new(language);
            hall.sees(&texts.say(Key::ScanTitle));
            hall.sees(&texts.say(Key::ScanHint));
            hall.sees_button(&texts.say(Key::ScanBrowse));
            let today = jiff::civil::date(2024, 9, 6);
            let dates = [texts.date(today), texts.date_short(today)];
            assert!(dates.iter().any(|date| hall.sees_anywhere(date)));
            hall.sees(&texts.say(Key::DemosTitle));
            hall.sees(&texts.say(Key::StatusOnline));
            hall.sees(
                hall.catalogue()
                    .name
                    .get(language.code())
                    .to_owned()
                    .as_str(),
            );
            hall.every_target_is_large_enough();
        }
    }
}

#[test]
fn a_visitor_finds_a_booth_without_diacritics_reads_about_it_and_goes_back() {
    for size in SIZES {
        let mut hall = Hall::open(size, Language::VIETNAMESE);
        hall.browses();
        hall.sees("80 gian hàng");
        hall.every_target_is_large_enough();
        hall.types("phu dong 71");
        hall.sees("1 gian hàng");
        hall.touches(&hall.card(71, Language::VIETNAMESE));
        assert_eq!(hall.screen(), Screen::Page(Page::Booth(BoothNumber(71))));
        hall.sees("Gian số 71");
        hall.sees_button("Làng nghề Phù Đổng · Hoa giấy");
        hall.sees("Nguyên liệu");
        hall.every_target_is_large_enough();
        hall.touches("Quay lại");
        hall.sees("1 gian hàng");
        hall.touches("Xoá chữ đã gõ");
        hall.sees("80 gian hàng");
    }
}

#[test]
fn the_list_is_read_to_its_end_without_dragging() {
    for size in SIZES {
        let mut hall = Hall::open(size, Language::VIETNAMESE);
        hall.browses();
        let last = hall.card(80, Language::VIETNAMESE);
        for _ in 0..30 {
            if hall.harness.query_by_label(&last).is_some() {
                break;
            }
            hall.touches("Xuống dưới");
        }
        hall.sees_button(&last);
        let drawn = hall.harness.query_all_by_role(Role::Button).count();
        assert!(drawn < 40, "only the cards in sight are drawn, not {drawn}");
    }
}

#[test]
fn the_language_is_changed_on_every_screen() {
    let mut hall = Hall::open(PORTRAIT, Language::VIETNAMESE);
    hall.speaks(Language::ENGLISH);
    hall.sees("Please hold the QR code of your ticket to the camera");
    hall.browses();
    hall.speaks(Language::VIETNAMESE);
    hall.sees("80 gian hàng");
    hall.touches(&hall.card(1, Language::VIETNAMESE));
    hall.speaks(Language::ENGLISH);
    hall.sees("Booth 1");
    hall.lane(verdict(1, Outcome::Exited, 1));
    hall.sees("Goodbye");
    hall.speaks(Language::VIETNAMESE);
    hall.sees("Tạm biệt quý khách");
}

#[test]
fn a_scan_takes_the_screen_from_a_reader_and_the_next_visitor_finds_nothing_of_them() {
    let mut hall = Hall::open(LANDSCAPE, Language::VIETNAMESE);
    hall.speaks(Language::ENGLISH);
    hall.browses();
    hall.types("leather");
    hall.lane(verdict(1, Outcome::Admitted { again: false }, 1));
    hall.sees("Please come in");
    hall.lane(LaneView::Reading);
    hall.sees("Please come in");
    hall.lane(LaneView::Waiting);
    hall.sees("Xin mời đưa mã QR trên vé ra trước camera");
    hall.browses();
    hall.sees("80 gian hàng");
    hall.reads("");
    hall.undoes();
    hall.sees("80 gian hàng");
}

#[test]
fn a_forgotten_booth_screen_counts_down_and_any_touch_keeps_it() {
    let mut hall = Hall::open(PORTRAIT, Language::ENGLISH);
    hall.browses();
    hall.waits(29);
    assert!(
        hall.harness
            .query_by_label("Are you still there?")
            .is_none()
    );
    hall.waits(3);
    hall.sees("Are you still there?");
    hall.every_target_is_large_enough();
    hall.touches("I'm still looking");
    assert!(
        hall.harness
            .query_by_label("Are you still there?")
            .is_none()
    );
    hall.waits(33);
    hall.sees("Are you still there?");
    hall.waits(21);
    assert_eq!(hall.screen(), Screen::Scan);
    hall.sees("Browse booths");
}

#[test]
fn every_character_of_every_sentence_is_in_every_weight_of_the_font() {
    let hall = Hall::open(PORTRAIT, Language::VIETNAMESE);
    let metrics = Metrics::new(DENSITY, 1.0, egui::vec2(PORTRAIT[0], PORTRAIT[1]));
    let sentences: Vec<&str> = Language::all()
        .flat_map(|language| Program::Kiosk.files(language))
        .collect();
    let alphabet = "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ";
    for weight in [Weight::Regular, Weight::SemiBold, Weight::Bold] {
        let font = metrics.font(mm::TEXT, weight);
        let wanted = sentences
            .iter()
            .flat_map(|file| file.chars())
            .chain(alphabet.chars());
        for c in wanted.flat_map(|c| std::iter::once(c).chain(c.to_lowercase())) {
            let known = hall
                .harness
                .ctx
                .fonts_mut(|fonts| fonts.has_glyph(&font, c));
            assert!(known || c.is_control(), "{weight:?} has no {c:?}");
        }
    }
}

#[test]
fn what_the_verdict_says_is_put_together_without_a_window() {
    let view = hall::view();
    let texts = Texts::new(Language::ENGLISH);
    let metrics = Metrics::new(DENSITY, 1.0, egui::vec2(PORTRAIT[0], PORTRAIT[1]));
    let house = ui::screens::House::default();
    let context = DrawContext {
        metrics: &metrics,
        texts: &texts,
        view: &view,
        now: NOW,
        access: ui::session::Access::default(),
        house: &house,
        pictures: &ui::screens::Pictures::default(),
        film: &ui::screens::Film::default(),
        slips: &ui::slip::NoPrinter,
    };
    let LaneView::Verdict(refused) = verdict(1, hall::refusal(Reason::LimitReached), 1) else {
        unreachable!("a verdict is a verdict");
    };
    let card = VerdictCard::new(&context, &refused);
    assert_eq!(card.title, "This ticket has no entries left");
    assert_eq!(card.people, None);
    assert!(card.code.is_some_and(|code| code.starts_with("Ticket ")));
}
