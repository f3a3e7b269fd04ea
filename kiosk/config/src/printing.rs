//! `printer` and `printer_paper_mm` of `kiosk.toml`.

use printer::{Paper, PrinterTarget};
use serde::de::Error;
use serde::{Deserialize, Deserializer};

pub(crate) fn target<'de, D: Deserializer<'de>>(
    input: D,
) -> Result<Option<PrinterTarget>, D::Error> {
    let target = String::deserialize(input)?.parse();
    target.map(Some).map_err(D::Error::custom)
}

pub(crate) fn paper<'de, D: Deserializer<'de>>(input: D) -> Result<Paper, D::Error> {
    let millimetres = u16::deserialize(input)?;
    Paper::try_from(millimetres).map_err(D::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    struct Printing {
        #[serde(default, deserialize_with = "target")]
        printer: Option<PrinterTarget>,
        #[serde(default, deserialize_with = "paper")]
        printer_paper_mm: Paper,
    }

    #[test]
    fn a_kiosk_has_no_printer_unless_it_names_one() {
        let read = |text: &str| toml::from_str::<Printing>(text);
        assert_eq!(read("").unwrap().printer, None);
        let named = read("printer = \"tcp:10.0.0.9\"\nprinter_paper_mm = 58\n").unwrap();
        assert_eq!(named.printer.unwrap().to_string(), "tcp:10.0.0.9:9100");
        assert_eq!(named.printer_paper_mm, Paper::Mm58);
        let wrong = read("printer = \"lp0\"").unwrap_err().to_string();
        assert!(wrong.contains("usb:/dev/usb/lp0"), "{wrong}");
        let wrong = read("printer_paper_mm = 60").unwrap_err().to_string();
        assert!(wrong.contains("58 or 80"), "{wrong}");
    }
}
