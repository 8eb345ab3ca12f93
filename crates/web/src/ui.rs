//! The design system: macros in `src/ui/*.html` and the few types that they take.
//!
//! A template imports what it needs; the module of its page struct says `use web::filters;`. A call is an expression
//! `{{ forms::text(...) }}` or, where the macro wraps something, `{% call tables::table("…") %}…{% endcall %}`.
//! Arguments after a `=` may be left out or named: `hint="…"`. Texts are escaped; pass SVG as `{{ svg|safe }}`.
//!
//! **`ui/forms.html`** — `fields` is a [`crate::forms::Fields`]; error and hint are tied to the field.
//! - `token()` the hidden token, needed in every `<form method="post">`
//! - `summary(fields)` all errors at the top, linked to their fields
//! - `text(fields, name, label, hint="", width="", kind="text", autocomplete="off")`, width `short` or `medium`
//! - `password(fields, name, label, hint="", autocomplete="current-password")`, never echoed
//! - `number(fields, name, label, hint="", unit="")`, `date(fields, name, label, hint="")`
//! - `textarea(fields, name, label, hint="", rows=5)`
//! - `select(fields, name, label, choices, hint="", empty="")`, `radios(fields, name, legend, choices, hint="")`,
//!   `checkboxes(fields, name, legend, choices, hint="")` with [`Choice`]s
//! - `checkbox(fields, name, label, hint="")`, value `1`
//! - `file(fields, name, label, hint="", accept="")`, `files(…)` for many; the form needs `enctype="multipart/form-data"`
//! - `group(legend, hint="")` *wraps* a fieldset; `submit(label, look="primary")` a button of the form
//!
//! **`ui/buttons.html`** — `row()` *wraps* buttons; `link(href, label, look="secondary")`;
//! `post(action, label, look="secondary", name="", value="")` a form of one button, token inside;
//! `download(href, label, note="")`; `print()`. Looks: `primary secondary quiet danger`.
//!
//! **`ui/tables.html`** — `table(caption, look="")` *wraps* `<thead>` and `<tbody>`. Looks: `cards` (a card per row on
//! a telephone; each `<td>` then has `data-label`), `compact`, `pinned` (many narrow columns, the first stays), `sortable` (the script sorts
//! by a click on a heading; `data-sort` on a cell is its key), `plain-caption` (caption for screen readers only).
//! Classes of cells: `num`, `nowrap`, `strong`, `muted`, `warn`; of rows: `total`. `nothing(columns, text)` is a row.
//!
//! **`ui/levels.html`** — `level(key)` with key `high raised base low absent not_applicable`; `mark(number)`;
//! `tag(label, tone="plain")`, tones `plain accent done caution error`; `change(text, direction)`, directions
//! `better worse same up down none`; `swatch(class, label)` for a legend.
//!
//! **`ui/tiles.html`** — `grid()` *wraps* tiles; `stat(label, value, unit="", change="", direction="same", base="",
//! level="", how="", href="")`: `base` is «n = 27», `how` the address of the explain sheet; `absent(label, why, href="",
//! action="")`; `card(href, title, text, tag="")` for a choice of places.
//!
//! **`ui/notices.html`** — `notice(kind, title="")` *wraps* paragraphs, kinds `info caution error done`;
//! `small_group(n)` says nothing from 50 on; `empty(title, text, href="", action="")`; `open_question(text)`;
//! `inset()` *wraps*.
//!
//! **`ui/nav.html`** — `tabs(tabs, label)` with [`Tab`]s; `pages(pagination)` with [`Pagination`];
//! `steps(steps)` with [`Step`]s; `toolbar()` *wraps* filters and buttons above a table.
//!
//! **`ui/lists.html`** — `definitions()` *wraps* `pair(term, value)` or `<dt>`/`<dd>`; `formula(words)`;
//! `share(part_label, part, whole_label, whole, value)` the fraction of an explain sheet; `timeline()` *wraps*
//! `happened(when, who, what, href="")`; `source(file, place, href="")`.
//!
//! **`ui/chain.html`** — `chain(links)` with [`ChainLink`]s: what an artefact followed from and what followed from it.
//!
//! **`ui/figures.html`** — `figure(caption, note="")` *wraps* an SVG; `legend()` *wraps* swatches; `level_legend()`;
//! `mark_legend()`.
//!
//! **`ui/progress.html`** — `bar(done, total, label)`; `running(done, total, label)` for a page with
//! [`crate::Page::refresh`]; `meter(percent_text, value, level="")`, value 0…100.
//!
//! **`ui/print.html`** — `sheet(school, title, dated)` *wraps* what is printed; `signatures(lines)` with (position, name).
//!
//! Classes for layout, without macros: `panel` (a white box), `columns` (equal columns), `columns-side` (text and a side
//! column), `stack` (even distances), `lead`, `muted`, `num`, `hidden` (for screen readers only), `script-only`.
//!
//! All of them in one page: `cargo run -p web --example gallery`.

/// A link with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// words
    pub label: String,
    /// address
    pub href: String,
}

impl Link {
    /// A link.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into() }
    }
}

/// One artefact of a chain of the cycle, for `ui/chain.html`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainLink {
    /// the stage that made it
    pub stage: crate::Stage,
    /// «Проблемная зона»
    pub kind: &'static str,
    /// its title; may be empty
    pub title: String,
    /// its state; may be empty
    pub state: String,
    /// the day that it is known by
    pub dated: Option<chrono::NaiveDate>,
    /// its page; empty when the viewer may not open it
    pub href: String,
    /// whether it is the one whose page this is
    pub is_current: bool,
}

impl ChainLink {
    /// The end of a chain that is too long to be told whole: words instead of an artefact.
    #[must_use]
    pub fn more(words: String) -> Self {
        let (kind, state, href) = ("", String::new(), String::new());
        Self { stage: crate::Stage::Settings, kind, title: words, state, dated: None, href, is_current: false }
    }
}

/// A level of an indicator for `levels::level` and `tiles::stat`: its key gives the colour, its name stands beside it. A plain
/// key will do where the level has its usual name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Level {
    /// `high raised base low absent not_applicable`; empty for none
    pub key: &'static str,
    /// the name that the pack gives it; empty for the usual one
    pub name: String,
}

impl Level {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.key.is_empty()
    }
}

/// What the filters `level_key` and `level_name` take apart again.
impl std::fmt::Display for Level {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}={}", self.key, self.name)
    }
}

/// One of the values a field can take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// what is sent
    pub value: String,
    /// what is read
    pub label: String,
    /// a line under the label
    pub hint: String,
}

impl Choice {
    /// A choice; the value may be an id.
    #[expect(clippy::needless_pass_by_value, reason = "ids, literals and texts are given alike")]
    pub fn new(value: impl ToString, label: impl Into<String>) -> Self {
        Self { value: value.to_string(), label: label.into(), hint: String::new() }
    }

    /// With a line under the label.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}

/// One of several views of the same thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    /// words
    pub label: String,
    /// address
    pub href: String,
    /// how many things are there, if that is worth saying
    pub count: Option<i64>,
    /// whether it is the one shown
    pub is_current: bool,
}

impl Tab {
    /// A view that is not shown.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into(), count: None, is_current: false }
    }

    /// With the number of things in it.
    #[must_use]
    pub fn count(mut self, count: i64) -> Self {
        self.count = Some(count);
        self
    }

    /// The one shown, if its key is the key shown.
    #[must_use]
    pub fn current_if<K: PartialEq + ?Sized>(mut self, key: &K, shown: &K) -> Self {
        self.is_current = key == shown;
        self
    }
}

/// A step of a wizard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// words
    pub label: String,
    /// the place of the step relative to the current one: `done`, `current`, `ahead`
    pub state: &'static str,
}

/// The steps of a wizard, the current one counted from 0.
pub fn steps(labels: &[&str], current: usize) -> Vec<Step> {
    let state = |place: usize| match place.cmp(&current) {
        std::cmp::Ordering::Less => "done",
        std::cmp::Ordering::Equal => "current",
        std::cmp::Ordering::Greater => "ahead",
    };
    labels.iter().enumerate().map(|(place, label)| Step { label: (*label).to_owned(), state: state(place) }).collect()
}

/// Where in a long list the reader is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pagination {
    page: i64,
    pages: i64,
    rows: i64,
    per_page: i64,
    address: String,
}

/// A number in the row of pages; a gap has no address.
pub struct PageNumber {
    /// from 1
    pub number: i64,
    /// address; empty for the page shown
    pub href: String,
    /// whether numbers are left out before this one
    pub follows_gap: bool,
}

impl Pagination {
    /// Page `page` (from 1, brought into range) of `rows` rows; `address` is the list's address with its filters.
    pub fn new(page: i64, rows: i64, per_page: i64, address: impl Into<String>) -> Self {
        let per_page = per_page.max(1);
        let pages = ((rows + per_page - 1) / per_page).max(1);
        Self { page: page.clamp(1, pages), pages, rows, per_page, address: address.into() }
    }

    /// How many rows stand before this page: the `OFFSET` of the query.
    #[must_use]
    pub fn offset(&self) -> i64 {
        (self.page - 1) * self.per_page
    }

    /// Whether there is more than one page.
    #[must_use]
    pub fn is_needed(&self) -> bool {
        self.pages > 1
    }

    /// «1–50 из 312»
    #[must_use]
    pub fn range(&self) -> String {
        let first = (self.offset() + 1).min(self.rows);
        let last = (self.offset() + self.per_page).min(self.rows);
        let total = school::ru::thousands(self.rows);
        format!("{}–{} из {total}", school::ru::thousands(first), school::ru::thousands(last))
    }

    /// The address of the page before; empty on the first.
    #[must_use]
    pub fn before(&self) -> String {
        if self.page > 1 { self.href(self.page - 1) } else { String::new() }
    }

    /// The address of the page after; empty on the last.
    #[must_use]
    pub fn after(&self) -> String {
        if self.page < self.pages { self.href(self.page + 1) } else { String::new() }
    }

    /// The first, the last, and those around the page shown.
    #[must_use]
    pub fn numbers(&self) -> Vec<PageNumber> {
        let is_shown = |number: &i64| *number == 1 || *number == self.pages || (number - self.page).abs() <= 2;
        let mut previous = 0;
        let mut numbers = Vec::new();
        for number in (1..=self.pages).filter(is_shown) {
            let href = if number == self.page { String::new() } else { self.href(number) };
            numbers.push(PageNumber { number, href, follows_gap: number > previous + 1 });
            previous = number;
        }
        numbers
    }

    fn href(&self, page: i64) -> String {
        crate::url::with_query(&self.address, &[("page", &page.to_string())])
    }
}

/// What a reader must remember about a group of `n` people; empty from 50 on.
#[must_use]
pub fn small_group(n: i64) -> &'static str {
    match n {
        ..10 => "Очень малая группа: один ученик заметно меняет результат. Делать выводы и сравнивать нельзя.",
        10..20 => "Малая группа: результат сильно зависит от отдельных учеников. Сравнивайте с осторожностью.",
        20..50 => "Небольшая группа: разница в несколько процентов может быть случайной.",
        _ => "",
    }
}
