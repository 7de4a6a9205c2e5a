"""What Slack and Teams have in common: strict reading, lengths, storing before answering, fitting a card in."""
