use chrono::NaiveDate;
use school::ru::{counted, date_short};

use super::reminders::Line;
use super::server::{CannotSend, Security};
use crate::action_items::Digest;
use crate::action_items::queries::ActionItem;

pub(crate) const MAIL: &str = "Почта";
pub(super) const ADDRESSES: &str = "Адреса педагогов";
pub(super) const AUTHOR: &str = "Рассылка";
pub(super) const HOST_MISSING: &str = "Укажите почтовый сервер, например smtp.yandex.ru.";
pub(super) const PORT_MISSING: &str = "Укажите порт: обычно 465 или 587.";
pub(super) const SECURITY_MISSING: &str = "Выберите, как защищено соединение.";
pub(super) const SENDER_MISSING: &str = "Укажите адрес, от которого уходят письма.";
pub(super) const ADDRESS_STRANGE: &str = "Это не похоже на адрес электронной почты.";
pub(super) const PASSWORD_OPEN: &str = "Без защиты пароль ушёл бы по сети открытым. Выберите TLS или STARTTLS либо сервер в сети школы без имени и пароля.";
pub(super) const SAVED: &str = "Настройка почты сохранена.";
pub(super) const REMOVED: &str = "Письма больше не отправляются.";
pub(super) const SITE_STRANGE: &str = "Адрес начинается с https:// или http://, например: https://vsoko.school.ru.";
pub(super) const CHANGED_MEANWHILE: &str =
    "Пока вы заполняли форму, эти адреса изменил другой человек. Ваши значения в форме: сверьте и сохраните ещё раз.";
pub(super) const ADDRESSES_SAVED: &str = "Адреса сохранены.";
pub(super) const TRIAL_SENT: &str = "Пробное письмо отправлено. Проверьте ящик.";
pub(super) const NOT_SET_UP: &str = "Сначала сохраните настройку почты.";
pub(super) const TRIAL_SUBJECT: &str = "Пробное письмо ВСОКО";
pub(super) const TRIAL_WORDS: &str = "Почта настроена: напоминания о сроках поручений будут приходить сюда.";

impl Security {
    /// What it is called.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Security::Tls => "TLS",
            Security::StartTls => "STARTTLS",
            Security::None => "без защиты",
        }
    }

    /// When it is right.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            Security::Tls => "обычно порт 465",
            Security::StartTls => "обычно порт 587",
            Security::None => "только для сервера в сети школы, без имени и пароля",
        }
    }
}

pub(super) fn why(cause: &CannotSend) -> String {
    match cause {
        CannotSend::Address(address) => format!("неверный адрес «{address}»"),
        CannotSend::Unreachable => "не удалось соединиться с почтовым сервером: проверьте имя и порт".to_owned(),
        CannotSend::Silent => "почтовый сервер не ответил вовремя".to_owned(),
        CannotSend::Unprotected => {
            "не удалось защитить соединение: проверьте порт и способ защиты, имя сервера в его сертификате".to_owned()
        }
        CannotSend::NotLetIn => "почтовый сервер не принял имя или пароль".to_owned(),
        CannotSend::Rejected(said) => format!("почтовый сервер отклонил письмо: {said}"),
    }
}

pub(super) fn trial_failed(cause: &CannotSend) -> String {
    format!("Пробное письмо не отправлено: {}.", why(cause))
}

pub(super) fn trial_sent(address: &str) -> String {
    format!("Отправлено пробное письмо на {address}")
}

pub(super) fn saved(host: &str, port: i64) -> String {
    format!("Настроена почта: {host}, порт {port}")
}

pub(super) const MAIL_REMOVED: &str = "Отключена отправка писем";

pub(super) fn stored_now(address: &str) -> String {
    let now = if address.is_empty() { "пусто" } else { address };
    format!("Сейчас сохранено: {now}.")
}

pub(super) fn addresses_saved(n: usize) -> String {
    let n = i64::try_from(n).unwrap_or_default();
    format!("Изменено {} электронной почты педагогов", counted(n, "адрес", "адреса", "адресов"))
}

pub(super) fn reminding(name: &str, n: usize) -> String {
    format!("Напоминание по почте: {name}, {}", items(n))
}

pub(super) fn not_reminded(name: &str, cause: &CannotSend) -> String {
    format!("Напоминание не отправлено: {name}: {}", why(cause))
}

pub(super) fn ran(letters: i64, failures: i64) -> String {
    format!("Рассылка сроков: отправлено {letters}, не отправлено {failures}")
}

pub(super) fn subject(today: NaiveDate) -> String {
    format!("Сроки поручений на {}", date_short(today))
}

fn items(n: usize) -> String {
    counted(i64::try_from(n).unwrap_or_default(), "поручение", "поручения", "поручений")
}

/// The letter: what is due, the most urgent first; then what waits for leaders. `site` is where the pages are found.
pub(super) fn letter(lines: &[&Line], site: &str) -> String {
    let mut words = String::from("Здравствуйте!\n");
    for urgency in Digest::ORDER {
        let own = lines.iter().filter_map(|line| match line {
            Line::Own(due) if due.urgency == urgency => Some(told(&due.item, "", site)),
            _ => None,
        });
        words.push_str(&section(urgency.heading(), own.collect()));
    }
    let escalated = lines.iter().filter_map(|line| match line {
        Line::Escalated(item) => Some(told(item, &item.responsible, site)),
        Line::Own(_) => None,
    });
    let escalated: String = escalated.collect();
    if !escalated.is_empty() {
        words.push_str(&section("Требуют решения руководителя", escalated));
        words.push_str("Можно помочь, перенести срок или передать поручение другому.\n");
    }
    if lines.iter().any(|line| matches!(line, Line::Own(_))) {
        words.push_str(
            "\nОтметить ход работы и приложить подтверждение можно в программе: Действия → Поручения. Если срок мешает \
             сделать хорошо, попросите там же его перенести.\n",
        );
    }
    words
}

fn section(heading: &str, lines: String) -> String {
    if lines.is_empty() { lines } else { format!("\n{heading}\n{lines}") }
}

/// One item: the day, what, who when it is somebody else, the remark it was returned with, its page.
fn told(item: &ActionItem, who: &str, site: &str) -> String {
    let day = item.due_on.map_or_else(|| "без срока".to_owned(), date_short);
    let who = if who.is_empty() { String::new() } else { format!(" — {who}") };
    let mut line = format!("— {day}: {} ({}, п. {}){who}\n", item.task, item.source_title, item.place);
    if let Some(remark) = &item.remark {
        line.push_str(&format!("  Возвращено: {remark}\n"));
    }
    if let Some(until) = item.asked_until {
        line.push_str(&format!("  Просьба перенести срок на {}\n", date_short(until)));
    }
    if !site.is_empty() {
        line.push_str(&format!("  {site}/act/action-items/{}\n", item.id));
    }
    line
}
