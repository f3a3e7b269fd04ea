//! The sources that a kiosk's settings mean.

use scanner::camera::CameraSource;
use scanner::folder::{Existing, FolderSource};
use scanner::preview::Preview;
use scanner::settings::HandChoice;
use scanner::{FrameStats, Source};
use view::ScannerKind;

use kiosk_config::ScannerConfig;

/// A source with how it is to be watched.
pub struct Wanted {
    /// What it is.
    pub kind: ScannerKind,
    /// The source.
    pub source: Box<dyn Source>,
    /// Its name, which no other has.
    pub name: String,
    /// Whether somebody asked for it. One that nobody asked for is not missed.
    pub asked_for: bool,
    /// What is counted of its frames, when it sees.
    pub frames: Option<FrameStats>,
}

/// The sources that the settings mean, the cameras first. What they see goes to `preview`.
#[must_use]
pub fn wanted(config: ScannerConfig, preview: &Preview) -> Vec<Wanted> {
    let mut all = Vec::new();
    let mut add = |kind, source: Box<dyn Source>, asked_for, frames| {
        let name = unlike(&all, source.name());
        all.push(Wanted {
            kind,
            source,
            name,
            asked_for,
            frames,
        });
    };
    for camera in config.camera {
        let stats = FrameStats::default();
        let source = CameraSource::new(camera, preview.for_another_camera(), stats.clone());
        add(ScannerKind::Camera, Box::new(source), true, Some(stats));
    }
    if let Some(folder) = config.folder {
        let source = FolderSource::new(folder, Existing::Skip);
        add(ScannerKind::Folder, Box::new(source), true, None);
    }
    #[cfg(target_os = "linux")]
    {
        use scanner::hand::HandSource;
        use scanner::pipe::FramePipeSource;
        use scanner::serial::SerialSource;

        if let Some(path) = config.frames {
            let stats = FrameStats::default();
            let source = FramePipeSource::new(path, preview.for_another_camera(), stats.clone());
            add(ScannerKind::FramePipe, Box::new(source), true, Some(stats));
        }
        for port in config.serial {
            let source = SerialSource::new(port);
            add(ScannerKind::Serial, Box::new(source), true, None);
        }
        let envelope = config.hand.envelope;
        match config.hand.device {
            HandChoice::Off => {}
            HandChoice::Auto => {
                let source = HandSource::automatic(envelope);
                add(ScannerKind::HandScanner, Box::new(source), false, None);
            }
            HandChoice::Named(devices) => {
                for device in devices {
                    let source = HandSource::named(&device, envelope.clone());
                    add(ScannerKind::HandScanner, Box::new(source), true, None);
                }
            }
        }
    }
    all
}

/// The name, or the name and a number when another has it.
fn unlike(others: &[Wanted], name: &str) -> String {
    let taken = |name: &str| others.iter().any(|other| other.name == name);
    let numbered = (2..).map(|number| format!("{name} {number}"));
    std::iter::once(name.to_owned())
        .chain(numbered)
        .find(|name| !taken(name))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_is_set_up_is_there_at_once_each_under_a_name_of_its_own() {
        let config: ScannerConfig = toml::from_str(
            "camera = [\"auto\", \"auto\", \"/dev/video7\"]\nserial = [\"auto\", \"/dev/ttyACM9\"]\n\
             folder = \"/tickets\"\nframes = \"/run/frames\"\nhand = { device = [\"Voyager\"] }",
        )
        .unwrap();
        let names: Vec<String> = wanted(config, &Preview::default())
            .into_iter()
            .map(|wanted| wanted.name)
            .collect();
        assert_eq!(
            names,
            [
                "camera",
                "camera 2",
                "camera /dev/video7",
                "folder /tickets",
                "frames from /run/frames",
                "serial scanner",
                "serial scanner /dev/ttyACM9",
                "hand scanner \"Voyager\"",
            ]
        );
    }
}
