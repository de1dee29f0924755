"""A creation that fails, what is kept then and later, and the protection from deletion. moto has none of them.

Sources: CloudFormation User Guide, "DeletionPolicy attribute", "Stack failure options", "Protect CloudFormation stacks from
being deleted".
"""

from moto.cloudformation import models, parsing, responses
from moto.cloudformation.exceptions import ValidationError
from moto.core.responses import ActionResult

from stacks import reason_of

_KEPT = "RetainExceptOnCreate"


def add() -> None:
    """A failed creation is taken back and leaves the stack; a deletion keeps what it must and respects the protection."""
    _roll_back()
    _keep()
    _protect()


def _roll_back() -> None:
    create_stack = models.CloudFormationBackend.create_stack
    create_resource = parsing.parse_and_create_resource

    def create_or_name(logical_id, resource_json, *args, **kwargs):
        try:
            return create_resource(logical_id, resource_json, *args, **kwargs)
        except Exception as failure:
            if not hasattr(failure, "resource"):
                failure.resource = (logical_id, resource_json["Type"])
            raise

    def create_or_roll_back(self, name, *args, **kwargs):
        before = set(self.stacks)
        try:
            return create_stack(self, name, *args, **kwargs)
        except Exception as failure:
            # Its nested stacks are new, too. They are taken back as its resources.
            half_made = [self.stacks[each] for each in set(self.stacks) - before if self.stacks[each].name == name]
            if not half_made or not hasattr(failure, "resource"):
                for each in half_made:
                    del self.stacks[each.stack_id]
                raise
            _take_back(half_made[0], failure)
            return half_made[0]

    parsing.parse_and_create_resource = create_or_name
    models.CloudFormationBackend.create_stack = create_or_roll_back


def _take_back(stack: models.Stack, failure: Exception) -> None:
    """Deletes what was created, except what is kept always. The stack stays, and can only be deleted."""
    logical_id, resource_type = failure.resource
    reason = reason_of(failure)
    failed = models.Event(stack.stack_id, stack.name, logical_id, "", resource_type, "CREATE_FAILED", reason, None)
    stack.events.append(failed)
    stack._add_stack_event("ROLLBACK_IN_PROGRESS", f"The following resource(s) failed to create: [{logical_id}].")
    resources = stack.resource_map
    # What was created last is deleted first.
    for name, made in reversed(list(resources._parsed_resources.items())):
        resource = resources._resource_json_map.get(name)
        if resource and made and resource.get("DeletionPolicy") != "Retain":
            resources._delete_resource(made, resource)
            del resources._parsed_resources[name]
    # moto creates a resource when somebody asks for it, and outputs ask.
    resources._resource_json_map = {}
    stack.output_map = parsing.OutputMap(resources, {"Outputs": {}}, stack.stack_id)
    stack.status = "ROLLBACK_COMPLETE"
    stack._add_stack_event("ROLLBACK_COMPLETE")


def _keep() -> None:
    delete = parsing.ResourceMap.delete

    def delete_unless_kept(self):
        for name, resource in self._resource_json_map.items():
            if resource.get("DeletionPolicy") == _KEPT:
                self._resource_json_map[name] = {**resource, "DeletionPolicy": "Retain"}
        delete(self)

    parsing.ResourceMap.delete = delete_unless_kept


def _protect() -> None:
    delete = models.CloudFormationBackend.delete_stack

    def delete_unless_protected(self, name_or_stack_id):
        for stack in list(self.stacks.values()):
            if name_or_stack_id in (stack.name, stack.stack_id) and stack.enable_termination_protection:
                raise ValidationError(
                    message=f"Stack [{stack.name}] cannot be deleted while TerminationProtection is enabled"
                )
        return delete(self, name_or_stack_id)

    def update_termination_protection(self):
        stack = self.cloudformation_backend.get_stack(self._get_param("StackName"))
        stack.enable_termination_protection = self._get_bool_param("EnableTerminationProtection")
        return ActionResult({"StackId": stack.stack_id})

    models.CloudFormationBackend.delete_stack = delete_unless_protected
    responses.CloudFormationResponse.update_termination_protection = update_termination_protection
