"""What several shapes have."""

from pydantic import BaseModel


class Named(BaseModel):
    """A code with its name in the language asked for."""

    code: str
    name: str
