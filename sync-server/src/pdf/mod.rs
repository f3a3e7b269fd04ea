//! PDF documents (ISO 32000-1): pages with text and filled rectangles, written one after the other, so that a document of any
//! length takes the memory of one page.

mod column;
mod fonts;
mod style;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{self, Write};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use skrifa::GlyphId;

pub(crate) use column::{TextColumn, line_height};
pub(crate) use fonts::PdfFonts;
pub(crate) use style::{BLACK, COBALT, INK, QUIET_INK, REGULAR, SEMIBOLD};

use fonts::PdfFont;

/// Points in a millimetre.
pub(crate) const MM: f32 = 72.0 / 25.4;
/// Objects before the fonts' own: catalogue, list of pages.
const FIRST_FONT: usize = 3;
/// Objects of a font: itself, its descendant, descriptor, file, Unicode map.
const FONT_OBJECTS: usize = 5;

/// What stands on a page. Places are in points from the top left corner, of texts that of their baseline.
#[derive(Default)]
pub(crate) struct PdfPage {
    content: String,
    height: f32,
    letters: UsedLetters,
}

/// Fonts and glyphs that are used, each with a letter that it stands for.
type UsedLetters = BTreeMap<(usize, GlyphId), char>;

/// A page that is ready to be written.
pub(crate) struct PackedPage {
    content: Vec<u8>,
    letters: UsedLetters,
}

impl PdfPage {
    /// Returns an empty page of a document with pages of this size.
    pub(crate) fn new((_, height): (f32, f32)) -> Self {
        Self {
            height,
            ..Self::default()
        }
    }

    fn add(&mut self, arguments: std::fmt::Arguments<'_>) {
        // Writing to a text never fails.
        let _ = self.content.write_fmt(arguments);
        self.content.push('\n');
    }

    /// Sets the colour of what comes next.
    pub(crate) fn color(&mut self, [red, green, blue]: [u8; 3]) {
        let part = |part: u8| f32::from(part) / 255.0;
        self.add(format_args!(
            "{:.3} {:.3} {:.3} rg",
            part(red),
            part(green),
            part(blue)
        ));
    }

    /// Fills a rectangle.
    pub(crate) fn rectangle(&mut self, left: f32, top: f32, width: f32, height: f32) {
        let bottom = self.height - top - height;
        self.add(format_args!(
            "{left:.2} {bottom:.2} {width:.2} {height:.2} re f"
        ));
    }

    /// Fills squares of a grid, as one path, so that no seams show: runs of a row, each with its column, row and length.
    pub(crate) fn grid(
        &mut self,
        (left, top): (f32, f32),
        side: f32,
        runs: impl Iterator<Item = [u8; 3]>,
    ) {
        let from_bottom = self.height - top;
        self.add(format_args!(
            "q {side:.4} 0 0 -{side:.4} {left:.2} {from_bottom:.2} cm"
        ));
        for run in runs {
            // Written by hand: a document has many millions.
            for number in run {
                push_number(&mut self.content, number);
                self.content.push(' ');
            }
            self.content.push_str("1 re\n");
        }
        self.add(format_args!("f Q"));
    }

    /// Writes a text in one line.
    pub(crate) fn text(&mut self, fonts: &PdfFonts, at: (f32, f32), style: TextStyle, text: &str) {
        let (left, baseline) = (at.0, self.height - at.1);
        let _ = write!(self.content, "BT {left:.2} {baseline:.2} Td");
        let mut last = None;
        for (letter, font, glyph) in fonts.glyphs(style.font, text) {
            self.letters.entry((font, glyph)).or_insert(letter);
            if last != Some(font) {
                let end = if last.is_some() { "> Tj" } else { "" };
                let _ = write!(self.content, "{end} /F{font} {:.2} Tf <", style.size);
                last = Some(font);
            }
            let _ = write!(self.content, "{:04x}", fonts.fonts[font].number(glyph));
        }
        let end = if last.is_some() { "> Tj" } else { "" };
        self.add(format_args!("{end} ET"));
    }

    /// Packs the page, which takes most of the time.
    pub(crate) fn packed(self) -> io::Result<PackedPage> {
        Ok(PackedPage {
            content: pack(self.content.as_bytes())?,
            letters: self.letters,
        })
    }
}

fn push_number(content: &mut String, number: u8) {
    if number >= 10 {
        content.push(char::from(b'0' + number / 10 % 10));
    }
    content.push(char::from(b'0' + number % 10));
}

fn pack(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 4), Compression::fast());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// How a text looks: the place of its font among the document's, and its size in points.
#[derive(Clone, Copy)]
pub(crate) struct TextStyle {
    pub(crate) font: usize,
    pub(crate) size: f32,
}

/// A document that is being written.
pub(crate) struct PdfWriter<'a, W> {
    out: W,
    written: usize,
    /// Where each object begins, from the first on; 0 for one that is not written yet.
    offsets: Vec<usize>,
    pages: usize,
    fonts: &'a PdfFonts,
    letters: UsedLetters,
    size: (f32, f32),
}

impl<'a, W: Write> PdfWriter<'a, W> {
    /// Begins a document of pages of one size, in points.
    pub(crate) fn new(out: W, size: (f32, f32), fonts: &'a PdfFonts) -> io::Result<Self> {
        let mut writer = Self {
            out,
            written: 0,
            offsets: vec![0; FIRST_FONT + fonts.fonts.len() * FONT_OBJECTS - 1],
            pages: 0,
            fonts,
            letters: BTreeMap::new(),
            size,
        };
        writer.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")?;
        Ok(writer)
    }

    /// Writes a page.
    pub(crate) fn add(&mut self, page: PackedPage) -> io::Result<()> {
        let used: BTreeSet<usize> = page.letters.keys().map(|(font, _)| *font).collect();
        self.letters.extend(page.letters);
        let place = self.offsets.len();
        self.offsets.extend([0, 0]);
        self.pages += 1;
        let (width, height) = self.size;
        let fonts = used
            .iter()
            .map(|font| format!("/F{font} {} 0 R", font_object(*font)));
        let fonts: Vec<String> = fonts.collect();
        let dictionary = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width:.2} {height:.2}] \
             /Resources << /Font << {} >> >> /Contents {} 0 R >>",
            fonts.join(" "),
            place + 2
        );
        self.object(place + 1, dictionary.as_bytes())?;
        self.packed_stream(place + 2, "", &page.content)
    }

    /// Writes fonts and directory, and returns what was written to.
    pub(crate) fn finish(mut self, title: &str) -> io::Result<W> {
        let fonts = self.fonts;
        for (place, font) in fonts.fonts.iter().enumerate() {
            self.font(place, font)?;
        }
        let first = FIRST_FONT + fonts.fonts.len() * FONT_OBJECTS;
        let pages = (0..self.pages).map(|page| format!("{} 0 R", first + 2 * page));
        let kids = pages.collect::<Vec<_>>().join(" ");
        let pages = format!("<< /Type /Pages /Count {} /Kids [{kids}] >>", self.pages);
        self.object(1, b"<< /Type /Catalog /Pages 2 0 R /Lang (vi) >>")?;
        self.object(2, pages.as_bytes())?;
        let title: String = title.encode_utf16().fold(String::new(), |mut hex, unit| {
            let _ = write!(hex, "{unit:04X}");
            hex
        });
        let info = self.offsets.len() + 1;
        self.offsets.push(0);
        self.object(info, format!("<< /Title <FEFF{title}> >>").as_bytes())?;
        let start = self.written;
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", self.offsets.len() + 1);
        for offset in &self.offsets {
            // A font that no page uses has no objects.
            let kind = if *offset > 0 { 'n' } else { 'f' };
            let _ = writeln!(table, "{offset:010} 00000 {kind} ");
        }
        let _ = write!(
            table,
            "trailer\n<< /Size {} /Root 1 0 R /Info {info} 0 R >>\nstartxref\n{start}\n%%EOF\n",
            self.offsets.len() + 1
        );
        self.write(table.as_bytes())?;
        self.out.flush()?;
        Ok(self.out)
    }

    /// Writes a font that is used, whole, with the widths and letters of the glyphs that are used.
    fn font(&mut self, place: usize, font: &PdfFont) -> io::Result<()> {
        let name = font.name;
        let object = font_object(place);
        let last = GlyphId::new(u32::MAX);
        let used = self.letters.range((place, GlyphId::NOTDEF)..=(place, last));
        let used: Vec<(GlyphId, char)> =
            used.map(|((_, glyph), letter)| (*glyph, *letter)).collect();
        if used.is_empty() {
            return Ok(());
        }
        let mut widths = String::new();
        let mut letters = String::new();
        for chunk in used.chunks(100) {
            // A map has at most 100 lines in each part.
            let _ = writeln!(letters, "{} beginbfchar", chunk.len());
            for (glyph, letter) in chunk {
                let number = font.number(*glyph);
                let _ = write!(widths, "{number} [{:.0}] ", font.glyph_width(*glyph));
                let _ = write!(letters, "<{number:04x}> <");
                for unit in letter.encode_utf16(&mut [0; 2]) {
                    let _ = write!(letters, "{unit:04x}");
                }
                letters.push_str(">\n");
            }
            letters.push_str("endbfchar\n");
        }
        let root = format!(
            "<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H \
             /DescendantFonts [{} 0 R] /ToUnicode {} 0 R >>",
            object + 1,
            object + 4
        );
        self.object(object, root.as_bytes())?;
        let (kind, file) = if font.is_cff() {
            ("CIDFontType0", "FontFile3")
        } else {
            ("CIDFontType2 /CIDToGIDMap /Identity", "FontFile2")
        };
        let descendant = format!(
            "<< /Type /Font /Subtype /{kind} /BaseFont /{name} /DW 0 /W [{widths}] \
             /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {} 0 R >>",
            object + 2
        );
        self.object(object + 1, descendant.as_bytes())?;
        let metrics = &font.metrics;
        let bounds = metrics.bounds.unwrap_or_default();
        let descriptor = format!(
            "<< /Type /FontDescriptor /FontName /{name} /Flags 4 /ItalicAngle 0 /StemV 80 \
             /Ascent {:.0} /Descent {:.0} /CapHeight {:.0} /FontBBox [{:.0} {:.0} {:.0} {:.0}] /{file} {} 0 R >>",
            metrics.ascent,
            metrics.descent,
            metrics.cap_height.unwrap_or(metrics.ascent),
            bounds.x_min,
            bounds.y_min,
            bounds.x_max,
            bounds.y_max,
            object + 3
        );
        self.object(object + 2, descriptor.as_bytes())?;
        let entries = if font.is_cff() {
            "/Subtype /CIDFontType0C".to_owned()
        } else {
            format!("/Length1 {}", font.embedded.len())
        };
        self.stream(object + 3, &entries, font.embedded)?;
        let map = format!(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
             /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
             /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
             1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n{letters}\
             endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        );
        self.stream(object + 4, "", map.as_bytes())
    }

    fn object(&mut self, number: usize, dictionary: &[u8]) -> io::Result<()> {
        self.begin(number)?;
        self.write(dictionary)?;
        self.write(b"\nendobj\n")
    }

    fn stream(&mut self, number: usize, entries: &str, bytes: &[u8]) -> io::Result<()> {
        self.packed_stream(number, entries, &pack(bytes)?)
    }

    fn packed_stream(&mut self, number: usize, entries: &str, packed: &[u8]) -> io::Result<()> {
        self.begin(number)?;
        let length = packed.len();
        let dictionary = format!("<< /Filter /FlateDecode /Length {length} {entries} >>\nstream\n");
        self.write(dictionary.as_bytes())?;
        self.write(packed)?;
        self.write(b"\nendstream\nendobj\n")
    }

    fn begin(&mut self, number: usize) -> io::Result<()> {
        if let Some(offset) = self.offsets.get_mut(number - 1) {
            *offset = self.written;
        }
        self.write(format!("{number} 0 obj\n").as_bytes())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.written += bytes.len();
        self.out.write_all(bytes)
    }
}

/// Returns the number of a font's first object.
fn font_object(place: usize) -> usize {
    FIRST_FONT + place * FONT_OBJECTS
}
