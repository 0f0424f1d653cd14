"""What is done with takedown requests, one verb a module."""
