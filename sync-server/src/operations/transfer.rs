//! Moves an exhibition from one database to another.

use super::people;
use crate::ports::{
    BODIES, Database, EXHIBITION, MOVED, MovedPage, MovedTable, PortError, ROWS, SubmissionBatch,
    TextRow, TransferTx,
};

/// Why an exhibition can't be moved.
#[derive(Debug, thiserror::Error)]
pub enum TransferError {
    /// One of the databases fails.
    #[error(transparent)]
    Database(#[from] PortError),
    /// The target holds an exhibition.
    #[error("there is an exhibition in the target already; nothing was moved")]
    Occupied,
    /// The target holds the beginning of another exhibition.
    #[error(
        "the target holds a part of another exhibition (its {table} go further); move into an empty one"
    )]
    OtherExhibition {
        /// The table that shows it.
        table: &'static str,
    },
    /// What arrived is not what was sent.
    #[error(
        "the moved exhibition is not the same: {0}; the old one is untouched, and the target holds no exhibition. Stop every server of the old one and try again"
    )]
    Differs(String),
}

/// What was moved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TransferReport {
    /// How many rows were moved now.
    pub rows: u64,
    /// How many were there from an attempt before.
    pub present: u64,
    /// How many records the exhibition has, all of them counted anew.
    pub records: u64,
    /// How many submissions of visitors.
    pub submissions: u64,
    /// How many pictures and videos.
    pub media: u64,
}

/// Moves everything. Where an attempt before was cut off, only what is missing is moved. The target becomes an exhibition
/// with the last step, after a recount gave the same figures.
///
/// # Errors
/// [`TransferError`]; the source is never changed.
pub fn transfer(
    from: &dyn Database,
    to: &dyn Database,
    progress: &mut dyn FnMut(&'static str, u64),
) -> Result<TransferReport, TransferError> {
    let report = copy(from, to, progress)?;
    let same = compare(from, to);
    if same.is_err() {
        take_out_of_force(to)?;
    }
    same.map(|()| report)
}

/// Copies everything as it is at one moment, whether or not servers run on the source.
///
/// # Errors
/// [`TransferError`]; the source is never changed.
pub fn copy(
    from: &dyn Database,
    to: &dyn Database,
    progress: &mut dyn FnMut(&'static str, u64),
) -> Result<TransferReport, TransferError> {
    // Says what is wrong where there is no exhibition.
    drop(from.read()?);
    drop(to.create()?);
    let mut report = TransferReport::default();
    if to.transfer(false)?.count_rows(&EXHIBITION)? > 0 {
        return Err(TransferError::Occupied);
    }
    // One view of all tables. A database may end one that waits for long, so whatever takes its time comes later.
    let rows = from.transfer(false)?;
    for table in MOVED.iter().chain([&BODIES]) {
        move_table(&*rows, to, table, &mut report, progress)?;
    }
    check_counts(&*rows, to)?;
    let exhibition = rows.rows(&EXHIBITION, &TextRow::new())?;
    drop(rows);
    let mut inbox = to.submission_inbox();
    people::each_of_all(&*from.submissions()?, |submission| {
        inbox.keep(&SubmissionBatch {
            kiosk: submission.kiosk,
            received: submission.received,
            submissions: vec![submission.submission],
        })?;
        report.submissions += 1;
        Ok::<_, TransferError>(())
    })?;
    drop(inbox);
    for id in from.submissions()?.forgotten()? {
        to.submissions()?.forget(id)?;
    }
    let draft = from.read()?.catalogue_draft()?;
    let draft = draft.map(|draft| Ok(draft.catalogue));
    let versions = from.read()?.catalogue_versions()?.into_iter();
    let versions = versions.filter_map(|it| {
        let read = from
            .read()
            .and_then(|view| view.catalogue_version(it.version));
        read.transpose()
    });
    for catalogue in versions.chain(draft) {
        let catalogue = catalogue?;
        let levels = catalogue.plan.iter().flat_map(|plan| &plan.levels);
        let backgrounds = levels.filter_map(|level| Some(&level.background.as_ref()?.file));
        for file in catalogue.media.values().chain(backgrounds) {
            if !to.media().holds(file) {
                to.media()
                    .insert(file, &mut *from.media().open(&file.sha256)?)?;
                report.media += 1;
                progress("media", report.media);
            }
        }
    }
    put_into_force(&exhibition, to, &mut report)?;
    Ok(report)
}

fn move_table(
    source: &dyn TransferTx,
    to: &dyn Database,
    table: &MovedTable,
    report: &mut TransferReport,
    progress: &mut dyn FnMut(&'static str, u64),
) -> Result<(), TransferError> {
    let total = source.count_rows(table)?;
    let mut after = TextRow::new();
    if table.grows_by.is_some() {
        let target = to.transfer(false)?;
        let last = target.last_row(table)?;
        let present = target.count_rows(table)?;
        after.push(Some(last.to_string()));
        if last > source.last_row(table)? || present > total {
            return Err(TransferError::OtherExhibition { table: table.name });
        }
        report.present += present;
    } else {
        let target = to.transfer(true)?;
        target.clear_rows(table)?;
        target.commit()?;
    }
    let mut moved = 0;
    loop {
        let page = source.rows(table, &after)?;
        let Some(last) = page.last(table.order()) else {
            return Ok(());
        };
        after = last;
        let target = to.transfer(true)?;
        target.put_rows(table, &page)?;
        target.commit()?;
        moved += page.rows.len() as u64;
        report.rows += page.rows.len() as u64;
        progress(table.name, moved);
        if page.rows.len() < ROWS {
            return Ok(());
        }
    }
}

/// Checks that as many rows arrived as were sent.
fn check_counts(source: &dyn TransferTx, to: &dyn Database) -> Result<(), TransferError> {
    for table in MOVED.iter().chain([&BODIES]) {
        let (sent, arrived) = (
            source.count_rows(table)?,
            to.transfer(false)?.count_rows(table)?,
        );
        if sent != arrived {
            return Err(TransferError::Differs(format!(
                "{arrived} of {sent} {}",
                table.name
            )));
        }
    }
    Ok(())
}

/// Adds the row that makes the target an exhibition, and recounts.
fn put_into_force(
    exhibition: &MovedPage,
    to: &dyn Database,
    report: &mut TransferReport,
) -> Result<(), TransferError> {
    let target = to.transfer(true)?;
    target.put_rows(&EXHIBITION, exhibition)?;
    target.commit()?;
    let recounted = to.rebuild(true).and_then(|_| to.rebuild(false));
    if recounted.is_err() {
        take_out_of_force(to)?;
    }
    report.records = recounted?.records;
    Ok(())
}

fn take_out_of_force(to: &dyn Database) -> Result<(), PortError> {
    let target = to.transfer(true)?;
    target.clear_rows(&EXHIBITION)?;
    target.commit()
}

fn compare(from: &dyn Database, to: &dyn Database) -> Result<(), TransferError> {
    let (sent, arrived) = (from.read()?, to.read()?);
    if sent.counters()? != arrived.counters()? {
        return Err(TransferError::Differs("its totals".to_owned()));
    }
    if sent.issued_tickets()? != arrived.issued_tickets()? {
        return Err(TransferError::Differs("its issued tickets".to_owned()));
    }
    Ok(())
}
