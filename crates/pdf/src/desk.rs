//! What Typst needs around it: its library, the typefaces and the template (kept), and the files of one paper.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{Datelike as _, NaiveDate};
use documents::{Document, Fonts};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};

use crate::paper;

/// Kept from one paper to the next.
pub(crate) struct Desk {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Source,
    family: String,
}

impl Desk {
    /// The desk with these typefaces; `None` when there is none for running text.
    pub(crate) fn with(fonts: &Fonts) -> Option<Arc<Self>> {
        static KEPT: Mutex<Option<(Fonts, Arc<Desk>)>> = Mutex::new(None);
        let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, desk)) = kept.as_ref()
            && of == fonts
        {
            return Some(Arc::clone(desk));
        }
        let desk = Arc::new(Self::new(fonts)?);
        *kept = Some((*fonts, Arc::clone(&desk)));
        Some(desk)
    }

    fn new(fonts: &Fonts) -> Option<Self> {
        let faces = fonts.serif.iter().chain(fonts.sans);
        let fonts: Vec<Font> = faces.flat_map(|face| Font::iter(Bytes::new(*face))).collect();
        Some(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            family: fonts.first()?.info().family.clone(),
            fonts,
            template: Source::new(id("main.typ"), include_str!("paper.typ").to_owned()),
        })
    }
}

/// One paper on the desk.
pub(crate) struct Sheet {
    desk: Arc<Desk>,
    files: HashMap<FileId, Bytes>,
    dated: NaiveDate,
}

impl Sheet {
    pub(crate) fn new(desk: Arc<Desk>, document: &Document) -> Result<Self, serde_json::Error> {
        let paper = serde_json::to_vec(&paper::data(document, &desk.family)?)?;
        let mut files = HashMap::from([(id("paper.json"), Bytes::new(paper))]);
        for (index, picture) in document.pictures().enumerate() {
            files.insert(id(&paper::picture_name(index + 1)), Bytes::from_string(picture.svg.clone()));
        }
        Ok(Self { desk, files, dated: document.dated })
    }
}

fn id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("names of files are made here");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for Sheet {
    fn library(&self) -> &LazyHash<Library> {
        &self.desk.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.desk.book
    }

    fn main(&self) -> FileId {
        self.desk.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.desk.template.id() { Ok(self.desk.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.desk.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        let (month, day) = (u8::try_from(self.dated.month()).ok()?, u8::try_from(self.dated.day()).ok()?);
        Datetime::from_ymd(self.dated.year(), month, day)
    }
}
