"""What the user can put right: one message with place, trouble and remedy."""


class UserError(Exception):
    """A mistake of the user's: becomes one message on stderr and exit code 2."""

    def __init__(self, place: str, trouble: str, remedy: str) -> None:
        super().__init__(f"{place}: {trouble}: {remedy}" if remedy else f"{place}: {trouble}")


class ConfigError(UserError):
    """Every problem of a YAML file at once, a line each."""

    def __init__(self, problems: list[str]) -> None:
        Exception.__init__(self, "\n".join(problems))
