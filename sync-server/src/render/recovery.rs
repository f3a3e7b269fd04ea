//! The recovery sheet as a page to print on A4.

use std::fmt::Write;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use qrcode::types::QrError;
use qrcode::{Color, EcLevel, QrCode};

use crate::operations::recovery::RecoverySheet;

/// Modules of white around the symbol.
const QUIET: usize = 4;

const STYLE: &str = include_str!("../../../assets/desk/sheet.css");

impl RecoverySheet {
    /// Returns the sheet as an HTML page, in Vietnamese and English.
    ///
    /// # Errors
    /// [`QrError`] when there are more keys than a symbol holds.
    pub fn page(&self, name: &str) -> Result<String, QrError> {
        let style = html! { style { (PreEscaped(STYLE)) } };
        self.page_with(name, &style)
    }

    /// Returns the same page for a server that has its style sheet.
    ///
    /// # Errors
    /// As [`RecoverySheet::page`].
    pub(crate) fn linked_page(&self, name: &str) -> Result<String, QrError> {
        self.page_with(name, &html! { link rel="stylesheet" href="/sheet.css"; })
    }

    fn page_with(&self, name: &str, style: &Markup) -> Result<String, QrError> {
        let symbol = qr_symbol(&self.text())?;
        let page = html! {
            (DOCTYPE)
            html lang="vi" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { "Tờ khôi phục · " (name) }
                    (style)
                }
                body {
                    main {
                        (symbol)
                        h1 { "Tờ khôi phục" }
                        p.en lang="en" { "Recovery sheet" }
                        p { strong { (name) } }
                        p {
                            "Nếu máy chủ bị mất hoặc hỏng, tờ giấy này giúp lập lại triển lãm để vé đã bán vẫn vào cửa được. "
                            "Hãy cất như cất tiền: ai có tờ này cũng làm được vé giả. "
                            "In xong, xin xoá tệp này khỏi máy."
                        }
                        p.en lang="en" {
                            "If the server is lost, this sheet makes the exhibition anew, so that tickets that were sold are still good. "
                            "Keep it like money: who has it can make false tickets. Delete the file once it is printed."
                        }
                        p { code { "sync-server init --data THƯ_MỤC_MỚI --recover TỆP --catalogue …" } }
                        p {
                            "Quét mã QR bằng điện thoại rồi lưu đoạn chữ thành TỆP, hoặc gõ lại các dòng dưới đây."
                        }
                        p.en lang="en" { "Scan the symbol and save its text as the file, or type the lines below." }
                        h2 { "exhibition " (self.exhibition.0) br; "tickets " (self.last_ticket)
                            @if let Some(made) = self.made { br; "made " (made.0 / 1_000) }
                        }
                        div.keys {
                            @for (name, words) in self.blocks() {
                                section {
                                    h2 { (name) }
                                    table {
                                        @for line in words.chunks(4) {
                                            tr { @for word in line { td { (word) } } }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        };
        Ok(page.into_string())
    }
}

/// Draws a text as a QR symbol.
pub(crate) fn qr_symbol(text: &str) -> Result<Markup, QrError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)?;
    let width = code.width();
    let dark = (0..width * width).filter(|at| code[(at % width, at / width)] == Color::Dark);
    let squares = dark.fold(String::new(), |mut squares, at| {
        let _ = write!(
            squares,
            "M{} {}h1v1h-1z",
            at % width + QUIET,
            at / width + QUIET
        );
        squares
    });
    let side = width + 2 * QUIET;
    Ok(html! {
        svg viewBox={ "0 0 " (side) " " (side) } role="img" aria-label="QR" {
            path d=(squares) fill="#000" {}
        }
    })
}
