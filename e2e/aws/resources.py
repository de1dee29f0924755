"""Adds resource types and properties to moto's CloudFormation, and refuses those that have no effect here.

moto's CloudFormation answers "created" to resource types and properties that it ignores. Then a test that deploys a
stack would pass without the bucket policy, the subscription or the alarm. So here every type and every property is
either supported, or the deployment fails and names it.
"""

import dataclasses
from collections.abc import Callable
from typing import Any

from moto.cloudformation import parsing
from moto.cloudformation.exceptions import ValidationError
from moto.core.common_models import CloudFormationModel

Properties = dict[str, Any]


@dataclasses.dataclass(frozen=True)
class Place:
    """Account and region that a stack is created in."""

    account: str
    region: str


_supported: dict[str, frozenset[str]] = {}


def support(resource_type: str, *properties: str) -> None:
    """Declares that these properties of a type are supported, in addition to those declared before."""
    _supported[resource_type] = _supported.get(resource_type, frozenset()) | frozenset(properties)


def register(
    resource_type: str,
    properties: str,
    apply: Callable[[str, Properties, Place], str],
    remove: Callable[[str, Place], None] = lambda physical_id, place: None,
    arn: Callable[[str, Place], str] = lambda physical_id, place: physical_id,
) -> None:
    """Adds a resource type to CloudFormation.

    properties: names of the supported properties, separated by blanks.
    apply: creates or updates the resource. It gets the logical name, the resolved properties and the place. It returns
      the physical id.
    remove: deletes the resource with a physical id.
    arn: returns the ARN of the resource with a physical id, when the two differ.
    """
    support(resource_type, *properties.split())

    class Extra(CloudFormationModel):
        # moto registers its models by the second part of their module's name.
        __module__ = "e2e.extra"

        def __init__(self, name: str, physical_id: str, place: Place):
            self.name = name
            self.physical_id = physical_id
            self.arn = arn(physical_id, place)

        @property
        def physical_resource_id(self) -> str:
            return self.physical_id

        @staticmethod
        def cloudformation_type() -> str:
            return resource_type

        @staticmethod
        def cloudformation_name_type() -> str:
            return ""

        @classmethod
        def has_cfn_attr(cls, attr: str) -> bool:
            return attr == "Arn"

        def get_cfn_attribute(self, attribute_name: str) -> str:
            return self.arn

        @classmethod
        def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **_):
            place = Place(account_id, region_name)
            return cls(resource_name, apply(resource_name, cloudformation_json["Properties"], place), place)

        @classmethod
        def update_from_cloudformation_json(
            cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name
        ):
            return cls.create_from_cloudformation_json(
                original_resource.name, cloudformation_json, account_id, region_name
            )

        @classmethod
        def delete_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name):
            remove(resource_name, Place(account_id, region_name))

    # moto finds its models as subclasses, which have weak references: without this one they would be collected.
    _registered.append(Extra)


_registered: list[type] = []


def extend(model: type, properties: str, apply: Callable[[Any, Properties, Place], None]) -> None:
    """Adds properties to one of moto's own models, for creation and for update."""
    support(model.cloudformation_type(), *properties.split())
    create = model.create_from_cloudformation_json.__func__
    update = model.update_from_cloudformation_json.__func__

    def create_and_apply(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        made = create(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs)
        apply(made, cloudformation_json["Properties"], Place(account_id, region_name))
        return made

    def update_and_apply(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
        made = update(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name)
        apply(made, cloudformation_json["Properties"], Place(account_id, region_name))
        return made

    model.create_from_cloudformation_json = classmethod(create_and_apply)
    if not hasattr(update, "__isabstractmethod__"):
        model.update_from_cloudformation_json = classmethod(update_and_apply)


def refuse_unsupported() -> None:
    """From now on a template with an unsupported type or property fails. Call this once, after everything else."""
    parse = parsing.parse_resource

    def checked(resource_json, resources_map):
        resource_type = resource_json["Type"]
        if resource_type not in _supported:
            raise ValidationError(message=f"this server does not support {resource_type}: add it in e2e/aws")
        unknown = sorted(set(resource_json.get("Properties", {})) - _supported[resource_type])
        if unknown:
            raise ValidationError(
                message=f"this server does not support {unknown} of {resource_type}: add them in e2e/aws"
            )
        return parse(resource_json, resources_map)

    parsing.parse_resource = checked
