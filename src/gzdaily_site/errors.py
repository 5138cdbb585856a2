"""What the user can put right: one message with place, trouble and remedy."""

from __future__ import annotations


class UserError(Exception):
    """A mistake of the user's: becomes one message on stderr and exit code 2."""

    def __init__(self, place: str, trouble: str, remedy: str) -> None:
        super().__init__(f"{place}: {trouble}: {remedy}" if remedy else f"{place}: {trouble}")

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (type(self), str(self))  # made anew where another process met it, from its message alone


class ConfigError(UserError):
    """Every problem of a file at once, a line each."""

    def __init__(self, problems: list[str]) -> None:
        Exception.__init__(self, "\n".join(problems))


def unwritten(place: str, e: OSError) -> UserError:
    """What a folder that takes no file, or no more, is told as."""
    return UserError(place, f"cannot be written ({e.strerror})", "check its permissions and the space left")


def unreadable(place: str, e: OSError) -> UserError:
    """What cannot be read is told as."""
    return UserError(place, f"cannot be read ({e.strerror})", "check its permissions")


def _again(kind: type[UserError], message: str) -> UserError:
    made = kind.__new__(kind)
    made.args = (message,)
    return made
