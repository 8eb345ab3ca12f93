//! The answer of every measure: a value, or the reason why there is none.

use school::Share;

/// A value, or the reason why it cannot be computed. Never zero in place of an absence, never NaN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[must_use]
pub enum Measured<T> {
    /// The value.
    Known(T),
    /// Why there is none.
    Unknown(Why),
}

/// Why a measure has no value. The keys are stable: they are stored and printed for machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// There are rows, but none of them belongs to the base.
    EmptyBase,
    /// The group is too small for the measure to say anything.
    TooFew {
        /// How many there are.
        n: i64,
        /// How many it takes.
        needed: i64,
    },
    /// Nothing was entered or loaded.
    NoData,
    /// There is no value of the period before to compare with.
    NoPrevious,
    /// The measure would divide by zero.
    DivisionByZero,
    /// A number grew beyond what can be held exactly.
    TooLarge,
    /// The question makes no sense for these values.
    Inapplicable,
    /// All values are the same, and the measure lives on their spread.
    NoSpread,
    /// Something among the values is not a number (or endless).
    NotFinite,
    /// Values that belong together in pairs differ in number.
    UnequalLengths,
}

impl<T> Measured<T> {
    /// The value, or the reason why an `Option` has none.
    pub fn from_option(value: Option<T>, why: Why) -> Measured<T> {
        value.map_or(Measured::Unknown(why), Measured::Known)
    }

    /// The value, if there is one.
    #[must_use]
    pub fn known(self) -> Option<T> {
        match self {
            Measured::Known(value) => Some(value),
            Measured::Unknown(_) => None,
        }
    }

    /// Whether there is a value.
    #[must_use]
    pub fn is_known(&self) -> bool {
        matches!(self, Measured::Known(_))
    }

    /// The reason, if there is no value.
    #[must_use]
    pub fn why(&self) -> Option<Why> {
        match self {
            Measured::Known(_) => None,
            Measured::Unknown(why) => Some(*why),
        }
    }

    /// The same answer, borrowed.
    pub fn as_ref(&self) -> Measured<&T> {
        match self {
            Measured::Known(value) => Measured::Known(value),
            Measured::Unknown(why) => Measured::Unknown(*why),
        }
    }

    /// Changes the value, keeps the reason.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Measured<U> {
        match self {
            Measured::Known(value) => Measured::Known(change(value)),
            Measured::Unknown(why) => Measured::Unknown(why),
        }
    }

    /// Goes on with the value, or keeps the reason.
    pub fn and_then<U>(self, next: impl FnOnce(T) -> Measured<U>) -> Measured<U> {
        match self {
            Measured::Known(value) => next(value),
            Measured::Unknown(why) => Measured::Unknown(why),
        }
    }

    /// As a `Result`, for use with `?`.
    ///
    /// # Errors
    /// The reason why there is no value.
    pub fn ok(self) -> Result<T, Why> {
        match self {
            Measured::Known(value) => Ok(value),
            Measured::Unknown(why) => Err(why),
        }
    }
}

impl Measured<Share> {
    /// The share of a part in a whole: unknown with [`Why::EmptyBase`] if the whole is empty, and
    /// with [`Why::Inapplicable`] if the part is not within it.
    pub fn share(part: i64, whole: i64) -> Measured<Share> {
        match Share::new(part, whole) {
            Some(share) => Measured::Known(share),
            None if whole == 0 => Measured::Unknown(Why::EmptyBase),
            None => Measured::Unknown(Why::Inapplicable),
        }
    }
}

impl<T> From<Result<T, Why>> for Measured<T> {
    fn from(result: Result<T, Why>) -> Measured<T> {
        match result {
            Ok(value) => Measured::Known(value),
            Err(why) => Measured::Unknown(why),
        }
    }
}

impl Why {
    /// A stable key for machines.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Why::EmptyBase => "empty_base",
            Why::TooFew { .. } => "too_few",
            Why::NoData => "no_data",
            Why::NoPrevious => "no_previous",
            Why::DivisionByZero => "division_by_zero",
            Why::TooLarge => "too_large",
            Why::Inapplicable => "inapplicable",
            Why::NoSpread => "no_spread",
            Why::NotFinite => "not_finite",
            Why::UnequalLengths => "unequal_lengths",
        }
    }

    /// The reason in Russian, to stand beside the dash.
    #[must_use]
    pub fn say(self) -> String {
        match self {
            Why::EmptyBase => "в базе расчёта никого нет".to_owned(),
            Why::TooFew { n, needed } => {
                format!("слишком мало для вывода: {n}, нужно не менее {needed}")
            }
            Why::NoData => "нет данных".to_owned(),
            Why::NoPrevious => "нет данных за предыдущий период".to_owned(),
            Why::DivisionByZero => "деление на ноль".to_owned(),
            Why::TooLarge => "число слишком велико для точного расчёта".to_owned(),
            Why::Inapplicable => "показатель здесь не имеет смысла".to_owned(),
            Why::NoSpread => "все значения одинаковы".to_owned(),
            Why::NotFinite => "среди значений есть не числа".to_owned(),
            Why::UnequalLengths => "ряды разной длины: пары не составить".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_travels_through_further_steps() {
        let nothing: Measured<i64> = Measured::Unknown(Why::EmptyBase);
        assert_eq!(nothing.map(|n| n + 1).why(), Some(Why::EmptyBase));
        let some = Measured::Known(1).and_then(|_| Measured::<i64>::Unknown(Why::NoData));
        assert_eq!(some.ok(), Err(Why::NoData));
        assert_eq!(Measured::from(Ok(2)).known(), Some(2));
        assert_eq!(Measured::<i64>::from_option(None, Why::NoData).why(), Some(Why::NoData));
    }

    #[test]
    fn every_reason_has_its_own_key_and_words() {
        let few = Why::TooFew { n: 7, needed: 10 };
        let all = [
            few,
            Why::EmptyBase,
            Why::NoData,
            Why::NoPrevious,
            Why::DivisionByZero,
            Why::TooLarge,
            Why::Inapplicable,
            Why::NoSpread,
            Why::NotFinite,
            Why::UnequalLengths,
        ];
        let mut keys = all.map(Why::key).to_vec();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), all.len());
        assert_eq!(few.say(), "слишком мало для вывода: 7, нужно не менее 10");
    }
}
