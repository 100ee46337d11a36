"""Quiet hours: the part of the day that people keep free in their agreement; nobody is reminded, nothing is suggested."""

DAY = 24 * 60


def is_quiet(since: str | None, until: str | None, at: str) -> bool:
    """Whether a time ("21:40") lies in the quiet hours, which may span midnight; without any it never does."""
    if since is None or until is None:
        return False
    return since <= at < until if since <= until else at >= since or at < until


def beside_quiet(since: str | None, until: str | None, at: str, minutes: int) -> str:
    """The same time, or the nearest at which so many minutes fit beside the quiet hours, where there is one."""
    if since is None or until is None or since == until:
        return at
    start, begins, ends = _minutes(at), _minutes(since), _minutes(until)
    if is_quiet(since, until, at):
        early = (ends - start) % DAY < (start - begins) % DAY
    elif (begins - start) % DAY >= minutes:
        return at
    else:
        early = False
    moved = until if early else _time((begins - minutes) % DAY)
    return moved if not is_quiet(since, until, moved) else at


def _minutes(at: str) -> int:
    hours, minutes = at.split(":")
    return 60 * int(hours) + int(minutes)


def _time(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
