"""The benchmark of the server, run for a moment over a real server, and what it makes of bad figures."""

import json
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
import socketio
from werkzeug.serving import make_server

from burnish.cli.bench.server import Report, Usage
from burnish.web.load.figures import Notes
from burnish.web.load.listener import Listener
from burnish.web.load.main import LoadReport
from tests.fixtures_server import burnish_command, environment


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What the command prints for a short time, few pages and an engine that paints."""
    root = tmp_path_factory.mktemp("no-weights")
    options = ("--seconds", "6", "--clients", "3", "--uploads", "2", "--json", "--root", root)
    command = burnish_command("bench", "server", *options)
    done = subprocess.run(command, capture_output=True, text=True, env=environment(), check=False)
    assert done.returncode == 0, done.stderr
    printed: dict[str, object] = json.loads(done.stdout)
    return printed


def test_a_short_run_meets_no_error_and_measures_every_kind_of_request(report: dict[str, object]) -> None:
    measured = LoadReport.model_validate(report["measured"])
    assert measured.reasons == []
    kinds = {kind.name: kind for kind in measured.kinds}
    assert kinds["connect"].count == 3
    for name in ("gallery", "thumbnail", "image record", "job record", "list of jobs", "health", "upload", "event"):
        figures = kinds[name]
        assert figures.count > 0 and figures.errors == 0, name
        assert figures.median is not None and figures.largest is not None
        assert 0 < figures.median <= figures.largest
    assert measured.small.count == sum(
        kinds[name].count for name in ("gallery", "thumbnail", "image record", "job record", "list of jobs", "health")
    )
    assert measured.events > 0 and measured.previews > 0, "the engine worked, and each page was told"


def test_the_report_gives_a_verdict_on_every_aim(report: dict[str, object]) -> None:
    verdicts = report["verdicts"]
    assert isinstance(verdicts, list)
    assert len(verdicts) == 4
    assert verdicts[0]["is_reached"], "no error"


def test_a_gap_in_the_events_and_a_lost_connection_are_errors() -> None:
    notes, leaving = Notes(), threading.Event()
    with _events([6, 7, 9]) as url:
        Listener(url, notes, leaving).listen()
    assert notes.figures("event", ["event"]).errors == 1
    assert notes.reasons[0] == "event: event 9 came after 7"
    assert notes.figures("connect", ["connect"]).errors == 1


def test_aims_that_are_missed_are_not_called_reached() -> None:
    notes = Notes()
    for _ in range(100):
        notes.took("gallery", 0.02)
    notes.took("gallery", 0.15)
    notes.took("gallery", 0.15)
    notes.failed("upload", "500")
    measured = _measured(notes)
    report = Report(20, 10, "painting", 2, 0.0, 3.0, Usage(0.5, 300_000_001), measured)
    assert [verdict.is_reached for verdict in report.verdicts] == [False, False, False, False]


def test_nothing_measured_is_nothing_reached() -> None:
    report = Report(20, 10, "painting", 2, 0.0, 3.0, Usage(0.5, 1), _measured(Notes()))
    assert [verdict.is_reached for verdict in report.verdicts] == [True, False, False, True]


def _measured(notes: Notes) -> LoadReport:
    return LoadReport(
        seconds=1,
        kinds=[notes.figures(kind, [kind]) for kind in notes.kinds],
        small=notes.figures("small requests", ["gallery"]),
        events=0,
        previews=0,
        uploads_per_second=0,
        jobs_done=0,
        reasons=notes.reasons,
        processor_share=0,
    )


@contextmanager
def _events(sequences: Sequence[int]) -> Iterator[str]:
    """The address of a server that tells each page of events with these numbers, and then hangs up."""
    server = socketio.Server(async_mode="threading")

    def tell(page_id: str, environ: object) -> None:
        server.emit("hello", {"sequence": 5}, to=page_id)
        for sequence in sequences:
            server.emit("job_updated", {"sequence": sequence, "id": "a", "state": "running"}, to=page_id)

    def hang_up(page_id: str, *_: object) -> None:
        server.disconnect(page_id)

    server.on("connect", tell)
    server.on("watch", hang_up)
    web = make_server("127.0.0.1", 0, socketio.WSGIApp(server), threaded=True)
    thread = threading.Thread(target=web.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{web.server_port}"
    finally:
        web.shutdown()
        thread.join()
