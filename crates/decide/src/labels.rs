//! The Russian words of this crate.

use analyse::problem_zones::Zone;
use roster::staff::queries::StaffMember;
use school::ru::{date_long, date_short};
use web::Refusal;
use web::ui::Choice;

use crate::method::Method;
use crate::orders::{CannotEdit, CannotSign, Clause, Signature};
use crate::people::named;

pub(crate) const ORDER: &str = "Приказ";
pub(crate) const ORDERS: &str = "Приказы";
pub(crate) const ORDER_DRAFT: &str = "Проект приказа";
pub(crate) const PREPARE_ORDER: &str = "Подготовить приказ";
pub(crate) const DRAFT: &str = "проект";
pub(crate) const IS_SIGNED: &str = "подписан";
pub(crate) const PRINCIPAL: &str = "Директор";
pub(crate) const HEADING: &str = "Об итогах анализа образовательных результатов";
pub(crate) const CONTROL: &str = "оставляю за собой";
pub(crate) const HEADING_MISSING: &str = "Напишите, о чём приказ.";
pub(crate) const DATE_MISSING: &str = "Укажите дату приказа.";
pub(crate) const DRAFT_SAVED: &str = "Проект приказа сохранён.";
pub(crate) const REMOVE_DRAFT: &str = "Удаление проекта приказа";
pub(crate) const DRAFT_REMOVED: &str = "Проект приказа удалён.";
pub(crate) const SIGNED: &str = "Приказ подписан, поручения назначены.";

pub(crate) const METHODS: &str = "Методы управления";
pub(crate) const METHODS_LEAD: &str =
    "Чем школа действует, принимая решения по итогам ВСОКО: доля каждого метода за год.";
pub(crate) const HEADING_FORM: &str =
    "Напишите, о чём приказ: заголовок начинается с «О», «Об» или «Обо», например «Об итогах 1-й четверти».";
pub(crate) const HEADING_BEGINNINGS: [&str; 3] = ["О", "Об", "Обо"];
pub(crate) const CHANGED_WHILE_READ: &str =
    "Пока вы читали, текст изменили. Прочитайте, что изменилось, и подпишите ещё раз, если согласны.";
pub(crate) const CHANGED_MEANWHILE: &str =
    "Пока вы писали, черновик сохранил другой человек. Сверьте различия выше и сохраните ещё раз.";

/// The stating part that the chosen zones suggest: what was seen, in the words of the findings.
pub(crate) fn statement(zones: &[Zone]) -> String {
    if zones.is_empty() {
        return String::new();
    }
    let mut lines =
        vec!["По результатам анализа данных внутренней системы оценки качества образования установлено:".to_owned()];
    lines.extend(zones.iter().map(seen));
    lines.push("В целях выяснения причин и оказания адресной помощи".to_owned());
    lines.join("\n")
}

/// What was seen at a zone, with the size of the group and the caution that it asks for.
pub(crate) fn seen(zone: &Zone) -> String {
    let group = zone.group_size.map_or_else(String::new, |n| match caution(n) {
        "" => format!(" (n = {n})"),
        words => format!(" (n = {n}, {words})"),
    });
    format!("{}{group}. {}", zone.heading, zone.sentence)
}

/// How carefully a group of this size is to be judged, in the words of a paper.
fn caution(n: i64) -> &'static str {
    match n {
        ..10 => "очень малая выборка, выводы преждевременны",
        10..20 => "малая выборка",
        20..50 => "небольшая выборка",
        _ => "",
    }
}

/// The tasks that zones suggest: to find out why, never to punish. A place with several zones is studied once.
pub(crate) fn tasks_for(zones: &[Zone]) -> Vec<String> {
    let place = |zone: &Zone| zone.heading.split_once(": ").map_or(String::new(), |(_, place)| place.to_owned());
    let mut places: Vec<String> = Vec::new();
    for zone in zones {
        let place = place(zone);
        if !places.contains(&place) {
            places.push(place);
        }
    }
    let task = |place: &String| match place.as_str() {
        "" => "Изучить причины, подготовить справку с адресными рекомендациями".to_owned(),
        place => format!("Изучить причины ({place}), подготовить справку с адресными рекомендациями"),
    };
    places.iter().map(task).collect()
}

impl Method {
    /// The method in Russian.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Method::Administrative => "административно-командный",
            Method::Collegial => "коллегиальный",
            Method::Economic => "экономический",
            Method::Supportive => "психолого-педагогический",
        }
    }

    /// What belongs to it.
    #[must_use]
    pub fn explanation(self) -> &'static str {
        match self {
            Method::Administrative => "приказ, распоряжение, контроль исполнения",
            Method::Collegial => "решение коллегиального органа управления",
            Method::Economic => "аттестация, награждение, премирование",
            Method::Supportive => "инструкция, рекомендация, поддержка",
        }
    }
}

/// The methods as forms offer them.
pub(crate) fn methods() -> Vec<Choice> {
    let choice = |method: Method| Choice::new(method.code(), format!("{} ({})", method.label(), method.explanation()));
    Method::ALL.into_iter().map(choice).collect()
}

/// Beginnings of words by which a typed name is said to be of somebody outside the staff list («ё» written «е»).
pub(crate) const OUTSIDERS: &[&str] = &["родител", "представител", "обучающ", "ученик", "ученица", "партнер"];

/// A typed name that several people of the staff list have.
pub(crate) fn namesakes(typed: &str, meant: &[&StaffMember]) -> String {
    let names: Vec<String> =
        meant.iter().map(|member| format!("{} ({})", named(member), member.name().full())).collect();
    format!("«{typed}»: в списке сотрудников это {}. Выберите нужного человека из списка.", names.join(" или "))
}

/// What a field of a draft is called beside another text; `None` for what is no text.
pub(crate) fn order_field(field: &str) -> Option<String> {
    let label = match field {
        "heading" => "О чём приказ",
        "statement" => "Констатирующая часть",
        "control" => "Контроль за исполнением",
        "method" => "Метод управления",
        _ => return clause_field(field),
    };
    Some(label.to_owned())
}

/// What a field of an order is called beside another text when it is read for signing: `seen_clause_2`.
pub(crate) fn seen_field(field: &str) -> Option<String> {
    let field = field.strip_prefix("seen_")?;
    field.strip_prefix("clause_").map_or_else(|| order_field(field), |place| Some(format!("Пункт {place}")))
}

/// A clause on one line: what, who, until when.
pub(crate) fn clause_as_read(clause: &Clause) -> String {
    let mut line = clause.task.clone();
    if !clause.responsible.is_empty() {
        line.push_str(&format!(" — {}", clause.responsible));
    }
    if let Some(day) = clause.due_on {
        line.push_str(&format!(", до {}", date_short(day)));
    }
    line
}

/// What a field of one clause is called: `task_0` is «Пункт 1: что сделать».
pub(crate) fn clause_field(field: &str) -> Option<String> {
    let (name, row) = field.rsplit_once('_')?;
    let label = match name {
        "task" => "что сделать",
        "staff" => "ответственный",
        "who" => "ответственный не из списка",
        "due" => "срок",
        _ => return None,
    };
    Some(format!("Пункт {}: {label}", row.parse::<usize>().ok()? + 1))
}

/// The value of a field as people read it: names instead of numbers, a method in words.
pub(crate) fn field_value(field: &str, value: &str, people: &[StaffMember]) -> String {
    let name = |id: &str| people.iter().find(|member| member.id.to_string() == id).map(named);
    match field {
        "method" => Method::from_code(value).map_or("", Method::label).to_owned(),
        "member" => value.split(", ").filter_map(name).collect::<Vec<_>>().join("\n"),
        _ if field.contains("staff") => name(value).unwrap_or_default(),
        _ => value.to_owned(),
    }
}

const TALK: &str = "обсудить результаты на индивидуальной беседе";
const CONSULT: &str = "провести индивидуальную методическую консультацию";
const SUPPORT: &str = "рассмотреть меры поддержки, стимулирование связать с достигнутым улучшением";
const MENTOR: &str = "выяснить причины и назначить наставника";
const PLAN_HELP: &str = "согласовать план улучшения и помощь наставника";
const GROWTH: &str = "составить план профессионального развития";
const FACTS: &str = "описать результат, а не человека: «показатель ниже нормы, нужна помощь»";
const NOTICE: &str = "обратить внимание на результаты и согласовать план улучшения";

/// Words that punish, by the beginnings of their words («ё» written «е», «|» between words of which one will do), and what
/// to write instead.
pub(crate) const PUNISHING: &[(&[&str], &str)] = &[
    (&["наказ|накаж"], "выяснить причины и оказать методическую помощь"),
    (&["объяв|вынес|вынос", "выговор"], CONSULT),
    (&["выговор"], CONSULT),
    (&["объяв|сдела|вынес|вынос", "замечани"], TALK),
    (&["взыскан"], "составить план методической поддержки"),
    (&["дисциплинарн"], "составить план методической поддержки"),
    (&["лиши|лишен", "преми|надбав|стимулир|доплат|выплат|балл|поощр"], SUPPORT),
    (&["лиши|лишен", "стимулир", "надбав|выплат|част|балл|доплат"], SUPPORT),
    (&["лишить"], SUPPORT),
    (&["депремир"], SUPPORT),
    (&["снизить|снижать|понизить|вычест|вычит|снят|снима|уменьшить", "балл"], SUPPORT),
    (
        &["снизить|снижать|понизить|вычест|вычит|снят|снима|уменьшить", "балл", "стимулир|преми", "част|выплат|надбав"],
        SUPPORT,
    ),
    (
        &[
            "сниз|сниж|пониз|пониж|снят|снима|уменьш|урез|сокра|отмен|удерж",
            "преми|надбав|стимулир|доплат|выплат|зарплат|заработн",
        ],
        SUPPORT,
    ),
    (
        &["сниз|сниж|пониз|пониж|снят|снима|уменьш|урез|сокра|отмен|удерж", "стимулир|преми", "надбав|выплат|част"],
        SUPPORT,
    ),
    (&["не", "начисл|выплачив|выплат|назнач", "преми|надбав|стимулир|доплат"], SUPPORT),
    (&["штраф|оштраф"], SUPPORT),
    (&["объяснительн"], TALK),
    (&["потребовать|затребовать|истребовать|взять|представить|предоставить|написать", "объяснительн", "записк"], TALK),
    (&["потребовать|затребовать|истребовать|взять|представить|предоставить|написать", "объяснительн"], TALK),
    (&["потребовать|затребовать|истребовать|взять|представить|предоставить|написать", "объяснени"], TALK),
    (&["указать", "на", "недопустимост"], NOTICE),
    (&["недопустимост"], NOTICE),
    (&["строго", "предупред"], PLAN_HELP),
    (&["строго|строже", "указать|спрос|спраш|наказ"], "обратить внимание и предложить методическую помощь"),
    (&["ужесточ", "контрол|требован|спрос"], "договориться о поддержке и о дне, когда результат измерят снова"),
    (&["предупред", "ответственност"], PLAN_HELP),
    (&["персональн", "ответственност"], "назвать, кто за что отвечает и какая помощь ему нужна"),
    (&["привле", "ответственност"], MENTOR),
    (&["привле", "дисциплинарн", "ответственност"], MENTOR),
    (&["постав", "на", "вид"], TALK),
    (&["уволи|увольня"], GROWTH),
    (&["увольнен"], GROWTH),
    (&["расторг", "договор|контракт"], GROWTH),
    (&["освобо", "от", "должност|обязанност|занимаем"], GROWTH),
    (&["освобо", "от", "занимаем", "должност"], GROWTH),
    (&["снят|снима|отстран", "с|от", "должност|обязанност|руководств|уроков"], GROWTH),
    (&["отстран"], GROWTH),
    (&["пониз|пониж", "должност|категор|разряд"], GROWTH),
    (&["неполн", "служебн", "соответств"], GROWTH),
    (&["несоответств", "должност"], GROWTH),
    (&["виновн"], "выявить условия, которые привели к результату"),
    (&["порица"], TALK),
    (&["халатн|недобросовестн|безответственн|некомпетентн|безынициативн"], FACTS),
    (&["призна", "работ", "неудовлетвор"], FACTS),
    (&["неудовлетвор", "работ"], FACTS),
];

/// The all-Russian check works, by the beginnings of their words.
pub(crate) const CHECK_WORKS: &[&[&str]] = &[&["впр"], &["всероссийск", "проверочн", "работ"]];
/// Words of pay.
pub(crate) const PAY: &[&str] =
    &["преми", "депремир", "стимулир", "надбав", "доплат", "зарплат", "заработн", "оплат", "выплат"];
/// What to write where results of the check works would reach somebody's pay.
pub(crate) const NOT_FOR_PAY: &str = "ВПР показывают, чему помочь учиться, и на оплату труда не влияют: назовите другое основание, а по итогам ВПР \
    запланируйте помощь";

/// The heading of an order that follows a report: «Об итогах проверки», with the report in quotes left out.
pub(crate) fn heading_after(title: &str) -> String {
    let about = title.split_once('«').and_then(|(_, rest)| rest.rsplit_once('»')).map(|(about, _)| about);
    about.map_or_else(|| "Об итогах проверки".to_owned(), |about| format!("Об итогах проверки «{about}»"))
}

/// The stating part after a report: the report, and what it concludes.
pub(crate) fn statement_after(title: &str, conclusions: &[String]) -> String {
    let mut letters = title.chars();
    let report: String = letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect();
    let mut lines = vec![format!("Рассмотрена {report}. Установлено:")];
    lines.extend(conclusions.iter().cloned());
    lines.join("\n")
}

pub(crate) fn order_title(signature: &Signature) -> String {
    format!("Приказ от {} № {}", date_short(signature.signed_on), signature.number)
}

pub(crate) fn order_drafted(heading: &str) -> String {
    format!("Подготовлен проект приказа «{heading}»")
}

pub(crate) fn order_removed(heading: &str) -> String {
    format!("Удалён проект приказа «{heading}»")
}

pub(crate) fn number_is_taken(number: &str, year: i32) -> String {
    format!("Приказ № {} в {year} году уже есть. Укажите другой номер.", number.trim())
}

pub(crate) fn order_signed(heading: &str, signature: &Signature) -> String {
    format!("Подписан приказ № {} от {} «{heading}»", signature.number, date_long(signature.signed_on))
}

impl Refusal for CannotSign {
    fn say(&self) -> String {
        match self {
            CannotSign::AlreadySigned => "Приказ уже подписан.".to_owned(),
            CannotSign::HeadingMissing => "Напишите, о чём приказ.".to_owned(),
            CannotSign::HeadingForm => HEADING_FORM.to_owned(),
            CannotSign::ClausesMissing => {
                "В приказе нет ни одного пункта: добавьте, кто, что и к какому сроку сделает.".to_owned()
            }
            CannotSign::ResponsibleMissing(place) => format!("В пункте {place} не указан ответственный."),
            CannotSign::DueDateMissing(place) => format!("В пункте {place} не указан срок."),
            CannotSign::DueBeforeSigning(place) => format!("В пункте {place} срок раньше даты приказа."),
            CannotSign::NumberMissing => "Укажите номер приказа.".to_owned(),
        }
    }
}

impl Refusal for CannotEdit {
    fn say(&self) -> String {
        match self {
            CannotEdit::Signed => {
                "Подписанный приказ не изменяют. Если нужно иное решение, подготовьте новый приказ.".to_owned()
            }
        }
    }
}
