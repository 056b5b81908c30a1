//! A site as it is asked for: from which folders, to which, and how careful to be.

use std::path::PathBuf;

/// What to publish, and where to.
#[derive(Clone)]
pub struct Publish {
    /// The folder of cards and words.
    pub content: PathBuf,
    /// The built app.
    pub app: PathBuf,
    /// The same, if it was named: otherwise it is the folder beside the program.
    pub named_app: Option<PathBuf>,
    /// The folder to write; what was in it is replaced.
    pub out: PathBuf,
    /// Publish what nobody has reviewed too.
    pub allow_unreviewed: bool,
    /// Only to look at it: what cannot be read is left out, instead of stopping.
    pub preview: bool,
}
