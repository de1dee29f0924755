"""CloudWatch alarms, which moto's CloudFormation does not have. They can be read, but are not evaluated."""

from typing import Any

from moto.cloudwatch.models import Dimension, Metric, MetricDataQuery, MetricStat, cloudwatch_backends

from resources import Place, Properties, register

_ACTIONS = "ActionsEnabled AlarmActions OKActions InsufficientDataActions"
_METRIC = (
    "AlarmName AlarmDescription Namespace MetricName Dimensions Statistic ExtendedStatistic Period Metrics Unit Threshold"
    " ComparisonOperator EvaluationPeriods DatapointsToAlarm TreatMissingData EvaluateLowSampleCountPercentile"
)


def add() -> None:
    """Registers alarms on metrics and on other alarms."""
    composite = f"AlarmName AlarmDescription AlarmRule {_ACTIONS}"
    register("AWS::CloudWatch::Alarm", f"{_METRIC} {_ACTIONS}", _put_alarm, _delete, _arn)
    register("AWS::CloudWatch::CompositeAlarm", composite, _put_composite, _delete, _arn)


def _put_alarm(name: str, properties: Properties, place: Place) -> str:
    alarm_name = properties.get("AlarmName", name)
    queries = [_query(query) for query in properties.get("Metrics", [])]
    cloudwatch_backends[place.account][place.region].put_metric_alarm(
        name=alarm_name,
        namespace=properties.get("Namespace"),
        metric_name=properties.get("MetricName"),
        metric_data_queries=queries or None,
        comparison_operator=properties["ComparisonOperator"],
        evaluation_periods=int(properties["EvaluationPeriods"]),
        datapoints_to_alarm=_number(properties.get("DatapointsToAlarm"), int),
        period=_number(properties.get("Period"), int),
        threshold=_number(properties.get("Threshold"), float),
        statistic=properties.get("Statistic"),
        extended_statistic=properties.get("ExtendedStatistic"),
        dimensions=properties.get("Dimensions", []),
        unit=properties.get("Unit"),
        treat_missing_data=properties.get("TreatMissingData"),
        evaluate_low_sample_count_percentile=properties.get("EvaluateLowSampleCountPercentile"),
        **_actions(properties),
    )
    return alarm_name


def _put_composite(name: str, properties: Properties, place: Place) -> str:
    alarm_name = properties.get("AlarmName", name)
    cloudwatch_backends[place.account][place.region].put_metric_alarm(
        name=alarm_name,
        namespace=None,
        metric_name=None,
        comparison_operator=None,
        evaluation_periods=None,
        period=None,
        threshold=None,
        statistic=None,
        dimensions=[],
        rule=properties["AlarmRule"],
        **_actions(properties),
    )
    return alarm_name


def _actions(properties: Properties) -> dict[str, Any]:
    return {
        "description": properties.get("AlarmDescription"),
        "actions_enabled": str(properties.get("ActionsEnabled", True)).lower() == "true",
        "alarm_actions": properties.get("AlarmActions", []),
        "ok_actions": properties.get("OKActions", []),
        "insufficient_data_actions": properties.get("InsufficientDataActions", []),
    }


def _query(query: Properties) -> MetricDataQuery:
    stat = None
    if "MetricStat" in query:
        given = query["MetricStat"]
        metric = given["Metric"]
        dimensions = [Dimension(each["Name"], each["Value"]) for each in metric.get("Dimensions", [])]
        stat = MetricStat(
            metric=Metric(metric["MetricName"], metric["Namespace"], dimensions),
            period=given["Period"],
            stat=given["Stat"],
            unit=given.get("Unit"),
        )
    return MetricDataQuery(
        query_id=query["Id"],
        label=query.get("Label"),
        period=query.get("Period"),
        return_data=query.get("ReturnData", True),
        expression=query.get("Expression"),
        metric_stat=stat,
    )


def _number(value: Any, kind: type) -> Any:
    return None if value is None else kind(value)


def _arn(name: str, place: Place) -> str:
    return f"arn:aws:cloudwatch:{place.region}:{place.account}:alarm:{name}"


def _delete(name: str, place: Place) -> None:
    cloudwatch_backends[place.account][place.region].delete_alarms([name])
