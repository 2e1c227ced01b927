"""Parts of the held-out simulator Tests/HeldOut/mixtures."""
