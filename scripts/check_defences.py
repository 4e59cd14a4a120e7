"""Takes out one defence after the other and sees that its test fails: ``python scripts/check_defences.py [WORD ...]``.

Works on a copy, and takes some minutes. With words, only defences whose names have one of them are taken out. The table
of docs/security.md is what ``--markdown`` prints.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import click

ROOT = Path(__file__).parents[1]
COPIED = ("backend", "frontend/index.html", "scripts", "tests", "pyproject.toml")

MOST_SECONDS = 120
"""A test that takes longer without its defence has failed: it waits for what the defence would have ended."""

DOOR = "backend/burnish/web/door"
UNIT = "tests/unit/web/door"
REAL = "tests/integration/web"


@dataclass(frozen=True, slots=True)
class Defence:
    """A defence, where it is, how it is taken out, and the test that fails then."""

    title: str
    file: str
    original: str
    without: str
    test: str


DEFENCES = (
    # Names
    Defence(
        "On loopback the server answers to loopback names alone",
        f"{DOOR}/names.py",
        "if is_loopback(name) or name in self._names or",
        "if name or",
        f"{UNIT}/test_names.py::test_a_server_on_loopback_answers_to_no_foreign_name",
    ),
    Defence(
        "Beyond loopback it answers to addresses, its own names and those that are allowed",
        f"{DOOR}/names.py",
        "(not self._is_local and _is_address(name))",
        "not self._is_local",
        f"{UNIT}/test_names.py::test_a_server_beyond_loopback_answers_to_no_foreign_name",
    ),
    Defence(
        "A `Host` that is malformed, doubled or missing is refused",
        f"{DOOR}/names.py",
        "_HOST.fullmatch(host)",
        "_HOST.match(host)",
        f"{UNIT}/test_names.py::test_what_is_no_name_is_refused",
    ),
    Defence(
        "A target that is no path, such as another host's address, is refused",
        f"{DOOR}/guard.py",
        'if not environ["PATH_INFO"].startswith("/"):',
        "if False:",
        f"{UNIT}/test_names.py::test_a_target_that_is_no_path_is_refused",
    ),
    # Pages of other sites
    Defence(
        "A foreign `Origin`, `null` among them, is refused on every request",
        f"{DOOR}/pages.py",
        "if not is_own or (",
        "if (",
        f"{UNIT}/test_pages.py::test_a_foreign_page_reaches_nothing",
    ),
    Defence(
        "What `Sec-Fetch-Site` shows to come from a foreign page is refused",
        f"{DOOR}/pages.py",
        "(site not in OWN_SITES and not _opens_the_page(environ))",
        "False",
        f"{UNIT}/test_pages.py::test_a_foreign_page_reaches_nothing",
    ),
    Defence(
        "A link on another site opens the page, and neither a call nor a frame",
        f"{DOOR}/pages.py",
        "site not in OWN_SITES and not _opens_the_page(environ)",
        'site not in OWN_SITES and environ["REQUEST_METHOD"] != "GET"',
        f"{UNIT}/test_pages.py::test_a_link_on_another_site_opens_the_page_and_nothing_else",
    ),
    Defence(
        "Page, files, calls and events are all behind the door",
        "backend/burnish/web/server.py",
        "Door(app, settings, token)",
        "app",
        f"{REAL}/test_door.py::test_all_that_is_served_is_behind_the_door",
    ),
    Defence(
        "No answer lets another site read it (CORS)",
        f"{DOOR}/headers.py",
        ' if not name.lower().startswith("access-control-")',
        "",
        f"{UNIT}/test_headers.py::test_no_answer_lets_another_site_read_it",
    ),
    Defence(
        "Every answer forbids to run, frame, embed or reinterpret it",
        f"{DOOR}/headers.py",
        "[*own, *added]",
        "own",
        f"{UNIT}/test_headers.py::test_every_answer_is_hardened",
    ),
    # The page itself
    Defence(
        "The page runs no scripts but the server's files",
        f"{DOOR}/headers.py",
        "\"script-src 'self'\"",
        "\"script-src 'self' 'unsafe-inline'\"",
        "tests/unit/web/test_frontend.py::test_the_page_runs_nothing_but_the_servers_own_scripts",
    ),
    Defence(
        "The page's nonce is another one each time",
        "backend/burnish/web/routes/frontend.py",
        "nonce = secrets.token_urlsafe(16)",
        'nonce = "always-the-same"',
        "tests/unit/web/test_frontend.py::test_the_page_has_another_nonce_each_time",
    ),
    Defence(
        "Files of the page come from its folder",
        "backend/burnish/web/routes/frontend.py",
        "send_from_directory(STATIC_FOLDER, stored,",
        '__import__("flask").send_file(STATIC_FOLDER / stored,',
        "tests/unit/web/test_frontend.py::test_files_beside_the_pages_folder_are_not_served",
    ),
    Defence(
        "Images are served with the type of what they are",
        "backend/burnish/web/routes/images.py",
        'mimetype=f"image/{record.format}"',
        "mimetype=None",
        f"{REAL}/test_door.py::test_files_of_images_are_served_as_nothing_but_images",
    ),
    # The token
    Defence(
        "A token is asked for as soon as others than this machine may reach the server",
        f"{DOOR}/guard.py",
        "is_private = is_loopback(settings.host) and not settings.allowed_hosts",
        "is_private = True",
        f"{UNIT}/test_token.py::test_a_token_is_asked_for_as_soon_as_others_may_reach_the_server",
    ),
    Defence(
        "Without the token nothing is answered",
        f"{DOOR}/guard.py",
        "self._ask_for_token(environ, arrival, self._token) if self._token else None",
        "None",
        f"{UNIT}/test_token.py::test_without_the_token_nothing_is_answered",
    ),
    Defence(
        "A wrong token is not the right one",
        f"{DOOR}/guard.py",
        "if not token.is_token(given):",
        "if False:",
        f"{UNIT}/test_token.py::test_programs_send_the_token_with_every_request",
    ),
    Defence(
        "Tokens are compared in constant time",
        f"{DOOR}/token.py",
        "hmac.compare_digest(candidate.encode(), self.token.encode())",
        "candidate == self.token",
        f"{UNIT}/test_token.py::test_tokens_are_compared_in_constant_time",
    ),
    Defence(
        "The file with the token is its owner's alone",
        f"{DOOR}/token.py",
        "path.chmod(0o600)",
        "path.chmod(0o644)",
        f"{UNIT}/test_token.py::test_a_token_that_is_made_is_kept_where_its_owner_alone_reads_it",
    ),
    Defence(
        "The cookie does not give the token away, and ends with it",
        f"{DOOR}/token.py",
        'self.cookie_value = self._derived("value")',
        "self.cookie_value = token",
        f"{UNIT}/test_token.py::test_the_cookie_does_not_tell_the_token_and_ends_with_it",
    ),
    Defence(
        "Scripts cannot read the cookie",
        f"{DOOR}/guard.py",
        "httponly=True",
        "httponly=False",
        f"{UNIT}/test_token.py::test_the_address_with_the_token_signs_in",
    ),
    Defence(
        "Other sites' requests come without the cookie",
        f"{DOOR}/guard.py",
        'samesite="Strict"',
        'samesite="None"',
        f"{UNIT}/test_token.py::test_the_address_with_the_token_signs_in",
    ),
    Defence(
        "Over HTTPS the cookie is kept from plain HTTP",
        f"{DOOR}/guard.py",
        "secure=is_https",
        "secure=False",
        f"{UNIT}/test_token.py::test_the_cookie_is_kept_from_plain_http_where_there_is_https",
    ),
    Defence(
        "The token is shown neither by commands nor in messages between processes",
        "backend/burnish/settings.py",
        "        exclude=True,\n",
        "",
        "tests/unit/test_settings.py::test_the_token_leaves_the_settings_by_no_way_but_asking_for_it",
    ),
    Defence(
        "A client may try ten tokens in a minute",
        f"{DOOR}/attempts.py",
        "((own, OF_ONE_CLIENT), (all_together, OF_ALL_CLIENTS))",
        "((all_together, OF_ALL_CLIENTS),)",
        f"{UNIT}/test_attempts.py::test_after_ten_wrong_tokens_no_more_are_looked_at",
    ),
    Defence(
        "All clients together may try a hundred, and no more are remembered",
        f"{DOOR}/attempts.py",
        "((own, OF_ONE_CLIENT), (all_together, OF_ALL_CLIENTS))",
        "((own, OF_ONE_CLIENT),)",
        f"{UNIT}/test_attempts.py::test_many_clients_together_are_limited_and_so_is_what_is_remembered_of_them",
    ),
    Defence(
        "The addresses of one IPv6 connection count as one client",
        f"{DOOR}/attempts.py",
        "_NETWORK_BITS_IPV6 = 64",
        "_NETWORK_BITS_IPV6 = 128",
        f"{UNIT}/test_attempts.py::test_the_addresses_of_one_connection_to_the_internet_are_one_client",
    ),
    # Proxies
    Defence(
        "What is said on behalf of clients is believed of the declared proxy alone",
        f"{DOOR}/arrival.py",
        "if not self._trusts(peer.client):",
        "if False:",
        f"{UNIT}/test_proxy.py::test_what_others_say_on_behalf_of_clients_is_not_believed",
    ),
    Defence(
        "Of the machines that a request has passed, none that may be invented counts",
        f"{DOOR}/arrival.py",
        "for one in reversed(passed)",
        "for one in passed",
        f"{UNIT}/test_proxy.py::test_the_client_is_the_last_that_is_no_proxy",
    ),
    Defence(
        "A server that is open to its own machine is not reached through an undeclared proxy",
        f"{DOOR}/guard.py",
        "if self._token is None and self._proxy is None and is_forwarded(environ):",
        "if False:",
        f"{UNIT}/test_proxy.py::test_an_open_server_is_not_reached_through_a_proxy_that_is_not_declared",
    ),
    Defence(
        "A declared proxy does not replace the token unless it is said to",
        f"{DOOR}/guard.py",
        "if self._proxy_authenticates and arrival.through_proxy:",
        "if arrival.through_proxy:",
        f"{UNIT}/test_proxy.py::test_a_declared_proxy_does_not_replace_the_token_unless_it_is_said_to",
    ),
    # Connections
    Defence(
        "Nothing older than TLS 1.2 is spoken",
        "backend/burnish/web/tls.py",
        "ssl.TLSVersion.TLSv1_2",
        "ssl.TLSVersion.TLSv1",
        "tests/unit/web/test_tls.py::test_only_newer_versions_of_tls_are_spoken",
    ),
    Defence(
        "A connection that fails is its own end and not the server's",
        "backend/burnish/web/green.py",
        "except OSError:  # the other side",
        "except TimeoutError:  # the other side",
        f"{REAL}/test_beyond_loopback.py::test_clients_that_hang_or_break_off_hold_nobody_up",
    ),
    Defence(
        "More connections than the system allows do not end the server",
        "backend/burnish/web/green.py",
        "if error.errno in _SHORTAGES:",
        "if error.errno in _SHORTAGES:\n                    raise\n                if not error.errno:",
        f"{REAL}/test_connections.py::test_too_many_connections_do_not_end_the_server",
    ),
    Defence(
        "A request's first line has to come in time",
        "backend/burnish/web/green.py",
        "eventlet.Timeout(IDLE_SECONDS, TimeoutError)",
        "eventlet.Timeout(None)",
        f"{REAL}/test_connections.py::test_who_says_it_byte_by_byte_is_hung_up_on",
    ),
    Defence(
        "A request's head has to come in time",
        "backend/burnish/web/green.py",
        "eventlet.Timeout(HEAD_SECONDS, TimeoutError)",
        "eventlet.Timeout(None)",
        f"{REAL}/test_connections.py::test_who_says_it_byte_by_byte_is_hung_up_on",
    ),
    Defence(
        "Silence in the middle of a request ends the connection",
        "backend/burnish/web/green.py",
        "socket_timeout=SILENCE_SECONDS",
        "socket_timeout=None",
        f"{REAL}/test_connections.py::test_who_says_nothing_more_is_hung_up_on",
    ),
    Defence(
        "A defect tells strangers nothing of the server",
        "backend/burnish/web/green.py",
        "debug=False",
        "debug=True",
        f"{REAL}/test_connections.py::test_a_defect_tells_nothing_of_the_server",
    ),
    Defence(
        "What a request may bring is limited before any of it is read",
        f"{DOOR}/bodies.py",
        "if body_bytes(environ) > limit:",
        "if False:",
        f"{UNIT}/test_bodies.py::test_calls_with_parameters_bring_little",
    ),
    Defence(
        "A request that does not say how long it is is refused",
        f"{DOOR}/bodies.py",
        'if environ.get("HTTP_TRANSFER_ENCODING"):\n        raise',
        "if False:\n        raise",
        f"{UNIT}/test_bodies.py::test_a_request_says_how_long_it_is",
    ),
    Defence(
        "Nothing long is read of who is refused",
        f"{DOOR}/guard.py",
        "            environ[HANG_UP]()\n",
        "            pass\n",
        f"{UNIT}/test_bodies.py::test_nothing_long_is_read_of_who_is_refused",
    ),
    # Files
    Defence(
        "The content of a file, and not its name, tells its format; SVG is none",
        "backend/burnish/images/formats.py",
        "if _looks_like_svg(head):",
        "if False:",
        "tests/unit/images/test_hostile_files.py::test_content_and_not_the_name_decides",
    ),
    Defence(
        "The number of pixels is checked before any is decoded",
        "backend/burnish/images/decode.py",
        "if header.width * header.height > limits.max_pixels:",
        "if False:",
        "tests/unit/images/test_hostile_files.py::test_a_decompression_bomb_is_refused_by_its_header",
    ),
    Defence(
        "Code in a checkpoint is never run",
        "backend/burnish/upscaling/foreign_weights.py",
        "weights_only=True",
        "weights_only=False",
        "tests/integration/upscaling/test_recognition.py::test_code_in_a_checkpoint_is_never_run",
    ),
    Defence(
        "Weights that are not the published ones are not installed, whatever mirror they come from",
        "backend/burnish/weights/download.py",
        "    if found is not None:\n        raise WrongHash",
        "    if False:\n        raise WrongHash",
        "tests/integration/weights/test_download.py::test_wrong_bytes_of_the_right_length_are_never_installed",
    ),
)


@click.command(help=__doc__)
@click.option("--markdown", is_flag=True, help="Print the table of docs/security.md.")
@click.argument("words", nargs=-1)
def main(markdown: bool, words: tuple[str, ...]) -> None:
    """Checks the defences, or prints them."""
    if markdown:
        click.echo(table())
        return
    chosen = [one for one in DEFENCES if not words or any(word in one.title for word in words)]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        _copy_to(copy)
        if not _passes(copy, sorted({one.test for one in chosen})):
            sys.exit("The tests fail although nothing is taken out.")
        useless = [one for one in chosen if not _is_missed(copy, one)]
    if useless:
        sys.exit(f"{len(useless)} of {len(chosen)} defences can be taken out without a test that fails.")
    click.echo(f"Each of {len(chosen)} defences is missed by its test.")


def table() -> str:
    """The defences as a table in Markdown."""
    rows = [f"| {one.title} | `{one.file}` | `{one.test}` |" for one in DEFENCES]
    return "\n".join(["| defence | code | test |", "|---|---|---|", *rows])


def _copy_to(folder: Path) -> None:
    for name in COPIED:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, target)


def _is_missed(copy: Path, defence: Defence) -> bool:
    """Whether the test fails without the defence, which is put back afterwards."""
    path = copy / defence.file
    original = path.read_text(encoding="utf-8")
    path.write_text(original.replace(defence.original, defence.without), encoding="utf-8")
    is_missed = not _passes(copy, [defence.test])
    path.write_text(original, encoding="utf-8")
    click.echo(f"{'missed    ' if is_missed else 'NOT MISSED'}  {defence.title}")
    return is_missed


def _passes(copy: Path, tests: list[str]) -> bool:
    environment = {**os.environ, "PYTHONPATH": str(copy / "backend"), "PYTHONDONTWRITEBYTECODE": "1"}
    environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    if all(test.startswith("tests/unit/web/") for test in tests):
        command.append("--noconftest")  # they need no fixtures, and to import those takes most of the time
    limit = MOST_SECONDS * len(tests)
    with subprocess.Popen(
        command, cwd=copy, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    ) as run:
        try:
            output, _ = run.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            os.killpg(run.pid, 9)
            return False
    if run.returncode not in (0, 1):
        sys.exit(f"The tests could not be run:\n{output.decode()}")
    if len(tests) > 1 and run.returncode == 1:
        click.echo(output.decode())
    return run.returncode == 0


if __name__ == "__main__":
    main()
