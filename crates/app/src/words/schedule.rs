//! When backups are made.

/// No backup is made by itself.
pub(crate) const NEVER: &str = "never";

pub(crate) fn every_day(hour: i8) -> String {
    format!("every day at {hour}:00")
}

pub(crate) fn every_sunday(hour: i8) -> String {
    format!("every Sunday at {hour}:00")
}
