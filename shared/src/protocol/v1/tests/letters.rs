//! Letters on the wire.

use super::survives;
use crate::letter::Letter;
use crate::protocol::v1::{LettersPush, LettersReply, WireLetter};

const LETTERS: &str = include_str!("../../../../golden/v1/letters.json");
const REPLY: &str = include_str!("../../../../golden/v1/letters-reply.json");

#[test]
fn letters_are_the_golden_ones_both_ways_and_one_of_a_later_version_is_left_alone() {
    let push: LettersPush = survives(LETTERS);
    let letters: Vec<Option<Letter>> = push
        .letters
        .iter()
        .map(|letter| letter.clone().read())
        .collect();
    for (golden, letter) in push.letters.iter().zip(&letters).take(2) {
        let letter = letter.as_ref().unwrap();
        assert_eq!(letter.check(), Ok(()));
        assert_eq!(WireLetter::from(letter), *golden);
    }
    assert_eq!(letters[2], None);
    let reply: LettersReply = survives(REPLY);
    assert_eq!(reply.kept, [push.letters[0].id]);
}

#[test]
fn nothing_of_a_letter_on_its_way_is_printed() {
    let push: LettersPush = serde_json::from_str(LETTERS).unwrap();
    let printed = format!("{push:?}");
    for secret in ["Mẫu", "0900", "Kim Lan", "cups"] {
        assert!(!printed.contains(secret), "{printed}");
    }
}
