//! A touch shows in the very frame that feels it: a control looks pressed while a finger is on it, and what it leads to
//! is there as soon as the finger is lifted.

use egui_kittest::kittest::Queryable;
use shared::ids::BoothNumber;
use texts::{Key, Language, Texts};
use ui::session::{Action, LineAction, Page, Screen};

use super::hall::{Hall, LANDSCAPE, PORTRAIT};

/// What of a control changes at least while it is pressed.
const SEEN: f32 = 0.3;

/// A control of a page, and the screen it leads to with something that is only there.
struct Touch {
    on: Page,
    control: String,
    leads_to: Screen,
    there: String,
}

fn touches(hall: &Hall, texts: &Texts) -> Vec<Touch> {
    let catalogue = hall.catalogue();
    let code = texts.language().code();
    let village = &catalogue.villages[0];
    let (name, craft) = (village.name.get(code), village.craft.get(code));
    let to = |page: Page| Screen::Page(page);
    let touch = |on, control: &str, leads_to, there: String| Touch {
        on,
        control: control.to_owned(),
        leads_to,
        there,
    };
    vec![
        touch(
            Page::Home,
            &texts.say(Key::HomeNetwork),
            to(Page::Network),
            texts.say(Key::NetworkQuestion),
        ),
        touch(
            Page::Villages,
            &format!("{name}. {craft}"),
            to(Page::Village(village.id.clone())),
            texts.say(Key::VillageArtisans),
        ),
        touch(
            Page::Booth(BoothNumber(7)),
            &texts.say(Key::BoothShowTheWay),
            to(Page::Map(Some(BoothNumber(7).into()))),
            texts.say(Key::MapTitle),
        ),
        touch(
            Page::Map(None),
            &texts.say(Key::Home),
            to(Page::Home),
            texts.say(Key::HomeNetwork),
        ),
    ]
}

#[test]
fn a_control_looks_pressed_in_the_frame_that_feels_the_finger_and_the_next_page_is_there_in_the_one_that_lets_go()
 {
    for size in [PORTRAIT, LANDSCAPE] {
        let texts = Texts::new(Language::VIETNAMESE);
        let mut hall = Hall::open_in_the_hall(size, Language::VIETNAMESE);
        hall.shows_the_exhibition();
        for touch in touches(&hall, &texts) {
            hall.chooses(Action::Go(touch.on));
            let control = hall.looks_pressed(&touch.control);
            hall.does_not_see(&touch.there);
            hall.feels(control.center(), false);
            assert_eq!(hall.screen(), touch.leads_to);
            hall.sees(&touch.there);
        }
    }
}

#[test]
fn a_key_on_the_glass_looks_pressed_and_its_letter_stands_in_the_field_in_the_frame_that_lets_go() {
    for size in [PORTRAIT, LANDSCAPE] {
        let mut hall = Hall::open_in_the_hall(size, Language::ENGLISH);
        hall.chooses(Action::Go(Page::Booths));
        hall.chooses(Action::Booths(ui::session::BoothsAction::Search(
            LineAction::Open,
        )));
        let key = hall.looks_pressed("K");
        hall.reads("");
        hall.feels(key.center(), false);
        hall.reads("k");
    }
}

#[test]
fn a_finger_that_slides_off_leaves_everything_as_it_was() {
    let texts = Texts::new(Language::VIETNAMESE);
    let mut hall = Hall::open(PORTRAIT, Language::VIETNAMESE);
    let before = hall.picture();
    let control = hall.looks_pressed(&texts.say(Key::ScanBrowse));
    let beside = control.center() - egui::vec2(0.0, 3.0 * control.height());
    hall.harness.event(egui::Event::PointerMoved(beside));
    hall.harness.step();
    hall.feels(beside, false);
    assert_eq!(hall.screen(), Screen::Scan);
    let unlike = hall.picture().share_unlike(&before, control);
    assert!(unlike < 0.01, "{unlike}");
}

impl Hall {
    /// A finger on a control is seen on it in the same frame; answers with where the control is.
    #[track_caller]
    fn looks_pressed(&mut self, control: &str) -> egui::Rect {
        let rect = self.harness.get_by_label(control).rect();
        let before = self.picture();
        self.feels(rect.center(), true);
        let unlike = self.picture().share_unlike(&before, rect);
        assert!(unlike > SEEN, "{control}: {unlike} of it is another colour");
        rect
    }

    /// A finger comes down or is lifted, and one frame is drawn.
    fn feels(&mut self, place: egui::Pos2, pressed: bool) {
        self.harness.event(egui::Event::PointerButton {
            pos: place,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: egui::Modifiers::NONE,
        });
        self.harness.step();
    }
}
