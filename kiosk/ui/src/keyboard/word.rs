//! The word under way: its keys, and what they compose.
//!
//! Syllables are composed by the crate `vi`, which knows where the tone goes. It is given ASCII letters and digits
//! only, and no more of them than a syllable has, because that is what it was written for.

use unicode_normalization::UnicodeNormalization;
use vi::processor::AccentStyle;

/// How Vietnamese letters are typed on keys that have none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// By letters: `gooms` is `gốm`.
    Telex,
    /// By digits: `go61m` is `gốm`.
    Vni,
}

/// The combining marks of the tones.
const TONES: [char; 5] = ['\u{301}', '\u{300}', '\u{309}', '\u{303}', '\u{323}'];

impl Method {
    /// Whether a key can be a part of a word under this method.
    #[must_use]
    pub fn composes(self, key: char) -> bool {
        key.is_ascii_alphabetic() || (self == Self::Vni && key.is_ascii_digit())
    }

    /// The key that puts a combining mark on the letter before it.
    fn key_of_mark(self, mark: char, letter: char) -> Option<(char, MarkKind)> {
        if let Some(tone) = TONES.iter().position(|tone| *tone == mark) {
            let keys = match self {
                Self::Telex => ['s', 'f', 'r', 'x', 'j'],
                Self::Vni => ['1', '2', '3', '4', '5'],
            };
            return keys.get(tone).map(|key| (*key, MarkKind::Tone));
        }
        let key = match (self, mark) {
            (Self::Telex, '\u{302}') => letter.to_ascii_lowercase(),
            (Self::Telex, '\u{306}' | '\u{31b}') => 'w',
            (Self::Vni, '\u{302}') => '6',
            (Self::Vni, '\u{31b}') => '7',
            (Self::Vni, '\u{306}') => '8',
            _ => return None,
        };
        Some((key, MarkKind::Mark))
    }
}

/// No syllable takes more keys: `nghieengs` has nine, and some of them can be pressed twice.
const MOST_KEYS: usize = 16;

/// What the keys of one word compose, in NFC, with the tone where the translations have it (`hoá`, not `hóa`). Keys that the
/// method does not know, and words longer than any syllable, stay as they are.
#[must_use]
pub fn compose(keys: &str, method: Method) -> String {
    if keys.len() > MOST_KEYS || !keys.chars().all(|key| method.composes(key)) {
        return keys.nfc().collect();
    }
    let definition = match method {
        Method::Telex => &vi::TELEX,
        Method::Vni => &vi::VNI,
    };
    let mut composed = String::with_capacity(keys.len() + 4);
    vi::methods::transform_buffer_with_style(
        definition,
        AccentStyle::New,
        keys.chars(),
        &mut composed,
    );
    with_tone_on_y(&composed)
}

/// The crate puts the tone of a last `uy` on its `u`.
fn with_tone_on_y(word: &str) -> String {
    let mut letters: Vec<char> = word.nfd().collect();
    if let [.., 'u' | 'U', tone, 'y' | 'Y'] = letters[..]
        && TONES.contains(&tone)
    {
        let last = letters.len() - 1;
        letters.swap(last - 1, last);
    }
    letters.into_iter().nfc().collect()
}

/// The Telex or VNI keys that compose a word, the tone last; `None` when it holds a letter that no key makes.
#[must_use]
pub fn spell(word: &str, method: Method) -> Option<String> {
    let mut tones = String::new();
    let mut keys = keys(word, method, |tone, _| tones.push(tone))?;
    keys.push_str(&tones);
    Some(keys)
}

/// The Telex keys that compose a word, the tone right after its letter: what was pressed when Telex made `váe` of
/// `vase`. `None` as for [`spell`].
#[must_use]
pub fn spell_in_place(word: &str) -> Option<String> {
    keys(word, Method::Telex, |tone, keys| keys.push(tone))
}

fn keys(word: &str, method: Method, mut put: impl FnMut(char, &mut String)) -> Option<String> {
    let mut keys = String::with_capacity(word.len());
    for letter in word.nfc() {
        if let 'đ' | 'Đ' = letter {
            keys.push(if letter == 'đ' { 'd' } else { 'D' });
            keys.push(if method == Method::Telex { 'd' } else { '9' });
            continue;
        }
        let mut parts = std::iter::once(letter).nfd();
        let base = parts.next().filter(|base| method.composes(*base))?;
        keys.push(base);
        // The mark of the letter comes before the tone, in whichever order they were written.
        let (mut mark, mut tone) = (None, None);
        for part in parts {
            match method.key_of_mark(part, base)? {
                (key, MarkKind::Mark) => mark = Some(key),
                (key, MarkKind::Tone) => tone = Some(key),
            }
        }
        keys.extend(mark);
        if let Some(tone) = tone {
            put(tone, &mut keys);
        }
    }
    Some(keys)
}

/// What a combining mark is to a Vietnamese letter.
enum MarkKind {
    /// It makes another letter: `o`, `ô`, `ơ`.
    Mark,
    /// It is the syllable's tone.
    Tone,
}

/// The word under way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Word {
    keys: String,
    shown: String,
    /// Whether keys go into it as they are, because something before them in the same word did.
    plain: bool,
}

impl Word {
    /// A word that takes keys as they are: the rest of one that no keys compose.
    pub(super) fn plain() -> Self {
        Self {
            plain: true,
            ..Self::default()
        }
    }

    /// A word that stands already, open to more keys; plain and empty when it can't be typed by this method.
    pub(super) fn resumed(shown: &str, method: Method) -> Self {
        match spell(shown, method) {
            Some(keys) if compose(&keys, method) == shown => Self {
                keys,
                shown: shown.to_owned(),
                plain: false,
            },
            _ => Self::plain(),
        }
    }

    /// What the keys so far have composed.
    pub(super) fn shown(&self) -> &str {
        &self.shown
    }

    /// Takes a key of the method; answers `false` when the word takes no key but plain ones.
    pub(super) fn push(&mut self, key: char, method: Method) -> bool {
        if self.plain || self.keys.len() >= MOST_KEYS {
            return false;
        }
        self.keys.push(key);
        self.shown = compose(&self.keys, method);
        true
    }
}
