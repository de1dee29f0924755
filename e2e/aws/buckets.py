"""S3: bucket properties that moto's CloudFormation does not have, bucket policies, and events as AWS sends them."""

import datetime
import json
import uuid
from typing import Any

import flask
from moto.core.responses import ActionResult
from moto.events.models import events_backends
from moto.iam.access_control import IAMPolicy, PermissionResult
from moto.s3 import models, notifications, responses

from resources import Place, Properties, extend, register, support

PARTITION = "aws"


def add() -> None:
    """Registers bucket properties and bucket policies, and corrects their enforcement and the events."""
    support("AWS::S3::Bucket", "BucketName", "BucketEncryption", "Tags")
    # The bucket of the bootstrap names the ACL that every bucket has by default.
    support("AWS::S3::Bucket", "AccessControl")
    extend(
        models.FakeBucket,
        "VersioningConfiguration ObjectLockEnabled ObjectLockConfiguration LifecycleConfiguration OwnershipControls"
        " PublicAccessBlockConfiguration NotificationConfiguration LoggingConfiguration ReplicationConfiguration",
        _apply,
    )
    register("AWS::S3::BucketPolicy", "Bucket PolicyDocument", _put_policy, _delete_policy)
    models.FakeBucket.get_permission = _permission
    _answer_with_event_bridge()
    _answer_with_blocked_encryption()
    notifications._send_event_bridge_message = _send_to_event_bus


def _apply(bucket: models.FakeBucket, properties: Properties, place: Place) -> None:
    backend = models.s3_backends[place.account][PARTITION]
    for rule in properties.get("BucketEncryption", {}).get("ServerSideEncryptionConfiguration", []):
        bucket.encryption["Rule"]["BucketKeyEnabled"] = str(rule.get("BucketKeyEnabled", False)).lower()
        bucket.encryption["Rule"]["BlockedEncryptionTypes"] = rule.get("BlockedEncryptionTypes", {})
    if "VersioningConfiguration" in properties:
        backend.put_bucket_versioning(bucket.name, properties["VersioningConfiguration"]["Status"])
    if str(properties.get("ObjectLockEnabled", False)).lower() == "true":
        _lock(bucket, properties.get("ObjectLockConfiguration", {}))
    if "LifecycleConfiguration" in properties:
        rules = [_lifecycle_rule(rule) for rule in properties["LifecycleConfiguration"]["Rules"]]
        backend.put_bucket_lifecycle_configuration(bucket.name, rules)
    if "OwnershipControls" in properties:
        rules = properties["OwnershipControls"]["Rules"]
        backend.put_bucket_ownership_controls(bucket.name, rules[0]["ObjectOwnership"])
    if "PublicAccessBlockConfiguration" in properties:
        blocked = {key: str(value).lower() for key, value in properties["PublicAccessBlockConfiguration"].items()}
        backend.put_public_access_block(bucket.name, blocked)
    if "NotificationConfiguration" in properties:
        _notify(backend, bucket, properties["NotificationConfiguration"])
    if "LoggingConfiguration" in properties:
        _log(bucket, properties["LoggingConfiguration"])
    if "ReplicationConfiguration" in properties:
        # Kept and not carried out. moto requires the target bucket, which is in another region.
        bucket.replication = properties["ReplicationConfiguration"]


def _lock(bucket: models.FakeBucket, configuration: Properties) -> None:
    # Set directly: moto refuses a bucket that has objects, where AWS takes any that is versioned.
    if bucket.versioning_status != "Enabled":
        raise ValueError("Object Lock needs versioning")
    retention = configuration.get("Rule", {}).get("DefaultRetention", {})
    bucket.object_lock_enabled = True
    bucket.default_lock_mode = retention.get("Mode")
    bucket.default_lock_days = int(retention.get("Days", 0))
    bucket.default_lock_years = int(retention.get("Years", 0))


def _lifecycle_rule(rule: Properties) -> dict[str, Any]:
    """Returns a CloudFormation rule in the form of the S3 API."""
    known = {"Id", "Status", "Prefix", "TagFilters", "ExpirationInDays", "NoncurrentVersionExpiration"}
    known |= {"AbortIncompleteMultipartUpload", "ExpiredObjectDeleteMarker", "NoncurrentVersionExpirationInDays"}
    if set(rule) - known:
        raise ValueError(f"lifecycle rule {rule.get('Id')}: {sorted(set(rule) - known)} is not supported")
    made: dict[str, Any] = {"ID": rule.get("Id"), "Status": rule["Status"], "Filter": _filter(rule)}
    if "ExpirationInDays" in rule:
        made["Expiration"] = {"Days": str(rule["ExpirationInDays"])}
    if "ExpiredObjectDeleteMarker" in rule:
        made["Expiration"] = {"ExpiredObjectDeleteMarker": str(rule["ExpiredObjectDeleteMarker"]).lower()}
    noncurrent = rule.get("NoncurrentVersionExpiration", {}).get("NoncurrentDays")
    noncurrent = noncurrent or rule.get("NoncurrentVersionExpirationInDays")
    if noncurrent:
        made["NoncurrentVersionExpiration"] = {"NoncurrentDays": str(noncurrent)}
    if "AbortIncompleteMultipartUpload" in rule:
        days = rule["AbortIncompleteMultipartUpload"]["DaysAfterInitiation"]
        made["AbortIncompleteMultipartUpload"] = {"DaysAfterInitiation": str(days)}
    return made


def _filter(rule: Properties) -> dict[str, Any]:
    prefix = rule.get("Prefix", "")
    tags = [{"Key": tag["Key"], "Value": tag["Value"]} for tag in rule.get("TagFilters", [])]
    if not tags:
        return {"Prefix": prefix}
    if len(tags) == 1 and not prefix:
        return {"Tag": tags[0]}
    return {"And": {"Prefix": prefix, "Tag": tags}}


def _notify(backend: Any, bucket: models.FakeBucket, configuration: Properties) -> None:
    if set(configuration) - {"EventBridgeConfiguration"}:
        raise ValueError(f"only EventBridge notifications are supported here, not {sorted(configuration)}")
    enabled = configuration.get("EventBridgeConfiguration", {}).get("EventBridgeEnabled", True)
    enabled_events = {"EventBridgeConfiguration": {}} if str(enabled).lower() == "true" else {}
    backend.put_bucket_notification_configuration(bucket.name, enabled_events)


def _answer_with_event_bridge() -> None:
    answer = responses.S3Response.get_bucket_notification

    def with_event_bridge(self):
        configuration = self.backend.get_bucket_notification_configuration(self.bucket_name)
        if configuration is None or configuration.event_bridge is None:
            return answer(self)
        self.data["Action"] = "GetBucketNotificationConfiguration"
        return self.serialized(ActionResult({"EventBridgeConfiguration": {}}))

    responses.S3Response.get_bucket_notification = with_event_bridge


def _answer_with_blocked_encryption() -> None:
    serialized = responses.S3Response.serialized

    def with_blocked_types(self, result):
        answer = result.result
        if self.data.get("Action") == "GetBucketEncryption" and "ServerSideEncryptionConfiguration" in answer:
            rule = self.backend.get_bucket_encryption(self.bucket_name)["Rule"]
            if rule.get("BlockedEncryptionTypes"):
                rules = answer["ServerSideEncryptionConfiguration"]["Rules"]
                rules[0]["BlockedEncryptionTypes"] = rule["BlockedEncryptionTypes"]
        return serialized(self, result)

    responses.S3Response.serialized = with_blocked_types


def _log(bucket: models.FakeBucket, configuration: Properties) -> None:
    # Set directly: moto requires an ACL on the target bucket, where AWS also accepts a bucket policy.
    bucket.logging = {
        "TargetBucket": configuration["DestinationBucketName"],
        "TargetPrefix": configuration.get("LogFilePrefix", ""),
    }


def _put_policy(name: str, properties: Properties, place: Place) -> str:
    backend = models.s3_backends[place.account][PARTITION]
    backend.put_bucket_policy(properties["Bucket"], json.dumps(properties["PolicyDocument"]).encode())
    return properties["Bucket"]


def _delete_policy(bucket: str, place: Place) -> None:
    models.s3_backends[place.account][PARTITION].delete_bucket_policy(bucket)


def _permission(self: models.FakeBucket, action: str, resource: str) -> PermissionResult:
    """Decides by those statements of the bucket policy that are for all principals.

    moto ignores conditions. Here the condition aws:SecureTransport is evaluated, and a statement with any other condition is
    ignored. TLS ends before this server, which learns of it from the header X-Forwarded-Proto. The CDK CLI uses plain HTTP
    here, so its own bucket is excepted.
    """
    if self.policy is None:
        return PermissionResult.NEUTRAL
    document = json.loads(self.policy)
    document["Statement"] = [
        {**{key: value for key, value in statement.items() if key != "Condition"}, "Principal": "*"}
        for statement in document["Statement"]
        if statement.get("Principal") in ("*", {"AWS": "*"}) and _holds(statement.get("Condition", {}), self.name)
    ]
    if not document["Statement"]:
        return PermissionResult.NEUTRAL
    return IAMPolicy(json.dumps(document)).is_action_permitted(action, resource)


def _holds(condition: Properties, bucket: str) -> bool:
    tls = bucket.startswith("cdk-") or flask.request.headers.get("X-Forwarded-Proto") == "https"
    return condition in ({}, {"Bool": {"aws:SecureTransport": str(tls).lower()}})


def _send_to_event_bus(account_id: str, bucket: models.FakeBucket, event_name: Any, key: Any) -> None:
    """Sends S3's event in the form of the S3 User Guide, "EventBridge event message structure"."""
    event_name = str(getattr(event_name, "value", event_name))
    detail: dict[str, Any] = {
        "version": "0",
        "bucket": {"name": bucket.name},
        "object": {
            "key": key.name,
            "size": key.size,
            "etag": key.etag.replace('"', ""),
            "sequencer": uuid.uuid4().hex[:18].upper(),
        },
        "request-id": uuid.uuid4().hex[:16].upper(),
        "requester": account_id,
        "source-ip-address": "127.0.0.1",
        "reason": _REASONS.get(event_name, event_name.split(":")[1]),
    }
    if bucket.is_versioned:
        detail["object"]["version-id"] = key.version_id
    event = envelope(account_id, bucket.region_name, "aws.s3", notifications._detail_type(event_name), detail)
    event["resources"] = [bucket.arn]
    for bus in list(events_backends[account_id][bucket.region_name].event_buses.values()):
        for rule in list(bus.rules.values()):
            rule.send_to_targets(event, transform_input=False)


_REASONS = {
    "s3:ObjectCreated:Put": "PutObject",
    "s3:ObjectCreated:Post": "POST Object",
    "s3:ObjectCreated:Copy": "CopyObject",
    "s3:ObjectCreated:CompleteMultipartUpload": "CompleteMultipartUpload",
}


def envelope(account: str, region: str, source: str, detail_type: str, detail: dict[str, Any]) -> dict[str, Any]:
    """Returns an event of EventBridge: the form of "AWS service event structure" in its user guide."""
    now = datetime.datetime.now(datetime.timezone.utc)
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": detail_type,
        "source": source,
        "account": account,
        "time": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": region,
        "resources": [],
        "detail": detail,
    }
