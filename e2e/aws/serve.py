"""Starts an AWS API server for the end-to-end tests: moto, with what the stack uses and moto does not have.

Usage: serve.py PORT CONTROL_PORT FUNCTION_HOST FOLDER

Listens on 127.0.0.1 only. FUNCTION_HOST is the URL where functions run. FOLDER is for their unpacked code.
"""

import logging
import os
import pathlib
import sys

import moto.server
from moto.backends import get_backend

import alarms
import buckets
import event_bus
import failures
import functions
import identities
import imports
import keys
import messaging
import nested
import resources
import stacks
import web_hooks

_SERVICES = ("s3", "sqs", "sns", "cloudwatch", "lambda", "events", "iam", "sts", "kms", "logs", "ssm", "ecr")


def main(port: str, control_port: str, function_host: str, folder: str) -> None:
    """Registers everything, then serves until the process is stopped."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    os.environ["MOTO_S3_ALLOW_CROSSACCOUNT_ACCESS"] = "false"
    for service in _SERVICES:
        get_backend(service)
    stacks.mend()
    failures.add()
    nested.add()
    imports.add()
    buckets.add()
    messaging.add()
    alarms.add()
    identities.add()
    keys.add()
    functions.add(function_host, pathlib.Path(folder))
    event_bus.add()
    web_hooks.add()
    resources.refuse_unsupported()
    event_bus.listen(int(control_port))
    moto.server.main(["-H", "127.0.0.1", "-p", port])


if __name__ == "__main__":
    main(*sys.argv[1:])
