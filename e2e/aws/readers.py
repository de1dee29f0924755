"""One reader for each type of resource. It returns the properties from the service's API, in the template's form."""

import base64
import functools
import hashlib
import io
import json
import os
import urllib.parse
import zipfile

import boto3

client = functools.cache(boto3.client)


def arn(resource_type: str, physical_id: str) -> str:
    """Returns the ARN of a resource by its physical id."""
    account = client("sts").get_caller_identity()["Account"]
    region = client("sts").meta.region_name
    forms = {
        "AWS::S3::Bucket": f"arn:aws:s3:::{physical_id}",
        "AWS::KMS::Key": f"arn:aws:kms:{region}:{account}:key/{physical_id}",
        "AWS::SQS::Queue": f"arn:aws:sqs:{region}:{account}:{physical_id.split('/')[-1]}",
        "AWS::Lambda::Function": f"arn:aws:lambda:{region}:{account}:function:{physical_id}",
        "AWS::IAM::Role": f"arn:aws:iam::{account}:role/{physical_id}",
        "AWS::Events::Rule": f"arn:aws:events:{region}:{account}:rule/{physical_id}",
        "AWS::Logs::LogGroup": f"arn:aws:logs:{region}:{account}:log-group:{physical_id}:*",
        "AWS::CloudWatch::Alarm": f"arn:aws:cloudwatch:{region}:{account}:alarm:{physical_id}",
        "AWS::CloudWatch::CompositeAlarm": f"arn:aws:cloudwatch:{region}:{account}:alarm:{physical_id}",
    }
    return forms[resource_type]


def bucket(name: str, wanted: dict) -> dict:
    s3 = client("s3")
    read = {
        "BucketName": name,
        "VersioningConfiguration": lambda: {"Status": s3.get_bucket_versioning(Bucket=name)["Status"]},
        "BucketEncryption": lambda: _encryption(s3.get_bucket_encryption(Bucket=name), wanted),
        "OwnershipControls": lambda: s3.get_bucket_ownership_controls(Bucket=name)["OwnershipControls"],
        "PublicAccessBlockConfiguration": lambda: s3.get_public_access_block(Bucket=name)[
            "PublicAccessBlockConfiguration"
        ],
        "NotificationConfiguration": lambda: _notifications(s3.get_bucket_notification_configuration(Bucket=name)),
        "LoggingConfiguration": lambda: _logging(s3.get_bucket_logging(Bucket=name)["LoggingEnabled"], wanted),
        "LifecycleConfiguration": lambda: {
            "Rules": [_lifecycle(rule) for rule in s3.get_bucket_lifecycle_configuration(Bucket=name)["Rules"]]
        },
        "ObjectLockEnabled": lambda: _lock(name)["ObjectLockEnabled"] == "Enabled",
        "ObjectLockConfiguration": lambda: _lock(name),
    }
    return {key: read[key]() if callable(read[key]) else read[key] for key in wanted if key in read}


def _encryption(answer: dict, wanted: dict) -> dict:
    rules = []
    asked = wanted["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    for rule, given in zip(answer["ServerSideEncryptionConfiguration"]["Rules"], asked):
        made = {"ServerSideEncryptionByDefault": rule["ApplyServerSideEncryptionByDefault"]}
        # The API always returns it. The template has it only when it is on.
        if rule["BucketKeyEnabled"] or "BucketKeyEnabled" in given:
            made["BucketKeyEnabled"] = rule["BucketKeyEnabled"]
        if "BlockedEncryptionTypes" in rule:
            made["BlockedEncryptionTypes"] = rule["BlockedEncryptionTypes"]
        rules.append(made)
    return {"ServerSideEncryptionConfiguration": rules}


def _notifications(answer: dict) -> dict:
    return {"EventBridgeConfiguration": {"EventBridgeEnabled": "EventBridgeConfiguration" in answer}}


def _logging(answer: dict, wanted: dict) -> dict:
    read = {"DestinationBucketName": answer["TargetBucket"]}
    if answer.get("TargetPrefix") or "LogFilePrefix" in wanted["LoggingConfiguration"]:
        read["LogFilePrefix"] = answer["TargetPrefix"]
    return read


def _lifecycle(rule: dict) -> dict:
    read = {"Id": rule["ID"], "Status": rule["Status"]}
    chosen = rule["Filter"].get("And", rule["Filter"])
    if chosen.get("Prefix"):
        read["Prefix"] = chosen["Prefix"]
    tags = chosen.get("Tags") or ([chosen["Tag"]] if "Tag" in chosen else [])
    if tags:
        read["TagFilters"] = tags
    if "Days" in rule.get("Expiration", {}):
        read["ExpirationInDays"] = rule["Expiration"]["Days"]
    if rule.get("Expiration", {}).get("ExpiredObjectDeleteMarker"):
        read["ExpiredObjectDeleteMarker"] = True
    for key in ("NoncurrentVersionExpiration", "AbortIncompleteMultipartUpload"):
        if key in rule:
            read[key] = rule[key]
    return read


def _lock(name: str) -> dict:
    configuration = client("s3").get_object_lock_configuration(Bucket=name)["ObjectLockConfiguration"]
    # The server answers with 0 years beside the days. AWS answers with what was given.
    retention = configuration["Rule"]["DefaultRetention"]
    configuration["Rule"]["DefaultRetention"] = {key: value for key, value in retention.items() if value}
    return configuration


def bucket_policy(name: str, wanted: dict) -> dict:
    policy = json.loads(client("s3").get_bucket_policy(Bucket=name)["Policy"])
    return {"Bucket": name, "PolicyDocument": policy}


def key(key_id: str, wanted: dict) -> dict:
    kms = client("kms")
    return {
        "Description": kms.describe_key(KeyId=key_id)["KeyMetadata"]["Description"],
        "EnableKeyRotation": kms.get_key_rotation_status(KeyId=key_id)["KeyRotationEnabled"],
        "KeyPolicy": json.loads(kms.get_key_policy(KeyId=key_id, PolicyName="default")["Policy"]),
    }


def key_alias(_: str, wanted: dict) -> dict:
    for found in client("kms").get_paginator("list_aliases").paginate().search("Aliases[]"):
        if found["AliasName"] == wanted["AliasName"]:
            return {"AliasName": found["AliasName"], "TargetKeyId": arn("AWS::KMS::Key", found["TargetKeyId"].split("/")[-1])}
    raise LookupError(f"no alias {wanted['AliasName']}")


def topic(topic_arn: str, wanted: dict) -> dict:
    attributes = client("sns").get_topic_attributes(TopicArn=topic_arn)["Attributes"]
    names = {"DisplayName": attributes["DisplayName"], "KmsMasterKeyId": attributes.get("KmsMasterKeyId")}
    return {**names, "TopicName": topic_arn.split(":")[-1]}


def topic_policy(_: str, wanted: dict) -> dict:
    attributes = [client("sns").get_topic_attributes(TopicArn=each)["Attributes"] for each in wanted["Topics"]]
    topics = [each["TopicArn"] for each in attributes]
    return {"Topics": topics, "PolicyDocument": json.loads(attributes[0]["Policy"])}


def subscription(subscription_arn: str, wanted: dict) -> dict:
    read = client("sns").get_subscription_attributes(SubscriptionArn=subscription_arn)["Attributes"]
    if "FilterPolicy" in read:
        read["FilterPolicy"] = json.loads(read["FilterPolicy"])
    return read


def _queue_attributes(url: str) -> dict:
    return client("sqs").get_queue_attributes(QueueUrl=_own(url), AttributeNames=["All"])["Attributes"]


def _own(url: str) -> str:
    """Returns the queue's URL at this server. In the stack it has the service's public host."""
    return os.environ["AWS_ENDPOINT_URL"] + urllib.parse.urlparse(url).path


def queue(url: str, wanted: dict) -> dict:
    return {"QueueName": url.split("/")[-1], **_queue_attributes(url)}


def queue_policy(_: str, wanted: dict) -> dict:
    attributes = [_queue_attributes(url) for url in wanted["Queues"]]
    return {"Queues": wanted["Queues"], "PolicyDocument": json.loads(attributes[0]["Policy"])}


def role(name: str, wanted: dict) -> dict:
    iam = client("iam")
    read = iam.get_role(RoleName=name)["Role"]
    policies = iam.list_role_policies(RoleName=name)["PolicyNames"]
    attached = iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"]
    return {
        **read,
        "ManagedPolicyArns": [each["PolicyArn"] for each in attached],
        "Policies": [
            {
                "PolicyName": each,
                "PolicyDocument": iam.get_role_policy(RoleName=name, PolicyName=each)["PolicyDocument"],
            }
            for each in policies
        ],
    }


def managed_policy(arn: str, wanted: dict) -> dict:
    iam = client("iam")
    read = iam.get_policy(PolicyArn=arn)["Policy"]
    version = iam.get_policy_version(PolicyArn=arn, VersionId=read["DefaultVersionId"])["PolicyVersion"]
    return {"Description": "", **read, "PolicyDocument": version["Document"]}


def oidc_provider(arn: str, wanted: dict) -> dict:
    read = client("iam").get_open_id_connect_provider(OpenIDConnectProviderArn=arn)
    return {"Url": "https://" + read["Url"], "ClientIdList": read["ClientIDList"]}


def log_group(name: str, wanted: dict) -> dict:
    read = client("logs").describe_log_groups(logGroupNamePrefix=name)["logGroups"][0]
    return {"LogGroupName": read["logGroupName"], "RetentionInDays": read["retentionInDays"]}


def rule(name: str, wanted: dict) -> dict:
    events = client("events")
    read = events.describe_rule(Name=name)
    if "EventPattern" in read:
        read["EventPattern"] = json.loads(read["EventPattern"])
    return {**read, "Targets": events.list_targets_by_rule(Rule=name)["Targets"]}


def alarm(name: str, wanted: dict) -> dict:
    read = client("cloudwatch").describe_alarms(AlarmNames=[name])["MetricAlarms"][0]
    if "Metrics" in wanted:
        read["Metrics"] = [{k: v for k, v in each.items() if v not in (None, "")} for each in read["Metrics"]]
    return read


def composite_alarm(name: str, wanted: dict) -> dict:
    answer = client("cloudwatch").describe_alarms(AlarmNames=[name], AlarmTypes=["CompositeAlarm"])
    return answer["CompositeAlarms"][0]


def dashboard(name: str, wanted: dict) -> dict:
    read = client("cloudwatch").get_dashboard(DashboardName=name)
    return {"DashboardName": name, "DashboardBody": read["DashboardBody"]}


def layer(version_arn: str, wanted: dict) -> dict:
    name, version = version_arn.split(":")[6:]
    read = client("lambda").get_layer_version(LayerName=name, VersionNumber=int(version))
    return {**read, "Content": _content(read["Content"]["CodeSha256"], wanted["Content"])}


def function(name: str, wanted: dict) -> dict:
    read = client("lambda").get_function_configuration(FunctionName=name)
    read["Layers"] = [each["Arn"] for each in read.get("Layers", [])]
    # The API adds the log format, which is not in the template.
    read["LoggingConfig"] = {key: read["LoggingConfig"][key] for key in wanted.get("LoggingConfig", {})}
    return {**read, "Code": _content(read["CodeSha256"], wanted["Code"])}


def _content(code_sha256: str, wanted: dict) -> dict:
    """Returns the template's code property if the deployed bytes are those of the uploaded asset."""
    body = client("s3").get_object(Bucket=wanted["S3Bucket"], Key=wanted["S3Key"])["Body"].read()
    zipfile.ZipFile(io.BytesIO(body)).testzip()
    uploaded = base64.b64encode(hashlib.sha256(body).digest()).decode()
    return wanted if uploaded == code_sha256 else {"CodeSha256": code_sha256, "uploaded": uploaded}


def permission(_: str, wanted: dict) -> dict:
    policy = json.loads(client("lambda").get_policy(FunctionName=wanted["FunctionName"])["Policy"])
    for statement in policy["Statement"]:
        source = statement.get("Condition", {}).get("ArnLike", {}).get("AWS:SourceArn")
        if source == wanted["SourceArn"] and statement["Effect"] == "Allow":
            found = {"Action": statement["Action"], "Principal": statement["Principal"]["Service"]}
            return {**found, "SourceArn": source, "FunctionName": wanted["FunctionName"]}
    raise LookupError(f"no statement allows {wanted['SourceArn']}")


def invoke_config(_: str, wanted: dict) -> dict:
    read = client("lambda").get_function_event_invoke_config(FunctionName=wanted["FunctionName"])
    return {**read, "FunctionName": read["FunctionArn"].split(":")[6], "Qualifier": "$LATEST"}


def nested_stack(name: str, wanted: dict) -> dict:
    """Its resources are compared with the template that was deployed; this compares that one with the uploaded file."""
    cloudformation = client("cloudformation")
    read = cloudformation.describe_stacks(StackName=name)["Stacks"][0]
    bucket_name, key_name = urllib.parse.urlparse(wanted["TemplateURL"]).path.lstrip("/").split("/", 1)
    uploaded = client("s3").get_object(Bucket=bucket_name, Key=key_name)["Body"].read()
    deployed = cloudformation.get_template(StackName=name)["TemplateBody"]
    return {
        "TemplateURL": wanted["TemplateURL"] if json.loads(uploaded) == deployed else deployed,
        "Parameters": {each["ParameterKey"]: each["ParameterValue"] for each in read["Parameters"]},
    }


BY_TYPE = {
    "AWS::CloudFormation::Stack": nested_stack,
    "AWS::CloudWatch::Alarm": alarm,
    "AWS::CloudWatch::CompositeAlarm": composite_alarm,
    "AWS::CloudWatch::Dashboard": dashboard,
    "AWS::Events::Rule": rule,
    "AWS::IAM::ManagedPolicy": managed_policy,
    "AWS::IAM::OIDCProvider": oidc_provider,
    "AWS::IAM::Role": role,
    "AWS::KMS::Alias": key_alias,
    "AWS::KMS::Key": key,
    "AWS::Lambda::EventInvokeConfig": invoke_config,
    "AWS::Lambda::Function": function,
    "AWS::Lambda::LayerVersion": layer,
    "AWS::Lambda::Permission": permission,
    "AWS::Logs::LogGroup": log_group,
    "AWS::S3::Bucket": bucket,
    "AWS::S3::BucketPolicy": bucket_policy,
    "AWS::SNS::Subscription": subscription,
    "AWS::SNS::Topic": topic,
    "AWS::SNS::TopicPolicy": topic_policy,
    "AWS::SQS::Queue": queue,
    "AWS::SQS::QueuePolicy": queue_policy,
}
