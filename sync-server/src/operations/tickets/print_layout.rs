//! What stands where on a printed ticket. Places are in millimetres.

use shared::catalogue::{Catalogue, Localized};

use super::print_doors::EntryDoors;
use super::print_sheet::{LABEL_SHEET, RIM, TicketSheet};
use super::print_words::{PrintTexts, dates, holder, kind_names};
use super::symbol::{QUIET, Symbol, WIDTH};
use super::{IssuedTicket, TicketPictureError};
use crate::pdf::{
    BLACK, COBALT, INK, MM, PdfFonts, PdfPage, QUIET_INK, REGULAR, SEMIBOLD, TextColumn,
    line_height,
};

/// How wide the facts beside the symbol of a whole page are.
const FACTS_WIDTH: f32 = 84.0;

/// Draws the tickets of an exhibition.
pub(super) struct TicketLayout<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) fonts: &'a PdfFonts,
    pub(super) texts: PrintTexts<'a>,
    pub(super) doors: EntryDoors<'a>,
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
            doors: EntryDoors::of(catalogue, fonts, texts),
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
            top: top + 3.0,
            width: width - side - 6.0,
        };
        let code_top = top + height - 12.0;
        let doors = ((REGULAR, 8.0), column.width, 2);
        let doors = self.doors.line(&ticket.claims, doors);
        let exhibition = self.catalogue.name.get("vi");
        column.write((SEMIBOLD, 7.5), COBALT, 4, exhibition);
        column.space(1.0);
        let mut write = |above, style: (usize, f32), color, most: usize, text: &str| {
            column.space(above);
            let room = (code_top - column.top) / line_height(style.1);
            column.write(style, color, most.min(room as usize), text);
        };
        write(0.0, (SEMIBOLD, 10.0), INK, 2, &kind);
        write(0.0, (REGULAR, 8.0), INK, 2, &dates(&ticket.dates));
        write(0.0, (REGULAR, 8.0), INK, 2, &doors);
        write(0.8, (SEMIBOLD, 9.0), INK, 2, name);
        write(0.0, (REGULAR, 7.5), QUIET_INK, 1, organisation);
        column.top = code_top;
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
        let doors = [(0, (SEMIBOLD, 13.0), 3), (1, (REGULAR, 10.0), 2)];
        let doors = doors.map(|(language, style, most)| {
            self.doors
                .words(claims, (language, ""), (style, FACTS_WIDTH, most))
        });
        let mut facts = vec![
            ("print-kind", self.kind(ticket)),
            ("print-days", [dates, String::new()]),
            ("print-door", doors),
            ("print-admits", people),
            ("print-entry", (self.texts)(&policy, 0)),
            ("print-ticket", [number, String::new()]),
        ];
        if !name.is_empty() {
            let holder = [name.to_owned(), organisation.to_owned()];
            facts.insert(0, ("print-holder", holder));
        }
        column.left = 106.0;
        column.width = FACTS_WIDTH;
        column.top = top + 5.0;
        for (label, [value, below]) in facts {
            if value.is_empty() {
                continue;
            }
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
        kind_names(self.catalogue, ticket)
    }
}

fn both(text: &Localized) -> [&str; 2] {
    ["vi", "en"].map(|code| text.get(code))
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
