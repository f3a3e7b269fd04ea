//! What is said of a printed ticket.

use jiff::civil::Date;
use shared::catalogue::Catalogue;

use super::{HOLDER_PARTS, IssuedTicket};

/// Returns a sentence in Vietnamese and in English, with a number in it.
pub type PrintTexts<'a> = &'a (dyn Fn(&str, u32) -> [String; 2] + Sync);

/// Returns the name of a ticket's kind in Vietnamese and in English.
pub(super) fn kind_names(catalogue: &Catalogue, ticket: &IssuedTicket) -> [String; 2] {
    let kind = catalogue.ticket_type(ticket.claims.kind);
    let name = |code| kind.map_or(ticket.kind.as_str(), |kind| kind.name.get(code));
    ["vi", "en"].map(|code| name(code).to_owned())
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
