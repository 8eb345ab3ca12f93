//! Sentences of the report made of numbers: grammar and neutral wording, nothing else.

use formula::Outcome;
use school::Exact;
use school::ru::{self, counted, plural};

/// «123 человека».
pub(super) fn people(n: i64) -> String {
    counted(n, "человек", "человека", "человек")
}

/// «21 учащийся», «614 учащихся».
pub(super) fn pupils(n: i64) -> String {
    counted(n, "учащийся", "учащихся", "учащихся")
}

/// «обучался» before 1, 21 …; «обучались» before all others.
pub(super) fn studied(n: i64) -> &'static str {
    plural(n, "обучался", "обучались", "обучались")
}

/// «в 1 классе», «в 24 классах».
pub(super) fn in_classes(n: i64) -> String {
    format!("в {} {}", ru::thousands(n), plural(n, "классе", "классах", "классах"))
}

/// «успевает» before 1, 21 …
pub(super) fn succeed(n: i64) -> &'static str {
    plural(n, "успевает", "успевают", "успевают")
}

/// «123 человека (45,6 %)», or only the percentage where no count is known.
pub(super) fn people_share(outcome: &Outcome) -> Option<String> {
    let value = outcome.value()?;
    let percent = ru::percent(&value, 1);
    Some(outcome.part().map_or(percent.clone(), |part| format!("{} ({percent})", people(part))))
}

/// «увеличилась на 12 человек (на 2,0 %)».
pub(super) fn grown(now: i64, before: i64) -> String {
    let change = now - before;
    if change == 0 {
        return "не изменилась".to_owned();
    }
    let verb = if change > 0 { "увеличилась" } else { "уменьшилась" };
    let n = change.abs();
    let people = format!("{} {}", ru::thousands(n), plural(n, "человека", "человека", "человек"));
    if before <= 0 {
        return format!("{verb} на {people}");
    }
    let share = Exact::new(n.into(), before.into());
    format!("{verb} на {people} (на {})", ru::percent(&share, 1))
}

/// «выросла на 1,7 п. п. (была 43,9 %)»: of a share against that of a year before.
pub(super) fn share_moved(now: &Exact, before: &Exact) -> String {
    let points = (now - before) * Exact::from_integer(100);
    let size = if points < Exact::from_integer(0) { -points } else { points };
    let text = ru::number(&size, 1);
    let was = ru::percent(before, 1);
    if text == ru::number(&Exact::from_integer(0), 1) {
        return format!("не изменилась ({was})");
    }
    let verb = if points < Exact::from_integer(0) { "снизилась" } else { "выросла" };
    format!("{verb} на {text}{nbsp}п.{nbsp}п. (была {was})", nbsp = ru::NBSP)
}

/// «; группа невелика (n = 27), сравнивать с осторожностью»; nothing from 50 on.
pub(super) fn caution(n: Option<i64>) -> String {
    match n {
        Some(n) if (1..10).contains(&n) => {
            format!(" Группа очень мала (n{0}={0}{n}): по таким данным выводов не делают.", ru::NBSP)
        }
        Some(n) if (10..20).contains(&n) => {
            format!(" Группа мала (n{0}={0}{n}): доли неустойчивы.", ru::NBSP)
        }
        Some(n) if (20..50).contains(&n) => {
            format!(" Группа невелика (n{0}={0}{n}): сравнивать с осторожностью.", ru::NBSP)
        }
        _ => String::new(),
    }
}

/// «а», «а и б», «а, б и в».
pub(super) fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} и {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_and_nouns_agree_with_numbers() {
        let table = [(1, "обучался 1 учащийся в 1 классе"), (21, "обучался 21 учащийся в 21 классе")];
        for (n, said) in table {
            assert_eq!(format!("{} {} {}", studied(n), pupils(n), in_classes(n)), said);
        }
        assert_eq!(format!("{} {}", studied(1014), pupils(1014)), "обучались 1\u{a0}014 учащихся");
        assert_eq!(in_classes(42), "в 42 классах");
        assert_eq!((people(1), people(3), people(11)), ("1 человек".into(), "3 человека".into(), "11 человек".into()));
        assert_eq!((succeed(1), succeed(2), succeed(111)), ("успевает", "успевают", "успевают"));
    }

    #[test]
    fn changes_are_said_without_judgement() {
        assert_eq!(grown(614, 602), "увеличилась на 12 человек (на 2,0\u{a0}%)");
        assert_eq!(grown(600, 601), "уменьшилась на 1 человека (на 0,2\u{a0}%)");
        assert_eq!(grown(600, 600), "не изменилась");
        let share = |permille| Exact::new(permille, 1000);
        assert_eq!(share_moved(&share(456), &share(439)), "выросла на 1,7\u{a0}п.\u{a0}п. (была 43,9\u{a0}%)");
        assert_eq!(share_moved(&share(439), &share(456)), "снизилась на 1,7\u{a0}п.\u{a0}п. (была 45,6\u{a0}%)");
        assert_eq!(share_moved(&share(439), &share(439)), "не изменилась (43,9\u{a0}%)");
    }

    #[test]
    fn small_groups_are_said_to_be_small() {
        assert_eq!(caution(Some(50)), "");
        assert!(caution(Some(49)).contains("n\u{a0}=\u{a0}49"));
        assert!(caution(Some(9)).contains("выводов не делают"));
        assert_eq!(caution(None), "");
    }

    #[test]
    fn lists_end_with_and() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(listed(&words("а б в")), "а, б и в");
        assert_eq!(listed(&words("а")), "а");
    }
}
