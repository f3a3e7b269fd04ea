//! A serde deserializer over a JSON value that notes object keys no struct has, with their path.

use std::cell::RefCell;
use std::fmt;

use serde::de::value::{MapAccessDeserializer, MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, Error as _, IntoDeserializer, MapAccess, Unexpected, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::{Error, Map, Value};

/// A name that means nothing at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownField {
    /// The place with the name, as a JSON pointer: `/booths/0/decription`.
    pub pointer: String,
    /// The name that was most likely meant.
    pub nearest: Option<&'static str>,
}

/// The unknown names found so far.
pub(super) type UnknownFields = RefCell<Vec<UnknownField>>;

/// A value at its path.
pub(super) struct Node<'de, 'u> {
    value: &'de Value,
    pointer: String,
    unknown: &'u UnknownFields,
}

impl fmt::Display for UnknownField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // As people write it: `booths[11].number`.
        let mut path = String::new();
        for part in self.pointer.split('/').skip(1).map(unescaped) {
            if part.bytes().all(|byte| byte.is_ascii_digit()) {
                path.extend(["[", &part, "]"]);
            } else {
                path += if path.is_empty() { "" } else { "." };
                path += &part;
            }
        }
        f.write_str(&path)?;
        match self.nearest {
            Some(nearest) => write!(f, " (did you mean \"{nearest}\"?)"),
            None => Ok(()),
        }
    }
}

impl<'de, 'u> Node<'de, 'u> {
    pub(super) fn root(value: &'de Value, unknown: &'u UnknownFields) -> Self {
        Self {
            value,
            pointer: String::new(),
            unknown,
        }
    }

    fn field(&self, key: &str, value: &'de Value) -> Self {
        let key = key.replace('~', "~0").replace('/', "~1");
        Self {
            value,
            pointer: format!("{}/{key}", self.pointer),
            unknown: self.unknown,
        }
    }

    fn note_unknown(&self, object: &Map<String, Value>, fields: &'static [&'static str]) {
        let unknown = object.keys().filter(|key| !fields.contains(&key.as_str()));
        self.unknown
            .borrow_mut()
            .extend(unknown.map(|key| UnknownField {
                pointer: self.field(key, &Value::Null).pointer,
                nearest: nearest(key, fields),
            }));
    }

    fn fields(&self, object: &'de Map<String, Value>) -> impl MapAccess<'de, Error = Error> {
        let fields = object.iter();
        MapDeserializer::new(fields.map(|(key, value)| (key.as_str(), self.field(key, value))))
    }
}

/// Returns the name among `fields` that differs from `key` by a slip of the keyboard.
fn nearest(key: &str, fields: &'static [&'static str]) -> Option<&'static str> {
    let key = key.to_lowercase();
    let distance = |field: &&'static str| strsim::osa_distance(&key, field);
    let nearest = fields.iter().copied().min_by_key(distance)?;
    (distance(&nearest) <= 1 + nearest.len() / 4).then_some(nearest)
}

/// Gives the value of an unknown name the name that was meant, or takes it out.
pub(super) fn correct(document: &mut Value, field: &UnknownField) {
    let Some((object, key)) = field.pointer.rsplit_once('/') else {
        return;
    };
    let Some(object) = document.pointer_mut(object).and_then(Value::as_object_mut) else {
        return;
    };
    let value = object.remove(&unescaped(key));
    if let (Some(value), Some(nearest)) = (value, field.nearest) {
        object.entry(nearest).or_insert(value);
    }
}

/// Returns a part of a JSON pointer without its escapes.
pub(super) fn unescaped(part: &str) -> String {
    part.replace("~1", "/").replace("~0", "~")
}

impl<'de> Deserializer<'de> for Node<'de, '_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(value) => value.deserialize_any(visitor),
            Value::String(value) => visitor.visit_borrowed_str(value),
            Value::Array(values) => {
                let items = values.iter().enumerate();
                let items = items.map(|(index, value)| self.field(&index.to_string(), value));
                visitor.visit_seq(SeqDeserializer::new(items))
            }
            Value::Object(object) => visitor.visit_map(self.fields(object)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.value {
            Value::Object(object) => self.note_unknown(object, fields),
            // A derived struct would take its fields from a list too, in order.
            Value::Array(_) => {
                return Err(Error::invalid_type(
                    Unexpected::Seq,
                    &"an object with names",
                ));
            }
            _ => {}
        }
        self.deserialize_any(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.value {
            Value::String(name) => visitor.visit_enum(name.as_str().into_deserializer()),
            Value::Object(object) if object.len() == 1 => {
                visitor.visit_enum(MapAccessDeserializer::new(self.fields(object)))
            }
            _ => self.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Error> for Node<'de, '_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
