//! A word-sized line for a table row: only the shape of the change.

use crate::axis::Axis;
use crate::canvas::{Area, Canvas, Paint};
use crate::figure::place;
use crate::{Chart, Look, Reading, Scale, colour};

/// A few readings in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Sparkline {
    /// What a person who cannot see it is told.
    pub alt: String,
    /// What the numbers are.
    pub scale: Scale,
    /// The readings, the last being now.
    pub readings: Vec<Reading>,
}

impl Sparkline {
    /// Draws the line, 96 × 26 pixels whatever the look's width.
    #[must_use]
    pub fn draw(&self, look: Look) -> Chart {
        const WIDTH: f64 = 96.0;
        const HEIGHT: f64 = 26.0;
        let mut canvas = Canvas::new(look.wide(WIDTH));
        let plot = Area::new(4.0, 4.0, WIDTH - 8.0, HEIGHT - 8.0);
        let figures = self.readings.iter().filter_map(Reading::figure).map(|figure| figure.position);
        let axis = Axis::new(self.scale, figures);
        let step = plot.width / place(self.readings.len().saturating_sub(1).max(1));
        canvas.line((plot.x, plot.bottom()), (plot.right(), plot.bottom()), Paint::Text(0.15), "");
        let mut run = Vec::new();
        let mut last = None;
        for (index, reading) in self.readings.iter().enumerate() {
            match reading.figure() {
                Some(figure) => {
                    let point = (plot.x + place(index) * step, axis.y(&plot, figure.position));
                    run.push(point);
                    last = Some(point);
                }
                None => canvas.polyline(&std::mem::take(&mut run), colour::series(0), 2.0),
            }
        }
        canvas.polyline(&run, colour::series(0), 2.0);
        if let Some((x, y)) = last {
            let dot = Area::new(x - 2.5, y - 2.5, 5.0, 5.0);
            canvas.rect(dot, colour::series(0), 2.5, "");
        }
        canvas.finish(WIDTH, HEIGHT, &self.alt)
    }
}
