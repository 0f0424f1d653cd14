"""Warning, silencing and suspending members, lifting that, and what they are told of it."""
