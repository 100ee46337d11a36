"""Pages: queries and throughput of Today, the session list, the journal and the goals, beside a bare WSGI function of the same bytes.

The bare function renders the very same Jinja template from values that it already has: no database, no
routing, no sign-in, no policy. It is a limit that no real page reaches. A second one renders it in Jinja as it comes,
without what `app/web/compiling.py` settles beforehand. All answer in one process, in turns.
"""

import statistics
import time
from collections.abc import Callable

from jinja2 import Environment, Template
from sqlalchemy import Engine, event
from werkzeug.test import EnvironBuilder

from bench.report import Figure, arguments, percent, tell
from bench.world import World, world

ROUNDS = 7


def environ(path: str, headers: dict[str, str], origin: str) -> dict:
    """A WSGI environment for one GET."""
    return EnvironBuilder(path=path, base_url=origin, headers=headers).get_environ()


def answer(application: Callable, given: dict) -> tuple[str, bytes]:
    """The status and the body of one answer."""
    told: list[str] = []
    body = b"".join(application(dict(given), lambda status, _headers, *_: told.append(status)))
    return told[0], body


def queries(application: Callable, given: dict) -> int:
    """How many statements one answer costs."""
    seen: list[str] = []

    def count(_connection, _cursor, statement, *_rest) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", count)
    try:
        status, _ = answer(application, given)
        assert status == "200 OK", status
    finally:
        event.remove(Engine, "before_cursor_execute", count)
    return len(seen)


def recorded(application: Callable, given: dict) -> tuple[Template, dict]:
    """The template that an answer rendered last, with the values it was given."""
    seen: list[tuple[Template, dict]] = []
    render = Template.render

    def record(self: Template, *names, **values) -> str:
        seen.append((self, dict(*names, **values)))
        return render(self, *names, **values)

    Template.render = record  # type: ignore[method-assign]
    try:
        answer(application, given)
    finally:
        Template.render = render  # type: ignore[method-assign]
    return seen[-1]


def as_it_comes(template: Template) -> Template:
    """The same template in Jinja's own environment, which looks every text and drawing up while it renders."""
    ours = template.environment
    plain = Environment(
        loader=ours.loader,
        autoescape=ours.autoescape,
        undefined=ours.undefined,
        trim_blocks=ours.trim_blocks,
        lstrip_blocks=ours.lstrip_blocks,
        auto_reload=False,
    )
    plain.globals.update(ours.globals)
    plain.filters.update(ours.filters)
    assert template.name is not None
    return plain.get_template(template.name)


def bare(template: Template, values: dict) -> Callable:
    """A WSGI function that renders this template with these values, and does nothing else."""

    def application(_environ: dict, start) -> list[bytes]:
        content = template.render(values).encode()
        start("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(content)))])
        return [content]

    return application


def rate(application: Callable, given: dict, seconds: float) -> float:
    """Answers a second."""
    end = time.perf_counter() + seconds
    number, start = 0, time.perf_counter()
    while time.perf_counter() < end:
        answer(application, given)
        number += 1
    return number / (time.perf_counter() - start)


def measure(small: World, large: World, name: str, path: str, seconds: float) -> dict:
    """The row of one page."""
    origin = "http://localhost:8000"
    given = environ(path, small.headers(), origin)
    status, body = answer(small.app.wsgi_app, given)
    assert status == "200 OK", f"{path}: {status}"
    template, values = recorded(small.app.wsgi_app, given)
    limit, plain = bare(template, values), bare(as_it_comes(template), values)
    turns = []
    for _ in range(ROUNDS):
        ours = rate(small.app.wsgi_app, given, seconds)
        with small.app.app_context():
            assert len(answer(limit, given)[1]) == len(body)
            turns.append((ours, rate(limit, given, seconds), rate(plain, given, seconds)))
    ours, limits, plains = (statistics.median(column) for column in zip(*turns, strict=True))
    grown = path.replace(str(small.match_id), str(large.match_id))
    return {
        "page": name,
        "bytes": len(body),
        "queries": queries(small.app.wsgi_app, given),
        "queries, 100x data": queries(large.app.wsgi_app, environ(grown, large.headers(), origin)),
        "a second": round(ours),
        "bare a second": round(limits),
        "share": f"{statistics.median(own / most for own, most, _ in turns):.0%}",
        "plain Jinja a second": round(plains),
        "of plain": f"{statistics.median(own / other for own, _, other in turns):.0%}",
    }


def figures(seconds: float = 0.4, more: int = 1000) -> list[Figure]:
    """Today's share of two bare functions with the same bytes, and whether more data costs it more statements."""
    with world() as small, world(more=more) as large:
        row = measure(small, large, "Today", "/", seconds)
    beside = {
        "bare WSGI with Jinja as it comes": ("of plain", "plain Jinja a second"),
        "bare WSGI with our own compiled templates": ("share", "bare a second"),
    }
    grown = row["queries, 100x data"]
    return [
        *(
            Figure(
                f"Today ({row['a second']} a second), of {which}",
                percent(row[share]),
                "%",
                f"bare: {row[rate_of]} a second of {row['bytes']} bytes",
                least=60,
            )
            for which, (share, rate_of) in beside.items()
        ),
        Figure(
            "statements for Today with much more data",
            grown,
            "",
            f"{row['queries']} with little",
            most=row["queries"],
        ),
    ]


def main() -> None:
    """Measure these as Samira."""
    given = arguments(
        __doc__ or "", seconds={"type": float, "default": 1.0}, more={"type": int, "default": 4000}
    )
    with world() as small, world(more=given.more) as large:
        rows = [
            measure(small, large, "Today", "/", given.seconds),
            measure(small, large, "session list", f"/matches/{small.match_id}/sessions", given.seconds),
            measure(small, large, "journal", "/journal", given.seconds),
            measure(small, large, "goals", "/goals", given.seconds),
        ]
    figure = "pages, of bare WSGI with Jinja as it comes (with our compiled templates): " + ", ".join(
        f"{row['page']} {row['of plain']} ({row['share']})" for row in rows
    )
    tell("pages", rows, figure, given.json)


if __name__ == "__main__":
    main()
