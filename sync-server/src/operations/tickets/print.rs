//! Tickets to print: sheets of labels, a page each, or pictures in an archive. They are read and written a few at a time.

use std::io::{self, Write};

use shared::catalogue::Catalogue;
use shared::checkin::TicketStatus;
use zip::result::ZipError;
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

use super::list::{ISSUED_COLUMNS, issued_rows};
use super::print_layout::{LABELS, PrintTexts, TicketLayout};
use super::{IssuedTicket, PictureError, days, picture, picture_name};
use crate::pdf::{MM, PdfFont, PdfWriter};
use crate::ports::{Database, OwnTicket, PortError};

/// How many tickets are read at once.
const AT_ONCE: usize = 1000;
/// An A4 page, in points.
const A4: (f32, f32) = (210.0 * MM, 297.0 * MM);

/// A form in which tickets are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TicketPrint {
    /// A4 sheets of labels to cut, as PDF.
    Sheets,
    /// A page for each ticket, as PDF.
    Pages,
    /// A ZIP archive with a PNG for each, and the list.
    Pictures,
}

/// Why tickets can't be printed.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// The database.
    #[error(transparent)]
    Database(#[from] PortError),
    /// A symbol or picture.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// What is written to takes no more.
    #[error("the tickets can't be written: {0}")]
    Write(#[from] io::Error),
    /// The archive.
    #[error("the archive of tickets can't be written: {0}")]
    Archive(#[from] ZipError),
    /// A font that the program carries.
    #[error("a font of this program is damaged; install the program again")]
    Font,
}

/// Writes the own tickets with these numbers, but for revoked ones.
///
/// # Errors
/// [`PrintError`]; what was written so far is no whole document.
pub fn print(
    database: &dyn Database,
    (first, last): (u32, u32),
    form: TicketPrint,
    texts: PrintTexts<'_>,
    out: impl Write,
) -> Result<(), PrintError> {
    let catalogue = database.read()?.catalogue()?;
    let tickets = TicketReader {
        database,
        catalogue: &catalogue,
        first,
        last,
    };
    match form {
        TicketPrint::Pictures => archive(&tickets, out),
        TicketPrint::Sheets | TicketPrint::Pages => document(&tickets, form, texts, out),
    }
}

fn document(
    tickets: &TicketReader<'_>,
    form: TicketPrint,
    texts: PrintTexts<'_>,
    out: impl Write,
) -> Result<(), PrintError> {
    let fonts = fonts().ok_or(PrintError::Font)?;
    let mut writer = PdfWriter::new(out, A4, &fonts)?;
    let layout = TicketLayout::new(tickets.catalogue, &fonts, texts);
    let mut page = writer.page();
    let mut place = 0;
    tickets.each(&mut |some| {
        for ticket in some {
            if form == TicketPrint::Pages {
                layout.whole_page(&mut page, ticket)?;
            } else {
                layout.label(&mut page, place, ticket)?;
                place += 1;
            }
            if form == TicketPrint::Pages || place == LABELS {
                let next = writer.page();
                writer.add(std::mem::replace(&mut page, next))?;
                place = 0;
            }
        }
        Ok(())
    })?;
    if place > 0 {
        writer.add(page)?;
    }
    writer.finish(tickets.catalogue.name.get("vi"))?;
    Ok(())
}

/// Writes the list first: it is read again for the pictures, so that neither is held in memory.
fn archive(tickets: &TicketReader<'_>, out: impl Write) -> Result<(), PrintError> {
    let mut archive = ZipWriter::new_stream(out);
    let packed = SimpleFileOptions::default().last_modified_time(DateTime::default());
    archive.start_file("tickets.csv", packed)?;
    archive.write_all(ISSUED_COLUMNS.as_bytes())?;
    tickets.each(&mut |some| Ok(archive.write_all(issued_rows(some).as_bytes())?))?;
    let stored = packed.compression_method(CompressionMethod::Stored);
    tickets.each(&mut |some| {
        for ticket in some {
            archive.start_file(picture_name(ticket), stored)?;
            archive.write_all(&picture(ticket)?)?;
        }
        Ok(())
    })?;
    archive.finish()?.into_inner().flush()?;
    Ok(())
}

/// Returns the fonts of printed tickets: regular, and semibold.
fn fonts() -> Option<[PdfFont; 2]> {
    macro_rules! font {
        ($name:literal) => {
            PdfFont::new(
                $name,
                include_bytes!(concat!("../../../../assets/fonts/", $name, ".ttf")),
            )?
        };
    }
    Some([
        font!("BeVietnamPro-Regular"),
        font!("BeVietnamPro-SemiBold"),
    ])
}

/// Takes in some tickets.
type EachTickets<'a> = &'a mut dyn FnMut(&[IssuedTicket]) -> Result<(), PrintError>;

struct TicketReader<'a> {
    database: &'a dyn Database,
    catalogue: &'a Catalogue,
    first: u32,
    last: u32,
}

impl TicketReader<'_> {
    fn each(&self, each: EachTickets<'_>) -> Result<(), PrintError> {
        let mut after = self.first.saturating_sub(1);
        loop {
            let view = self.database.read()?;
            let tickets = view.own_tickets(after, self.last, AT_ONCE)?;
            drop(view);
            let Some(last) = tickets.last() else {
                return Ok(());
            };
            after = last.claims.number.0;
            let good = tickets.into_iter();
            let good = good.filter(|it| !matches!(it.status, TicketStatus::Revoked(_)));
            let issued: Vec<IssuedTicket> = good.map(|it| self.issued(it)).collect();
            each(&issued)?;
        }
    }

    fn issued(&self, ticket: OwnTicket) -> IssuedTicket {
        let claims = ticket.claims;
        let kind = self.catalogue.ticket_type(claims.kind);
        IssuedTicket {
            number: claims.number,
            kind: kind.map_or_else(|| claims.kind.to_string(), |kind| kind.key.clone()),
            dates: days::dates_of(&self.catalogue.calendar(), claims.days).unwrap_or_default(),
            claims,
            digits: ticket.digits,
            short_code: ticket.short_code,
            holder: ticket.holder,
        }
    }
}
