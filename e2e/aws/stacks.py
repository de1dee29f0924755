"""Where moto's CloudFormation differs from AWS in what the CDK CLI relies on."""

from moto.cloudformation import models
from moto.cloudformation.exceptions import ValidationError
from moto.logs.models import LogGroup

from resources import honour


def mend() -> None:
    """Repairs what the CLI meets, and states which types and properties moto honours (read in moto 5.2.5)."""
    _change_sets()
    _failures()
    _updates()
    # AWS's attribute ends so that a policy with it covers the streams; moto's would not.
    LogGroup.get_cfn_attribute = lambda group, attribute: group.arn.removesuffix(":*") + ":*"
    honour("AWS::CloudFormation::WaitConditionHandle")
    honour("AWS::KMS::Key", "Description", "EnableKeyRotation", "KeyPolicy", "Enabled", "Tags")
    honour("AWS::KMS::Alias", "AliasName", "TargetKeyId")
    honour("AWS::SNS::Topic", "TopicName", "DisplayName", "KmsMasterKeyId")
    honour("AWS::SQS::Queue", "QueueName", "MessageRetentionPeriod", "SqsManagedSseEnabled", "KmsMasterKeyId", "Tags")
    honour("AWS::Logs::LogGroup", "LogGroupName", "RetentionInDays", "Tags")
    honour("AWS::Events::Rule", "Name", "Description", "EventPattern", "ScheduleExpression", "State", "Targets")
    honour("AWS::CloudWatch::Dashboard", "DashboardName", "DashboardBody")
    role = ("RoleName", "AssumeRolePolicyDocument", "Description", "MaxSessionDuration", "Path", "Policies")
    honour("AWS::IAM::Role", *role, "ManagedPolicyArns", "Tags")
    honour("AWS::IAM::Policy", "PolicyName", "PolicyDocument", "Roles")
    honour("AWS::IAM::ManagedPolicy", "ManagedPolicyName", "PolicyDocument", "Description", "Path", "Roles")
    honour("AWS::SSM::Parameter", "Type", "Name", "Value", "Description")
    # Only in the bootstrap stack, and without a container image nothing of it is used.
    honour("AWS::ECR::Repository", "RepositoryName", "ImageTagMutability", "LifecyclePolicy", "RepositoryPolicyText")


def _change_sets() -> None:
    delete = models.CloudFormationBackend.delete_change_set
    apply = models.ChangeSet.apply

    # The CLI tidies up before it creates: to AWS, deleting a change set that is not there is no error.
    def delete_if_there(self, change_set_name):
        names = {name for name in self.change_sets} | {each.change_set_name for each in self.change_sets.values()}
        if change_set_name in names:
            delete(self, change_set_name)

    # Without this a stack made through a change set, as bootstrap does, has no outputs.
    def apply_with_outputs(self):
        apply(self)
        self.stack.output_map = self.stack._create_output_map()

    models.CloudFormationBackend.delete_change_set = delete_if_there
    models.ChangeSet.apply = apply_with_outputs


def _failures() -> None:
    """A failed creation says why and leaves no stack; moto answers 500, and the CLI's next try "already exists"."""
    create = models.CloudFormationBackend.create_stack
    apply = models.ChangeSet.apply

    def create_or_say_why(self, name, *args, **kwargs):
        before = set(self.stacks)
        try:
            return create(self, name, *args, **kwargs)
        except Exception as failure:
            for half_made in set(self.stacks) - before:
                del self.stacks[half_made]
            raise _told(name, failure) from failure

    def apply_or_say_why(self):
        try:
            apply(self)
        except Exception as failure:
            raise _told(self.stack_name, failure) from failure

    models.CloudFormationBackend.create_stack = create_or_say_why
    models.ChangeSet.apply = apply_or_say_why


def _updates() -> None:
    """An update that would change nothing is an error of this text, by which the CLI knows; moto reports success."""
    update = models.CloudFormationBackend.update_stack

    def update_if_changed(self, name, template, role_arn, parameters, tags):
        stack = self.get_stack(name)
        given = {each["ParameterKey"]: each["ParameterValue"] for each in parameters if "ParameterValue" in each}
        if stack.has_template(template) and all(stack.parameters.get(key) == given[key] for key in given):
            raise ValidationError(message="No updates are to be performed.")
        try:
            return update(self, name, template, role_arn, parameters, tags)
        except Exception as failure:
            raise _told(name, failure) from failure

    models.CloudFormationBackend.update_stack = update_if_changed


def _told(stack: str, failure: Exception) -> ValidationError:
    reason = getattr(failure, "message", None) or repr(failure)
    return ValidationError(stack, message=f"stack {stack}: {reason}")
