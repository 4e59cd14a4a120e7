"""The texts of the page that asks for the token, in each language of the page itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from werkzeug.datastructures import LanguageAccept


@dataclass(frozen=True, slots=True)
class SignInTexts:
    """What the page says in one language."""

    language: str
    """Its code, as in HTML's ``lang``."""
    heading: str
    hint: str
    """Where the token is to be found; ``{file}`` stands for the name of the file."""
    token: str
    button: str
    wrong: str
    """Said of a token that is not the server's."""
    wait: str
    """Said after too many of those; ``{seconds}`` stands for the time until the next is looked at."""


_ENGLISH = SignInTexts(
    language="en",
    heading="Sign in to Burnish",
    hint="Enter the token of this server. It stands in the terminal where Burnish was started, and in the file {file} "
    "in the folder of its library, unless its owner has chosen one.",
    token="Token",
    button="Sign in",
    wrong="This is not the token of this server.",
    wait="Too many wrong tokens were given. Try again in {seconds} seconds.",
)

_TEXTS: Mapping[str, SignInTexts] = MappingProxyType(
    {
        texts.language: texts
        for texts in (
            _ENGLISH,
            SignInTexts(
                language="de",
                heading="Bei Burnish anmelden",
                hint="Geben Sie das Token dieses Servers ein. Es steht im Terminal, in dem Burnish gestartet wurde, "
                "und in der Datei {file} im Ordner der Bibliothek, falls nicht ein eigenes gewählt wurde.",
                token="Token",
                button="Anmelden",
                wrong="Das ist nicht das Token dieses Servers.",
                wait="Es wurden zu viele falsche Token eingegeben. Versuchen Sie es in {seconds} Sekunden noch einmal.",
            ),
            SignInTexts(
                language="fr",
                heading="Se connecter à Burnish",
                hint="Saisissez le jeton de ce serveur. Il est affiché dans le terminal où Burnish a été lancé et "
                "enregistré dans le fichier {file} du dossier de la bibliothèque, sauf si un autre a été choisi.",
                token="Jeton",
                button="Se connecter",
                wrong="Ce n’est pas le jeton de ce serveur.",
                wait="Trop de jetons erronés ont été saisis. Réessayez dans {seconds} secondes.",
            ),
            SignInTexts(
                language="es",
                heading="Iniciar sesión en Burnish",
                hint="Introduzca el token de este servidor. Aparece en el terminal donde se inició Burnish y en el "
                "archivo {file} de la carpeta de la biblioteca, salvo que se haya elegido uno propio.",
                token="Token",
                button="Iniciar sesión",
                wrong="Este no es el token de este servidor.",
                wait="Se han introducido demasiados tokens incorrectos. Vuelva a intentarlo en {seconds} segundos.",
            ),
            SignInTexts(
                language="zh",
                heading="登录 Burnish",
                hint="请输入此服务器的令牌。令牌显示在启动 Burnish 的终端中，也保存在图库文件夹的 {file} "
                "文件里，除非服务器的所有者另行指定了令牌。",
                token="令牌",
                button="登录",
                wrong="这不是此服务器的令牌。",
                wait="错误的令牌输入次数过多。请在 {seconds} 秒后重试。",
            ),
            SignInTexts(
                language="ja",
                heading="Burnish にサインイン",
                hint="このサーバーのトークンを入力してください。Burnish を起動した端末に表示されるほか、所有者が独自の"
                "トークンを設定していなければ、ライブラリのフォルダーにあるファイル {file} に保存されています。",
                token="トークン",
                button="サインイン",
                wrong="このサーバーのトークンではありません。",
                wait="誤ったトークンの入力が多すぎます。{seconds} 秒後にもう一度お試しください。",
            ),
        )
    }
)


def texts_for(accepted: LanguageAccept) -> SignInTexts:
    """The texts in the first of the languages that a browser accepts and the page has; in English if it has none."""
    return _TEXTS.get(accepted.best_match(_TEXTS) or "", _ENGLISH)
