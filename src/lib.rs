//! Tandem: a conversation aid for health choices. See the map below.
