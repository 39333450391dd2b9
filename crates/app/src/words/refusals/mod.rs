//! Why something is refused, not found or cannot be set: the texts of [`crate::Error`].
//!
//! A module for each group of features. An item is named after the situation; where it takes data it is a function.

pub(crate) mod accounts;
pub(crate) mod acts;
pub(crate) mod backups;
pub(crate) mod capture;
pub(crate) mod database;
pub(crate) mod keeping;
pub(crate) mod members;
pub(crate) mod numbers;
pub(crate) mod outside;
pub(crate) mod people;
pub(crate) mod settings;
pub(crate) mod sign_in;
