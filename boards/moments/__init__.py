"""Moments in forms: shown in the viewer's time zone, and given back unchanged."""
