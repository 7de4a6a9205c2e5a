"""The Teams channel. `parts` puts it together, and is imported only where Teams is on: botbuilder is large."""
