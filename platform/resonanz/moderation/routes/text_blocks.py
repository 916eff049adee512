"""Where the team words its text blocks."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from resonanz.accounts.guards import moderator
from resonanz.kernel import clock
from resonanz.kernel.fields import FieldErrors, Typed
from resonanz.kernel.i18n import gettext, lazy
from resonanz.web import pages, posted

from ..forms.text_blocks import FIELDS, read_block
from ..service import text_blocks
from ..service.text_blocks import TextBlock
from ..views.text_blocks import block_view, blocks_view
from .cases import acting

Web = Request[Any, Any, Any]
Page = Response[Any]

_PATH = "/moderation/text-blocks"
pages.add_message("block_saved", lazy("Der Textbaustein ist gespeichert."))
pages.add_message("block_removed", lazy("Der Textbaustein wird nicht mehr angeboten."))
pages.add_message("block_reset", lazy("Der Textbaustein hat wieder seinen ersten Wortlaut."))


class TextBlocks(Controller):
    """`/moderation/text-blocks`: blocks in three languages; each change is logged."""

    path = _PATH
    guards = (moderator,)

    @get("/")
    async def show(self, request: Web) -> Page:
        """All blocks by purpose."""
        view = blocks_view(await text_blocks.text_blocks(acting(request)))
        return pages.page(
            request,
            "moderation/text_blocks/index.html",
            view,
            title=gettext("Textbausteine"),
            private=True,
        )

    @get("/new")
    async def ask(self, request: Web) -> Page:
        """The form of a new block."""
        return _form(request, None)

    @post("/new")
    async def add(self, request: Web) -> Page:
        """Keep a new block."""
        form = await posted.form(request)
        given, errors = read_block(form)
        if given is None:
            return _form(request, None, _typed(form), errors)
        await text_blocks.save(
            "", given.purpose, given.title, given.texts, acting(request), clock.now()
        )
        return pages.see_other(_PATH, flash="block_saved", request=request)

    @get("/{key:str}")
    async def one(self, request: Web, key: FromPath[str]) -> Page:
        """The form of a block."""
        return _form(request, await text_blocks.text_block(key, acting(request)))

    @post("/{key:str}")
    async def change(self, request: Web, key: FromPath[str]) -> Page:
        """Keep a block in other words."""
        block = await text_blocks.text_block(key, acting(request))
        form = await posted.form(request)
        given, errors = read_block(form, purpose=block.purpose)
        if given is None:
            return _form(request, block, _typed(form), errors)
        await text_blocks.save(
            key, given.purpose, given.title, given.texts, acting(request), clock.now()
        )
        return pages.see_other(_PATH, flash="block_saved", request=request)

    @post("/{key:str}/remove")
    async def remove(self, request: Web, key: FromPath[str]) -> Page:
        """Offer a block no more."""
        await text_blocks.remove(key, acting(request), clock.now())
        return pages.see_other(_PATH, flash="block_removed", request=request)

    @post("/{key:str}/reset")
    async def reset(self, request: Web, key: FromPath[str]) -> Page:
        """Give a block the words back in which it ships."""
        await text_blocks.reset(key, acting(request), clock.now())
        return pages.see_other(_PATH, flash="block_reset", request=request)


def _typed(form: dict[str, list[str]]) -> Typed:
    return Typed((name, (form.get(name) or [""])[0]) for name in FIELDS)


def _form(
    request: Web,
    block: TextBlock | None,
    typed: Typed | None = None,
    errors: FieldErrors | None = None,
) -> Page:
    view = block_view(block, typed, errors)
    return pages.page(
        request,
        "moderation/text_blocks/edit.html",
        view,
        title=view.title,
        status=422 if errors else 200,
        private=True,
    )
