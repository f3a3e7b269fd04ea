//! What a kiosk proves itself with: the token of `kiosk.toml`, or the one that the server put in its place.

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use journal::private_file;
use sha2::{Digest, Sha256};

use kiosk_config::Token;

/// The file of tokens that the server gave, in the kiosk's data directory: the hash of the token that `kiosk.toml` had
/// then, the newest token, and the one before it, a line each.
pub const FILE: &str = "token.txt";

/// The tokens of one kiosk.
#[derive(Debug, Clone)]
pub(super) struct Tokens {
    given: Token,
    path: PathBuf,
    /// The server takes the newest no more, or not yet: the one before it is tried.
    tries_older: Arc<AtomicBool>,
}

impl Tokens {
    pub(super) fn new(given: &Token, data: &Path) -> Self {
        Self {
            given: given.clone(),
            path: data.join(FILE),
            tries_older: Arc::default(),
        }
    }

    /// Returns the token to use now.
    pub(super) fn current(&self) -> Token {
        let [newest, older] = self.kept();
        older
            .filter(|_| self.tries_older.load(Ordering::Relaxed))
            .or(newest)
            .unwrap_or_else(|| self.given.clone())
    }

    /// Turns to the other token after the server refused one; `false` when there is no other.
    pub(super) fn turn(&self) -> bool {
        let [_, older] = self.kept();
        self.tries_older.fetch_xor(true, Ordering::Relaxed);
        older.is_some()
    }

    /// Keeps the token that the server gave in an answer, before it is used. The one that was used stays beside it: it is
    /// good until the new one was used once.
    pub(super) fn learn(&self, new: &str) -> io::Result<()> {
        let used = self.current();
        if used.secret() == new || Token::try_from(new.to_owned()).is_err() {
            return Ok(());
        }
        let text = format!("{}\n{new}\n{}\n", self.binding(), used.secret());
        private_file::replace(&self.path, text.as_bytes())?;
        self.tries_older.store(false, Ordering::Relaxed);
        Ok(())
    }

    /// Returns the newest token that was given and the one before it, unless `kiosk.toml` has another token since.
    fn kept(&self) -> [Option<Token>; 2] {
        let text = fs::read_to_string(&self.path).unwrap_or_default();
        let mut lines = text.lines();
        if lines.next() != Some(self.binding().as_str()) {
            return [None, None];
        }
        [lines.next(), lines.next()].map(|line| Token::try_from(line?.to_owned()).ok())
    }

    fn binding(&self) -> String {
        let digest = Sha256::digest(self.given.secret().as_bytes());
        digest.iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tokens(data: &Path, given: &str) -> Tokens {
        Tokens::new(&Token::try_from(given.to_owned()).unwrap(), data)
    }

    #[test]
    fn learnt_token_outlives_a_restart() {
        let data = tempfile::tempdir().unwrap();
        let current = |given| tokens(data.path(), given).current().secret().to_owned();
        assert_eq!(current("one"), "one");
        tokens(data.path(), "one").learn("two").unwrap();
        assert_eq!(current("one"), "two");
        tokens(data.path(), "one").learn("three").unwrap();
        assert_eq!(current("one"), "three");
        let text = fs::read_to_string(data.path().join(FILE)).unwrap();
        assert!(
            text.ends_with("three\ntwo\n") && !text.contains("one"),
            "{text}"
        );
    }

    #[test]
    fn damaged_file_of_tokens_is_read_or_ignored() {
        let data = tempfile::tempdir().unwrap();
        let tokens = tokens(data.path(), "one");
        tokens.learn("two").unwrap();
        let sample = fs::read(&tokens.path).unwrap();
        damaged_input::each("token-file", 256, &[&sample], |bytes| {
            fs::write(&tokens.path, bytes).unwrap();
            let mut known = Vec::new();
            for _ in 0..2 {
                let used = tokens.current().secret().to_owned();
                prop_assert!(used == "one" || String::from_utf8_lossy(bytes).contains(&used));
                prop_assert!(Token::try_from(used.clone()).is_ok());
                known.push(used);
                tokens.turn();
            }
            Ok(match known.iter().filter(|it| *it == "one").count() {
                0 => "both of the file",
                1 => "one of the file",
                _ => "none of the file",
            }
            .to_owned())
        });
    }

    #[test]
    fn new_configuration_has_its_own_token() {
        let data = tempfile::tempdir().unwrap();
        tokens(data.path(), "one").learn("two").unwrap();
        let renewed = tokens(data.path(), "other");
        assert_eq!(renewed.current().secret(), "other");
        assert!(!renewed.turn());
    }

    #[test]
    fn refused_token_gives_way_to_the_one_before() {
        let data = tempfile::tempdir().unwrap();
        let tokens = tokens(data.path(), "one");
        tokens.learn("two").unwrap();
        assert!(tokens.turn());
        assert_eq!(tokens.current().secret(), "one");
        // The server gives another one to the token that it takes.
        tokens.learn("three").unwrap();
        assert_eq!(tokens.current().secret(), "three");
        assert!(tokens.turn());
        assert_eq!(tokens.current().secret(), "one");
    }
}
