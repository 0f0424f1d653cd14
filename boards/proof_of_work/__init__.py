"""Proof of work (altcha): a browser computes for a moment before a form of guests is sent."""
