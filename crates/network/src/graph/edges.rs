//! Reads a graph from a file of ties: `src,dst[,weight]`, parted by commas, semicolons, tabs or blanks.
//!
//! A first line that names columns (`src`, `source` or `from`; `dst`, `target` or `to`; `weight` or `w`) sets
//! their order, others are ignored. Any text is an id. Where all are whole numbers, nodes stand in the order of
//! numbers, so that neighbours in the file are neighbours in memory; otherwise in the order of appearance.
//! Without a weight a line counts 1. Lines that begin with `#` are comments. A line that cannot be read is counted, the first one with its number.

use memchr::{memchr, memchr_iter};
use rayon::prelude::*;

use super::Graph;
use crate::ids::Ids;

/// Whole numbers below this are ids without a look-up (at four bytes each).
const LARGEST_NUMBER: u32 = 1 << 26;

/// How a line begins that is no tie, as public collections of graphs have it.
const COMMENT: u8 = b'#';

/// What a thread reads at a time.
const PIECE: usize = 1 << 20;

/// A graph read from a file, and what its nodes are called there.
pub struct EdgeFile {
    /// The graph.
    pub graph: Graph,
    /// How many lines could not be read.
    pub bad: u64,
    /// The first of them, counted from 1.
    pub first_bad_line: Option<u64>,
    names: Names,
}

enum Names {
    Numbers(Vec<u32>),
    Texts(Ids),
}

impl EdgeFile {
    /// Reads the whole file. Unless `weighted`, every tie has the weight 1.
    pub fn read(bytes: &[u8], weighted: bool) -> EdgeFile {
        let shape = Shape::of(bytes, weighted);
        let mut file = by_numbers(bytes, &shape).unwrap_or_else(|| by_texts(bytes, &shape));
        if !weighted {
            file.graph = file.graph.reweighted(|_| 1.0);
        }
        file
    }

    /// The id of a node, as the file has it.
    pub fn name(&self, node: u32) -> String {
        match &self.names {
            Names::Numbers(numbers) => numbers[node as usize].to_string(),
            Names::Texts(ids) => ids.name(node).to_owned(),
        }
    }

    /// The node of an id.
    pub fn node(&self, name: &str) -> Option<u32> {
        (0..self.graph.len() as u32).find(|&node| self.name(node) == name)
    }
}

/// How the lines are made.
struct Shape {
    separator: u8,
    /// Where the line of names ends.
    header: usize,
    src: usize,
    dst: usize,
    weight: Option<usize>,
}

impl Shape {
    fn of(bytes: &[u8], weighted: bool) -> Shape {
        let begin = comments(bytes);
        let end = memchr(b'\n', &bytes[begin..]).map_or(bytes.len(), |end| begin + end + 1);
        let first = String::from_utf8_lossy(&bytes[begin..end]).trim().to_ascii_lowercase();
        let separator =
            [b'\t', b',', b';'].into_iter().find(|&s| first.as_bytes().contains(&s)).unwrap_or(b' ');
        let names: Vec<&str> = first.split(char::from(separator)).map(str::trim).collect();
        let place = |called: &[&str]| names.iter().position(|name| called.contains(name));
        let places = place(&["src", "source", "from"]).zip(place(&["dst", "target", "to"]));
        let weight = if places.is_some() { place(&["weight", "w"]) } else { Some(2) };
        let (src, dst) = places.unwrap_or((0, 1));
        let header = if places.is_some() { end } else { 0 };
        Shape { separator, header, src, dst, weight: weight.filter(|_| weighted) }
    }

    /// A line's ends and its weight; nothing if it has not both ends or its weight is not one.
    fn line<'a>(&self, line: &'a [u8]) -> Option<(&'a [u8], &'a [u8], f64)> {
        if line.first() == Some(&COMMENT) {
            return None;
        }
        let (mut src, mut dst, mut weight) = (None, None, None);
        let last = self.src.max(self.dst).max(self.weight.unwrap_or(0));
        for (place, field) in line.split(|&byte| byte == self.separator).enumerate().take(last + 1) {
            let field = field.trim_ascii();
            if place == self.src {
                src = Some(field);
            } else if place == self.dst {
                dst = Some(field);
            } else if Some(place) == self.weight {
                weight = Some(number_with_fraction(field)?);
            }
        }
        let named = |end: Option<&'a [u8]>| end.filter(|name| !name.is_empty());
        Some((named(src)?, named(dst)?, weight.unwrap_or(1.0)))
    }
}

/// Lines that could not be read.
#[derive(Default)]
struct Bad {
    count: u64,
    first: Option<u64>,
}

/// What one piece of the file holds.
#[derive(Default)]
struct Piece {
    edges: Vec<(u32, u32, f64)>,
    lines: u64,
    bad: Bad,
}

/// Reads the file if all ids are small whole numbers.
fn by_numbers(bytes: &[u8], shape: &Shape) -> Option<EdgeFile> {
    let pieces = pieces(&bytes[shape.header..]);
    let read: Option<Vec<Piece>> =
        pieces.into_par_iter().map(|piece| piece_of_numbers(piece, shape)).collect();
    let read = read?;
    let mut bad = Bad::default();
    let mut lines = memchr_iter(b'\n', &bytes[..shape.header]).count() as u64;
    for piece in &read {
        bad.first = bad.first.or(piece.bad.first.map(|line| lines + line));
        bad.count += piece.bad.count;
        lines += piece.lines;
    }
    let mut edges: Vec<(u32, u32, f64)> = read.into_iter().flat_map(|piece| piece.edges).collect();
    let largest = edges.iter().map(|&(a, b, _)| a.max(b)).max();
    let mut places = vec![u32::MAX; largest.map_or(0, |largest| largest as usize + 1)];
    for &(a, b, _) in &edges {
        places[a as usize] = 0;
        places[b as usize] = 0;
    }
    let numbers: Vec<u32> = (0..places.len() as u32).filter(|&n| places[n as usize] == 0).collect();
    for (node, &number) in numbers.iter().enumerate() {
        places[number as usize] = node as u32;
    }
    for edge in &mut edges {
        *edge = (places[edge.0 as usize], places[edge.1 as usize], edge.2);
    }
    let graph = Graph::undirected(numbers.len(), &edges);
    Some(EdgeFile { graph, bad: bad.count, first_bad_line: bad.first, names: Names::Numbers(numbers) })
}

/// The file in pieces of whole lines.
fn pieces(mut bytes: &[u8]) -> Vec<&[u8]> {
    let mut pieces = Vec::with_capacity(bytes.len() / PIECE + 1);
    while bytes.len() > PIECE {
        let end = memchr(b'\n', &bytes[PIECE..]).map_or(bytes.len(), |end| PIECE + end + 1);
        let (piece, rest) = bytes.split_at(end);
        pieces.push(piece);
        bytes = rest;
    }
    pieces.push(bytes);
    pieces
}

/// Nothing if an id is not a small whole number.
fn piece_of_numbers(bytes: &[u8], shape: &Shape) -> Option<Piece> {
    let mut piece = Piece { edges: Vec::with_capacity(bytes.len() / 12), ..Piece::default() };
    for line in lines(bytes) {
        piece.lines += 1;
        match shape.line(line) {
            Some((src, dst, weight)) => piece.edges.push((small_number(src)?, small_number(dst)?, weight)),
            None => piece.bad.line(line, piece.lines),
        }
    }
    Some(piece)
}

/// Reads the file with ids as texts.
fn by_texts(bytes: &[u8], shape: &Shape) -> EdgeFile {
    let (mut ids, mut edges, mut bad) = (Ids::default(), Vec::new(), Bad::default());
    let headers = memchr_iter(b'\n', &bytes[..shape.header]).count() as u64;
    for (number, line) in (headers + 1..).zip(lines(&bytes[shape.header..])) {
        match shape.line(line) {
            Some((src, dst, weight)) => edges.push((ids.number(src), ids.number(dst), weight)),
            None => bad.line(line, number),
        }
    }
    let graph = Graph::undirected(ids.len(), &edges);
    EdgeFile { graph, bad: bad.count, first_bad_line: bad.first, names: Names::Texts(ids) }
}

impl Bad {
    /// Counts a line, unless it is an empty one or a comment.
    fn line(&mut self, line: &[u8], number: u64) {
        if !line.trim_ascii().is_empty() && line[0] != COMMENT {
            self.count += 1;
            self.first = self.first.or(Some(number));
        }
    }
}

/// Where the comments at the head of a file end.
fn comments(bytes: &[u8]) -> usize {
    let mut end = 0;
    while bytes.get(end) == Some(&COMMENT) {
        end = memchr(b'\n', &bytes[end..]).map_or(bytes.len(), |line| end + line + 1);
    }
    end
}

/// The lines, without what parts them.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut begin = 0;
    let ends = memchr_iter(b'\n', bytes).chain((!bytes.ends_with(b"\n")).then_some(bytes.len()));
    ends.map(move |end| {
        let line = &bytes[begin..end];
        begin = end + 1;
        line
    })
}

/// The value of an id that is a small whole number in its one ordinary spelling.
fn small_number(id: &[u8]) -> Option<u32> {
    if id.len() > 8 || (id[0] == b'0' && id.len() > 1) {
        return None;
    }
    let value = digits(id)?;
    (value < LARGEST_NUMBER).then_some(value)
}

/// At most eight digits as a number.
fn digits(text: &[u8]) -> Option<u32> {
    text.iter().try_fold(0, |value, byte| {
        let digit = byte.wrapping_sub(b'0');
        (digit < 10).then(|| value * 10 + u32::from(digit))
    })
}

/// A finite number above zero.
fn number_with_fraction(text: &[u8]) -> Option<f64> {
    let number = match text.len() {
        1..=8 if text.iter().all(u8::is_ascii_digit) => f64::from(digits(text)?),
        _ => std::str::from_utf8(text).ok()?.parse().ok()?,
    };
    (number > 0.0 && number < f64::INFINITY).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every edge by the names of its ends, each once.
    fn edges(file: &EdgeFile) -> Vec<(String, String, f64)> {
        let nodes = 0..file.graph.len() as u32;
        let halves = nodes.flat_map(|a| file.graph.neighbours(a).map(move |(b, weight)| (a, b, weight)));
        halves.filter(|(a, b, _)| a < b).map(|(a, b, weight)| (file.name(a), file.name(b), weight)).collect()
    }

    fn edge(a: &str, b: &str, weight: f64) -> (String, String, f64) {
        (a.to_owned(), b.to_owned(), weight)
    }

    #[test]
    fn a_plain_list_of_pairs_is_a_graph() {
        for text in ["3\t10\n10\t2\n", "3,10\n10,2", "3 10\r\n10 2\r\n", "# from a collection\n3;10\n10;2\n"]
        {
            let file = EdgeFile::read(text.as_bytes(), true);
            assert_eq!(edges(&file), [edge("2", "10", 1.0), edge("3", "10", 1.0)], "{text:?}");
            assert_eq!((file.bad, file.node("10"), file.node("4")), (0, Some(2), None));
        }
    }

    #[test]
    fn a_first_line_says_which_column_is_what() {
        let text = b"weight,target,note,source\n2.5,ben,x,ana\n1,ana,y,ben\n4,cy,z,ana\n";
        let file = EdgeFile::read(text, true);
        assert_eq!(edges(&file), [edge("ana", "ben", 3.5), edge("ana", "cy", 4.0)]);
        let plain = EdgeFile::read(text, false);
        assert_eq!(edges(&plain), [edge("ana", "ben", 1.0), edge("ana", "cy", 1.0)]);
    }

    #[test]
    fn a_line_that_is_no_tie_is_counted_and_the_rest_is_read() {
        for (first, others) in
            [("#\nsrc,dst,weight\n1,2,3\n", "7,8,1\n"), ("#\nsrc,dst,weight\na,2,3\n", "7,b,1\n")]
        {
            let text = format!("{first}\n4\n5,,1\n5,6,-1\n5,6,many\n{others}");
            let file = EdgeFile::read(text.as_bytes(), true);
            assert_eq!((file.graph.edges(), file.bad, file.first_bad_line), (2, 4, Some(5)), "{text:?}");
        }
    }

    /// Lines are neither lost nor cut where one thread's piece ends.
    #[test]
    fn a_large_file_is_read_whole() {
        let text: String = (0..200_000).map(|n| format!("{n}\t{}\t2\n", n + 1)).collect();
        let file = EdgeFile::read(text.as_bytes(), true);
        assert_eq!((file.graph.len(), file.graph.edges(), file.bad), (200_001, 200_000, 0));
        assert_eq!((file.name(123_456).as_str(), file.graph.strength(123_456)), ("123456", 4.0));
    }
}
