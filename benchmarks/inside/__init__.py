"""What runs with the settings and models of the site that is measured; see `site.call_inside`."""
