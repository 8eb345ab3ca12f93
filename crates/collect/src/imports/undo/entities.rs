//! Classes, subjects, people and years that an import made.

use ledger::Change;
use serde_json::Value;

use super::CannotUndo;
use super::queries;
use crate::imports::labels;
use crate::imports::queries::Before;

/// What the import made besides facts and people (who know their import themselves).
#[derive(Debug, Default)]
pub(super) struct Made {
    schools: Vec<i64>,
    years: Vec<i64>,
    classes: Vec<i64>,
    subjects: Vec<i64>,
    aliases: Vec<String>,
}

impl Made {
    pub(super) fn read(befores: &[Before]) -> Self {
        let mut made = Self::default();
        for before in befores {
            let key =
                serde_json::from_str::<Value>(&before.before_json).ok().and_then(|json| json.get("made").cloned());
            match (before.target.as_str(), key) {
                ("subject_alias", Some(Value::String(key))) => made.aliases.push(key),
                (target, Some(Value::Number(id))) => {
                    let list = match target {
                        "school" => &mut made.schools,
                        "school_year" => &mut made.years,
                        "class_group" => &mut made.classes,
                        _ => &mut made.subjects,
                    };
                    list.extend(id.as_i64());
                }
                _ => {}
            }
        }
        made
    }
}

/// Removes them. A person or a class that something else uses forbids undoing; a subject, a year or the school itself
/// stays when others use it, and is named in the answer.
pub(super) async fn remove(change: &mut Change, batch_id: i64, made: &Made) -> Result<Vec<String>, CannotUndo> {
    queries::remove_teaching(change, batch_id).await?;
    queries::remove_enrolments(change, batch_id).await?;
    let mut uses = Vec::new();
    for used in queries::uses_of_students(change, batch_id).await? {
        uses.push(labels::students_used(&used.used_by, used.uses));
    }
    for used in queries::uses_of_staff(change, batch_id).await? {
        uses.push(labels::staff_used(&used.used_by, used.uses));
    }
    for class in &made.classes {
        for used in queries::uses_of_class(change, *class).await? {
            uses.push(labels::class_used(&used.name, &used.used_by, used.uses));
        }
    }
    if !uses.is_empty() {
        return Err(CannotUndo::InUse(uses));
    }
    queries::remove_students(change, batch_id).await?;
    queries::remove_staff(change, batch_id).await?;
    for class in &made.classes {
        queries::remove_class(change, *class).await?;
    }
    let mut kept = remove_subjects(change, made).await?;
    for year in &made.years {
        if queries::year_is_used(change, *year, batch_id).await? {
            kept.push(labels::kept_year(*year));
        } else {
            queries::remove_year(change, *year).await?;
        }
    }
    for school in &made.schools {
        if queries::any_class(change).await? {
            kept.push(labels::KEPT_SCHOOL.to_owned());
        } else {
            queries::remove_school(change, *school).await?;
        }
    }
    Ok(kept)
}

async fn remove_subjects(change: &mut Change, made: &Made) -> store::Result<Vec<String>> {
    let mut kept = Vec::new();
    for subject in &made.subjects {
        match queries::use_of_subject(change, *subject).await? {
            Some(name) => kept.push(labels::kept_subject(&name)),
            None => queries::remove_subject(change, *subject).await?,
        }
    }
    for alias in &made.aliases {
        // The other names of a subject that stays stay with it.
        queries::remove_alias(change, alias, &made.subjects).await?;
    }
    Ok(kept)
}
