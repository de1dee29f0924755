"""IAM: what moto's CloudFormation does not change when a stack is updated, and OIDC providers, which it does not have."""

import json

from moto.iam.models import Role, iam_backends

from resources import Place, Properties, extend, register

PARTITION = "aws"


def add() -> None:
    """Lets an update of a stack change the policies and the trust policy of a role, and a deletion detach them."""
    extend(Role, "ManagedPolicyArns PermissionsBoundary", _apply_role)
    delete = Role.delete_from_cloudformation_json

    # CloudFormation detaches a role's managed policies before it deletes the role. moto refuses to delete it.
    def detach_and_delete(name: str, properties: Properties, account: str, region: str) -> None:
        backend = iam_backends[account][PARTITION]
        for arn in list(backend.get_role(name).managed_policies):
            backend.detach_role_policy(arn, name)
        delete(name, properties, account, region)

    Role.delete_from_cloudformation_json = staticmethod(detach_and_delete)
    register("AWS::IAM::OIDCProvider", "Url ClientIdList", _apply_provider, _remove_provider)


def _apply_provider(_: str, properties: Properties, place: Place) -> str:
    backend = iam_backends[place.account][PARTITION]
    return backend.create_open_id_connect_provider(properties["Url"], [], properties["ClientIdList"], []).arn


def _remove_provider(arn: str, place: Place) -> None:
    iam_backends[place.account][PARTITION].delete_open_id_connect_provider(arn)


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
