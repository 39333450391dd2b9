//! A seeded sample network written as real files.
