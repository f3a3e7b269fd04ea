//! How screens get the exhibition's pictures. A screen knows a picture by its file's name, as in the catalogue.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::ColorImage;

/// A picture that a screen wants, and how large.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureRequest {
    /// The file's name, as in the catalogue.
    pub file: String,
    /// The least width and height in pixels that fill its place.
    pub least: [u32; 2],
    /// The longest side that the graphics card takes. A wide picture in a tall place would need more: it is a little
    /// soft then.
    pub most: u32,
}

/// What became of a request.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadedPicture {
    /// What was wished for.
    pub request: PictureRequest,
    /// The picture; `None` when the kiosk does not have it or it is none.
    pub image: Option<ColorImage>,
}

/// Where screens get their pictures. No method may wait: they are called while a frame is drawn.
pub trait PictureSource {
    /// Wishes for a picture.
    fn ask(&self, request: PictureRequest);

    /// What has come since the last call.
    fn arrived(&self) -> Vec<LoadedPicture>;

    /// Counts up whenever the pictures are exchanged for those of another catalogue.
    fn edition(&self) -> u64;

    /// Hands over what to call when something has come, so that it shows at once.
    fn wake_with(&self, wake: Arc<dyn Fn() + Send + Sync>);

    /// The pictures that are on this kiosk and can't be shown, by their files' names, with the reason in English.
    fn trouble(&self) -> BTreeMap<String, String> {
        BTreeMap::new()
    }
}

/// No pictures at all: screens draw their ornaments.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoPictures;

impl PictureSource for NoPictures {
    fn ask(&self, _request: PictureRequest) {}

    fn arrived(&self) -> Vec<LoadedPicture> {
        Vec::new()
    }

    fn edition(&self) -> u64 {
        0
    }

    fn wake_with(&self, _wake: Arc<dyn Fn() + Send + Sync>) {}
}
