"""Differences between moto's CloudFormation and AWS that matter to the CDK CLI."""

from moto.cloudformation import models
from moto.cloudformation.exceptions import ValidationError
from moto.logs.models import LogGroup

from resources import support


def mend() -> None:
    """Removes these differences, and declares which types and properties moto supports (as in moto 5.2.5)."""
    _change_sets()
    _failures()
    _updates()
    # In AWS this attribute ends in ":*", so a policy with it covers the streams. In moto it does not.
    LogGroup.get_cfn_attribute = lambda group, attribute: group.arn.removesuffix(":*") + ":*"
    support("AWS::CloudFormation::WaitConditionHandle")
    support("AWS::KMS::Key", "Description", "EnableKeyRotation", "KeyPolicy", "Enabled", "Tags")
    support("AWS::KMS::Alias", "AliasName", "TargetKeyId")
    support("AWS::SNS::Topic", "TopicName", "DisplayName", "KmsMasterKeyId")
    support("AWS::SQS::Queue", "QueueName", "MessageRetentionPeriod", "SqsManagedSseEnabled", "KmsMasterKeyId", "Tags")
    support("AWS::Logs::LogGroup", "LogGroupName", "RetentionInDays", "Tags")
    support("AWS::Events::Rule", "Name", "Description", "EventPattern", "ScheduleExpression", "State", "Targets")
    support("AWS::CloudWatch::Dashboard", "DashboardName", "DashboardBody")
    role = ("RoleName", "AssumeRolePolicyDocument", "Description", "MaxSessionDuration", "Path", "Policies")
    support("AWS::IAM::Role", *role, "ManagedPolicyArns", "Tags")
    support("AWS::IAM::Policy", "PolicyName", "PolicyDocument", "Roles")
    support("AWS::IAM::ManagedPolicy", "ManagedPolicyName", "PolicyDocument", "Description", "Path", "Roles")
    support("AWS::SSM::Parameter", "Type", "Name", "Value", "Description")
    # Only the bootstrap stack has it. It is used for container images, and there are none.
    support("AWS::ECR::Repository", "RepositoryName", "ImageTagMutability", "LifecyclePolicy", "RepositoryPolicyText")


def _change_sets() -> None:
    delete = models.CloudFormationBackend.delete_change_set
    apply = models.ChangeSet.apply

    # The CLI deletes old change sets first. In AWS it is no error to delete one that does not exist.
    def delete_if_there(self, change_set_name):
        names = {name for name in self.change_sets} | {each.change_set_name for each in self.change_sets.values()}
        if change_set_name in names:
            delete(self, change_set_name)

    # Without this, a stack from a change set has no outputs. The bootstrap uses a change set.
    def apply_with_outputs(self):
        apply(self)
        self.stack.output_map = self.stack._create_output_map()

    models.CloudFormationBackend.delete_change_set = delete_if_there
    models.ChangeSet.apply = apply_with_outputs


def _failures() -> None:
    """A change set that fails gives its reason. moto answers 500."""
    apply = models.ChangeSet.apply

    def apply_or_explain(self):
        try:
            apply(self)
        except Exception as failure:
            raise _with_reason(self.stack_name, failure) from failure

    models.ChangeSet.apply = apply_or_explain


def _updates() -> None:
    """An update without a change is an error with this text, which the CLI looks for. moto reports success."""
    update = models.CloudFormationBackend.update_stack

    def update_if_changed(self, name, template, role_arn, parameters, tags):
        stack = self.get_stack(name)
        given = {each["ParameterKey"]: each["ParameterValue"] for each in parameters if "ParameterValue" in each}
        if stack.has_template(template) and all(stack.parameters.get(key) == given[key] for key in given):
            raise ValidationError(message="No updates are to be performed.")
        try:
            return update(self, name, template, role_arn, parameters, tags)
        except Exception as failure:
            raise _with_reason(name, failure) from failure

    models.CloudFormationBackend.update_stack = update_if_changed


def _with_reason(stack: str, failure: Exception) -> ValidationError:
    return ValidationError(stack, message=f"stack {stack}: {reason_of(failure)}")


def reason_of(failure: Exception) -> str:
    """Returns what an event or an answer says about a failure."""
    return getattr(failure, "message", None) or repr(failure)
