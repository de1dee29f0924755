"""CloudWatch alarms, which moto's CloudFormation leaves out. They are kept and read back, never evaluated."""

from typing import Any

from moto.cloudwatch.models import Dimension, Metric, MetricDataQuery, MetricStat, cloudwatch_backends

from resources import Place, Properties, register

_WHAT_IS_DONE = "ActionsEnabled AlarmActions OKActions InsufficientDataActions"
_METRIC = (
    "AlarmName AlarmDescription Namespace MetricName Dimensions Statistic ExtendedStatistic Period Metrics Unit Threshold"
    " ComparisonOperator EvaluationPeriods DatapointsToAlarm TreatMissingData EvaluateLowSampleCountPercentile"
)


def add() -> None:
    """Registers alarms on metrics and on other alarms."""
    register("AWS::CloudWatch::Alarm", f"{_METRIC} {_WHAT_IS_DONE}", _put_alarm, _delete)
    register(
        "AWS::CloudWatch::CompositeAlarm", f"AlarmName AlarmDescription AlarmRule {_WHAT_IS_DONE}", _put_composite, _delete
    )


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
        **_what_is_done(properties),
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
        **_what_is_done(properties),
    )
    return alarm_name


def _what_is_done(properties: Properties) -> dict[str, Any]:
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
        told = query["MetricStat"]
        metric = told["Metric"]
        dimensions = [Dimension(each["Name"], each["Value"]) for each in metric.get("Dimensions", [])]
        stat = MetricStat(
            metric=Metric(metric["MetricName"], metric["Namespace"], dimensions),
            period=told["Period"],
            stat=told["Stat"],
            unit=told.get("Unit"),
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


def _delete(name: str, place: Place) -> None:
    cloudwatch_backends[place.account][place.region].delete_alarms([name])
