//! A sheet to draw on: the only place that writes SVG and escapes text.

use std::fmt::Write as _;

use crate::colour::{Colour, INK};
use crate::{Chart, Look, Palette};

/// What something is filled or drawn with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Paint {
    /// A series colour, which the dark palette may replace.
    Series(usize, Colour),
    /// What is written on a series colour.
    OnSeries(Colour),
    /// The same in every palette.
    Fixed(Colour),
    /// The colour of the text around, faded (1 is full).
    Text(f64),
}

/// Where a text hangs on its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// The look of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Type {
    pub(crate) size: f64,
    pub(crate) anchor: Anchor,
    pub(crate) paint: Paint,
    pub(crate) bold: bool,
}

impl Type {
    pub(crate) const fn new(size: f64, anchor: Anchor) -> Self {
        Self { size, anchor, paint: Paint::Text(1.0), bold: false }
    }
    pub(crate) const fn paint(self, paint: Paint) -> Self {
        Self { paint, ..self }
    }
    pub(crate) const fn muted(self) -> Self {
        self.paint(Paint::Text(0.72))
    }
    pub(crate) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }
}

/// A rectangle in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Area {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Area {
    pub(crate) const fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self { x, y, width, height }
    }
    pub(crate) fn right(&self) -> f64 {
        self.x + self.width
    }
    pub(crate) fn bottom(&self) -> f64 {
        self.y + self.height
    }
}

pub(crate) struct Canvas {
    body: String,
    pub(crate) look: Look,
    has_links: bool,
}

impl Canvas {
    pub(crate) fn new(look: Look) -> Self {
        Self { body: String::new(), look, has_links: false }
    }

    fn push(&mut self, arguments: std::fmt::Arguments<'_>) {
        self.body.write_fmt(arguments).expect("writing to a string cannot fail");
    }

    fn fill(&self, paint: Paint) -> String {
        self.attribute(paint, "fill", 'f')
    }

    fn attribute(&self, paint: Paint, name: &str, class: char) -> String {
        match (paint, self.look.palette) {
            (Paint::Series(slot, colour), Palette::Page) => {
                format!(r#" class="chart-{class}{}" {name}="{}""#, slot + 1, colour.hex())
            }
            (Paint::OnSeries(colour), Palette::Page) => {
                format!(r#" class="chart-on" {name}="{}""#, colour.hex())
            }
            (Paint::Series(_, colour) | Paint::OnSeries(colour) | Paint::Fixed(colour), _) => {
                format!(r#" {name}="{}""#, colour.hex())
            }
            (Paint::Text(strength), Palette::Page) if strength < 1.0 => {
                format!(r#" {name}="currentColor" {name}-opacity="{}""#, number(strength))
            }
            (Paint::Text(_), Palette::Page) => format!(r#" {name}="currentColor""#),
            (Paint::Text(strength), Palette::Print) => {
                format!(r#" {name}="{}""#, Colour(255, 255, 255).towards(INK, strength).hex())
            }
        }
    }

    /// A filled rectangle with its tooltip.
    pub(crate) fn rect(&mut self, area: Area, paint: Paint, radius: f64, hint: &str) {
        let fill = self.fill(paint);
        self.rect_open(area, radius);
        self.push(format_args!("{fill}"));
        self.close_with_hint("rect", hint);
    }

    /// A heatmap cell: a rectangle that a stylesheet may outline.
    pub(crate) fn cell(&mut self, area: Area, colour: Colour) {
        let class = if self.look.palette == Palette::Page { r#" class="chart-cell""# } else { "" };
        self.rect_open(area, 3.0);
        self.push(format_args!(r#"{class} fill="{}"/>"#, colour.hex()));
    }

    /// An outline, dashed when asked for.
    pub(crate) fn outline(&mut self, area: Area, paint: Paint, dash: &str) {
        let stroke = self.attribute(paint, "stroke", 'l');
        self.rect_open(area, 3.0);
        self.push(format_args!(r#" fill="none"{stroke}{}/>"#, dashes(dash)));
    }

    fn rect_open(&mut self, area: Area, radius: f64) {
        let (x, y, w, h) = (number(area.x), number(area.y), number(area.width.max(0.0)), number(area.height.max(0.0)));
        self.push(format_args!(r#"<rect x="{x}" y="{y}" width="{w}" height="{h}""#));
        if self.look.palette == Palette::Print {
            // Square and aligned to dots: sober on paper, and drawn several times faster for a DOCX.
            self.push(format_args!(r#" shape-rendering="crispEdges""#));
        } else if radius > 0.0 {
            self.push(format_args!(r#" rx="{}""#, number(radius)));
        }
    }

    fn close_with_hint(&mut self, element: &str, hint: &str) {
        if hint.is_empty() || self.look.palette == Palette::Print {
            self.push(format_args!("/>"));
        } else {
            self.push(format_args!("><title>{}</title></{element}>", escape(hint)));
        }
    }

    /// «No data»: a pale field with slanting lines, drawn without a shared pattern so that two charts never clash.
    pub(crate) fn hatch(&mut self, area: Area, hint: &str) {
        self.rect(area, Paint::Text(0.05), 3.0, hint);
        let mut path = String::new();
        let mut offset = 6.0;
        while offset < area.width + area.height {
            let (x1, y1) = if offset <= area.height { (0.0, offset) } else { (offset - area.height, area.height) };
            let (x2, y2) = if offset <= area.width { (offset, 0.0) } else { (area.width, offset - area.width) };
            let points = [area.x + x1, area.y + y1, area.x + x2, area.y + y2].map(number);
            path.push_str(&format!("M{} {}L{} {}", points[0], points[1], points[2], points[3]));
            offset += 7.0;
        }
        self.path(&path, Paint::Text(0.22), 1.0, "");
    }

    /// A stroked path.
    pub(crate) fn path(&mut self, data: &str, paint: Paint, thickness: f64, dash: &str) {
        let stroke = self.attribute(paint, "stroke", 'l');
        self.push(format_args!(
            r#"<path d="{data}" fill="none"{stroke} stroke-width="{}"{}/>"#,
            number(thickness),
            dashes(dash)
        ));
    }

    /// A line through points, joined softly.
    pub(crate) fn polyline(&mut self, points: &[(f64, f64)], paint: Paint, thickness: f64) {
        let stroke = self.attribute(paint, "stroke", 'l');
        let list: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
        self.push(format_args!(
            r#"<polyline points="{}" fill="none"{stroke} stroke-width="{}" stroke-linejoin="round" stroke-linecap="round"/>"#,
            list.join(" "),
            number(thickness)
        ));
    }

    /// A straight line.
    pub(crate) fn line(&mut self, from: (f64, f64), to: (f64, f64), paint: Paint, dash: &str) {
        let data = format!("M{} {}L{} {}", number(from.0), number(from.1), number(to.0), number(to.1));
        self.path(&data, paint, 1.0, dash);
    }

    /// A filled shape given as path data.
    pub(crate) fn shape(&mut self, data: &str, paint: Paint, hint: &str) {
        let fill = self.fill(paint);
        self.push(format_args!(r#"<path d="{data}"{fill}"#));
        self.close_with_hint("path", hint);
    }

    /// A line of text with its baseline at `y`.
    pub(crate) fn text(&mut self, x: f64, y: f64, text: &str, style: Type) {
        self.turned(x, y, 0.0, text, style);
    }

    /// A line of text turned around its point, in degrees.
    pub(crate) fn turned(&mut self, x: f64, y: f64, angle: f64, text: &str, style: Type) {
        let fill = self.fill(style.paint);
        let anchor = match style.anchor {
            Anchor::Start => "",
            Anchor::Middle => r#" text-anchor="middle""#,
            Anchor::End => r#" text-anchor="end""#,
        };
        let weight = if style.bold { r#" font-weight="700""# } else { "" };
        let (x, y) = (number(x), number(y));
        let turn =
            if angle == 0.0 { String::new() } else { format!(r#" transform="rotate({} {x} {y})""#, number(angle)) };
        self.push(format_args!(
            r#"<text x="{x}" y="{y}" font-size="{}"{anchor}{weight}{fill}{turn}>{}</text>"#,
            number(style.size),
            escape(text)
        ));
    }

    /// The name of a row, right-aligned at `x` around the height `middle`.
    pub(crate) fn row_label(&mut self, x: f64, middle: f64, text: &str, room: f64) {
        let (lines, size) = crate::words::row_label(text, room, 13.0);
        let mut y = if lines.len() > 1 { middle - 2.0 } else { middle + 4.5 };
        for line in &lines {
            self.text(x, y, line, Type::new(size, Anchor::End));
            y += 12.5;
        }
    }

    /// Opens a group that carries a tooltip and, on a page, leads somewhere inside the site.
    pub(crate) fn open(&mut self, hint: &str, href: Option<&str>) -> &'static str {
        let href = href.filter(|href| self.look.palette == Palette::Page && href.starts_with(['/', '?', '#']));
        let (open, close) = match href {
            Some(href) => {
                self.has_links = true;
                (format!(r#"<a href="{}" aria-label="{}">"#, escape(href), escape(hint)), "</a>")
            }
            None => ("<g>".to_owned(), "</g>"),
        };
        self.push(format_args!("{open}"));
        if self.look.palette == Palette::Page && !hint.is_empty() {
            self.push(format_args!("<title>{}</title>", escape(hint)));
        }
        close
    }

    pub(crate) fn close(&mut self, tag: &'static str) {
        self.push(format_args!("{tag}"));
    }

    /// The picture. With links inside it is a group for assistive technology, since an image hides its contents.
    pub(crate) fn finish(self, width: f64, height: f64, alt: &str) -> Chart {
        let (w, h) = (number(width), number(height));
        let role = if self.has_links { "group" } else { "img" };
        let dress = match self.look.palette {
            Palette::Page if width > self.look.width => r#" class="chart chart-wide""#,
            Palette::Page => r#" class="chart""#,
            Palette::Print => r#" font-family="PT Sans, Liberation Sans, sans-serif""#,
        };
        let svg = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="{role}" aria-label="{}"{dress}>{}</svg>"#,
            escape(alt),
            self.body
        );
        Chart { svg, width, height, alt: alt.to_owned() }
    }
}

fn dashes(dash: &str) -> String {
    if dash.is_empty() { String::new() } else { format!(r#" stroke-dasharray="{dash}""#) }
}

/// A coordinate: at most two decimals, no trailing zeros.
pub(crate) fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Text made safe for XML and HTML: markup is written out, characters that XML forbids are left away.
pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\t' | '\n' | '\r' => safe.push(' '),
            _ if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => {}
            _ => safe.push(letter),
        }
    }
    safe
}
