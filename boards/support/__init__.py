"""What staff do for members: finding them, seeing the site as one of them, merging two accounts."""
