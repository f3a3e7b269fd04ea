//! Pages of the desk that are meant for paper, printed by a real browser.

use crate::accessibility::admit_twice;
use crate::browser::Paper;
use crate::desk::{look, owner_page};
use crate::venue::{TODAY, Venue};

#[test]
fn reports_and_certificates_fill_their_paper() {
    let mut venue = Venue::open();
    admit_twice(&mut venue);
    let booths = venue.catalogue.booths.len();
    let today = venue.catalogue.days[TODAY].date;
    let mut page = owner_page(&venue);
    let desk = venue.url();
    for language in ["vi", "en"] {
        for (name, path, paper, pages) in [
            ("report", "reports/all/print", Paper::Portrait, 1),
            (
                "report-day",
                &format!("reports/{today}/print"),
                Paper::Portrait,
                1,
            ),
            ("certificate", "booths/12/certificate", Paper::Landscape, 1),
            ("certificates", "certificates", Paper::Landscape, booths),
        ] {
            page.go(&format!("{desk}/admin/{path}?lang={language}"));
            let name = format!("{name}-{language}");
            assert_eq!(page.printed_pages(&name, paper), pages, "{name}");
        }
        page.go(&format!("{desk}/admin/reports/all?lang={language}"));
        look(&mut page, &format!("reports-{language}"));
        page.go(&format!("{desk}/admin/booths/12?lang={language}"));
        look(&mut page, &format!("booth-{language}"));
    }
}
