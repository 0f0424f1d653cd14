"""What runs with the settings and models of the site that is measured; see `managing.ask`."""
