//! Fetches the pictures that the catalogue names, on a thread of its own: records and news never wait for them.
//!
//! What came before a connection broke stays and is gone on from. A catalogue's pictures come into force all at once,
//! when the last of them is whole; until then those of the catalogue before are shown.

use std::io::Read;
use std::path::Path;
use std::time::{Duration, Instant};

use shared::catalogue::MediaFile;

use super::client::Client;
use super::error::UplinkError;
use super::link::Link;
use super::plan::Line;
use super::sides::random;
use crate::config::Config;
use crate::journal::Journal;
use crate::media::{MediaError, Shelf};

/// How much is put on the disk at a time, in bytes.
const CHUNK: usize = 64 << 10;

/// How often the pictures are looked through when nothing is said to have changed.
const LOOK: Duration = Duration::from_mins(10);

/// What a round did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Fetched {
    /// Pictures that have come.
    pub(super) pictures: usize,
    /// Whether other pictures are in force now.
    pub(super) exchanged: bool,
}

/// The way from the server's pictures to the kiosk's shelf.
pub(super) struct MediaCourier {
    client: Client,
    journal: Journal,
    shelf: Shelf,
}

impl MediaCourier {
    pub(super) fn new(data: &Path, config: &Config) -> Result<Self, UplinkError> {
        Ok(Self {
            client: Client::new(config.clone()),
            journal: Journal::open(data, config.exhibition, &config.kiosk)?,
            shelf: Shelf::of(data),
        })
    }

    /// Keeps the pictures as the catalogue has them until the end, and tells each new trouble once.
    pub(super) fn run(mut self, link: &Link) {
        let started = Instant::now();
        let now = || started.elapsed().as_millis() as u64;
        let (mut pace, mut told) = (Line::default(), None);
        while !link.stopping() {
            let (learnt, recoveries) = (link.times_learnt(), link.recoveries());
            let at_most = match self.round(&|| link.stopping()) {
                Ok(_) => {
                    pace.succeeded(now());
                    told = None;
                    LOOK
                }
                Err(error) => {
                    let trouble = error.to_string();
                    if told.as_ref() != Some(&trouble) {
                        eprintln!("kiosk: pictures: {trouble}");
                        told = Some(trouble);
                    }
                    pace.failed(now(), None, random());
                    let until = pace.closed_until(now()).unwrap_or(0);
                    Duration::from_millis(until.saturating_sub(now()))
                }
            };
            link.pause_media(learnt, recoveries, at_most);
        }
    }

    /// Fetches what the catalogue names and the shelf lacks, and brings it into force once all of it is there. Ends
    /// early when `stopping` says so.
    pub(super) fn round(&mut self, stopping: &dyn Fn() -> bool) -> Result<Fetched, UplinkError> {
        let mut fetched = Fetched::default();
        let known = self.journal.knowledge()?;
        // Before the first catalogue has come, nothing is known of what is wanted.
        let Some(catalogue) = &known.catalogue else {
            return Ok(fetched);
        };
        let wanted = &catalogue.media;
        for (name, file) in self.shelf.lacks(wanted) {
            if stopping() {
                return Ok(fetched);
            }
            self.fetch(&name, &file, stopping)?;
            fetched.pictures += 1;
        }
        // A list that can't be read is no longer in force either.
        let in_force = self.shelf.list().is_ok_and(|list| list == *wanted);
        if !in_force && !stopping() {
            self.shelf.put_in_force(wanted)?;
            self.shelf.sweep(wanted)?;
            fetched.exchanged = true;
        }
        Ok(fetched)
    }

    /// Fetches one file, from where it broke off last time.
    fn fetch(
        &self,
        name: &str,
        file: &MediaFile,
        stopping: &dyn Fn() -> bool,
    ) -> Result<(), UplinkError> {
        let mut at = self.shelf.so_far(file);
        if at < file.bytes || file.bytes == 0 {
            let (start, mut body) = self.client.media(&file.sha256, at)?;
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
