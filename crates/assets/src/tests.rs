use super::*;

#[test]
fn every_file_of_the_shell_has_a_hashed_address() {
    for (name, start, end) in [
        ("app.css", "/assets/app.", ".css"),
        ("app.js", "/assets/app.", ".js"),
        ("favicon.svg", "/assets/favicon.", ".svg"),
    ] {
        let address = href(name);
        assert!(address.starts_with(start) && address.ends_with(end), "{address}");
        assert!(address.len() > start.len() + end.len(), "{address} has no hash");
    }
}

#[test]
fn fonts_are_whole_truetype_files() {
    for font in [
        fonts::PT_SANS_REGULAR,
        fonts::PT_SANS_BOLD,
        fonts::PT_SERIF_REGULAR,
        fonts::PT_SERIF_BOLD,
        fonts::PT_SERIF_ITALIC,
        fonts::PT_SERIF_BOLD_ITALIC,
    ] {
        assert_eq!(font[..4], [0, 1, 0, 0]);
        assert!(font.len() > 100_000);
    }
}
