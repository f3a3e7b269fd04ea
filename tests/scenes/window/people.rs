//! A booth's own screen, the stamp card, and the form by which somebody joins the network or is contacted.

use std::sync::Arc;

use shared::checkin::Reason;
use shared::ids::BoothNumber;
use shared::submission::{NetworkRole, Wish, hash_of_words};
use texts::{Key, Language, Texts};
use ui::session::{Page, Screen};
use view::Role;
use view::{
    Command, LaneView, LinkStatus, Outcome, PeopleView, StampCard, SubmissionAnswer, View,
    VisitorCommand,
};

use super::hall::{self, Hall, LANDSCAPE, PORTRAIT, verdict};

pub(super) const BOOTH: BoothNumber = BoothNumber(12);

/// A kiosk at a booth of the exhibition as it is shipped.
pub(super) fn booth(size: [f32; 2], language: Language) -> Hall {
    let mut hall = Hall::with(size, language, |options| options.role = Role::Booth(BOOTH));
    hall.shows_the_exhibition();
    hall.change(|view| view.role = Role::Booth(BOOTH));
    hall
}

/// A kiosk in a hall, touched by somebody.
pub(super) fn in_a_hall(size: [f32; 2], language: Language) -> Hall {
    let mut hall = Hall::with(size, language, |options| options.role = Role::Hall);
    hall.shows_the_exhibition();
    hall.change(|view| view.role = Role::Hall);
    hall.touches(&Texts::new(language).say(Key::AttractTouch));
    hall
}

/// A tile by which one joins: its name and its note.
pub(super) fn tile(texts: &Texts, name: Key, note: Key) -> String {
    format!("{}. {}", texts.say(name), texts.say(note))
}

pub(super) fn knows(view: &mut View, change: impl FnOnce(&mut PeopleView)) {
    let mut people = (*view.people).clone();
    change(&mut people);
    view.people = Arc::new(people);
}

pub(super) fn shows_card(hall: &mut Hall, id: u64, booths: &[u16]) {
    let booths = booths.iter().copied().map(BoothNumber).collect();
    hall.change(|view| {
        knows(view, |people| {
            people.stamps = Some(StampCard { id, booths });
        });
    });
}

/// Touches the keys of the keyboard on the glass.
pub(super) fn presses(hall: &mut Hall, texts: &Texts, keys: &str) {
    for key in keys.chars() {
        match key {
            ' ' => hall.touches(&texts.say(Key::KeySpace)),
            key => hall.presses(&key.to_string()),
        }
    }
}

/// Fills in name and number of a form without an organisation whose first field is open, up to its last field.
pub(super) fn fills_in(hall: &mut Hall, texts: &Texts, name: &str, number: &str) {
    for words in [name, number] {
        presses(hall, texts, words);
        hall.touches(&texts.say(Key::SubmissionNext));
    }
}

fn written(hall: &Hall) -> Option<(u64, view::Draft)> {
    hall.asked().into_iter().find_map(|command| match command {
        Command::Visitor(VisitorCommand::Write { number, draft }) => Some((number, draft)),
        _ => None,
    })
}

#[test]
fn a_kiosk_at_a_booth_invites_and_welcomes_and_welcomes_back() {
    for size in [PORTRAIT, LANDSCAPE] {
        for language in Language::all() {
            let texts = Texts::new(language);
            let mut hall = booth(size, language);
            let name = hall.catalogue().booth(BOOTH).unwrap().name.clone();
            hall.sees(name.get(language.code()));
            hall.sees(&texts.say(Key::VisitInvite));
            hall.change(|view| view.status.scanners.clear());
            hall.sees(&texts.say(Key::VisitInviteScanner));
            let visited = |again| Outcome::Visited {
                booth: BOOTH,
                again,
            };
            hall.lane(verdict(1, visited(false), 4));
            hall.sees(&texts.say(Key::VisitedTitle));
            hall.sees(&texts.say_with(Key::People, [("count", 4.into())]));
            hall.lane(verdict(2, visited(true), 1));
            hall.sees(&texts.say(Key::VisitedAgainTitle));
            hall.every_target_is_large_enough();
            hall.lane(verdict(3, hall::refusal(Reason::Malformed), 0));
            let (what, _) = Key::of_reason(Reason::Malformed);
            hall.sees(&texts.say(what));
            hall.does_not_see(&texts.say(Key::VisitedContact));
        }
    }
}

#[test]
fn a_visitor_shows_the_ticket_in_a_hall_and_sees_five_of_six_villages_until_they_go() {
    let texts = Texts::new(Language::ENGLISH);
    let mut hall = in_a_hall(PORTRAIT, Language::ENGLISH);
    hall.touches(&texts.say(Key::HomeStamps));
    hall.sees(&texts.say(Key::StampsShow));
    let catalogue = hall.catalogue();
    let booths: Vec<u16> = catalogue.villages[..5]
        .iter()
        .map(|village| {
            let mut booths = catalogue.booths.iter();
            booths.find(|it| it.village == village.id).unwrap().number.0
        })
        .collect();
    shows_card(&mut hall, 1, &booths);
    hall.sees("You have seen 5 of 6 villages");
    hall.sees(&texts.say(Key::StampsNow));
    let last = &catalogue.villages[5];
    let missing = catalogue
        .booths
        .iter()
        .filter(|it| it.village == last.id)
        .count();
    let missing = texts.say_with(Key::StampsToSee, [("count", missing.into())]);
    hall.touches(&format!("{}. {missing}", last.name.get("en")));
    assert_eq!(hall.screen(), Screen::Page(Page::Village(last.id.clone())));
    hall.touches(&texts.say(Key::Back));
    hall.sees("You have seen 5 of 6 villages");
    hall.asked();
    hall.waits(51);
    assert_eq!(hall.screen(), Screen::Attract);
    assert!(
        hall.asked()
            .contains(&Command::Visitor(VisitorCommand::Forget))
    );
    // Whoever comes next finds nothing of it, even before the desk has forgotten.
    hall.touches(&texts.say(Key::AttractTouch));
    hall.touches(&texts.say(Key::HomeStamps));
    hall.sees(&texts.say(Key::StampsShow));
    hall.does_not_see("You have seen 5 of 6 villages");
}

#[test]
fn a_stamp_card_says_as_of_when_it_is_known_while_the_cable_is_out() {
    let texts = Texts::new(Language::VIETNAMESE);
    let mut hall = in_a_hall(LANDSCAPE, Language::VIETNAMESE);
    shows_card(&mut hall, 1, &[1]);
    let heard = hall::NOW.plus(-75 * 60_000);
    hall.change(|view| view.status.link = LinkStatus::Offline(Some(heard), "gone".to_owned()));
    hall.sees(&texts.say_with(Key::StampsAsOf, [("time", "08:45".into())]));
    hall.change(|view| view.status.link = LinkStatus::Offline(None, "gone".to_owned()));
    hall.sees(&texts.say(Key::StampsUnsure));
}

#[test]
fn a_producer_joins_with_the_keyboard_on_the_glass_and_is_thanked_once_it_is_kept() {
    for size in [PORTRAIT, LANDSCAPE] {
        let texts = Texts::new(Language::VIETNAMESE);
        let mut hall = in_a_hall(size, Language::VIETNAMESE);
        hall.touches(&texts.say(Key::HomeNetwork));
        hall.every_target_is_large_enough();
        hall.touches(&tile(&texts, Key::RoleProducer, Key::RoleProducerNote));
        hall.every_target_is_large_enough();
        hall.sees(&texts.say(Key::SubmissionNameWhy));
        presses(&mut hall, &texts, "nguyeenx thij maaux");
        hall.touches(&texts.say(Key::SubmissionNext));
        presses(&mut hall, &texts, "goosm kim lan");
        hall.touches(&texts.say(Key::SubmissionNext));
        hall.sees(&texts.say(Key::SubmissionReachWhy));
        presses(&mut hall, &texts, "0900");
        hall.does_not_see(&texts.say(Key::SubmissionPhoneWrong));
        hall.touches(&texts.say(Key::SubmissionNext));
        hall.sees(&texts.say(Key::SubmissionPhoneWrong));
        hall.does_not_see(&texts.say(Key::SubmissionReachWhy));
        hall.every_target_is_large_enough();
        presses(&mut hall, &texts, "000123");
        hall.does_not_see(&texts.say(Key::SubmissionPhoneWrong));
        hall.touches(&texts.say(Key::SubmissionNext));
        hall.touches(&texts.say(Key::SubmissionNext));
        hall.sees("Nguyễn Thị Mẫu");
        hall.sees("Gốm Kim Lan");
        hall.sees(&texts.say(Key::ConsentNetwork));
        hall.every_target_is_large_enough();
        hall.asked();
        hall.touches(&texts.say(Key::ConsentYes));
        let (number, draft) = written(&hall).unwrap();
        assert_eq!(
            (draft.name.as_str(), draft.reach.as_str()),
            ("Nguyễn Thị Mẫu", "0900000123")
        );
        let joins = Wish::Join {
            role: NetworkRole::Producer,
            organisation: Some("Gốm Kim Lan".to_owned()),
            place: None,
        };
        assert_eq!(draft.wish, joins);
        let read = [
            Key::ConsentNetwork,
            Key::ConsentOnly,
            Key::ConsentUndo,
            Key::ConsentYes,
        ];
        let read = read.map(|key| texts.say(key));
        let words = hash_of_words(read.iter().map(String::as_str));
        assert_eq!(draft.words, words, "they agreed to what they read");
        hall.does_not_see(&texts.say(Key::SubmissionThanks));
        let kept = |kept| Some(SubmissionAnswer { number, kept });
        hall.change(|view| knows(view, |people| people.submission = kept(true)));
        hall.sees(&texts.say(Key::SubmissionThanks));
        assert!(!hall.sees_anywhere("Mẫu"), "nothing of it is on the screen");
        hall.every_target_is_large_enough();
    }
}

#[test]
fn whoever_does_not_agree_sends_nothing_and_a_forgotten_form_is_wiped() {
    let texts = Texts::new(Language::ENGLISH);
    let mut hall = in_a_hall(PORTRAIT, Language::ENGLISH);
    let network = texts.say(Key::HomeNetwork);
    let consumer = tile(&texts, Key::RoleConsumer, Key::RoleConsumerNote);
    for leaves_it in [false, true] {
        hall.touches(&network);
        hall.touches(&consumer);
        fills_in(&mut hall, &texts, "sample", "0900000123");
        if leaves_it {
            hall.waits(51);
            assert_eq!(hall.screen(), Screen::Attract);
            hall.touches(&texts.say(Key::AttractTouch));
        } else {
            hall.touches(&texts.say(Key::SubmissionNext));
            hall.touches(&texts.say(Key::ConsentNo));
        }
        hall.touches(&network);
        assert!(!hall.sees_anywhere("Sample"));
        hall.touches(&consumer);
        assert!(!hall.sees_anywhere("0900000123"));
        for _ in 0..2 {
            hall.touches(&texts.say(Key::Back));
        }
        assert_eq!(written(&hall), None);
    }
}

#[test]
fn a_visitor_is_welcomed_at_a_booth_and_leaves_an_address_with_it() {
    let texts = Texts::new(Language::ENGLISH);
    let mut hall = booth(PORTRAIT, Language::ENGLISH);
    let visited = Outcome::Visited {
        booth: BOOTH,
        again: false,
    };
    hall.lane(verdict(1, visited, 1));
    hall.touches(&texts.say(Key::VisitedContact));
    assert!(hall.asked().contains(&Command::Dismiss));
    hall.lane(LaneView::Waiting);
    assert_eq!(hall.screen(), Screen::Page(Page::Contact(BOOTH)));
    hall.touches(&texts.say(Key::SubmissionNext));
    hall.sees(&texts.say(Key::SubmissionNameMissing));
    fills_in(&mut hall, &texts, "sample", "sample");
    hall.sees(&texts.say(Key::SubmissionEmailWrong));
    hall.touches("@gmail.com");
    hall.touches(&texts.say(Key::SubmissionNext));
    hall.touches(&texts.say(Key::SubmissionNext));
    hall.touches(&texts.say(Key::ConsentYes));
    let (_, draft) = written(&hall).unwrap();
    assert_eq!(draft.reach, "sample@gmail.com");
    let contact = Wish::Contact {
        booth: BOOTH,
        note: None,
    };
    assert_eq!(draft.wish, contact);
}
