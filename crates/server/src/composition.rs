//! What the program is put together from: lists, no logic.

use access::{Composition, Facts, May, NavItem, Routes};
use store::{Schema, Store};
use web::Stage;

/// All tables.
#[must_use]
pub fn schema() -> Schema {
    publish::schema()
}

/// All addresses.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .and(crate::home::routes())
        .and(plan::routes())
        .and(collect::routes())
        .and(analyse::routes())
        .and(decide::routes())
        .and(act::routes())
        .and(evaluate::routes())
        .and(plan::proposals::routes())
        .and(publish::routes())
        .and(roster::routes())
        .and(access::routes())
}

/// What stands beside the cycle.
const NAVIGATION: &[NavItem] = &[
    NavItem { stage: Stage::School, label: "О школе", href: "/school", may: May::ReadRoster },
    NavItem { stage: Stage::School, label: "Классы", href: "/school/classes", may: May::ReadRoster },
    NavItem { stage: Stage::School, label: "Предметы", href: "/school/subjects", may: May::ReadRoster },
    NavItem { stage: Stage::School, label: "Педагоги", href: "/school/staff", may: May::ReadRoster },
    NavItem {
        stage: Stage::School,
        label: "Методические объединения",
        href: "/school/associations",
        may: May::ReadRoster,
    },
    NavItem { stage: Stage::School, label: "Учебные годы", href: "/school/years", may: May::ReadRoster },
    NavItem {
        stage: Stage::Settings, label: "Учётные записи", href: "/settings/accounts", may: May::ManageAccounts
    },
    NavItem {
        stage: Stage::Settings, label: "Приглашения", href: "/settings/invitations", may: May::ManageAccounts
    },
    NavItem { stage: Stage::Settings, label: "История", href: "/settings/history", may: May::ReadHistory },
];

/// All entries of the navigation.
#[must_use]
pub fn navigation() -> Vec<NavItem> {
    [
        plan::NAVIGATION,
        plan::proposals::NAVIGATION,
        collect::NAVIGATION,
        analyse::NAVIGATION,
        decide::NAVIGATION,
        act::NAVIGATION,
        evaluate::NAVIGATION,
        publish::NAVIGATION,
        NAVIGATION,
    ]
    .concat()
}

/// The composition around a clock.
#[must_use]
pub fn composition(clock: access::Clock, secure_cookies: bool, setup_code: Option<String>) -> Composition {
    Composition {
        clock,
        facts: |store| Box::pin(facts(store)),
        navigation: navigation(),
        follow_ups: [decide::follow_ups(), analyse::follow_ups(), act::follow_ups(), evaluate::follow_ups()].concat(),
        artefacts: [
            plan::artefacts(),
            collect::artefacts(),
            analyse::artefacts(),
            decide::artefacts(),
            act::artefacts(),
            evaluate::artefacts(),
            plan::proposals::artefacts(),
            publish::artefacts(),
        ]
        .concat(),
        drafts: decide::drafts(),
        panels: evaluate::panels(),
        secure_cookies,
        setup_code,
    }
}

async fn facts(mut store: Store) -> store::Result<Facts> {
    let school = roster::setup::queries::school(&mut store).await?;
    let years = roster::setup::queries::school_years(&mut store).await?;
    let usual_year = crate::queries::newest_year_with_data(&mut store).await?;
    Ok(Facts {
        school_name: school.map(|school| school.short_name).unwrap_or_default(),
        years: years.into_iter().map(|year| year.school_year).collect(),
        usual_year,
    })
}
