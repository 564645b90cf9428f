//! A drawing as PNG: the same tree as the SVG with paths, painted pixel by pixel.

use png::{BitDepth, ColorType, Compression, Encoder};
use resvg::tiny_skia::{Pixmap, Transform};

use super::font::Fonts;
use super::svg::{failed, tree};
use crate::error::Error;

/// Paints `drawing`, one pixel for one of the picture.
///
/// # Errors
/// The drawing cannot be read, or the picture is too large.
pub fn png(drawing: &str, fonts: &Fonts) -> Result<Vec<u8>, Error> {
    let tree = tree(drawing, fonts)?;
    let size = tree.size().to_int_size();
    let mut pixels = Pixmap::new(size.width(), size.height()).ok_or_else(|| failed(&"size"))?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    encode(&pixels).map_err(|error| failed(&error))
}

/// The paper covers every pixel, so that none is transparent.
fn encode(pixels: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let opaque: Vec<u8> = pixels
        .data()
        .chunks_exact(4)
        .flat_map(|pixel| pixel.iter().copied().take(3))
        .collect();
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Fast);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&opaque)?;
    writer.finish()?;
    Ok(bytes)
}
