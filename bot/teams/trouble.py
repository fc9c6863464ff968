"""How a failure of ours is logged: where it happened, and never what was in hand there."""

import traceback


def told(problem: BaseException) -> str:
    """Give the trace without the values of variables, which hold tokens and people's words.

    A log's own rendering of an exception may print those.
    """
    frames = traceback.extract_tb(problem.__traceback__)
    places = " < ".join(f"{frame.name} ({frame.filename}:{frame.lineno})" for frame in frames[::-1])
    return f"{type(problem).__name__} in {places or 'no frame'}"
