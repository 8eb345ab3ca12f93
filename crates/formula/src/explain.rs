//! What the explain sheet says about an indicator.

use crate::catalogue::{Catalogue, Unknown};
use crate::exact::Exact;
use crate::language::tree::{Aggregate, Filter, Operator, Source, Value};
use crate::pack::{Indicator, Restriction};
use crate::plan::sql::{Params, Setup};
use crate::plan::{Request, Scan};
use crate::words::Words;

/// A setting that takes part in a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsedSetting {
    /// Key.
    pub key: String,
    /// Russian name.
    pub name: String,
    /// Value in the asked school year.
    pub value: Option<Exact>,
    /// Where it comes from.
    pub source: String,
    /// Whether it was compared with the source.
    pub is_verified: bool,
    /// Whether the school set its own value.
    pub is_own: bool,
}

/// An indicator in words.
#[derive(Clone, Debug)]
pub struct Explanation<'a> {
    /// The indicator with its norm, base rule and levels.
    pub indicator: &'a Indicator,
    /// Name, version and edition of its pack.
    pub pack: String,
    /// The whole formula in Russian.
    pub formula: String,
    /// Who or what is in the numerator.
    pub numerator: String,
    /// Who or what is in the base; empty when nothing is divided.
    pub base: String,
    /// Russian names of the populations read.
    pub populations: Vec<&'static str>,
    /// Settings that take part.
    pub settings: Vec<UsedSetting>,
    /// Indicators it is made of: code and whether the one of the year before is meant.
    pub references: Vec<(String, bool)>,
    /// Purposes its populations may not be used for.
    pub restrictions: Vec<&'a Restriction>,
}

impl Catalogue {
    /// Explains an indicator with the settings of the request.
    ///
    /// # Errors
    /// If the code is unknown.
    pub fn explain(&self, code: &str, request: &Request) -> Result<Explanation<'_>, Unknown> {
        let indicator = self.find(code)?;
        let words = Words { catalogue: self, year: request.year, settings: &request.settings };
        let value = &indicator.value;
        let (numerator, base) = halves(&words, value);
        let reached = self.reached(value);
        let pack = self.pack_of(code).map_or_else(String::new, |pack| {
            let edition = if pack.edition.is_empty() { String::new() } else { format!(", ред. {}", pack.edition) };
            format!("{}, версия {}{edition}", pack.name, pack.version)
        });
        Ok(Explanation {
            indicator,
            pack,
            formula: words.value(value),
            numerator,
            base,
            populations: self
                .schema()
                .populations()
                .filter(|population| reached.contains(population.name))
                .map(|population| population.title)
                .collect(),
            settings: self.used_settings(value, request),
            references: value.references().into_iter().map(|(code, previous)| (code.to_owned(), previous)).collect(),
            restrictions: self.restrictions().filter(|r| reached.contains(r.population.as_str())).collect(),
        })
    }

    fn used_settings(&self, value: &Value, request: &Request) -> Vec<UsedSetting> {
        let used = value.settings();
        self.settings()
            .filter(|setting| used.contains(&setting.key))
            .map(|setting| UsedSetting {
                key: setting.key.clone(),
                name: setting.name.clone(),
                value: self.setting(&setting.key, request.year, &request.settings),
                source: setting.source.clone(),
                is_verified: setting.is_verified,
                is_own: request.settings.contains_key(&setting.key),
            })
            .collect()
    }

    /// SELECTs of one column `batch_id`: the imported files an indicator is made of, one SELECT a population.
    #[must_use]
    pub fn batches(&self, code: &str, request: &Request) -> Vec<Scan> {
        let Some(indicator) = self.indicator(code) else {
            return Vec::new();
        };
        let setup = Setup { catalogue: self, request, offset: 0 };
        let reached = self.reached(&indicator.value);
        let texts = reached
            .iter()
            .filter_map(|name| self.schema().population(name))
            .filter_map(|population| population.rows.batches.as_deref());
        texts
            .map(|text| {
                let mut params = Params::default();
                let text = setup.batches(text, &mut params);
                let sql = format!("SELECT DISTINCT b.batch_id FROM ({text}) b WHERE b.batch_id IS NOT NULL");
                Scan { sql, params: params.into_values() }
            })
            .collect()
    }
}

/// What is above and below the line.
fn halves(words: &Words<'_>, value: &Value) -> (String, String) {
    match value {
        Value::Ratio(part, whole) | Value::Arithmetic(Operator::Divide, part, whole) => {
            (words.value(part), words.value(whole))
        }
        Value::Aggregate(aggregate) => {
            let among = |source: &Source| words.among(source.population, source.filter.as_ref());
            match &**aggregate {
                Aggregate::Share { part, whole } => {
                    let both = Filter::both(whole.as_ref(), part.filter.as_ref());
                    let base = words.among(part.population, whole.as_ref());
                    (format!("число {}", words.among(part.population, both.as_ref())), format!("число {base}"))
                }
                Aggregate::Mean { of, source } => {
                    let sum = Aggregate::Sum { of: of.clone(), source: source.clone() };
                    (words.value(&Value::Aggregate(Box::new(sum))), format!("число {}", among(source)))
                }
                Aggregate::Simonov { source } => (words.simonov_sum(source), format!("число {}", among(source))),
                _ => (words.value(value), String::new()),
            }
        }
        _ => (words.value(value), String::new()),
    }
}
