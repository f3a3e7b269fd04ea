use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use shared::checkin::{Reason, Refusal};
use shared::time::UnixMs;
use view::{OutOfOrder, Outcome, Verdict};

use super::*;

fn verdict(id: u64, outcome: Outcome) -> LaneView {
    LaneView::Verdict(Verdict {
        id,
        at: UnixMs(0),
        outcome,
        people: 1,
        ticket: None,
        kind: None,
        short_code: None,
        people_left: None,
        repeat: false,
    })
}

fn refused(reason: Reason) -> Outcome {
    Outcome::Refused(Refusal::bare(reason))
}

#[test]
fn it_sounds_as_it_looks() {
    for (outcome, cue) in [
        (Outcome::Admitted { again: false }, Cue::Admitted),
        (Outcome::Admitted { again: true }, Cue::AdmittedAgain),
        (Outcome::Exited, Cue::Admitted),
        (refused(Reason::AlreadyUsed), Cue::Refused),
        (refused(Reason::NeedsStaff), Cue::Attention),
    ] {
        assert_eq!(Cue::of(&verdict(1, outcome)), Some(cue));
    }
    let broken = LaneView::OutOfOrder(OutOfOrder::DiskFull);
    assert_eq!(Cue::of(&broken), Some(Cue::Attention));
    assert_eq!(Cue::of(&LaneView::Reading), None);
}

#[test]
fn a_verdict_sounds_once_and_a_ticket_shown_again_within_a_moment_not_at_all() {
    let mut ear = Ear::default();
    let first = verdict(1, Outcome::Exited);
    assert_eq!(ear.hear(&first), Some(Cue::Admitted));
    assert_eq!(ear.hear(&first), None, "the next frame");
    assert_eq!(ear.hear(&LaneView::Reading), None);
    assert_eq!(ear.hear(&first), None, "still the same visitor");
    let LaneView::Verdict(mut again) = verdict(1, Outcome::Exited) else {
        panic!("a verdict is a verdict")
    };
    again.repeat = true;
    ear.hear(&LaneView::Waiting);
    assert_eq!(ear.hear(&LaneView::Verdict(again)), None);
    let next = verdict(2, refused(Reason::Full));
    assert_eq!(ear.hear(&next), Some(Cue::Refused));
}

/// A folder with a player that does what a shell script says, and what was reported.
struct Room {
    dir: tempfile::TempDir,
    reports: Receiver<SoundStatus>,
    speaker: Speaker,
}

impl Room {
    fn with(script: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let script = script.replace("LOG", dir.path().join("log").to_str().unwrap());
        std::fs::write(dir.path().join("player.sh"), script).unwrap();
        let player = format!("sh {}/player.sh", dir.path().display());
        let (speaker, reports) = speaker(Some(player));
        Self {
            dir,
            reports,
            speaker,
        }
    }

    fn next_report(&self) -> SoundStatus {
        self.reports.recv_timeout(Duration::from_secs(30)).unwrap()
    }

    /// What was played, in order.
    fn played(&self) -> Vec<String> {
        let log = std::fs::read_to_string(self.dir.path().join("log")).unwrap_or_default();
        let name = |line: &str| Some(PathBuf::from(line).file_name()?.to_str()?.to_owned());
        log.lines().filter_map(name).collect()
    }

    fn wait_until_played(&self, count: usize) {
        while self.played().len() < count {
            std::thread::yield_now();
        }
    }
}

impl Room {
    /// Waits until the thread has taken the last request.
    fn wait_until_taken(&self) {
        let slot = self.speaker.sound.0.as_ref().unwrap();
        while slot.request.lock().unwrap().cue.is_some() {
            std::thread::yield_now();
        }
    }
}

fn speaker(player: Option<String>) -> (Speaker, Receiver<SoundStatus>) {
    let (report, reports) = channel();
    let config = SoundConfig { off: false, player };
    let report = move |status| drop(report.send(status));
    (Sound::start(&config, report), reports)
}

#[test]
fn a_sound_reaches_the_player_as_the_file_it_is() {
    let room = Room::with("cmp -s \"$1\" \"$1\" && echo \"$1\" >> LOG");
    room.speaker.sound().play(Cue::Refused);
    assert!(matches!(room.next_report(), SoundStatus::Playing(_)));
    assert_eq!(room.played(), ["refused.wav"]);
}

#[test]
fn the_newest_sound_wins_and_nothing_queues_up() {
    let room = Room::with("echo \"$1\" >> LOG; exec sleep 600");
    let sound = room.speaker.sound();
    sound.play(Cue::Admitted);
    room.wait_until_played(1);
    sound.play(Cue::Refused);
    room.wait_until_played(2);
    assert_eq!(room.played(), ["admitted.wav", "refused.wav"]);
    // The thread ends at once with the speaker, and the player with it: no test takes ten minutes.
    drop(room.speaker);
}

#[test]
fn a_player_that_fails_is_reported_once_with_what_it_complained_of() {
    let room = Room::with("echo \"$1\" >> LOG; echo 'no sound card' >&2; exit 1");
    let sound = room.speaker.sound();
    sound.play(Cue::Admitted);
    let SoundStatus::Silent(why) = room.next_report() else {
        panic!("it can't play")
    };
    assert!(
        why.contains("no sound card") && why.contains("check the loudspeaker"),
        "{why}"
    );
    for _ in 0..3 {
        sound.play(Cue::Refused);
        room.wait_until_taken();
    }
    assert_eq!(room.played().len(), 1, "it is not tried for every scan");
    let Room {
        speaker, reports, ..
    } = room;
    drop(speaker);
    assert!(reports.try_recv().is_err(), "and not told again");
}

#[test]
fn a_kiosk_without_a_player_says_what_to_install() {
    let (speaker, reports) = speaker(Some("there-is-no-such-player".to_owned()));
    speaker.sound().play(Cue::Admitted);
    let SoundStatus::Silent(why) = reports.recv_timeout(Duration::from_secs(30)).unwrap() else {
        panic!("there is none")
    };
    assert!(why.contains("alsa-utils"), "{why}");
}

#[test]
fn sound_that_is_switched_off_starts_nothing() {
    let (report, reports) = channel();
    let config = SoundConfig {
        off: true,
        player: None,
    };
    let speaker = Sound::start(&config, move |status| drop(report.send(status)));
    speaker.sound().play(Cue::Admitted);
    assert_eq!(reports.try_iter().collect::<Vec<_>>(), [SoundStatus::Off]);
    assert!(speaker.thread.is_none());
}

#[test]
fn every_sound_is_a_wav_file_of_its_own_name() {
    for cue in Cue::ALL {
        assert_eq!(&cue.wav()[..4], b"RIFF");
        let extension = Path::new(cue.file()).extension();
        assert_eq!(extension.and_then(|end| end.to_str()), Some("wav"));
    }
}
