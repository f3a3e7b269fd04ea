//! Routes put into words.

use fluent_bundle::FluentValue;
use shared::route::{Sentence, SentencePart};

use super::{Key, Texts};

impl Texts {
    /// A sentence that a route asks for.
    #[must_use]
    pub fn say_way(&self, sentence: &Sentence<'_>) -> String {
        let slots = sentence.slots.iter().map(|(name, slot)| {
            let value: FluentValue<'_> = match *slot {
                SentencePart::Number(number) => number.into(),
                SentencePart::Text(text) => text.into(),
                SentencePart::Said(id) => self.say(Key::of_way(id)).into(),
            };
            (*name, value)
        });
        self.say_with(Key::of_way(sentence.id), slots)
    }
}
