//! Lines over terms or years; where nothing is known the line is broken.

use crate::axis::{Axis, Names, TICK};
use crate::canvas::{Anchor, Area, Canvas, Type, number};
use crate::figure::place;
use crate::legend::{self, Swatch};
use crate::{Chart, Look, Reading, Scale, Series, colour, words};

/// Series over the same periods.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines {
    /// What a person who cannot see it is told.
    pub alt: String,
    /// What the numbers are.
    pub scale: Scale,
    /// Names of the periods.
    pub periods: Vec<String>,
    /// The lines.
    pub series: Vec<Series>,
}

impl Lines {
    /// Draws the lines.
    #[must_use]
    pub fn draw(&self, look: Look) -> Chart {
        let mut canvas = Canvas::new(look);
        let figures = || self.series.iter().flat_map(|series| &series.readings).filter_map(Reading::figure);
        let axis = Axis::new(self.scale, figures().map(|figure| figure.position));
        let left = axis.gutter();
        let end_labels = if self.series.len() > 1 {
            words::widest(figures().map(|figure| figure.label.as_str()), TICK) + 14.0
        } else {
            12.0
        };
        let area = Area::new(left, 0.0, look.width - left - end_labels, 0.0);
        let entries: Vec<_> = self
            .series
            .iter()
            .enumerate()
            .map(|(index, series)| (Swatch::Paint(colour::series(index)), series.name.as_str()))
            .collect();
        let entries = if self.series.len() > 1 { entries } else { Vec::new() };
        let top = legend::draw(&mut canvas, &area, &entries) + 18.0;
        let plot = Area::new(left, top, area.width, 220.0);
        axis.grid(&mut canvas, &plot);
        let slot = plot.width / place(self.periods.len().max(1));
        let names = Names::new(self.periods.iter().map(String::as_str), slot);
        for (index, period) in self.periods.iter().enumerate() {
            names.write(&mut canvas, plot.x + (place(index) + 0.5) * slot, plot.bottom(), period);
        }
        for (index, series) in self.series.iter().enumerate() {
            self.draw_series(&mut canvas, &plot, &axis, index, series);
        }
        if self.series.len() > 1 {
            self.label_ends(&mut canvas, &plot, &axis);
        }
        canvas.finish(look.width, plot.bottom() + names.height + 4.0, &self.alt)
    }

    fn x(&self, plot: &Area, period: usize) -> f64 {
        plot.x + (place(period) + 0.5) * plot.width / place(self.periods.len().max(1))
    }

    fn draw_series(&self, canvas: &mut Canvas, plot: &Area, axis: &Axis, index: usize, series: &Series) {
        let paint = colour::series(index);
        let mut run: Vec<(f64, f64)> = Vec::new();
        let points = || series.readings.iter().take(self.periods.len()).enumerate();
        for (period, reading) in points() {
            match reading.figure() {
                Some(figure) => run.push((self.x(plot, period), axis.y(plot, figure.position))),
                None => {
                    canvas.polyline(&std::mem::take(&mut run), paint, 2.5);
                }
            }
        }
        canvas.polyline(&run, paint, 2.5);
        for (period, reading) in points() {
            let x = self.x(plot, period);
            let hint = format!("{}, {}: {}", series.name, self.periods[period], reading.words());
            let Some(figure) = reading.figure() else {
                let style = Type::new(TICK, Anchor::Middle).muted();
                if self.series.len() == 1 {
                    canvas.text(x, plot.bottom() - 8.0, "нет данных", style);
                }
                continue;
            };
            let y = axis.y(plot, figure.position);
            canvas.shape(&marker(index, x, y), paint, &hint);
            if self.series.len() == 1 {
                let style = Type::new(12.5, Anchor::Middle).bold();
                canvas.text(x, y - 11.0, &figure.label, style);
            }
        }
    }

    /// Writes the last value of each line at its right, pushed apart where they would overlap.
    fn label_ends(&self, canvas: &mut Canvas, plot: &Area, axis: &Axis) {
        let mut ends: Vec<(f64, f64, usize, &str)> = self
            .series
            .iter()
            .enumerate()
            .filter_map(|(index, series)| {
                let (period, figure) =
                    series.readings.iter().enumerate().rev().find_map(|(at, reading)| Some((at, reading.figure()?)))?;
                Some((axis.y(plot, figure.position), self.x(plot, period), index, figure.label.as_str()))
            })
            .collect();
        ends.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut lowest = f64::MIN;
        for (y, x, index, label) in ends {
            let y = y.max(lowest + 14.0);
            lowest = y;
            let style = Type::new(TICK, Anchor::Start).paint(colour::series(index)).bold();
            canvas.text(x + 10.0, y + 4.0, label, style);
        }
    }
}

/// A mark on the line; each series has its own shape, so that colour is not needed to tell them apart.
fn marker(series: usize, x: f64, y: f64) -> String {
    let at = |dx: f64, dy: f64| format!("{} {}", number(x + dx), number(y + dy));
    match series % 4 {
        0 => format!("M{}a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0Z", at(-4.5, 0.0)),
        1 => format!("M{}h8v8h-8Z", at(-4.0, -4.0)),
        2 => format!("M{}L{}L{}Z", at(0.0, -5.5), at(5.2, 4.0), at(-5.2, 4.0)),
        _ => format!("M{}L{}L{}L{}Z", at(0.0, -5.8), at(5.8, 0.0), at(0.0, 5.8), at(-5.8, 0.0)),
    }
}
