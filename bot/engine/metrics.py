"""The desk's numbers in Prometheus' words; whoever scrapes them sees no person in them."""

from collections.abc import Iterable, Iterator

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot import __version__
from bot.engine.counts import Counts
from bot.storage.measures import Measures

FORM = "text/plain; version=0.0.4; charset=utf-8"


def written(measured: Measures, counts: Counts, *, pace: float, halted: float) -> bytes:
    """All metrics as text: `pace` is the share of the platform's pace that is in use, `halted` how
    many seconds of a halt are left.
    """
    registry = CollectorRegistry()
    registry.register(_Snapshot([*_waiting(measured), *_done(counts), *_speed(pace, halted)]))
    return generate_latest(registry)


class _Snapshot(Collector):
    """Metrics that were made beforehand."""

    def __init__(self, metrics: list[Metric]) -> None:
        self._metrics = metrics

    def collect(self) -> Iterable[Metric]:
        """As they are."""
        return self._metrics


def _gauge(name: str, told: str, value: float) -> Metric:
    return GaugeMetricFamily(f"destek_{name}", told, value=value)


def _labelled(
    metric: CounterMetricFamily | GaugeMetricFamily, found: dict[str, float]
) -> CounterMetricFamily | GaugeMetricFamily:
    for label, value in found.items():
        metric.add_metric([label], value)
    return metric


def _waiting(measured: Measures) -> Iterator[Metric]:
    yield _gauge("updates_waiting", "Updates kept and not yet handled.", measured.updates.count)
    yield _gauge(
        "oldest_update_seconds", "Age of the oldest of them.", round(measured.updates.oldest, 3)
    )
    yield _gauge("updates_set_aside", "Updates set aside after five tries.", measured.set_aside)
    by_lane = measured.deliveries.items()
    yield _labelled(
        GaugeMetricFamily("destek_deliveries_waiting", "Deliveries owed.", labels=["lane"]),
        {lane.name.lower(): one.count for lane, one in by_lane},
    )
    yield _labelled(
        GaugeMetricFamily(
            "destek_oldest_delivery_seconds", "Age of the oldest of them.", labels=["lane"]
        ),
        {lane.name.lower(): round(one.oldest, 3) for lane, one in by_lane},
    )
    yield _labelled(
        GaugeMetricFamily("destek_tickets", "Tickets by state.", labels=["state"]),
        {str(status): count for status, count in measured.tickets.items()},
    )
    yield _gauge("tickets_overdue", "Active tickets whose date has passed.", measured.overdue)
    yield _labelled(
        CounterMetricFamily("destek_searches", "Searches by outcome.", labels=["outcome"]),
        dict(measured.searches),
    )


def _done(counts: Counts) -> Iterator[Metric]:
    yield CounterMetricFamily(
        "destek_updates_handled",
        "Updates worked on by this process, each try.",
        value=counts.handled,
    )
    calls = CounterMetricFamily(
        "destek_deliveries", "Calls of this process, by outcome.", labels=["lane", "outcome"]
    )
    for (lane, outcome), count in sorted(counts.spoken.items()):
        calls.add_metric([lane.name.lower(), outcome], count)
    yield calls
    yield CounterMetricFamily(
        "destek_halts", "Times the platform asked for silence.", value=counts.halts
    )


def _speed(pace: float, halted: float) -> Iterator[Metric]:
    yield _gauge("pace_in_use", "Share of the calls a second that were made.", round(pace, 3))
    yield _gauge("halted_seconds", "Seconds of a halt that are left.", round(halted, 3))
    version = GaugeMetricFamily("destek_version", "The desk's version.", labels=["version"])
    version.add_metric([__version__], 1)
    yield version
