//! Options that several methods share: each method takes with `#[command(flatten)]` what it needs.

use std::path::PathBuf;
use std::str::FromStr;

use clap::Args;
use measure::Responses;

use crate::Refusal;
use crate::csv_table::{Items, Table, number, scored_items};

/// The file that a method reads.
#[derive(Debug, Args)]
pub(crate) struct Input {
    /// Таблица CSV с заголовком: UTF-8; разделитель — запятая, точка с запятой или табуляция
    #[arg(value_name = "ФАЙЛ", help_heading = "Что указать")]
    file: PathBuf,
}

impl Input {
    /// Reads the file.
    pub(crate) fn open(&self) -> Result<Table, Refusal> {
        Table::open(&self.file)
    }
}

/// Which columns are items, and how their cells are read.
#[derive(Debug, Args)]
pub(crate) struct ItemColumns {
    /// Столбцы заданий через запятую, можно образцом: Q*; без параметра — все, не названные иначе
    #[arg(long, value_name = "СТОЛБЦЫ")]
    items: Vec<String>,
    /// Наибольший балл: 2 — для всех заданий, Q1=2,R*=3 — по заданиям; иначе наибольший встреченный
    #[arg(long, value_name = "БАЛЛЫ", value_delimiter = ',')]
    max: Vec<String>,
    /// Чем в ячейке обозначено, что задания не было в работе участника (например, «-»); можно через запятую
    #[arg(long, value_name = "ТЕКСТ", value_delimiter = ',', allow_hyphen_values = true)]
    not_administered: Vec<String>,
}

impl ItemColumns {
    /// The responses of the table; `others` are the columns that other options name.
    pub(crate) fn of(&self, table: &Table, others: &[usize]) -> Result<Items, Refusal> {
        let columns = table.choose(&self.items, "--items", others)?;
        scored_items(table, &columns, &self.max, &self.not_administered)
    }

    /// The same without columns that are read otherwise, even when `--items` names them; there may be none left.
    pub(crate) fn besides(&self, table: &Table, read_otherwise: &[usize]) -> Result<Items, Refusal> {
        let mut columns = table.choose(&self.items, "--items", read_otherwise)?;
        columns.retain(|column| !read_otherwise.contains(column));
        if columns.is_empty() {
            return Ok(Items { names: Vec::new(), responses: Responses::default(), notes: Vec::new() });
        }
        scored_items(table, &columns, &self.max, &self.not_administered)
    }
}

/// The seed of everything random.
#[derive(Debug, Args)]
pub(crate) struct Seed {
    /// Начальное число для случайных выборок: одно число — один ответ
    #[arg(long, value_name = "ЧИСЛО", default_value = "20240901", value_parser = whole::<u64>)]
    pub(crate) seed: u64,
}

/// How sure an interval is.
#[derive(Debug, Args)]
pub(crate) struct Level {
    /// Доверительная вероятность в процентах
    #[arg(long, value_name = "ПРОЦЕНТЫ", default_value = "95", value_parser = level)]
    pub(crate) level: f64,
}

/// A whole number of an option.
pub(crate) fn whole<T: FromStr>(text: &str) -> Result<T, String> {
    text.trim().parse().map_err(|_| match text.trim().parse::<i128>() {
        Ok(number) if number < 0 => "ожидается целое число не меньше нуля".to_owned(),
        Ok(_) => "число слишком велико".to_owned(),
        Err(_) => "ожидается целое число".to_owned(),
    })
}

/// A number of an option, with a decimal point or comma.
pub(crate) fn real(text: &str) -> Result<f64, String> {
    number(text.trim()).ok_or_else(|| "ожидается число".to_owned())
}

fn level(text: &str) -> Result<f64, String> {
    let number: f64 = text.replace(',', ".").parse().map_err(|_| "ожидается число процентов".to_owned())?;
    if (50.0..100.0).contains(&number) { Ok(number / 100.0) } else { Err("от 50 до 99,99".to_owned()) }
}
