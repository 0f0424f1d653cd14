"""What moderators take from members for a time (제재), and from networks the sign-up."""
