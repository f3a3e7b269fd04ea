//! `kiosk decode [--json] FILE…`: what each picture holds.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use serde::Serialize;

use scanner::decode::read_file_within;

/// How long one file is looked at: a whole printed page takes longer than what a visitor holds up.
const TIME: Duration = Duration::from_secs(5);

/// One line of `--json`.
#[derive(Debug, Serialize)]
struct Line<'a> {
    file: &'a str,
    texts: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

/// Prints to `out` what each of `files` holds, in their order: with `json` one JSON line a file, else one line a code
/// that a person can read. Errors of a file go to `err`, and the next file is read.
///
/// Answers with 1 when any file holds nothing or cannot be read, else 0. When `out` is closed early (`| head`) it
/// ends quietly.
pub fn run(files: &[PathBuf], json: bool, out: &mut impl Write, err: &mut impl Write) -> ExitCode {
    match each(files, json, out, err) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
        Err(error) => {
            let _ = writeln!(
                err,
                "kiosk decode: cannot write the result: {error}; check where the output goes"
            );
            ExitCode::FAILURE
        }
    }
}

/// Whether every file held something.
fn each(
    files: &[PathBuf],
    json: bool,
    out: &mut impl Write,
    err: &mut impl Write,
) -> io::Result<bool> {
    let mut all = true;
    for path in files {
        let file = path.to_string_lossy();
        let (texts, error) = match read_file_within(path, TIME) {
            Ok(texts) => (texts, None),
            Err(error) => (Vec::new(), Some(error.to_string())),
        };
        all &= !texts.is_empty();
        if let Some(error) = &error {
            // A closed error stream is no reason not to go on.
            let _ = writeln!(err, "kiosk decode: {error}");
        }
        if json {
            serde_json::to_writer(
                &mut *out,
                &Line {
                    file: &file,
                    texts: &texts,
                    error,
                },
            )?;
            writeln!(out)?;
        } else {
            for text in &texts {
                writeln!(out, "{file}: {text}")?;
            }
            if texts.is_empty() && error.is_none() {
                writeln!(out, "{file}: no code found")?;
            }
        }
        out.flush()?;
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{GrayImage, Luma};

    fn play(files: &[PathBuf], json: bool) -> (ExitCode, String, String) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let code = run(files, json, &mut out, &mut err);
        (
            code,
            String::from_utf8(out).unwrap(),
            String::from_utf8(err).unwrap(),
        )
    }

    /// A folder with a code, a blank page and a file that is no picture.
    fn folder() -> (tempfile::TempDir, Vec<PathBuf>) {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let code = qrcode::QrCode::new("xin \"chào\"\n").unwrap();
        code.render::<Luma<u8>>()
            .module_dimensions(4, 4)
            .build()
            .save(path("code.png"))
            .unwrap();
        GrayImage::from_pixel(300, 300, Luma([255]))
            .save(path("blank.png"))
            .unwrap();
        std::fs::write(path("bad.jpg"), "no picture").unwrap();
        let files = vec![
            path("blank.png"),
            path("bad.jpg"),
            path("code.png"),
            path("gone.png"),
        ];
        (folder, files)
    }

    #[test]
    fn json_has_one_line_a_file_in_order_and_goes_on_after_a_bad_one() {
        let (_folder, files) = folder();
        let (code, out, err) = play(&files, true);
        assert_eq!(code, ExitCode::FAILURE);
        let lines: Vec<serde_json::Value> = out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(lines.len(), 4);
        for (line, file) in lines.iter().zip(&files) {
            assert_eq!(line["file"], file.to_str().unwrap());
        }
        assert_eq!(lines[0], serde_json::json!({"file": files[0], "texts": []}));
        assert_eq!(
            lines[2],
            serde_json::json!({"file": files[2], "texts": ["xin \"chào\"\n"]})
        );
        assert!(lines[1]["error"].is_string() && lines[3]["error"].is_string());
        assert!(err.contains("bad.jpg") && err.contains("gone.png"), "{err}");
        assert!(out.starts_with("{\"file\":"), "{out}");
    }

    #[test]
    fn the_exit_code_is_zero_only_when_every_file_holds_a_code() {
        let (_folder, files) = folder();
        let (code, out, err) = play(&files[2..3], false);
        assert_eq!((code, err.as_str()), (ExitCode::SUCCESS, ""));
        assert!(out.contains("code.png: xin"), "{out}");
        let (code, out, _) = play(&files[..1], false);
        assert_eq!(code, ExitCode::FAILURE);
        assert!(out.contains("no code found"), "{out}");
    }

    #[test]
    fn a_reader_that_goes_away_is_no_panic() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let (_folder, files) = folder();
        let mut err = Vec::new();
        assert_eq!(run(&files, true, &mut Closed, &mut err), ExitCode::FAILURE);
        assert_eq!(
            run(&files[2..3], false, &mut Closed, &mut err),
            ExitCode::FAILURE
        );
        assert!(!String::from_utf8(err).unwrap().contains("cannot write"));
    }
}
