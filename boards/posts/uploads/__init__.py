"""Pictures and other files that members send: how they are checked, kept and handed out."""
