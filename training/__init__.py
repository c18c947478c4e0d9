"""How the reader's model is made: corpora in, weights and datasheets out. Nothing here is needed at run time."""
