//! How connections come in: TLS with a certificate that is renewed, proxies, and strangers who are slow or too many.

#![expect(clippy::expect_used, reason = "a test fails by panicking, in its helpers too")]

#[cfg(feature = "acme")]
mod acme;
#[cfg(feature = "acme")]
mod asking;
#[cfg(feature = "acme")]
mod authority;
mod strangers;
mod support;
mod tls;
