//! The recovery sheet: on paper, what tickets that were sold can't be honoured without. Everything else comes back from
//! the kiosks, or from files of the organisers.

use sha2::{Digest, Sha256};
use shared::catalogue::Catalogue;
use shared::ids::{ExhibitionId, KeyId};
use shared::ticket::{CodeKey, NO_KEY, SigningKey};
use shared::time::UnixMs;
use std::fmt::Write;

use super::keys::KEY_ADDED;
use super::server_keys::{self, TlsKeyNumbers};
use super::setup::{self, InitReport, SetupError};
use crate::ports::{
    ChangeNote, ChangeQuery, Database, MediaSource, PortError, ReadTx, ServerSecret,
    last_ticket_by_clock,
};

/// The syllables of the words are made of these: four bits for each consonant, two for each vowel.
const CONSONANTS: &[u8; 16] = b"bdfghjklmnprstvz";
const VOWELS: &[u8; 4] = b"aiou";
/// The line above the key over other sellers' codes.
const CODES: &str = "codes";
/// The line above the key of the seals on kiosks' tokens.
const DEVICES: &str = "devices";
/// The line above the TLS key.
const TLS: &str = "tls";
/// What goes into the check of these two in the place of a signing key's number.
const DEVICES_TAG: KeyId = KeyId(254);
const TLS_TAG: KeyId = KeyId(253);
/// The word before the second in which the exhibition was made.
const MADE: &str = "made";
/// What the log calls it when the sheet is handed out.
const OPENED: &str = "recovery_sheet_shown";

/// What is on a recovery sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoverySheet {
    /// The exhibition's number.
    pub exhibition: ExhibitionId,
    /// The last ticket number that was given out.
    pub last_ticket: u32,
    /// When the exhibition was made, to the second; earlier sheets do not say.
    pub made: Option<UnixMs>,
    /// The signing keys with their secret seeds, oldest first.
    pub keys: Vec<(KeyId, [u8; 32])>,
    /// The key over other sellers' codes, by which kiosks that were away go on; earlier sheets have none.
    pub code_key: Option<CodeKey>,
    /// The key of the seals on kiosks' tokens, by which they come back; earlier sheets have none.
    pub device_key: Option<[u8; 32]>,
    /// The numbers of the TLS key, by which kiosks know the server; earlier sheets have none.
    pub tls_key: Option<TlsKeyNumbers>,
}

/// Why a text is no recovery sheet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// A line is missing.
    #[error("the line `{0}` is missing; copy the sheet from its first line to its last one")]
    Missing(&'static str),
    /// What follows a word is no number.
    #[error("a number has to follow `{0}`")]
    Number(&'static str),
    /// A word has a mistake.
    #[error("{block}: \"{word}\" is no word of a sheet; compare it letter by letter")]
    Word {
        /// The line above the words.
        block: String,
        /// The word.
        word: String,
    },
    /// The words of a key do not fit its last one.
    #[error("{0}: its words do not fit together; compare them letter by letter")]
    Check(String),
}

/// Why an exhibition can't be made from a sheet.
#[derive(Debug, thiserror::Error)]
pub enum RecoveryError {
    /// The exhibition can't be made.
    #[error(transparent)]
    Setup(#[from] SetupError),
    /// The database fails.
    #[error(transparent)]
    Database(#[from] PortError),
    /// The catalogue is another exhibition's.
    #[error("the sheet is of exhibition {sheet}, the catalogue of exhibition {catalogue}")]
    OtherExhibition {
        /// The sheet's.
        sheet: ExhibitionId,
        /// The catalogue's.
        catalogue: ExhibitionId,
    },
}

/// Returns the recovery sheet of an exhibition as it is now.
///
/// # Errors
/// [`PortError`] when the database fails.
pub fn sheet(database: &dyn Database) -> Result<RecoverySheet, PortError> {
    let view = database.read()?;
    let tls_key = view.secret(ServerSecret::TlsKey)?;
    Ok(RecoverySheet {
        exhibition: view.catalogue()?.exhibition,
        last_ticket: view.last_ticket_number()?,
        made: Some(view.made()?),
        keys: view.signing_keys()?,
        code_key: server_keys::code_key(&*view).ok(),
        device_key: server_keys::device_key(&*view).ok(),
        tls_key: tls_key.as_deref().and_then(server_keys::tls_key_numbers),
    })
}

/// Notes in the log that the sheet was handed out to be printed.
///
/// # Errors
/// [`PortError`]; then nothing is noted.
pub fn note_opened(database: &dyn Database) -> Result<(), PortError> {
    let change = database.write()?;
    change.note_change(ChangeNote::of(OPENED, ""))?;
    change.commit()
}

/// Returns whether the sheet is still to be printed: nobody opened it since the newest key came.
///
/// # Errors
/// [`PortError`] when the log can't be read.
pub fn is_to_be_printed(view: &dyn ReadTx) -> Result<bool, PortError> {
    let last = |what| {
        let query = ChangeQuery {
            what: Some(what),
            limit: 1,
            ..ChangeQuery::default()
        };
        let changes = view.changes(&query)?;
        Ok::<_, PortError>(changes.first().map(|it| it.id))
    };
    let (opened, added) = (last(OPENED)?, last(KEY_ADDED)?);
    Ok(opened.is_none() || added > opened)
}

/// Makes an exhibition with the keys of a sheet. New tickets are numbered far beyond those that it knows of.
///
/// # Errors
/// [`RecoveryError`]; an exhibition that is there already is never touched.
pub fn recover(
    database: &dyn Database,
    sheet: &RecoverySheet,
    catalogue: &Catalogue,
    files: Option<&dyn MediaSource>,
    now: UnixMs,
) -> Result<InitReport, RecoveryError> {
    if catalogue.exhibition != sheet.exhibition {
        return Err(RecoveryError::OtherExhibition {
            sheet: sheet.exhibition,
            catalogue: catalogue.exhibition,
        });
    }
    let made = sheet.made.unwrap_or(now);
    Ok(setup::init_with(
        database,
        catalogue,
        files,
        (made, now),
        |change| {
            for (id, seed) in &sheet.keys {
                let public = SigningKey::from_seed(seed).public();
                change.insert_key(*id, seed, &public, now)?;
            }
            if let Some(CodeKey(key)) = &sheet.code_key {
                change.put_secret(ServerSecret::CodeKey, Some(key))?;
            }
            if let Some(key) = &sheet.device_key {
                change.put_secret(ServerSecret::DeviceKey, Some(key))?;
            }
            if let Some(numbers) = &sheet.tls_key {
                let key = server_keys::tls_key(numbers).map_err(SetupError::from)?;
                change.put_secret(ServerSecret::TlsKey, Some(&key))?;
            }
            let random = getrandom::u32().map_err(SetupError::Random)?;
            let floor = last_ticket_by_clock(sheet.last_ticket, made, now, random);
            change.pass_ticket_numbers(floor, now)?;
            Ok(sheet.keys.last().map_or(KeyId(0), |(id, _)| *id))
        },
    )?)
}

impl RecoverySheet {
    /// Returns the sheet as text, as its QR symbol has it: short lines, and words that can be typed.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!(
            "exhibition {}\ntickets {}\n",
            self.exhibition.0, self.last_ticket
        );
        if let Some(made) = self.made {
            let _ = writeln!(text, "{MADE} {}", made.0 / 1_000);
        }
        for (name, words) in self.blocks() {
            let _ = writeln!(text, "{name}");
            for line in words.chunks(4) {
                let _ = writeln!(text, "{}", line.join(" "));
            }
        }
        text
    }

    /// Returns the keys: the line above each, and its words.
    pub(crate) fn blocks(&self) -> Vec<(String, Vec<String>)> {
        let keys = self.keys.iter();
        let mut blocks: Vec<_> = keys
            .map(|(id, seed)| (format!("key {}", id.0), words(*id, seed)))
            .collect();
        if let Some(CodeKey(key)) = &self.code_key {
            blocks.push((CODES.to_owned(), words(NO_KEY, key)));
        }
        if let Some(key) = &self.device_key {
            blocks.push((DEVICES.to_owned(), words(DEVICES_TAG, key)));
        }
        if let Some(key) = &self.tls_key {
            blocks.push((TLS.to_owned(), words(TLS_TAG, key)));
        }
        blocks
    }

    /// Reads what [`Self::text`] writes, however its lines are broken and its letters written.
    ///
    /// # Errors
    /// [`SheetError`] says where a mistake is.
    pub fn read(text: &str) -> Result<Self, SheetError> {
        let text = text.to_lowercase();
        let mut words = text.split_whitespace();
        let mut number = |name: &'static str| -> Result<u32, SheetError> {
            words
                .find(|word| *word == name)
                .ok_or(SheetError::Missing(name))?;
            let number = words.next().and_then(|word| word.parse().ok());
            number.ok_or(SheetError::Number(name))
        };
        let exhibition = number("exhibition")?;
        let exhibition =
            ExhibitionId(u16::try_from(exhibition).map_err(|_| SheetError::Number("exhibition"))?);
        let last_ticket = number("tickets")?;
        let (mut keys, mut code_key, mut made) = (Vec::new(), None, None);
        let (mut device_key, mut tls_key) = (None, None);
        while let Some(word) = words.next() {
            let id = match word {
                "key" => {
                    let id = words.next().and_then(|word| word.parse().ok());
                    KeyId(id.ok_or(SheetError::Number("key"))?)
                }
                CODES => NO_KEY,
                DEVICES => DEVICES_TAG,
                TLS => TLS_TAG,
                MADE => {
                    let second = words.next().and_then(|word| word.parse::<u32>().ok());
                    let second = second.ok_or(SheetError::Number(MADE))?;
                    made = Some(UnixMs(i64::from(second) * 1_000));
                    continue;
                }
                _ => continue,
            };
            let block = || match word {
                "key" => format!("key {}", id.0),
                word => word.to_owned(),
            };
            let len = if word == TLS {
                size_of::<TlsKeyNumbers>()
            } else {
                32
            };
            let mut bytes = Vec::new();
            // Two bytes a word, and the last one checks the others.
            for word in words.by_ref().take(len / 2 + 1) {
                let read = bytes_of(word).ok_or_else(|| SheetError::Word {
                    block: block(),
                    word: word.to_owned(),
                })?;
                bytes.extend(read);
            }
            let (key, check) = bytes
                .split_at_checked(len)
                .ok_or_else(|| SheetError::Check(block()))?;
            if check != check_of(id, key) {
                return Err(SheetError::Check(block()));
            }
            let seed = || key.try_into().map_err(|_| SheetError::Check(block()));
            match word {
                CODES => code_key = Some(CodeKey(seed()?)),
                DEVICES => device_key = Some(seed()?),
                TLS => tls_key = key.try_into().ok(),
                _ => keys.push((id, seed()?)),
            }
        }
        if keys.is_empty() {
            return Err(SheetError::Missing("key"));
        }
        Ok(Self {
            exhibition,
            last_ticket,
            made,
            keys,
            code_key,
            device_key,
            tls_key,
        })
    }
}

/// Returns the words of a key, the last of which checks the others.
fn words(id: KeyId, seed: &[u8]) -> Vec<String> {
    let check = check_of(id, seed);
    let pairs = seed.chunks(2).chain([check.as_slice()]);
    pairs.map(|pair| word([pair[0], pair[1]])).collect()
}

fn check_of(id: KeyId, seed: &[u8]) -> [u8; 2] {
    let digest = Sha256::new()
        .chain_update(b"recovery sheet")
        .chain_update([id.0])
        .chain_update(seed)
        .finalize();
    [digest[0], digest[1]]
}

/// Returns two bytes as a word of five letters that can be spoken.
fn word(bytes: [u8; 2]) -> String {
    let bits = usize::from(u16::from_be_bytes(bytes));
    let letters = [
        CONSONANTS[bits >> 12],
        VOWELS[(bits >> 10) & 3],
        CONSONANTS[(bits >> 6) & 15],
        VOWELS[(bits >> 4) & 3],
        CONSONANTS[bits & 15],
    ];
    letters.map(char::from).iter().collect()
}

fn bytes_of(word: &str) -> Option<[u8; 2]> {
    let letters: [u8; 5] = word.as_bytes().try_into().ok()?;
    let mut bits = 0;
    for (place, letter) in letters.iter().enumerate() {
        let (alphabet, width): (&[u8], u16) = match place % 2 {
            0 => (CONSONANTS, 4),
            _ => (VOWELS, 2),
        };
        let value = alphabet.iter().position(|it| it == letter)?;
        bits = (bits << width) | value as u16;
    }
    Some(bits.to_be_bytes())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_sheet_reads_back(exhibition: u16, last_ticket: u32, made: Option<u32>, seeds: Vec<[u8; 32]>, others: [Option<[u8; 32]>; 3]) {
            let keys = (1..=250).zip(seeds).map(|(id, seed)| (KeyId(id), seed));
            let sheet = RecoverySheet { exhibition: ExhibitionId(exhibition), last_ticket, made: made.map(|second| UnixMs(i64::from(second) * 1_000)), keys: keys.collect(), code_key: others[0].map(CodeKey), device_key: others[1], tls_key: others[2].map(|it| [it; 3].concat().try_into().unwrap()) };
            prop_assume!(!sheet.keys.is_empty());
            prop_assert_eq!(RecoverySheet::read(&sheet.text().to_uppercase()), Ok(sheet));
        }

    }

    #[test]
    fn damaged_sheet_is_read_or_refused() {
        let sheet = RecoverySheet {
            exhibition: ExhibitionId(24),
            last_ticket: 500,
            made: Some(UnixMs(1_700_000_000_000)),
            keys: vec![(KeyId(1), [7; 32]), (KeyId(2), [9; 32])],
            code_key: Some(CodeKey([1; 32])),
            device_key: Some([2; 32]),
            tls_key: Some([3; 96]),
        };
        let samples = [sheet.text().into_bytes(), Vec::new()];
        let samples = samples.each_ref().map(Vec::as_slice);
        damaged_input::each(
            "recovery-sheet",
            1_024,
            &samples,
            |text| match RecoverySheet::read(&String::from_utf8_lossy(text)) {
                Ok(read) => {
                    prop_assert!(!read.keys.is_empty());
                    Ok("read".to_owned())
                }
                Err(error) => Ok(error.to_string()),
            },
        );
    }

    #[test]
    fn wrong_words_are_named() {
        let sheet = RecoverySheet {
            exhibition: ExhibitionId(24),
            last_ticket: 500,
            made: None,
            keys: vec![(KeyId(2), [7; 32])],
            code_key: None,
            device_key: None,
            tls_key: None,
        };
        let text = sheet.text();
        assert!(
            text.starts_with("exhibition 24\ntickets 500\nkey 2\n"),
            "{text}"
        );
        let right = words(KeyId(2), &[7; 32]);
        let with = |word: &str| RecoverySheet::read(&text.replacen(&right[0], word, 1));
        let check = || Err(SheetError::Check("key 2".to_owned()));
        assert_eq!(with("babad"), check());
        let word = "baxad".to_owned();
        let block = "key 2".to_owned();
        assert_eq!(with("baxad"), Err(SheetError::Word { block, word }));
        let half = text.rsplit_once(' ').unwrap().0;
        assert_eq!(RecoverySheet::read(half), check());
        assert_eq!(
            RecoverySheet::read(""),
            Err(SheetError::Missing("exhibition"))
        );
    }
}
