//! The columns of a population.

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// A whole number, BIGINT.
    Int,
    /// A text, possibly one of a closed list.
    Text,
    /// A yes or no.
    Bool,
    /// A date.
    Date,
}

/// One value of a closed list with its Russian name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnValue {
    /// The stored value; `true` and `false` for a yes or no.
    pub value: &'static str,
    /// Its Russian name; for a yes or no the whole statement.
    pub title: &'static str,
}

/// One column a formula may name.
#[derive(Clone, Debug)]
pub struct Column {
    /// Name in formulas and in the SELECT.
    pub name: &'static str,
    /// Its type.
    pub kind: ColumnType,
    /// Russian name, nominative singular.
    pub title: &'static str,
    /// The closed list of values; empty when anything may stand there.
    pub values: Vec<ColumnValue>,
    /// How «больше 0» and «равно 0» are said of a counter: «есть годовые отметки», «нет годовых отметок».
    pub some_or_none: Option<(&'static str, &'static str)>,
    /// Genitive plural of what the values identify, for counts of distinct ones: «учащихся».
    pub counted: Option<&'static str>,
    /// Whether «не ниже» is said rather than «не меньше» (marks and points).
    pub is_height: bool,
}

impl Column {
    /// A column of a type with a Russian name.
    #[must_use]
    pub fn new(name: &'static str, kind: ColumnType, title: &'static str) -> Self {
        Self { name, kind, title, values: Vec::new(), some_or_none: None, counted: None, is_height: false }
    }

    /// A whole number.
    #[must_use]
    pub fn int(name: &'static str, title: &'static str) -> Self {
        Self::new(name, ColumnType::Int, title)
    }

    /// A mark or points: «не ниже», «выше».
    #[must_use]
    pub fn height(name: &'static str, title: &'static str) -> Self {
        Self { is_height: true, ..Self::int(name, title) }
    }

    /// A counter with the words for some and none.
    #[must_use]
    pub fn counter(name: &'static str, title: &'static str, some: &'static str, none: &'static str) -> Self {
        Self { some_or_none: Some((some, none)), ..Self::int(name, title) }
    }

    /// An identifier of people or things that may be counted once each.
    #[must_use]
    pub fn key(name: &'static str, title: &'static str, counted: &'static str) -> Self {
        Self { counted: Some(counted), ..Self::int(name, title) }
    }

    /// A text.
    #[must_use]
    pub fn text(name: &'static str, title: &'static str) -> Self {
        Self::new(name, ColumnType::Text, title)
    }

    /// A text of a closed list of (value, Russian name).
    #[must_use]
    pub fn choice(name: &'static str, title: &'static str, values: &[(&'static str, &'static str)]) -> Self {
        let values = values.iter().map(|&(value, title)| ColumnValue { value, title }).collect();
        Self { values, ..Self::text(name, title) }
    }

    /// A yes or no with the statement said for each.
    #[must_use]
    pub fn flag(name: &'static str, title: &'static str, yes: &'static str, no: &'static str) -> Self {
        let values = vec![ColumnValue { value: "true", title: yes }, ColumnValue { value: "false", title: no }];
        Self { values, ..Self::new(name, ColumnType::Bool, title) }
    }

    /// A date.
    #[must_use]
    pub fn date(name: &'static str, title: &'static str) -> Self {
        Self::new(name, ColumnType::Date, title)
    }

    /// The Russian name of a stored value, or the value itself.
    #[must_use]
    pub fn value_title<'a>(&'a self, value: &'a str) -> &'a str {
        self.values.iter().find(|known| known.value == value).map_or(value, |known| known.title)
    }
}
