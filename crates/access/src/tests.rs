use super::*;

#[test]
fn every_role_has_a_code_of_its_own() {
    for role in Role::ALL {
        assert_eq!(Role::from_code(role.code()), Some(role));
    }
}

#[test]
fn nobody_but_the_principal_signs_orders() {
    let signers: Vec<Role> = Role::ALL.into_iter().filter(|role| role.grants().contains(&May::SignOrders)).collect();
    assert_eq!(signers, [Role::Principal]);
}

#[test]
fn people_from_outside_see_only_what_is_published() {
    for role in [Role::SocialPartner, Role::Guardian, Role::Student] {
        assert_eq!(role.grants(), [May::Anyone, May::SignedIn, May::ReadPublished]);
        assert!(!role.sees_whole_school());
    }
}

#[test]
fn the_council_sees_numbers_but_no_rows() {
    let council = Role::CouncilMember.grants();
    assert!(
        council.contains(&May::ReadIndicators)
            && !council.contains(&May::ReadRows)
            && !council.contains(&May::ReadPeople)
    );
}

#[test]
fn codes_are_read_however_they_are_typed() {
    let code = secret::new_code();
    let typed = format!(" {} ", code.to_lowercase().replace('-', " - "));
    assert_eq!(secret::tidy_code(&typed), secret::tidy_code(&code));
    assert_eq!(secret::tidy_code(&code).len(), 10);
}

#[test]
fn form_tokens_belong_to_one_cookie() {
    let (one, other) = (secret::new_token(), secret::new_token());
    assert!(secret::same(&secret::form_token(&one), &secret::form_token(&one)));
    assert!(!secret::same(&secret::form_token(&one), &secret::form_token(&other)));
    assert_ne!(secret::form_token(&one), secret::hash(&one));
}

#[test]
fn weak_applicants_hear_all_their_faults() {
    let applicant = Applicant { login: "a b".to_owned(), password: "short".to_owned(), name: " ".to_owned() };
    let fields: Vec<&str> = applicant.faults().into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["name", "login", "password"]);
}

#[test]
fn passwords_that_are_tried_first_are_refused() {
    for (password, refusal) in [
        ("коротко", AccountRefused::PasswordShort),
        ("12051980123", AccountRefused::PasswordOnlyDigits),
        ("Учитель.Белова", AccountRefused::PasswordIsLogin),
        ("QwertyUiop", AccountRefused::PasswordCommon),
        ("йцукенгшщз", AccountRefused::PasswordCommon),
        ("ааааааааааа", AccountRefused::PasswordCommon),
    ] {
        assert_eq!(password_rule::check(password, "учитель.белова"), Err(refusal), "{password}");
    }
    assert_eq!(password_rule::check("кот любит сметану", "учитель.белова"), Ok(()));
}

#[tokio::test]
async fn an_unknown_login_is_checked_like_a_known_one() {
    let stored = secret::password_hash("длинный пароль".to_owned()).await.unwrap();
    assert!(secret::password_fits("длинный пароль".to_owned(), Some(stored.clone())).await.unwrap());
    assert!(!secret::password_fits("другой пароль".to_owned(), Some(stored)).await.unwrap());
    assert!(!secret::password_fits("длинный пароль".to_owned(), None).await.unwrap());
}
