//! The methods of `vsoko measure`: one file each, one line each in the list.
//!
//! A method is a struct of clap options with [`Ask`] for it. One that reads a file begins
//!
//! ```text
//! #[derive(Debug, Args)]
//! pub(crate) struct Dif {
//!     #[command(flatten)]
//!     input: Input,
//!     #[command(flatten)]
//!     items: ItemColumns,
//!     /// Столбец с группой
//!     #[arg(long, value_name = "СТОЛБЕЦ")]
//!     group: String,
//! }
//!
//! fn answer(&self) -> Result<Answer, Refusal> {
//!     let table = self.input.open()?;
//!     let group = table.column(&self.group, "--group")?;
//!     let items = self.items.of(&table, &[group])?; // names, responses, notes
//!     let group = table.factor(group); // levels, codes; table.numbers(column)? for numbers
//!     let found = measure::dif::mantel_haenszel(&items.responses, …)?; // errors of `measure` become refusals
//!     let mut answer = Answer::new("Задания, которые работают в группах по-разному");
//!     answer.notes.extend(items.notes);
//!     answer.put("dif_mh_delta", &items.names[0], found.delta); // f64, count, text or Measured
//!     …
//! }
//! ```
//!
//! and is tested with `testing::ask(&["dif", "--group", "sex"], "Q1,sex\n1,F\n")`.

mod abilities;
mod agreement;
mod bunching;
mod compare;
mod conditional;
mod dif;
mod effect;
mod exact;
mod forecast;
mod gpcm;
mod graded;
mod interval;
mod items;
mod marginal;
mod mixed;
mod pcm;
mod rasch;
mod risk;
mod rsm;
mod similarity;
#[cfg(test)]
mod tests;
mod trend;
mod two_parameters;

use clap::{ArgMatches, Args, Command};

use crate::Refusal;
use crate::answer::Answer;

/// All methods, in order of names.
pub(crate) const METHODS: &[Method] = &[
    Method::of::<two_parameters::TwoParameters>(),
    Method::of::<abilities::Abilities>(),
    Method::of::<agreement::Agreement>(),
    Method::of::<bunching::AtBorder>(),
    Method::of::<compare::Compare>(),
    Method::of::<dif::Dif>(),
    Method::of::<effect::Effect>(),
    Method::of::<exact::Exact>(),
    Method::of::<forecast::Forecast>(),
    Method::of::<gpcm::Gpcm>(),
    Method::of::<graded::Graded>(),
    Method::of::<interval::Interval>(),
    Method::of::<items::Items>(),
    Method::of::<mixed::Mixed>(),
    Method::of::<pcm::Pcm>(),
    Method::of::<rasch::Rasch>(),
    Method::of::<risk::Risk>(),
    Method::of::<rsm::Rsm>(),
    Method::of::<similarity::Alike>(),
    Method::of::<trend::Trend>(),
];

/// A method: its fields are its options.
pub(crate) trait Ask: Args {
    /// What stands after `vsoko measure`.
    const NAME: &'static str;
    /// One line for the list of methods.
    const ABOUT: &'static str;
    /// What is to be given, for the first line of the manual page.
    const USAGE: &'static str;
    /// What the method does; what its columns hold and in which units; its cautions.
    const MANUAL: &'static str;
    /// Every quantity that the method prints with `--format long`.
    const OUTPUT: &'static [Output];

    /// Reads what it needs and computes.
    fn answer(&self) -> Result<Answer, Refusal>;
}

/// A quantity of the output: its name, what its element is, and what it says in which unit. Where a part of the name is a
/// column or a number, `*` stands for it: `ranef_*`.
#[derive(Debug)]
pub(crate) struct Output(pub(crate) &'static str, pub(crate) &'static str, pub(crate) &'static str);

/// A method in the list.
#[derive(Debug)]
pub(crate) struct Method {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) usage: &'static str,
    pub(crate) manual: &'static str,
    pub(crate) output: &'static [Output],
    pub(crate) augment: fn(Command) -> Command,
    run: fn(&ArgMatches) -> Result<Answer, Refusal>,
}

impl Method {
    const fn of<M: Ask>() -> Method {
        Method {
            name: M::NAME,
            about: M::ABOUT,
            usage: M::USAGE,
            manual: M::MANUAL,
            output: M::OUTPUT,
            augment: M::augment_args,
            run: |matches| M::from_arg_matches(matches).map_err(Refusal::from)?.answer(),
        }
    }

    pub(crate) fn answer(&self, options: &ArgMatches) -> Result<Answer, Refusal> {
        (self.run)(options)
    }

    /// The manual page below the options.
    pub(crate) fn manual_page(&self) -> String {
        let width = |pick: fn(&Output) -> &str| self.output.iter().map(|row| pick(row).chars().count()).max();
        let (names, elements) = (width(|row| row.0).unwrap_or(0), width(|row| row.1).unwrap_or(0));
        let mut page = format!("{}\n\nЧто выводит --format long (quantity, element, смысл):\n", self.manual.trim());
        for Output(name, element, meaning) in self.output {
            page.push_str(&format!("  {name:names$}  {element:elements$}  {meaning}\n"));
        }
        page
    }
}
