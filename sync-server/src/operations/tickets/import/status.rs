//! Columns that say whether a ticket is paid, refunded, cancelled.

use super::words::{begins_with_word, fold, has_word, is_word};

/// How a status column speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StatusKind {
    /// With a word for each state: "Status".
    Word,
    /// With yes where the ticket is good: "Paid".
    Good,
    /// With yes, a date or an amount where the ticket is not: "Refunded".
    Bad,
}

/// What a cell of a status column says of its ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StatusValue {
    /// The ticket is good.
    Good,
    /// It is not.
    Bad,
    /// The cell is empty.
    Empty,
    /// The word is not known.
    Unknown,
}

impl StatusKind {
    /// Returns how a column with this header speaks; `None` for one that is known for no status.
    pub(super) fn of_header(header: &str) -> Option<Self> {
        let header = fold(header);
        if is_word("header.status bad", &header) {
            Some(Self::Bad)
        } else if is_word("header.status good", &header) {
            Some(Self::Good)
        } else {
            has_word("header.status", &header).then_some(Self::Word)
        }
    }

    /// Returns what a cell says. Words of `good` are good, too.
    pub(super) fn read(self, cell: &str, good: &[String]) -> StatusValue {
        let cell = fold(cell);
        let word = word_of(&cell);
        match self {
            _ if good.iter().any(|word| fold(word) == cell) => StatusValue::Good,
            Self::Bad if cell.is_empty() || is_word("status.no", &cell) => StatusValue::Good,
            Self::Bad if word == StatusValue::Good => word,
            Self::Bad => StatusValue::Bad,
            _ if cell.is_empty() => StatusValue::Empty,
            Self::Good if is_word("status.yes", &cell) => StatusValue::Good,
            Self::Good if is_word("status.no", &cell) => StatusValue::Bad,
            _ => word,
        }
    }
}

/// Returns whether a header speaks of a status, known or not.
pub(super) fn looks_like_status(header: &str) -> bool {
    has_word("header.like status", &fold(header))
}

/// Returns whether a cell says by itself that its ticket is not good.
pub(super) fn is_bad_status(cell: &str) -> bool {
    let cell = fold(cell);
    let short = cell.split(' ').count() <= 4;
    short && !is_word("status.bad alone", &cell) && word_of(&cell) == StatusValue::Bad
}

/// Returns what a word says; "Paid (card)" says what "Paid" does.
fn word_of(word: &str) -> StatusValue {
    let word = word.replace('-', " ");
    if is_word("status.good", &word) {
        StatusValue::Good
    } else if is_word("status.bad alone", &word) || has_word("status.bad", &word) {
        StatusValue::Bad
    } else if begins_with_word("status.good beginnings", &word) {
        StatusValue::Good
    } else {
        StatusValue::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(header: &str, cell: &str) -> StatusValue {
        StatusKind::of_header(header).unwrap().read(cell, &[])
    }

    #[test]
    fn good_and_bad_statuses_are_told_apart() {
        for cell in [
            "Paid",
            "PAID (card)",
            "Đã thanh toán",
            "Thành công",
            "Confirmed",
            "Attending",
            "Chưa sử dụng",
            "Not refunded",
            "còn hiệu lực",
            "Hoàn thành",
            "Chưa hủy",
            "not checked-in",
        ] {
            assert_eq!(read("Status", cell), StatusValue::Good, "{cell}");
        }
        for cell in [
            "Refunded",
            "partially refunded",
            "Cancelled",
            "CANCELED",
            "Void",
            "Unpaid",
            "Not paid",
            "Not Attending",
            "Đã hủy",
            "Đã huỷ",
            "Hoàn tiền",
            "Đã hoàn tiền",
            "Chưa thanh toán",
            "Chờ thanh toán",
            "Giữ chỗ",
            "Pending",
            "Payment failed",
            "Thất bại",
            "Hết hạn",
            "Used",
            "Đã sử dụng",
            "on-hold",
            "Refund requested",
            "Không hợp lệ",
        ] {
            assert_eq!(read("Trạng thái", cell), StatusValue::Bad, "{cell}");
        }
        assert_eq!(read("Status", "Foo"), StatusValue::Unknown);
        assert_eq!(read("Status", " "), StatusValue::Empty);
        let word = StatusKind::Word;
        assert_eq!(word.read("Foo", &["foo".to_owned()]), StatusValue::Good);
    }

    #[test]
    fn yes_means_what_the_header_says() {
        for (header, good, bad) in [
            ("Paid", "yes", "no"),
            ("Đã thanh toán", "Có", "Chưa"),
            ("Thanh toán", "x", "0"),
            ("Refunded", "No", "Yes"),
            ("Refunded at", "", "2026-11-20"),
            ("Refund amount", "0.00", "150000"),
            ("Đã hủy", "Không", "x"),
            ("Cancelled", "FALSE", "TRUE"),
        ] {
            assert_eq!(read(header, good), StatusValue::Good, "{header}");
            assert_eq!(read(header, bad), StatusValue::Bad, "{header}");
        }
    }

    #[test]
    fn status_headers_are_known_in_both_languages() {
        for header in [
            "Status",
            "Attendee Status",
            "order_status",
            "Payment status",
            "Trạng thái",
            "Trạng thái vé",
            "Tình trạng thanh toán",
            "TINH TRANG",
            "Refunded",
            "Hoàn tiền",
        ] {
            assert!(StatusKind::of_header(header).is_some(), "{header}");
            assert!(looks_like_status(header), "{header}");
        }
        for header in [
            "Payment method",
            "Hình thức thanh toán",
            "Check-in",
            "Huỷ/hoàn",
        ] {
            assert_eq!(StatusKind::of_header(header), None, "{header}");
            assert!(looks_like_status(header), "{header}");
        }
        for header in [
            "Name",
            "Họ tên",
            "Nguyễn Huyền",
            "Email",
            "Ghi chú",
            "Số người",
        ] {
            assert!(!looks_like_status(header), "{header}");
        }
        assert!(is_bad_status("Đã hoàn tiền"));
        assert!(!is_bad_status("khách hủy lịch hôm trước nhưng đã đặt lại"));
    }
}
