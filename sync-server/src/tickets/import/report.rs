//! What an import did, in words for the person who imports.

use std::fmt;

use shared::ids::TicketNumber;

use super::columns::Places;
use super::plan::{Ambiguous, Listed, Plan};
use super::row::RowError;
use super::table::Table;
use super::text::Encoding;

/// How many withdrawn tickets a report names by their numbers.
const WITHDRAWN_NAMED: usize = 20;

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
    /// Names in which a spreadsheet put question marks for letters that it could not write.
    pub damaged_names: usize,
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
            damaged_names: names.filter(|name| name.contains('?')).count(),
        }
    }

    /// Takes up what the list changes.
    pub(super) fn tell(&mut self, plan: &Plan) {
        self.added = plan.add.len();
        self.changed = plan.change.len();
        self.already = plan.already;
        self.repeated.clone_from(&plan.repeated);
        self.withdrawn.clone_from(&plan.withdrawn);
        self.ambiguous = plan.ambiguous.iter().map(AmbiguousCode::of).collect();
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
        writeln!(f, "  new        {}", self.added)?;
        writeln!(f, "  changed    {}", self.changed)?;
        writeln!(f, "  known      {}", self.already)?;
        writeln!(f, "  repeated   {}", self.repeated.len())?;
        writeln!(f, "  refused    {}", self.refused.len())?;
        writeln!(f, "  ambiguous  {}", self.ambiguous.len())?;
        for row in &self.refused {
            writeln!(f, "line {}: refused: {}", row.line, row.why)?;
        }
        for code in &self.ambiguous {
            code.fmt(f)?;
        }
        self.hints(f)?;
        match self.outcome {
            Outcome::Imported => write!(f, "Imported. Kiosks get it within seconds."),
            Outcome::DryRun => write!(f, "Nothing was written: this was a dry run."),
            Outcome::NotAll => write!(
                f,
                "Nothing was written: mend the refused rows, or import without --strict."
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

impl ImportReport {
    /// What the person who imports may not have meant.
    fn hints(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.encoding == Encoding::Windows1258 {
            writeln!(
                f,
                "The file is not UTF-8 and was read as Windows-1258; should letters be wrong, save it as \"CSV UTF-8\"."
            )?;
        }
        if let Some(first) = self.withdrawn.first() {
            let numbers = self.withdrawn.iter().take(WITHDRAWN_NAMED);
            let numbers: Vec<String> = numbers.map(TicketNumber::to_string).collect();
            let more = self.withdrawn.len() > numbers.len();
            writeln!(
                f,
                "{} tickets of this list were withdrawn and stay withdrawn: {}{}; `tickets reinstate {first}` makes one good again.",
                self.withdrawn.len(),
                numbers.join(", "),
                if more { ", …" } else { "" }
            )?;
        }
        if self.damaged_names > 0 {
            writeln!(
                f,
                "{} names have question marks in place of letters; save the list as \"CSV UTF-8\" and import it again.",
                self.damaged_names
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
