package io.vaultsnapshot.cli;

import io.vaultsnapshot.contract.schedule.DurationText;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.snapshot.freshness.DueTime;
import io.vaultsnapshot.snapshot.freshness.FreshnessPolicy;
import io.vaultsnapshot.snapshot.freshness.RunHistory;
import io.vaultsnapshot.snapshot.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says when snapshots are due, and from when on each one that is missing counts as late and as stale. */
@Command(
        name = "due",
        description = "Shows the coming due times of backups, and from when on a missing snapshot is late (nobody is"
                + " told) and stale (subscribers are told).",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Reads settings only, no bucket: late and stale are those of a cluster whose runs are not known yet. Once"
                    + " three runs are, a run is expected to take twice as long as the longest of the last ten, at"
                    + " least 15 minutes and at most jobDeadlineSeconds.",
            "",
            "Exit codes: 0 printed, 2 usage or settings, 3 could not read the settings."
        })
final class DueCommand implements Callable<Integer> {
    private static final int MOST = 1000;

    @ArgGroup
    private @Nullable Choice choice;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Where to begin: 2026-11-24, 2026-11-24T02:00 (both in the schedule's zone),"
                    + " 2026-11-24T00:00:00Z. Default: now.")
    private @Nullable String from;

    @Option(names = "--count", paramLabel = "N", defaultValue = "5", description = "How many, 1 to 1000. Default: 5.")
    private int count;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "TEXT",
            description = "How to print: text, or json with one object per line and cluster. Default: text.")
    private OutputFormat format;

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            defaultValue = "cdk.json",
            description = "The settings: cdk.json or a settings file. Default: cdk.json.")
    private Path settings;

    @Spec
    private CommandSpec spec;

    /** Created by picocli, which also sets the fields. */
    @SuppressWarnings("NullAway.Init")
    DueCommand() {}

    /** Which clusters: one of the settings, or none but a schedule. */
    static final class Choice {
        @Option(
                names = "--cluster",
                paramLabel = "NAME",
                description = "One cluster of the settings. Default: all of them.")
        private @Nullable String cluster;

        @ArgGroup(exclusive = false)
        private @Nullable Cron cron;
    }

    /** A schedule of no cluster. */
    static final class Cron {
        @Option(
                names = "--schedule",
                required = true,
                paramLabel = "CRON",
                description = "A schedule as a CronJob has it, such as \"0 2 * * 1-5\", with the default deadlines.")
        private String schedule;

        @Option(
                names = "--zone",
                paramLabel = "ZONE",
                defaultValue = "Etc/UTC",
                description = "Its time zone, such as Europe/Helsinki. Default: Etc/UTC.")
        private String zone;

        @SuppressWarnings("NullAway.Init")
        Cron() {}
    }

    @Override
    public Integer call() {
        if (count < 1 || count > MOST) {
            throw wrong("--count: " + count + " is not 1 to " + MOST);
        }
        List<ClusterSettings> clusters;
        try {
            clusters = clusters();
        } catch (IllegalArgumentException wrong) {
            throw wrong(String.valueOf(wrong.getMessage()));
        } catch (IOException unreadable) {
            spec.commandLine().getErr().println("vault-snapshot: " + settings + ": " + unreadable.getMessage());
            return ExitCode.COULD_NOT_LOOK;
        }
        clusters.forEach(this::print);
        return ExitCode.INTACT;
    }

    private List<ClusterSettings> clusters() throws IOException {
        Cron cron = choice == null ? null : choice.cron;
        if (cron != null) {
            return List.of(ScheduledCluster.of(cron.schedule, cron.zone));
        }
        List<ClusterSettings> all = ScheduledCluster.inFile(settings);
        String name = choice == null ? null : choice.cluster;
        if (name == null) {
            return all;
        }
        List<ClusterSettings> named =
                all.stream().filter(each -> each.name().equals(name)).toList();
        if (named.isEmpty()) {
            throw new IllegalArgumentException("--cluster: '" + name + "' is not in " + settings + ", which has "
                    + String.join(", ", all.stream().map(ClusterSettings::name).toList()));
        }
        return named;
    }

    private void print(ClusterSettings cluster) {
        ZoneId zone = cluster.job().schedule().zone();
        Instant begin;
        try {
            begin = from == null ? Clock.systemUTC().instant() : PointInTime.parse(from, zone);
        } catch (IllegalArgumentException notATime) {
            throw wrong("--from: " + notATime.getMessage());
        }
        List<DueTime> coming = new FreshnessPolicy(cluster).coming(begin, count, List.of());
        PrintWriter out = spec.commandLine().getOut();
        if (format == OutputFormat.JSON) {
            out.println(Json.write(toMap(cluster, coming)));
        } else {
            printTable(cluster, zone, coming, out);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static Map<String, Object> toMap(ClusterSettings cluster, List<DueTime> coming) {
        Map<String, Object> map = new LinkedHashMap<>();
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
        out.println(cluster.name() + ": '" + cluster.job().schedule().expression() + "' in " + zone
                + ", expected to take up to "
                + DurationText.of(new RunHistory(cluster.job()).expected(List.of())) + ", may start "
                + DurationText.of(cluster.job().startingDeadline()) + " late");
        Instant pausedUntil = cluster.recovery().pausedUntil();
        if (pausedUntil != null) {
            out.println("  no snapshot is expected until " + time.format(pausedUntil));
        }
        out.printf(Locale.ROOT, "  %-28s%-28s%s%n", "due", "late from", "stale from");
        for (DueTime each : coming) {
            out.printf(
                    Locale.ROOT,
                    "  %-28s%-28s%s%n",
                    time.format(each.dueAt()),
                    time.format(each.lateFrom()),
                    time.format(each.staleFrom()));
        }
    }
}
