"""KMS: key policies that can be read, and keys that refuse every operation while they are disabled."""

import json

from moto.core.exceptions import JsonRESTError
from moto.kms.models import Key, KmsBackend

from resources import Place, Properties, extend


def add() -> None:
    """Registers key policies, and lets disabled keys refuse, which they do not in moto."""
    extend(Key, "KeyPolicy", _apply)
    _check("encrypt", lambda backend, result, key_id, *_: key_id)
    _check("generate_data_key", lambda backend, result, key_id, *_: key_id)
    # The ciphertext contains the key, so the key is known only after the operation.
    _check("decrypt", lambda backend, result, *_: result[1])


def _apply(key: Key, properties: Properties, place: Place) -> None:
    policy = properties["KeyPolicy"]
    key.policy = policy if isinstance(policy, str) else json.dumps(policy)


def _check(operation, used_key) -> None:
    original = getattr(KmsBackend, operation)

    def checked(self, *args, **kwargs):
        result = original(self, *args, **kwargs)
        named = used_key(self, result, *(list(args) or list(kwargs.values())))
        _refuse_unless_usable(self.describe_key(named))
        return result

    setattr(KmsBackend, operation, checked)


def _refuse_unless_usable(key: Key) -> None:
    if key.key_state == "PendingDeletion":
        raise JsonRESTError("KMSInvalidStateException", f"{key.arn} is pending deletion.")
    if not key.enabled:
        raise JsonRESTError("DisabledException", f"{key.arn} is disabled.")
