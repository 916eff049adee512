"""Routes for machines, without a language, and the page that tells of them."""

from litestar.types import ControllerRouterHandler

from .agency import AgencyApi
from .description import agency_openapi
from .page import ApiPage
from .public import PublicApi
from .replies import ReplyApi

PAGES: list[ControllerRouterHandler] = [ApiPage]
SYSTEM: list[ControllerRouterHandler] = [
    AgencyApi,
    ReplyApi,
    agency_openapi,
    PublicApi,
]
