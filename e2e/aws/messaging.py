"""SNS and SQS: subscriptions and policies, which moto's CloudFormation does not have."""

import json

from moto.sns.models import sns_backends
from moto.sqs.models import sqs_backends

from resources import Place, Properties, register


def add() -> None:
    """Registers queue policies, topic policies and subscriptions."""
    register("AWS::SQS::QueuePolicy", "Queues PolicyDocument", _put_queue_policy)
    register("AWS::SNS::TopicPolicy", "Topics PolicyDocument", _put_topic_policy)
    register(
        "AWS::SNS::Subscription",
        "TopicArn Endpoint Protocol FilterPolicy FilterPolicyScope RawMessageDelivery RedrivePolicy",
        _subscribe,
        lambda arn, place: sns_backends[place.account][place.region].unsubscribe(arn),
    )


def _put_queue_policy(name: str, properties: Properties, place: Place) -> str:
    policy = json.dumps(properties["PolicyDocument"])
    for queue in properties["Queues"]:
        backend = sqs_backends[place.account][place.region]
        backend.set_queue_attributes(queue.split("/")[-1], {"Policy": policy})
    return name


def _put_topic_policy(name: str, properties: Properties, place: Place) -> str:
    for topic in properties["Topics"]:
        sns_backends[place.account][place.region].get_topic(topic).policy = json.dumps(properties["PolicyDocument"])
    return name


def _subscribe(name: str, properties: Properties, place: Place) -> str:
    backend = sns_backends[place.account][place.region]
    subscription = backend.subscribe(properties["TopicArn"], properties["Endpoint"], properties["Protocol"])
    for attribute in ("FilterPolicyScope", "FilterPolicy", "RawMessageDelivery", "RedrivePolicy"):
        if attribute in properties:
            value = properties[attribute]
            text = json.dumps(value) if isinstance(value, dict) else str(value)
            backend.set_subscription_attributes(
                subscription.arn, attribute, text.lower() if attribute == "RawMessageDelivery" else text
            )
    return subscription.arn
