//! Letters on the wire.

use super::survives;
use crate::protocol::v1::{SubmissionItem, SubmissionsPush, SubmissionsReply};
use crate::submission::{Submission, Wish};

const LETTERS: &str = include_str!("../../../../golden/v1/letters.json");
const WITH_CONSENT: &str = include_str!("../../../../golden/v1/letters-with-consent.json");
const WITH_ORGANISATION: &str =
    include_str!("../../../../golden/v1/letters-with-organisation.json");
const REPLY: &str = include_str!("../../../../golden/v1/letters-reply.json");

#[test]
fn submissions_match_golden_file_later_kinds_are_left() {
    let push: SubmissionsPush = survives(LETTERS);
    let submissions: Vec<Option<Submission>> = push
        .submissions
        .iter()
        .map(|submission| submission.clone().read())
        .collect();
    for (golden, submission) in push.submissions.iter().zip(&submissions).take(2) {
        let submission = submission.as_ref().unwrap();
        assert_eq!(submission.check(), Ok(()));
        assert_eq!(SubmissionItem::from(submission), *golden);
    }
    assert_eq!(submissions[2], None);
    let reply: SubmissionsReply = survives(REPLY);
    assert_eq!(reply.kept, [push.submissions[0].id]);
}

#[test]
fn submission_on_its_way_is_never_printed() {
    let push: SubmissionsPush = serde_json::from_str(LETTERS).unwrap();
    let printed = format!("{push:?}");
    for secret in ["Mẫu", "0900", "Kim Lan", "cups"] {
        assert!(!printed.contains(secret), "{printed}");
    }
}

#[test]
fn consent_matches_golden_file_and_may_be_absent() {
    let push: SubmissionsPush = survives(WITH_CONSENT);
    let words: Vec<u8> = (0..32).collect();
    for (golden, time_known) in push.submissions.iter().zip([true, false]) {
        let submission = golden.clone().read().unwrap();
        assert_eq!(SubmissionItem::from(&submission), *golden);
        let consent = submission.consent.unwrap();
        assert_eq!(
            (&consent.words[..], consent.time_known),
            (&words[..], time_known)
        );
    }
    let before: SubmissionsPush = survives(LETTERS);
    let submission = before.submissions[0].clone().read().unwrap();
    assert_eq!(submission.consent, None);
    // Half of a hash is no reason to lose somebody's letter.
    let mut broken = push.submissions[0].clone();
    broken.consent = Some("00ff".to_owned());
    assert_eq!(broken.read().unwrap().consent, None);
}

#[test]
fn organisation_is_golden_and_older_letters_lack_it() {
    let push: SubmissionsPush = survives(WITH_ORGANISATION);
    for (golden, expected) in push
        .submissions
        .iter()
        .zip([Some("Hợp tác xã Gốm Kim Lan"), None])
    {
        let submission = golden.clone().read().unwrap();
        assert_eq!(submission.check(), Ok(()));
        assert_eq!(SubmissionItem::from(&submission), *golden);
        let Wish::Join { organisation, .. } = submission.wish else {
            panic!("a registration: {submission:?}");
        };
        assert_eq!(organisation.as_deref(), expected);
    }
    let before: SubmissionsPush = survives(LETTERS);
    assert_eq!(before.submissions[0].organisation, None);
}
