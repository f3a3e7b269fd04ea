//! Forms with files (RFC 7578).

use axum::body::Body;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;

use super::error::DeskError;
use crate::http::limits::whole;

/// A form with files that was sent.
#[derive(Default)]
pub(super) struct FileForm(Vec<FormPart>);

struct FormPart {
    name: String,
    file_name: Option<String>,
    content: Vec<u8>,
}

impl FileForm {
    /// Reads a form; `None` for one that has more than so many bytes.
    ///
    /// # Errors
    /// [`DeskError::Failed`] when it breaks off.
    pub(super) async fn read(
        headers: &HeaderMap,
        body: Body,
        most: usize,
    ) -> Result<Option<Self>, DeskError> {
        let kind = headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok());
        let boundary = kind.and_then(boundary_of).map(str::to_owned);
        let body = whole(body, most).await.map_err(|_| DeskError::Failed)?;
        let parts = |body: Vec<u8>| boundary.map_or_else(Self::default, |it| Self::of(&body, &it));
        Ok(body.map(parts))
    }

    fn of(body: &[u8], boundary: &str) -> Self {
        let delimiter = format!("\r\n--{boundary}");
        // The first delimiter has no line before it.
        let body = [b"\r\n", body].concat();
        let mut parts = Vec::new();
        let mut rest = &body[..];
        while let Some(begin) = find(rest, delimiter.as_bytes()) {
            rest = &rest[begin + delimiter.len()..];
            let Some(end) = find(rest, delimiter.as_bytes()) else {
                break;
            };
            parts.extend(FormPart::of(&rest[..end]));
        }
        Self(parts)
    }

    /// Returns the text of a field, empty for one that is not there.
    pub(super) fn text(&self, name: &str) -> String {
        self.texts(name).next().unwrap_or_default()
    }

    /// Returns the texts of all fields of a name.
    pub(super) fn texts(&self, name: &str) -> impl Iterator<Item = String> {
        let parts = self.0.iter().filter(move |part| part.name == name);
        parts.map(|part| String::from_utf8_lossy(&part.content).trim().to_owned())
    }

    /// Returns whether there is a field.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|part| part.name == name)
    }

    /// Takes the first file: its name and what is in it; `None` where none was chosen.
    pub(super) fn file(&mut self) -> Option<(String, Vec<u8>)> {
        let mut parts = self.0.iter_mut();
        let part = parts.find(|it| it.file_name.is_some() && !it.content.is_empty())?;
        Some((part.file_name.take()?, std::mem::take(&mut part.content)))
    }
}

impl FormPart {
    fn of(part: &[u8]) -> Option<Self> {
        let end = find(part, b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&part[..end]).into_owned();
        let value = |name: &str| {
            let (_, rest) = head.split_once(&format!("; {name}=\""))?;
            Some(rest.split_once('"')?.0.to_owned())
        };
        Some(Self {
            name: value("name")?,
            file_name: value("filename"),
            content: part[end + 4..].to_vec(),
        })
    }
}

/// Returns what parts the fields of a form with files.
fn boundary_of(kind: &str) -> Option<&str> {
    let (_, rest) = kind.split_once("boundary=")?;
    let boundary = rest.split(';').next()?.trim().trim_matches('"');
    (!boundary.is_empty()).then_some(boundary)
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|it| it == wanted)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn damaged_forms_are_read_or_refused() {
        let form = b"--x1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nPK\r\n--x1--\r\n";
        let samples: [&[u8]; 2] = [form, b"multipart/form-data; boundary=\"x1\""];
        damaged_input::each("file-form", 1_024, &samples, |bytes| {
            let text = String::from_utf8_lossy(bytes);
            let boundary = boundary_of(&text);
            let mut form = FileForm::of(bytes, boundary.unwrap_or("x1"));
            let file = form.file();
            if let Some((name, file)) = &file {
                prop_assert!(name.len() + file.len() < 3 * bytes.len());
            }
            Ok(format!("{} {}", boundary.is_some(), file.is_some()))
        });
    }

    #[test]
    fn fields_and_file_are_taken_out_of_form() {
        let boundary = boundary_of("multipart/form-data; boundary=\"x1\"").unwrap();
        let body = b"--x1\r\nContent-Disposition: form-data; name=\"day\"\r\n\r\n1\r\n\
            --x1\r\nContent-Disposition: form-data; name=\"day\"\r\n\r\n3\r\n\
            --x1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.xlsx\"\r\n\r\nPK\r\n\r\n--x\r\n--x1--\r\n";
        let mut form = FileForm::of(body, boundary);
        assert_eq!(form.texts("day").collect::<Vec<_>>(), ["1", "3"]);
        assert_eq!(form.text("kind"), "");
        let file = ("a.xlsx".to_owned(), b"PK\r\n\r\n--x".to_vec());
        assert_eq!(form.file(), Some(file));
        assert_eq!(form.file(), None);
        assert_eq!(FileForm::of(b"--x1\r\n\r\n", "x1").file(), None);
        assert_eq!(boundary_of("multipart/form-data"), None);
    }
}
