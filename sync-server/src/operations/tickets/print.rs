//! Tickets to print: sheets of labels, a page each, or pictures in an archive. They are read and written a few at a time.

use std::io::{self, Write};

use shared::catalogue::Catalogue;
use shared::checkin::TicketStatus;
use shared::ids::TicketNumber;
use zip::result::ZipError;
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

use super::list::{file_name, printed_heads, printed_rows};
use super::print_layout::TicketLayout;
use super::print_sheet::{A4, BADGE_SHEET, LABEL_SHEET};
use super::print_words::PrintTexts;
use super::{IssuedTicket, TicketPictureError, issued, picture, vector_picture};
use crate::parallel;
use crate::pdf::{MM, PackedPage, PdfFonts, PdfPage, PdfWriter};
use crate::ports::{Database, PortError};

/// How many tickets are read at once.
const AT_ONCE: usize = 1000;

/// A form in which tickets are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TicketPrint {
    /// A4 sheets of labels to cut, as PDF.
    Sheets,
    /// A page for each ticket, as PDF.
    Pages,
    /// A4 sheets of badges to cut, as PDF.
    BadgeSheets,
    /// A badge a page, as PDF for label printers.
    Badges,
    /// A ZIP archive with a PNG for each, and the list.
    Pictures,
    /// A ZIP archive with an SVG for each, and the list.
    VectorPictures,
}

impl TicketPrint {
    /// Returns the size of a page in millimetres, and how many tickets are on it.
    fn page(self) -> ((f32, f32), usize) {
        match self {
            Self::Sheets => (A4, LABEL_SHEET.count()),
            Self::BadgeSheets => (A4, BADGE_SHEET.count()),
            Self::Badges => (BADGE_SHEET.size, 1),
            Self::Pages | Self::Pictures | Self::VectorPictures => (A4, 1),
        }
    }
}

/// Why tickets can't be printed.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// The database.
    #[error(transparent)]
    Database(#[from] PortError),
    /// A symbol or picture.
    #[error(transparent)]
    Picture(#[from] TicketPictureError),
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
        TicketPrint::Pictures => archive(&tickets, "png", (&picture, texts), out),
        TicketPrint::VectorPictures => {
            let draw = |ticket: &IssuedTicket| Ok(vector_picture(ticket)?.into_bytes());
            archive(&tickets, "svg", (&draw, texts), out)
        }
        _ => document(&tickets, form, texts, out),
    }
}

fn document(
    tickets: &TicketReader<'_>,
    form: TicketPrint,
    texts: PrintTexts<'_>,
    out: impl Write,
) -> Result<(), PrintError> {
    let fonts = PdfFonts::embedded().ok_or(PrintError::Font)?;
    let ((width, height), each) = form.page();
    let size = (width * MM, height * MM);
    let mut writer = PdfWriter::new(out, size, &fonts)?;
    let layout = TicketLayout::new(tickets.catalogue, &fonts, texts);
    tickets.each(each, &mut |some| {
        let pages: Vec<&[IssuedTicket]> = some.chunks(each).collect();
        let pages = parallel::map(&pages, |tickets| draw_page(&layout, form, size, tickets));
        for page in pages {
            writer.add(page?)?;
        }
        Ok(())
    })?;
    writer.finish(tickets.catalogue.name.get("vi"))?;
    Ok(())
}

fn draw_page(
    layout: &TicketLayout<'_>,
    form: TicketPrint,
    size: (f32, f32),
    tickets: &[IssuedTicket],
) -> Result<PackedPage, PrintError> {
    let mut page = PdfPage::new(size);
    match form {
        TicketPrint::Sheets => LABEL_SHEET.cut_marks(&mut page),
        TicketPrint::BadgeSheets => BADGE_SHEET.cut_marks(&mut page),
        _ => {}
    }
    for (place, ticket) in tickets.iter().enumerate() {
        match form {
            TicketPrint::Sheets => layout.label(&mut page, place, ticket)?,
            TicketPrint::BadgeSheets => {
                layout.badge(&mut page, BADGE_SHEET.place(place), ticket)?;
            }
            TicketPrint::Badges => layout.badge(&mut page, (0.0, 0.0), ticket)?,
            _ => layout.whole_page(&mut page, ticket)?,
        }
    }
    Ok(page.packed()?)
}

/// Draws a ticket's picture.
type DrawPicture<'a> = &'a (dyn Fn(&IssuedTicket) -> Result<Vec<u8>, TicketPictureError> + Sync);

/// Writes the list first: it is read again for the pictures, so that neither is held in memory.
fn archive(
    tickets: &TicketReader<'_>,
    ending: &str,
    (draw, texts): (DrawPicture<'_>, PrintTexts<'_>),
    out: impl Write,
) -> Result<(), PrintError> {
    let mut archive = ZipWriter::new_stream(out);
    let packed = SimpleFileOptions::default().last_modified_time(DateTime::default());
    archive.start_file("tickets.csv", packed)?;
    archive.write_all(printed_heads(texts).as_bytes())?;
    tickets.each(1, &mut |some| {
        let rows = printed_rows(tickets.catalogue, some, ending);
        Ok(archive.write_all(rows.as_bytes())?)
    })?;
    // A PNG is packed already.
    let options = if ending == "png" {
        packed.compression_method(CompressionMethod::Stored)
    } else {
        packed.compression_level(Some(1))
    };
    tickets.each(1, &mut |some| {
        let pictures = parallel::map(some, draw);
        for (ticket, picture) in some.iter().zip(pictures) {
            archive.start_file(file_name(ticket, ending), options)?;
            archive.write_all(&picture?)?;
        }
        Ok(())
    })?;
    archive.finish()?.into_inner().flush()?;
    Ok(())
}

/// Returns the own tickets with these numbers whose holder's name has a letter that no font has: a question mark is printed
/// for it.
///
/// # Errors
/// [`PrintError`].
pub fn unprintable_holders(
    database: &dyn Database,
    (first, last): (u32, u32),
) -> Result<Vec<(TicketNumber, String)>, PrintError> {
    let fonts = PdfFonts::embedded().ok_or(PrintError::Font)?;
    let mut holders = database.read()?.own_holders(first, last)?;
    holders.retain(|(_, holder)| !fonts.have(holder));
    Ok(holders)
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
    /// Calls `each` with the tickets, always a multiple of `together` but for the last time.
    fn each(&self, together: usize, each: EachTickets<'_>) -> Result<(), PrintError> {
        let mut after = self.first.saturating_sub(1);
        let mut waiting = Vec::new();
        loop {
            let view = self.database.read()?;
            let tickets = view.own_tickets(after, self.last, AT_ONCE)?;
            drop(view);
            let Some(last) = tickets.last() else {
                return if waiting.is_empty() {
                    Ok(())
                } else {
                    each(&waiting)
                };
            };
            after = last.claims.number.0;
            let good = tickets.into_iter();
            let good = good.filter(|it| !matches!(it.status, TicketStatus::Revoked(_)));
            waiting.extend(good.map(|it| issued(self.catalogue, it)));
            let whole = waiting.len() - waiting.len() % together;
            each(&waiting[..whole])?;
            waiting.drain(..whole);
        }
    }
}
