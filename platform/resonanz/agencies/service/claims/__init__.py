"""Claims of agencies by those who act for them."""

from .forgetting import forget_old

__all__ = ["forget_old"]
