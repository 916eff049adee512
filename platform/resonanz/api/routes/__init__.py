"""Routes for machines; they have no language and no page."""

from litestar.types import ControllerRouterHandler

from .agency import AgencyApi
from .description import agency_openapi
from .replies import ReplyApi

SYSTEM: list[ControllerRouterHandler] = [AgencyApi, ReplyApi, agency_openapi]
