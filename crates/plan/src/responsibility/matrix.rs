//! The responsibility matrix: what is done in quality assurance by which bodies and posts. Pure.

use std::collections::{BTreeMap, BTreeSet};

use school::name_key;

use super::labels;
use crate::bodies::CollegialBody;
use crate::calendar::{Area, Procedure};

/// What a body or a post has to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// «ответственный»
    Answers,
    /// «исполнитель»
    Performs,
    /// «согласует, рассматривает»
    Considers,
}

/// A row: a function, or the procedures about one object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// what is done
    pub name: String,
    /// how many procedures it stands for; none for a function
    pub procedures: usize,
    /// the parts, column by column
    pub parts: Vec<BTreeSet<Part>>,
}

/// Rows under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// «Функции», «Процедуры: результаты»
    pub name: String,
    /// the rows
    pub lines: Vec<Line>,
}

/// The matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// bodies, then posts: those who do most first
    pub columns: Vec<String>,
    /// how many of the columns are bodies
    pub bodies: usize,
    /// the rows
    pub groups: Vec<Group>,
    /// posts for which there was no room
    pub left_out: Vec<String>,
}

/// A member of staff as far as the matrix needs it: id, name as papers write it, post.
pub type Post = (i64, String, String);

/// Posts beside the bodies: more columns nobody can read.
const MOST_POSTS: usize = 8;

/// The matrix of the bodies that exist and of a year's cyclogram.
#[must_use]
pub fn matrix(bodies: &[CollegialBody], procedures: &[Procedure], staff: &[Post]) -> Matrix {
    let who = Who::of(bodies, staff);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let parts: Vec<Vec<(Doer, Part)>> = procedures.iter().map(|procedure| who.parts_of(procedure)).collect();
    for (doer, _) in parts.iter().flatten() {
        if let Doer::Post(post) = doer {
            *counts.entry(post.clone()).or_default() += 1;
        }
    }
    let mut posts: Vec<(String, usize)> = counts.into_iter().collect();
    posts.sort_by_cached_key(|(post, count)| (std::cmp::Reverse(*count), school::ru::sort_key(post)));
    let left_out = posts.split_off(posts.len().min(MOST_POSTS)).into_iter().map(|(post, _)| post).collect();
    let names: Vec<String> =
        bodies.iter().map(|body| body.name.clone()).chain(posts.into_iter().map(|(post, _)| post)).collect();
    let place = |doer: &Doer| match doer {
        Doer::Body(at) => Some(*at),
        Doer::Post(post) => (bodies.len()..names.len()).find(|at| names[*at] == *post),
    };
    let mut groups = vec![functions(bodies, names.len())];
    for area in Area::ALL {
        let own: Vec<(&Procedure, &Vec<(Doer, Part)>)> =
            procedures.iter().zip(&parts).filter(|(procedure, _)| procedure.area == area).collect();
        let mut lines: Vec<Line> = Vec::new();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for (procedure, parts) in own {
            let name = if procedure.object.trim().is_empty() { &procedure.name } else { &procedure.object };
            let at = *places.entry(name_key(name)).or_insert_with(|| {
                lines.push(Line { name: name.clone(), procedures: 0, parts: vec![BTreeSet::new(); names.len()] });
                lines.len() - 1
            });
            lines[at].procedures += 1;
            for (doer, part) in parts {
                if let Some(column) = place(doer) {
                    lines[at].parts[column].insert(*part);
                }
            }
        }
        groups.push(Group { name: labels::procedures_of(area), lines });
    }
    groups.retain(|group| !group.lines.is_empty());
    Matrix { columns: names, bodies: bodies.len(), groups, left_out }
}

/// The functions of the bodies; one that several have stands once.
fn functions(bodies: &[CollegialBody], columns: usize) -> Group {
    let mut lines: Vec<Line> = Vec::new();
    for (column, body) in bodies.iter().enumerate() {
        for function in body.functions.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let at = lines.iter().position(|line| name_key(&line.name) == name_key(function)).unwrap_or_else(|| {
                lines.push(Line { name: function.to_owned(), procedures: 0, parts: vec![BTreeSet::new(); columns] });
                lines.len() - 1
            });
            lines[at].parts[column].insert(labels::part_of_function(function));
        }
    }
    Group { name: labels::FUNCTIONS.to_owned(), lines }
}

/// A column before it has a place.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Doer {
    Body(usize),
    Post(String),
}

struct Who<'a> {
    bodies: &'a [CollegialBody],
    staff: &'a [Post],
    /// the names of both as they are compared: a cyclogram names them thousands of times
    body_keys: Vec<String>,
    staff_keys: Vec<String>,
}

impl<'a> Who<'a> {
    fn of(bodies: &'a [CollegialBody], staff: &'a [Post]) -> Self {
        let body_keys = bodies.iter().map(|body| name_key(&body.name)).collect();
        let staff_keys = staff.iter().map(|(_, name, _)| name_key(name)).collect();
        Self { bodies, staff, body_keys, staff_keys }
    }

    fn parts_of(&self, procedure: &Procedure) -> Vec<(Doer, Part)> {
        let mut parts = Vec::new();
        let listed = procedure.responsible_staff_id.and_then(|id| self.staff.iter().find(|one| one.0 == id));
        match listed {
            Some((_, name, post)) => parts.extend(self.post(name, post).map(|doer| (doer, Part::Answers))),
            None => parts.extend(self.named(&procedure.responsible).first().cloned().map(|doer| (doer, Part::Answers))),
        }
        parts.extend(self.named(&procedure.performers).into_iter().map(|doer| (doer, Part::Performs)));
        // Where a procedure is considered is a body, or nobody that has a column.
        let considering = procedure.considered_at.split([',', ';', '\n']).filter_map(|text| self.body(text));
        parts.extend(considering.map(|at| (Doer::Body(at), Part::Considers)));
        parts
    }

    /// Everybody that a text names, people by their posts.
    fn named(&self, text: &str) -> Vec<Doer> {
        let mut named = Vec::new();
        let mut person: Option<&str> = None;
        for part in text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
            if let Some((_, name, post)) = self.listed(part) {
                named.extend(self.post(name, post));
                person = Some(part);
            } else if labels::is_person(part) {
                person = Some(part);
            } else if person.take().is_none_or(|name| !self.has_post(name)) {
                named.extend(self.body(part).map(Doer::Body).or_else(|| labels::post(part).map(Doer::Post)));
            }
        }
        named.dedup();
        named
    }

    fn listed(&self, name: &str) -> Option<&'a Post> {
        let key = name_key(name);
        self.staff_keys.iter().position(|known| *known == key).map(|at| &self.staff[at])
    }

    fn has_post(&self, name: &str) -> bool {
        self.listed(name).is_some_and(|(_, _, post)| !post.trim().is_empty())
    }

    fn post(&self, name: &str, post: &str) -> Option<Doer> {
        if post.trim().is_empty() { Some(Doer::Post(name.to_owned())) } else { labels::post(post).map(Doer::Post) }
    }

    fn body(&self, text: &str) -> Option<usize> {
        let key = name_key(text);
        let by_name = self.body_keys.iter().position(|known| *known == key);
        by_name.or_else(|| self.bodies.iter().position(|body| labels::names_kind(body.kind, text)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bodies::usual_bodies;
    use crate::testing::procedure;

    #[test]
    fn bodies_and_posts_answer_perform_and_consider() {
        let bodies = usual_bodies();
        let mut first = procedure(1, "Входная диагностика");
        first.responsible_staff_id = Some(7);
        first.performers = "учителя-предметники, классные руководители".to_owned();
        first.considered_at = "педсовет; совещание при директоре".to_owned();
        let mut second = procedure(2, "Итоговая диагностика");
        second.responsible = "Ким О. П., заместитель директора по УВР".to_owned();
        let staff = [(7, "Орлова А. В.".to_owned(), "Заместитель директора по УВР".to_owned())];
        let found = matrix(&bodies, &[first, second], &staff);
        assert_eq!(&found.columns[found.bodies..], ["заместитель директора по УВР", "учителя"]);
        let line = &found.groups.last().unwrap().lines[0];
        assert_eq!((line.name.as_str(), line.procedures), ("Предметные результаты", 2));
        let told: Vec<(&str, Vec<Part>)> = found
            .columns
            .iter()
            .zip(&line.parts)
            .filter(|(_, parts)| !parts.is_empty())
            .map(|(name, parts)| (name.as_str(), parts.iter().copied().collect()))
            .collect();
        assert_eq!(
            told,
            [
                ("Администрация школы", vec![Part::Considers]),
                ("Педагогический совет", vec![Part::Considers]),
                ("Классные руководители", vec![Part::Performs]),
                ("заместитель директора по УВР", vec![Part::Answers]),
                ("учителя", vec![Part::Performs]),
            ]
        );
        let functions = &found.groups[0];
        let drawn = functions.lines.iter().find(|line| line.name.starts_with("Составляет план-график")).unwrap();
        assert_eq!(drawn.parts.iter().filter(|parts| parts.contains(&Part::Answers)).count(), 1);
        let shared = functions.lines.iter().filter(|line| line.name.starts_with("Участвует в обсуждении")).count();
        assert_eq!(shared, 1, "a function of two councils stands once");
    }
}
