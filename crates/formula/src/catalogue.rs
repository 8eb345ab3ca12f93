//! All packs together: codes are unique, references lead somewhere and never in a circle, uses are allowed.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

use crate::complaint::{Complaint, meant};
use crate::exact::Exact;
use crate::language::tree::Value;
use crate::language::{self, Known};
use crate::pack::{Condition, Draft, Drafts, Indicator, MarkScale, Pack, PackText, Restriction, Rule, Setting};
use crate::schema::Schema;

/// Most nodes of a formula with all the formulas it names.
const MOST_EXPANDED: usize = 2000;

/// An indicator that no pack defines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The code asked for.
    pub code: String,
    /// What was asked for and what was probably meant, in Russian.
    pub text: String,
}

impl fmt::Display for Unknown {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

impl std::error::Error for Unknown {}

/// Checked packs over a schema.
#[derive(Clone, Debug)]
pub struct Catalogue {
    pub(crate) schema: Schema,
    packs: Vec<Pack>,
    places: HashMap<String, (usize, usize)>,
    settings: BTreeMap<String, Setting>,
}

impl Catalogue {
    /// Reads and checks packs; all complaints of all packs come at once.
    ///
    /// # Errors
    /// The complaints, if there are any.
    pub fn load(texts: &[PackText], schema: Schema) -> Result<Self, Vec<Complaint>> {
        let mut complaints = Vec::new();
        let mut packs = Vec::new();
        let mut drafts = Vec::new();
        for text in texts {
            match crate::pack::read(text) {
                Ok((pack, draft)) => {
                    packs.push(pack);
                    drafts.push(draft);
                }
                Err(found) => complaints.extend(found),
            }
        }
        let mut catalogue = Self { schema, packs, places: HashMap::new(), settings: BTreeMap::new() };
        catalogue.index(&drafts, &mut complaints);
        catalogue.check_formulas(&drafts, &mut complaints);
        if complaints.is_empty() {
            catalogue.check_references(&drafts, &mut complaints);
        }
        if complaints.is_empty() {
            catalogue.check_uses(&drafts, &mut complaints);
            catalogue.check_rules(&drafts, &mut complaints);
        }
        if complaints.is_empty() { Ok(catalogue) } else { Err(complaints) }
    }

    fn index(&mut self, drafts: &[Drafts], complaints: &mut Vec<Complaint>) {
        for (at, pack) in self.packs.iter().enumerate() {
            for (place, indicator) in pack.indicators.iter().enumerate() {
                if self.places.insert(indicator.code.clone(), (at, place)).is_some() {
                    let line = drafts[at].indicators[place].0.line;
                    let text = "показатель с таким кодом уже есть";
                    complaints.push(Complaint::new(&pack.file, Some(line), Some(&indicator.code), text));
                }
            }
            for setting in &pack.settings {
                if self.settings.insert(setting.key.clone(), setting.clone()).is_some() {
                    let text = "настройка с таким ключом уже есть";
                    complaints.push(Complaint::new(&pack.file, None, Some(&setting.key), text));
                }
            }
        }
    }

    fn check_formulas(&mut self, drafts: &[Drafts], complaints: &mut Vec<Complaint>) {
        let indicators: BTreeSet<String> = self.places.keys().cloned().collect();
        let settings: BTreeSet<String> = self.settings.keys().cloned().collect();
        let conditions: BTreeSet<String> = self.conditions().map(|condition| condition.code.clone()).collect();
        let known = Known { settings: &settings, conditions: &conditions, indicators: &indicators };
        let schema = &self.schema;
        for (pack, drafts) in self.packs.iter_mut().zip(drafts) {
            let file = pack.file.clone();
            let mut read = |code: &str, draft: &Draft| match language::read(&draft.text, schema, &known) {
                Ok(value) => Some(value),
                Err(fault) => {
                    complaints.push(Complaint::with_fault(&file, draft.line, code, &draft.text, fault));
                    None
                }
            };
            for (indicator, (formula, requires)) in pack.indicators.iter_mut().zip(&drafts.indicators) {
                if let Some(value) = read(&indicator.code, formula) {
                    indicator.value = value;
                }
                indicator.requires = requires.iter().filter_map(|draft| read(&indicator.code, draft)).collect();
            }
            for (check, (left, right)) in pack.checks.iter_mut().zip(&drafts.checks) {
                if let (Some(left), Some(right)) = (read(&check.code, left), read(&check.code, right)) {
                    (check.left, check.right) = (left, right);
                }
            }
        }
    }

    /// Circles, and formulas that grow too large through what they name.
    fn check_references(&self, drafts: &[Drafts], complaints: &mut Vec<Complaint>) {
        let mut sizes = HashMap::new();
        for (at, pack) in self.packs.iter().enumerate() {
            for (place, indicator) in pack.indicators.iter().enumerate() {
                let mut path = Vec::new();
                let text = match self.expanded(&indicator.code, &mut path, &mut sizes) {
                    Err(circle) => format!("показатели ссылаются друг на друга по кругу: {}", circle.join(" → ")),
                    Ok(size) if size > MOST_EXPANDED => {
                        "формула со всеми показателями, на которые она ссылается, слишком велика".to_owned()
                    }
                    Ok(_) => continue,
                };
                let line = drafts[at].indicators[place].0.line;
                complaints.push(Complaint::new(&pack.file, Some(line), Some(&indicator.code), text));
            }
        }
    }

    /// Size of a formula with all it names, or the circle it is part of.
    fn expanded<'a>(
        &'a self,
        code: &'a str,
        path: &mut Vec<&'a str>,
        sizes: &mut HashMap<&'a str, usize>,
    ) -> Result<usize, Vec<String>> {
        const LONGEST_PATH: usize = 16;
        if let Some(size) = sizes.get(code) {
            return Ok(*size);
        }
        if path.contains(&code) {
            path.push(code);
            return Err(path.iter().map(|code| (*code).to_owned()).collect());
        }
        let Some(indicator) = self.indicator(code) else {
            return Ok(0);
        };
        if path.len() >= LONGEST_PATH {
            return Ok(MOST_EXPANDED + 1);
        }
        path.push(code);
        let mut size = indicator.value.size();
        for value in std::iter::once(&indicator.value).chain(&indicator.requires) {
            for (named, _) in value.references() {
                size = size.saturating_add(self.expanded(named, path, sizes)?);
            }
        }
        path.pop();
        sizes.insert(code, size);
        Ok(size)
    }

    /// A purpose may not reach a population that forbids it, through other indicators either.
    fn check_uses(&self, drafts: &[Drafts], complaints: &mut Vec<Complaint>) {
        for (at, pack) in self.packs.iter().enumerate() {
            for (place, indicator) in pack.indicators.iter().enumerate() {
                let reached = self.reached(&indicator.value);
                for restriction in self.restrictions() {
                    if restriction.use_for == indicator.use_for && reached.contains(restriction.population.as_str()) {
                        let line = drafts[at].indicators[place].0.line;
                        let text = format!("{} недопустимо: {}", restriction.name, restriction.norm);
                        complaints.push(Complaint::new(&pack.file, Some(line), Some(&indicator.code), text));
                    }
                }
            }
        }
    }

    fn check_rules(&self, drafts: &[Drafts], complaints: &mut Vec<Complaint>) {
        for (pack, drafts) in self.packs.iter().zip(drafts) {
            for condition in &pack.conditions {
                for unknown in condition.feeds.iter().filter_map(|code| self.find(code).err()) {
                    let text = format!("«feeds»: {unknown}");
                    complaints.push(Complaint::new(&pack.file, None, Some(&condition.code), text));
                }
            }
            for (rule, line) in pack.rules.iter().zip(&drafts.rules) {
                for code in std::iter::once(&rule.indicator).chain(&rule.against) {
                    if let Err(unknown) = self.find(code) {
                        complaints.push(Complaint::new(&pack.file, Some(*line), Some(&rule.code), unknown.text));
                    }
                }
            }
        }
    }

    /// The populations a formula reads, through other indicators too.
    pub(crate) fn reached(&self, value: &Value) -> BTreeSet<&'static str> {
        let mut reached: BTreeSet<_> = value.populations().into_iter().collect();
        for (code, _) in value.references() {
            if let Some(indicator) = self.indicator(code) {
                reached.extend(self.reached(&indicator.value));
            }
        }
        reached
    }

    /// The schema of populations.
    #[must_use]
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// All packs.
    #[must_use]
    pub fn packs(&self) -> &[Pack] {
        &self.packs
    }

    /// A pack of a code.
    #[must_use]
    pub fn pack(&self, code: &str) -> Option<&Pack> {
        self.packs.iter().find(|pack| pack.code == code)
    }

    /// The pack of an indicator.
    #[must_use]
    pub fn pack_of(&self, code: &str) -> Option<&Pack> {
        self.places.get(code).map(|(pack, _)| &self.packs[*pack])
    }

    /// All indicators in the order of packs.
    pub fn indicators(&self) -> impl Iterator<Item = &Indicator> {
        self.packs.iter().flat_map(|pack| &pack.indicators)
    }

    /// The indicator of a code.
    #[must_use]
    pub fn indicator(&self, code: &str) -> Option<&Indicator> {
        self.places.get(code).map(|(pack, place)| &self.packs[*pack].indicators[*place])
    }

    /// The indicator of a code, or what to say.
    ///
    /// # Errors
    /// If no pack defines it.
    pub fn find(&self, code: &str) -> Result<&Indicator, Unknown> {
        self.indicator(code).ok_or_else(|| {
            let near = meant(code, self.places.keys().map(String::as_str));
            Unknown {
                code: code.to_owned(), text: format!("нет показателя с кодом «{code}»{near}")
            }
        })
    }

    /// All rules of problem zones.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.packs.iter().flat_map(|pack| &pack.rules)
    }

    /// All settings by key.
    pub fn settings(&self) -> impl Iterator<Item = &Setting> {
        self.settings.values()
    }

    /// The value of a setting in a school year, unless the school set its own.
    pub(crate) fn setting(&self, key: &str, school_year: i64, own: &BTreeMap<String, Exact>) -> Option<Exact> {
        own.get(key).copied().or_else(|| self.settings.get(key).and_then(|setting| setting.value(school_year)))
    }

    /// All conditions entered by hand, in the order of the form.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.packs.iter().flat_map(|pack| &pack.conditions)
    }

    /// All bans on use.
    pub fn restrictions(&self) -> impl Iterator<Item = &Restriction> {
        self.packs.iter().flat_map(|pack| &pack.restrictions)
    }

    /// All scales of marks.
    pub fn scales(&self) -> impl Iterator<Item = &MarkScale> {
        self.packs.iter().flat_map(|pack| &pack.scales)
    }

    /// The scale of a work held in a calendar year: subject, year group and maximum must fit, and the year if the scale
    /// names one. Never inferred from results.
    #[must_use]
    pub fn scale(&self, subject: &str, year_group: i64, year: i64, max: i64) -> Option<&MarkScale> {
        self.scales().find(|scale| {
            scale.subject.to_lowercase() == subject.trim().to_lowercase()
                && scale.year_group == year_group
                && scale.max == max
                && scale.from_year.is_some_and(|from| from <= year)
                && scale.to_year.is_some_and(|to| year <= to)
        })
    }
}
