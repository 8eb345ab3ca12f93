//! Achievements of students: olympiads, contests, competitions.

use std::collections::HashMap;

use chrono::NaiveDate;
use ledger::Change;
use store::{Reads, Result, new_id};

use self::queries::Achievement;
use super::finding::{Place, Spot};
use super::labels;
use super::made::{Trail, Used};
use super::preview::{Outcome, Tally};
use super::resolver::Resolver;

pub(crate) mod queries;

/// An achievement as a file has it.
#[derive(Debug, Clone)]
pub(crate) struct WrittenAchievement {
    pub(crate) place: Place,
    /// the cell of the class
    pub(crate) class_at: Spot,
    pub(crate) student: String,
    pub(crate) class: String,
    pub(crate) event: String,
    /// `school` … `international`
    pub(crate) level: &'static str,
    /// `participant`, `prize`, `winner`
    pub(crate) result: &'static str,
    pub(crate) held_on: NaiveDate,
}

/// What is to be written.
#[derive(Debug, Default)]
pub(crate) struct AchievementsPlan {
    created: Vec<Achievement>,
    changed: Vec<(Achievement, Achievement)>,
}

type Key = (i64, String, String, NaiveDate);

fn key(row: &Achievement) -> Key {
    (row.student_id, row.event.clone(), row.level.clone(), row.held_on)
}

/// Compares the achievements of a file with those that are there.
pub(crate) async fn plan(
    db: &mut impl Reads,
    resolver: &mut Resolver<'_>,
    written: Vec<WrittenAchievement>,
    tally: &mut Tally,
) -> Result<AchievementsPlan> {
    let known = queries::achievements(db).await?;
    let known: HashMap<Key, Achievement> = known.into_iter().map(|row| (key(&row), row)).collect();
    let mut seen: HashMap<Key, Place> = HashMap::new();
    let mut plan = AchievementsPlan::default();
    for one in written {
        let place = one.place.clone();
        let Some(row) = resolve(resolver, one, tally) else {
            continue;
        };
        let what = labels::achievement(resolver, &row);
        if let Some(first) = seen.get(&key(&row)) {
            let message = labels::second_result(&what, &first.address());
            resolver.warn("second_result", &place, "", message);
            tally.left_out += 1;
            continue;
        }
        seen.insert(key(&row), place.clone());
        let before = known.get(&key(&row));
        plan.add(row, before, what, &place, tally);
    }
    Ok(plan)
}

fn resolve(resolver: &mut Resolver<'_>, written: WrittenAchievement, tally: &mut Tally) -> Option<Achievement> {
    let place = &written.place;
    let class_at = written.class_at.on(&place.sheet);
    let class = resolver.class_of((&written.student, place), (&written.class, &class_at));
    let class = tally.settle(class)?;
    let student_id = tally.settle(resolver.student(&written.student, class, place))?;
    Some(Achievement {
        id: new_id(),
        student_id,
        event: super::resolver::tidy(&written.event),
        level: written.level.to_owned(),
        result: written.result.to_owned(),
        held_on: written.held_on,
        batch_id: None,
        sheet: written.place.sheet,
        source_row: written.place.row.map(i64::from),
    })
}

impl AchievementsPlan {
    fn add(&mut self, row: Achievement, known: Option<&Achievement>, what: String, place: &Place, tally: &mut Tally) {
        let shown = labels::achievement_result(&row.result).to_owned();
        match known {
            None => {
                tally.row(Outcome::Created, place, what, None, Some(shown));
                self.created.push(row);
            }
            Some(before) if before.result == row.result => {
                tally.row(Outcome::Unchanged, place, what, Some(shown.clone()), Some(shown));
            }
            Some(before) => {
                let was = labels::achievement_result(&before.result).to_owned();
                tally.row(Outcome::Changed, place, what, Some(was), Some(shown));
                let after = Achievement { id: before.id, ..row };
                self.changed.push((before.clone(), after));
            }
        }
    }

    /// Whom the achievements that are written belong to.
    pub(crate) fn used(&self) -> Used {
        let written = self.created.iter().chain(self.changed.iter().map(|(_, after)| after));
        Used { students: written.map(|one| one.student_id).collect(), ..Used::default() }
    }

    pub(crate) async fn write(self, change: &mut Change, trail: &mut Trail) -> Result<()> {
        let batch_id = Some(trail.batch_id);
        let created = self.created.into_iter();
        let created = created.map(|row| Achievement { batch_id, ..row }).collect();
        queries::insert(change, created).await?;
        for (before, after) in self.changed {
            trail.changed("achievement", &before, before.batch_id);
            queries::update(change, &Achievement { batch_id, ..after }).await?;
        }
        Ok(())
    }
}
