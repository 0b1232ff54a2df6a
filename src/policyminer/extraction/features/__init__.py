"""Names and values of what the learned decisions see."""
