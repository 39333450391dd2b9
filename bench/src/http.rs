//! A client for benchmarks: one kept connection, one request after the other, as a browser would ask.
//!
//! It reads no more of an answer than its status, its cookie, its length and its bytes, so that what is measured is the
//! server.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;

/// A connection to a server.
pub struct Connection {
    host: String,
    /// What every request says of who asks, such as `kith=…`; what the server gave last.
    pub cookie: Option<String>,
    stream: BufReader<TcpStream>,
}

/// What was answered.
pub struct Answer {
    /// Such as 200.
    pub status: u16,
    /// As it came over the wire, compressed or not.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as text, for one that was not asked for compressed.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Connection {
    /// Connects to a host such as `127.0.0.1:8484`.
    ///
    /// # Errors
    /// Nobody listens there.
    pub fn open(host: &str) -> io::Result<Connection> {
        let stream = TcpStream::connect(host)?;
        stream.set_nodelay(true)?;
        Ok(Connection {
            host: host.to_owned(),
            cookie: None,
            stream: BufReader::with_capacity(1 << 16, stream),
        })
    }

    /// Asks for an address and reads the whole answer; connects again if the server has closed the connection.
    ///
    /// # Errors
    /// The connection failed, or what came is not HTTP.
    pub fn get(&mut self, address: &str, compressed: bool) -> io::Result<Answer> {
        let encodings = if compressed { "accept-encoding: gzip, deflate, br, zstd\r\n" } else { "" };
        self.ask(&format!("GET {address}"), encodings, "")
    }

    /// Sends a form, as a page of the server itself would; its cookie is kept.
    ///
    /// # Errors
    /// The connection failed, or what came is not HTTP.
    pub fn post(&mut self, address: &str, form: &str) -> io::Result<Answer> {
        let headers = format!(
            "origin: http://{}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n",
            self.host,
            form.len()
        );
        self.ask(&format!("POST {address}"), &headers, form)
    }

    fn ask(&mut self, what: &str, headers: &str, body: &str) -> io::Result<Answer> {
        let cookie = self.cookie.as_ref().map(|cookie| format!("cookie: {cookie}\r\n")).unwrap_or_default();
        let request = format!("{what} HTTP/1.1\r\nhost: {}\r\n{cookie}{headers}\r\n{body}", self.host);
        self.stream.get_mut().write_all(request.as_bytes())?;
        let (answer, is_kept) = self.read()?;
        if !is_kept {
            *self = Connection { cookie: self.cookie.take(), ..Connection::open(&self.host)? };
        }
        Ok(answer)
    }

    fn read(&mut self) -> io::Result<(Answer, bool)> {
        let status = self.line()?.split(' ').nth(1).and_then(|code| code.parse().ok());
        let status = status.ok_or_else(|| io::Error::other("what came is not HTTP"))?;
        let (mut length, mut is_chunked, mut is_kept) = (0, false, true);
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(": ") else { break };
            match (name.to_ascii_lowercase().as_str(), value) {
                ("set-cookie", value) => self.cookie = value.split(';').next().map(str::to_owned),
                ("content-length", value) => length = value.parse().map_err(io::Error::other)?,
                ("transfer-encoding", value) => is_chunked = value.eq_ignore_ascii_case("chunked"),
                ("connection", value) => is_kept = !value.eq_ignore_ascii_case("close"),
                _ => {}
            }
        }
        let body = if is_chunked { self.chunks()? } else { self.bytes(length)? };
        Ok((Answer { status, body }, is_kept))
    }

    fn chunks(&mut self) -> io::Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let length = usize::from_str_radix(&self.line()?, 16).map_err(io::Error::other)?;
            body.extend(self.bytes(length)?);
            self.line()?;
            if length == 0 {
                return Ok(body);
            }
        }
    }

    fn bytes(&mut self, length: usize) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        self.stream.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        match self.stream.read_line(&mut line)? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(line.trim_end().to_owned()),
        }
    }
}

/// The addresses below a folder that a page links to, each once.
pub fn links(body: &str, folder: &str, others: &[&str]) -> Vec<String> {
    let starts = body.split("href=\"").skip(1).filter_map(|rest| rest.split(['"', '?', '#']).next());
    let below = starts.filter_map(|address| Some((address, address.strip_prefix(folder)?)));
    let mut found: Vec<String> = below
        .filter(|(_, slug)| !slug.is_empty() && !slug.contains('/') && !others.contains(slug))
        .map(|(address, _)| address.to_owned())
        .collect();
    found.dedup();
    found
}
