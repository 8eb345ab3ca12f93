use axum::Router;
use axum::handler::Handler;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, get, post};

use crate::guard::guard;
use crate::{App, May};

/// Addresses, each with the permission it takes. There is no way to register one without.
#[derive(Default)]
pub struct Routes(Vec<Route>);

struct Route {
    method: &'static str,
    path: &'static str,
    may: May,
    handler: MethodRouter<App>,
}

/// One line of the matrix of rights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RouteRow {
    /// address with its parameters in braces
    pub path: &'static str,
    /// `GET` or `POST`
    pub method: &'static str,
    /// what it takes
    pub may: May,
}

impl Routes {
    /// No address yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A page to look at.
    #[must_use]
    pub fn page<H, T>(self, path: &'static str, may: May, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.with(Route { method: "GET", path, may, handler: get(handler) })
    }

    /// Something to do: a form is sent. The form's token is checked before the handler runs.
    #[must_use]
    pub fn action<H, T>(self, path: &'static str, may: May, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.with(Route { method: "POST", path, may, handler: post(handler) })
    }

    /// These addresses and those of `other`.
    #[must_use]
    pub fn and(mut self, other: Routes) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The matrix of rights, sorted by address.
    #[must_use]
    pub fn table(&self) -> Vec<RouteRow> {
        let mut rows: Vec<RouteRow> =
            self.0.iter().map(|route| RouteRow { path: route.path, method: route.method, may: route.may }).collect();
        rows.sort();
        rows
    }

    /// The router: every address behind its guard.
    pub fn into_router(self, app: &App) -> Router {
        let mut router = Router::new();
        for route in self.0 {
            let guarded = route.handler.layer(from_fn_with_state((app.clone(), route.may), guard));
            router = router.route(route.path, guarded);
        }
        router.with_state(app.clone())
    }

    fn with(mut self, route: Route) -> Self {
        self.0.push(route);
        self
    }
}
