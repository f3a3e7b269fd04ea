//! The tickets that are known: own ones and those of other sellers.

use std::collections::{HashMap, HashSet};

use shared::checkin::TicketStatus;
use shared::ids::TicketNumber;
use shared::protocol::v1::TicketListItem;
use shared::ticket::{Claims, CodeHash, FIRST_OF_SELLERS, ScanProof, ShortCode};
use shared::time::UnixMs;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::PortError;

/// How many ticket numbers are passed over where nobody knows how many were given out.
const TICKET_LEAP: u32 = 1_000_000;
/// For how many milliseconds since the exhibition was made one more is passed over: 200 a second are more than anybody gives
/// out for long, and few enough for four months; then it begins anew.
const MS_PER_TICKET: i64 = 5;
/// Leaves room for tickets after any such number.
const MOST_BY_CLOCK: i64 = FIRST_OF_SELLERS.0 as i64 - 100_000_000;

/// Returns the last number that may follow this one: own tickets are numbered below those of sellers. An earlier version
/// gave all of them numbers of one sequence, and goes on with it where it came so far.
pub(crate) fn last_number_after(last: u32) -> u32 {
    match last.checked_sub(FIRST_OF_SELLERS.0) {
        None => FIRST_OF_SELLERS.0 - 1,
        Some(_) => u32::MAX,
    }
}

/// Returns the number above which own tickets are numbered where nobody knows how many were given out after `last`. It goes by
/// the clock, so that a backup that is restored twice, on whichever computers, gives out other numbers each time. A clock
/// that is before the exhibition or behind `last` says the same twice; `chance`, any number, decides then.
pub(crate) fn last_ticket_by_clock(last: u32, made: UnixMs, now: UnixMs, chance: u32) -> u32 {
    let by_clock = now.since(made) / MS_PER_TICKET % MOST_BY_CLOCK;
    u32::try_from(by_clock + 2 * i64::from(TICKET_LEAP))
        .ok()
        .filter(|by_clock| now >= made && *by_clock > last)
        .unwrap_or_else(|| {
            let most = last_number_after(last);
            let from = last.saturating_add(TICKET_LEAP).min(most);
            // Half of what is left leaves room for further ones.
            from + chance % ((most - from) / 2).max(1)
        })
}

/// An own ticket that is to be stored.
#[derive(Debug, Clone, Copy)]
pub struct NewTicket<'a> {
    /// What it grants; its number is the ticket's.
    pub claims: &'a Claims,
    /// The digits of its QR symbol.
    pub digits: &'a str,
    /// The code for people.
    pub short_code: ShortCode,
    /// The name that it is issued to.
    pub holder: Option<&'a str>,
}

/// An own ticket with what is printed on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnTicket {
    /// What it grants.
    pub claims: Claims,
    /// The digits of its QR symbol.
    pub digits: String,
    /// The code for people.
    pub short_code: ShortCode,
    /// The name that it is issued to.
    pub holder: Option<String>,
    /// Whether it is honoured.
    pub status: TicketStatus,
}

/// A ticket of another seller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignTicket {
    /// What it grants; its number is the ticket's.
    pub claims: Claims,
    /// Who sold it.
    pub seller: String,
    /// The hash of its code.
    pub hash: CodeHash,
    /// The hash of its code without regard to case and white space, where that is another.
    pub folded: Option<CodeHash>,
    /// Shows that its code was seen; `None` where it was imported before proofs were kept.
    pub proof: Option<ScanProof>,
    /// The seller's own number.
    pub reference: Option<String>,
    /// The name it was sold under.
    pub holder: Option<String>,
    /// Whether kiosks may have that name.
    pub share_holder: bool,
}

/// A ticket of another seller that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownForeign {
    /// The ticket.
    pub ticket: ForeignTicket,
    /// Whether the organisers have withdrawn it.
    pub revoked: bool,
}

/// A ticket as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredTicket {
    /// What it grants.
    pub claims: Claims,
    /// The short code of an own ticket.
    pub short_code: Option<ShortCode>,
    /// The hash of the code of another seller's ticket.
    pub hash: Option<CodeHash>,
    /// Who sold a ticket of another seller.
    pub seller: Option<String>,
    /// The seller's own number.
    pub reference: Option<String>,
    /// The name it was sold under.
    pub holder: Option<String>,
    /// Whether it is honoured.
    pub status: TicketStatus,
}

/// What organisers noted of a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketNote {
    /// The ticket.
    pub ticket: TicketNumber,
    /// Who noted it.
    pub author: String,
    /// What.
    pub note: String,
    /// When.
    pub made: UnixMs,
}

/// A part of the ticket list, as kiosks read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketPage {
    /// The tickets as they are now.
    pub tickets: Vec<TicketListItem>,
    /// What is wrong with the rows of tickets that are passed over.
    pub faults: Vec<String>,
    /// The cursor after this part.
    pub next: u64,
    /// Whether more is there at once.
    pub more: bool,
}

/// A moment of the ticket list: as long as it is the same, nothing was added, changed or withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TicketsVersion {
    /// The latest addition or change.
    pub revision: u64,
    /// The latest change of a status.
    pub status: u64,
}

/// Reads tickets.
#[expect(clippy::missing_errors_doc, reason = "each fails as the database does")]
pub trait ReadTickets {
    /// Returns the highest number that was given to an own ticket, or to a seller's one before these had numbers of their own;
    /// 0 for none.
    fn last_ticket_number(&self) -> Result<u32, PortError>;

    /// Returns those of the numbers that tickets have.
    fn taken_numbers(&self, numbers: &[TicketNumber]) -> Result<HashSet<TicketNumber>, PortError>;

    /// Returns the status of every ticket whose status was ever changed.
    fn latest_statuses(&self) -> Result<HashMap<TicketNumber, TicketStatus>, PortError>;

    /// Returns the moment of the ticket list.
    fn tickets_version(&self) -> Result<TicketsVersion, PortError>;

    /// Returns what a ticket grants; `None` when there is no such ticket, or one with another short code.
    fn ticket_claims(
        &self,
        number: TicketNumber,
        code: Option<ShortCode>,
    ) -> Result<Option<Claims>, PortError>;

    /// Returns every ticket, the one that was added or changed last at the end.
    fn tickets(&self) -> Result<Vec<StoredTicket>, PortError>;

    /// Returns own tickets whose number is greater than `after` and no greater than `last`, by number, at most `limit`.
    fn own_tickets(&self, after: u32, last: u32, limit: usize)
    -> Result<Vec<OwnTicket>, PortError>;

    /// Returns the names that own tickets from `first` to `last` are issued to, by number.
    fn own_holders(&self, first: u32, last: u32) -> Result<Vec<(TicketNumber, String)>, PortError>;

    /// Returns the names of all sellers.
    fn sellers(&self) -> Result<Vec<String>, PortError>;

    /// Returns the tickets of a seller, the one that was added or changed last at the end.
    fn foreign_tickets_of(&self, seller: &str) -> Result<Vec<KnownForeign>, PortError>;

    /// Returns the tickets of all sellers that have one of these codes, by code.
    fn foreign_tickets(
        &self,
        hashes: &HashSet<CodeHash>,
    ) -> Result<HashMap<CodeHash, Vec<KnownForeign>>, PortError>;

    /// Returns the tickets of sellers whose code, or whose code without regard to case and white space, has this hash.
    fn tickets_with_code(&self, hash: CodeHash) -> Result<Vec<TicketNumber>, PortError>;

    /// Returns those of the tickets that are known, by number.
    fn known_tickets(&self, numbers: &[TicketNumber]) -> Result<Vec<StoredTicket>, PortError>;

    /// Returns the tickets of sellers that have this number there.
    fn tickets_with_reference(&self, reference: &str) -> Result<Vec<TicketNumber>, PortError>;

    /// Returns tickets of which every word begins a word of the holder's name or of the seller's number, at most `limit`.
    /// The words are as `search_words` makes them.
    fn tickets_with_words(
        &self,
        words: &[String],
        limit: usize,
    ) -> Result<Vec<TicketNumber>, PortError>;

    /// Returns every status that a ticket was given, oldest first, each with the instant from which on it holds.
    fn ticket_statuses(
        &self,
        ticket: TicketNumber,
    ) -> Result<Vec<(TicketStatus, UnixMs)>, PortError>;

    /// Returns what was noted of a ticket, oldest first.
    fn ticket_notes(&self, ticket: TicketNumber) -> Result<Vec<TicketNote>, PortError>;

    /// Returns the tickets that were added or changed after a cursor, oldest change first, at most `limit`.
    fn ticket_page(&self, after: u64, limit: usize) -> Result<TicketPage, PortError>;
}

/// Changes tickets.
#[expect(clippy::missing_errors_doc, reason = "each fails as the database does")]
pub trait WriteTickets {
    /// Adds tickets that were issued here.
    fn insert_tickets(&self, tickets: &[NewTicket<'_>], now: UnixMs) -> Result<(), PortError>;

    /// Adds tickets of another seller.
    fn insert_foreign_tickets(
        &self,
        tickets: &[ForeignTicket],
        now: UnixMs,
    ) -> Result<(), PortError>;

    /// Changes a ticket of another seller; number, seller and code stay.
    fn update_foreign_ticket(&self, ticket: &ForeignTicket) -> Result<(), PortError>;

    /// Adds a note.
    fn insert_ticket_note(&self, note: &TicketNote) -> Result<(), PortError>;

    /// Changes whether a ticket is honoured.
    fn set_ticket_status(
        &self,
        ticket: TicketNumber,
        status: TicketStatus,
        now: UnixMs,
    ) -> Result<(), PortError>;
}

/// Returns the words of a text without case and diacritics: `Nguyễn-Văn` is `nguyen` and `van`.
pub(crate) fn search_words(text: &str) -> Vec<String> {
    let letters = text.nfkd().filter(|c| !is_combining_mark(*c));
    let letters: String = letters.flat_map(char::to_lowercase).collect();
    let letters = letters.replace('đ', "d");
    let words = letters.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use shared::ticket::{ShortCode, normalise};

    use super::*;

    proptest! {
        /// Whatever the copies are that are set back at two times, as many numbers lie between as people give out meanwhile.
        #[test]
        fn copies_set_back_give_out_other_numbers(
            lasts in prop::array::uniform2(0..2_000_000_u32),
            first in 0..5_000_000_000_i64,
            pause in 0..5_000_000_000_i64,
        ) {
            let at = |last, ms| last_ticket_by_clock(last, UnixMs(7), UnixMs(7 + ms), 0);
            let [one, two] = [at(lasts[0], first), at(lasts[1], first + pause)];
            prop_assert!(one > lasts[0] && i64::from(two - one) >= pause / MS_PER_TICKET);
        }
    }

    #[test]
    fn damaged_search_has_words_or_none() {
        let samples: [&[u8]; 4] = [
            "Nguyễn-Văn  Đào".as_bytes(),
            b"7QK4-M2XW",
            b"number:17",
            "code:4711 \u{200b}ß".as_bytes(),
        ];
        damaged_input::each("ticket-search", 256, &samples, |bytes| {
            let text = String::from_utf8_lossy(bytes);
            let words = search_words(&text);
            prop_assert!(words.iter().all(|it| !it.is_empty() && !it.contains(' ')));
            let is_code = normalise(&text).parse::<ShortCode>().is_ok();
            Ok(format!("{} {is_code}", words.is_empty()))
        });
    }

    #[test]
    fn numbers_go_on_beyond_the_clock() {
        let years = UnixMs(100_000_000_000);
        assert!(last_ticket_by_clock(7, UnixMs(0), years, 1) > 2_000_000);
        assert_eq!(
            last_ticket_by_clock(u32::MAX, UnixMs(0), years, 1),
            u32::MAX
        );
        let early = last_ticket_by_clock(9_000_000, UnixMs(5), UnixMs(0), 0);
        assert_eq!(early, 10_000_000);
    }

    #[test]
    fn stopped_clock_repeats_no_number() {
        let restored =
            |last, now, chance| last_ticket_by_clock(last, UnixMs(5), UnixMs(now), chance);
        for (last, now) in [(7, 0), (9_000_000, 5), (u32::MAX - 2_000_000, 5)] {
            let [one, two] =
                [1_000_000_007, 3_000_000_019].map(|chance| restored(last, now, chance));
            assert!(one > last && two > last && one != two, "{one} {two}");
        }
    }
}
