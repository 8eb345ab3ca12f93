//! What the colours mean, above the plot.

use crate::canvas::{Anchor, Area, Canvas, Paint, Type};
use crate::words;

pub(crate) enum Swatch {
    Paint(Paint),
    Hatch,
}

const SIZE: f64 = 12.5;
const ROW: f64 = 20.0;

/// Draws the entries from the left, breaking into rows; returns the height used.
pub(crate) fn draw(canvas: &mut Canvas, area: &Area, entries: &[(Swatch, &str)]) -> f64 {
    let (mut x, mut y) = (area.x, area.y);
    for (swatch, label) in entries {
        // A page may use a wider face than documents do.
        let needed = 18.0 + words::width(label, SIZE) * 1.08;
        if x > area.x && x + needed > area.right() {
            x = area.x;
            y += ROW;
        }
        let square = Area::new(x, y + 2.0, 12.0, 12.0);
        match swatch {
            Swatch::Paint(paint) => canvas.rect(square, *paint, 2.5, ""),
            Swatch::Hatch => canvas.hatch(square, ""),
        }
        canvas.text(x + 18.0, y + 12.5, label, Type::new(SIZE, Anchor::Start));
        x += needed + 20.0;
    }
    if entries.is_empty() { 0.0 } else { y - area.y + ROW + 6.0 }
}
