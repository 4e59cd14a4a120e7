"""The door: one place that every request passes, to the REST calls, the page and the events alike."""

from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.types import StartResponse

from werkzeug import Request, Response
from werkzeug.utils import redirect

from burnish.problems import Problem
from burnish.settings import Settings
from burnish.web.door.arrival import Arrival, Proxy, as_it_arrived, direct_arrival, is_forwarded
from burnish.web.door.attempts import Attempts, TooManyAttempts
from burnish.web.door.bodies import TooLarge, body_bytes, check_length, has_long_body
from burnish.web.door.headers import hardened
from burnish.web.door.names import Names, is_loopback
from burnish.web.door.pages import comes_from_elsewhere, refuse_foreign_pages
from burnish.web.door.sign_in import PATH as SIGN_IN
from burnish.web.door.sign_in import sign_in_page
from burnish.web.door.sign_in_texts import SignInTexts, texts_for
from burnish.web.door.token import AccessToken, access_token
from burnish.web.green import HANG_UP

Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]

UPLOAD_OVERHEAD = 1024**2
"""Bytes that an upload may have beyond its files."""

COOKIE_SECONDS = 365 * 24 * 3600

_SIGN_IN_BYTES = 4096
_BEARER = "Bearer "


class NotSignedIn(Problem):
    """The server asks for a token, and the request brings none that is right."""

    slug = "not-signed-in"
    title = "The server asks for its token"
    status = 401


class UndeclaredProxy(Problem):
    """A server that is open to this machine alone is asked through a proxy."""

    slug = "undeclared-proxy"
    title = "The proxy is not declared"
    status = 403


class MalformedTarget(Problem):
    """What is asked for is not a path."""

    slug = "malformed-target"
    title = "The request names no path"
    status = 400


class Door:
    """A WSGI application that lets those requests through to another one that may reach it."""

    def __init__(self, application: Application, settings: Settings, token: AccessToken | None) -> None:
        """Without a ``token`` whoever reaches the server is let in, as :func:`token_of` has it."""
        self._application = application
        self._proxy = Proxy(settings.proxy, settings.proxy_networks) if settings.proxy else None
        self._names = Names(settings.host, {*settings.allowed_hosts, *([self._proxy.name] if self._proxy else [])})
        self._upload_bytes = settings.max_upload_size + UPLOAD_OVERHEAD
        self._proxy_authenticates = settings.proxy_authenticates
        self._token = token
        self._attempts = Attempts()

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Answers as a WSGI application does."""
        arrival = self._proxy.arrival(environ) if self._proxy else direct_arrival(environ)
        is_read = False
        try:
            self._refuse_foreign(environ, arrival)
            answer = self._ask_for_token(environ, arrival, self._token) if self._token else None
            if answer is None:
                check_length(environ, self._upload_bytes)
        except Problem as problem:
            answer = _problem_answer(problem)
            is_read = isinstance(problem, TooLarge)  # or the browser would not hear the reason
        request = as_it_arrived(environ, arrival)
        if answer is None:
            return self._application(request, hardened(start_response))
        if HANG_UP in environ and has_long_body(environ) and not is_read:
            environ[HANG_UP]()
        return answer(request, hardened(start_response))

    def _refuse_foreign(self, environ: dict[str, Any], arrival: Arrival) -> None:
        """Raises the Problem of a request that nobody may make, signed in or not."""
        if not environ["PATH_INFO"].startswith("/"):
            raise MalformedTarget("Ask for a path that begins with a slash.")
        if self._token is None and self._proxy is None and is_forwarded(environ):
            raise UndeclaredProxy(
                "The request comes through a reverse proxy, so that others than this machine may reach this server. "
                "Declare the proxy with --proxy."
            )
        self._names.check(arrival.host)
        refuse_foreign_pages(environ, arrival)

    def _ask_for_token(self, environ: dict[str, Any], arrival: Arrival, token: AccessToken) -> Response | None:
        """None for who is signed in; else what signs in, or asks to.

        Raises NotSignedIn or TooManyAttempts.
        """
        request = _SignInRequest(environ, populate_request=False)
        if self._proxy_authenticates and arrival.through_proxy:
            return None
        if token.is_cookie(request.cookies.get(token.cookie_name, "")):
            return redirect("/", 303) if request.path == SIGN_IN or "token" in request.args else None
        authorization = request.headers.get("Authorization", "")
        if authorization.startswith(_BEARER):
            self._check(token, authorization.removeprefix(_BEARER), arrival.client)
            return None
        try:
            return self._sign_in(request, arrival, token)
        except (NotSignedIn, TooManyAttempts) as problem:
            texts = texts_for(request.accept_languages)
            page = sign_in_page(problem.status, texts, _what_was_wrong(problem, texts))
            _say_how(page, problem)
            return page

    def _sign_in(self, request: Request, arrival: Arrival, token: AccessToken) -> Response:
        given = _given_token(request)
        if given is not None:
            self._check(token, given, arrival.client)
            return _let_in(token, arrival.scheme == "https")
        if request.path not in ("/", SIGN_IN):
            return _problem_answer(NotSignedIn("Sign in on the page, or send the token as Authorization: Bearer."))
        page = sign_in_page(NotSignedIn.status, texts_for(request.accept_languages))
        if comes_from_elsewhere(request.environ):
            page.headers["Refresh"] = "0; url=/"
        return page

    def _check(self, token: AccessToken, given: str, client: str) -> None:
        """Raises NotSignedIn for a wrong token, and TooManyAttempts for any after too many."""
        self._attempts.check(client)
        if not token.is_token(given):
            self._attempts.note(client)
            raise NotSignedIn("This is not the token of this server.")


class _SignInRequest(Request):
    """A request of which no more than a form with a token is read."""

    max_content_length = _SIGN_IN_BYTES


def token_of(settings: Settings) -> AccessToken | None:
    """The token that a server asks for; None for one that nobody but this machine reaches.

    A name that is not this machine's, or a proxy, shows that others do, whatever address the server listens on. Raises
    TokenNotKept.
    """
    chosen = settings.token.get_secret_value() if settings.token else None
    is_private = is_loopback(settings.host) and not settings.allowed_hosts
    if chosen is None and is_private and (settings.proxy is None or settings.proxy_authenticates):
        return None
    return access_token(settings.root, chosen)


def _given_token(request: Request) -> str | None:
    """The token in the address of the page or in the form; None where there is none."""
    if request.path == SIGN_IN and request.method == "POST":
        return request.form.get("token", "") if body_bytes(request.environ) <= _SIGN_IN_BYTES else ""
    return request.args.get("token") if request.path == "/" and request.method == "GET" else None


def _what_was_wrong(problem: NotSignedIn | TooManyAttempts, texts: SignInTexts) -> str:
    """The problem with a token that was given, in the words of the page."""
    return texts.wait.format(seconds=problem.retry_after) if isinstance(problem, TooManyAttempts) else texts.wrong


def _let_in(token: AccessToken, is_https: bool) -> Response:
    """The answer to the right token: the cookie, and the way to the page without the token in the address."""
    answer = redirect("/", 303)
    answer.set_cookie(
        token.cookie_name, token.cookie_value, max_age=COOKIE_SECONDS, secure=is_https, httponly=True, samesite="Strict"
    )
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _problem_answer(problem: Problem) -> Response:
    answer = Response(problem.to_details().model_dump_json(), problem.status, content_type="application/problem+json")
    answer.headers["Cache-Control"] = "no-store"
    _say_how(answer, problem)
    return answer


def _say_how(answer: Response, problem: Problem) -> None:
    """Adds what tells programs how, or when, to ask again."""
    if isinstance(problem, NotSignedIn):
        answer.headers["WWW-Authenticate"] = 'Bearer realm="Burnish"'
    if isinstance(problem, TooManyAttempts):
        answer.headers["Retry-After"] = str(problem.retry_after)
