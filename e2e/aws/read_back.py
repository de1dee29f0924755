"""Reads a deployed stack back through the services' own APIs, and compares it with its template.

Usage: read_back.py STACK   (the AWS_ variables name the server)

Prints JSON: {"compared": [[resource, type, property], …], "differences": [{…}, …]}. Every property of every
resource in the template, and in those of nested stacks, is compared by value. A type or property without a reader is a difference, too.
"""

import json
import sys

import boto3

import readers

NESTED = "AWS::CloudFormation::Stack"


def main(stack: str) -> None:
    """Compares every resource of a stack and of its nested stacks."""
    compared, differences = [], []
    compare(stack, compared, differences)
    print(json.dumps({"compared": compared, "differences": differences}, default=str))


def compare(stack: str, compared: list, differences: list) -> None:
    """Adds what was compared in one stack, and what differs."""
    cloudformation = boto3.client("cloudformation")
    template = cloudformation.get_template(StackName=stack)["TemplateBody"]
    deployed = cloudformation.describe_stack_resources(StackName=stack)["StackResources"]
    parameters = cloudformation.describe_stacks(StackName=stack)["Stacks"][0].get("Parameters", [])
    ids = {each["LogicalResourceId"]: each["PhysicalResourceId"] for each in deployed}
    # The value of these references is not a resource.
    others = {"AWS::Region": cloudformation.meta.region_name, "AWS::URLSuffix": "amazonaws.com"}
    others |= {each["ParameterKey"]: each["ParameterValue"] for each in parameters}
    references = References(template["Resources"], ids | others)
    for name, resource in template["Resources"].items():
        wanted = references.resolve(resource.get("Properties", {}))
        actual = read(resource["Type"], ids.get(name), wanted)
        for key, value in wanted.items():
            compared.append([name, resource["Type"], key])
            found = actual.get(key, "cannot be read")
            if plain(value) != plain(found):
                differences.append({"resource": name, "property": key, "template": value, "deployed": found})
        if resource["Type"] == NESTED and name in ids:
            compare(ids[name], compared, differences)


def read(resource_type: str, physical_id: str | None, wanted: dict) -> dict:
    """Returns the properties of a resource in the template's form, or why there are none."""
    reader = readers.BY_TYPE.get(resource_type)
    if reader is None:
        return {key: f"no reader for {resource_type}: add one to e2e/aws/readers.py" for key in wanted}
    if physical_id is None:
        return {key: "was not created" for key in wanted}
    try:
        return reader(physical_id, wanted)
    except Exception as failure:  # A property that cannot be read is a difference.
        return {key: repr(failure) for key in wanted}


def plain(value):
    """Returns a value in one form: JSON, YAML and the APIs differ in numbers, booleans and the order of sets."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return sorted((plain(each) for each in value), key=lambda each: json.dumps(each, sort_keys=True))
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


class References:
    """Resolves references to other resources, as CloudFormation does."""

    def __init__(self, resources: dict, ids: dict):
        self.resources = resources
        self.ids = ids

    def resolve(self, value):
        """Returns a value without intrinsic functions."""
        if isinstance(value, list):
            return [self.resolve(each) for each in value]
        if not isinstance(value, dict):
            return value
        if "Ref" in value:
            return self.ids[value["Ref"]]
        if "Fn::GetAtt" in value:
            return self._attribute(*value["Fn::GetAtt"])
        if "Fn::Join" in value:
            separator, parts = value["Fn::Join"]
            return separator.join(self.resolve(part) for part in parts)
        return {key: self.resolve(each) for key, each in value.items()}

    def _attribute(self, name: str, attribute: str) -> str:
        resource_type, physical_id = self.resources[name]["Type"], self.ids[name]
        if attribute == "Arn":
            return readers.arn(resource_type, physical_id)
        if (resource_type, attribute) == ("AWS::SQS::Queue", "QueueName"):
            return physical_id.split("/")[-1]
        if (resource_type, attribute) == ("AWS::SNS::Topic", "TopicName"):
            return physical_id.split(":")[-1]
        raise ValueError(f"{attribute} of {resource_type} is not supported here")


if __name__ == "__main__":
    main(*sys.argv[1:])
