"""The trained reader: an encoder and what its heads read off a sentence."""
