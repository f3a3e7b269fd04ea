//! Columns that say whether a ticket is paid, refunded, cancelled.

use super::words::{fold, has_words};

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

const GOOD: &str = "paid|fully paid|success|successful|succeeded|complete|completed|confirmed|active|valid|issued|sold|attending\
    |going|approved|accepted|ok|free|comp|complimentary|sent|delivered|registered|captured|settled|unused|not used|not scanned\
    |not redeemed|not checked in|not refunded|not cancelled|not canceled|non refundable|available|booked|purchased\
    |da thanh toan|da tra tien|da tra|thanh toan thanh cong|thanh cong|giao dich thanh cong|hoan thanh|da hoan thanh|hoan tat\
    |da hoan tat|xac nhan|da xac nhan|hop le|hieu luc|con hieu luc|co hieu luc|con han|da phat hanh|da xuat|da xuat ve|da cap|da gui\
    |da ban|da mua|da dat|da duyet|mien phi|tham du|co tham du|se tham du|da dang ky|chua su dung|chua dung|chua check in|chua quet\
    |chua huy|khong huy|chua hoan tien|khong hoan tien|binh thuong|kich hoat|da kich hoat|dang hoat dong|hoat dong|da thu tien\
    |da thu|du|tot";
const BAD: &str = "refund|refunded|refunding|refunds|cancel|cancelled|canceled|cancelling|cancellation|void|voided|unpaid|not paid\
    |not attending|not going|declined|rejected|denied|failed|failure|expired|invalid|inactive|not valid|pending|awaiting|waiting\
    |waitlist|waitlisted|on hold|hold|held|reserved|draft|abandoned|deleted|removed|blocked|suspended|revoked|returned|replaced\
    |exchanged|transferred|chargeback|charged back|disputed|dispute|fraud|duplicate|redeemed|scanned|checked in|no show\
    |overdue|partially paid|unconfirmed|unpublished|not confirmed|incomplete\
    |hoan tien|hoan ve|hoan lai|tra ve|tra lai|huy|bi huy|huy bo|chua thanh toan|cho thanh toan|chua tra|chua tra tien|no tien\
    |con no|khong tham du|khong den|that bai|khong thanh cong|het han|qua han|het hieu luc|khong hieu luc|khong hop le\
    |vo hieu|tu choi|khoa|bi khoa|tam khoa|tam ngung|tam giu|giu cho|dat coc|da coc|cho xac nhan|cho xu ly|cho duyet|dang cho\
    |chua xac nhan|chua hoan tat|chua kich hoat|da xoa|doi ve|da doi|thay the|chuyen nhuong|da su dung|da dung|da quet|da check in\
    |da vao cong";
/// Words that are bad by themselves and may be part of a good status.
const BAD_ALONE: &str = "used|test|partial|error|hold|held|cho|loi|nhap|trung|xoa|new|open";
const YES: &str = "yes|y|true|co|x|v|1|✓|✔|da|roi|dung";
const NO: &str = "no|n|false|khong|chua|0|00|000|sai|none|null|na|n a";

impl StatusKind {
    /// Returns how a column with this header speaks; `None` for one that is known for no status.
    pub(super) fn of_header(header: &str) -> Option<Self> {
        const WORD: [&str; 6] = [
            "status",
            "trang thai",
            "tinh trang",
            "rsvp",
            "attendance",
            "state of ticket",
        ];
        const GOOD: &str = "paid|is paid|payment|thanh toan|da thanh toan|valid|is valid|active|hop le|da tra tien|confirmed|attending";
        const BAD: &str = "refunded|is refunded|refund|cancelled|canceled|is cancelled|is canceled|void|voided|is void|unpaid|huy|da huy|huy ve\
            |bi huy|hoan tien|da hoan tien|hoan ve|hoan huy|chua thanh toan|refunded at|cancelled at|canceled at|refund date|cancel date\
            |ngay huy|ngay hoan tien|refund amount|so tien hoan|used|redeemed|da su dung|checked in";
        let folded = fold(header);
        let one_of = |names: &str| names.split('|').any(|name| name == folded);
        if one_of(BAD) {
            Some(Self::Bad)
        } else if one_of(GOOD) {
            Some(Self::Good)
        } else {
            let word = WORD.iter().any(|word| has_words(&folded, word));
            word.then_some(Self::Word)
        }
    }

    /// Returns what a cell says. Words of `good` are good, too.
    pub(super) fn read(self, cell: &str, good: &[String]) -> StatusValue {
        let folded = fold(cell);
        let one_of = |words: &str| words.split('|').any(|word| word == folded);
        if good.iter().any(|word| fold(word) == folded) {
            return StatusValue::Good;
        }
        match self {
            Self::Bad => {
                let good =
                    folded.is_empty() || one_of(NO) || word_of(&folded) == Some(StatusValue::Good);
                if good {
                    StatusValue::Good
                } else {
                    StatusValue::Bad
                }
            }
            _ if folded.is_empty() => StatusValue::Empty,
            Self::Good if one_of(YES) => StatusValue::Good,
            Self::Good if one_of(NO) => StatusValue::Bad,
            _ => word_of(&folded).unwrap_or(StatusValue::Unknown),
        }
    }
}

/// Returns whether a header speaks of a status, known or not.
pub(super) fn looks_like_status(header: &str) -> bool {
    const WORDS: &str = "status|trang thai|tinh trang|paid|unpaid|payment|thanh toan|refund|refunded|refunds|cancel|cancelled|canceled\
        |cancellation|void|voided|huy|hoan|hoan tien|used|redeemed|check in|checked in|checkin|da dung|da su dung|rsvp\
        |attendance|attending";
    let folded = fold(header).replace('-', " ");
    WORDS.split('|').any(|word| has_words(&folded, word))
}

/// Returns whether a cell says by itself that its ticket is not good.
pub(super) fn is_bad_status(cell: &str) -> bool {
    let folded = fold(cell);
    let alone = BAD_ALONE.split('|').any(|word| word == folded);
    let short = folded.split(' ').count() <= 4;
    short && !alone && word_of(&folded) == Some(StatusValue::Bad)
}

fn word_of(folded: &str) -> Option<StatusValue> {
    let folded = folded.replace('-', " ");
    if GOOD.split('|').any(|word| word == folded) {
        return Some(StatusValue::Good);
    }
    let alone = BAD_ALONE.split('|').any(|word| word == folded);
    if alone || BAD.split('|').any(|word| has_words(&folded, word)) {
        return Some(StatusValue::Bad);
    }
    // "Paid (card)", "Đã thanh toán qua thẻ".
    let starts = |word: &&str| {
        folded
            .strip_prefix(*word)
            .is_some_and(|rest| rest.starts_with(' '))
    };
    [
        "paid",
        "confirmed",
        "completed",
        "da thanh toan",
        "da xac nhan",
    ]
    .iter()
    .any(starts)
    .then_some(StatusValue::Good)
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
