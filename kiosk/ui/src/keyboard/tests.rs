use std::collections::BTreeSet;

use proptest::prelude::*;
use shared::catalogue::Catalogue;

use super::*;

fn typed(method: Method, keys: &str) -> Typing {
    let mut typing = Typing::new(method);
    keys.chars().for_each(|key| typing.press(key));
    typing
}

/// Every different word of the exhibition's Vietnamese texts, names of foreign make aside.
fn words_of_the_exhibition() -> BTreeSet<String> {
    let json = include_str!("../../../../assets/exhibition/catalogue.json");
    Catalogue::from_json(json).unwrap();
    // The exhibition's other languages are written in letters of their own, beyond the Latin ones.
    let is_vietnamese = |word: &&str| !word.is_ascii() && word.chars().all(|c| c < '\u{1f00}');
    let words = json.split(|c: char| !c.is_alphabetic());
    words.filter(is_vietnamese).map(str::to_owned).collect()
}

#[test]
fn words_are_composed_from_telex_and_from_vni() {
    let lines = include_str!("words.tsv").lines();
    let words: Vec<_> = lines.filter(|line| !line.starts_with('#')).collect();
    assert!(words.len() >= 100);
    for line in words {
        let fields: Vec<&str> = line.split('\t').collect();
        let [word, telex, vni] = fields[..] else {
            panic!("three fields: {line}");
        };
        assert_eq!(typed(Method::Telex, telex).text(), word, "{telex}");
        assert_eq!(typed(Method::Vni, vni).text(), word, "{vni}");
    }
}

#[test]
fn every_vietnamese_word_of_the_exhibition_can_be_typed_and_taken_back_letter_by_letter() {
    // French and chemists' words with accents are no Vietnamese syllables; Telex has no keys for them.
    let foreign = [
        "Flambé", "flambé", "Café", "café", "Cafés", "cafés", "milimét", "ôxy",
    ];
    let words = words_of_the_exhibition();
    assert!(words.len() > 500);
    for word in words
        .iter()
        .filter(|word| !foreign.contains(&word.as_str()))
    {
        for method in [Method::Telex, Method::Vni] {
            let keys = spell(word, method).unwrap();
            let mut typing = typed(method, &keys);
            assert_eq!(typing.text(), *word, "{keys}");
            let letters: Vec<char> = word.chars().collect();
            for left in (0..letters.len()).rev() {
                typing.backspace();
                let rest: String = letters[..left].iter().collect();
                assert_eq!(typing.text(), rest, "{keys}");
            }
        }
    }
}

#[test]
fn after_a_backspace_the_word_goes_on() {
    let mut typing = typed(Method::Telex, "gooms");
    typing.backspace();
    assert_eq!(typing.text(), "gố");
    typing.press('c');
    typing.press('f');
    assert_eq!(typing.text(), "gồc");
    typing.press(' ');
    typing.press('s');
    typing.backspace();
    typing.backspace();
    // Over the space, back into the word before.
    typing.press('s');
    assert_eq!(typing.text(), "gốc");
}

#[test]
fn a_key_pressed_twice_is_the_letter_itself() {
    assert_eq!(typed(Method::Telex, "ass").text(), "as");
    assert_eq!(typed(Method::Telex, "ddd").text(), "dd");
    assert_eq!(typed(Method::Vni, "a11").text(), "a1");
    let mut typing = typed(Method::Telex, "asst");
    assert_eq!(typing.text(), "ast");
    typing.backspace();
    typing.press('h');
    // The plain s stays plain.
    assert_eq!(typing.text(), "ash");
}

#[test]
fn numbers_stay_numbers() {
    for method in [Method::Telex, Method::Vni] {
        assert_eq!(typed(method, "12").text(), "12");
        assert_eq!(typed(method, "so 45, 7").text(), "so 45, 7");
    }
    assert_eq!(typed(Method::Telex, "A1").text(), "A1");
}

#[test]
fn english_is_typed_as_it_is_and_switched_between_words_or_within_one() {
    let mut typing = typed(Method::Telex, "gooms ");
    typing.toggle_english();
    assert!(typing.is_english());
    "vase coffee".chars().for_each(|key| typing.press(key));
    assert_eq!(typing.text(), "gốm vase coffee");
    typing.backspace();
    typing.press('e');
    typing.toggle_english();
    typing.press('s');
    assert_eq!(typing.text(), "gốm vase coffees");
    "ddejp".chars().for_each(|key| typing.press(key));
    " ddejp".chars().for_each(|key| typing.press(key));
    assert!(typing.text().ends_with(" đẹp"));
}

#[test]
fn the_method_can_change_within_a_line() {
    let mut typing = typed(Method::Telex, "baats ");
    typing.use_method(Method::Vni);
    assert_eq!(typing.method(), Method::Vni);
    "tra2ng".chars().for_each(|key| typing.press(key));
    assert_eq!(typing.text(), "bất tràng");
}

#[test]
fn a_chosen_line_can_be_gone_on_with_and_nothing_is_left_for_the_next_visitor() {
    let mut typing = Typing::new(Method::Telex);
    typing.set_text("Bat Trang");
    typing.press('f');
    assert_eq!(typing.text(), "Bat Tràng");
    typing.clear();
    assert_eq!(typing, Typing::new(Method::Telex));
}

#[test]
fn decomposed_letters_are_composed_and_go_as_one() {
    let mut typing = Typing::new(Method::Telex);
    typing.set_text("go\u{302}\u{301}m");
    assert_eq!(typing.text(), "gốm");
    let mut typing = typed(Method::Telex, "go\u{302}\u{301}");
    assert_eq!(typing.text(), "gố");
    typing.backspace();
    assert_eq!(typing.text(), "g");
    typing.set_text("한국 q\u{301}");
    typing.backspace();
    assert_eq!(typing.text(), "한국 ");
}

/// Keys that people press, and some that no keyboard has.
fn keys() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-zA-Z0-9 ]{0,40}",
        3 => "[aeiouydwsfrxjzngh1-9]{0,18}",
        1 => "\\PC{0,20}",
    ]
}

proptest! {
    #[test]
    fn no_keys_do_harm_and_the_line_is_always_nfc(keys in keys(), vni: bool, english: bool) {
        let method = if vni { Method::Vni } else { Method::Telex };
        let mut typing = Typing::new(method);
        if english {
            typing.toggle_english();
        }
        for key in keys.chars() {
            typing.press(key);
            let text = typing.text();
            prop_assert!(unicode_normalization::is_nfc(&text), "{text:?}");
        }
        let mut length = typing.text().chars().count();
        while length > 0 {
            typing.backspace();
            let text = typing.text();
            prop_assert!(unicode_normalization::is_nfc(&text), "{text:?}");
            prop_assert!(text.chars().count() < length);
            length = text.chars().count();
        }
    }
}
