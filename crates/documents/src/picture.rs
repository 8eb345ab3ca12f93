//! From SVG to PNG, for formats that cannot hold vectors everywhere; many pictures at once.

use std::sync::{Arc, Mutex, PoisonError};

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{self, fontdb};

use crate::{Fonts, Picture, RenderError};

/// Pixels of the PNG for each CSS pixel: two give about 200 dots an inch on paper.
const SCALE: f32 = 2.0;

/// All pictures of a document as PNG, drawn on as many threads as the machine has.
pub(crate) fn rasterise(pictures: &[&Picture], fonts: &Fonts) -> Result<Vec<Vec<u8>>, RenderError> {
    let options = usvg::Options {
        fontdb: font_database(fonts),
        ..usvg::Options::default()
    };
    let threads = std::thread::available_parallelism()
        .map_or(1, usize::from)
        .min(pictures.len().max(1));
    let mut drawn: Vec<Option<Result<Vec<u8>, String>>> = vec![None; pictures.len()];
    std::thread::scope(|scope| {
        let options = &options;
        let workers: Vec<_> = (0..threads)
            .map(|worker| {
                scope.spawn(move || {
                    let own = pictures.iter().enumerate().skip(worker).step_by(threads);
                    own.map(|(index, picture)| (index, draw(&picture.svg, options)))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        for (index, png) in workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap_or_default())
        {
            drawn[index] = Some(png);
        }
    });
    let complete = |(index, png): (usize, Option<Result<Vec<u8>, String>>)| {
        let failed = |reason| RenderError::Picture {
            number: index + 1,
            reason,
        };
        png.unwrap_or_else(|| Err("drawing stopped".to_owned()))
            .map_err(failed)
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
    resvg::render(
        &tree,
        Transform::from_scale(SCALE, SCALE),
        &mut sheet.as_mut(),
    );
    encode(&sheet).map_err(|error| error.to_string())
}

/// An opaque picture without its alpha channel, packed quickly rather than tightly.
fn encode(sheet: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let colours: Vec<u8> = sheet
        .data()
        .chunks_exact(4)
        .flat_map(|pixel| [pixel[0], pixel[1], pixel[2]])
        .collect();
    let mut encoder = png::Encoder::new(&mut bytes, sheet.width(), sheet.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Fast);
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
    let family = database
        .faces()
        .next()
        .and_then(|face| Some(face.families.first()?.0.clone()));
    if let Some(family) = family {
        database.set_sans_serif_family(family);
    }
    let database = Arc::new(database);
    *kept = Some((*fonts, Arc::clone(&database)));
    database
}
