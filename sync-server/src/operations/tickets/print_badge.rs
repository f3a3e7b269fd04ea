//! What stands where on a badge. Places are in millimetres.

use super::print_layout::{TicketLayout, draw_symbol};
use super::print_sheet::BADGE_SHEET;
use super::print_words::{dates, holder};
use super::{IssuedTicket, TicketPictureError};
use crate::pdf::{
    BLACK, COBALT, INK, MM, PdfPage, QUIET_INK, REGULAR, SEMIBOLD, TextColumn, line_height,
};

/// How high the bands at the top and at the bottom are.
const HEAD: f32 = 10.0;
const FOOT: f32 = 11.0;
/// The symbol with its white: a module is 0.84 mm wide.
const SYMBOL: f32 = 38.0;
/// What may be cut off by a printer that is not exact.
const MARGIN: f32 = 4.0;
const WHITE: [u8; 3] = [255, 255, 255];
/// The sizes of a name, the largest first: read from two metres away, and the last one for long names.
const NAME_SIZES: [f32; 5] = [19.0, 16.5, 14.0, 12.0, 10.0];

impl TicketLayout<'_> {
    /// Draws a badge whose upper left corner is at a place.
    pub(super) fn badge(
        &self,
        page: &mut PdfPage,
        (left, top): (f32, f32),
        ticket: &IssuedTicket,
    ) -> Result<(), TicketPictureError> {
        let (width, height) = BADGE_SHEET.size;
        let [kind, kind_en] = self.kind(ticket);
        let (name, organisation) = holder(ticket);
        page.color(COBALT);
        page.rectangle(left * MM, top * MM, width * MM, HEAD * MM);
        let symbol = (left + width - SYMBOL - 0.5, top + HEAD + 0.5);
        draw_symbol(page, symbol, SYMBOL, &ticket.digits)?;
        let mut column = TextColumn {
            fonts: self.fonts,
            page,
            left: left + MARGIN,
            top: top + 1.4,
            width: width - 2.0 * MARGIN,
        };
        let exhibition = self.catalogue.name.get("vi");
        column.write((SEMIBOLD, 8.0), WHITE, 2, exhibition);
        // Without a name there is room to write one.
        column.width = width - SYMBOL - MARGIN - 1.0;
        column.top = top + HEAD + 2.5;
        if !name.is_empty() {
            let fitting = (column.width * MM, 2);
            let size = self
                .fonts
                .fitting_size(SEMIBOLD, &NAME_SIZES, fitting, name);
            column.write((SEMIBOLD, size), INK, 3, name);
            column.space(1.0);
            column.write((REGULAR, 9.5), QUIET_INK, 2, organisation);
        }
        let foot = top + height - FOOT;
        let style = (REGULAR, 8.0);
        let doors = self.doors.line(&ticket.claims, (style, column.width, 2));
        let lines = self.fonts.lines(style, column.width * MM, 2, &doors).len() + 1;
        column.top = foot - 1.2 - lines as f32 * line_height(style.1);
        column.write(style, INK, 1, &dates(&ticket.dates));
        column.write(style, INK, 2, &doors);
        let both = if kind_en == kind {
            kind
        } else {
            format!("{kind} · {kind_en}")
        };
        column.page.color(INK);
        column
            .page
            .rectangle(left * MM, foot * MM, width * MM, FOOT * MM);
        column.width = width - SYMBOL - MARGIN - 1.0;
        column.top = foot + 2.2;
        column.write((SEMIBOLD, 11.5), WHITE, 1, &both);
        column.left = left + width - SYMBOL + 3.0;
        column.width = SYMBOL - MARGIN;
        column.write_code(foot, &ticket.short_code.to_string());
        Ok(())
    }
}

impl TextColumn<'_, '_> {
    /// Writes a ticket's short code into the band at the bottom, in black on white, to be typed.
    fn write_code(&mut self, foot: f32, code: &str) {
        self.page.color(WHITE);
        let (left, width) = (self.left - 1.5, SYMBOL - 4.5);
        self.page
            .rectangle(left * MM, (foot + 2.0) * MM, width * MM, (FOOT - 4.0) * MM);
        self.top = foot + 2.9;
        self.write((SEMIBOLD, 11.0), BLACK, 1, code);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::pdf::PdfFonts;

    #[test]
    fn damaged_name_stays_on_its_badge() {
        const WIDTH: f32 = 50.0;
        let fonts = PdfFonts::embedded().unwrap();
        let samples: [&[u8]; 4] = [
            "Đặng Thị Ngọc Ánh".as_bytes(),
            "김민수 · 山田太郎 · 王小明".as_bytes(),
            b"Bartholomew Featherstonehaugh-Cholmondeley",
            "\u{202e}e\u{302}\u{301}\u{1f600}\u{fdfd}".as_bytes(),
        ];
        damaged_input::each("badge-name", 64, &samples, |bytes| {
            let name = String::from_utf8_lossy(bytes);
            let size = fonts.fitting_size(SEMIBOLD, &NAME_SIZES, (WIDTH * MM, 2), &name);
            let mut page = PdfPage::new((86.0 * MM, 54.0 * MM));
            let mut column = TextColumn {
                fonts: &fonts,
                page: &mut page,
                left: MARGIN,
                top: 0.0,
                width: WIDTH,
            };
            column.write((SEMIBOLD, size), INK, 3, &name);
            prop_assert!(column.top <= 3.0 * NAME_SIZES[0] * 1.22 / MM + 0.1);
            Ok(format!(
                "{} lines",
                (column.top * MM / (size * 1.22)).round()
            ))
        });
    }
}
