//! What is bound to a statement: single values, and many rows as one JSON array.

use std::fmt::Write;

/// One bound value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// BIGINT.
    Int(i64),
    /// BIGINT, NULL.
    NoInt,
    /// TEXT.
    Text(String),
    /// TEXT, NULL.
    NoText,
}

impl From<i64> for Arg {
    fn from(v: i64) -> Arg {
        Arg::Int(v)
    }
}
impl From<&str> for Arg {
    fn from(v: &str) -> Arg {
        Arg::Text(v.to_owned())
    }
}
impl From<String> for Arg {
    fn from(v: String) -> Arg {
        Arg::Text(v)
    }
}
impl From<Option<i64>> for Arg {
    fn from(v: Option<i64>) -> Arg {
        v.map_or(Arg::NoInt, Arg::Int)
    }
}
impl From<Option<String>> for Arg {
    fn from(v: Option<String>) -> Arg {
        v.map_or(Arg::NoText, Arg::Text)
    }
}

/// Many rows for one statement, which reads them with `FROM jsonb_each($n) AS r` and `r.value ->> 0`, `->> 1` …
/// (SQLite has `jsonb_each`; PostgreSQL's migrations define one of the same name and shape).
#[derive(Debug)]
pub struct Rows {
    json: String,
    len: usize,
}

impl Default for Rows {
    fn default() -> Rows {
        Rows { json: "[".into(), len: 0 }
    }
}

impl Rows {
    /// Begins a row; its values follow, then [`RowWriter`] ends it when dropped.
    pub fn row(&mut self) -> RowWriter<'_> {
        self.json.push_str(if self.len == 0 { "[" } else { ",[" });
        self.len += 1;
        RowWriter { json: &mut self.json, first: true }
    }

    /// One row for each number.
    pub fn of_ints(values: impl IntoIterator<Item = i64>) -> Rows {
        let mut rows = Rows::default();
        for v in values {
            rows.row().int(v);
        }
        rows
    }

    /// One row of two numbers for each pair.
    pub fn of_pairs(pairs: impl IntoIterator<Item = (i64, i64)>) -> Rows {
        let mut rows = Rows::default();
        for (a, b) in pairs {
            rows.row().int(a).int(b);
        }
        rows
    }

    /// One row for each text.
    pub fn of_texts<'a>(values: impl IntoIterator<Item = &'a str>) -> Rows {
        let mut rows = Rows::default();
        for v in values {
            rows.row().text(v);
        }
        rows
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// True without a row.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The bound value.
    pub fn into_arg(mut self) -> Arg {
        self.json.push(']');
        Arg::Text(self.json)
    }
}

/// Writes the values of one row, in order.
pub struct RowWriter<'a> {
    json: &'a mut String,
    first: bool,
}

impl RowWriter<'_> {
    fn comma(&mut self) {
        if !std::mem::replace(&mut self.first, false) {
            self.json.push(',');
        }
    }

    /// A number.
    pub fn int(mut self, v: i64) -> Self {
        self.comma();
        let _ = write!(self.json, "{v}");
        self
    }

    /// A number or NULL.
    pub fn opt_int(mut self, v: Option<i64>) -> Self {
        match v {
            Some(v) => self.int(v),
            None => {
                self.comma();
                self.json.push_str("null");
                self
            }
        }
    }

    /// A text; NUL characters, which PostgreSQL cannot keep, are dropped.
    pub fn text(mut self, v: &str) -> Self {
        self.comma();
        self.json.push('"');
        let mut plain = 0;
        for (i, b) in v.bytes().enumerate() {
            if b >= 0x20 && b != b'"' && b != b'\\' {
                continue;
            }
            self.json.push_str(&v[plain..i]);
            plain = i + 1;
            match b {
                b'"' => self.json.push_str("\\\""),
                b'\\' => self.json.push_str("\\\\"),
                0 => {}
                b => {
                    let _ = write!(self.json, "\\u{b:04x}");
                }
            }
        }
        self.json.push_str(&v[plain..]);
        self.json.push('"');
        self
    }

    /// A text or NULL.
    pub fn opt_text(mut self, v: Option<&str>) -> Self {
        match v {
            Some(v) => self.text(v),
            None => {
                self.comma();
                self.json.push_str("null");
                self
            }
        }
    }
}

impl Drop for RowWriter<'_> {
    fn drop(&mut self) {
        self.json.push(']');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_json_whatever_they_hold() {
        let mut rows = Rows::default();
        rows.row().int(-5).text("a\"b\\c\u{0}\n é漢").opt_text(None).opt_int(None);
        rows.row().text("");
        let Arg::Text(json) = rows.into_arg() else { panic!("rows are bound as text") };
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(read, serde_json::json!([[-5, "a\"b\\c\n é漢", null, null], [""]]));
    }
}
