//! Certificates of participation on paper: a landscape A4 page each, as PDF. Places are in millimetres.

use std::io::{self, Write};

use zip::result::ZipError;
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

use crate::pdf::{
    COBALT, INK, MM, PdfFonts, PdfPage, PdfWriter, QUIET_INK, REGULAR, SEMIBOLD, TextColumn,
    line_height,
};

/// What a certificate says, in the language it is in.
pub(crate) struct Certificate {
    pub(crate) exhibition: String,
    pub(crate) title: String,
    /// The sentence before the name.
    pub(crate) to: String,
    pub(crate) producer: String,
    /// What the producer took part with: booth, and village where it is known.
    pub(crate) with: Vec<String>,
    /// Where and when.
    pub(crate) participation: String,
    /// Who signs.
    pub(crate) organisers: Vec<String>,
    /// What the organisers are asked for.
    pub(crate) sign: String,
}

/// Why certificates can't be written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CertificateError {
    /// What is written to takes no more.
    #[error("a certificate can't be written: {0}")]
    Write(#[from] io::Error),
    /// The archive.
    #[error("the archive of certificates can't be written: {0}")]
    Archive(#[from] ZipError),
    /// A font that the program carries.
    #[error("a font of this program is damaged; install the program again")]
    Font,
}

/// A landscape A4 page.
const PAGE: (f32, f32) = (297.0, 210.0);
/// The frame: its two lines, each with its distance from the edge and its width, and the corners between them.
const LINES: [(f32, f32); 2] = [(9.0, 0.9), (12.5, 0.25)];
/// A corner, as on the rims of old bowls: the upper left one, a letter for each square.
const CORNER: [&str; 9] = [
    "#########",
    "#.......#",
    "#.#####.#",
    "#.#...#.#",
    "#.#.###.#",
    "#.#.....#",
    "#.#######",
    "#........",
    "#########",
];
const CORNER_SQUARE: f32 = 1.1;
/// What the words have of the page, and where the signatures are below them.
const WORDS: (f32, f32) = (20.0, 150.0);
const SIGNATURES: f32 = 154.0;
const SIGNATURE_LINE: f32 = 186.0;
const SIGNATURE_WIDTH: f32 = 92.0;
/// The sizes of a producer's name, the largest first, and the last one for long names.
const NAME_SIZES: [f32; 5] = [36.0, 30.0, 24.0, 19.0, 15.0];

/// A text below others: the space above it, its font and size, its colour, and its most lines.
type TextBelow<'a> = (f32, (usize, f32), [u8; 3], usize, &'a str);

impl Certificate {
    /// Writes the certificate as a document.
    ///
    /// # Errors
    /// [`CertificateError`]; what was written so far is no whole document.
    pub(crate) fn write(&self, out: impl Write) -> Result<(), CertificateError> {
        let fonts = PdfFonts::embedded().ok_or(CertificateError::Font)?;
        self.write_with(&fonts, out)
    }

    fn write_with(&self, fonts: &PdfFonts, out: impl Write) -> Result<(), CertificateError> {
        let size = (PAGE.0 * MM, PAGE.1 * MM);
        let mut page = PdfPage::new(size);
        draw_frame(&mut page);
        self.draw_words(fonts, &mut page);
        self.draw_signatures(fonts, &mut page);
        let mut writer = PdfWriter::new(out, size, fonts)?;
        writer.add(page.packed()?)?;
        writer.finish(&format!("{} – {}", self.title, self.producer))?;
        Ok(())
    }

    /// Writes the words in the middle of their place; returns where they end.
    fn draw_words(&self, fonts: &PdfFonts, page: &mut PdfPage) -> f32 {
        const WIDTH: f32 = 220.0;
        let fitting = (WIDTH * MM, 2);
        let name = fonts.fitting_size(SEMIBOLD, &NAME_SIZES, fitting, &self.producer);
        let mut texts: Vec<TextBelow<'_>> = vec![
            (0.0, (SEMIBOLD, 14.0), QUIET_INK, 2, &self.exhibition),
            (7.0, (SEMIBOLD, 38.0), COBALT, 1, &self.title),
            (6.0, (REGULAR, 14.0), INK, 1, &self.to),
            (3.0, (SEMIBOLD, name), INK, 2, &self.producer),
        ];
        let with = self.with.iter().zip([4.0, 1.0]);
        texts.extend(with.map(|(text, above)| (above, (REGULAR, 14.0), INK, 2, &**text)));
        texts.push((5.0, (REGULAR, 14.0), INK, 3, &self.participation));
        let lines = |(_, style, _, most, text): &TextBelow<'_>| {
            fonts.lines(*style, WIDTH * MM, *most, text).len() as f32
        };
        let heights = texts
            .iter()
            .map(|it| it.0 + lines(it) * line_height(it.1.1));
        let spare = WORDS.1 - WORDS.0 - heights.sum::<f32>();
        let mut column = TextColumn {
            fonts,
            page,
            left: (PAGE.0 - WIDTH) / 2.0,
            top: WORDS.0 + spare.max(0.0) / 2.0,
            width: WIDTH,
        };
        for (above, style, color, most, text) in texts {
            column.space(above);
            column.write_centred(style, color, most, text);
        }
        column.top
    }

    fn draw_signatures(&self, fonts: &PdfFonts, page: &mut PdfPage) {
        let organisers = self.organisers.iter();
        let each = (PAGE.0 - 2.0 * LINES[1].0) / organisers.len().max(1) as f32;
        for (place, organiser) in organisers.enumerate() {
            let middle = LINES[1].0 + each * (place as f32 + 0.5);
            let left = middle - SIGNATURE_WIDTH / 2.0;
            let mut column = TextColumn {
                fonts,
                page,
                left,
                top: SIGNATURES,
                width: SIGNATURE_WIDTH,
            };
            column.write_centred((SEMIBOLD, 12.0), INK, 2, organiser);
            column.top = SIGNATURE_LINE + 0.8;
            column.page.color(QUIET_INK);
            let inset = left + 12.0;
            let long = SIGNATURE_WIDTH - 24.0;
            column
                .page
                .rectangle(inset * MM, SIGNATURE_LINE * MM, long * MM, 0.2 * MM);
            column.write_centred((REGULAR, 9.5), QUIET_INK, 1, &self.sign);
        }
    }
}

/// Writes certificates as an archive, each with the name of its file; one after the other, so that one is held in memory.
///
/// # Errors
/// [`CertificateError`]; what was written so far is no whole archive.
pub(crate) fn write_archive(
    certificates: impl Iterator<Item = (String, Certificate)>,
    out: impl Write,
) -> Result<(), CertificateError> {
    let fonts = PdfFonts::embedded().ok_or(CertificateError::Font)?;
    let mut archive = ZipWriter::new_stream(out);
    // A document is packed already.
    let options = SimpleFileOptions::default()
        .last_modified_time(DateTime::default())
        .compression_method(CompressionMethod::Stored);
    for (name, certificate) in certificates {
        archive.start_file(name, options)?;
        certificate.write_with(&fonts, &mut archive)?;
    }
    archive.finish()?.into_inner().flush()?;
    Ok(())
}

fn draw_frame(page: &mut PdfPage) {
    page.color(COBALT);
    let (width, height) = PAGE;
    for (inset, thick) in LINES {
        let (wide, high) = (width - 2.0 * inset, height - 2.0 * inset);
        let mut line = |left: f32, top: f32, wide: f32, high: f32| {
            page.rectangle(left * MM, top * MM, wide * MM, high * MM);
        };
        line(inset, inset, wide, thick);
        line(inset, height - inset - thick, wide, thick);
        line(inset, inset, thick, high);
        line(width - inset - thick, inset, thick, high);
    }
    let side = CORNER.len() as f32 * CORNER_SQUARE;
    let inset = LINES[1].0 + 2.2;
    for (is_right, is_low) in [(false, false), (true, false), (false, true), (true, true)] {
        let left = if is_right {
            width - inset - side
        } else {
            inset
        };
        let top = if is_low { height - inset - side } else { inset };
        let squares = corner_squares(is_right, is_low);
        page.grid((left * MM, top * MM), CORNER_SQUARE * MM, squares);
    }
}

/// Returns the squares of a corner, as runs of one.
fn corner_squares(is_right: bool, is_low: bool) -> impl Iterator<Item = [u8; 3]> {
    let last = CORNER.len() - 1;
    let rows = CORNER.iter().enumerate();
    rows.flat_map(move |(row, squares)| {
        let squares = squares.bytes().enumerate().filter(|(_, it)| *it == b'#');
        squares.map(move |(column, _)| {
            let column = if is_right { last - column } else { column };
            let row = if is_low { last - row } else { row };
            [column as u8, row as u8, 1]
        })
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn damaged_words_stay_above_the_signatures() {
        let fonts = PdfFonts::embedded().unwrap();
        let samples: [&[u8]; 3] = [
            "Cơ sở gốm sứ của nghệ nhân Nguyễn Thị Ngọc Ưỡng".as_bytes(),
            "景德镇陶瓷大学 · 김민수".as_bytes(),
            b"Bartholomew Featherstonehaugh-Cholmondeley & Daughters ",
        ];
        damaged_input::each("certificate", 64, &samples, |bytes| {
            let words = || String::from_utf8_lossy(bytes).repeat(12);
            let certificate = Certificate {
                exhibition: words(),
                title: words(),
                to: words(),
                producer: words(),
                with: vec![words(), words()],
                participation: words(),
                organisers: vec![words(), words()],
                sign: words(),
            };
            let mut page = PdfPage::new((PAGE.0 * MM, PAGE.1 * MM));
            let end = certificate.draw_words(&fonts, &mut page);
            prop_assert!(end <= SIGNATURES, "{end}");
            Ok(format!("{}", (end / 10.0).round()))
        });
    }
}
