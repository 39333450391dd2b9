//! A body must keep coming: whoever sends a byte now and then holds a connection and a handler for ever.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use http_body::{Frame, SizeHint};
use tokio::time::Sleep;

/// How fast a body has to come in at least.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// In every stretch of waiting so long …
    pub stretch: Duration,
    /// … so many bytes.
    pub bytes: usize,
}

/// A body that fails when it comes in too slowly. Only waiting for the sender counts, not what the handler takes.
pub struct Paced<B> {
    body: B,
    pace: Pace,
    sleep: Pin<Box<Sleep>>,
    waits: bool,
    came: usize,
}

impl<B> Paced<B>
where
    B: HttpBody<Data = Bytes, Error: std::error::Error + Send + Sync + 'static> + Send + Unpin + 'static,
{
    /// The body, watched.
    pub fn body(body: B, pace: Pace) -> Body {
        let sleep = Box::pin(tokio::time::sleep(pace.stretch));
        Body::new(Paced { body, pace, sleep, waits: false, came: 0 })
    }
}

impl<B> HttpBody for Paced<B>
where
    B: HttpBody<Data = Bytes, Error: std::error::Error + Send + Sync + 'static> + Unpin,
{
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        match Pin::new(&mut self.body).poll_frame(cx) {
            Poll::Ready(frame) => {
                let bytes =
                    |frame: &Result<Frame<Bytes>, B::Error>| frame.as_ref().ok()?.data_ref().map(Bytes::len);
                self.came += frame.as_ref().and_then(bytes).unwrap_or_default();
                if self.came >= self.pace.bytes {
                    (self.came, self.waits) = (0, false);
                }
                Poll::Ready(frame.map(|frame| frame.map_err(io::Error::other)))
            }
            Poll::Pending => {
                if !self.waits {
                    let stretch = self.pace.stretch;
                    self.sleep.set(tokio::time::sleep(stretch));
                    self.waits = true;
                }
                ready!(self.sleep.as_mut().poll(cx));
                Poll::Ready(Some(Err(io::Error::new(io::ErrorKind::TimedOut, "the sender is too slow"))))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
