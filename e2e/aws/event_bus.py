"""EventBridge to Lambda: rules that start functions, schedules that fire on request, retries and dead letters."""

import datetime
import http.server
import json
import logging
import threading
import uuid
from typing import Any

from moto.awslambda.utils import get_backend
from moto.events import models
from moto.sqs.models import sqs_backends

import web_hooks
from buckets import envelope

_log = logging.getLogger("event_bus")


def add() -> None:
    """Lets rules start functions. The rule of a schedule matches no event; in moto it would match every event."""
    send = models.Rule.send_to_targets

    def send_to_targets(self, original_event, transform_input=True):
        if self.state != "ENABLED" or not self.event_pattern.get_pattern():
            return
        if self.event_pattern.matches_event(original_event):
            _start_functions(self, original_event)
            _post_to_web_hooks(self, original_event)
            rest = [each for each in self.targets if not _is_function(each) and not web_hooks.is_target(each)]
            if rest:
                _send_to(send, self, rest, original_event, transform_input)

    models.Rule.send_to_targets = send_to_targets


def _send_to(send: Any, rule: models.Rule, targets: list[Any], event: Any, transform_input: bool) -> None:
    part = models.Rule.__new__(models.Rule)
    part.__dict__ = {**rule.__dict__, "targets": targets}
    send(part, {**event, "time": _seconds(event["time"])}, transform_input)


def _seconds(time: Any) -> float:
    """Returns a time as moto's own targets need it: in seconds. Events of S3 and of schedules have it as text."""
    return datetime.datetime.strptime(time, "%Y-%m-%dT%H:%M:%S%z").timestamp() if isinstance(time, str) else time


def fire(account: str, region: str, rule_name: str) -> None:
    """Does what EventBridge does at the time of a schedule.

    Raises KeyError if there is no such rule, ValueError if it has no schedule or is disabled.
    """
    rule = models.events_backends[account][region].event_buses["default"].rules[rule_name]
    if not rule.scheduled_expression or rule.state != "ENABLED":
        raise ValueError(f"rule {rule_name} is {rule.state} with schedule {rule.scheduled_expression}")
    event = envelope(account, region, "aws.events", "Scheduled Event", {})
    event["resources"] = [rule.arn]
    _start_functions(rule, event)


def _post_to_web_hooks(rule: models.Rule, event: dict[str, Any]) -> None:
    for target in rule.targets:
        if web_hooks.is_target(target):
            threading.Thread(target=web_hooks.post, args=(target, event), daemon=True).start()


def _is_function(target: dict[str, Any]) -> bool:
    return ":lambda:" in target["Arn"]


def _start_functions(rule: models.Rule, event: dict[str, Any]) -> None:
    for target in rule.targets:
        if _is_function(target):
            threading.Thread(target=_deliver, args=(rule, target, event), daemon=True).start()


def _deliver(rule: models.Rule, target: dict[str, Any], event: dict[str, Any]) -> None:
    account, region, name = (target["Arn"].split(":")[part] for part in (4, 3, 6))
    function = get_backend(account, region).get_function(name)
    if not _may_invoke(function, rule):
        _log.error("rule %s may not invoke %s: the function has no permission for it", rule.name, name)
        _send_to_dead_letters(target.get("DeadLetterConfig", {}).get("Arn"), event, "NO_PERMISSIONS")
        return
    _run(function, json.loads(target["Input"]) if "Input" in target else event)


def _may_invoke(function: Any, rule: models.Rule) -> bool:
    return any(
        statement["Principal"] == {"Service": "events.amazonaws.com"}
        and statement["Action"] == "lambda:InvokeFunction"
        and statement.get("Condition", {}).get("ArnLike", {}).get("AWS:SourceArn") in (None, rule.arn)
        for statement in function.policy.statements
    )


def start(function: Any, event: dict[str, Any]) -> None:
    """Runs an asynchronous invocation in the background."""
    threading.Thread(target=_run, args=(function, event), daemon=True).start()


def _run(function: Any, event: dict[str, Any]) -> None:
    """Runs an asynchronous invocation, with as many retries as the function has; then the event is a dead letter.

    Lambda waits one minute, then two, between the attempts. Here they follow at once.
    """
    config = function.event_invoke_config[-1].config if function.event_invoke_config else {}
    for attempt in range(1 + int(config.get("MaximumRetryAttempts", 2))):
        body, failed, _ = function._invoke_lambda(event)
        if not failed:
            return
        _log.error("attempt %d of %s failed: %s", attempt + 1, function.function_name, body[:500])
    _send_to_dead_letters((getattr(function, "dead_letter_config", None) or {}).get("TargetArn"), event, body[:1000])


def _send_to_dead_letters(queue_arn: str | None, event: dict[str, Any], reason: str) -> None:
    if queue_arn is None:
        return
    account, region, name = (queue_arn.split(":")[part] for part in (4, 3, 5))
    attributes = {
        "RequestID": {"data_type": "String", "string_value": str(uuid.uuid4())},
        "ErrorMessage": {"data_type": "String", "string_value": reason},
    }
    sqs_backends[account][region].send_message(name, json.dumps(event), message_attributes=attributes)


class Control(http.server.BaseHTTPRequestHandler):
    """POST /schedules/<account>/<region>/<rule> fires a schedule."""

    def do_POST(self) -> None:
        try:
            _, schedules, account, region, rule = self.path.split("/")
            if schedules != "schedules":
                raise ValueError(self.path)
            fire(account, region, rule)
            self._answer(202, "fired")
        except (KeyError, ValueError) as unknown:
            self._answer(404, repr(unknown))

    def _answer(self, status: int, text: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, format: str, *args: Any) -> None:
        _log.info(format, *args)


def listen(port: int) -> None:
    """Answers control requests on loopback, in the background."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Control)
    threading.Thread(target=server.serve_forever, daemon=True).start()
