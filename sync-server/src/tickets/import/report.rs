//! What an import did, in words for the person who imports.

use std::fmt;

use shared::ids::TicketNumber;

use super::code::CodeError;
use super::columns::Places;
use super::plan::LeftTicket;
use super::plan::{Ambiguous, Listed, Plan};
use super::row::RowError;
use super::table::Table;
use super::text::Encoding;
use super::warnings::Warning;

/// How many tickets, lines or columns a report names of each kind.
pub(super) const NAMED: usize = 20;

/// What an import did, or would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportReport {
    /// Whose list it is.
    pub seller: String,
    /// How the file was written.
    pub encoding: Encoding,
    /// What stands between its cells.
    pub delimiter: char,
    /// The fields that were found, each with the name of its column.
    pub columns: Vec<(&'static str, String)>,
    /// The names of the columns that nothing is taken from.
    pub unused: Vec<String>,
    /// The lines above the header.
    pub titles: Vec<u64>,
    /// Whether it is done.
    pub outcome: Outcome,
    /// Tickets that are new.
    pub added: usize,
    /// Tickets that are known and were not as the list says now.
    pub changed: usize,
    /// Tickets that are known as the list says.
    pub already: usize,
    /// Lines that say again what a line before them said.
    pub repeated: Vec<u64>,
    /// Rows with nothing in them.
    pub blank: usize,
    /// Tickets of the list that were withdrawn and stay so.
    pub withdrawn: Vec<TicketNumber>,
    /// Codes that open nothing, since several tickets have them.
    pub ambiguous: Vec<AmbiguousCode>,
    /// Rows that could not be used.
    pub refused: Vec<RefusedRow>,
    /// How many tickets have a name.
    pub names: usize,
    /// How many of the names go to the kiosks.
    pub shared_names: usize,
    /// Good tickets of the seller that the list does not name.
    pub left: Vec<LeftTicket>,
    /// Whether these are withdrawn.
    pub replaced: bool,
    /// What is odd about the list.
    pub warnings: Vec<Warning>,
}

/// Whether an import is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is in force.
    Imported,
    /// Nothing was written, as asked.
    DryRun,
    /// Nothing was written, since rows were refused and all or nothing was asked for.
    NotAll,
    /// Nothing was written, since a row that can't be read may be a ticket that would be withdrawn.
    NotReplaced,
}

/// A code that several tickets have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmbiguousCode {
    /// The first line of the list that has it.
    pub line: u64,
    /// Other lines of the list that have it and say something else.
    pub lines: Vec<u64>,
    /// Tickets in the register that have it: number, seller, the seller's own number.
    pub tickets: Vec<(TicketNumber, String, Option<String>)>,
}

/// A row that could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedRow {
    /// The line that it begins in.
    pub line: u64,
    /// Why.
    pub why: RowError,
}

impl RefusedRow {
    /// Whether the row may be a ticket that is known, though it can't be read.
    pub(super) fn may_be_known(&self) -> bool {
        !matches!(
            self.why,
            RowError::Status { .. } | RowError::Code(CodeError::Footer(_) | CodeError::Header)
        )
    }
}

impl ImportReport {
    /// A report of a list that was read and not yet compared.
    pub(super) fn of(
        seller: &str,
        encoding: Encoding,
        table: &Table,
        places: &Places,
        listed: &[Listed],
        refused: Vec<RefusedRow>,
    ) -> Self {
        let columns = places.named(&table.header);
        let names = listed
            .iter()
            .filter_map(|(_, ticket)| ticket.holder.as_ref());
        let shared = listed.iter().filter(|(_, ticket)| ticket.share_holder);
        Self {
            seller: seller.to_owned(),
            encoding,
            delimiter: table.delimiter,
            columns: columns
                .map(|(field, name)| (field, name.to_owned()))
                .collect(),
            unused: places
                .unused
                .iter()
                .filter_map(|place| table.header.get(*place))
                .map(|name| name.trim().to_owned())
                .collect(),
            titles: table.titles.clone(),
            outcome: Outcome::Imported,
            added: 0,
            changed: 0,
            already: 0,
            repeated: Vec::new(),
            blank: table.blank,
            withdrawn: Vec::new(),
            ambiguous: Vec::new(),
            refused,
            names: names.clone().count(),
            shared_names: shared.count(),
            left: Vec::new(),
            replaced: false,
            warnings: Vec::new(),
        }
    }

    /// Adds what the list changes.
    pub(super) fn add_plan(&mut self, plan: &Plan) {
        self.added = plan.add.len();
        self.changed = plan.change.len();
        self.already = plan.already;
        self.repeated.clone_from(&plan.repeated);
        self.withdrawn.clone_from(&plan.withdrawn);
        self.ambiguous = plan.ambiguous.iter().map(AmbiguousCode::of).collect();
        self.left.clone_from(&plan.left);
    }

    /// How many rows of the list say something.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.added + self.changed + self.already + self.repeated.len() + self.refused.len()
    }
}

impl fmt::Display for ImportReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let between = match self.delimiter {
            '\t' => "tabs".to_owned(),
            other => format!("\"{other}\""),
        };
        writeln!(
            f,
            "{}: {} rows, {} with {between}",
            self.seller,
            self.rows(),
            self.encoding
        )?;
        for (field, column) in &self.columns {
            writeln!(f, "  {field:<10} from column \"{column}\"")?;
        }
        if !self.unused.is_empty() {
            writeln!(f, "  not used   {}", listed(&self.unused))?;
        }
        if !self.titles.is_empty() {
            writeln!(
                f,
                "  titles     lines {} are above the header",
                listed(&self.titles)
            )?;
        }
        writeln!(f, "  new        {}", self.added)?;
        writeln!(f, "  changed    {}", self.changed)?;
        writeln!(f, "  known      {}", self.already)?;
        writeln!(f, "  repeated   {}", self.repeated.len())?;
        writeln!(f, "  refused    {}", self.refused.len())?;
        writeln!(f, "  ambiguous  {}", self.ambiguous.len())?;
        writeln!(f, "  left       {}", self.left.len())?;
        for row in &self.refused {
            writeln!(f, "line {}: refused: {}", row.line, row.why)?;
        }
        for code in &self.ambiguous {
            code.fmt(f)?;
        }
        self.write_left(f)?;
        for warning in &self.warnings {
            writeln!(f, "Warning: {warning}")?;
        }
        self.hints(f)?;
        match self.outcome {
            Outcome::Imported => write!(f, "Imported. Kiosks get it within seconds."),
            Outcome::DryRun => write!(f, "Nothing was written: this was a dry run."),
            Outcome::NotAll => write!(
                f,
                "Nothing was written: mend the refused rows, or import without --strict."
            ),
            Outcome::NotReplaced => write!(
                f,
                "Nothing was written: a refused row may be one of the tickets that --replace would withdraw. Mend it, or import without --replace."
            ),
        }
    }
}

impl AmbiguousCode {
    fn of(code: &Ambiguous) -> Self {
        let tickets = code.known.iter().map(|known| {
            let ticket = &known.ticket;
            (
                ticket.claims.number,
                ticket.seller.clone(),
                ticket.reference.clone(),
            )
        });
        Self {
            line: code.line,
            lines: code.lines.clone(),
            tickets: tickets.collect(),
        }
    }
}

impl fmt::Display for AmbiguousCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: ambiguous:", self.line)?;
        for line in &self.lines {
            write!(f, " line {line} has the same code and says something else;")?;
        }
        for (number, seller, reference) in &self.tickets {
            let reference = reference
                .as_ref()
                .map_or(String::new(), |it| format!(" {it}"));
            write!(
                f,
                " ticket {number} of {seller}{reference} has the same code;"
            )?;
        }
        writeln!(
            f,
            " the code opens nothing until all but one are withdrawn with `tickets revoke`"
        )
    }
}

/// The first of many, with commas between.
pub(super) fn listed(items: &[impl fmt::Display]) -> String {
    let named = items.iter().take(NAMED).map(ToString::to_string);
    let named: Vec<String> = named.collect();
    let more = if items.len() > NAMED { ", …" } else { "" };
    named.join(", ") + more
}

impl fmt::Display for LeftTicket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.number.fmt(f)?;
        if let Some(reference) = &self.reference {
            write!(f, " ({reference})")?;
        }
        match self.replaced_in {
            Some(line) => write!(f, " replaced in line {line}"),
            None => Ok(()),
        }
    }
}

impl ImportReport {
    /// Names the tickets that the list does not.
    fn write_left(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.left.is_empty() {
            return Ok(());
        }
        let what = match (self.replaced, self.outcome) {
            (true, Outcome::Imported) => "are withdrawn",
            (true, _) => "would be withdrawn",
            (false, _) => "stay good; add --replace to withdraw them",
        };
        writeln!(
            f,
            "{} good tickets of this seller are not in the list and {what}: {}",
            self.left.len(),
            listed(&self.left)
        )
    }

    /// What the person who imports may not have meant.
    fn hints(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if matches!(
            self.encoding,
            Encoding::Windows1258 | Encoding::Tcvn3 | Encoding::Vni
        ) {
            writeln!(
                f,
                "The file is not Unicode and was read as {}; should letters be wrong, save it as \"CSV UTF-8\".",
                self.encoding
            )?;
        }
        if let Some(first) = self.withdrawn.first() {
            writeln!(
                f,
                "{} tickets of this list were withdrawn and stay withdrawn: {}; `tickets reinstate {first}` makes one good again.",
                self.withdrawn.len(),
                listed(&self.withdrawn),
            )?;
        }
        if self.names > self.shared_names {
            writeln!(
                f,
                "{} names stay on the server; add --with-names to let staff search by name at the kiosks.",
                self.names - self.shared_names
            )?;
        }
        Ok(())
    }
}
