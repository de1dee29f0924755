"""Import of resources that exist into a stack. moto does not have it.

Supported are buckets and keys, into a new stack. Source: CloudFormation User Guide, "Resource import considerations": every
new resource of the template must be imported, must exist, must be in no other stack, and must have a DeletionPolicy.
"""

from moto.cloudformation import models, parsing, responses
from moto.cloudformation.exceptions import ValidationError
from moto.kms.models import kms_backends
from moto.s3.models import s3_backends


def add() -> None:
    """Registers change sets of the type IMPORT."""
    answer = responses.CloudFormationResponse.create_change_set
    apply = models.ChangeSet.apply

    def create_change_set(self):
        result = answer(self)
        change_set = self.cloudformation_backend.describe_change_set(self._get_param("ChangeSetName"))
        named = self._get_param("ResourcesToImport", [])
        change_set.to_import = {each["LogicalResourceId"]: each["ResourceIdentifier"] for each in named}
        if change_set.change_set_type == "IMPORT":
            _check(change_set)
        return result

    def apply_or_import(self):
        if self.change_set_type != "IMPORT":
            return apply(self)
        create = parsing.parse_and_create_resource
        parsing.parse_and_create_resource = lambda name, resource, resources, account_id, region_name: _existing(
            name, resource, self.to_import[name], account_id, region_name
        )
        try:
            return apply(self)
        finally:
            parsing.parse_and_create_resource = create

    responses.CloudFormationResponse.create_change_set = create_change_set
    models.ChangeSet.apply = apply_or_import


def _check(change_set: models.ChangeSet) -> None:
    resources = change_set.template_dict["Resources"]
    if set(resources) != set(change_set.to_import):
        raise ValidationError(message=f"an import must be of all that is new, not of {sorted(change_set.to_import)}")
    for name, resource in resources.items():
        if "DeletionPolicy" not in resource:
            raise ValidationError(message=f"{name} must have a DeletionPolicy to be imported")
        stack = change_set.stack
        existing = _existing(name, resource, change_set.to_import[name], stack.account_id, stack.region_name)
        taken = [each for each in _all_stacks(stack) if existing in each.resource_map._parsed_resources.values()]
        if taken:
            raise ValidationError(message=f"{name} already belongs to stack {taken[0].name}")


def _all_stacks(stack: models.Stack) -> list:
    return list(models.cloudformation_backends[stack.account_id][stack.region_name].stacks.values())


def _existing(name: str, resource: dict, identifier: dict, account: str, region: str):
    """Returns what exists, as it is: an import changes no property."""
    resource_type = resource["Type"]
    if resource_type == "AWS::S3::Bucket":
        found = s3_backends[account]["aws"].buckets.get(identifier["BucketName"])
    elif resource_type == "AWS::KMS::Key":
        found = kms_backends[account][region].keys.get(identifier["KeyId"])
    else:
        raise ValidationError(message=f"this server cannot import {resource_type}: add it in e2e/aws/imports.py")
    if found is None:
        raise ValidationError(message=f"{name}: {identifier} does not exist")
    found.cf_resource_type = resource_type
    found.logical_resource_id = name
    return found
