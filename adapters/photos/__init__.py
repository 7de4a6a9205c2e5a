"""Photos as they come in: checked by what they are, and made into what is kept."""
