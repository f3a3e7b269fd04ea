//! Reports: tables and pictures of a day or of all, as a page, as files for Excel, and as a page to print.

use std::io::Write;
use std::sync::Arc;

use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use shared::ledger::Counters;
use shared::protocol::v1::{DayTotals, Totals};
use shared::time::{UnixMs, clock};

use super::downloads::{CSV, XLSX, download, streamed};
use super::error::DeskError;
use super::report::charts::{self, ChartColumn};
use super::report::figures::{self, ReportInput};
use super::report::files::{self, ReportHead};
use super::report::markup;
use super::report::period::ReportPeriod;
use super::report::table::{ReportCell, ReportTable, grouped};
use super::signed_in::SignedIn;
use crate::backup::ArchiveFiles;
use crate::http::texts::Language;
use crate::operations::audit::{self, AuditEntry, AuditError};
use crate::ports::{Database, DeskPermission, Published};

/// Where the reports are.
const PAGE: &str = "/admin/reports";
/// How many booths and reasons the page to print has room for.
const PRINTED_BOOTHS: usize = 10;
const PRINTED_REASONS: usize = 6;
/// How many acts of staff are on the page.
const ACTS_SHOWN: u32 = 20;
/// How many acts of staff are in the workbook, which is made in memory; the table as CSV has all.
const ACTS_IN_WORKBOOK: usize = 10_000;

/// A report of a period, in the reader's language.
struct Report {
    period: ReportPeriod,
    totals: Totals,
    within_days: Counters,
    /// What staff did, in the order of time.
    acts: Vec<AuditEntry>,
    published: Arc<Published>,
    language: &'static Language,
}

/// Which acts of staff a report is to have.
enum WantedActs {
    None,
    Shown,
    OfWorkbook,
}

/// `GET /admin/reports`: of all days.
pub(super) async fn page(signed_in: SignedIn) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::SeeTotals)?;
    let report = Report::of(&signed_in, ReportPeriod::All, WantedActs::Shown);
    Ok(report.await?.page(&signed_in))
}

/// `GET /admin/reports/{period}`: of a day.
pub(super) async fn period_page(
    signed_in: SignedIn,
    Path(period): Path<String>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::SeeTotals)?;
    let period = ReportPeriod::from_path(&period).ok_or(DeskError::NotFound)?;
    let report = Report::of(&signed_in, period, WantedActs::Shown);
    Ok(report.await?.page(&signed_in))
}

/// `GET /admin/reports/{period}/{file}`: `print`, `report.xlsx`, or a table as `TABLE.csv`.
pub(super) async fn file(
    signed_in: SignedIn,
    Path((period, file)): Path<(String, String)>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::SeeTotals)?;
    let period = ReportPeriod::from_path(&period).ok_or(DeskError::NotFound)?;
    let acts = match &*file {
        "report.xlsx" => WantedActs::OfWorkbook,
        _ => WantedActs::None,
    };
    let report = Report::of(&signed_in, period, acts).await?;
    match &*file {
        "print" => Ok(report.print()),
        "report.xlsx" => report.workbook(),
        "staff-acts.csv" => Ok(report.staff_acts(&signed_in)),
        _ => {
            let id = file.strip_suffix(".csv").ok_or(DeskError::NotFound)?;
            let tables = report.tables();
            let table = tables.iter().find(|table| table.id == id);
            let table = table.ok_or(DeskError::NotFound)?;
            let name = format!("{}-{}.csv", report.file_name(), table.id);
            Ok(download(CSV, &name, files::csv(table, report.language)))
        }
    }
}

/// Returns the workbook of all days, and all acts of staff, of which it has the newest.
pub(super) async fn whole_report(signed_in: &SignedIn) -> Result<ArchiveFiles, DeskError> {
    let report = Report::of(signed_in, ReportPeriod::All, WantedActs::OfWorkbook).await?;
    let workbook = report.workbook_bytes()?;
    let write = move |database: &dyn Database| {
        let mut acts = Vec::new();
        report.write_staff_acts(database, &mut acts)?;
        Ok(acts)
    };
    let acts = signed_in.app.operate(write).await?.map_err(failed)?;
    Ok(ArchiveFiles(vec![
        ("report.xlsx".to_owned(), workbook),
        ("staff-acts.csv".to_owned(), acts),
    ]))
}

fn failed(error: AuditError) -> DeskError {
    match error {
        AuditError::Database(error) => error.into(),
        AuditError::Write(_) => DeskError::Failed,
    }
}

impl Report {
    /// Reads the totals, as the live page has them now.
    async fn of(
        signed_in: &SignedIn,
        period: ReportPeriod,
        acts: WantedActs,
    ) -> Result<Self, DeskError> {
        let now = signed_in.app.now();
        let (totals, within_days) = signed_in.app.store.totals_within_days(now).await?;
        if period.days(&totals).is_empty() {
            return Err(DeskError::NotFound);
        }
        let day = period.day();
        let read = move |it: &dyn Database| match acts {
            WantedActs::None => Ok(Vec::new()),
            WantedActs::Shown => Ok(audit::newest_on_day(it, day, ACTS_SHOWN)?),
            WantedActs::OfWorkbook => audit::last_on_day(it, day, ACTS_IN_WORKBOOK),
        };
        let acts = signed_in.app.operate(read).await?;
        Ok(Self {
            period,
            acts: acts.map_err(failed)?,
            totals,
            within_days,
            published: signed_in.app.store.published(),
            language: signed_in.language,
        })
    }

    fn days(&self) -> Vec<&DayTotals> {
        self.period.days(&self.totals)
    }

    fn tables(&self) -> Vec<ReportTable> {
        figures::tables(self.input(&self.days(), &self.acts))
    }

    fn input<'a>(&'a self, days: &'a [&'a DayTotals], acts: &'a [AuditEntry]) -> ReportInput<'a> {
        ReportInput {
            totals: &self.totals,
            within_days: &self.within_days,
            catalogue: &self.published.catalogue,
            days,
            acts,
            staff: &self.published.staff,
            language: self.language,
        }
    }

    /// Returns all acts of staff as CSV, which is written while it is sent.
    fn staff_acts(self, signed_in: &SignedIn) -> Response {
        let database = signed_in.app.database.clone();
        let name = format!("{}-staff-acts.csv", self.file_name());
        streamed(CSV, &name, move |mut out| {
            self.write_staff_acts(&*database, &mut out)
        })
    }

    fn write_staff_acts(
        &self,
        database: &dyn Database,
        out: &mut impl Write,
    ) -> Result<(), AuditError> {
        let heads = self.input(&[], &[]).staff_acts();
        let mut sheet = files::csv_heads(&heads, self.language);
        audit::each_on_day(database, self.period.day(), |acts| {
            for row in &self.input(&[], acts).staff_acts().rows {
                files::csv_row(&mut sheet, row, self.language);
            }
            out.write_all(sheet.take().as_bytes())
        })?;
        Ok(out.flush()?)
    }

    fn say(&self, id: &str) -> String {
        self.language.say(id)
    }

    fn file_name(&self) -> String {
        format!(
            "{}-{}",
            self.say(text_id!("report-file")),
            self.period.path()
        )
    }

    /// Returns what the report is about, in words.
    fn period_words(&self) -> String {
        match self.period {
            ReportPeriod::All => self.say(text_id!("report-all-days")),
            ReportPeriod::Day(date) => ReportCell::Date(date).words(self.language),
        }
    }

    /// Returns a local time as a cell.
    fn moment(&self, at: UnixMs) -> ReportCell {
        let zone = self.published.catalogue.calendar().zone;
        ReportCell::Moment(zone.local_datetime(at))
    }

    /// Returns whether every device has sent everything of these days.
    fn is_complete(&self) -> bool {
        let calendar = self.published.catalogue.calendar();
        let last = self.days().last().map(|day| calendar.ends(day.date));
        self.totals.complete_to_ms >= last && last.is_some()
    }

    /// Returns the sentence that says up to when the figures are complete.
    fn completeness(&self) -> String {
        if self.is_complete() {
            return self.say(text_id!("report-complete"));
        }
        self.totals.complete_to_ms.map_or_else(
            || self.say(text_id!("report-completeness-unknown")),
            |at| {
                let time = self.moment(at).words(self.language);
                let slots = [("time", time.into())];
                self.language
                    .say_with(text_id!("report-complete-to"), slots)
            },
        )
    }

    /// Returns the great figures, each with its text.
    fn figures(&self) -> Vec<(&'static str, String)> {
        let days = self.days();
        let sum = |of: fn(&DayTotals) -> i64| {
            let sum = days.iter().map(|day| of(day)).sum();
            grouped(sum, self.language)
        };
        let peak = figures::peak(&days).map_or_else(
            || "–".to_owned(),
            |(date, minute, inside)| {
                let number = grouped(inside, self.language);
                match self.period {
                    ReportPeriod::Day(_) => format!("{number} · {}", clock(minute)),
                    ReportPeriod::All => {
                        format!("{number} · {} {}", clock(minute), date.strftime("%d/%m"))
                    }
                }
            },
        );
        vec![
            (
                text_id!("report-column-visitors"),
                sum(|day| day.unique_visitors),
            ),
            (text_id!("report-column-entries"), sum(|day| day.entries)),
            (text_id!("report-column-exits"), sum(|day| day.exits)),
            (text_id!("report-peak"), peak),
            (text_id!("report-column-tickets"), sum(|day| day.tickets)),
            (text_id!("report-column-refused"), sum(|day| day.refused)),
        ]
    }

    fn page(&self, signed_in: &SignedIn) -> Response {
        let tables = self.tables();
        let address = |file: &str| format!("{PAGE}/{}/{file}", self.period.path());
        let to_booth = |cell: &ReportCell| format!("/admin/booths/{}", cell.number());
        let body = html! {
            p.lead { (self.say(text_id!("report-lead"))) }
            nav.periods aria-label=(self.say(text_id!("report-days"))) {
                (self.period_link(ReportPeriod::All, &self.say(text_id!("report-all-days"))))
                @for day in &self.totals.days {
                    (self.period_link(ReportPeriod::Day(day.date), &day.date.strftime("%d/%m").to_string()))
                }
            }
            p.done.partial[!self.is_complete()] {
                (self.completeness())
                @if !self.is_complete() { " " a href="#completeness" { (self.say(text_id!("report-by-device"))) } }
            }
            dl.facts {
                @for (text, figure) in self.figures() {
                    div { dt { (self.say(text)) } dd { (figure) } }
                }
            }
            p.choices {
                a.button href=(address("report.xlsx")) download { (self.say(text_id!("report-excel"))) }
                a.button.quiet href=(address("print")) { (self.say(text_id!("report-print"))) }
                a.button.quiet href="/admin/certificates.zip" download { (self.say(text_id!("report-certificates"))) }
                a.button.quiet href="/admin/certificates" { (self.say(text_id!("report-certificate-preview"))) }
            }
            (self.pictures(&tables))
            @for table in &tables {
                @let shown = match self.period {
                    ReportPeriod::All if table.adds_up() => table.over_all_days(),
                    _ => table.without_day(),
                };
                @let shown = if table.id == "staff-acts" { shown.newest(ACTS_SHOWN as usize) } else { shown };
                @let shown = if table.id.ends_with("-hours") { shown.without_empty_rows() } else { shown };
                @let link: Option<&dyn Fn(&ReportCell) -> String> = (table.id == "booths").then_some(&to_booth);
                section id=(table.id) {
                    div.head {
                        h2 { (table.title(self.language)) }
                        @if !table.rows.is_empty() {
                            a href=(address(&format!("{}.csv", table.id))) download { "CSV" }
                        }
                    }
                    @if table.id == "staff-acts" && !table.rows.is_empty() { p.note { (self.say(text_id!("report-staff-acts-note"))) } }
                    (markup::table(self.language, &shown, link))
                }
            }
        };
        signed_in.page(&self.say(text_id!("desk-reports")), &body)
    }

    fn period_link(&self, period: ReportPeriod, words: &str) -> Markup {
        let is_shown = (period == self.period).then_some("page");
        html! { a href={ (PAGE) "/" (period.path()) } aria-current=[is_shown] { (words) } }
    }

    /// Returns the charts that stand side by side.
    fn pictures(&self, tables: &[ReportTable]) -> Markup {
        let ranked = |id: &str, words: &[&str], of: &str, most: usize| {
            let table = tables.iter().find(|table| table.id == id);
            let mut rows = table.map_or_else(Vec::new, |table| {
                let summed = table.over_all_days();
                summed.ranked(words, of, self.language)
            });
            rows.truncate(most);
            rows
        };
        let lists = [
            (
                text_id!("report-doors"),
                ranked("doors", &["door"], "entries", 12),
            ),
            (
                text_id!("report-types"),
                ranked("types", &["type"], "entries", 8),
            ),
            (
                text_id!("report-top-booths"),
                ranked("booths", &["booth", "name"], "people", PRINTED_BOOTHS),
            ),
            (
                text_id!("report-refusals"),
                ranked("refusals", &["reason"], "scans", PRINTED_REASONS),
            ),
        ];
        html! {
            div.pictures {
                @if self.days().len() > 1 {
                    figure.wide {
                        figcaption { (self.say(text_id!("report-picture-days"))) }
                        (charts::columns(self.language, &self.say(text_id!("report-picture-days")), &self.day_columns()))
                    }
                }
                figure.wide {
                    figcaption { (self.say(text_id!("report-picture-hours"))) }
                    @let hours = self.hour_columns(tables);
                    @if hours.is_empty() {
                        p.note { (self.say(text_id!("report-empty"))) }
                    } @else {
                        (charts::columns(self.language, &self.say(text_id!("report-picture-hours")), &hours))
                        p.legend {
                            span.key.column {} (self.say(text_id!("report-column-entries")))
                            @if matches!(self.period, ReportPeriod::Day(_)) {
                                span.key.over {} (self.say(text_id!("report-column-inside")))
                            }
                        }
                    }
                }
                @for (title, rows) in lists {
                    figure {
                        figcaption { (self.say(title)) }
                        @if rows.is_empty() {
                            p.note { (self.say(text_id!("report-empty"))) }
                        } @else {
                            (charts::bars(self.language, &rows))
                        }
                    }
                }
            }
        }
    }

    fn day_columns(&self) -> Vec<ChartColumn> {
        let column = |day: &&DayTotals| ChartColumn {
            label: day.date.strftime("%d/%m").to_string(),
            number: day.unique_visitors,
            line: None,
        };
        self.days().iter().map(column).collect()
    }

    /// People in by hour, and those inside at each hour's end where it is one day.
    fn hour_columns(&self, tables: &[ReportTable]) -> Vec<ChartColumn> {
        let Some(table) = tables.iter().find(|table| table.id == "hours") else {
            return Vec::new();
        };
        let summed = table.over_all_days();
        let mut hours: Vec<_> = summed.rows.iter().collect();
        hours.sort();
        let inside = |at: usize| match self.period {
            ReportPeriod::All => None,
            ReportPeriod::Day(_) => {
                let cell = table.rows.get(at).and_then(|row| row.last());
                cell.map(ReportCell::number)
            }
        };
        let hours = hours.into_iter().enumerate();
        hours
            .map(|(at, row)| ChartColumn {
                label: row[0].words(self.language).replace(":00", "h"),
                number: row[1].number(),
                line: inside(at),
            })
            .collect()
    }

    fn print(&self) -> Response {
        let name = self.published.catalogue.name.get(self.language.code);
        let title = format!(
            "{} · {}",
            self.say(text_id!("report-sheet")),
            self.period_words()
        );
        let made = self.moment(self.totals.server_time_ms);
        let made = [("time", made.words(self.language).into())];
        let page = html! {
            article.a4 {
                header {
                    p { (name) }
                    h1 { (title) }
                    p.note { (self.completeness()) " " (self.language.say_with(text_id!("report-made"), made)) }
                }
                dl.facts {
                    @for (text, figure) in self.figures() {
                        div { dt { (self.say(text)) } dd { (figure) } }
                    }
                }
                (self.pictures(&self.tables()))
            }
        };
        let back = format!("{PAGE}/{}", self.period.path());
        markup::document(self.language, &title, &back, &page)
    }

    fn workbook(&self) -> Result<Response, DeskError> {
        let name = format!("{}.xlsx", self.file_name());
        Ok(download(XLSX, &name, self.workbook_bytes()?))
    }

    fn workbook_bytes(&self) -> Result<Vec<u8>, DeskError> {
        let zone = self.published.catalogue.calendar().zone;
        let name = self.published.catalogue.name.get(self.language.code);
        let complete_to = self.totals.complete_to_ms;
        let mut facts = vec![
            (
                self.say(text_id!("report-column-complete-to")),
                complete_to.map_or(ReportCell::Empty, |at| self.moment(at)),
            ),
            (
                self.say(text_id!("report-made-at")),
                self.moment(self.totals.server_time_ms),
            ),
        ];
        if self.acts.len() >= ACTS_IN_WORKBOOK {
            let newest = [(
                "count",
                grouped(self.acts.len() as i64, self.language).into(),
            )];
            let words = self
                .language
                .say_with(text_id!("report-acts-newest"), newest);
            facts.push((
                self.say(text_id!("report-staff-acts")),
                ReportCell::Text(words),
            ));
        }
        let head = ReportHead {
            title: format!("{name} · {}", self.period_words()),
            facts,
            made: zone.local_datetime(self.totals.server_time_ms),
        };
        let bytes = files::workbook(&head, &self.tables(), self.language);
        bytes.map_err(|error| {
            tracing::error!("writing a report: {error}");
            DeskError::Failed
        })
    }
}
