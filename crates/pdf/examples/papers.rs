//! Writes the sample papers as PDF into a folder, to be looked at, and says how long each took, beside the DOCX:
//! `cargo run -p pdf --example papers -- FOLDER FONTS`, where FONTS holds the six faces of PT Sans and PT Serif.

use std::path::{Path, PathBuf};
use std::time::Instant;

use documents::{Document, Fonts, Picture, docx, orders, samples};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1).map(PathBuf::from);
    let (folder, fonts) = arguments.next().zip(arguments.next()).ok_or("name two folders")?;
    std::fs::create_dir_all(&folder)?;
    let fonts = Fonts {
        sans: faces(&fonts, &["pt-sans-regular", "pt-sans-bold"])?,
        serif: faces(&fonts, &["pt-serif-regular", "pt-serif-bold", "pt-serif-italic", "pt-serif-bold-italic"])?,
    };
    let charts = charts::samples::all(charts::Look::print());
    let pictures: Vec<Picture> = charts
        .into_iter()
        .map(|(_, chart)| Picture {
            svg: chart.svg,
            width: chart.width,
            height: chart.height,
            caption: chart.alt.clone().into(),
            alt: chart.alt.into(),
        })
        .collect();
    let twenty = pictures.iter().cycle().take(20).cloned().collect();
    let papers: [(&str, Document); 3] = [
        ("order", orders::administrative_order(&samples::order())),
        ("report", samples::report(pictures)),
        ("long", samples::long_report(30, twenty)),
    ];
    for (name, paper) in papers {
        for round in 1..=4 {
            let start = Instant::now();
            let bytes = docx::render(&paper, &fonts)?;
            println!("{name} DOCX, round {round}: {:?}, {} KB", start.elapsed(), bytes.len() / 1024);
            let start = Instant::now();
            let bytes = pdf::render(&paper, &fonts)?;
            println!("{name} PDF, round {round}: {:?}, {} KB", start.elapsed(), bytes.len() / 1024);
            std::fs::write(folder.join(format!("{name}-typst.pdf")), bytes)?;
        }
    }
    Ok(())
}

fn faces(folder: &Path, names: &[&str]) -> Result<&'static [&'static [u8]], std::io::Error> {
    let read = |name: &&str| std::fs::read(folder.join(format!("{name}.ttf"))).map(|bytes| &*bytes.leak());
    let faces: Result<Vec<&'static [u8]>, _> = names.iter().map(read).collect();
    Ok(faces?.leak())
}
