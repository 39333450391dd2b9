//! Refusals about settings.

pub(crate) fn impossible(value: &str, key: &str) -> String {
    format!("“{value}” cannot be set as {key}")
}
