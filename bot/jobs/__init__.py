"""Time passes: the tick, and the demo's clock that can be moved."""
