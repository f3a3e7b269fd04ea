use shared::ids::BoothNumber;

use super::*;

const VI: Language = Language::VIETNAMESE;
const WORDS: [u8; 32] = [3; 32];

fn types(form: &mut SubmissionForm, part: SubmissionField, keys: &str) {
    form.handle(SubmissionAction::Line(part, LineAction::Open), VI, 1);
    for key in keys.chars() {
        form.handle(SubmissionAction::Line(part, LineAction::Press(key)), VI, 1);
    }
}

/// A form of someone who joins, filled in and about to be agreed to.
fn filled() -> SubmissionForm {
    let mut form = SubmissionForm::default();
    form.handle(SubmissionAction::Join(NetworkRole::Distributor), VI, 1);
    types(&mut form, SubmissionField::Name, "nguyeenx thij maaux");
    types(&mut form, SubmissionField::Organisation, "goms kim lan");
    form.handle(SubmissionAction::Next, VI, 1);
    types(&mut form, SubmissionField::Reach, "0900 000 000");
    types(&mut form, SubmissionField::Extra, "kim lan");
    form.handle(SubmissionAction::Next, VI, 1);
    form
}

#[test]
fn a_distributor_joins_in_four_steps_and_nothing_stands_in_the_form_once_it_is_kept() {
    let mut form = filled();
    assert_eq!(form.step(), SubmissionStep::Consent);
    let sent = form.handle(SubmissionAction::Agree(WORDS), VI, 7);
    let Some(VisitorCommand::Write { number: 7, draft }) = sent else {
        panic!("a submission: {sent:?}");
    };
    assert_eq!(
        (draft.name.as_str(), draft.reach.as_str()),
        ("Nguyễn Thị Mẫu", "0900 000 000")
    );
    let expected = Wish::Join {
        role: NetworkRole::Distributor,
        organisation: Some("Góm Kim Lan".to_owned()),
        place: Some("Kim Lan".to_owned()),
    };
    assert_eq!((draft.wish, draft.language.as_str()), (expected, "vi"));
    assert_eq!(
        form.handle(SubmissionAction::Agree(WORDS), VI, 8),
        None,
        "once is enough"
    );
    form.answered(SubmissionAnswer {
        number: 6,
        kept: true,
    });
    assert_eq!(
        form.step(),
        SubmissionStep::Sending,
        "another submission's answer"
    );
    form.answered(SubmissionAnswer {
        number: 7,
        kept: true,
    });
    assert_eq!(form.step(), SubmissionStep::Thanks);
    assert!(PARTS.into_iter().all(|part| form.text(part).is_empty()));
}

#[test]
fn what_could_not_be_kept_is_still_there_to_be_tried_again() {
    let mut form = filled();
    form.handle(SubmissionAction::Agree(WORDS), VI, 7);
    form.answered(SubmissionAnswer {
        number: 7,
        kept: false,
    });
    assert_eq!(form.step(), SubmissionStep::Failed);
    let sent = form.handle(SubmissionAction::Again, Language::ENGLISH, 8);
    let Some(VisitorCommand::Write { draft, .. }) = sent else {
        panic!("a submission: {sent:?}");
    };
    // They agreed to it in Vietnamese, whatever the screen speaks now.
    assert_eq!((draft.words, draft.language.as_str()), (WORDS, "vi"));
}

#[test]
fn changed_submission_gets_another_number() {
    let mut form = filled();
    let number = |sent| match sent {
        Some(VisitorCommand::Write { number, .. }) => number,
        other => panic!("a submission: {other:?}"),
    };
    assert_eq!(
        number(form.handle(SubmissionAction::Agree(WORDS), VI, 7)),
        7
    );
    assert_eq!(form.give_up(), Some(VisitorCommand::TakeBack(7)));
    assert_eq!(
        (form.step(), form.give_up()),
        (SubmissionStep::Failed, None)
    );
    form.answered(SubmissionAnswer {
        number: 7,
        kept: true,
    });
    assert_eq!(form.step(), SubmissionStep::Failed, "it was taken back");
    assert_eq!(number(form.handle(SubmissionAction::Again, VI, 8)), 7);
    form.give_up();
    form.back();
    types(&mut form, SubmissionField::Extra, " 2");
    form.handle(SubmissionAction::Next, VI, 8);
    assert_eq!(
        number(form.handle(SubmissionAction::Agree(WORDS), VI, 8)),
        8
    );
}

#[test]
fn whoever_does_not_agree_sends_nothing_and_leaves_nothing() {
    let mut form = filled();
    assert_eq!(form.handle(SubmissionAction::Leave, VI, 7), None);
    assert_eq!(form, SubmissionForm::default());
}

#[test]
fn the_field_that_is_wrong_is_named_and_opened_until_it_is_typed_into() {
    let mut form = SubmissionForm::new(SubmissionSubject::Contact(BoothNumber(12)));
    form.handle(SubmissionAction::Next, VI, 1);
    let (name, reach) = (SubmissionField::Name, SubmissionField::Reach);
    assert_eq!(form.complaint(name), Some(SubmissionError::Missing(name)));
    assert_eq!(form.open(), Some(name));
    types(&mut form, name, "maaux");
    form.handle(SubmissionAction::Next, VI, 1);
    types(&mut form, reach, "090");
    form.handle(SubmissionAction::Next, VI, 1);
    assert_eq!(
        (form.complaint(reach), form.open()),
        (Some(SubmissionError::Phone), Some(reach))
    );
    types(&mut form, reach, "0000000");
    assert_eq!(form.complaint(reach), None);
    form.handle(SubmissionAction::Next, VI, 1);
    assert_eq!(form.step(), SubmissionStep::Consent);
}

#[test]
fn error_is_said_on_leaving_never_while_typing() {
    let (reach, extra) = (SubmissionField::Reach, SubmissionField::Extra);
    let line = |part, action| SubmissionAction::Line(part, action);
    for leaves in [
        line(reach, LineAction::Done),
        line(extra, LineAction::Open),
        SubmissionAction::Next,
    ] {
        let mut form = filled();
        form.back();
        form.handle(line(reach, LineAction::Open), VI, 1);
        form.handle(line(reach, LineAction::Clear), VI, 1);
        for key in "ten@gmail".chars() {
            form.handle(line(reach, LineAction::Press(key)), VI, 1);
            assert_eq!(form.complaint(reach), None, "while typing");
        }
        form.handle(leaves.clone(), VI, 1);
        assert_eq!(form.complaint(reach), Some(SubmissionError::Email));
        assert_eq!(form.step(), SubmissionStep::Reach);
        form.handle(line(extra, LineAction::Press('x')), VI, 1);
        assert_eq!(form.complaint(reach), Some(SubmissionError::Email));
        form.handle(line(reach, LineAction::Press('.')), VI, 1);
        assert_eq!(form.complaint(reach), None, "{leaves:?}");
    }
}

#[test]
fn done_goes_from_field_to_field_and_step_to_step() {
    let mut form = filled();
    assert!(form.back() && form.back());
    let done = |part| SubmissionAction::Line(part, LineAction::Done);
    form.handle(
        SubmissionAction::Line(SubmissionField::Name, LineAction::Open),
        VI,
        1,
    );
    form.handle(done(SubmissionField::Name), VI, 1);
    assert_eq!(form.open(), Some(SubmissionField::Organisation));
    form.handle(done(SubmissionField::Organisation), VI, 1);
    // What stands there already is not asked again.
    assert_eq!((form.step(), form.open()), (SubmissionStep::Reach, None));
    form.handle(done(SubmissionField::Reach), VI, 1);
    assert_eq!(form.open(), Some(SubmissionField::Extra));
    form.handle(done(SubmissionField::Extra), VI, 1);
    assert_eq!((form.step(), form.open()), (SubmissionStep::Consent, None));
}

#[test]
fn back_keeps_what_was_typed_to_the_first_step() {
    let mut form = filled();
    let counts: Vec<_> = std::iter::from_fn(|| {
        let count = form.count();
        form.back().then_some(count)
    })
    .collect();
    assert_eq!(counts, [4, 3, 2].map(|step| Some((step, 4))));
    assert_eq!(form.count(), Some((1, 4)));
    form.handle(SubmissionAction::Join(NetworkRole::Distributor), VI, 1);
    let texts = PARTS.map(|part| form.text(part));
    assert_eq!(
        texts,
        ["Nguyễn Thị Mẫu", "Góm Kim Lan", "0900 000 000", "Kim Lan"]
    );
}

#[test]
fn consumer_is_not_asked_for_an_organisation() {
    let mut form = filled();
    while form.back() {}
    form.handle(SubmissionAction::Join(NetworkRole::Consumer), VI, 1);
    assert_eq!(form.parts(), [SubmissionField::Name]);
    form.handle(SubmissionAction::Next, VI, 1);
    form.handle(SubmissionAction::Next, VI, 1);
    let Some(VisitorCommand::Write { draft, .. }) =
        form.handle(SubmissionAction::Agree(WORDS), VI, 7)
    else {
        panic!("a submission");
    };
    let expected = Wish::Join {
        role: NetworkRole::Consumer,
        organisation: None,
        place: Some("Kim Lan".to_owned()),
    };
    assert_eq!(draft.wish, expected, "typed as a distributor, not sent");
}

#[test]
fn nothing_that_stands_in_a_form_is_printed() {
    let printed = format!("{:?}", filled());
    assert!(
        !printed.contains("Mẫu") && !printed.contains("0900"),
        "{printed}"
    );
}
