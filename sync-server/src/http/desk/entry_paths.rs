//! Where the pages of the exhibition and of its lists and entries are.

/// Where the first page of the exhibition is.
pub(super) const EXHIBITION: &str = "/admin/exhibition";

/// Returns where a list is.
pub(super) fn list_path(list: &str) -> String {
    format!("/admin/exhibition/{list}")
}

/// Returns where an entry is.
pub(super) fn entry_path(list: &str, name: &str) -> String {
    format!("{}/{}", list_path(list), encoded(name))
}

/// Returns a name as it stands in an address.
fn encoded(name: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    name.bytes().map(byte).collect()
}
