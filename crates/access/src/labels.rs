//! The Russian words of this crate.

use web::Refusal;

use crate::{AccountRefused, Role};

pub(crate) const SIGN_IN: &str = "Вход";
pub(crate) const SIGN_IN_WRONG: &str =
    "Неверный логин или пароль. Проверьте раскладку клавиатуры и попробуйте ещё раз.";
pub(crate) const SIGN_IN_WAIT: &str = "Слишком много неудачных попыток. Подождите 15 минут и попробуйте снова.";
pub(crate) const ACCOUNTS: &str = "Учётные записи";
pub(crate) const INVITATIONS: &str = "Приглашения";
pub(crate) const INVITATION: &str = "Приглашение";
pub(crate) const INVITATION_WITHDRAWN: &str = "Приглашение отозвано";
pub(crate) const CODE_UNKNOWN: &str =
    "Такого кода нет, он уже использован или его срок истёк. Попросите администратора школы выдать новый код.";
pub(crate) const HISTORY: &str = "История изменений";
pub(crate) const BLOCKED: &str = "учётная запись заблокирована";
pub(crate) const UNBLOCKED: &str = "учётная запись разблокирована";
pub(crate) const PASSWORD_CHANGED: &str = "Пароль изменён";
pub(crate) const NEW_PASSWORD: &str = "Новый пароль";
pub(crate) const PASSWORD_RENEWED: &str = "Пароль задан заново по одноразовому коду";
pub(crate) const RESET_CODE_GIVEN: &str = "выдан одноразовый код для нового пароля, сеансы закрыты";
pub(crate) const SAVED: &str = "Изменения сохранены.";

pub(crate) const SIGNED_IN: &str = "Вход в систему";
pub(crate) const SIGNED_OUT: &str = "Выход из системы";

/// The end of a chain that is too long for a page.
pub(crate) fn more_of_chain(count: usize) -> String {
    format!("и ещё {count}: они дальше по цепочке")
}

impl Role {
    /// The role in Russian, as on a name plate.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Role::Principal => "Директор",
            Role::DeputyTeaching => "Заместитель директора по УВР",
            Role::DeputyMethodical => "Заместитель директора по методической работе",
            Role::DeputyUpbringing => "Заместитель директора по воспитательной работе",
            Role::QualityLead => "Руководитель ВСОКО",
            Role::Expert => "Эксперт",
            Role::AssociationHead => "Руководитель ШМО",
            Role::Teacher => "Учитель",
            Role::HomeroomTeacher => "Классный руководитель",
            Role::Psychologist => "Педагог-психолог",
            Role::ItSpecialist => "ИТ-специалист",
            Role::CouncilMember => "Член педагогического совета",
            Role::SocialPartner => "Социальный партнёр",
            Role::Guardian => "Родитель (законный представитель)",
            Role::Student => "Обучающийся",
        }
    }
}

impl Refusal for AccountRefused {
    fn say(&self) -> String {
        let text = match self {
            AccountRefused::NameMissing => "Укажите фамилию, имя и отчество.",
            AccountRefused::LoginUnfit => "Логин — от 3 до 60 знаков без пробелов.",
            AccountRefused::LoginTaken => "Такой логин уже занят, придумайте другой.",
            AccountRefused::PasswordShort => "Пароль — не короче 10 знаков. Подойдёт фраза из нескольких слов.",
            AccountRefused::PasswordIsLogin => "Пароль не должен совпадать с логином.",
            AccountRefused::PasswordOnlyDigits => "Пароль из одних цифр легко подобрать. Добавьте слова.",
            AccountRefused::PasswordCommon => {
                "Это один из самых частых паролей, его пробуют первым. Придумайте другой."
            }
            AccountRefused::PasswordWrong => "Нынешний пароль введён неверно.",
            AccountRefused::LastPrincipal => "Это единственный директор в системе: без него некому управлять доступом.",
            AccountRefused::NoRole => "Отметьте хотя бы одну роль.",
            AccountRefused::OnlyPrincipalResetsPrincipals => "Код для пароля директора выдаёт только директор.",
            AccountRefused::OnlyPrincipalMakesPrincipals => "Роль директора назначает и снимает только директор.",
        };
        text.to_owned()
    }
}

fn role_list(roles: &[Role]) -> String {
    roles.iter().map(|role| role.label()).collect::<Vec<_>>().join(", ")
}

pub(crate) fn roles_changed(roles: &[Role]) -> String {
    format!("роли изменены на «{}»", role_list(roles))
}

pub(crate) fn linked(name: &str) -> String {
    if name.is_empty() {
        "больше не связана с сотрудником".to_owned()
    } else {
        format!("связана с сотрудником «{name}»")
    }
}

pub(crate) fn about_account(name: &str, what: &str) -> String {
    format!("{name}: {what}")
}

pub(crate) fn invited(name: &str, roles: &[Role]) -> String {
    format!("Создано приглашение: {name} ({})", role_list(roles))
}

pub(crate) fn invitation_used(name: &str) -> String {
    format!("{name}: учётная запись создана по приглашению")
}
