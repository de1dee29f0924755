"""Lambda: properties of functions and layers that moto does not have, and invocations that reach a real runtime.

Functions do not run here. The code and the layers of each function are unpacked into a folder, as Lambda does. An
invocation is a request to the function host: the test, which runs the code in the real runtime client.
"""

import hashlib
import io
import json
import os
import pathlib
import threading
import urllib.request
import zipfile
from typing import Any

from moto.awslambda import models
from moto.awslambda.utils import get_backend

import event_bus
from resources import Place, Properties, extend, register, support

_host = ""
_folder = pathlib.Path()
_unpacking = threading.Lock()


def add(host: str, folder: pathlib.Path) -> None:
    """Registers what the stack uses of Lambda.

    host: URL of the function host, which accepts POST /<function> with the event and answers as Invoke does.
    folder: for the unpacked code and layers, one folder for each version.
    """
    global _host, _folder
    _host, _folder = host, folder
    extend(models.Permission, "FunctionName Action Principal SourceArn SourceAccount", _name_permission)
    support("AWS::Lambda::LayerVersion", "Content", "Description", "CompatibleRuntimes", "LayerName")
    extend(models.LayerVersion, "CompatibleArchitectures", _apply_layer)
    # A template's reference to a layer is its ARN. In moto it is the object itself.
    models.LayerVersion.physical_resource_id = property(lambda layer: layer.arn)
    function = "Code FunctionName Handler Role Runtime Description MemorySize Timeout Environment Tags"
    support("AWS::Lambda::Function", *function.split(), "ReservedConcurrentExecutions")
    extend(models.LambdaFunction, "Architectures Layers DeadLetterConfig LoggingConfig TracingConfig", _apply_function)
    register(
        "AWS::Lambda::EventInvokeConfig",
        "FunctionName Qualifier MaximumEventAgeInSeconds MaximumRetryAttempts DestinationConfig",
        _put_invoke_config,
    )
    _answer_with_what_was_added()
    models.LambdaFunction._invoke_lambda = _invoke
    _invoke_asynchronously()


def _name_permission(permission: models.Permission, properties: Properties, place: Place) -> None:
    permission.physical_resource_id = f"{properties['FunctionName']}-{properties['Principal']}"


def _apply_layer(layer: models.LayerVersion, properties: Properties, place: Place) -> None:
    layer.compatible_architectures = properties.get("CompatibleArchitectures", [])


def _apply_function(function: models.LambdaFunction, properties: Properties, place: Place) -> None:
    if "Architectures" in properties:
        function.architectures = properties["Architectures"]
    function.layers = function._get_layers_data(properties.get("Layers", []))
    function.dead_letter_config = properties.get("DeadLetterConfig")
    function.logging_config = properties.get("LoggingConfig")
    function.tracing_config = properties.get("TracingConfig") or {"Mode": "PassThrough"}


def _put_invoke_config(name: str, properties: Properties, place: Place) -> str:
    function = properties["FunctionName"]
    config = {key: properties[key] for key in ("MaximumEventAgeInSeconds", "MaximumRetryAttempts") if key in properties}
    config["DestinationConfig"] = properties.get("DestinationConfig", {})
    get_backend(place.account, place.region).put_function_event_invoke_config(function, config)
    return f"{function}:{properties['Qualifier']}"


def _answer_with_what_was_added() -> None:
    configuration = models.LambdaFunction.get_configuration

    def with_additions(self, on_create=False):
        answer = configuration(self, on_create)
        if getattr(self, "dead_letter_config", None):
            answer["DeadLetterConfig"] = self.dead_letter_config
        if getattr(self, "logging_config", None):
            answer["LoggingConfig"] = {"LogFormat": "Text", **self.logging_config}
        return answer

    models.LambdaFunction.get_configuration = with_additions


def _invoke(function: models.LambdaFunction, event: Any = None) -> tuple[str, bool, str]:
    """Sends the event to the function host. Returns the answer, whether it is an error, and the end of the log."""
    description = {
        "arn": function.function_arn,
        "runtime": function.run_time,
        "handler": function.handler,
        "memory": int(function.memory_size),
        "timeout": int(function.timeout),
        "environment": {key: str(value) for key, value in function.environment_vars.items()},
        "code": str(_unpacked([function.code_bytes])),
        "layers": str(_unpacked(_layer_bytes(function))),
    }
    body = json.dumps({"function": description, "event": event}).encode()
    request = urllib.request.Request(f"{_host}/{function.function_name}", data=body, method="POST")
    with urllib.request.urlopen(request, timeout=int(function.timeout) + 60) as response:
        answer = json.load(response)
    return answer["body"], answer["error"], answer["log"]


def _invoke_asynchronously() -> None:
    """Answers an invocation of type Event at once, and runs it like an event of a rule, with its retries."""
    invoke = models.LambdaFunction.invoke

    def with_events(self, body, request_headers, response_headers):
        if request_headers.get("X-Amz-Invocation-Type") != "Event":
            return invoke(self, body, request_headers, response_headers)
        event_bus.start(self, json.loads(body))
        return ""

    models.LambdaFunction.invoke = with_events


def _layer_bytes(function: models.LambdaFunction) -> list[bytes]:
    backend = get_backend(function.account_id, function.region)
    return [backend.layers_versions_by_arn(layer["Arn"]).code_bytes for layer in function.layers]


def _unpacked(archives: list[bytes]) -> pathlib.Path:
    """Unpacks archives over each other, with their file modes, and returns the folder."""
    digest = hashlib.sha256(b"".join(hashlib.sha256(archive).digest() for archive in archives)).hexdigest()
    target = _folder / digest[:16]
    with _unpacking:
        if not target.exists():
            unfinished = target.with_suffix(".unfinished")
            unfinished.mkdir(parents=True, exist_ok=True)
            for archive in archives:
                _unpack(archive, unfinished)
            unfinished.rename(target)
    return target


def _unpack(archive: bytes, folder: pathlib.Path) -> None:
    with zipfile.ZipFile(io.BytesIO(archive)) as content:
        for entry in content.infolist():
            path = pathlib.Path(content.extract(entry, folder))
            mode = (entry.external_attr >> 16) & 0o777
            # A jar has no modes. Then Lambda makes everything readable.
            if not path.is_dir():
                os.chmod(path, mode or 0o644)

