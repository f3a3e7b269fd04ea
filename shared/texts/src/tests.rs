use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use jiff::civil::date;
use shared::checkin::Reason;
use shared::route::SENTENCES;
use shared::time::LocalTime;

use super::*;

/// Returns the sentences of a language by id, each with the names of its values.
fn sentences(language: Language) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let mut sentences = BTreeMap::new();
    for (about, text) in language.files() {
        FluentResource::try_new(text.to_owned())
            .unwrap_or_else(|(_, errors)| panic!("{} {about}: {errors:?}", language.code()));
        let mut last = None;
        for line in text.lines() {
            if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                last = line.split_once(" =").map(|(id, _)| id);
                let before = last.and_then(|id| sentences.insert(id, BTreeSet::new()));
                assert_eq!(before, None, "{} {line}: twice", language.code());
            }
            let values = line.split('$').skip(1);
            let values =
                values.filter_map(|it| it.split(|c: char| !c.is_ascii_alphanumeric()).next());
            if let Some(of) = last.and_then(|id| sentences.get_mut(id)) {
                of.extend(values);
            }
        }
    }
    sentences
}

/// Returns whether only staff and organisers read it.
fn is_for_staff(id: &str) -> bool {
    let names_refusal = id.starts_with("reason-") && id.ends_with("-name");
    let of_organisers = Language::ENGLISH.files().filter(|(about, _)| {
        ["staff", "desk", "live"]
            .iter()
            .any(|start| about.starts_with(start))
    });
    names_refusal
        || of_organisers
            .flat_map(|(_, text)| text.lines())
            .any(|line| {
                line.strip_prefix(id)
                    .is_some_and(|rest| rest.starts_with(" ="))
            })
}

#[test]
fn every_language_says_the_same() {
    let all: BTreeSet<&str> = Key::all().map(Key::id).collect();
    let for_visitors: BTreeSet<&str> = all.iter().copied().filter(|id| !is_for_staff(id)).collect();
    assert!(for_visitors.len() < all.len());
    let english = sentences(Language::ENGLISH);
    for language in Language::all() {
        let own = sentences(language);
        let ids: BTreeSet<&str> = own.keys().copied().collect();
        let wanted = if language.has_staff() {
            &all
        } else {
            &for_visitors
        };
        assert_eq!(&ids, wanted, "{}", language.code());
        for (id, values) in own {
            assert_eq!(values, english[id], "{id} in {}", language.code());
        }
    }
}

#[test]
fn key_is_found_by_its_id() {
    assert_eq!(Key::find("scan-title"), Some(Key::ScanTitle));
    assert_eq!(Key::find("scan-titles"), None);
    assert_eq!(crate::text_id!("scan-title"), "scan-title");
    for id in SENTENCES {
        assert!(Key::find(id).is_some(), "{id}");
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
    assert_eq!(
        names[..5],
        ["Tiếng Việt", "English", "한국어", "中文", "日本語"]
    );
    let distinct: BTreeSet<&String> = names.iter().collect();
    assert_eq!(distinct.len(), names.len(), "{names:?}");
    assert_eq!(Language::from_code("en"), Some(Language::ENGLISH));
    assert_eq!(Language::from_code("tlh"), None);
    assert_eq!("vi".parse(), Ok(Language::VIETNAMESE));
    let said = "tlh".parse::<Language>().unwrap_err().to_string();
    for language in Language::all() {
        assert!(said.contains(language.code()), "{said}");
    }
}
