"""Words."""


def compile_all() -> None: ...
