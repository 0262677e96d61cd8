"""The build: rooms in the order in which data flows through them (docs/architecture.md)."""
