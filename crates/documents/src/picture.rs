//! From SVG to PNG, for formats that cannot hold vectors everywhere; many pictures at once.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{self, fontdb};

use crate::{Fonts, Picture, RenderError};

/// Pixels of the PNG for each CSS pixel: about 170 dots an inch across the whole width of a sheet.
const SCALE: f32 = 1.75;

/// All pictures of a document as PNG, drawn on as many threads as the machine has.
pub(crate) fn rasterise(pictures: &[&Picture], fonts: &Fonts) -> Result<Vec<Vec<u8>>, RenderError> {
    let options = usvg::Options { fontdb: font_database(fonts), ..usvg::Options::default() };
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(pictures.len().max(1));
    let mut drawn: Vec<Option<Result<Vec<u8>, String>>> = vec![None; pictures.len()];
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        let (options, next) = (&options, &next);
        // Each thread takes the next picture nobody has taken, so that one heavy heatmap holds up nobody else.
        let work = move || {
            let taken = std::iter::from_fn(|| {
                let index = next.fetch_add(1, Ordering::Relaxed);
                pictures.get(index).map(|picture| (index, draw(&picture.svg, options)))
            });
            taken.collect::<Vec<_>>()
        };
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        for (index, png) in workers.into_iter().flat_map(|worker| worker.join().unwrap_or_default()) {
            drawn[index] = Some(png);
        }
    });
    let complete = |(index, png): (usize, Option<Result<Vec<u8>, String>>)| {
        let failed = |reason| RenderError::Picture { number: index + 1, reason };
        png.unwrap_or_else(|| Err("drawing stopped".to_owned())).map_err(failed)
    };
    drawn.into_iter().enumerate().map(complete).collect()
}

fn draw(svg: &str, options: &usvg::Options<'_>) -> Result<Vec<u8>, String> {
    let tree = usvg::Tree::from_str(svg, options).map_err(|error| error.to_string())?;
    let size = tree.size().to_int_size().scale_by(SCALE).ok_or("no size")?;
    if u64::from(size.width()) * u64::from(size.height()) > 40_000_000 {
        return Err("too large".to_owned());
    }
    let mut sheet = Pixmap::new(size.width(), size.height()).ok_or("no size")?;
    sheet.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut sheet.as_mut());
    encode(&sheet).map_err(|error| error.to_string())
}

/// An opaque picture without its alpha channel, packed quickly rather than tightly.
fn encode(sheet: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut colours = vec![0; sheet.data().len() / 4 * 3];
    for (colour, pixel) in colours.chunks_exact_mut(3).zip(sheet.data().chunks_exact(4)) {
        colour.copy_from_slice(&pixel[..3]);
    }
    let mut encoder = png::Encoder::new(&mut bytes, sheet.width(), sheet.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Fastest);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&colours)?;
    writer.finish()?;
    Ok(bytes)
}

/// The font database of these fonts, kept for the next document.
fn font_database(fonts: &Fonts) -> Arc<fontdb::Database> {
    static KEPT: Mutex<Option<(Fonts, Arc<fontdb::Database>)>> = Mutex::new(None);
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((of, database)) = kept.as_ref()
        && of == fonts
    {
        return Arc::clone(database);
    }
    let mut database = fontdb::Database::new();
    for face in fonts.sans.iter().chain(fonts.serif) {
        database.load_font_data(face.to_vec());
    }
    let family = database.faces().next().and_then(|face| Some(face.families.first()?.0.clone()));
    if let Some(family) = family {
        database.set_sans_serif_family(family);
    }
    let database = Arc::new(database);
    *kept = Some((*fonts, Arc::clone(&database)));
    database
}
