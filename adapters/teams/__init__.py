"""The room of the Teams channel. It will implement `core.ports.Channel`, as `adapters.slack` does."""
