//! How many tests ran, read off what the test programs print.

/// Sums over the programs of a run.
#[derive(Default)]
pub struct Counts {
    /// Tests that ran, as `cargo nextest` counts them.
    pub tests: u64,
    /// Examples in the documentation that ran.
    pub examples: u64,
    /// Tests that ran in a browser, as Node counts them.
    pub in_browser: u64,
}

impl Counts {
    /// A line such as `Summary [   0.2s] 36 tests run: 36 passed, 0 skipped`.
    pub fn hear_nextest(&mut self, line: &str) {
        if let Some(count) = number_before(line, " tests run:").or_else(|| number_before(line, " test run:"))
        {
            self.tests = count;
        }
    }

    /// A line such as `ℹ tests 42`.
    pub fn hear_node(&mut self, line: &str) {
        if let Some(count) = line.strip_prefix("ℹ tests ").and_then(|count| count.trim().parse().ok()) {
            self.in_browser = count;
        }
    }

    /// A line such as `test result: ok. 12 passed; 0 failed; …`, one a crate.
    pub fn hear_doctest(&mut self, line: &str) {
        if line.starts_with("test result:") {
            let ran = [" passed;", " failed;"].map(|word| number_before(line, word).unwrap_or(0));
            self.examples += ran.iter().sum::<u64>();
        }
    }
}

fn number_before(line: &str, words: &str) -> Option<u64> {
    // Cancelled runs say `12/36 tests run`.
    line.split_once(words)?.0.rsplit([' ', '/']).next()?.parse().ok()
}

#[cfg(test)]
mod cases {
    use super::*;

    #[test]
    fn nextest_is_understood() {
        let mut counts = Counts::default();
        counts.hear_nextest("        PASS [   0.004s] model receipt::tests::adds_up");
        counts.hear_nextest("     Summary [   0.209s] 36 tests run: 36 passed, 0 skipped");
        assert_eq!(counts.tests, 36);
        counts.hear_nextest("     Summary [   0.209s] 12/36 tests run: 11 passed, 1 failed, 0 skipped");
        assert_eq!(counts.tests, 36);
    }

    #[test]
    fn node_is_understood() {
        let mut counts = Counts::default();
        counts.hear_node("✔ tests a journey (1.2ms)\n");
        counts.hear_node("ℹ tests 42\n");
        counts.hear_node("ℹ pass 41\n");
        assert_eq!(counts.in_browser, 42);
    }

    #[test]
    fn doctests_add_up_over_crates() {
        let mut counts = Counts::default();
        counts.hear_doctest("test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured");
        counts.hear_doctest("test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured");
        assert_eq!(counts.examples, 15);
    }
}
