"""How the API's calls are named."""


def operation_id(*, name: str, bp_name: str = "", path: str = "", method: str = "") -> str:
    """Names a call by the function that answers it: the callback that flask-openapi3 wants."""
    return name
