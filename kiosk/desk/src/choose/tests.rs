use proptest::prelude::*;
use shared::protocol::v1::KnownItem;
use shared::ticket::{self, Claims, EntryPolicy};

use super::*;
use crate::scene::ticket_list::{foreign, own};
use crate::scene::*;
use crate::tests::foreign::desk_with;

const POSTER: &str = "https://example.org/booths";
const UNLISTED: &str = "TB-8937";
const LISTED: &str = "TB-8936";
/// Another seller's code that is an address itself.
const LISTED_ADDRESS: &str = "https://tickets.example/t/7VK2";

fn desk() -> (tempfile::TempDir, Desk) {
    let dir = tempfile::tempdir().unwrap();
    let tickets = vec![
        own(1),
        foreign(7, LISTED, "", ""),
        foreign(8, LISTED_ADDRESS, "", ""),
    ];
    let desk = desk_with(dir.path(), tickets);
    (dir, desk)
}

fn worth(desk: &mut Desk, texts: &[&str]) -> Vec<String> {
    let texts = texts.iter().map(|text| (*text).to_owned());
    desk.worth_judging(texts.collect(), MORNING)
}

/// A ticket of last year's exhibition, with a key that is no longer trusted.
fn last_years() -> String {
    let claims = Claims {
        exhibition: shared::ids::ExhibitionId(23),
        ..claims(1, EntryPolicy::OncePerDay)
    };
    ticket::issue(&claims, &key()).unwrap()
}

#[test]
fn own_ticket_comes_before_every_other_text() {
    let (_dir, mut desk) = desk();
    let (own, old) = (day_ticket(1), last_years());
    for other in [POSTER, UNLISTED, LISTED, LISTED_ADDRESS, &old, "Xin chào"] {
        assert_eq!(worth(&mut desk, &[other, &own]), [own.as_str()], "{other}");
        assert_eq!(worth(&mut desk, &[&own, other]), [own.as_str()], "{other}");
    }
}

#[test]
fn listed_code_comes_before_unlisted_ones() {
    let (_dir, mut desk) = desk();
    let old = last_years();
    for listed in [LISTED, LISTED_ADDRESS] {
        for other in [POSTER, UNLISTED, &old, "Xin chào", "WIFI:S:hall;;"] {
            assert_eq!(worth(&mut desk, &[other, listed]), [listed], "{other}");
        }
    }
}

#[test]
fn unlisted_code_comes_before_an_address() {
    let (_dir, mut desk) = desk();
    let old = last_years();
    assert_eq!(worth(&mut desk, &[POSTER, UNLISTED]), [UNLISTED]);
    assert_eq!(worth(&mut desk, &[POSTER, UNLISTED, &old]), [old.as_str()]);
    assert_eq!(worth(&mut desk, &[POSTER]), [POSTER]);
    assert_eq!(worth(&mut desk, &[]), [""; 0]);
}

#[test]
fn ticket_in_an_address_comes_before_a_poster() {
    let (_dir, mut desk) = desk();
    let own = format!("https://tickets.example/?t={}", day_ticket(1));
    let listed = "https://tickets.example/?code=tb-8936";
    assert_eq!(worth(&mut desk, &[POSTER, listed]), [listed]);
    assert_eq!(worth(&mut desk, &[listed, POSTER, &own]), [own.as_str()]);
}

#[test]
fn every_ticket_on_a_sheet_is_judged() {
    let (_dir, mut desk) = desk();
    let (first, second) = (day_ticket(1), day_ticket(2));
    let chosen = worth(&mut desk, &[&first, POSTER, &second]);
    assert_eq!(chosen, [first, second]);
}

#[test]
fn withdrawn_ticket_still_comes_before_a_poster() {
    let (dir, mut desk) = desk();
    journal(dir.path())
        .apply_feed(&feed(1, vec![KnownItem::Revoked(standing(7))]))
        .unwrap();
    assert_eq!(worth(&mut desk, &[POSTER, LISTED]), [LISTED]);
}

#[test]
fn kiosk_without_a_list_chooses_by_form() {
    let own = day_ticket(1);
    let texts = [POSTER, UNLISTED, &own].map(str::to_owned);
    let (kind, chosen) = choose(&kinds_by_form(texts.to_vec())).unwrap();
    assert_eq!((kind, chosen), (CodeKind::OwnForm, vec![own]));
    assert_eq!(choose(&[]), None);
}

proptest! {
    #[test]
    fn chosen_texts_are_all_of_the_best_kind(kinds in proptest::collection::vec(0..5usize, 1..8)) {
        const KINDS: [CodeKind; 5] = [
            CodeKind::Own,
            CodeKind::Listed,
            CodeKind::OwnForm,
            CodeKind::CodeForm,
            CodeKind::Other,
        ];
        let texts: Vec<(CodeKind, String)> = kinds
            .iter()
            .enumerate()
            .map(|(number, kind)| (KINDS[*kind], number.to_string()))
            .collect();
        let (best, chosen) = choose(&texts).unwrap();
        for (kind, text) in &texts {
            prop_assert!(best <= *kind);
            prop_assert_eq!(chosen.contains(text), *kind == best);
        }
    }
}
