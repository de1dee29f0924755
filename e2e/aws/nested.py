"""Nested stacks. moto takes one that failed for created, and replaces one that changes.

Source: CloudFormation User Guide, "Split a template into reusable pieces using nested stacks": a nested stack is updated in place,
and a nested stack that fails fails the stack that it is in. Here it is gone then; in AWS it goes with the rollback.
"""

from moto.cloudformation.exceptions import ValidationError
from moto.cloudformation.models import Stack, cloudformation_backends
from moto.cloudformation.utils import get_stack_from_s3_url

from resources import support


def add() -> None:
    """Lets a failure inside reach the outer stack, and updates a nested stack in place."""
    support("AWS::CloudFormation::Stack", "TemplateURL", "Parameters")
    create = Stack.create_from_cloudformation_json.__func__

    def create_or_fail(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        stack = create(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs)
        if stack.status != "CREATE_COMPLETE":
            reasons = [each.resource_status_reason for each in stack.events if each.resource_status == "CREATE_FAILED"]
            cloudformation_backends[account_id][region_name].delete_stack(resource_name)
            raise ValidationError(message=f"Embedded stack {resource_name} was not successfully created: {reasons}")
        return stack

    def update_in_place(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
        properties = cloudformation_json["Properties"]
        body = get_stack_from_s3_url(properties["TemplateURL"], account_id=account_id, partition="aws")
        original_resource.update(body, parameters=properties.get("Parameters", {}))
        return original_resource

    Stack.create_from_cloudformation_json = classmethod(create_or_fail)
    Stack.update_from_cloudformation_json = classmethod(update_in_place)
