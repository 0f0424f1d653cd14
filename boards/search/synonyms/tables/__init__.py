"""The first synonyms, one module for each subject."""
