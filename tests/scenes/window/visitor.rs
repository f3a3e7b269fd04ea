//! A visitor at a kiosk in the hall: the invitation, the first page, and what makes the screens easier.

use egui_kittest::kittest::Queryable;
use texts::{Key, Language, Texts};
use ui::session::{Access, Page, Screen};
use ui::theme::colour;
use view::Role;

use super::SIZES;
use super::hall::{Hall, LANDSCAPE, PORTRAIT};

impl Hall {
    /// A kiosk that stands in the hall.
    pub(super) fn open_in_the_hall(size: [f32; 2], language: Language) -> Self {
        let mut hall = Self::with(size, language, |options| options.role = Role::Hall);
        hall.change(|view| view.role = Role::Hall);
        hall
    }

    /// From a door's first screen by the first page to the list of booths.
    pub(super) fn browses(&mut self) {
        let texts = self.texts();
        self.touches(&texts.say(Key::ScanBrowse));
        self.touches(&texts.say(Key::HomeBooths));
    }

    /// Chooses a language by its name, in the bar or, where that has no room for all of them, in the panel.
    pub(super) fn speaks(&mut self, language: Language) {
        let name = Texts::new(language).say(Key::LanguageName);
        let in_bar = self.harness.query_by_label(&name).is_some();
        if in_bar {
            self.touches(&name);
            return;
        }
        self.touches(&self.texts().say(Key::AccessOpen));
        self.touches(&name);
        self.touches(&self.texts().say(Key::AccessClose));
    }

    /// Opens the panel and turns an aid on or off, by its name.
    fn turns(&mut self, aid: Key) {
        let texts = self.texts();
        self.touches(&texts.say(Key::AccessOpen));
        self.touches(&texts.say(aid));
        self.touches(&texts.say(Key::AccessClose));
    }

    /// What the window says, in the language it speaks.
    pub(super) fn texts(&self) -> Texts {
        Texts::new(self.harness.state().session().language())
    }
}

#[test]
fn a_touch_anywhere_begins_and_back_leads_to_the_invitation_again() {
    for size in SIZES {
        let mut hall = Hall::open_in_the_hall(size, Language::VIETNAMESE);
        assert_eq!(hall.screen(), Screen::Attract);
        hall.touches_at(egui::pos2(size[0] * 0.2, size[1] * 0.3));
        assert_eq!(hall.screen(), Screen::Page(Page::Home));
        hall.touches("Quay lại");
        assert_eq!(hall.screen(), Screen::Attract);
        hall.touches("Chạm để bắt đầu");
        assert_eq!(hall.screen(), Screen::Page(Page::Home));
    }
}

#[test]
fn each_village_has_its_turn_at_the_invitation_and_when_it_is_calm_the_first_stays() {
    let mut hall = Hall::open_in_the_hall(PORTRAIT, Language::VIETNAMESE);
    let villages = hall.catalogue().villages.clone();
    for village in &villages {
        // A turn takes 11.6 seconds: ten alone, then the next one comes.
        for _ in 0..12 {
            if hall
                .harness
                .query_by_label(village.name.get("vi"))
                .is_some()
            {
                break;
            }
            hall.waits(1);
        }
        hall.waits(2);
        hall.sees(village.name.get("vi"));
        hall.keeps_a_picture(&format!("attract-{}", village.id));
    }
    let mut calm = Hall::open_in_the_hall(PORTRAIT, Language::VIETNAMESE);
    calm.turns(Key::AccessCalm);
    for _ in 0..4 {
        calm.waits(11);
        calm.sees(villages[0].name.get("vi"));
    }
}

#[test]
fn whoever_touches_a_language_begins_in_it() {
    for language in Language::all() {
        let mut hall = Hall::open_in_the_hall(PORTRAIT, Language::VIETNAMESE);
        let texts = Texts::new(language);
        hall.touches(&texts.say(Key::LanguageName));
        assert_eq!(hall.screen(), Screen::Page(Page::Home));
        hall.sees(&texts.say(Key::HomeTitle));
    }
}

#[test]
fn the_first_page_is_one_touch_away_from_deep_within() {
    let mut hall = Hall::open_in_the_hall(LANDSCAPE, Language::ENGLISH);
    let texts = Texts::new(Language::ENGLISH);
    hall.touches("Touch to begin");
    hall.touches(&texts.say(Key::HomeBooths));
    hall.touches(&hall.card(1, Language::ENGLISH));
    hall.touches("To the first page");
    assert_eq!(hall.screen(), Screen::Page(Page::Home));
    hall.touches("Back");
    assert_eq!(hall.screen(), Screen::Attract, "nothing is left on the way");
}

#[test]
fn larger_letters_and_black_ground_are_there_at_once_and_gone_for_the_next_visitor() {
    let mut hall = Hall::open_in_the_hall(PORTRAIT, Language::ENGLISH);
    hall.touches("Touch to begin");
    let title = |hall: &Hall| {
        hall.harness
            .get_by_label("What would you like to see?")
            .rect()
            .height()
    };
    let usual = title(&hall);
    assert!(hall.picture().share_of(colour::GLAZE) > 0.1);
    hall.turns(Key::AccessLarge);
    assert!(title(&hall) > 1.15 * usual);
    hall.turns(Key::AccessContrast);
    let black = egui::Color32::BLACK;
    assert!(hall.picture().share_of(black) > 0.4);
    hall.waits(31);
    hall.sees("Are you still there?");
    hall.every_target_is_large_enough();
    hall.no_words_leave_their_place();
    hall.waits(21);
    assert_eq!(hall.screen(), Screen::Attract);
    assert_eq!(
        hall.harness.state().session().visitor().access(),
        Access::default()
    );
    assert!(hall.picture().share_of(black) < 0.01);
}

#[test]
fn low_reach_is_offered_where_it_helps_and_leaves_nothing_higher_than_an_arm() {
    let mut hall = Hall::open_in_the_hall(LANDSCAPE, Language::ENGLISH);
    hall.touches("Easier to read and to reach");
    hall.does_not_see("Low reach");
    hall.sees("No motion");

    let mut hall = Hall::open_in_the_hall(PORTRAIT, Language::ENGLISH);
    hall.turns(Key::AccessLow);
    for screen in ["Touch to begin", "Back"] {
        for (name, rect) in hall.controls() {
            // The lower edge is 800 mm above the floor, and 1,120 mm can be reached.
            let above_mm = (hall.size[1] - rect.top()) / super::hall::DENSITY;
            assert!(above_mm <= 320.5, "{name}: {above_mm}");
        }
        hall.touches(screen);
    }
}

#[test]
fn below_the_open_panel_nothing_is_touched_and_a_touch_beside_it_closes_it() {
    let mut hall = Hall::open_in_the_hall(PORTRAIT, Language::ENGLISH);
    hall.touches("Touch to begin");
    hall.touches("Easier to read and to reach");
    hall.touches_at(egui::pos2(300.0, 700.0));
    assert_eq!(hall.screen(), Screen::Page(Page::Home));
    hall.does_not_see("Large text");
}
