use shared::ids::BoothNumber;

use super::*;

const VI: Language = Language::VIETNAMESE;
const WORDS: [u8; 32] = [3; 32];

fn types(form: &mut LetterForm, part: LetterPart, keys: &str) {
    form.handle(LetterAction::Line(part, LineAction::Open), VI, 1);
    for key in keys.chars() {
        form.handle(LetterAction::Line(part, LineAction::Press(key)), VI, 1);
    }
}

/// A form of someone who joins, filled in and about to be agreed to.
fn filled() -> LetterForm {
    let mut form = LetterForm::default();
    form.handle(LetterAction::Join(NetworkRole::Distributor), VI, 1);
    types(&mut form, LetterPart::Name, "nguyeenx thij maaux");
    types(&mut form, LetterPart::Reach, "0900 000 000");
    types(&mut form, LetterPart::Extra, "kim lan");
    form.handle(LetterAction::Next, VI, 1);
    form
}

#[test]
fn a_distributor_joins_in_four_steps_and_nothing_stands_in_the_form_once_it_is_kept() {
    let mut form = filled();
    assert_eq!(form.step(), LetterStep::Consent);
    let sent = form.handle(LetterAction::Agree(WORDS), VI, 7);
    let Some(VisitorCommand::Write { number: 7, draft }) = sent else {
        panic!("a letter: {sent:?}");
    };
    assert_eq!(
        (draft.name.as_str(), draft.reach.as_str()),
        ("Nguyễn Thị Mẫu", "0900 000 000")
    );
    let expected = Wish::Join {
        role: NetworkRole::Distributor,
        place: Some("Kim Lan".to_owned()),
    };
    assert_eq!((draft.wish, draft.language.as_str()), (expected, "vi"));
    assert_eq!(
        form.handle(LetterAction::Agree(WORDS), VI, 8),
        None,
        "once is enough"
    );
    form.answered(LetterAnswer {
        number: 6,
        kept: true,
    });
    assert_eq!(form.step(), LetterStep::Sending, "another letter's answer");
    form.answered(LetterAnswer {
        number: 7,
        kept: true,
    });
    assert_eq!(form.step(), LetterStep::Thanks);
    assert!(PARTS.into_iter().all(|part| form.text(part).is_empty()));
}

#[test]
fn what_could_not_be_kept_is_still_there_to_be_tried_again() {
    let mut form = filled();
    form.handle(LetterAction::Agree(WORDS), VI, 7);
    form.answered(LetterAnswer {
        number: 7,
        kept: false,
    });
    assert_eq!(form.step(), LetterStep::Failed);
    let sent = form.handle(LetterAction::Again, Language::ENGLISH, 8);
    let Some(VisitorCommand::Write { draft, .. }) = sent else {
        panic!("a letter: {sent:?}");
    };
    // They agreed to it in Vietnamese, whatever the screen speaks now.
    assert_eq!((draft.words, draft.language.as_str()), (WORDS, "vi"));
}

#[test]
fn a_letter_sent_again_is_the_same_one_and_a_changed_one_is_another() {
    let mut form = filled();
    let number = |sent| match sent {
        Some(VisitorCommand::Write { number, .. }) => number,
        other => panic!("a letter: {other:?}"),
    };
    assert_eq!(number(form.handle(LetterAction::Agree(WORDS), VI, 7)), 7);
    assert_eq!(form.give_up(), Some(VisitorCommand::TakeBack(7)));
    assert_eq!((form.step(), form.give_up()), (LetterStep::Failed, None));
    form.answered(LetterAnswer {
        number: 7,
        kept: true,
    });
    assert_eq!(form.step(), LetterStep::Failed, "it was taken back");
    assert_eq!(number(form.handle(LetterAction::Again, VI, 8)), 7);
    form.give_up();
    form.back();
    types(&mut form, LetterPart::Extra, " 2");
    form.handle(LetterAction::Next, VI, 8);
    assert_eq!(number(form.handle(LetterAction::Agree(WORDS), VI, 8)), 8);
}

#[test]
fn whoever_does_not_agree_sends_nothing_and_leaves_nothing() {
    let mut form = filled();
    assert_eq!(form.handle(LetterAction::Leave, VI, 7), None);
    assert_eq!(form, LetterForm::default());
}

#[test]
fn the_field_that_is_wrong_is_named_and_opened_until_it_is_typed_into() {
    let mut form = LetterForm::new(LetterSubject::Contact(BoothNumber(12)));
    form.handle(LetterAction::Next, VI, 1);
    assert_eq!(
        form.complaint(),
        Some(LetterError::Missing(LetterPart::Name))
    );
    assert_eq!(form.open(), Some(LetterPart::Name));
    types(&mut form, LetterPart::Name, "maaux");
    types(&mut form, LetterPart::Reach, "090");
    form.handle(LetterAction::Next, VI, 1);
    assert_eq!(
        (form.complaint(), form.open()),
        (Some(LetterError::Unreachable), Some(LetterPart::Reach))
    );
    types(&mut form, LetterPart::Reach, "0000000");
    assert_eq!(form.complaint(), None);
    form.handle(LetterAction::Next, VI, 1);
    assert_eq!(form.step(), LetterStep::Consent);
}

#[test]
fn done_goes_from_field_to_field_and_back_from_step_to_step() {
    let mut form = filled();
    assert!(form.back());
    let done = |part| LetterAction::Line(part, LineAction::Done);
    form.handle(
        LetterAction::Line(LetterPart::Name, LineAction::Open),
        VI,
        1,
    );
    for next in [Some(LetterPart::Reach), Some(LetterPart::Extra), None] {
        let open = form.open().unwrap();
        form.handle(done(open), VI, 1);
        assert_eq!(form.open(), next);
    }
    assert!(form.back() && !form.back());
    assert_eq!(form.text(LetterPart::Name), "Nguyễn Thị Mẫu");
}

#[test]
fn nothing_that_stands_in_a_form_is_printed() {
    let printed = format!("{:?}", filled());
    assert!(
        !printed.contains("Mẫu") && !printed.contains("0900"),
        "{printed}"
    );
}
