use access::{App, Composition, Facts, FactsOf, Role, Routes};
use axum::Router;
use chrono::{DateTime, NaiveDate, Utc};
use ledger::{Actor, Change};
use store::{Store, args, new_id};

use crate::{Browser, StoppedClock};

/// The name of the cookie that carries a session.
pub(crate) const COOKIE: &str = "vsoko";

/// A school that uses the program: its database, its router, its people. The clock stands at 5 June 2025.
pub struct School {
    store: Store,
    router: Router,
    clock: StoppedClock,
}

impl School {
    /// A school over `store`, whose router answers `routes` and nothing else. A principal exists already.
    pub async fn new(store: Store, routes: Routes) -> Self {
        Self::composed(store, routes, |_| {}).await
    }

    /// The same with the composition changed: facts, navigation, follow-ups, artefact kinds.
    pub async fn composed(store: Store, routes: Routes, change: impl FnOnce(&mut Composition)) -> Self {
        Self::laid_out(store, routes, change, |router| router).await
    }

    /// The same with layers around the router, as the binary puts them.
    pub async fn laid_out(
        store: Store,
        routes: Routes,
        change: impl FnOnce(&mut Composition),
        around: impl FnOnce(Router) -> Router,
    ) -> Self {
        let clock = StoppedClock::default();
        let mut composition = Composition {
            clock: clock.as_clock(),
            facts: sample_facts(),
            navigation: Vec::new(),
            follow_ups: Vec::new(),
            artefacts: Vec::new(),
            drafts: Vec::new(),
            panels: Vec::new(),
            secure_cookies: false,
            setup_code: None,
        };
        change(&mut composition);
        let app = App::new(store.clone(), composition);
        let school = Self { router: around(routes.into_router(&app)), store, clock };
        school.account(&[Role::Principal], None).await;
        school
    }

    /// The database.
    #[must_use]
    pub fn store(&self) -> Store {
        self.store.clone()
    }

    /// The clock, which a test may move.
    #[must_use]
    pub fn clock(&self) -> &StoppedClock {
        &self.clock
    }

    /// The moment of every request.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The date of every request.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.clock.today()
    }

    /// The router itself.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// The browser of somebody who is not signed in.
    #[must_use]
    pub fn visitor(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// The principal's browser.
    pub async fn principal(&self) -> Browser {
        self.user(Role::Principal).await
    }

    /// The browser of the deputy for teaching.
    pub async fn deputy(&self) -> Browser {
        self.user(Role::DeputyTeaching).await
    }

    /// The browser of a teacher who is this member of staff.
    pub async fn teacher(&self, staff_id: i64) -> Browser {
        self.user_with(&[Role::Teacher], Some(staff_id)).await
    }

    /// The browser of somebody with this role and no place in the staff list.
    pub async fn user(&self, role: Role) -> Browser {
        self.user_with(&[role], None).await
    }

    /// The browser of somebody with these roles, signed in.
    pub async fn user_with(&self, roles: &[Role], staff_id: Option<i64>) -> Browser {
        let account = self.account(roles, staff_id).await;
        self.signed_in(account).await
    }

    /// A browser signed in as this account.
    pub async fn signed_in(&self, account_id: i64) -> Browser {
        let token = store::digest(format!("test session {}", new_id()).as_bytes());
        let now = self.now();
        let mut tx = self.store.begin().await.unwrap();
        let sql = "INSERT INTO session (token_hash, account_id, created_at, last_seen_at) VALUES ($1, $2, $3, $4)";
        tx.execute(sql, args![store::digest(token.as_bytes()), account_id, now, now]).await.unwrap();
        tx.commit().await.unwrap();
        self.visitor().with_cookie(COOKIE, &token)
    }

    /// An account with these roles. Nobody knows its password: tests sign in by [`School::signed_in`].
    pub async fn account(&self, roles: &[Role], staff_id: Option<i64>) -> i64 {
        let id = new_id();
        let login = format!("{}-{id}", roles.first().map_or("nobody", |role| role.code()));
        let name = roles.first().map_or("Гость", |role| role.label());
        let mut tx = self.store.begin().await.unwrap();
        tx.execute(
            "INSERT INTO account (id, login, login_key, password_hash, display_name, staff_id, blocked_at, created_at)
             VALUES ($1, $2, $2, '', $3, $4, NULL, $5)",
            args![id, login, name, staff_id, self.now()],
        )
        .await
        .unwrap();
        for role in roles {
            let sql = "INSERT INTO account_role (account_id, role) VALUES ($1, $2)";
            tx.execute(sql, args![id, role.code()]).await.unwrap();
        }
        tx.commit().await.unwrap();
        id
    }

    /// A change in the name of the program, at the time of the stopped clock.
    pub async fn change(&self) -> Change {
        let (now, today) = self.clock.read();
        Change::begin(&self.store, Actor::program("Проверка"), now, today).await.unwrap()
    }

    /// What history says, oldest sentence first.
    pub async fn history(&self) -> Vec<String> {
        let mut told = ledger::entries(&mut self.store(), 0, i64::from(u32::MAX)).await.unwrap();
        told.reverse();
        told.into_iter().map(|entry| entry.sentence).collect()
    }
}

/// A change of `store` in the name of the program, on 5 June 2025: for tests without a router.
pub async fn change(store: &Store) -> Change {
    let (now, today) = StoppedClock::default().read();
    Change::begin(store, Actor::program("Проверка"), now, today).await.unwrap()
}

fn sample_facts() -> FactsOf {
    |_| {
        Box::pin(async {
            Ok(Facts { school_name: "МБОУ СШ № 1".to_owned(), years: vec![2024, 2023], usual_year: Some(2024) })
        })
    }
}
