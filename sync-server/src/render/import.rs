//! What an import did, in words for the person who imports.

use std::fmt;

use crate::operations::tickets::import::{
    AmbiguousCode, Encoding, ImportReport, LeftTicket, Outcome, RowError, listed,
};

impl fmt::Display for ImportReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [
            ("new", self.added),
            ("changed", self.changed),
            ("known", self.already),
            ("repeated", self.repeated.len()),
            ("refused", self.refused.len()),
            ("ambiguous", self.ambiguous.len()),
            ("left", self.left.len()),
        ];
        let rows: usize = counts[..5].iter().map(|(_, count)| count).sum();
        let between = format!("\"{}\"", self.delimiter).replace("\"\t\"", "tabs");
        let (seller, encoding) = (&self.seller, self.encoding);
        writeln!(f, "{seller}: {rows} rows, {encoding} with {between}")?;
        for (field, column) in &self.columns {
            writeln!(f, "  {field:<10} from column \"{column}\"")?;
        }
        if !self.unused.is_empty() {
            writeln!(f, "  not used   {}", listed(&self.unused))?;
        }
        if !self.titles.is_empty() {
            let titles = listed(&self.titles);
            writeln!(f, "  titles     lines {titles} are above the header")?;
        }
        for (what, count) in counts {
            writeln!(f, "  {what:<10} {count}")?;
        }
        for row in &self.refused {
            write!(f, "line {}: refused: {}", row.line, row.why)?;
            if let RowError::UnknownStatus(_, word) = &row.why {
                write!(
                    f,
                    "; if such tickets are good, add --valid-status \"{word}\""
                )?;
            }
            writeln!(f)?;
        }
        for code in &self.ambiguous {
            writeln!(f, "{code}")?;
        }
        for hint in self.hints() {
            writeln!(f, "{hint}")?;
        }
        f.write_str(match self.outcome {
            Outcome::Imported => "Imported. Kiosks get it within seconds.",
            Outcome::DryRun => "Nothing was written: this was a dry run.",
            Outcome::NotAll => "Nothing was written: mend the refused rows, or import without --strict.",
            Outcome::NotReplaced => {
                "Nothing was written: a refused row may be one of the tickets that --replace would withdraw. Mend it, or import without --replace."
            }
        })
    }
}

impl ImportReport {
    /// Returns what the person who imports may not have meant.
    fn hints(&self) -> Vec<String> {
        let Self {
            encoding,
            left,
            withdrawn,
            kept_names,
            ..
        } = self;
        let mut hints = Vec::new();
        if !left.is_empty() {
            let what = match (self.replaced, self.outcome) {
                (true, Outcome::Imported) => "are withdrawn",
                (true, _) => "would be withdrawn",
                (false, _) => "stay good; add --replace to withdraw them",
            };
            let (count, left) = (left.len(), listed(left));
            hints.push(format!(
                "{count} good tickets of this seller are not in the list and {what}: {left}"
            ));
        }
        hints.extend(
            self.warnings
                .iter()
                .map(|warning| format!("Warning: {warning}")),
        );
        if matches!(
            encoding,
            Encoding::Windows1258 | Encoding::Tcvn3 | Encoding::Vni
        ) {
            hints.push(format!(
                "The file is not Unicode and was read as {encoding}; should letters be wrong, save it as \"CSV UTF-8\"."
            ));
        }
        if let Some(first) = withdrawn.first() {
            let (count, withdrawn) = (withdrawn.len(), listed(withdrawn));
            hints.push(format!(
                "{count} tickets of this list were withdrawn and stay withdrawn: {withdrawn}; `tickets reinstate {first}` makes one good again."
            ));
        }
        if *kept_names > 0 {
            hints.push(format!(
                "{kept_names} names stay on the server; add --with-names to let staff search by name at the kiosks."
            ));
        }
        hints
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
                .map(|it| format!(" {it}"))
                .unwrap_or_default();
            write!(
                f,
                " ticket {number} of {seller}{reference} has the same code;"
            )?;
        }
        f.write_str(" the code opens nothing until all but one are withdrawn with `tickets revoke`")
    }
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
