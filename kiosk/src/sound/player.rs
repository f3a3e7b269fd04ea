//! The thread that plays: it starts a player for every sound, and ends it when a newer one comes.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use kiosk_config::SoundConfig;
use tempfile::TempDir;
use view::SoundStatus;

use super::cue::Cue;
use super::slot::{Slot, SoundRequest};

/// The players that systems bring along, the one nearest to the desktop first: each takes a file.
const PLAYERS: [&[&str]; 3] = [&["pw-play"], &["paplay"], &["aplay", "-q"]];
/// How often a player is looked at while it plays.
const LOOK: Duration = Duration::from_millis(50);
/// No sound is as long as this: a player that still runs hangs on its device.
const HANGS: Duration = Duration::from_secs(5);
/// How long a kiosk without sound leaves it at that, before it tries again: a loudspeaker may be plugged in.
const TRY_AGAIN: Duration = Duration::from_mins(1);

/// Why there is no sound. For the log and the device's page.
#[derive(Debug, thiserror::Error)]
enum SoundError {
    /// No player could be started.
    #[error(
        "no player for sounds was found; install alsa-utils, pulseaudio-utils or pipewire-bin, or name one in kiosk.toml as [sound] player"
    )]
    NoPlayer,
    /// The last of the players did not play.
    #[error(
        "{player} can't play ({why}); check the loudspeaker, or name another player in kiosk.toml as [sound] player"
    )]
    Failed { player: String, why: String },
    /// The sounds can't be laid down where players find them.
    #[error("the sounds can't be written to {}: {cause}; free some space there", .folder.display())]
    Unwritable {
        folder: PathBuf,
        cause: std::io::Error,
    },
}

/// Starts the thread.
pub(super) fn start(
    config: &SoundConfig,
    slot: Arc<Slot>,
    report: impl Fn(SoundStatus) + Send + 'static,
) -> std::io::Result<JoinHandle<()>> {
    let players = match &config.player {
        Some(command) => vec![command.split_whitespace().map(str::to_owned).collect()],
        None => PLAYERS
            .iter()
            .map(|words| words.iter().map(|word| (*word).to_owned()).collect())
            .collect(),
    };
    let player = Player {
        players,
        works: 0,
        gives_up: None,
        told: None,
        files: None,
        report,
    };
    thread::Builder::new()
        .name("sound".to_owned())
        .spawn(move || player.run(&slot))
}

struct Player<R> {
    /// The commands to try, each a program with its arguments before the file.
    players: Vec<Vec<String>>,
    /// The one that played last.
    works: usize,
    /// When nothing could play.
    gives_up: Option<Instant>,
    told: Option<SoundStatus>,
    files: Option<TempDir>,
    report: R,
}

/// A sound that is being played.
struct Playing {
    child: Child,
    cue: Cue,
    player: usize,
    since: Instant,
}

impl<R: Fn(SoundStatus)> Player<R> {
    fn run(mut self, slot: &Slot) {
        let mut playing: Option<Playing> = None;
        loop {
            let (cue, over) = next(slot, playing.is_some());
            if let (Some(now), true) = (&mut playing, cue.is_some() || over) {
                stop(&mut now.child);
                playing = None;
            }
            if over {
                return;
            }
            if let Some(cue) = cue {
                playing = self.play(cue);
            }
            if let Some(now) = playing.take() {
                playing = self.look_after(now);
            }
        }
    }

    /// Starts the player that worked last, or else the first that can be started.
    fn play(&mut self, cue: Cue) -> Option<Playing> {
        if self.gives_up.is_some_and(|at| at.elapsed() < TRY_AGAIN) {
            return None;
        }
        self.gives_up = None;
        if self.files.is_none() {
            match lay_down() {
                Ok(files) => self.files = Some(files),
                Err(cause) => {
                    let folder = std::env::temp_dir();
                    self.give_up(&SoundError::Unwritable { folder, cause });
                }
            }
        }
        let started = self.begin(cue, self.works).or_else(|| self.begin(cue, 0));
        if started.is_none() && self.gives_up.is_none() {
            self.give_up(&SoundError::NoPlayer);
        }
        started
    }

    /// Starts the first player, from `first` on, that can be started.
    fn begin(&self, cue: Cue, first: usize) -> Option<Playing> {
        let file = self.files.as_ref()?.path().join(cue.file());
        let mut players = self.players.iter().enumerate().skip(first);
        players.find_map(|(player, command)| {
            let (program, arguments) = command.split_first()?;
            let child = Command::new(program)
                .args(arguments)
                .arg(&file)
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .ok()?;
            Some(Playing {
                child,
                cue,
                player,
                since: Instant::now(),
            })
        })
    }

    /// Sees whether a player is still at it; one that failed is replaced by the next.
    fn look_after(&mut self, mut playing: Playing) -> Option<Playing> {
        let player = self.players[playing.player].join(" ");
        let why = match playing.child.try_wait() {
            Ok(None) if playing.since.elapsed() < HANGS => return Some(playing),
            Ok(None) => {
                stop(&mut playing.child);
                "it hangs".to_owned()
            }
            Ok(Some(status)) if status.success() => {
                self.works = playing.player;
                self.tell(SoundStatus::Playing(player));
                return None;
            }
            Ok(Some(status)) => complaint(&mut playing.child).unwrap_or(status.to_string()),
            Err(error) => error.to_string(),
        };
        let next = self.begin(playing.cue, playing.player + 1);
        if next.is_none() {
            self.give_up(&SoundError::Failed { player, why });
        }
        next
    }

    fn give_up(&mut self, error: &SoundError) {
        self.gives_up = Some(Instant::now());
        self.works = 0;
        self.tell(SoundStatus::Silent(error.to_string()));
    }

    /// Tells how sound is doing, once: also to the log, when there is none.
    fn tell(&mut self, status: SoundStatus) {
        if self.told.as_ref() == Some(&status) {
            return;
        }
        if let SoundStatus::Silent(why) = &status {
            eprintln!("kiosk: no sound: {why}");
        }
        (self.report)(status.clone());
        self.told = Some(status);
    }
}

/// Writes the sounds where players find them: all take files, and not all take anything else. They go with the value.
fn lay_down() -> std::io::Result<TempDir> {
    let folder = tempfile::Builder::new().prefix("kiosk-sounds-").tempdir()?;
    for cue in Cue::ALL {
        fs::write(Path::join(folder.path(), cue.file()), cue.wav())?;
    }
    Ok(folder)
}

/// Waits for the next request; while something plays, only for a moment.
fn next(slot: &Slot, playing: bool) -> (Option<Cue>, bool) {
    let request = slot.request.lock().unwrap_or_else(PoisonError::into_inner);
    let quiet = |request: &mut SoundRequest| request.cue.is_none() && !request.over;
    let mut request = if playing {
        let waited = slot.changed.wait_timeout_while(request, LOOK, quiet);
        waited.unwrap_or_else(PoisonError::into_inner).0
    } else {
        let waited = slot.changed.wait_while(request, quiet);
        waited.unwrap_or_else(PoisonError::into_inner)
    };
    (request.cue.take(), request.over)
}

/// Ends a player. That it is gone already is as well.
fn stop(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

/// The first line of what a player that has ended complained of.
fn complaint(child: &mut Child) -> Option<String> {
    let mut said = Vec::new();
    let limited = child.stderr.take()?.take(2_000).read_to_end(&mut said);
    limited.ok()?;
    let said = String::from_utf8_lossy(&said);
    let line = said.lines().find(|line| !line.trim().is_empty())?;
    Some(line.trim().to_owned())
}
