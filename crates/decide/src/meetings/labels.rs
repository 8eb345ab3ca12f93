//! The Russian words of meetings.

use chrono::NaiveDate;
use school::ru::{counted, date_short};
use web::Refusal;
use web::ui::Choice;

use super::kind::MeetingKind;
use super::meeting::{Meeting, MinutesSignature};
use super::state::{Cannot, State};
use super::voting::Votes;
use crate::labels::clause_field;
use crate::people::Named;

pub(crate) const MEETINGS: &str = "Заседания";
pub(crate) const MEETING: &str = "Заседание";
pub(super) const NEW_MEETING: &str = "Новое заседание";
pub(super) const EDIT_MEETING: &str = "План заседания";
pub(super) const REMOVE_MEETING: &str = "Удаление заседания";
pub(super) const ATTENDANCE: &str = "Кто присутствует";
pub(crate) const TO_MEETING: &str = "Вынести на заседание";
pub(super) const ALL: &str = "Все";
pub(super) const ZONE: &str = "Проблемная зона";
pub(super) const PROCEDURE: &str = "Процедура";
pub(super) const ZONES_TOPIC: &str = "О результатах анализа качества образования";
pub(super) const PRESIDED: &str = "Председательствует";
pub(super) const KEPT: &str = "Ведёт протокол";
pub(super) const TIME_FORM: &str = "Укажите время, например 15:00: часы от 0 до 23, минуты от 00 до 59.";
/// How seats and bodies of the school's own are known, as [`school::name_key`] writes them.
pub(super) const CHAIR_SEAT: &str = "председател";
pub(super) const LEADER_SEAT: &str = "руководител";
pub(super) const SECRETARY_SEAT: &str = "секретар";
pub(super) const CONSILIUM_BODY: &[&str] = &["консилиум", "ппк"];
pub(super) const MEDICAL_BODY: &[&str] = &["медико", "пмпк"];
pub(super) const NO_BODY: &str =
    "В разделе «Органы и группы» нет действующих членов этого органа. Отметьте участников ниже.";
pub(super) const INVITED: &str = "Приглашены";
pub(super) const GUARDED_CHANGED: &str = "Изменены материалы с ограниченным доступом";
pub(super) const PICK_KIND: &str = "Выберите вид заседания.";
pub(super) const DATE_MISSING: &str = "Укажите дату.";
pub(super) const AGENDA_EMPTY: &str = "Напишите хотя бы один вопрос повестки.";
pub(super) const CHAIR_UNNAMED: &str = "Укажите, кто председательствует.";
pub(super) const MEMBERS_MISSING: &str = "Отметьте участников: по ним считается кворум.";
pub(super) const GUARDED_MATTERS: &str = "Консилиум не связывают с проблемными зонами, проверками и процедурами: связь увидели \
    бы все. Уберите материалы или выберите другой вид заседания.";
pub(super) const NOT_A_PARTICIPANT: &str =
    "Консилиум видят только его участники. Укажите себя председателем, секретарём или участником.";
pub(super) const PLAN_SAVED: &str = "План заседания сохранён.";
pub(super) const REMOVED: &str = "Заседание удалено.";
pub(super) const HELD: &str = "Присутствие отмечено. Запишите ход обсуждения и решения.";
pub(super) const RECORDED: &str = "Вопрос записан в протокол.";
pub(super) const SIGNED: &str = "Протокол подписан, поручения назначены.";
pub(super) const GUARDED_SIGNED: &str = "Протокол подписан. Его видят только участники.";

impl MeetingKind {
    /// «Педагогический совет».
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            MeetingKind::PedagogicalCouncil => "Педагогический совет",
            MeetingKind::PrincipalMeeting => "Совещание при директоре",
            MeetingKind::Consilium => "Психолого-педагогический консилиум (ППк)",
            MeetingKind::MedicalConsilium => "Психолого-медико-педагогический консилиум (ПМПк)",
            MeetingKind::ExpertGroup => "Экспертная группа",
        }
    }

    /// Whose minutes: «Протокол … педагогического совета».
    #[must_use]
    pub fn genitive(self) -> &'static str {
        match self {
            MeetingKind::PedagogicalCouncil => "заседания педагогического совета",
            MeetingKind::PrincipalMeeting => "совещания при директоре",
            MeetingKind::Consilium => "заседания психолого-педагогического консилиума",
            MeetingKind::MedicalConsilium => "заседания психолого-медико-педагогического консилиума",
            MeetingKind::ExpertGroup => "заседания экспертной группы",
        }
    }

    /// For tabs.
    pub(super) fn short(self) -> &'static str {
        match self {
            MeetingKind::PedagogicalCouncil => "Педсовет",
            MeetingKind::PrincipalMeeting => "При директоре",
            MeetingKind::Consilium => "ППк",
            MeetingKind::MedicalConsilium => "ПМПк",
            MeetingKind::ExpertGroup => "Экспертная группа",
        }
    }
}

impl State {
    /// The state in Russian.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            State::Planned => "запланировано",
            State::Held => "ведётся протокол",
            State::Signed => "протокол подписан",
        }
    }

    /// The tone of its tag.
    #[must_use]
    pub fn tone(self) -> &'static str {
        match self {
            State::Planned => "accent",
            State::Held => "caution",
            State::Signed => "done",
        }
    }
}

pub(super) fn kinds(may_read_consilium: bool) -> Vec<Choice> {
    let offered = MeetingKind::ALL.into_iter().filter(|kind| may_read_consilium || !kind.is_guarded());
    offered.map(|kind| Choice::new(kind.code(), kind.label())).collect()
}

/// «Педагогический совет 12.11.2024».
pub(super) fn title(meeting: &Meeting) -> String {
    on_day(meeting.kind, meeting.day())
}

pub(super) fn on_day(kind: MeetingKind, day: NaiveDate) -> String {
    format!("{} {}", kind.label(), date_short(day))
}

/// «Протокол заседания педагогического совета от 12.11.2024 № 3».
pub(super) fn minutes_title(meeting: &Meeting, signature: &MinutesSignature) -> String {
    format!("Протокол {} от {} № {}", meeting.kind.genitive(), date_short(meeting.day()), signature.number)
}

pub(super) fn presence(is_present: bool) -> &'static str {
    if is_present { "присутствует" } else { "отсутствует" }
}

pub(super) fn point_title(place: i64) -> String {
    format!("Вопрос {place}")
}

pub(super) fn inspection_topic(title: &str) -> String {
    format!("Об итогах проверки «{title}»")
}

pub(super) fn procedure_topic(name: &str) -> String {
    format!("О результатах процедуры «{name}»")
}

pub(super) fn was_planned(meeting: &Meeting) -> String {
    let points = counted(meeting.point_count(), "вопрос", "вопроса", "вопросов");
    format!("Составлен план заседания: {}, {points}", title(meeting))
}

pub(super) fn was_removed(meeting: &Meeting) -> String {
    format!("Удалён план заседания: {}", title(meeting))
}

pub(super) fn was_held(meeting: &Meeting) -> String {
    format!("Проведено: {}, присутствуют {} из {}", title(meeting), meeting.present(), meeting.member_count())
}

pub(super) fn was_recorded(meeting: &Meeting, place: i64) -> String {
    format!("В протокол записан вопрос {place}: {}", title(meeting))
}

pub(super) fn was_signed(meeting: &Meeting, signature: &MinutesSignature) -> String {
    format!("Подписан {}", lower_first(&minutes_title(meeting, signature)))
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

pub(super) fn number_is_taken(number: &str) -> String {
    format!("Протокол № {} в этом учебном году уже есть. Укажите другой номер.", number.trim())
}

/// Those who may sign the minutes, by name.
pub(super) fn signers(meeting: &Meeting) -> String {
    let named =
        |post: &str, who: &Named| if who.is_empty() { post.to_owned() } else { format!("{post} ({})", who.person()) };
    format!("{}, {} или директор", named("председатель", &meeting.chair), named("секретарь", &meeting.secretary))
}

/// What a field of a meeting is called when it is read for signing: `seen_heard_2`.
pub(super) fn seen_field(field: &str) -> Option<String> {
    let field = field.strip_prefix("seen_")?;
    let label = match field {
        "held_on" => "Дата",
        "chair" => "Председатель",
        "secretary" => "Секретарь",
        "present" => "Присутствуют",
        "invited" => INVITED,
        _ => {
            let (name, place) = field.rsplit_once('_')?;
            let label = match name {
                "topic" => "о чём",
                "heard" => "слушали",
                "spoke" => "выступили",
                "resolved" => "решили",
                "votes" => "голосовали",
                _ => return None,
            };
            return Some(format!("Вопрос {place}: {label}"));
        }
    };
    Some(label.to_owned())
}

/// «за 5, против 0, воздержались 1».
pub(super) fn votes_as_read(votes: Votes) -> String {
    format!("за {}, против {}, воздержались {}", votes.in_favour, votes.against, votes.abstained)
}

/// What a field of the plan is called beside another text.
pub(super) fn plan_field(field: &str) -> Option<String> {
    let label = match field {
        "planned_on" => "Дата",
        "starts_at" => "Начало",
        "place" => "Место",
        "chair_staff" => "Председатель",
        "chair" => "Председатель не из списка",
        "secretary_staff" => "Секретарь",
        "secretary" => "Секретарь не из списка",
        "member" => "Участники",
        "guests" => "Участники не из списка",
        _ => return agenda_field(field),
    };
    Some(label.to_owned())
}

fn agenda_field(field: &str) -> Option<String> {
    let (name, row) = field.rsplit_once('_')?;
    let label = match name {
        "topic" => "о чём",
        "speaker_staff" => "докладчик",
        "speaker" => "докладчик не из списка",
        _ => return None,
    };
    Some(format!("Вопрос {}: {label}", row.parse::<usize>().ok()? + 1))
}

/// What a field of the minutes is called beside another text.
pub(super) fn minutes_field(field: &str) -> Option<String> {
    let label = match field {
        "heard" => "Слушали",
        "spoke" => "Выступили",
        "votes_for" => "За",
        "votes_against" => "Против",
        "votes_abstained" => "Воздержались",
        "method" => "Метод управления",
        _ => return clause_field(field),
    };
    Some(label.to_owned())
}

impl Refusal for Cannot {
    fn say(&self) -> String {
        match self {
            Cannot::Signed => {
                "Протокол подписан и остаётся как есть. Новое решение принимают на новом заседании.".to_owned()
            }
            Cannot::NotHeld => "Сначала отметьте, кто присутствует на заседании.".to_owned(),
            Cannot::Held => "Заседание уже проведено: удалить его нельзя.".to_owned(),
            Cannot::AgendaMissing => AGENDA_EMPTY.to_owned(),
            Cannot::NobodyPresent => "Отметьте, кто присутствует.".to_owned(),
            Cannot::NotYet => "Эта дата ещё не наступила: присутствие отмечают в день заседания или позже.".to_owned(),
            Cannot::ChairMissing => "В плане заседания не указан председатель.".to_owned(),
            Cannot::SecretaryMissing => {
                "В плане заседания не указан секретарь: он ведёт и подписывает протокол.".to_owned()
            }
            Cannot::ChairAbsent => "Председатель отмечен отсутствующим. В отметке присутствия укажите, кто \
                председательствовал."
                .to_owned(),
            Cannot::SecretaryAbsent => {
                "Секретарь отмечен отсутствующим. В отметке присутствия укажите, кто вёл протокол.".to_owned()
            }
            Cannot::NotASigner => "Протокол подписывает председатель, секретарь заседания или директор.".to_owned(),
            Cannot::NumberMissing => "Укажите номер протокола.".to_owned(),
            Cannot::SignedBeforeHeld => "Дата подписания раньше даты заседания.".to_owned(),
            Cannot::NoQuorum { present, members } => format!(
                "Кворума нет: присутствуют {present} из {members}, а нужно больше половины. Решения такого заседания не \
                 действуют; проверьте отметки о присутствии или назначьте новое заседание."
            ),
            Cannot::ResolutionMissing(point) => format!("По вопросу {point} не записано, что решили."),
            Cannot::VotesMissing(point) => format!("По вопросу {point} не записано, как голосовали."),
            Cannot::TooManyVotes { point, votes, present } => {
                format!("По вопросу {point} голосов {votes}, а присутствуют {present}. Проверьте подсчёт.")
            }
            Cannot::ResponsibleMissing(point, clause) => {
                format!("В решении {point}.{clause} есть срок, но не указан ответственный.")
            }
            Cannot::DueDateMissing(point, clause) => {
                format!("В решении {point}.{clause} назван ответственный, но нет срока.")
            }
            Cannot::DueBeforeMeeting(point, clause) => {
                format!("В решении {point}.{clause} срок раньше даты заседания.")
            }
            Cannot::PointIsRecorded(point) => {
                format!("Вопрос {point} уже записан в протокол: убрать его из повестки нельзя.")
            }
        }
    }
}
