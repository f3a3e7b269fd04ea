use std::collections::BTreeSet;

use fluent_bundle::FluentResource;
use jiff::civil::date;
use shared::checkin::Reason;
use shared::time::LocalTime;

use super::*;

/// The files of a language, as one text.
fn sentences(language: Language) -> String {
    let files = LANGUAGES[language.0].files.iter();
    files
        .map(|(_, sentences)| *sentences)
        .collect::<Vec<_>>()
        .join("\n")
}

/// The ids of the messages of a language, in their order.
fn ids(language: Language) -> Vec<String> {
    let sentences = sentences(language);
    let resource = FluentResource::try_new(sentences.clone())
        .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", language.code()));
    assert!(resource.entries().count() > 0);
    sentences
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| line.split_once(" ="))
        .map(|(id, _)| id.to_owned())
        .collect()
}

#[test]
fn no_language_misses_a_sentence_or_has_one_too_many() {
    let known: BTreeSet<&str> = Key::all().map(Key::id).collect();
    assert_eq!(known.len(), Key::all().count(), "an id is there twice");
    for language in Language::all() {
        let listed = ids(language);
        let unique: BTreeSet<&str> = listed.iter().map(String::as_str).collect();
        assert_eq!(
            listed.len(),
            unique.len(),
            "{}: a sentence twice",
            language.code()
        );
        let spoken_by_staff = LANGUAGES[language.0]
            .files
            .iter()
            .any(|(room, _)| *room == "staff");
        let wanted = known
            .iter()
            .copied()
            .filter(|id| spoken_by_staff || !id.starts_with("staff-"));
        assert_eq!(unique, wanted.collect(), "{}", language.code());
    }
    for house in [Language::VIETNAMESE, Language::ENGLISH] {
        assert!(ids(house).iter().any(|id| id.starts_with("staff-")));
    }
}

#[test]
fn every_sentence_names_the_same_values_in_every_language() {
    let places = |sentences: &str, key: Key| -> BTreeSet<String> {
        let mut places = BTreeSet::new();
        let mut inside = false;
        for line in sentences.lines() {
            if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                inside = line.split_once(" =").is_some_and(|(id, _)| id == key.id());
            }
            if inside {
                places.extend(line.split('$').skip(1).filter_map(|rest| {
                    rest.split(|c: char| !c.is_ascii_alphanumeric())
                        .next()
                        .map(str::to_owned)
                }));
            }
        }
        // English says "1 person" and has no place for the number there, but elsewhere in the sentence; month names
        // and figures both come from the same value.
        places
    };
    let english = sentences(Language::ENGLISH);
    for language in Language::all() {
        let own = sentences(language);
        for key in Key::all().filter(|key| own.contains(&format!("\n{} =", key.id()))) {
            assert_eq!(
                places(&own, key),
                places(&english, key),
                "{} in {}",
                key.id(),
                language.code()
            );
        }
    }
}

#[test]
fn every_refusal_says_what_and_what_next_in_both_languages() {
    for language in Language::all() {
        let texts = Texts::new(language);
        let mut said = BTreeSet::new();
        for reason in Reason::ALL {
            let (what, next) = Key::of_reason(reason);
            for key in [what, next] {
                let sentence = texts.say(key);
                assert!(sentence.chars().count() > 4, "{sentence}");
                assert_ne!(sentence, key.id());
                assert!(
                    !sentence.contains('$') && !sentence.contains('{'),
                    "{sentence}"
                );
            }
            assert!(said.insert(texts.say(what)), "two refusals read the same");
        }
    }
}

#[test]
fn counts_read_as_people_say_them() {
    let count = |language, key, n: u64| Texts::new(language).say_with(key, [("count", n.into())]);
    assert_eq!(count(Language::VIETNAMESE, Key::People, 4), "4 người");
    assert_eq!(count(Language::ENGLISH, Key::People, 4), "4 people");
    assert_eq!(count(Language::ENGLISH, Key::BoothsCount, 1), "1 booth");
    assert_eq!(
        count(Language::VIETNAMESE, Key::StatusWaiting, 0),
        "Đã gửi hết"
    );
    assert_eq!(
        count(Language::ENGLISH, Key::StatusWaiting, 12_000),
        "12000 waiting to be sent"
    );
}

#[test]
fn dates_are_whole_sentences_without_invisible_marks() {
    let day = date(2024, 9, 6);
    let vietnamese = Texts::new(Language::VIETNAMESE);
    let english = Texts::new(Language::ENGLISH);
    assert_eq!(vietnamese.date(day), "Thứ Sáu, ngày 6 tháng 9 năm 2024");
    assert_eq!(english.date(day), "Friday, 6 September 2024");
    let at = LocalTime {
        date: day,
        minute: 9 * 60 + 14,
    };
    assert_eq!(vietnamese.time(at, day), "09:14");
    assert_eq!(vietnamese.time(at, date(2024, 9, 7)), "09:14 ngày 6/9");
    assert_eq!(english.time(at, date(2024, 9, 7)), "09:14 on 6 September");
    let in_all = [
        (
            "ko",
            "2024년 9월 6일 금요일",
            "9월 6일(금)",
            "9월 6일 09:14",
        ),
        ("zh", "2024年9月6日 星期五", "9月6日 周五", "9月6日 09:14"),
        ("ja", "2024年9月6日 金曜日", "9月6日（金）", "9月6日 09:14"),
    ];
    for (code, full, short, time) in in_all {
        let texts = Texts::new(Language::from_code(code).unwrap());
        assert_eq!(texts.date(day), full);
        assert_eq!(texts.date_short(day), short);
        assert_eq!(texts.time(at, date(2024, 9, 7)), time);
    }
    assert_eq!(
        vietnamese.say_with(
            Key::UsedAt,
            [("time", "09:14".into()), ("gate", "Cổng chính".into())]
        ),
        "Đã vào lúc 09:14 tại Cổng chính"
    );
}

#[test]
fn languages_are_named_in_themselves_and_found_by_code() {
    let names: Vec<String> = Language::all()
        .map(|language| Texts::new(language).say(Key::LanguageName))
        .collect();
    assert_eq!(names, ["Tiếng Việt", "English", "한국어", "中文", "日本語"]);
    assert_eq!(Language::from_code("en"), Some(Language::ENGLISH));
    assert_eq!(Language::from_code("tlh"), None);
    assert_eq!("vi".parse(), Ok(Language::VIETNAMESE));
    let said = "tlh".parse::<Language>().unwrap_err().to_string();
    for language in Language::all() {
        assert!(said.contains(language.code()), "{said}");
    }
}
