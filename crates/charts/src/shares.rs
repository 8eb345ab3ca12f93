//! How marks 2–3–4–5 divide a group: one bar of 100 % per row.

use crate::axis::TICK;
use crate::canvas::{Anchor, Area, Canvas, Paint, Type};
use crate::figure::place;
use crate::legend::{self, Swatch};
use crate::{Chart, Figure, Look, colour, words};

/// One group and the shares of its marks.
#[derive(Clone, Debug, PartialEq)]
pub struct SharesRow {
    /// Its name.
    pub label: String,
    /// Size of the group, in words, at the right; may be empty.
    pub base: String,
    /// Shares of the marks 2, 3, 4, 5 (adding up to one), or why there are none.
    pub shares: Result<[Figure; 4], String>,
}

/// Rows of shares.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkShares {
    /// What a person who cannot see it is told.
    pub alt: String,
    /// The rows from above.
    pub rows: Vec<SharesRow>,
}

const ROW: f64 = 32.0;
const LABEL: f64 = 13.0;

impl MarkShares {
    /// Draws the rows.
    #[must_use]
    pub fn draw(&self, look: Look) -> Chart {
        let mut canvas = Canvas::new(look);
        let names = words::widest(self.rows.iter().map(|row| row.label.as_str()), LABEL);
        let left = names.min(look.width * 0.32) + 10.0;
        let bases = words::widest(self.rows.iter().map(|row| row.base.as_str()), TICK);
        let right = if bases > 0.0 { bases + 12.0 } else { 14.0 };
        let area = Area::new(left, 0.0, look.width - left - right, 0.0);
        let marks = ["«2»", "«3»", "«4»", "«5»"];
        let entries: Vec<_> =
            (2u8..).zip(marks).map(|(mark, name)| (Swatch::Paint(colour::mark(mark)), name)).collect();
        let top = legend::draw(&mut canvas, &area, &entries);
        for (index, row) in self.rows.iter().enumerate() {
            let bar = Area::new(left, top + place(index) * ROW + 4.0, area.width, ROW - 8.0);
            canvas.row_label(left - 8.0, bar.y + bar.height / 2.0, &row.label, left - 8.0);
            match &row.shares {
                Ok(shares) => draw_shares(&mut canvas, &bar, &row.label, shares),
                Err(reason) => {
                    canvas.hatch(bar, &format!("{}: {reason}", row.label));
                    canvas.text(bar.x + 10.0, bar.y + 16.5, reason, Type::new(TICK, Anchor::Start).muted());
                }
            }
            let style = Type::new(TICK, Anchor::Start).muted();
            canvas.text(bar.right() + 8.0, bar.y + bar.height / 2.0 + 4.0, &row.base, style);
        }
        canvas.finish(look.width, top + place(self.rows.len()) * ROW + 6.0, &self.alt)
    }
}

fn draw_shares(canvas: &mut Canvas, bar: &Area, label: &str, shares: &[Figure; 4]) {
    let mut x = bar.x;
    for (mark, share) in (2u8..).zip(shares) {
        let width = bar.width * share.position.clamp(0.0, 1.0);
        let paint = colour::mark(mark);
        if width > 0.0 {
            let hint = format!("{label}: «{mark}» — {}", share.label);
            canvas.rect(Area::new(x, bar.y, (width - 1.0).max(0.6), bar.height), paint, 0.0, &hint);
        }
        if width > words::width(&share.label, TICK) + 6.0
            && let Paint::Fixed(colour) = paint
        {
            let style = Type::new(TICK, Anchor::Middle).paint(Paint::Fixed(colour.ink()));
            canvas.text(x + width / 2.0, bar.y + bar.height / 2.0 + 4.0, &share.label, style);
        }
        x += width;
    }
}
