//! What is wrong with the arguments, in Russian: the parser itself speaks English.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// One Russian sentence for a fault of the command line, of this one and of any that it is part of. Help and the version are no fault.
#[must_use]
pub fn fault_in_russian(fault: &Error) -> String {
    let said = |kind| fault.get(kind).map(words).unwrap_or_default();
    let (argument, value) = (said(ContextKind::InvalidArg), said(ContextKind::InvalidValue));
    match fault.kind() {
        ErrorKind::UnknownArgument => {
            with_hint(format!("неизвестный параметр «{argument}»"), &said(ContextKind::SuggestedArg))
        }
        ErrorKind::InvalidSubcommand => {
            let name = said(ContextKind::InvalidSubcommand);
            with_hint(format!("неизвестная команда «{name}»"), &said(ContextKind::SuggestedSubcommand))
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("у параметра «{argument}» нет значения"),
        ErrorKind::InvalidValue => {
            format!("значение «{value}» не подходит для «{argument}»; можно: {}", said(ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => {
            let cause = std::error::Error::source(fault).map(ToString::to_string).unwrap_or_default();
            format!("значение «{value}» не подходит для «{argument}»: {cause}")
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("у параметра «{argument}» не столько значений, сколько нужно")
        }
        ErrorKind::MissingRequiredArgument => format!("не указано обязательное: {argument}"),
        ErrorKind::ArgumentConflict => {
            let other = said(ContextKind::PriorArg);
            format!("параметр «{argument}» нельзя указать дважды или вместе с «{other}»")
        }
        ErrorKind::MissingSubcommand => "не указана команда".to_owned(),
        ErrorKind::InvalidUtf8 => "параметры не в кодировке UTF-8".to_owned(),
        _ => "параметры указаны неверно".to_owned(),
    }
}

fn with_hint(text: String, hint: &str) -> String {
    if hint.is_empty() { text } else { format!("{text}; возможно, имелось в виду «{hint}»") }
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::program;

    #[rstest]
    #[case(&["rasch", "a.csv", "--bad"], "неизвестный параметр «--bad»")]
    #[case(&["rasch", "a.csv", "--grup", "x"], "неизвестный параметр «--grup»; возможно, имелось в виду «--group»")]
    #[case(&["forcast"], "неизвестная команда «forcast»; возможно, имелось в виду «forecast»")]
    #[case(&["interval", "a", "b"], "значение «a» не подходит для «<K>»: ожидается целое число")]
    #[case(&["interval", "1", "2", "3"], "не указано обязательное: <M>")]
    #[case(&["abilities", "a.csv", "--sd", "nan"], "значение «nan» не подходит для «--sd <ЧИСЛО>»: ожидается число")]
    #[case(&["rasch", "a.csv", "--nodes=-1"], "значение «-1» не подходит для «--nodes <ЧИСЛО>»: ожидается целое число не меньше нуля")]
    #[case(&["dif", "a.csv"], "не указано обязательное: --group <СТОЛБЕЦ>")]
    #[case(&["dif", "a.csv", "--group"], "у параметра «--group <СТОЛБЕЦ>» нет значения")]
    #[case(&["rasch", "a.csv", "--zero", "x"], "значение «x» не подходит для «--zero <УСЛОВИЕ>»; можно: sum, first, cumulated, steps, ability, standard")]
    #[case(&["rasch", "a.csv", "--group", "x", "--group", "y"], "параметр «--group <СТОЛБЕЦ>» нельзя указать дважды или вместе с «--group <СТОЛБЕЦ>»")]
    fn faults_are_told_in_russian(#[case] words: &[&str], #[case] told: &str) {
        let fault = program().try_get_matches_from(["measure"].iter().chain(words)).unwrap_err();
        assert_eq!(fault_in_russian(&fault), told);
    }

    #[test]
    fn help_of_the_methods_alone_is_russian() {
        for words in [&["measure", "--help"][..], &["measure", "rasch", "--help"], &["measure", "rasch", "-h"]] {
            let fault = program().try_get_matches_from(words).unwrap_err();
            assert_eq!(fault.kind(), ErrorKind::DisplayHelp);
            let page = fault.to_string();
            assert!(page.contains("Показать справку"), "{page}");
            for english in ["Usage", "Options", "Print", "Commands"] {
                assert!(!page.contains(english), "{english} in\n{page}");
            }
        }
    }
}
