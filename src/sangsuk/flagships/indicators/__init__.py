"""What is measured: definitions, their versions, and the cards other parts read."""
