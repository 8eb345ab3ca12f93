//! The arguments of `vsoko measure`, put together from the list of methods.

use clap::builder::PossibleValue;
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

use crate::methods::{METHODS, Method};
use crate::print::Format;

const TEMPLATE: &str = "{about}\n\nИспользование: {usage}\n\n{all-args}{after-help}\n";

/// `vsoko measure`: which method, with which options.
#[derive(Debug, Clone)]
pub struct Measure {
    method: &'static Method,
    matches: ArgMatches,
}

impl Measure {
    pub(crate) fn method(&self) -> &'static Method {
        self.method
    }

    pub(crate) fn options(&self) -> &ArgMatches {
        &self.matches
    }

    pub(crate) fn format(&self) -> Format {
        self.matches.get_one("format").copied().unwrap_or_default()
    }
}

impl FromArgMatches for Measure {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Measure, clap::Error> {
        let chosen = matches.subcommand();
        let found = chosen.and_then(|(name, matches)| {
            let method = METHODS.iter().find(|method| method.name == name)?;
            Some(Measure { method, matches: matches.clone() })
        });
        found.ok_or_else(|| clap::Error::new(ErrorKind::MissingSubcommand))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Measure::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Args for Measure {
    fn augment_args(command: Command) -> Command {
        command
            .help_template(TEMPLATE)
            .override_usage("vsoko measure МЕТОД ФАЙЛ.csv [ПАРАМЕТРЫ] [--format table|json|long]")
            .subcommand_help_heading("Методы")
            .subcommand_value_name("МЕТОД")
            .subcommand_required(true)
            .arg_required_else_help(true)
            .disable_help_subcommand(true)
            .after_help("Страница описания метода: vsoko measure МЕТОД --manual")
            .subcommands(METHODS.iter().map(described))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

/// The methods as a program of their own, without the rest of `vsoko`.
#[must_use]
pub fn program() -> Command {
    let help = Arg::new("help").short('h').long("help").global(true).action(ArgAction::Help).help("Показать справку");
    let command = Command::new("measure").about("Оценить по таблице CSV").disable_help_flag(true);
    Measure::augment_args(command.next_help_heading("Параметры")).arg(help)
}

fn described(method: &Method) -> Command {
    let command = Command::new(method.name)
        .help_template(TEMPLATE)
        .override_usage(format!("vsoko measure {} {} [--format table|json|long]", method.name, method.usage))
        .next_help_heading("Параметры")
        .after_help(method.manual_page());
    let format = Arg::new("format")
        .long("format")
        .value_name("ВИД")
        .value_parser(clap::builder::EnumValueParser::<Format>::new())
        .default_value("table")
        .help("Вид ответа: table — таблица, json — JSON, long — строки quantity,element,value");
    let manual =
        Arg::new("manual").long("manual").action(ArgAction::Help).help("Показать описание метода и его параметры");
    (method.augment)(command).about(method.about).arg(format).arg(manual).mut_args(in_russian)
}

/// What the parser would add to the help in English.
fn in_russian(argument: Arg) -> Arg {
    if !argument.get_action().takes_values() {
        return argument;
    }
    let mut help = argument.get_help().map(ToString::to_string).unwrap_or_default();
    let allowed = argument.get_possible_values();
    let allowed: Vec<&str> = allowed.iter().map(PossibleValue::get_name).collect();
    if !allowed.is_empty() && allowed.iter().any(|name| !help.contains(name)) {
        help.push_str(&format!("; можно: {}", allowed.join(", ")));
    }
    let usual: Vec<_> = argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if !usual.is_empty() {
        help.push_str(&format!(" (по умолчанию {})", usual.join(", ")));
    }
    argument.help(help).hide_default_value(true).hide_possible_values(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Measure::augment_args(Command::new("measure")).debug_assert();
    }

    #[test]
    fn every_method_has_a_name_and_a_line_of_its_own() {
        let mut names: Vec<&str> = METHODS.iter().map(|method| method.name).collect();
        let sorted = names.clone();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names, sorted, "the list of methods is in order of names, each once");
    }
}
