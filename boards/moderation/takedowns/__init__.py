"""Takedown requests: legal notices of anybody, from the form to the decision."""
