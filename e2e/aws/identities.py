"""IAM roles: what moto's CloudFormation does not change when a stack is updated."""

import json

from moto.iam.models import Role, iam_backends

from resources import Place, Properties, extend

PARTITION = "aws"


def add() -> None:
    """Lets an update of a stack change the policies and the trust policy of a role."""
    extend(Role, "ManagedPolicyArns PermissionsBoundary", _apply_role)


def _apply_role(role: Role, properties: Properties, place: Place) -> None:
    backend = iam_backends[place.account][PARTITION]
    role.assume_role_policy_document = _text(properties["AssumeRolePolicyDocument"])
    wanted = {policy["PolicyName"]: _text(policy["PolicyDocument"]) for policy in properties.get("Policies", [])}
    for name, document in wanted.items():
        role.put_policy(name, document)
    for arn in properties.get("ManagedPolicyArns", []):
        backend.attach_role_policy(arn, role.name)


def _text(document: object) -> str:
    return document if isinstance(document, str) else json.dumps(document)
