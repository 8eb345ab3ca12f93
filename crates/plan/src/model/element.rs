//! What the model of ВСОКО consists of. Pure.

/// A register of the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ElementKind {
    /// «документы»
    Document,
    /// «субъекты»
    Subject,
    /// «объекты»
    Object,
    /// «инструменты»
    Instrument,
    /// «ресурсы»
    Resource,
    /// «продукты»
    Product,
    /// «принятие управленческих решений»
    Decision,
}

impl ElementKind {
    /// All, in the order of the model.
    pub const ALL: [ElementKind; 7] = [
        ElementKind::Document,
        ElementKind::Subject,
        ElementKind::Object,
        ElementKind::Instrument,
        ElementKind::Resource,
        ElementKind::Product,
        ElementKind::Decision,
    ];

    /// The word under which it is stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            ElementKind::Document => "document",
            ElementKind::Subject => "subject",
            ElementKind::Object => "object",
            ElementKind::Instrument => "instrument",
            ElementKind::Resource => "resource",
            ElementKind::Product => "product",
            ElementKind::Decision => "decision",
        }
    }

    /// The register stored under `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<ElementKind> {
        ElementKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Which of the three parts of quality an object belongs to («составляющая»).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// «качество условий»
    Conditions,
    /// «качество образовательной деятельности»
    Process,
    /// «качество результатов»
    Results,
}

impl Part {
    /// All three.
    pub const ALL: [Part; 3] = [Part::Conditions, Part::Process, Part::Results];

    /// The word under which it is stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Part::Conditions => "conditions",
            Part::Process => "process",
            Part::Results => "results",
        }
    }

    /// The part stored under `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Part> {
        Part::ALL.into_iter().find(|part| part.code() == code)
    }
}

/// An element of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// id
    pub id: i64,
    /// the register
    pub kind: ElementKind,
    /// the part of quality, of an object
    pub part: Option<Part>,
    /// name
    pub name: String,
    /// a remark
    pub note: String,
    /// Grows with every save.
    pub version: i64,
}

/// What an element is linked with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// another element
    Element(i64),
    /// a procedure of a cyclogram
    Procedure(i64),
    /// a local act
    LocalAct(i64),
    /// a collegial body
    Body(i64),
    /// an indicator, by its code
    Indicator(String),
}

/// The link of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelLink {
    /// the element
    pub element_id: i64,
    /// what it is linked with
    pub to: Target,
}
