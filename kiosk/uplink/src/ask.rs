//! What to ask the server for next: a pure function of what it told last and what the journal has.

use shared::protocol::v1::TicketListQuery;

use journal::TicketListMark;

/// What the server said of itself in its last answer about news.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// The epoch of its ticket list.
    pub list_epoch: String,
    /// Whether that list has keyed hashes.
    pub keyed: bool,
    /// Whether more news is there at once.
    pub more: bool,
    /// The latest revision of its ticket list; `None` when it keeps none.
    pub ticket_list: Option<u64>,
}

/// What to ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// News, at once or as soon as there is any.
    News {
        /// Whether the server may wait for it.
        wait: bool,
    },
    /// A page of the ticket list.
    Register(TicketListQuery),
}

/// What to ask for next. `told` is `None` before the first answer; `paged` says that the last
/// question was for a page of the ticket list. News goes in between: a long register must not keep an
/// admission at another door from being known here.
#[must_use]
pub fn ask(told: Option<&Told>, ticket_list: &TicketListMark, paged: bool) -> Ask {
    let Some(told) = told else {
        return Ask::News { wait: false };
    };
    let lacks = lacks(told, ticket_list);
    if lacks && !paged {
        return Ask::Register(TicketListQuery {
            epoch: ticket_list.epoch.clone(),
            after: ticket_list.next,
            keyed: told.keyed,
        });
    }
    Ask::News {
        wait: !lacks && !told.more,
    }
}

/// Whether the server has tickets, or lacks some, that the ticket list here does not know of.
#[must_use]
pub fn lacks(told: &Told, ticket_list: &TicketListMark) -> bool {
    let read = ticket_list.epoch == told.list_epoch && ticket_list.whole;
    told.ticket_list
        .is_some_and(|latest| !read || ticket_list.next < latest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(epoch: &str, ticket_list: Option<u64>) -> Told {
        Told {
            list_epoch: epoch.to_owned(),
            keyed: false,
            more: false,
            ticket_list,
        }
    }

    fn mark(epoch: &str, next: u64, whole: bool) -> TicketListMark {
        TicketListMark {
            epoch: epoch.to_owned(),
            next,
            whole,
        }
    }

    fn page(epoch: &str, after: u64) -> Ask {
        Ask::Register(TicketListQuery {
            epoch: epoch.to_owned(),
            after,
            keyed: false,
        })
    }

    const NEWS_NOW: Ask = Ask::News { wait: false };
    const NEWS_LATER: Ask = Ask::News { wait: true };

    #[test]
    fn news_comes_first_and_the_register_when_the_server_tells_of_more_tickets() {
        let fresh = TicketListMark::default();
        assert_eq!(ask(None, &fresh, false), NEWS_NOW);
        assert_eq!(ask(Some(&told("e1", Some(7))), &fresh, false), page("", 0));
        let known = mark("e1", 7, true);
        assert_eq!(ask(Some(&told("e1", Some(7))), &known, false), NEWS_LATER);
        assert_eq!(
            ask(Some(&told("e1", Some(9))), &known, false),
            page("e1", 7)
        );
    }

    #[test]
    fn between_two_pages_there_is_news_that_nobody_waits_for() {
        let half = mark("e1", 5_000, false);
        let told = told("e1", Some(1_000_000));
        assert_eq!(ask(Some(&told), &half, true), NEWS_NOW);
        assert_eq!(ask(Some(&told), &half, false), page("e1", 5_000));
    }

    #[test]
    fn another_life_of_the_server_has_another_register_even_an_empty_one() {
        let known = mark("e1", 7, true);
        assert_eq!(
            ask(Some(&told("e2", Some(3))), &known, false),
            page("e1", 7)
        );
        assert_eq!(
            ask(Some(&told("e2", Some(0))), &known, false),
            page("e1", 7)
        );
        let read = mark("e2", 0, true);
        assert_eq!(ask(Some(&told("e2", Some(0))), &read, false), NEWS_LATER);
    }

    #[test]
    fn a_register_whose_old_rows_are_not_gone_is_asked_for_once_more() {
        let unswept = mark("e1", 7, false);
        assert_eq!(
            ask(Some(&told("e1", Some(7))), &unswept, false),
            page("e1", 7)
        );
    }

    #[test]
    fn keyed_list_takes_the_place_of_the_plain_one() {
        let plain = mark("e1", 7, true);
        let keyed = Told {
            keyed: true,
            ..told("e1-keyed", Some(7))
        };
        let Ask::Register(query) = ask(Some(&keyed), &plain, false) else {
            panic!("the list is asked for");
        };
        assert!(query.keyed);
        let read = mark("e1-keyed", 7, true);
        assert_eq!(ask(Some(&keyed), &read, false), NEWS_LATER);
    }

    #[test]
    fn an_older_server_is_asked_for_news_only() {
        let known = mark("e1", 7, true);
        assert_eq!(ask(Some(&told("e2", None)), &known, false), NEWS_LATER);
        let much = Told {
            more: true,
            ..told("e2", None)
        };
        assert_eq!(ask(Some(&much), &known, false), NEWS_NOW);
    }
}
