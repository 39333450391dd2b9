//! Physical lines out of bytes that arrive in pieces, each of bounded length.

/// Of one physical line at most this much is kept: the rest is a photo.
const MAX_LINE_BYTES: usize = 1024 * 1024;

/// Cuts a stream of bytes into physical lines, ended by CRLF, LF or a lone CR.
pub(super) struct LineSplitter {
    line: Vec<u8>,
    number: u64,
    after_cr: bool,
}

impl LineSplitter {
    /// A splitter at the beginning of its file.
    pub(super) fn new() -> LineSplitter {
        LineSplitter { line: Vec::new(), number: 1, after_cr: false }
    }

    /// Takes the next bytes and hands on each line that is complete, with its number from 1.
    pub(super) fn push(&mut self, mut bytes: &[u8], each: &mut dyn FnMut(u64, &[u8])) {
        if self.after_cr && !bytes.is_empty() {
            bytes = bytes.strip_prefix(b"\n").unwrap_or(bytes);
            self.after_cr = false;
        }
        while let Some(length) = memchr::memchr2(b'\r', b'\n', bytes) {
            let (line, end) = bytes.split_at(length);
            self.keep(line);
            each(self.number, &self.line);
            self.line.clear();
            self.number += 1;
            bytes = match end {
                [b'\r', b'\n', rest @ ..] => rest,
                [end, rest @ ..] => {
                    self.after_cr = *end == b'\r' && rest.is_empty();
                    rest
                }
                [] => &[],
            };
        }
        self.keep(bytes);
    }

    /// The file has ended: hands on a last line without a line end.
    pub(super) fn finish(self, each: &mut dyn FnMut(u64, &[u8])) {
        if !self.line.is_empty() {
            each(self.number, &self.line);
        }
    }

    fn keep(&mut self, bytes: &[u8]) {
        let room = MAX_LINE_BYTES.saturating_sub(self.line.len());
        self.line.extend_from_slice(bytes.get(..room).unwrap_or(bytes));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pieces_do_not_matter() {
        let text = b"a\r\nbc\rd\n\ne";
        for piece in 1..text.len() {
            let mut lines = Vec::new();
            let mut splitter = LineSplitter::new();
            for chunk in text.chunks(piece) {
                splitter.push(chunk, &mut |n, l| lines.push((n, l.to_vec())));
            }
            splitter.finish(&mut |n, l| lines.push((n, l.to_vec())));
            let lines: Vec<_> = lines.iter().map(|(n, l)| (*n, l.as_slice())).collect();
            assert_eq!(lines, [(1, &b"a"[..]), (2, b"bc"), (3, b"d"), (4, b""), (5, b"e")]);
        }
    }

    #[test]
    fn a_line_without_end_is_bounded() {
        let mut splitter = LineSplitter::new();
        for _ in 0..20 {
            splitter.push(&[b'x'; 100_000], &mut |_, _| ());
        }
        splitter.finish(&mut |_, line| assert_eq!(line.len(), MAX_LINE_BYTES));
    }
}
