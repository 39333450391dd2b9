//! A long change in small transactions, or, for a dry run, in one on a copy, which is never committed.

use super::{Db, Tx};
use crate::error::{Error, Result};
use crate::words::refusals;

/// The transactions of a job: each short, so that others can write in between.
pub struct Steps {
    db: Db,
    open: Option<Tx>,
    keep: bool,
}

impl Steps {
    /// Steps that last.
    pub fn lasting(db: &Db) -> Steps {
        Steps { db: db.clone(), open: None, keep: true }
    }

    /// Steps of a dry run: all in one transaction on a copy, which is gone when this is dropped. Others write meanwhile.
    pub fn dry(db: &Db) -> Steps {
        Steps { db: db.clone(), open: None, keep: false }
    }

    /// The transaction of the present step.
    ///
    /// # Errors
    /// As [`Db::begin`].
    pub async fn tx(&mut self) -> Result<&mut Tx> {
        if self.open.is_none() {
            let begun = if self.keep { self.db.begin().await? } else { self.db.begin_apart().await? };
            self.open = Some(begun);
        }
        self.open.as_mut().ok_or_else(|| Error::refused(refusals::database::NO_TRANSACTION))
    }

    /// Ends the step: what it did lasts from here on (unless this is a dry run).
    ///
    /// # Errors
    /// As [`Tx::commit`].
    pub async fn done(&mut self) -> Result<()> {
        match self.open.take() {
            Some(tx) if self.keep => tx.commit().await,
            open => {
                self.open = open;
                Ok(())
            }
        }
    }
}
