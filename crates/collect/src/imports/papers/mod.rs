//! Results of a paper that students sat under codes («ВПР», form Ф1): the paper, its items, each participant's points.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use ledger::Change;
use roster::classes::queries::ClassGroup;
use serde::{Deserialize, Serialize};
use store::{Reads, Result, new_id};

use self::queries::{Paper, PaperItem, PaperKey, PaperResult};
use super::finding::{Answer, Place, Severity, Spot};
use super::labels;
use super::made::{Trail, Used};
use super::preview::{Outcome, Tally};
use super::resolver::{Found, Resolver};

mod doubts;
pub(crate) mod queries;

pub(crate) use doubts::{Doubt, Doubtful, LEVELS};

/// A paper as a file has it.
#[derive(Debug, Clone)]
pub(crate) struct WrittenPaper {
    pub(crate) sheet: String,
    pub(crate) title: String,
    pub(crate) subject: String,
    /// the cell of the subject
    pub(crate) subject_at: Spot,
    /// the column of the classes, from 1
    pub(crate) class_column: u32,
    pub(crate) year_group: u8,
    pub(crate) held_on: NaiveDate,
    pub(crate) max_primary: i64,
    pub(crate) items: Vec<WrittenItem>,
    pub(crate) results: Vec<WrittenResult>,
    /// what a person has to decide before anything is taken
    pub(crate) doubts: Vec<Doubt>,
}

/// An item of it.
#[derive(Debug, Clone)]
pub(crate) struct WrittenItem {
    pub(crate) label: String,
    /// `base`, `raised`, `high`
    pub(crate) level: &'static str,
    pub(crate) max_points: i64,
}

/// One participant.
#[derive(Debug, Clone)]
pub(crate) struct WrittenResult {
    pub(crate) row: u32,
    pub(crate) code: String,
    pub(crate) class: String,
    pub(crate) variant: String,
    /// in the order of the items; none is «X»
    pub(crate) points: Vec<Option<i64>>,
    pub(crate) primary_score: Option<i64>,
    pub(crate) mark: Option<i64>,
    pub(crate) journal_mark: Option<i64>,
}

/// A result and its points, as they are compared and put back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ResultWithPoints {
    pub(crate) result: PaperResult,
    pub(crate) points: Vec<(i64, Option<i64>)>,
}

/// What is to be written.
#[derive(Debug, Default)]
pub(crate) struct PapersPlan {
    papers: Vec<Paper>,
    items: Vec<PaperItem>,
    created: Vec<ResultWithPoints>,
    changed: Vec<(ResultWithPoints, ResultWithPoints)>,
    /// classes of another year group that have been told
    told: HashSet<String>,
}

/// Compares a paper of a file with the one that is there.
pub(crate) async fn plan(
    db: &mut impl Reads,
    resolver: &mut Resolver<'_>,
    mut written: WrittenPaper,
    plan: &mut PapersPlan,
    tally: &mut Tally,
) -> Result<()> {
    let place = written.subject_at.on(&written.sheet);
    let count = u64::try_from(written.results.len()).unwrap_or(u64::MAX);
    let subject_id = match resolver.subject(&written.subject, &place) {
        Found::Id(id) => id,
        Found::Waiting(key) => {
            resolver.findings.ask_again(&key, count.saturating_sub(1));
            tally.waiting += count;
            return Ok(());
        }
        Found::Out => {
            tally.left_out += count;
            return Ok(());
        }
    };
    let key = PaperKey {
        school_year: resolver.world.year.0,
        subject_id,
        year_group: i64::from(written.year_group),
        title: written.title.clone(),
    };
    let is_known = queries::paper(db, &key).await?.is_some();
    if !doubts::settle(resolver, &mut written, is_known) {
        tally.waiting += count;
        return Ok(());
    }
    let Some((items, known)) = paper(db, resolver, &written, &key, plan).await? else {
        tally.left_out += count;
        return Ok(());
    };
    for result in written.results {
        let sheet = (written.sheet.as_str(), written.class_column, written.year_group);
        result_row(resolver, sheet, result, &items, &known, plan, tally);
    }
    Ok(())
}

type KnownResults = HashMap<String, ResultWithPoints>;

/// The items of the paper and what is known of its results; a paper that is not there yet is planned. Nothing, when the
/// paper that is there has other items.
async fn paper(
    db: &mut impl Reads,
    resolver: &mut Resolver<'_>,
    written: &WrittenPaper,
    key: &PaperKey,
    plan: &mut PapersPlan,
) -> Result<Option<(Vec<PaperItem>, KnownResults)>> {
    let Some(paper) = queries::paper(db, key).await? else {
        let paper = new_paper(written, key);
        let items = new_items(written, paper.id);
        plan.items.extend(items.iter().cloned());
        plan.papers.push(paper);
        return Ok(Some((items, HashMap::new())));
    };
    let items = queries::items(db, paper.id).await?;
    let same = items.len() == written.items.len()
        && items
            .iter()
            .zip(&written.items)
            .all(|(known, item)| known.label == item.label && known.max_points == item.max_points);
    if !same {
        resolver.findings.say(
            Severity::Error,
            "other_items",
            Place::sheet(&written.sheet),
            &written.title,
            labels::other_items(&written.title),
        );
        return Ok(None);
    }
    let mut points: HashMap<i64, Vec<(i64, Option<i64>)>> = HashMap::new();
    for point in queries::points(db, paper.id).await? {
        points.entry(point.result_id).or_default().push((point.item_id, point.points));
    }
    let known = queries::results(db, paper.id)
        .await?
        .into_iter()
        .map(|result| {
            let points = points.remove(&result.id).unwrap_or_default();
            (result.code.clone(), ResultWithPoints { result, points })
        })
        .collect();
    Ok(Some((items, known)))
}

fn new_paper(written: &WrittenPaper, key: &PaperKey) -> Paper {
    Paper {
        id: new_id(),
        school_year: key.school_year,
        subject_id: key.subject_id,
        subject_name: written.subject.clone(),
        year_group: key.year_group,
        held_on: written.held_on,
        max_primary: written.max_primary,
        title: written.title.clone(),
    }
}

fn new_items(written: &WrittenPaper, paper_id: i64) -> Vec<PaperItem> {
    (1..)
        .zip(&written.items)
        .map(|(position, item)| PaperItem {
            id: new_id(),
            paper_id,
            position,
            label: item.label.clone(),
            level: item.level.to_owned(),
            max_points: item.max_points,
        })
        .collect()
}

fn result_row(
    resolver: &mut Resolver<'_>,
    (sheet, class_column, year_group): (&str, u32, u8),
    written: WrittenResult,
    items: &[PaperItem],
    known: &KnownResults,
    plan: &mut PapersPlan,
    tally: &mut Tally,
) {
    let place = Place::row(sheet, written.row);
    let class = match resolver.class(&written.class, &Spot::new(written.row, class_column).on(sheet)) {
        Found::Id(class) => class,
        Found::Waiting(_) => {
            tally.waiting += 1;
            return;
        }
        Found::Out => {
            tally.left_out += 1;
            return;
        }
    };
    let class_at = Spot::new(written.row, class_column).on(sheet);
    let class = resolver.world.classes[class].clone();
    if class.year_group != i64::from(year_group) && !is_wanted(resolver, &class, year_group, &class_at, plan, tally) {
        return;
    }
    let before = known.get(&written.code);
    let paper_id = items.first().map_or(0, |item| item.paper_id);
    let result = PaperResult {
        id: before.map_or_else(new_id, |before| before.result.id),
        paper_id,
        code: written.code,
        class_name: class.name,
        class_group_id: Some(class.id),
        student_id: before.and_then(|before| before.result.student_id),
        variant: written.variant,
        primary_score: written.primary_score,
        mark: written.mark,
        journal_mark: written.journal_mark,
        sheet: sheet.to_owned(),
        source_row: Some(i64::from(written.row)),
        batch_id: before.and_then(|before| before.result.batch_id),
    };
    let mut points: Vec<(i64, Option<i64>)> = items.iter().map(|item| item.id).zip(written.points).collect();
    points.sort_unstable();
    let after = ResultWithPoints { result, points };
    let what = labels::paper_result(&after.result);
    let shown = labels::paper_marks(&after.result);
    match before {
        None => {
            tally.row(Outcome::Created, &place, what, None, Some(shown));
            plan.created.push(after);
        }
        Some(before) if before.says_the_same(&after) => {
            tally.row(Outcome::Unchanged, &place, what, Some(shown.clone()), Some(shown));
        }
        Some(before) => {
            let was = labels::paper_marks(&before.result);
            tally.row(Outcome::Changed, &place, what, Some(was), Some(shown));
            plan.changed.push((before.clone(), after));
        }
    }
}

/// Whether participants of another year group than that of the paper are taken: a person says so.
fn is_wanted(
    resolver: &mut Resolver<'_>,
    class: &ClassGroup,
    year_group: u8,
    place: &Place,
    plan: &mut PapersPlan,
    tally: &mut Tally,
) -> bool {
    if plan.told.insert(format!("{year_group}:{}", class.name)) {
        let message = labels::other_year_group(&class.name, year_group);
        resolver.warn("other_year_group", place, &class.name, message);
    }
    match resolver.ask(labels::participants_of(&class.name, year_group, place)) {
        Some(Answer::Take) => return true,
        Some(_) => tally.left_out += 1,
        None => tally.waiting += 1,
    }
    false
}

impl ResultWithPoints {
    /// Whether the other says the same; where it was written does not matter.
    fn says_the_same(&self, other: &Self) -> bool {
        let without_source = |result: &PaperResult| PaperResult {
            sheet: String::new(),
            source_row: None,
            batch_id: None,
            ..result.clone()
        };
        let mut points = self.points.clone();
        points.sort_unstable();
        points == other.points && without_source(&self.result) == without_source(&other.result)
    }
}

impl PapersPlan {
    /// What the results that are written refer to; a paper of which none is written is not made.
    pub(crate) fn used(&mut self) -> Used {
        let written: HashSet<i64> = self.created.iter().map(|one| one.result.paper_id).collect();
        self.papers.retain(|paper| written.contains(&paper.id));
        self.items.retain(|item| written.contains(&item.paper_id));
        let mut used = Used::default();
        used.subjects.extend(self.papers.iter().map(|paper| paper.subject_id));
        let results = self.created.iter().chain(self.changed.iter().map(|(_, after)| after));
        used.classes.extend(results.filter_map(|one| one.result.class_group_id));
        used
    }

    pub(crate) async fn write(self, change: &mut Change, trail: &mut Trail) -> Result<()> {
        let batch_id = trail.batch_id;
        for paper in &self.papers {
            queries::insert_paper(change, paper, batch_id).await?;
        }
        queries::insert_items(change, self.items).await?;
        let mut points = Vec::new();
        let mut results = Vec::new();
        for mut one in self.created {
            one.result.batch_id = Some(batch_id);
            points.extend(one.points.iter().map(|(item, value)| (one.result.id, *item, *value)));
            results.push(one.result);
        }
        queries::insert_results(change, results).await?;
        queries::insert_points(change, points).await?;
        for (before, mut after) in self.changed {
            trail.changed("paper_result", &before, before.result.batch_id);
            after.result.batch_id = Some(batch_id);
            replace(change, &after).await?;
        }
        Ok(())
    }
}

async fn replace(change: &mut Change, after: &ResultWithPoints) -> Result<()> {
    queries::update_result(change, &after.result).await?;
    queries::remove_points(change, after.result.id).await?;
    let points = after.points.iter();
    let points = points.map(|(item, value)| (after.result.id, *item, *value));
    queries::insert_points(change, points.collect()).await?;
    Ok(())
}

/// Puts a result back as it was, if the import that changed it still owns it.
pub(crate) async fn restore(change: &mut Change, before: &ResultWithPoints, batch_id: i64) -> Result<u64> {
    let owner = queries::owner(change, before.result.id).await?;
    if owner != Some(batch_id) {
        return Ok(0);
    }
    replace(change, before).await?;
    Ok(1)
}
