//! Lines below each other. Places are in millimetres.

use super::{MM, PdfFonts, PdfPage, TextStyle};

/// The height of a line in font sizes.
const LINE: f32 = 1.22;

/// A column of lines on a page, which are written from top to bottom.
pub(crate) struct TextColumn<'a, 'b> {
    pub(crate) fonts: &'a PdfFonts,
    pub(crate) page: &'b mut PdfPage,
    pub(crate) left: f32,
    /// The lower edge of what is written.
    pub(crate) top: f32,
    pub(crate) width: f32,
}

impl TextColumn<'_, '_> {
    /// Writes a text in at most so many lines.
    pub(crate) fn write(&mut self, style: (usize, f32), color: [u8; 3], most: usize, text: &str) {
        self.write_lines(style, color, most, text, |_| 0.0);
    }

    /// Writes a text in at most so many lines in the middle of the column, each about as long as the others.
    pub(crate) fn write_centred(
        &mut self,
        style: (usize, f32),
        color: [u8; 3],
        most: usize,
        text: &str,
    ) {
        let (fonts, left, width) = (self.fonts, self.left, self.width);
        let lines = fonts.lines(style, width * MM, most, text).len();
        let fits = |width: f32| fonts.fit(style, (width * MM, lines), text);
        let mut balanced = width;
        while balanced > width / 2.0 && fits(balanced - 2.0) {
            balanced -= 2.0;
        }
        self.width = balanced;
        self.left += (width - balanced) / 2.0;
        self.write_lines(style, color, most, text, |line| (balanced - line) / 2.0);
        (self.left, self.width) = (left, width);
    }

    fn write_lines(
        &mut self,
        (font, size): (usize, f32),
        color: [u8; 3],
        most: usize,
        text: &str,
        indent: impl Fn(f32) -> f32,
    ) {
        self.page.color(color);
        let lines = self.fonts.lines((font, size), self.width * MM, most, text);
        for line in lines {
            self.top += line_height(size);
            let left = self.left + indent(self.fonts.width(font, &line, size) / MM);
            // Letters with two marks stand high, those with a dot below low: a quarter of the line is below the baseline.
            let at = (left * MM, (self.top - size * 0.24 / MM) * MM);
            self.page
                .text(self.fonts, at, TextStyle { font, size }, &line);
        }
    }

    pub(crate) fn space(&mut self, height: f32) {
        self.top += height;
    }
}

/// Returns the height of a line of a size in points.
pub(crate) fn line_height(size: f32) -> f32 {
    size * LINE / MM
}
