"""What rows mean, as far as it is certain; shared by rules and whatever counts them."""
