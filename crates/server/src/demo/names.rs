//! Invented people. Common Russian names, combined at random; any likeness is by chance.

use rand::Rng;
use rand::rngs::StdRng;
use school::PersonName;

const SURNAMES: &[&str] = &[
    "Абрамов",
    "Агафонов",
    "Акимов",
    "Баранов",
    "Белов",
    "Беляев",
    "Власов",
    "Воробьёв",
    "Гаврилов",
    "Герасимов",
    "Голубев",
    "Горбунов",
    "Давыдов",
    "Данилов",
    "Дементьев",
    "Дорофеев",
    "Егоров",
    "Ермаков",
    "Ефимов",
    "Жданов",
    "Жуков",
    "Зайцев",
    "Захаров",
    "Зимин",
    "Игнатьев",
    "Исаев",
    "Казаков",
    "Калинин",
    "Карпов",
    "Климов",
    "Комаров",
    "Королёв",
    "Крылов",
    "Лаптев",
    "Лебедев",
    "Логинов",
    "Макаров",
    "Медведев",
    "Миронов",
    "Назаров",
    "Никитин",
    "Носов",
    "Овчинников",
    "Орлов",
    "Панов",
    "Пахомов",
    "Поляков",
    "Рогов",
    "Романов",
    "Рябов",
    "Савельев",
    "Селезнёв",
    "Соболев",
    "Сорокин",
    "Степанов",
    "Тарасов",
    "Тимофеев",
    "Трофимов",
    "Уваров",
    "Ушаков",
    "Фадеев",
    "Филатов",
    "Фомин",
    "Харитонов",
    "Хохлов",
    "Цветков",
    "Чернов",
    "Черкасов",
    "Шаров",
    "Шестаков",
    "Шилов",
    "Щербаков",
    "Юдин",
    "Яковлев",
    "Яшин",
    "Ершов",
];

const BOYS: &[&str] = &[
    "Александр",
    "Алексей",
    "Андрей",
    "Арсений",
    "Артём",
    "Богдан",
    "Глеб",
    "Даниил",
    "Дмитрий",
    "Егор",
    "Иван",
    "Илья",
    "Кирилл",
    "Константин",
    "Лев",
    "Максим",
    "Марк",
    "Матвей",
    "Михаил",
    "Никита",
    "Роман",
    "Семён",
    "Степан",
    "Тимофей",
    "Тимур",
    "Фёдор",
    "Ярослав",
];

const GIRLS: &[&str] = &[
    "Александра",
    "Алина",
    "Алиса",
    "Анастасия",
    "Анна",
    "Варвара",
    "Вера",
    "Вероника",
    "Дарья",
    "Ева",
    "Екатерина",
    "Елена",
    "Елизавета",
    "Злата",
    "Ирина",
    "Ксения",
    "Мария",
    "Милана",
    "Надежда",
    "Ольга",
    "Полина",
    "Софья",
    "Таисия",
    "Ульяна",
    "Юлия",
    "Яна",
];

/// Names of grown-ups: those of teachers differ by fashion from those of their pupils.
const WOMEN: &[&str] = &[
    "Алла",
    "Валентина",
    "Галина",
    "Екатерина",
    "Елена",
    "Ирина",
    "Лариса",
    "Людмила",
    "Марина",
    "Наталья",
    "Нина",
    "Оксана",
    "Ольга",
    "Светлана",
    "Татьяна",
    "Юлия",
];
const MEN: &[&str] =
    &["Андрей", "Виктор", "Владимир", "Дмитрий", "Игорь", "Николай", "Олег", "Павел", "Сергей", "Юрий"];

/// Patronymics of a man; a woman's ends in «на» instead of «ич».
const FATHERS: &[&str] = &[
    "Александрович",
    "Алексеевич",
    "Андреевич",
    "Борисович",
    "Викторович",
    "Владимирович",
    "Денисович",
    "Дмитриевич",
    "Евгеньевич",
    "Иванович",
    "Игоревич",
    "Константинович",
    "Максимович",
    "Михайлович",
    "Николаевич",
    "Олегович",
    "Павлович",
    "Петрович",
    "Романович",
    "Сергеевич",
    "Юрьевич",
];

/// A child.
pub(super) fn child(rng: &mut StdRng, is_girl: bool) -> PersonName {
    name(rng, is_girl, if is_girl { GIRLS } else { BOYS })
}

/// A grown-up.
pub(super) fn adult(rng: &mut StdRng, is_woman: bool) -> PersonName {
    name(rng, is_woman, if is_woman { WOMEN } else { MEN })
}

fn name(rng: &mut StdRng, is_female: bool, given: &[&str]) -> PersonName {
    let (surname, father) = (pick(rng, SURNAMES), pick(rng, FATHERS));
    let ending = if is_female { "а" } else { "" };
    let patronymic = match father.strip_suffix("ич").filter(|_| is_female) {
        Some(stem) => format!("{stem}на"),
        None => father.to_owned(),
    };
    PersonName { surname: format!("{surname}{ending}"), given_name: pick(rng, given).to_owned(), patronymic }
}

pub(super) fn pick<'a, T: ?Sized>(rng: &mut StdRng, list: &[&'a T]) -> &'a T {
    list[rng.random_range(0..list.len())]
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    #[test]
    fn women_have_women_s_names() {
        let mut rng = StdRng::seed_from_u64(1);
        for _ in 0..50 {
            let name = adult(&mut rng, true);
            assert!(name.surname.ends_with('а') && name.patronymic.ends_with("на"), "{}", name.full());
        }
    }
}
