//! Writes the sample papers into a folder, to be looked at, and says how long each took:
//! `cargo run -p documents --example papers -- FOLDER SANS.ttf SANS-BOLD.ttf`.

use std::time::Instant;

use documents::{Document, Fonts, Picture, docx, html, orders, samples};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::path::PathBuf::from(std::env::args().nth(1).ok_or("name a folder")?);
    std::fs::create_dir_all(&folder)?;
    let mut faces: Vec<&'static [u8]> = Vec::new();
    for file in std::env::args().skip(2) {
        faces.push(std::fs::read(file)?.leak());
    }
    let fonts = Fonts { sans: faces.leak(), serif: &[] };
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
        for round in 1..=3 {
            let start = Instant::now();
            let bytes = docx::render(&paper, &fonts)?;
            println!("{name} DOCX, round {round}: {:?}, {} KB", start.elapsed(), bytes.len() / 1024);
            std::fs::write(folder.join(format!("{name}.docx")), bytes)?;
        }
        std::fs::write(folder.join(format!("{name}.html")), html::render(&paper))?;
    }
    Ok(())
}
