"""What is taken away when an account is deleted: who it was, what it kept, what it said."""
