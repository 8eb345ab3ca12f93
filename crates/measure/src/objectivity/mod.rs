//! Screens of objectivity: what asks for a check. None of them accuses.
