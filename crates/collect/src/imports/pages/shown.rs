//! What the page of an upload shows of its preview.

use web::filters;
use web::forms::Fields;
use web::ui::{Choice, Pagination, Step, Tab, steps};

use super::asking::{self, Alike, Asked};
use super::draft::address;
use super::labels;
use super::reading;
use crate::imports::drafts::Draft;
use crate::imports::finding::Discrepancy;
use crate::imports::kind::Kind;
use crate::imports::preview::{Outcome, Preview, PreviewRow};

/// Discrepancies on one page.
const NOTES_PER_PAGE: i64 = 100;

/// One upload before it is applied.
#[derive(askama::Template)]
#[template(path = "imports/pages/preview.html")]
pub(super) struct PreviewPage {
    address: String,
    steps: Vec<Step>,
    kind_name: &'static str,
    sheets: String,
    school_year: i64,
    rows_read: i64,
    is_long: bool,
    /// a person has chosen the kind and matched the columns
    kind_is_chosen: bool,
    wants_year: bool,
    will_do: String,
    will_not_do: String,
    is_no_op: bool,
    already_applied: Option<i64>,
    open_questions: usize,
    seen: String,
    options: Fields,
    years: Vec<Choice>,
    tabs: Vec<Tab>,
    tabbed: Tabbed,
}

/// What the chosen tab holds.
pub(super) enum Tabbed {
    /// values by what becomes of them
    Rows {
        tab: &'static str,
        title: &'static str,
        rows: Vec<RowShown>,
        total: i64,
        left: i64,
        waiting: i64,
        left_out: i64,
    },
    /// questions with their forms
    Questions { asked: Vec<Asked>, fields: Fields, alike: Vec<Alike>, pages: Pagination, page: String },
    /// discrepancies
    Notes { notes: Vec<Note>, pages: Pagination },
}

/// A value and what becomes of it.
pub(super) struct RowShown {
    what: String,
    before: String,
    after: String,
    place: String,
}

/// A discrepancy.
pub(super) struct Note {
    pub(super) tag: &'static str,
    pub(super) tone: &'static str,
    pub(super) message: String,
    pub(super) text: String,
    pub(super) place: String,
    pub(super) times: i64,
}

fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn length<T>(list: &[T]) -> i64 {
    i64::try_from(list.len()).unwrap_or(i64::MAX)
}

impl Tabbed {
    /// The tab that is asked for; without a wish the questions, if any are open.
    pub(super) fn of(query: &Fields, preview: &Preview) -> Self {
        let has_open = preview.open_questions().next().is_some();
        let wanted = match query.get("tab") {
            "" if has_open => "questions",
            "" if preview.created == 0 && preview.changed > 0 => "changed",
            "" => "created",
            wanted => wanted,
        };
        let page: i64 = query.get("page").parse().unwrap_or(1);
        match wanted {
            "questions" => Self::questions(preview, page),
            "notes" => Self::notes(preview, page),
            "changed" => Self::rows(preview, Outcome::Changed),
            "skipped" => Self::rows(preview, Outcome::Unchanged),
            _ => Self::rows(preview, Outcome::Created),
        }
    }

    fn rows(preview: &Preview, outcome: Outcome) -> Self {
        let (tab, title, total) = match outcome {
            Outcome::Created => ("created", labels::CREATED_ROWS, preview.created),
            Outcome::Changed => ("changed", labels::CHANGED_ROWS, preview.changed),
            Outcome::Unchanged => ("skipped", labels::SKIPPED_ROWS, preview.unchanged),
        };
        let rows: Vec<RowShown> = preview.rows.iter().filter(|row| row.outcome == outcome).map(RowShown::of).collect();
        let left = whole(total) - length(&rows);
        let (waiting, left_out) = (whole(preview.waiting), whole(preview.left_out));
        Self::Rows { tab, title, rows, total: whole(total), left, waiting, left_out }
    }

    fn questions(preview: &Preview, page: i64) -> Self {
        let pages = Pagination::new(page, length(&preview.questions), asking::PER_PAGE, "?tab=questions");
        let (asked, fields) = asking::asked(&preview.questions, pages.offset());
        let alike = asking::alike(&preview.questions);
        Self::Questions { asked, fields, alike, pages, page: page.to_string() }
    }

    fn notes(preview: &Preview, page: i64) -> Self {
        let pages = Pagination::new(page, length(&preview.discrepancies), NOTES_PER_PAGE, "?tab=notes");
        let skip = usize::try_from(pages.offset()).unwrap_or(0);
        let take = usize::try_from(NOTES_PER_PAGE).unwrap_or(usize::MAX);
        let notes = preview.discrepancies.iter().skip(skip).take(take).map(Note::of).collect();
        Self::Notes { notes, pages }
    }

    fn key(&self) -> &'static str {
        match self {
            Tabbed::Rows { tab, .. } => tab,
            Tabbed::Questions { .. } => "questions",
            Tabbed::Notes { .. } => "notes",
        }
    }
}

impl RowShown {
    fn of(row: &PreviewRow) -> Self {
        Self {
            what: row.what.clone(),
            before: row.before.clone().unwrap_or_default(),
            after: row.after.clone().unwrap_or_default(),
            place: labels::place(&row.place),
        }
    }
}

impl Note {
    fn of(one: &Discrepancy) -> Self {
        let (tag, tone) = labels::severity(one.severity.code());
        Self {
            tag,
            tone,
            message: one.message.clone(),
            text: one.text.clone().unwrap_or_default(),
            place: labels::place(&one.place),
            times: whole(one.times),
        }
    }
}

impl PreviewPage {
    pub(super) fn of(draft: &Draft, preview: &Preview, tabbed: Tabbed, years: Vec<Choice>, key: &str) -> Self {
        let answers = draft.answers();
        let kind = Kind::from_code(preview.kind);
        let is_long = kind.is_some_and(reading::is_long);
        let mut options = Fields::empty();
        if answers.create_missing {
            options = options.with("create_missing", "1");
        }
        if let Some(year) = draft.school_year {
            options = options.with("school_year", year);
        }
        Self {
            address: address(draft.id),
            steps: if is_long { steps(&labels::TABLE_STEPS, 2) } else { steps(&labels::STEPS, 1) },
            kind_name: preview.kind_name,
            sheets: preview.sheets.join(", "),
            school_year: preview.school_year,
            rows_read: whole(preview.rows_read),
            is_long,
            kind_is_chosen: !draft.mapping_json.is_empty(),
            wants_year: draft.school_year.is_some(),
            will_do: labels::will_do(preview),
            will_not_do: labels::will_not_do(preview),
            is_no_op: preview.is_no_op(),
            already_applied: preview.already_applied,
            open_questions: preview.open_questions().count(),
            seen: key.to_owned(),
            options,
            years,
            tabs: tabs(preview, tabbed.key()),
            tabbed,
        }
    }
}

fn tabs(preview: &Preview, shown: &str) -> Vec<Tab> {
    let open = i64::try_from(preview.open_questions().count()).unwrap_or(i64::MAX);
    let tab =
        |label: &str, key: &str, count: i64| Tab::new(label, format!("?tab={key}")).count(count).current_if(key, shown);
    vec![
        tab(labels::TAB_CREATED, "created", whole(preview.created)),
        tab(labels::TAB_CHANGED, "changed", whole(preview.changed)),
        tab(labels::TAB_SKIPPED, "skipped", whole(preview.skipped)),
        tab(labels::TAB_QUESTIONS, "questions", open),
        tab(labels::TAB_NOTES, "notes", length(&preview.discrepancies)),
    ]
}
