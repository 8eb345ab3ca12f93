//! Askama filters: Russian numbers, dates and plurals, called from templates as `{{ share|percent(1) }}`.
//!
//! The module of a page struct says `use web::filters;`. Nothing is rounded before it gets here.

#![expect(missing_docs, reason = "the attribute makes a struct of a filter and drops its comment")]

use std::fmt::Display;

use askama::{Result, Values};
use chrono::{DateTime, NaiveDate, TimeZone};
use school::{Exact, Share};

/// Whatever can be shown as an exact number: the number itself, a share, a reference to either.
pub trait Number {
    fn exact(&self) -> Exact;
}

impl Number for Exact {
    fn exact(&self) -> Exact {
        *self
    }
}

impl Number for Share {
    fn exact(&self) -> Exact {
        Share::exact(*self)
    }
}

impl<T: Number> Number for &T {
    fn exact(&self) -> Exact {
        (**self).exact()
    }
}

/// A whole number of any width, or a reference to one.
pub trait Whole {
    fn whole(&self) -> i64;
}

impl<T: Whole> Whole for &T {
    fn whole(&self) -> i64 {
        (**self).whole()
    }
}

macro_rules! whole {
    ($($number:ty),*) => {$(
        impl Whole for $number {
            fn whole(&self) -> i64 {
                i64::try_from(*self).unwrap_or(i64::MAX)
            }
        }
    )*};
}
whole!(i64, i32, u8, u16, u32, u64, usize);

/// A date, or a reference to one.
pub trait Dated {
    fn dated(&self) -> NaiveDate;
}

impl Dated for NaiveDate {
    fn dated(&self) -> NaiveDate {
        *self
    }
}

impl<T: Dated> Dated for &T {
    fn dated(&self) -> NaiveDate {
        (**self).dated()
    }
}

/// «05.06.2026 14:05» by the clock of the place where the program runs: moments are stored in UTC.
#[must_use]
pub fn local_moment<Zone: TimeZone>(at: &DateTime<Zone>) -> String {
    school::ru::moment_short(&at.with_timezone(&chrono::Local))
}

/// A moment as text by the local clock, or a reference to one.
pub trait Moment {
    fn text(&self) -> String;
}

impl<Zone: TimeZone> Moment for DateTime<Zone> {
    fn text(&self) -> String {
        local_moment(self)
    }
}

impl<T: Moment> Moment for &T {
    fn text(&self) -> String {
        (**self).text()
    }
}

/// The name under which the token of forms is handed to templates.
pub(crate) const FORM_TOKEN: &str = "form_token";

/// A share as a percentage: `{{ share|percent(1) }}` → «57,1 %».
#[askama::filter_fn]
pub fn percent(share: impl Number, _: &dyn Values, decimals: u8) -> Result<String> {
    Ok(school::ru::percent(&share.exact(), decimals))
}

/// An exact number: `{{ mean|number(2) }}` → «4,25».
#[askama::filter_fn]
pub fn number(value: impl Number, _: &dyn Values, decimals: u8) -> Result<String> {
    Ok(school::ru::number(&value.exact(), decimals))
}

/// A change with its sign: `{{ change|signed(1) }}` → «+2,5».
#[askama::filter_fn]
pub fn signed(value: impl Number, _: &dyn Values, decimals: u8) -> Result<String> {
    Ok(school::ru::signed(&value.exact(), decimals))
}

/// A share as a width from 0 to 100 for `ui/progress.html`, which draws and does not say it.
#[askama::filter_fn]
pub fn percent_value(share: impl Number, _: &dyn Values) -> Result<String> {
    Ok(school::ru::decimal_point(&(share.exact() * Exact::from_integer(100)), 2))
}

/// A whole number in groups of three: `{{ rows|thousands }}` → «12 345».
#[askama::filter_fn]
pub fn thousands(value: impl Whole, _: &dyn Values) -> Result<String> {
    Ok(school::ru::thousands(value.whole()))
}

/// The form of a noun: `{{ n|plural("ученик", "ученика", "учеников") }}` → «ученика».
#[askama::filter_fn]
pub fn plural(n: impl Whole, _: &dyn Values, one: &str, few: &str, many: &str) -> Result<String> {
    Ok(school::ru::plural(n.whole(), one, few, many).to_owned())
}

/// A number with its noun: `{{ n|counted("ученик", "ученика", "учеников") }}` → «21 ученик».
#[askama::filter_fn]
pub fn counted(n: impl Whole, _: &dyn Values, one: &str, few: &str, many: &str) -> Result<String> {
    Ok(school::ru::counted(n.whole(), one, few, many))
}

/// `{{ due_on|date_short }}` → «05.06.2026».
#[askama::filter_fn]
pub fn date_short(date: impl Dated, _: &dyn Values) -> Result<String> {
    Ok(school::ru::date_short(date.dated()))
}

/// `{{ due_on|date_long }}` → «5 июня 2026 г.».
#[askama::filter_fn]
pub fn date_long(date: impl Dated, _: &dyn Values) -> Result<String> {
    Ok(school::ru::date_long(date.dated()))
}

/// `{{ at|moment_short }}` → «05.06.2026 14:05», by the local clock.
#[askama::filter_fn]
pub fn moment_short(at: impl Moment, _: &dyn Values) -> Result<String> {
    Ok(at.text())
}

/// A school year by its first calendar year: `{{ year|school_year }}` → «2024/25».
#[askama::filter_fn]
pub fn school_year(year: impl Whole, _: &dyn Values) -> Result<String> {
    Ok(year_text(year.whole()))
}

/// A value or a dash when there is none: `{{ name|or_dash }}`.
#[askama::filter_fn]
pub fn or_dash(text: impl Display, _: &dyn Values) -> Result<String> {
    let text = text.to_string();
    Ok(if text.trim().is_empty() { "—".to_owned() } else { text })
}

/// A value for a query or a segment of a path: `{{ name|url_part }}`.
#[askama::filter_fn]
pub fn url_part(text: impl Display, _: &dyn Values) -> Result<String> {
    Ok(crate::url::encode(&text.to_string()))
}

/// The token of forms on this page; the value before the bar does not matter. Called by the macros of `ui/forms.html`.
#[askama::filter_fn]
pub fn form_token(_: impl Display, values: &dyn Values) -> Result<String> {
    Ok(askama::get_value::<String>(values, FORM_TOKEN).cloned().unwrap_or_default())
}

/// The key of a level: of a [`crate::ui::Level`], or itself. Called by `ui/levels.html`.
#[askama::filter_fn]
pub fn level_key(level: impl Display, _: &dyn Values) -> Result<String> {
    let text = level.to_string();
    Ok(text.split('=').next().unwrap_or_default().to_owned())
}

/// The name of a level: the own one of a [`crate::ui::Level`], or the usual one of its key
/// (`high raised base low absent not_applicable`). Called by `ui/levels.html`.
#[askama::filter_fn]
pub fn level_name(level: impl Display, _: &dyn Values) -> Result<String> {
    let text = level.to_string();
    let (key, name) = text.split_once('=').unwrap_or((&text, ""));
    let usual = match key {
        "high" => "высокий",
        "raised" => "повышенный",
        "base" => "базовый",
        "low" => "низкий",
        "not_applicable" => "неприменимо",
        _ => "нет данных",
    };
    Ok(if name.is_empty() { usual } else { name }.to_owned())
}

/// What a reader must remember about a group of this size (tiers 50, 20, 10); empty for a large one.
#[askama::filter_fn]
pub fn small_group(n: impl Whole, _: &dyn Values) -> Result<&'static str> {
    Ok(crate::ui::small_group(n.whole()))
}

pub(crate) fn year_text(year: i64) -> String {
    format!("{year}/{:02}", (year + 1).rem_euclid(100))
}
