//! The texts a workbook shares between its cells, in one piece of memory.

use crate::Limits;
use crate::failure::{Result, Unreadable};

/// Texts by position.
#[derive(Debug, Default)]
pub(crate) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    pub(crate) fn get(&self, position: usize) -> Option<&str> {
        let end = *self.ends.get(position)?;
        let start = match position {
            0 => 0,
            _ => self.ends[position - 1],
        };
        self.text.get(start as usize..end as usize)
    }

    /// Adds to the text that is being read.
    pub(crate) fn append(&mut self, piece: &str, limits: &Limits) -> Result<()> {
        if self.text.len() + piece.len() > limits.text_bytes {
            return Err(Unreadable::TooMuchText { limit: limits.text_bytes });
        }
        self.text.push_str(piece);
        Ok(())
    }

    /// Ends the text that is being read.
    pub(crate) fn end(&mut self, limits: &Limits) -> Result<()> {
        let too_much = Unreadable::TooMuchText { limit: limits.text_bytes };
        if self.ends.len() >= limits.texts {
            return Err(too_much);
        }
        self.ends.push(u32::try_from(self.text.len()).map_err(|_| too_much)?);
        Ok(())
    }
}
