"""The life of a case as one table. Pure: values in, values out."""

from .table import *  # noqa: F403
