//! From the light on the sensor to the picture: blur, a hand that moves, and the JPEG that a camera or a chat makes.

use image::codecs::jpeg::JpegEncoder;
use image::{GrayImage, ImageFormat};

/// A bell-shaped blur, first along the rows, then along the columns. `deviation` in pixels.
pub(super) fn blur(light: &mut [f32], width: usize, deviation: f32) {
    if deviation < 0.05 {
        return;
    }
    let reach = (3.0 * deviation).ceil() as usize;
    let mut bell: Vec<f32> = (0..=2 * reach)
        .map(|i| (-((i as f32 - reach as f32) / deviation).powi(2) / 2.0).exp())
        .collect();
    let sum: f32 = bell.iter().sum();
    for weight in &mut bell {
        *weight /= sum;
    }
    for row in light.chunks_exact_mut(width) {
        let before: Vec<f32> = padded(row, reach);
        for (x, value) in row.iter_mut().enumerate() {
            let near = &before[x..=x + 2 * reach];
            *value = near
                .iter()
                .zip(&bell)
                .map(|(near, weight)| near * weight)
                .sum();
        }
    }
    let rows: Vec<Vec<f32>> = light.chunks_exact(width).map(<[f32]>::to_vec).collect();
    for (y, row) in light.chunks_exact_mut(width).enumerate() {
        row.fill(0.0);
        for (i, weight) in bell.iter().enumerate() {
            let near = (y + i).saturating_sub(reach).min(rows.len() - 1);
            for (value, near) in row.iter_mut().zip(&rows[near]) {
                *value += near * weight;
            }
        }
    }
}

/// The row with its first and last value repeated on both ends.
fn padded(row: &[f32], by: usize) -> Vec<f32> {
    let ends = |end: Option<&f32>| vec![end.copied().unwrap_or_default(); by];
    [ends(row.first()), row.to_vec(), ends(row.last())].concat()
}

/// The hand moved while the shutter was open: each pixel is the mean along a straight line, `length` pixels long.
pub(super) fn smear(light: &mut [f32], width: usize, length: f32, degrees: f32) {
    let steps = length.round() as isize;
    if steps < 1 {
        return;
    }
    let before = light.to_owned();
    let height = (before.len() / width) as isize;
    let (down, right) = degrees.to_radians().sin_cos();
    let shifts: Vec<(isize, isize)> = (-steps..=steps)
        .map(|step| {
            let part = step as f32 / steps as f32 * length / 2.0;
            (
                (part * right).round() as isize,
                (part * down).round() as isize,
            )
        })
        .collect();
    for y in 0..height {
        for x in 0..width as isize {
            let near = |&(dx, dy): &(isize, isize)| {
                let (x, y) = (
                    (x + dx).clamp(0, width as isize - 1),
                    (y + dy).clamp(0, height - 1),
                );
                before[y as usize * width + x as usize]
            };
            let sum: f32 = shifts.iter().map(near).sum();
            light[y as usize * width + x as usize] = sum / shifts.len() as f32;
        }
    }
}

/// The picture after it was saved as a JPEG of this quality, 1 to 100.
pub(crate) fn through_jpeg(picture: &GrayImage, quality: u8) -> GrayImage {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality)
        .encode_image(picture)
        .expect("a photograph fits a JPEG");
    image::load_from_memory_with_format(&bytes, ImageFormat::Jpeg)
        .expect("a JPEG just written")
        .into_luma8()
}
