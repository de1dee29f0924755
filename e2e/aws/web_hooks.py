"""API destinations of EventBridge: a rule posts an event, transformed, to a web hook."""

import json
import logging
import urllib.request
import uuid
from typing import Any

from moto.events.models import events_backends
from moto.iam.models import iam_backends

from identities import PARTITION
from resources import Place, Properties, register

_log = logging.getLogger("web_hooks")
_LONGEST_SECONDS = 5


def add() -> None:
    """Registers connections and API destinations."""
    register(
        "AWS::Events::Connection",
        "AuthorizationType AuthParameters",
        _connect,
        lambda name, place: _backend(place).delete_connection(name),
        lambda name, place: _backend(place).connections[name].arn,
    )
    register(
        "AWS::Events::ApiDestination",
        "ConnectionArn HttpMethod InvocationEndpoint InvocationRateLimitPerSecond",
        _make_destination,
        lambda name, place: _backend(place).delete_api_destination(name),
        lambda name, place: _backend(place).destinations[name].arn,
    )


def is_target(target: dict[str, Any]) -> bool:
    """Returns whether a rule's target is an API destination."""
    return ":api-destination/" in target["Arn"]


def post(target: dict[str, Any], event: dict[str, Any]) -> None:
    """Does what EventBridge does for a target, without its retries. Writes into the log why nothing was posted."""
    try:
        _post(target, event)
    except Exception as failure:
        _log.error("nothing was posted to %s: %r", target["Arn"], failure)


def _post(target: dict[str, Any], event: dict[str, Any]) -> None:
    _, _, _, region, account, _ = target["Arn"].split(":")
    _demand_right(target["RoleArn"], target["Arn"], account)
    backend = events_backends[account][region]
    destination = next(each for each in backend.destinations.values() if each.arn == target["Arn"])
    if not destination.invocation_endpoint.startswith("https://"):
        raise ValueError(f"{destination.invocation_endpoint} is not https")
    connection = next(each for each in backend.connections.values() if each.arn == destination.connection_arn)
    key = connection.auth_parameters["ApiKeyAuthParameters"]
    transformer = target["InputTransformer"]
    request = urllib.request.Request(
        destination.invocation_endpoint,
        transform(transformer["InputTemplate"], transformer["InputPathsMap"], event).encode(),
        {"Content-Type": "application/json; charset=utf-8", key["ApiKeyName"]: key["ApiKeyValue"]},
        method=destination.http_method,
    )
    with urllib.request.urlopen(request, timeout=_LONGEST_SECONDS) as answer:
        _log.info("%s answered %d", destination.invocation_endpoint, answer.status)


def transform(template: str, paths: dict[str, str], event: dict[str, Any]) -> str:
    """Returns the template with its placeholders filled. Each must be a value of its own: EventBridge quotes a text there.

    Source: EventBridge API reference, InputTransformer: a placeholder in a JSON object may be in quotes or outside. In quotes
    a text is not escaped, so a value with quotes would make something that is not JSON. That is refused here.
    """
    filled, quoted, position = "", False, 0
    while position < len(template):
        name = next((name for name in paths if template.startswith(f"<{name}>", position)), None)
        if name is not None:
            if quoted:
                raise ValueError(f"<{name}> is inside quotes")
            filled += json.dumps(_value(paths[name], event))
            position += len(name) + 2
            continue
        quoted ^= template[position] == '"'
        filled += template[position]
        position += 1
    json.loads(filled)
    return filled


def _value(path: str, event: dict[str, Any]) -> Any:
    value: Any = event
    for part in path.removeprefix("$.").split("."):
        value = value[part]
    return value


def _demand_right(role_arn: str, destination_arn: str, account: str) -> None:
    role = iam_backends[account][PARTITION].get_role_by_arn(role_arn)
    if "events.amazonaws.com" not in str(role.assume_role_policy_document):
        raise PermissionError(f"EventBridge may not assume {role_arn}")
    for document in role.policies.values():
        policy = json.loads(document) if isinstance(document, str) else document
        for statement in policy["Statement"]:
            if (statement["Action"], statement["Resource"]) == ("events:InvokeApiDestination", destination_arn):
                return
    raise PermissionError(f"{role_arn} may not use {destination_arn}")


def _connect(name: str, properties: Properties, place: Place) -> str:
    unique = f"{name}-{uuid.uuid4().hex[:8]}"
    _backend(place).create_connection(unique, "", properties["AuthorizationType"], properties["AuthParameters"])
    return unique


def _make_destination(name: str, properties: Properties, place: Place) -> str:
    unique = f"{name}-{uuid.uuid4().hex[:8]}"
    _backend(place).create_api_destination(
        unique,
        "",
        properties["ConnectionArn"],
        properties["InvocationEndpoint"],
        properties["InvocationRateLimitPerSecond"],
        properties["HttpMethod"],
    )
    return unique


def _backend(place: Place) -> Any:
    return events_backends[place.account][place.region]
