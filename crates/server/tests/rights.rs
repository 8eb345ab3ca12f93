//! Who may open what: the matrix of roles and addresses. A change of rights is a change of the snapshot.

use std::fmt::Write;

use access::Role;

#[test]
fn roles_and_routes() {
    let mut matrix = String::new();
    for row in server::composition::routes().table() {
        let allowed = Role::ALL.into_iter().filter(|role| role.grants().contains(&row.may));
        let codes: Vec<&str> = allowed.map(Role::code).collect();
        let who = match codes.len() {
            _ if row.may == access::May::Anyone => "anyone".to_owned(),
            all if all == Role::ALL.len() => "all signed in".to_owned(),
            _ => codes.join(" "),
        };
        writeln!(matrix, "{:<4} {:<44} {:<16} {who}", row.method, row.path, format!("{:?}", row.may)).unwrap();
    }
    insta::assert_snapshot!(matrix);
}

#[test]
fn no_address_is_registered_twice() {
    let table = server::composition::routes().table();
    let mut seen = std::collections::BTreeSet::new();
    for row in table {
        assert!(seen.insert((row.path, row.method)), "{} {} is registered twice", row.method, row.path);
    }
}

/// Where the navigation leads, there is a page, and it takes the same permission.
#[test]
fn the_navigation_leads_to_pages() {
    let table = server::composition::routes().table();
    for item in server::composition::navigation() {
        let page = table.iter().find(|row| row.path == item.href && row.method == "GET");
        let page = page.unwrap_or_else(|| panic!("«{}» leads to {}, where nothing is", item.label, item.href));
        assert_eq!(page.may, item.may, "«{}» is shown to others than {} lets in", item.label, item.href);
    }
}
