//! What stands where on a printed ticket. Places are in millimetres.

use jiff::civil::Date;
use shared::catalogue::{Catalogue, Localized};

use super::print_sheet::{LABEL_SHEET, RIM, TicketSheet};
use super::symbol::{QUIET, Symbol, WIDTH};
use super::{HOLDER_PARTS, IssuedTicket, TicketPictureError};
use crate::pdf::{MM, PdfFonts, PdfPage, TextStyle};

/// Returns a sentence in Vietnamese and in English, with a number in it.
pub type PrintTexts<'a> = &'a (dyn Fn(&str, u32) -> [String; 2] + Sync);

pub(super) const INK: [u8; 3] = [20, 33, 58];
pub(super) const QUIET_INK: [u8; 3] = [68, 80, 106];
pub(super) const COBALT: [u8; 3] = [29, 63, 148];
pub(super) const BLACK: [u8; 3] = [0, 0, 0];

/// The fonts' places in the document.
pub(super) const REGULAR: usize = 0;
pub(super) const SEMIBOLD: usize = 1;

/// Draws the tickets of an exhibition.
pub(super) struct TicketLayout<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) fonts: &'a PdfFonts,
    pub(super) texts: PrintTexts<'a>,
}

/// A column of lines on a page, which are written from top to bottom.
pub(super) struct TextColumn<'a, 'b> {
    pub(super) fonts: &'a PdfFonts,
    pub(super) page: &'b mut PdfPage,
    pub(super) left: f32,
    /// The lower edge of what is written.
    pub(super) top: f32,
    pub(super) width: f32,
}

impl TextColumn<'_, '_> {
    /// Writes a text in at most so many lines.
    pub(super) fn write(
        &mut self,
        (font, size): (usize, f32),
        color: [u8; 3],
        most: usize,
        text: &str,
    ) {
        self.page.color(color);
        let lines = self.fonts.lines((font, size), self.width * MM, most, text);
        for line in lines {
            self.top += size * 1.22 / MM;
            // Letters with two marks stand high, those with a dot below low: a quarter of the line is below the baseline.
            let at = (self.left * MM, (self.top - size * 0.24 / MM) * MM);
            self.page
                .text(self.fonts, at, TextStyle { font, size }, &line);
        }
    }

    pub(super) fn space(&mut self, height: f32) {
        self.top += height;
    }
}

impl<'a> TicketLayout<'a> {
    pub(super) fn new(
        catalogue: &'a Catalogue,
        fonts: &'a PdfFonts,
        texts: PrintTexts<'a>,
    ) -> Self {
        Self {
            catalogue,
            fonts,
            texts,
        }
    }

    /// Draws a label of a sheet.
    pub(super) fn label(
        &self,
        page: &mut PdfPage,
        place: usize,
        ticket: &IssuedTicket,
    ) -> Result<(), TicketPictureError> {
        let TicketSheet {
            size: (width, height),
            ..
        } = LABEL_SHEET;
        let (left, top) = LABEL_SHEET.place(place);
        let side = 46.0;
        draw_symbol(page, (left + 1.5, top + 4.0), side, &ticket.digits)?;
        let [kind, _] = self.kind(ticket);
        let (name, organisation) = holder(ticket);
        let mut column = TextColumn {
            fonts: self.fonts,
            page,
            left: left + side + 2.0,
            top: top + 4.0,
            width: width - side - 6.0,
        };
        let exhibition = self.catalogue.name.get("vi");
        column.write((SEMIBOLD, 8.0), COBALT, 4, exhibition);
        column.space(1.5);
        column.write((SEMIBOLD, 10.5), INK, 2, &kind);
        column.write((REGULAR, 8.5), INK, 2, &dates(&ticket.dates));
        if !name.is_empty() {
            column.space(1.0);
            column.write((SEMIBOLD, 9.0), INK, 2, name);
            column.write((REGULAR, 8.0), QUIET_INK, 1, organisation);
        }
        column.top = top + height - 13.0;
        let code = ticket.short_code.to_string();
        column.write((SEMIBOLD, 12.0), BLACK, 1, &code);
        let [number, _] = (self.texts)("print-number", ticket.number.0);
        column.write((REGULAR, 7.5), QUIET_INK, 1, &number);
        Ok(())
    }

    /// Draws a ticket on a page of its own, in Vietnamese and English.
    pub(super) fn whole_page(
        &self,
        page: &mut PdfPage,
        ticket: &IssuedTicket,
    ) -> Result<(), TicketPictureError> {
        let fonts = self.fonts;
        page.color(COBALT);
        page.rectangle(0.0, 0.0, 210.0 * MM, 6.0 * MM);
        let mut column = TextColumn {
            fonts,
            page,
            left: 20.0,
            top: 18.0,
            width: 170.0,
        };
        let [name, name_en] = both(&self.catalogue.name);
        column.write((SEMIBOLD, 24.0), COBALT, 3, name);
        column.space(1.0);
        if name_en != name {
            column.write((REGULAR, 12.0), QUIET_INK, 2, name_en);
        }
        column.space(3.0);
        let [venue, venue_en] = both(&self.catalogue.venue);
        column.write((SEMIBOLD, 12.0), INK, 2, venue);
        if venue_en != venue {
            column.write((REGULAR, 11.0), QUIET_INK, 2, venue_en);
        }
        let top = column.top + 8.0;
        column.page.color(RIM);
        column
            .page
            .rectangle(20.0 * MM, top * MM, 170.0 * MM, 0.3 * MM);
        let top = top + 6.0;
        let side = 86.0;
        draw_symbol(column.page, (14.0, top), side, &ticket.digits)?;
        let (name, organisation) = holder(ticket);
        let claims = &ticket.claims;
        let people = (self.texts)("print-people", u32::from(claims.party));
        let policy = format!("print-policy-{}", claims.policy as u8);
        let number = ticket.number.0.to_string();
        let dates = dates(&ticket.dates);
        let mut facts = vec![
            ("print-kind", self.kind(ticket)),
            ("print-days", [dates, String::new()]),
            ("print-admits", people),
            ("print-entry", (self.texts)(&policy, 0)),
            ("print-ticket", [number, String::new()]),
        ];
        if !name.is_empty() {
            let holder = [name.to_owned(), organisation.to_owned()];
            facts.insert(0, ("print-holder", holder));
        }
        column.left = 106.0;
        column.width = 84.0;
        column.top = top + 5.0;
        for (label, [value, below]) in facts {
            let [vi, en] = (self.texts)(label, 0);
            column.write((REGULAR, 8.5), QUIET_INK, 1, &format!("{vi} · {en}"));
            column.write((SEMIBOLD, 13.0), INK, 3, &value);
            if below != value {
                column.write((REGULAR, 10.0), QUIET_INK, 2, &below);
            }
            column.space(3.0);
        }
        let lowest = column.top.max(top + side + 18.0);
        column.left = 22.0;
        column.width = 78.0;
        column.top = top + side - 3.0;
        let [vi, en] = (self.texts)("print-code", 0);
        column.write((REGULAR, 8.5), QUIET_INK, 1, &format!("{vi} · {en}"));
        column.write((SEMIBOLD, 22.0), BLACK, 1, &ticket.short_code.to_string());
        column.page.color(RIM);
        let top = lowest + 6.0;
        column
            .page
            .rectangle(20.0 * MM, top * MM, 170.0 * MM, 0.3 * MM);
        column.left = 20.0;
        column.width = 170.0;
        column.top = top + 4.0;
        for advice in ["print-advice-show", "print-advice-keep"] {
            let [vi, en] = (self.texts)(advice, 0);
            column.write((REGULAR, 11.0), INK, 3, &vi);
            column.write((REGULAR, 10.0), QUIET_INK, 3, &en);
            column.space(3.0);
        }
        Ok(())
    }

    /// Returns the name of a ticket's kind in Vietnamese and in English.
    pub(super) fn kind(&self, ticket: &IssuedTicket) -> [String; 2] {
        let kind = self.catalogue.ticket_type(ticket.claims.kind);
        let name = |code| kind.map_or(ticket.kind.as_str(), |kind| kind.name.get(code));
        ["vi", "en"].map(|code| name(code).to_owned())
    }
}

fn both(text: &Localized) -> [&str; 2] {
    ["vi", "en"].map(|code| text.get(code))
}

/// Returns a holder's name, and their organisation.
pub(super) fn holder(ticket: &IssuedTicket) -> (&str, &str) {
    let holder = ticket.holder.as_deref().unwrap_or_default();
    holder.split_once(HOLDER_PARTS).unwrap_or((holder, ""))
}

/// Returns dates as people read them; several that follow each other as a span.
pub(super) fn dates(dates: &[Date]) -> String {
    let long = |date: &Date| date.strftime("%d/%m/%Y").to_string();
    let (Some(first), Some(last)) = (dates.first(), dates.last()) else {
        return String::new();
    };
    let follows = |pair: &[Date]| pair[0].tomorrow().is_ok_and(|next| next == pair[1]);
    if dates.len() > 2 && dates.windows(2).all(follows) {
        let first = first.strftime("%d/%m");
        return format!("{first} – {}", long(last));
    }
    let others = dates.iter().take(dates.len() - 1);
    let others = others.map(|date| format!("{}, ", date.strftime("%d/%m")));
    others.collect::<String>() + &long(last)
}

/// Draws a symbol with the white around it, in a square.
pub(super) fn draw_symbol(
    page: &mut PdfPage,
    (left, top): (f32, f32),
    side: f32,
    digits: &str,
) -> Result<(), TicketPictureError> {
    let symbol = Symbol::of(digits)?;
    let module = side / (WIDTH + 2 * QUIET) as f32;
    let inset = module * QUIET as f32;
    page.color(BLACK);
    let at = ((left + inset) * MM, (top + inset) * MM);
    page.grid(at, module * MM, symbol.runs());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn following_days_are_printed_as_a_span() {
        let days =
            |days: &[i8]| -> Vec<Date> { days.iter().map(|it| date(2026, 11, *it)).collect() };
        assert_eq!(dates(&days(&[26, 27, 28])), "26/11 – 28/11/2026");
        assert_eq!(dates(&days(&[26, 28])), "26/11, 28/11/2026");
        assert_eq!(dates(&days(&[26])), "26/11/2026");
        assert_eq!(dates(&[]), "");
    }
}
