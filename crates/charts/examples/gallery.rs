//! Draws every chart into a folder, as SVG and PNG, to be looked at: `cargo run -p charts --example gallery -- DIR`.

use resvg::{tiny_skia, usvg};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::path::PathBuf::from(std::env::args().nth(1).ok_or("name a folder")?);
    std::fs::create_dir_all(&folder)?;
    let mut options = usvg::Options::default();
    for font in std::env::args().skip(2) {
        options.fontdb_mut().load_font_data(std::fs::read(font)?);
    }
    for (name, chart) in charts::samples::all(charts::Look::print()) {
        let tree = usvg::Tree::from_str(&chart.svg, &options)?;
        let size = tree.size().to_int_size().scale_by(1.5).ok_or("a picture without size")?;
        let mut picture = tiny_skia::Pixmap::new(size.width(), size.height()).ok_or("a picture without size")?;
        picture.fill(tiny_skia::Color::WHITE);
        resvg::render(&tree, tiny_skia::Transform::from_scale(1.5, 1.5), &mut picture.as_mut());
        picture.save_png(folder.join(format!("{name}.png")))?;
    }
    for (name, chart) in charts::samples::all(charts::Look::page()) {
        std::fs::write(folder.join(format!("{name}.svg")), chart.svg)?;
    }
    Ok(())
}
