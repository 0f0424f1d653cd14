"""Rules about requests that every room shares."""
