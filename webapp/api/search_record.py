"""`/api/v1/search/record`: all that a search depended on and all that it found, to keep."""

from collections.abc import Iterator
from typing import Final

from flask import Blueprint, Response, request

from indexer.reach import check_recordable
from indexer.search import count
from indexer.search_record import SearchRecord, make_record, record_json
from indexer.search_record_text import record_text
from webapp.app_state import collection, settings
from webapp.page_setup import preferences
from webapp.request_args import BadArgument, one_of, read_form
from webapp.unknown_arguments import refuse_unknown
from webapp.views.broaden import reading_of

FORMATS: Final = ("json", "txt")

search_record_api = Blueprint("search_record_api", __name__, url_prefix="/api/v1")


@search_record_api.get("/search/record")
def record() -> Response:
    """The record of a search as a file, `format=txt` in words of the visitor's language."""
    refuse_unknown()  # a record is to be kept, and says nothing of what was passed over
    wanted = request.args.get("format", FORMATS[0])
    if wanted not in FORMATS:
        raise BadArgument("format", one_of(*FORMATS))
    form = read_form(request.args, settings().page_size)
    with collection().lease() as (generation, store):
        reading = reading_of(form, 1, (), generation, store)
        check_recordable(count(reading, generation))
        made = make_record(reading, generation)
    content = _text(made) if wanted == "txt" else record_json(made)
    response = Response(content, content_type="text/plain; charset=utf-8" if wanted == "txt" else "application/json")
    name = f"search-{made.searched_at:%Y%m%d-%H%M%S}.{wanted}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _text(made: SearchRecord) -> Iterator[bytes]:
    language = preferences().language
    return (f"{line}\n".encode() for line in list(record_text(made, ("zh" if language == "zh" else "en",))))
