//! Fetches the pictures and videos that the catalogue names, on a thread of its own: records and news never wait for
//! them.
//!
//! What came before a connection broke stays and is gone on from. The pictures come first, and into force all at once,
//! when the last of them is whole; until then those of the catalogue before are shown. Then each video comes into force
//! as soon as it is whole: one corrected picture does not wait for films. A file that the server itself does not have
//! whole, or for which there is no room, is not waited for.

use std::collections::HashSet;
use std::io::Read;
use std::path::Path;
use std::time::{Duration, Instant};

use journal::Journal;
use kiosk_config::Config;
use shared::catalogue::{Catalogue, MediaFile};
use shared::protocol::v1::UpdateOutcome;
use shared::release::{ReleaseError, ReleaseKey, this_target};

use super::News;
use super::addresses::ServerAddresses;
use super::client::Client;
use super::device;
use super::error::UplinkError;
use super::link::Link;
use super::plan::Line;
use super::sides::random;
use super::versions::Versions;
use crate::{List, MediaError, Shelf};

/// How much is put on the disk at a time, in bytes.
const CHUNK: usize = 64 << 10;

/// How often the files are looked through when nothing is said to have changed.
const LOOK: Duration = Duration::from_mins(10);

/// What a round did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct FetchedMedia {
    /// Pictures and videos that have come.
    pub(super) files: usize,
    /// Whether others are in force now.
    pub(super) exchanged: bool,
}

/// The way from the server's pictures and videos to the kiosk's shelf.
pub(super) struct MediaCourier {
    client: Client,
    journal: Journal,
    shelf: Shelf,
    versions: Versions,
    release_keys: Vec<ReleaseKey>,
}

impl MediaCourier {
    pub(super) fn new(
        data: &Path,
        config: &Config,
        addresses: &ServerAddresses,
    ) -> Result<Self, UplinkError> {
        Ok(Self {
            client: Client::new(data, config.clone(), addresses.clone())?,
            journal: Journal::open(data, config.exhibition, &config.kiosk)?,
            shelf: Shelf::of(data),
            versions: Versions::of(data),
            release_keys: config.release_keys.clone(),
        })
    }

    /// Keeps the files as the catalogue has them until the end, and tells each new trouble once.
    pub(super) fn run(mut self, link: &Link) {
        let started = Instant::now();
        let now = || started.elapsed().as_millis() as u64;
        let (mut pace, mut told, mut refused) = (Line::default(), None, None);
        while !link.stopping() {
            let (learnt, recoveries) = (link.times_learnt(), link.recoveries());
            let round = self.round(&|| link.stopping());
            let update = self.fetch_release(&|| link.stopping());
            let trouble = update.err().map(|error| error.to_string());
            if trouble.is_some() && trouble != refused {
                eprintln!("kiosk: update: {}", trouble.as_deref().unwrap_or_default());
            }
            refused = trouble;
            let at_most = match round {
                Ok(_) => {
                    pace.succeeded(now());
                    told = None;
                    link.tell_news(News::Pictures(None));
                    LOOK
                }
                Err(error) => {
                    let trouble = error.to_string();
                    // Without a connection, that is the trouble, and told as such.
                    let elsewhere = matches!(error, UplinkError::Unreachable { .. });
                    link.tell_news(News::Pictures((!elsewhere).then(|| trouble.clone())));
                    if told.as_ref() != Some(&trouble) {
                        eprintln!("kiosk: pictures and videos: {trouble}");
                        told = Some(trouble);
                    }
                    if matches!(&error, UplinkError::Media(error) if error.is_of_one_file()) {
                        link.pause_media(learnt, recoveries, LOOK);
                        continue;
                    }
                    pace.failed(now(), None, random());
                    let until = pace.closed_until(now()).unwrap_or(0);
                    Duration::from_millis(until.saturating_sub(now()))
                }
            };
            link.pause_media(learnt, recoveries, at_most);
        }
    }

    /// Fetches what the catalogue names and the shelf lacks, the pictures first, and brings it into force, but for what
    /// the server has spoilt or the disk has no room for, which is the error then. Ends early when `stopping` says so.
    pub(super) fn round(
        &mut self,
        stopping: &dyn Fn() -> bool,
    ) -> Result<FetchedMedia, UplinkError> {
        let mut fetched = FetchedMedia::default();
        let known = self.journal.knowledge()?;
        // Before the first catalogue has come, nothing is known of what is wanted.
        let Some(catalogue) = &known.catalogue else {
            return Ok(fetched);
        };
        let wanted = &catalogue.media;
        let (videos, pictures) = videos_and_pictures(catalogue);
        let mut trouble = None;
        for (name, file) in self.shelf.lacks(&pictures) {
            if stopping() {
                return Ok(fetched);
            }
            match self.fetch(&name, &file, wanted, stopping) {
                Ok(()) => fetched.files += 1,
                // One that somebody has to see to keeps no other back.
                Err(UplinkError::Media(error)) if error.is_of_one_file() => {
                    trouble.get_or_insert(error);
                }
                Err(error) => return Err(error),
            }
        }
        if stopping() {
            return Ok(fetched);
        }
        fetched.exchanged |= self.exchange(wanted, fetched.files > 0)?;
        for (name, file) in self.shelf.lacks(&videos) {
            if stopping() {
                return Ok(fetched);
            }
            let room = self.give_way(&name, &file, wanted);
            match room.and_then(|()| self.fetch(&name, &file, wanted, stopping)) {
                Ok(()) => {
                    fetched.files += 1;
                    fetched.exchanged |= self.exchange(wanted, true)?;
                }
                Err(UplinkError::Media(error)) if error.is_of_one_file() => {
                    trouble.get_or_insert(error);
                }
                Err(error) => return Err(error),
            }
        }
        trouble.map_or(Ok(fetched), |error| Err(error.into()))
    }

    /// Fetches the release that organisers want the kiosk to run, and takes it in among its versions.
    pub(super) fn fetch_release(&mut self, stopping: &dyn Fn() -> bool) -> Result<(), UplinkError> {
        let known = self.journal.knowledge()?;
        let running = device::running();
        let release = known.instructions.update.as_ref().map(|it| &it.release);
        let wanted = release.map(|it| &it.version);
        (self.versions.keep_waiting(wanted)).map_err(UplinkError::Update)?;
        let Some(release) = release.filter(|it| self.versions.wants(it, &running)) else {
            return Ok(());
        };
        if let Err(error) = release.check(&self.release_keys, &this_target()) {
            let outcome = match error {
                ReleaseError::Unsigned(_) => UpdateOutcome::Unsigned,
                ReleaseError::OtherTarget { .. } => UpdateOutcome::OtherTarget,
            };
            let noted = self.versions.refuse(release, outcome);
            noted.map_err(UplinkError::Update)?;
            return Err(error.into());
        }
        let wanted = known.catalogue.as_ref().map(|it| it.media.clone());
        let (name, program) = (format!("kiosk {}", release.version), release.program);
        if !self.shelf.has(&program) {
            self.fetch(&name, &program, &wanted.unwrap_or_default(), stopping)?;
        }
        let taken = self
            .versions
            .take_in(release, &self.shelf.path_of(&program));
        taken.map_err(UplinkError::Update)?;
        println!("kiosk: version {} waits to run", release.version);
        Ok(self.shelf.throw_away(&program)?)
    }

    /// Brings into force what is there of what is wanted, and answers whether that is new: something has come, or the
    /// list is another.
    fn exchange(&self, wanted: &List, come: bool) -> Result<bool, UplinkError> {
        // A list that can't be read is no longer in force either.
        let before = self.shelf.list().ok();
        let list = in_force(wanted, before.as_ref(), |file| self.shelf.has(file));
        // Put there again when something has come, so that a screen that could not show it before looks again.
        let new = before.as_ref() != Some(&list) || come;
        if new {
            self.shelf.put_in_force(&list)?;
            self.shelf.sweep(&list, wanted)?;
        }
        Ok(new)
    }

    /// Where a video has room only once the one before it is gone, lets that go: a kiosk that is short would show the
    /// old one for ever.
    fn give_way(&self, name: &str, file: &MediaFile, wanted: &List) -> Result<(), UplinkError> {
        let Ok(mut list) = self.shelf.list() else {
            return Ok(());
        };
        if self.shelf.has_room_for(name, file, 0).is_ok() {
            return Ok(());
        }
        self.shelf.sweep(&list, wanted)?;
        if self.shelf.has_room_for(name, file, 0).is_ok() {
            return Ok(());
        }
        let Some(old) = list.remove(name).filter(|old| self.shelf.has(old)) else {
            return Ok(());
        };
        let shared = list.values().chain(wanted.values());
        let needed = shared.into_iter().any(|other| other.sha256 == old.sha256);
        if !needed && self.shelf.has_room_for(name, file, old.bytes).is_ok() {
            self.shelf.put_in_force(&list)?;
            self.shelf.sweep(&list, wanted)?;
        }
        Ok(())
    }

    /// Fetches one file. What a power cut left of it may be damaged: then it is fetched whole.
    fn fetch(
        &self,
        name: &str,
        file: &MediaFile,
        wanted: &List,
        stopping: &dyn Fn() -> bool,
    ) -> Result<(), UplinkError> {
        if self.shelf.has_room_for(name, file, 0).is_err() {
            // What a download of another catalogue left behind may be what is in the way.
            if let Ok(list) = self.shelf.list() {
                self.shelf.sweep(&list, wanted)?;
            }
            self.shelf.has_room_for(name, file, 0)?;
        }
        let begun = self.shelf.so_far(file) > 0;
        match self.fetch_rest(name, file, stopping) {
            Err(UplinkError::Media(MediaError::WrongBytes { .. })) if begun => {
                self.fetch_rest(name, file, stopping)
            }
            done => done,
        }
    }

    /// Fetches one file, from where it broke off last time.
    fn fetch_rest(
        &self,
        name: &str,
        file: &MediaFile,
        stopping: &dyn Fn() -> bool,
    ) -> Result<(), UplinkError> {
        let mut at = self.shelf.so_far(file);
        if at < file.bytes || file.bytes == 0 {
            let answer = self.client.media(&file.sha256, at);
            let (start, mut body) = answer.map_err(|error| match error {
                UplinkError::Refused { status: 404, .. } => {
                    let file = name.to_owned();
                    MediaError::NotThere { file }.into()
                }
                error => error,
            })?;
            at = start;
            let mut chunk = vec![0; CHUNK];
            loop {
                let count = body
                    .read(&mut chunk)
                    .map_err(|error| self.client.broke_off(&error))?;
                if count == 0 || stopping() {
                    break;
                }
                if at + count as u64 > file.bytes {
                    let file = name.to_owned();
                    return Err(MediaError::WrongBytes { file }.into());
                }
                self.shelf.append(file, at, &chunk[..count])?;
                at += count as u64;
            }
        }
        if at < file.bytes {
            let early = std::io::Error::from(std::io::ErrorKind::UnexpectedEof);
            return Err(self.client.broke_off(&early));
        }
        Ok(self.shelf.accept(name, file)?)
    }
}

/// The files to show: those that are wanted, and in the place of each that is not there the one of that name before.
fn in_force(wanted: &List, before: Option<&List>, is_there: impl Fn(&MediaFile) -> bool) -> List {
    let entry = |(name, file): (&String, &MediaFile)| {
        let old = || before?.get(name).filter(|old| is_there(old));
        let file = Some(file).filter(|file| is_there(file)).or_else(old)?;
        Some((name.clone(), *file))
    };
    wanted.iter().filter_map(entry).collect()
}

/// The catalogue's files: the videos, and all others.
fn videos_and_pictures(catalogue: &Catalogue) -> (List, List) {
    let videos: HashSet<&str> = catalogue
        .videos()
        .map(|(_, video)| video.file.as_str())
        .collect();
    let files = catalogue
        .media
        .iter()
        .map(|(name, file)| (name.clone(), *file));
    files.partition(|(name, _)| videos.contains(name.as_str()))
}

#[cfg(test)]
mod tests;
