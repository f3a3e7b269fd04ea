//! The Wi-Fi for visitors' phones.

use serde::{Deserialize, Serialize};

use super::ProblemKind;

/// A Wi-Fi network that visitors may join.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wifi {
    /// Its name (SSID), 1 to 32 bytes.
    pub name: String,
    /// Its WPA password, 8 to 63 characters; `None` for an open network.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
}

impl Wifi {
    /// Returns the text of a QR code that phones join the network by, in the `WIFI:` format that `ZXing` introduced.
    #[must_use]
    pub fn code(&self) -> String {
        let name = escaped(&self.name);
        match &self.password {
            Some(password) => format!("WIFI:T:WPA;S:{name};P:{};;", escaped(password)),
            None => format!("WIFI:T:nopass;S:{name};;"),
        }
    }

    /// Returns what is wrong with it.
    pub(super) fn problem(&self) -> Option<ProblemKind> {
        let bytes = self.name.len();
        if !(1..=32).contains(&bytes) {
            return Some(ProblemKind::WifiName { bytes });
        }
        let characters = self.password.as_ref()?.chars().count();
        (!(8..=63).contains(&characters)).then_some(ProblemKind::WifiPassword { characters })
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | ';' | ',' | ':' | '"') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wifi(name: &str, password: Option<&str>) -> Wifi {
        Wifi {
            name: name.to_owned(),
            password: password.map(str::to_owned),
        }
    }

    #[test]
    fn code_escapes_what_the_format_reserves() {
        assert_eq!(
            wifi("Kim Lan; khách", Some(r#"a:b,c\d"e"#)).code(),
            r#"WIFI:T:WPA;S:Kim Lan\; khách;P:a\:b\,c\\d\"e;;"#
        );
        assert_eq!(wifi("Kim Lan", None).code(), "WIFI:T:nopass;S:Kim Lan;;");
    }

    #[test]
    fn impossible_names_and_passwords_are_problems() {
        assert_eq!(wifi("Kim Lan", Some("gomsu2024")).problem(), None);
        assert_eq!(wifi("Kim Lan", None).problem(), None);
        assert!(wifi("", None).problem().is_some());
        assert!(wifi(&"a".repeat(33), None).problem().is_some());
        assert!(wifi("Kim Lan", Some("gomsu")).problem().is_some());
    }
}
