"""What goes wrong with a backup, in a sentence for whoever ran the command."""


class BackupError(Exception):
    """Something that the command refuses or cannot do; its text is a translated sentence."""
