//! A serde deserializer over a JSON value that knows its path and notes object keys no struct has.

use std::cell::RefCell;
use std::fmt;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::{Map, Value, map};

use super::UnknownField;

/// The unknown names found so far.
pub(super) type UnknownFields = RefCell<Vec<UnknownField>>;

/// A value at its path.
pub(super) struct Node<'de, 'u> {
    value: &'de Value,
    pointer: String,
    unknown: &'u UnknownFields,
}

/// What does not fit, and where.
#[derive(Debug)]
pub(super) struct NodeError {
    pub(super) pointer: String,
    pub(super) detail: String,
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

    fn visit<V: Visitor<'de>>(&self, visitor: V) -> Result<V::Value, NodeError> {
        match self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(value) => value.deserialize_any(visitor).map_err(de::Error::custom),
            Value::String(value) => visitor.visit_borrowed_str(value),
            Value::Array(values) => visitor.visit_seq(Items {
                parent: self,
                rest: values.iter().enumerate(),
            }),
            Value::Object(object) => visitor.visit_map(Fields {
                parent: self,
                rest: object.iter(),
                value: None,
            }),
        }
    }
}

/// The name among `fields` that differs from `key` by a slip of the keyboard.
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

/// A JSON pointer as people write it: `booths[11].number`.
pub(super) fn readable(pointer: &str) -> String {
    let mut path = String::new();
    for part in pointer.split('/').skip(1).map(unescaped) {
        if part.bytes().all(|byte| byte.is_ascii_digit()) {
            path.extend(["[", &part, "]"]);
        } else {
            path += if path.is_empty() { "" } else { "." };
            path += &part;
        }
    }
    if path.is_empty() {
        path += "the whole document";
    }
    path
}

fn unescaped(part: &str) -> String {
    part.replace("~1", "/").replace("~0", "~")
}

impl<'de> Deserializer<'de> for Node<'de, '_> {
    type Error = NodeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NodeError> {
        self.visit(visitor).map_err(|error| error.at(&self.pointer))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NodeError> {
        match self.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, NodeError> {
        let pointer = self.pointer.clone();
        let result = visitor.visit_newtype_struct(self);
        result.map_err(|error| error.at(&pointer))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, NodeError> {
        match self.value {
            Value::Object(object) => self.note_unknown(object, fields),
            // A derived struct would take its fields from a list too, in order.
            Value::Array(_) => {
                let error: NodeError =
                    de::Error::invalid_type(de::Unexpected::Seq, &"an object with names");
                return Err(error.at(&self.pointer));
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
    ) -> Result<V::Value, NodeError> {
        let result = match self.value {
            Value::String(name) => {
                visitor.visit_enum(BorrowedStrDeserializer::<NodeError>::new(name))
            }
            Value::Object(object) if object.len() == 1 => match object.iter().next() {
                Some((name, value)) => visitor.visit_enum(Variant {
                    name,
                    content: self.field(name, value),
                }),
                None => self.visit(visitor),
            },
            _ => self.visit(visitor),
        };
        result.map_err(|error| error.at(&self.pointer))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map identifier ignored_any
    }
}

struct Items<'p, 'de, 'u> {
    parent: &'p Node<'de, 'u>,
    rest: std::iter::Enumerate<std::slice::Iter<'de, Value>>,
}

impl<'de> SeqAccess<'de> for Items<'_, 'de, '_> {
    type Error = NodeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, NodeError> {
        let Some((index, value)) = self.rest.next() else {
            return Ok(None);
        };
        let item = Node {
            value,
            pointer: format!("{}/{index}", self.parent.pointer),
            unknown: self.parent.unknown,
        };
        seed.deserialize(item).map(Some)
    }
}

struct Fields<'p, 'de, 'u> {
    parent: &'p Node<'de, 'u>,
    rest: map::Iter<'de>,
    value: Option<Node<'de, 'u>>,
}

impl<'de> MapAccess<'de> for Fields<'_, 'de, '_> {
    type Error = NodeError;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, NodeError> {
        let Some((key, value)) = self.rest.next() else {
            return Ok(None);
        };
        self.value = Some(self.parent.field(key, value));
        seed.deserialize(BorrowedStrDeserializer::new(key))
            .map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, NodeError> {
        match self.value.take() {
            Some(value) => seed.deserialize(value),
            None => Err(de::Error::custom("a value was read before its name")),
        }
    }
}

struct Variant<'de, 'u> {
    name: &'de str,
    content: Node<'de, 'u>,
}

impl<'de, 'u> EnumAccess<'de> for Variant<'de, 'u> {
    type Error = NodeError;
    type Variant = Node<'de, 'u>;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Self::Variant), NodeError> {
        let name = seed.deserialize(BorrowedStrDeserializer::<NodeError>::new(self.name))?;
        Ok((name, self.content))
    }
}

impl<'de> VariantAccess<'de> for Node<'de, '_> {
    type Error = NodeError;

    fn unit_variant(self) -> Result<(), NodeError> {
        de::Deserialize::deserialize(self)
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, NodeError> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, NodeError> {
        self.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, NodeError> {
        self.deserialize_struct("", fields, visitor)
    }
}

impl NodeError {
    /// The same error at a place, unless it has one from deeper down.
    fn at(mut self, pointer: &str) -> Self {
        if self.pointer.is_empty() {
            pointer.clone_into(&mut self.pointer);
        }
        self
    }
}

impl de::Error for NodeError {
    fn custom<T: fmt::Display>(detail: T) -> Self {
        Self {
            pointer: String::new(),
            detail: detail.to_string(),
        }
    }
}

impl fmt::Display for NodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", readable(&self.pointer), self.detail)
    }
}

impl std::error::Error for NodeError {}
