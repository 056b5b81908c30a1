//! Remembering what a step was made from, so that it is not done again for nothing.

use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

use crate::console::Done;
use crate::project::{self, Project};

/// The state of a step's inputs, and where it is remembered.
pub struct Stamp {
    file: PathBuf,
    value: String,
}

impl Stamp {
    /// Looks at contents, not at times: cargo touches files that it did not change, and a checkout changes all times.
    pub fn of(project: &Project, name: &str, inputs: &[&Path]) -> Done<Self> {
        let mut hasher = DefaultHasher::new();
        for input in inputs {
            let bytes = project::read(input)?;
            hasher.write_usize(bytes.len());
            hasher.write(&bytes);
        }
        let file = project.target.join("xtask").join(name);
        Ok(Self { file, value: format!("{:016x}", hasher.finish()) })
    }

    /// Whether the step was done with these inputs and its results are still there.
    pub fn is_fresh(&self, outputs: &[&Path]) -> bool {
        let same = std::fs::read_to_string(&self.file).is_ok_and(|kept| kept == self.value);
        same && outputs.iter().all(|output| output.exists())
    }

    /// To be called only after the step succeeded.
    pub fn keep(&self) -> Done {
        project::write(&self.file, &self.value)
    }
}
