"""What people type: its lengths, how it is made safe, and what is found in it."""
