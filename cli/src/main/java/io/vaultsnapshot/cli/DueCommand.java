package io.vaultsnapshot.cli;

import io.vaultsnapshot.cli.view.Width;
import io.vaultsnapshot.contract.document.Schema;
import io.vaultsnapshot.contract.schedule.DurationText;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.snapshot.freshness.DueTime;
import io.vaultsnapshot.snapshot.freshness.FreshnessPolicy;
import io.vaultsnapshot.snapshot.freshness.RunHistory;
import io.vaultsnapshot.snapshot.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows when snapshots are due, and from when on a missing one is late and stale. */
@Command(
        name = "due",
        description =
                "Shows when the next snapshots are due, and from when on a missing one is late (the status says so)"
                        + " and stale (an alert is sent).",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footer = {
            "",
            "Reads the settings only, not the bucket, so the times are those of a cluster without earlier snapshots. After"
                    + " three snapshots a run is expected to take twice as long as the longest of the last ten, at least"
                    + " 15 minutes and at most jobDeadlineSeconds.",
            "",
            "Exit codes: 0 printed, 2 usage or settings, 3 could not read the settings."
        })
final class DueCommand implements Callable<Integer> {
    private static final int MOST = 1000;
    private static final int WIDEST_TABLE = 84;

    @ArgGroup
    private @Nullable Choice choice;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = PointInTime.Converter.class,
            description = "The first time to show: 2026-11-24, 2026-11-24T02:00 (both in the schedule's zone), or"
                    + " 2026-11-24T00:00:00Z. Default: now.")
    private @Nullable PointInTime from;

    @Option(names = "--count", paramLabel = "N", defaultValue = "5", description = "How many, 1 to 1000. Default: 5.")
    private int count;

    @Mixin
    private FormatOption format;

    @Mixin
    private SettingsOption settings;

    @Spec
    private CommandSpec spec;

    /** One cluster of the settings, or a schedule without a cluster. */
    static final class Choice {
        @Option(
                names = "--cluster",
                paramLabel = "NAME",
                description = "One cluster of the settings. Default: all of them.")
        private @Nullable String cluster;

        @ArgGroup(exclusive = false)
        private @Nullable Cron cron;
    }

    /** A schedule without a cluster. */
    static final class Cron {
        @Option(
                names = "--schedule",
                required = true,
                paramLabel = "CRON",
                description = "A schedule as in a CronJob, such as \"0 2 * * 1-5\", with the default deadlines.")
        private String schedule;

        @Option(
                names = "--zone",
                paramLabel = "ZONE",
                defaultValue = "Etc/UTC",
                description = "Its time zone, such as Europe/Helsinki. Default: Etc/UTC.")
        private String zone;
    }

    @Override
    public Integer call() throws IOException {
        if (count < 1 || count > MOST) {
            throw new ParameterException(spec.commandLine(), "--count: " + count + " is not 1 to " + MOST);
        }
        clusters().forEach(this::print);
        return ExitCode.INTACT;
    }

    private List<ClusterSettings> clusters() throws IOException {
        Cron cron = choice == null ? null : choice.cron;
        try {
            return cron == null
                    ? named(ScheduledCluster.inFile(settings.file()))
                    : List.of(ScheduledCluster.of(cron.schedule, cron.zone));
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private List<ClusterSettings> named(List<ClusterSettings> all) {
        String name = choice == null ? null : choice.cluster;
        if (name == null) {
            return all;
        }
        return List.of(all.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--cluster: '" + name + "' is not in " + settings.file()
                        + ", which has "
                        + String.join(
                                ", ", all.stream().map(ClusterSettings::name).toList()))));
    }

    private void print(ClusterSettings cluster) {
        ZoneId zone = cluster.job().schedule().zone();
        Instant begin = from == null ? Clock.systemUTC().instant() : from.in(zone);
        List<DueTime> coming = new FreshnessPolicy(cluster).coming(begin, count, List.of());
        PrintWriter out = spec.commandLine().getOut();
        if (format.isJson()) {
            out.println(Json.write(toMap(cluster, coming)));
        } else {
            printTable(cluster, zone, coming, out);
        }
    }

    private static Map<String, Object> toMap(ClusterSettings cluster, List<DueTime> coming) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Schema.FIELD, Schema.DUE_OUTPUT.text());
        map.put("cluster", cluster.name());
        map.put("schedule", cluster.job().schedule().expression().toString());
        map.put("timeZone", cluster.job().schedule().zone().getId());
        map.put(
                "due",
                coming.stream()
                        .map(each -> Map.of(
                                "dueAt", each.dueAt().toString(),
                                "lateFrom", each.lateFrom().toString(),
                                "staleFrom", each.staleFrom().toString()))
                        .toList());
        return map;
    }

    private static void printTable(ClusterSettings cluster, ZoneId zone, List<DueTime> coming, PrintWriter out) {
        DateTimeFormatter time = DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm xxx", Locale.ROOT)
                .withZone(zone);
        Width.lines(
                        "",
                        cluster.name() + ": '" + cluster.job().schedule().expression() + "' in " + zone
                                + ", expected to take up to "
                                + DurationText.of(new RunHistory(cluster.job()).expected(List.of())) + ", may start "
                                + DurationText.of(cluster.job().startingDeadline()) + " late")
                .forEach(out::println);
        Instant pausedUntil = cluster.recovery().pausedUntil();
        if (pausedUntil != null) {
            out.println("  no snapshot is expected until " + time.format(pausedUntil));
        }
        if (Width.orElse(WIDEST_TABLE) < WIDEST_TABLE) {
            for (DueTime each : coming) {
                out.println("  due        " + time.format(each.dueAt()));
                out.println("  late from  " + time.format(each.lateFrom()));
                out.println("  stale from " + time.format(each.staleFrom()));
            }
            return;
        }
        row(out, "due", "late from", "stale from");
        for (DueTime each : coming) {
            row(out, time.format(each.dueAt()), time.format(each.lateFrom()), time.format(each.staleFrom()));
        }
    }

    private static void row(PrintWriter out, String due, String late, String stale) {
        out.printf(Locale.ROOT, "  %-28s%-28s%s%n", due, late, stale);
    }
}
