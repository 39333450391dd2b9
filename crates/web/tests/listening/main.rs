//! How connections come in: TLS with a certificate that is renewed, proxies, and strangers who are slow or too many.

#![expect(clippy::expect_used, reason = "a test fails by panicking, in its helpers too")]

mod strangers;
mod support;
mod tls;
