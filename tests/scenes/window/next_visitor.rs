//! Nothing of one visitor is shown to the next: their half-filled form, their place in a session, how far they read.

use egui_kittest::kittest::{NodeT, Queryable};
use texts::{Key, Language, Texts};
use ui::session::{AccessAction, Action, Aid, Page, Screen};
use view::{Command, LaneView, Outcome, VisitorCommand};

use shared::checkin::Reason;

use super::hall::{Hall, LANDSCAPE, PORTRAIT, refusal, verdict};
use super::people::{BOOTH, booth, fills_in, in_a_hall, presses, shows_card, tile};

/// What somebody typed, as it stands in the form.
const TYPED: [&str; 2] = ["Wanda", "0900000123"];

#[track_caller]
fn nothing_of_them_is_left(hall: &Hall) {
    for words in TYPED {
        assert!(!hall.sees_anywhere(words), "{words} is on the screen");
    }
}

/// Somebody joins the network in a hall, and has typed name and number.
fn fills_in_at_a_hall() -> (Hall, Texts) {
    let texts = Texts::new(Language::ENGLISH);
    let mut hall = in_a_hall(PORTRAIT, Language::ENGLISH);
    hall.touches(&texts.say(Key::HomeNetwork));
    hall.touches(&tile(&texts, Key::RoleConsumer, Key::RoleConsumerNote));
    fills_in(&mut hall, &texts, "wanda", "0900000123");
    (hall, texts)
}

/// Somebody at a booth has begun to leave name and number.
fn fills_in_at_a_booth(size: [f32; 2]) -> (Hall, Texts) {
    let texts = Texts::new(Language::ENGLISH);
    let mut hall = booth(size, Language::ENGLISH);
    hall.lane(welcome(1));
    hall.touches(&texts.say(Key::VisitedContact));
    hall.lane(LaneView::Waiting);
    hall.touches(&texts.say(Key::SubmissionNext));
    fills_in(&mut hall, &texts, "wanda", "0900000123");
    (hall, texts)
}

fn welcome(id: u64) -> LaneView {
    let visited = Outcome::Visited {
        booth: BOOTH,
        again: false,
    };
    verdict(id, visited, 1)
}

#[test]
fn a_form_that_was_left_by_the_way_back_is_empty_for_whoever_opens_it_next() {
    let (mut hall, texts) = fills_in_at_a_hall();
    assert!(hall.sees_anywhere("0900000123"));
    for _ in 0..3 {
        hall.touches(&texts.say(Key::Back));
    }
    hall.touches(&texts.say(Key::HomeNetwork));
    hall.touches(&tile(&texts, Key::RoleConsumer, Key::RoleConsumerNote));
    nothing_of_them_is_left(&hall);
}

#[test]
fn whoever_scans_at_a_booth_after_somebody_left_finds_an_empty_form() {
    let (mut hall, texts) = fills_in_at_a_booth(PORTRAIT);
    hall.waits(11);
    hall.lane(welcome(2));
    hall.sees(&texts.say(Key::VisitedTitle));
    nothing_of_them_is_left(&hall);
    hall.touches(&texts.say(Key::VisitedContact));
    hall.lane(LaneView::Waiting);
    assert_eq!(hall.screen(), Screen::Page(Page::Contact(BOOTH)));
    nothing_of_them_is_left(&hall);
    hall.touches(&texts.say(Key::Back));
    assert_eq!(hall.screen(), Screen::Scan);
}

#[test]
fn a_verdict_that_is_put_away_shows_no_form_behind_it() {
    let (mut hall, texts) = fills_in_at_a_booth(PORTRAIT);
    hall.waits(11);
    hall.lane(welcome(2));
    hall.lane(LaneView::Waiting);
    assert_eq!(hall.screen(), Screen::Scan);
    nothing_of_them_is_left(&hall);
    hall.lane(welcome(3));
    hall.touches(&texts.say(Key::VisitedContact));
    nothing_of_them_is_left(&hall);
}

#[test]
fn the_stamp_card_of_the_next_visitor_has_no_form_behind_it() {
    let (mut hall, texts) = fills_in_at_a_hall();
    hall.waits(11);
    shows_card(&mut hall, 1, &[1]);
    assert_eq!(hall.screen(), Screen::Page(Page::Stamps));
    hall.touches(&texts.say(Key::Back));
    nothing_of_them_is_left(&hall);
    assert_eq!(hall.screen(), Screen::Attract);
}

#[test]
fn a_ticket_at_a_booth_is_welcomed_in_a_band_while_somebody_types() {
    for size in [PORTRAIT, LANDSCAPE] {
        let (mut hall, texts) = fills_in_at_a_booth(size);
        hall.asked();
        hall.lane(welcome(2));
        hall.sees(&texts.say(Key::VisitedTitle));
        hall.does_not_see(&texts.say(Key::VisitedContact));
        assert_eq!(hall.screen(), Screen::Page(Page::Contact(BOOTH)));
        // Whoever is still there says so, and goes on where they were.
        hall.touches(&texts.say(Key::IdleStay));
        hall.lane(LaneView::Waiting);
        hall.does_not_see(&texts.say(Key::VisitedTitle));
        hall.touches(&texts.say(Key::SubmissionNext));
        hall.sees(&texts.say(Key::ConsentTitle));
        assert!(hall.sees_anywhere("0900000123"));
        let wrote =
            |command: &Command| matches!(command, Command::Visitor(VisitorCommand::Write { .. }));
        hall.touches(&texts.say(Key::ConsentYes));
        assert!(hall.asked().iter().any(wrote));
    }
}

#[test]
fn a_form_that_nobody_goes_on_with_after_another_ticket_is_gone_ten_seconds_later() {
    let (mut hall, texts) = fills_in_at_a_booth(PORTRAIT);
    hall.lane(welcome(2));
    hall.sees(&texts.say(Key::IdleQuestion));
    hall.waits(11);
    nothing_of_them_is_left(&hall);
    hall.lane(LaneView::Waiting);
    assert_eq!(hall.screen(), Screen::Scan);
    nothing_of_them_is_left(&hall);
}

#[test]
fn whoever_came_with_the_other_ticket_keeps_no_form_on_the_screen_by_touching() {
    for size in [PORTRAIT, LANDSCAPE] {
        let (mut hall, texts) = fills_in_at_a_booth(size);
        // The writer leaves; the next one's welcome is in the band, and they touch it and the page beside it.
        hall.waits(5);
        hall.lane(welcome(2));
        let welcome = texts.say(Key::VisitedTitle);
        let band = hall.harness.get_by_label(&welcome).rect().center();
        for _ in 0..3 {
            hall.touches_at(band);
            hall.touches_at(egui::pos2(1.0, size[1] / 2.0));
            hall.waits(1);
        }
        hall.lane(LaneView::Waiting);
        let form = hall.harness.state().session().visitor().submission();
        assert!(form.holds_something(), "the writer may come back");
        hall.waits(8);
        nothing_of_them_is_left(&hall);
        assert_eq!(hall.screen(), Screen::Scan);
    }
}

#[test]
fn a_stamp_card_waits_while_somebody_types_in_the_hall_and_says_so() {
    for size in [PORTRAIT, LANDSCAPE] {
        let texts = Texts::new(Language::VIETNAMESE);
        let mut hall = in_a_hall(size, Language::VIETNAMESE);
        hall.touches(&texts.say(Key::HomeNetwork));
        hall.touches(&tile(&texts, Key::RoleConsumer, Key::RoleConsumerNote));
        presses(&mut hall, &texts, "mau");
        shows_card(&mut hall, 1, &[1]);
        assert_eq!(hall.screen(), Screen::Page(Page::Network));
        hall.sees(&texts.say(Key::FormBusy));
        hall.touches(&texts.say(Key::IdleStay));
        presses(&mut hall, &texts, "n");
        hall.waits(7);
        hall.does_not_see(&texts.say(Key::FormBusy));
        assert!(hall.sees_anywhere("maun"));
        assert!(
            hall.harness
                .query_by_label(&texts.say(Key::StampsNow))
                .is_none()
        );
    }
}

#[test]
fn a_band_over_a_form_is_read_whole_in_every_language() {
    let kept = std::env::var_os("KIOSK_PICTURES").map(std::path::PathBuf::from);
    for size in [PORTRAIT, LANDSCAPE] {
        for language in Language::all() {
            let texts = Texts::new(language);
            let bands: [(&str, LaneView); 2] = [
                ("taken", LaneView::Waiting),
                ("refused", verdict(3, refusal(Reason::Malformed), 0)),
            ];
            for (name, lane) in bands {
                let mut hall = in_a_hall(size, language);
                hall.touches(&texts.say(Key::HomeNetwork));
                hall.touches(&tile(&texts, Key::RoleConsumer, Key::RoleConsumerNote));
                if lane == LaneView::Waiting {
                    shows_card(&mut hall, 1, &[1]);
                }
                hall.lane(lane);
                if let Some(folder) = &kept {
                    let file = format!("band-{name}-{}-{}.png", size[0], language.code());
                    hall.picture().save(&folder.join(file));
                }
                hall.nothing_is_cut_short();
                hall.every_target_is_large_enough();
                hall.chooses(Action::Access(AccessAction::Turn(Aid::LargeText)));
                let busy = texts.say(Key::FormBusy);
                let shown = hall.harness.query_by_label(&busy).is_some();
                assert_eq!(shown, name == "taken");
                hall.nothing_is_cut_short();
            }
        }
    }
}

#[test]
fn how_far_a_page_of_the_demonstrations_was_read_is_not_left_for_the_next_visitor() {
    let texts = Texts::new(Language::ENGLISH);
    let mut hall = in_a_hall(LANDSCAPE, Language::ENGLISH);
    let catalogue = hall.catalogue();
    let limited = catalogue.sessions.iter().find(|it| it.places.is_some());
    let session = limited.unwrap();
    let pages = [
        Page::Programme,
        Page::Session(session.id.clone()),
        Page::Artisan(session.artisan.clone()),
    ];
    let mut read = 0;
    for page in pages {
        hall.chooses(Action::Go(page.clone()));
        if hall
            .harness
            .query_by_label(&texts.say(Key::PageDown))
            .is_none()
        {
            // It is seen whole.
            continue;
        }
        read += 1;
        let at_first = what_is_where(&hall);
        hall.touches(&texts.say(Key::PageDown));
        assert_ne!(what_is_where(&hall), at_first, "{page:?}");
        hall.waits(51);
        assert_eq!(hall.screen(), Screen::Attract);
        hall.chooses(Action::Go(page.clone()));
        let now = what_is_where(&hall);
        assert_eq!(now, at_first, "{page:?} is where it was left");
    }
    assert!(
        read >= 2,
        "only {read} of the pages are longer than the screen"
    );
}

/// Everything on the screen that has a name, with its upper edge.
fn what_is_where(hall: &Hall) -> Vec<(String, i32)> {
    let nodes = hall.harness.root().children_recursive();
    let named = nodes.filter_map(|node| {
        let label = node.accesskit_node().label()?;
        Some((label, node.rect().top().round() as i32))
    });
    named.collect()
}
