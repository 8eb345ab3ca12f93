//! The figures of a report: chosen indicators over what the inspection covers, live until the report is signed, frozen with
//! their passports ever after.

use std::collections::BTreeMap;
use std::sync::Arc;

use access::Cx;
use charts::{Chart, GroupedColumns, Look, Reading, Scale, Series};
use chrono::{DateTime, NaiveDate, Utc};
use formula::{Better, Group, Indicator, Outcome, Request, Unit};
use ledger::Change;
use measure::{SampleTier, sample_tier};
use plan::cards::CardIndicator;
use plan::indicators::own_settings;
use roster::classes::queries::{class_groups, class_sizes, teaching};
use roster::subjects::queries::subjects;
use school::{Exact, Term, ru};
use store::Reads;
use web::Failure;
use web::filters::local_moment;

use super::inspection::{Comparison, Inspection};
use super::told::labels::{FEW_PEOPLE, source, verdict};
use super::told::met;
use crate::change::change;
use crate::engine::{self, Asked, Computed};
use crate::explain::source_files;
use crate::place::Place;
use crate::{addresses, shown};

/// How many pupils the classes of a year have, by name.
type People = BTreeMap<String, i64>;

/// One value with its passport.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    frozen: Frozen,
    value: Option<Exact>,
    earlier: Option<Exact>,
}

/// A value as it was on the day of the signature, with its passport.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Frozen {
    /// code of the indicator
    pub code: String,
    /// its name
    pub name: String,
    /// «8А, Алгебра, 2-я четверть»
    pub place: String,
    /// the norm in the school's words
    pub norm: String,
    /// «57,1 %»
    pub value: String,
    /// the exact value, «4/7»; empty when there is none
    pub exact: String,
    /// numerator
    pub part: String,
    /// denominator
    pub whole: String,
    /// size of the base
    pub n: Option<i64>,
    /// why there is no value
    pub reason: String,
    /// key of the level
    pub level: String,
    /// the earlier value
    pub earlier: String,
    /// the earlier value, exactly
    pub earlier_exact: String,
    /// «−2,9 п. п.»
    pub change: String,
    /// `better`, `worse`, `same`, `up`, `down`
    pub direction: String,
    /// what to remember about the change
    pub note: String,
    /// «ниже нормы: требует проверки»; empty where the norm is kept or cannot be told
    pub verdict: String,
    /// how many pupils the class of the place has, where it is one class: no more are behind the value
    pub people: Option<i64>,
    /// the formula in words
    pub formula: String,
    /// who or what is in the numerator
    pub numerator: String,
    /// who or what is in the base
    pub base: String,
    /// the files that the value came from
    pub sources: String,
    /// name, version and edition of the pack
    pub pack: String,
    /// the explain sheet
    pub href: String,
    /// the date for which people are counted
    pub as_of: NaiveDate,
    /// when it was computed
    pub computed_at: DateTime<Utc>,
}

impl Figure {
    /// Says how many pupils are behind the value, how it stands to its norm, and that few pupils allow no comparison,
    /// however many marks they have.
    fn guard(&mut self, indicator: &Indicator, people: Option<i64>, is_few: bool) {
        self.frozen.people = people;
        let is_count = matches!(indicator.unit, Unit::People | Unit::PerPerson | Unit::YesNo | Unit::SquareMetres);
        if is_few && !is_count && !self.frozen.change.is_empty() {
            FEW_PEOPLE.clone_into(&mut self.frozen.note);
            let difference = self.value.zip(self.earlier).map(|(now, before)| now - before).unwrap_or_default();
            let is_flat = self.frozen.direction == "same";
            let direction = if is_flat { "same" } else { shown::direction(Better::Neither, &difference) };
            direction.clone_into(&mut self.frozen.direction);
        }
        let few_now = people.or(self.frozen.n).is_some_and(|n| sample_tier(n) == SampleTier::TooFew);
        let met = self.value.and_then(|value| met(&self.frozen.norm, indicator, &value));
        self.frozen.verdict = met.map(|met| verdict(met, few_now)).unwrap_or_default();
    }

    /// Whether it has a value.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.value.is_some()
    }

    /// The words of the figure, to be kept.
    #[must_use]
    pub fn freeze(&self) -> Frozen {
        let exact = |value: Option<Exact>| value.map_or_else(String::new, |value| value.to_string());
        Frozen { exact: exact(self.value), earlier_exact: exact(self.earlier), ..self.frozen.clone() }
    }
}

/// Who computes: a page that remembers, or a change that sees its own writes.
pub(super) enum Desk<'a> {
    Page(&'a Cx),
    Within(&'a mut Change),
}

impl Desk<'_> {
    async fn ask(&mut self, asked: &Asked) -> Result<Arc<Computed>, Failure> {
        Ok(match self {
            Desk::Page(cx) => engine::recalculate_as_of(&cx.store(), cx.version(), asked).await?,
            Desk::Within(change) => Arc::new(engine::recalculate_within(*change, asked).await?),
        })
    }

    /// The files that an indicator is made of, in words.
    async fn sources(&mut self, code: &str, request: &Request) -> Result<String, Failure> {
        let files = match self {
            Desk::Page(cx) => source_files(&mut cx.store(), code, request).await?,
            Desk::Within(change) => source_files(*change, code, request).await?,
        };
        let said = files.iter().map(|file| source(&file.file_name, &file.sheet, &local_moment(&file.applied_at)));
        Ok(said.collect::<Vec<_>>().join("; "))
    }
}

/// The figures of an inspection as they are now. They are of the inspection, not of whoever looks at it.
pub(super) async fn live(
    mut desk: Desk<'_>,
    one: &Inspection,
    (today, now): (NaiveDate, DateTime<Utc>),
) -> Result<Vec<Figure>, Failure> {
    let places = match &mut desk {
        Desk::Page(cx) => places(&mut cx.store(), one).await?,
        Desk::Within(change) => places(*change, one).await?,
    };
    let own = match &mut desk {
        Desk::Page(cx) => own_settings(&mut cx.store(), one.school_year).await?,
        Desk::Within(change) => own_settings(*change, one.school_year).await?,
    };
    let known = |indicator: &&CardIndicator| engine::catalogue().indicator(&indicator.code).is_some();
    let codes: Vec<&str> = one.indicators.iter().filter(known).map(|indicator| indicator.code.as_str()).collect();
    if codes.is_empty() {
        return Ok(Vec::new());
    }
    let as_of = engine::usual_date(one.school_year, today);
    let asked = Asked::whole(one.school_year, as_of).codes(codes);
    let (sizes, before) = match &mut desk {
        Desk::Page(cx) => class_people(&mut cx.store(), one.school_year, as_of).await?,
        Desk::Within(change) => class_people(*change, one.school_year, as_of).await?,
    };
    let mut figures = Vec::new();
    for place in &places {
        let computed = desk.ask(&place.limit(asked.clone())).await?;
        let earlier = match earlier(one.comparison, place, &asked) {
            Some(asked) => Some(desk.ask(&asked).await?),
            None => None,
        };
        let people = people(&sizes, place);
        let fewest =
            people.into_iter().chain(place.year_younger().and_then(|place| self::people(&before, &place))).min();
        let is_few = fewest.is_some_and(|people| sample_tier(people) == SampleTier::TooFew);
        for chosen in &one.indicators {
            let Some(indicator) = engine::catalogue().indicator(&chosen.code) else { continue };
            let Some(outcome) = computed.table().get(&chosen.code, &Group::new()) else { continue };
            let before = earlier.as_ref().and_then(|computed| computed.table().get(&chosen.code, &Group::new()));
            let request = place.limit(asked.clone()).request(own.clone());
            let explanation = engine::catalogue().explain(&chosen.code, &request)?;
            let mut figure = figure(indicator, &place.group(), outcome, before);
            figure.frozen.norm.clone_from(&chosen.norm);
            figure.frozen.formula = explanation.formula;
            figure.frozen.pack = explanation.pack;
            figure.frozen.numerator = explanation.numerator;
            figure.frozen.base = [explanation.base.as_str(), indicator.base_rule.as_str()]
                .into_iter()
                .filter(|words| !words.is_empty())
                .collect::<Vec<_>>()
                .join("; ");
            figure.frozen.sources = desk.sources(&chosen.code, &request).await?;
            (figure.frozen.as_of, figure.frozen.computed_at) = (as_of, now);
            figure.guard(indicator, people, is_few);
            figures.push(figure);
        }
    }
    // Indicator by indicator, its places in order.
    let order = |figure: &Figure| one.indicators.iter().position(|chosen| chosen.code == figure.frozen.code);
    figures.sort_by_key(order);
    Ok(figures)
}

/// How many pupils each class has on the day, and had a year before.
async fn class_people(db: &mut impl Reads, year: i64, as_of: NaiveDate) -> store::Result<(People, People)> {
    let mut both = (People::new(), People::new());
    let year_before = as_of.checked_sub_months(chrono::Months::new(12)).unwrap_or(as_of);
    for (people, year, on) in [(&mut both.0, year, as_of), (&mut both.1, year - 1, year_before)] {
        let classes = class_groups(db, year).await?;
        for size in class_sizes(db, year, on).await? {
            let class = classes.iter().find(|class| class.id == size.class_group_id);
            people.extend(class.map(|class| (class.name.clone(), size.student_count)));
        }
    }
    Ok(both)
}

/// The pupils of a place, where it is one class: marks and works are more than those who have them.
fn people(known: &People, place: &Place) -> Option<i64> {
    known.get(&place.class).copied()
}

/// What the figures are compared with.
fn earlier(comparison: Comparison, place: &Place, asked: &Asked) -> Option<Asked> {
    match comparison {
        Comparison::YearBefore => Some(place.year_younger()?.limit(asked.year_before())),
        Comparison::TermBefore => {
            let term = Term::from_code(&place.term)?.previous()?;
            Some(Place { term: term.code(), ..place.clone() }.limit(asked.clone()))
        }
    }
}

/// The groups that an inspection covers: what a teacher teaches, the named classes, or the whole school.
async fn places(db: &mut impl Reads, one: &Inspection) -> store::Result<Vec<Place>> {
    let coverage = &one.coverage;
    let all = subjects(db).await?;
    let name = |id: i64| all.iter().find(|subject| subject.id == id).map(|subject| subject.name.clone());
    let place = |class: &str, subject: Option<i64>| Place {
        class: class.to_owned(),
        subject: subject.and_then(name).unwrap_or_default(),
        term: coverage.term.clone(),
        ..Place::default()
    };
    if let Some(teacher) = coverage.teacher_staff_id {
        let classes = class_groups(db, one.school_year).await?;
        let mut places: Vec<Place> = Vec::new();
        for cell in teaching(db, one.school_year).await?.into_iter().filter(|cell| cell.staff_id == teacher) {
            let class = classes.iter().find(|class| class.id == cell.class_group_id).map(|class| class.name.as_str());
            let is_asked = |class: &str| {
                (coverage.classes.is_empty() || coverage.classes.iter().any(|known| known == class))
                    && coverage.subject_id.is_none_or(|subject| subject == cell.subject_id)
            };
            places.extend(class.filter(|class| is_asked(class)).map(|class| place(class, Some(cell.subject_id))));
        }
        places.sort_by_cached_key(|place| (crate::choices::class_order(&place.class), place.subject.clone()));
        return Ok(places);
    }
    if coverage.classes.is_empty() {
        return Ok(vec![place("", coverage.subject_id)]);
    }
    Ok(coverage.classes.iter().map(|class| place(class, coverage.subject_id)).collect())
}

fn figure(indicator: &Indicator, group: &Group, outcome: &Outcome, before: Option<&Outcome>) -> Figure {
    let change = change(indicator, outcome, before);
    let quotient = outcome.quotient();
    let earlier = before.and_then(Outcome::value);
    let frozen = Frozen {
        code: indicator.code.clone(),
        name: indicator.name.clone(),
        place: shown::group(group),
        norm: String::new(),
        value: shown::outcome(indicator.unit, outcome),
        exact: String::new(),
        part: quotient.map_or_else(String::new, |(part, _)| shown::side(&part)),
        whole: quotient.map_or_else(String::new, |(_, whole)| shown::side(&whole)),
        n: outcome.n(),
        reason: outcome.state.why().map(formula::Why::say).unwrap_or_default(),
        level: shown::level_key(indicator, outcome).to_owned(),
        earlier: earlier.map_or_else(|| ru::NO_VALUE.to_owned(), |value| shown::value(indicator.unit, &value)),
        earlier_exact: String::new(),
        change: change.text,
        direction: change.direction.to_owned(),
        note: change.note.to_owned(),
        verdict: String::new(),
        people: None,
        numerator: String::new(),
        base: String::new(),
        sources: String::new(),
        formula: String::new(),
        pack: String::new(),
        href: addresses::explain(&indicator.code, group),
        as_of: NaiveDate::default(),
        computed_at: DateTime::default(),
    };
    Figure { frozen, value: outcome.value(), earlier }
}

/// A picture of the figures: the first share over all places, or several shares of one place.
pub(super) fn picture(figures: &[Frozen], names: [String; 2], look: Look) -> Option<(String, Chart)> {
    let is_share = |figure: &&Frozen| {
        let unit = engine::catalogue().indicator(&figure.code).map(|indicator| indicator.unit);
        matches!(unit, Some(Unit::Share | Unit::PeopleShare | Unit::WorkShare))
    };
    let shares: Vec<&Frozen> = figures.iter().filter(is_share).collect();
    let first = shares.first()?;
    let of_places: Vec<&Frozen> = shares.iter().copied().filter(|figure| figure.code == first.code).collect();
    let (title, groups, drawn) = if of_places.len() > 1 {
        let groups = of_places.iter().map(|figure| figure.place.clone()).collect();
        (first.name.clone(), groups, of_places)
    } else if shares.len() > 1 {
        (first.place.clone(), shares.iter().map(|figure| figure.name.clone()).collect(), shares)
    } else {
        return None;
    };
    let reading = |exact: &str, label: &str| match exact.parse::<Exact>() {
        Ok(value) => Reading::known(&value, label.to_owned()),
        Err(_) => Reading::absent(String::new()),
    };
    let [name_now, name_before] = names;
    let now = drawn.iter().map(|figure| reading(&figure.exact, &figure.value)).collect();
    let mut series = vec![Series { name: name_now, readings: now }];
    if drawn.iter().any(|figure| !figure.earlier_exact.is_empty()) {
        let before = drawn.iter().map(|figure| reading(&figure.earlier_exact, &figure.earlier)).collect();
        series.push(Series { name: name_before, readings: before });
    }
    let chart = GroupedColumns { alt: title.clone(), scale: Scale::Share, groups, series };
    Some((title, chart.draw(look)))
}
