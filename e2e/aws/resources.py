"""Lets a CloudFormation template create what moto's does not know, and refuses what nobody here would honour.

moto's CloudFormation answers "created" to resource types and properties it drops. A test that deploys a stack would then
pass without the bucket policy, the subscription or the alarm. So here every type and every property is either honoured or
the deployment fails and says which one is not.
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


_honoured: dict[str, frozenset[str]] = {}


def honour(resource_type: str, *properties: str) -> None:
    """States that these properties of a type take effect here, besides those stated before."""
    _honoured[resource_type] = _honoured.get(resource_type, frozenset()) | frozenset(properties)


def register(
    resource_type: str,
    properties: str,
    apply: Callable[[str, Properties, Place], str],
    remove: Callable[[str, Place], None] = lambda physical_id, place: None,
) -> None:
    """Adds a resource type to CloudFormation.

    properties: names of the honoured properties, between blanks.
    apply: creates or updates the resource; gets the logical name, the resolved properties and the place, and returns the
      physical id.
    remove: deletes the resource of that physical id.
    """
    honour(resource_type, *properties.split())

    class Extra(CloudFormationModel):
        # moto files its models under the second part of their module's name.
        __module__ = "e2e.extra"

        def __init__(self, name: str, physical_id: str):
            self.name = name
            self.physical_id = physical_id

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
            return self.physical_id

        @classmethod
        def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **_):
            place = Place(account_id, region_name)
            return cls(resource_name, apply(resource_name, cloudformation_json["Properties"], place))

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

    # moto finds its models as subclasses, which are held weakly: an unreferenced one would vanish.
    _registered.append(Extra)


_registered: list[type] = []


def extend(model: type, properties: str, apply: Callable[[Any, Properties, Place], None]) -> None:
    """Lets one of moto's own models honour further properties, on creation and on update."""
    honour(model.cloudformation_type(), *properties.split())
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


def refuse_what_is_not_honoured() -> None:
    """From now on a template with an unknown type or property fails its deployment. To be called once, at last."""
    parse = parsing.parse_resource

    def checked(resource_json, resources_map):
        resource_type = resource_json["Type"]
        if resource_type not in _honoured:
            raise ValidationError(message=f"this server does not know {resource_type}: teach it in e2e/aws")
        unknown = sorted(set(resource_json.get("Properties", {})) - _honoured[resource_type])
        if unknown:
            raise ValidationError(message=f"this server drops {unknown} of {resource_type}: teach it in e2e/aws")
        return parse(resource_json, resources_map)

    parsing.parse_resource = checked
