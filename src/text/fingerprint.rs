//! A short number made of words, by which a change of them is noticed. It keeps no secret.

/// FNV-1a, 32 bits: it stands in what people keep, so it may not change with a compiler.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint(u32);

impl Default for Fingerprint {
    fn default() -> Self {
        Fingerprint(0x811c_9dc5)
    }
}

impl Fingerprint {
    /// Takes in more words.
    pub fn words(&mut self, words: &str) {
        for byte in words.bytes().chain([0]) {
            self.0 = (self.0 ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }

    /// As a number of 16 bits.
    pub fn short(&self) -> u16 {
        (self.0 ^ (self.0 >> 16)) as u16
    }

    /// As eight signs.
    pub fn text(&self) -> String {
        format!("{:08x}", self.0)
    }
}
