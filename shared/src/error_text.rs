//! An error for a person, with all of its causes.

use std::error::Error;

/// Returns an error's message followed by the messages of its causes, each said once: most messages
/// contain that of their cause.
#[must_use]
pub fn error_text(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let said = error.to_string();
        if !text.contains(&said) {
            text = format!("{text}: {said}");
        }
        cause = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    enum Failure {
        #[error("the list is damaged; save it again")]
        Damaged,
        #[error("a.csv: {source}")]
        Named { source: Box<Failure> },
        #[error("importing a.csv")]
        Context(#[source] Box<Failure>),
    }

    #[test]
    fn each_cause_is_said_once() {
        let named = || Failure::Named {
            source: Box::new(Failure::Damaged),
        };
        let said = "a.csv: the list is damaged; save it again";
        assert_eq!(error_text(&named()), said);
        let outer = Failure::Context(Box::new(named()));
        assert_eq!(error_text(&outer), format!("importing a.csv: {said}"));
    }
}
