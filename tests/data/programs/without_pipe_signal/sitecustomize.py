"""A system that has no signal for a reader that went away, such as Windows."""

import _signal  # type: ignore[import-not-found]

_signal.signal(_signal.SIGPIPE, _signal.SIG_IGN)
del _signal.SIGPIPE
