//! Walks over real files: what is delivered, what is reported, and in which words.

#[cfg(test)]
mod archives;
#[cfg(test)]
mod folders;
#[cfg(test)]
mod support;
