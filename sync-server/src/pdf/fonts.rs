//! The fonts of a document, and which of them has a letter.

use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::{GlyphMetrics, Metrics};
use skrifa::raw::ps::cff::CffFontRef;
use skrifa::raw::ps::cff::charset::Charset;
use skrifa::{FontRef, GlyphId, MetadataProvider, Tag};

/// The fonts of a document.
pub(crate) struct PdfFonts {
    pub(super) fonts: Vec<PdfFont>,
    faces: usize,
}

/// A font: TrueType, or `OpenType` with a CFF table whose glyphs have CIDs.
pub(crate) struct PdfFont {
    pub(super) name: &'static str,
    /// What is embedded: the file, or its CFF table.
    pub(super) embedded: &'static [u8],
    pub(super) metrics: Metrics,
    letters: Charmap<'static>,
    widths: GlyphMetrics<'static>,
    cids: Option<Charset<'static>>,
}

impl PdfFonts {
    /// Makes texts choose among the first `faces` fonts. The others have the letters that those lack: for Chinese, Japanese and
    /// Korean, in this order, and then for whatever.
    pub(crate) fn new(fonts: Vec<PdfFont>, faces: usize) -> Self {
        Self { fonts, faces }
    }

    /// Returns the font and the glyph of a letter of a text; `None` where no font has it.
    fn known(&self, face: usize, script: usize, letter: char) -> Option<(usize, GlyphId)> {
        let others = self.faces..self.fonts.len();
        let preferred = others.clone().skip(script).take(1);
        let mut fonts = [face].into_iter().chain(preferred).chain(others);
        fonts.find_map(|at| Some((at, self.fonts.get(at)?.letters.map(letter)?)))
    }

    /// Returns the letters of a text, each with its font and glyph; a question mark for one that no font has.
    pub(super) fn glyphs(
        &self,
        face: usize,
        text: &str,
    ) -> impl Iterator<Item = (char, usize, GlyphId)> {
        let script = script_of(text);
        text.chars().map(move |letter| {
            let known = |letter| {
                let (font, glyph) = self.known(face, script, letter)?;
                Some((letter, font, glyph))
            };
            let known = known(letter).or_else(|| known('?'));
            known.unwrap_or(('?', face, GlyphId::NOTDEF))
        })
    }

    /// Returns whether a font has each letter of a text.
    pub(crate) fn have(&self, text: &str) -> bool {
        let mut letters = text.chars().filter(|letter| !letter.is_whitespace());
        letters.all(|letter| self.known(0, 0, letter).is_some())
    }

    /// Returns how wide a text is, in points.
    pub(crate) fn width(&self, face: usize, text: &str, size: f32) -> f32 {
        let widths = self
            .glyphs(face, text)
            .map(|(_, font, glyph)| self.fonts[font].glyph_width(glyph));
        widths.sum::<f32>() * size / 1000.0
    }

    /// Returns a text as lines that fit a width, at most so many; where it is longer, the last ends in an ellipsis.
    pub(crate) fn lines(
        &self,
        (face, size): (usize, f32),
        width: f32,
        most: usize,
        text: &str,
    ) -> Vec<String> {
        let mut lines: Vec<(String, f32)> = Vec::new();
        let space = self.width(face, " ", size);
        for word in text.split_whitespace() {
            let mut gap = (" ", space);
            for part in parts(word) {
                let long = self.width(face, part, size);
                match lines.last_mut() {
                    Some((line, end)) if *end + gap.1 + long <= width => {
                        line.push_str(gap.0);
                        line.push_str(part);
                        *end += gap.1 + long;
                    }
                    _ => lines.push((part.to_owned(), long)),
                }
                gap = ("", 0.0);
            }
        }
        let is_cut = lines.len() > most;
        lines.truncate(most);
        let last = lines.len().saturating_sub(1);
        let lines = lines.into_iter().enumerate();
        let ended = lines.map(|(at, (mut line, end))| {
            if end > width || is_cut && at == last {
                while self.width(face, &format!("{line}…"), size) > width && line.pop().is_some()
                {
                }
                line.push('…');
            }
            line
        });
        ended.collect()
    }

    /// Returns whether a text fits in so many lines of a width, none of its words cut.
    pub(crate) fn fit(&self, style: (usize, f32), (width, most): (f32, usize), text: &str) -> bool {
        let lines = self.lines(style, width, most + 1, text);
        lines.len() <= most && lines.iter().all(|line| !line.ends_with('…'))
    }

    /// Returns the largest of some sizes at which a text fits; the last of them where it never does.
    pub(crate) fn fitting_size(
        &self,
        face: usize,
        sizes: &[f32],
        space: (f32, usize),
        text: &str,
    ) -> f32 {
        let mut fitting = sizes
            .iter()
            .filter(|size| self.fit((face, **size), space, text));
        let size = fitting.next().or(sizes.last());
        size.copied().unwrap_or_default()
    }
}

impl PdfFont {
    /// Reads a font file; `None` for one that is damaged.
    pub(crate) fn new(name: &'static str, file: &'static [u8]) -> Option<Self> {
        let font = FontRef::new(file).ok()?;
        let (size, place) = (Size::new(1000.0), LocationRef::default());
        let table = font.table_data(Tag::new(b"CFF "));
        let cids = match table {
            Some(table) => Some(
                CffFontRef::new_cff(table.as_bytes(), 0, None)
                    .ok()?
                    .charset()?,
            ),
            None => None,
        };
        Some(Self {
            name,
            embedded: table.map_or(file, |table| table.as_bytes()),
            metrics: font.metrics(size, place),
            letters: font.charmap(),
            widths: font.glyph_metrics(size, place),
            cids,
        })
    }

    /// Returns whether what is embedded is a CFF table.
    pub(super) fn is_cff(&self) -> bool {
        self.cids.is_some()
    }

    /// Returns the number of a glyph in texts.
    pub(super) fn number(&self, glyph: GlyphId) -> u32 {
        match &self.cids {
            Some(cids) => cids
                .string_id(glyph)
                .map_or(0, |cid| u32::from(cid.to_u16())),
            None => glyph.to_u32(),
        }
    }

    /// Returns a glyph's width in thousandths of the font size.
    pub(super) fn glyph_width(&self, glyph: GlyphId) -> f32 {
        self.widths.advance_width(glyph).unwrap_or_default()
    }
}

/// Returns the place of the font whose letterforms a text wants: Japanese with kana, Korean with Hangul, otherwise Chinese.
fn script_of(text: &str) -> usize {
    let script = |letter: char| match letter {
        '\u{3040}'..='\u{30ff}' => Some(1),
        '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7a3}' => Some(2),
        _ => None,
    };
    text.chars().find_map(script).unwrap_or(0)
}

/// Returns the parts of a word between which a line may end: before and after each ideograph or kana.
fn parts(word: &str) -> Vec<&str> {
    let stands_alone = |letter: char| matches!(letter, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    let mut parts = Vec::new();
    let (mut start, mut was_alone) = (0, false);
    for (at, letter) in word.char_indices() {
        let is_alone = stands_alone(letter);
        if at > start && (is_alone || was_alone) {
            parts.push(&word[start..at]);
            start = at;
        }
        was_alone = is_alone;
    }
    parts.push(&word[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ideographs_part_a_word() {
        assert_eq!(parts("Gốm"), ["Gốm"]);
        assert_eq!(parts("景德镇A1窑"), ["景", "德", "镇", "A1", "窑"]);
        assert_eq!(parts("김민준"), ["김민준"]);
    }
}
