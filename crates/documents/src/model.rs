//! What a paper consists of.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{Table, Text};

/// A paper before it has a format.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Document {
    /// Its name, in the file's properties.
    pub title: Text,
    /// Whose paper it is, in the file's properties.
    pub institution: Text,
    /// The date of the paper; the only date in the file, so that the same paper gives the same bytes.
    pub dated: NaiveDate,
    /// The sheet.
    pub page: Page,
    /// The parts from above.
    pub blocks: Vec<Block>,
}

/// A sheet of A4 and the type on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Page {
    /// Left margin in millimetres.
    pub left: u32,
    /// Right margin in millimetres.
    pub right: u32,
    /// Top margin in millimetres; from the second page the page number stands in it.
    pub top: u32,
    /// Bottom margin in millimetres.
    pub bottom: u32,
    /// Type size of running text, in points (ГОСТ: 12–14).
    pub size: u32,
    /// Line spacing in percent of single spacing (ГОСТ: 100–150).
    pub spacing: u32,
    /// Whether the sheet lies on its side.
    pub is_landscape: bool,
}

impl Page {
    /// The sheet of an order: 14 points, margins of ГОСТ Р 7.0.97-2016.
    #[must_use]
    pub const fn gost() -> Self {
        Self { left: 20, right: 10, top: 20, bottom: 20, size: 14, spacing: 115, is_landscape: false }
    }

    /// The same with the left margin of papers kept for more than ten years.
    #[must_use]
    pub const fn kept_long(self) -> Self {
        Self { left: 30, ..self }
    }

    /// The same in another type size.
    #[must_use]
    pub const fn sized(self, points: u32) -> Self {
        Self { size: points, ..self }
    }

    /// The same, lying on its side.
    #[must_use]
    pub const fn landscape(self) -> Self {
        Self { is_landscape: true, ..self }
    }

    /// Width between the margins, in millimetres.
    #[must_use]
    pub const fn text_width(self) -> u32 {
        (if self.is_landscape { 297 } else { 210 }) - self.left - self.right
    }
}

/// One part of a paper.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A heading, listed in the contents.
    Heading(Heading),
    /// Running text.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
    /// A chart or another drawing.
    Picture(Picture),
    /// A list.
    List(List),
    /// Small print: how something was counted, where it comes from.
    Note {
        /// The words.
        text: Text,
    },
    /// The rest begins on a new page.
    PageBreak,
    /// The rest begins on a new sheet that lies on its side, or stands.
    Turn {
        /// Whether it lies.
        is_landscape: bool,
    },
    /// Empty room, in millimetres.
    Space {
        /// How much.
        height: u32,
    },
    /// Approval stamps at the top («гриф утверждения»): one stands right, two stand left and right.
    Stamps {
        /// One or two.
        stamps: Vec<Stamp>,
    },
    /// The title of the paper, centred and large.
    Title {
        /// Its lines.
        lines: Vec<Text>,
    },
    /// The subject of a paper («Об …»), at the left in a narrow column, without a full stop.
    Subject {
        /// The words.
        text: Text,
    },
    /// One line with words at both ends, such as date and number.
    Sides(Sides),
    /// A signature.
    Signature(Signature),
    /// Who has to know the paper («лист ознакомления»).
    Acquaintance(Acquaintance),
    /// The contents: headings with their pages.
    Contents(Contents),
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// 1 is a part, 2 a section, 3 a point.
    pub level: u8,
    /// The words, with their number if they have one.
    pub text: Text,
}

impl Heading {
    /// The level that styles exist for.
    #[must_use]
    pub fn depth(&self) -> u8 {
        self.level.clamp(1, 3)
    }
}

/// How lines stand between the margins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// At the left.
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
    /// Even on both sides.
    Justify,
}

/// A piece of text in one dress.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Run {
    /// The words.
    pub text: Text,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
}

impl Run {
    /// Plain words.
    pub fn plain(text: impl Into<Text>) -> Self {
        Self { text: text.into(), bold: false, italic: false }
    }
    /// Bold words.
    pub fn bold(text: impl Into<Text>) -> Self {
        Self { text: text.into(), bold: true, italic: false }
    }
    /// Italic words.
    pub fn italic(text: impl Into<Text>) -> Self {
        Self { text: text.into(), bold: false, italic: true }
    }
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Paragraph {
    /// Its pieces.
    pub runs: Vec<Run>,
    /// How it stands.
    pub align: Align,
    /// Whether the first line is indented by 1,25 cm.
    pub is_indented: bool,
    /// Whether it must stay on one page with what follows.
    pub keeps_next: bool,
}

impl Paragraph {
    /// Running text: justified, with the first line indented.
    pub fn running(runs: Vec<Run>) -> Self {
        Self { runs, align: Align::Justify, is_indented: true, keeps_next: false }
    }
    /// A line that stands in a certain way, without an indent.
    pub fn standing(align: Align, runs: Vec<Run>) -> Self {
        Self { runs, align, is_indented: false, keeps_next: false }
    }
}

/// A drawing with its caption «Рис. N.».
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Picture {
    /// The drawing: a complete SVG element made by the charts crate.
    #[serde(skip)]
    pub svg: String,
    /// Its width in CSS pixels.
    pub width: f64,
    /// Its height in CSS pixels.
    pub height: f64,
    /// The caption, without «Рис.» and number.
    pub caption: Text,
    /// What a person who cannot see it is told.
    pub alt: Text,
}

impl Picture {
    /// Width and height on paper in millimetres: natural size (96 pixels an inch), or smaller to fit the text width.
    #[must_use]
    pub fn size_on(&self, page: &Page) -> (f64, f64) {
        let natural = self.width * 25.4 / 96.0;
        let width = natural.min(f64::from(page.text_width()));
        let height = self.height * width / self.width.max(1.0);
        let most = f64::from(if page.is_landscape { 150 } else { 230 });
        if height > most { (width * most / height, most) } else { (width, height) }
    }
}

/// The mark before the entries of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ListKind {
    /// «1.», «2.» …
    Numbered,
    /// A dash.
    Dashed,
}

/// A list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct List {
    /// The mark.
    pub mark: ListKind,
    /// The entries.
    pub items: Vec<Vec<Run>>,
}

/// An approval stamp.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stamp {
    /// «УТВЕРЖДАЮ», «УТВЕРЖДЕНО», «ПРИНЯТО», «РАССМОТРЕНО».
    pub heading: Text,
    /// The lines below.
    pub lines: Vec<Text>,
}

impl Stamp {
    /// «УТВЕРЖДАЮ» with a place for the signature.
    pub fn approved_by(post: impl Into<Text>, name: &str, on: Option<NaiveDate>) -> Self {
        let date = on.map_or_else(|| "«____» ____________ 20___ г.".to_owned(), school::ru::date_long);
        let signature = format!("_____________ {name}");
        Self { heading: "УТВЕРЖДАЮ".into(), lines: vec![post.into(), signature.into(), date.into()] }
    }

    /// «УТВЕРЖДЕН приказом …».
    #[must_use]
    pub fn approved_by_order(institution: &str, number: &str, on: NaiveDate) -> Self {
        let date = format!("от {} № {number}", school::ru::date_short(on));
        Self {
            heading: "УТВЕРЖДЁН".into(), lines: vec![format!("приказом {institution}").into(), date.into()]
        }
    }

    /// «ПРИНЯТО» by a body, with its minutes.
    #[must_use]
    pub fn adopted_by(body: &str, minutes: &str, on: NaiveDate) -> Self {
        let date = format!("протокол от {} № {minutes}", school::ru::date_short(on));
        Self { heading: "ПРИНЯТО".into(), lines: vec![body.into(), date.into()] }
    }
}

/// A line with words at both ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sides {
    /// At the left.
    pub left: Text,
    /// At the right.
    pub right: Text,
}

/// Post, room for a signature, name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// «Директор».
    pub post: Text,
    /// «А. П. Иванова».
    pub name: Text,
}

/// A person named in a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Person {
    /// «Иванова А. П.».
    pub name: Text,
    /// «учитель математики»; may be empty.
    pub post: Text,
}

/// Room for the signatures of those who have read the paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Acquaintance {
    /// «С приказом ознакомлены:».
    pub heading: Text,
    /// Who signs.
    pub people: Vec<Person>,
}

/// The contents of a paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Contents {
    /// «Содержание».
    pub heading: Text,
    /// Pages of the headings in order, if somebody has laid the paper out already: the DOCX shows them until Word
    /// counts for itself. The PDF needs none.
    pub pages: Vec<u32>,
}

impl Document {
    /// The headings in order.
    pub fn headings(&self) -> impl Iterator<Item = &Heading> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Heading(heading) => Some(heading),
            _ => None,
        })
    }

    /// The pictures in order; their numbers are their places, from 1.
    pub fn pictures(&self) -> impl Iterator<Item = &Picture> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Picture(picture) => Some(picture),
            _ => None,
        })
    }
}
