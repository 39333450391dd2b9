//! linkedin
