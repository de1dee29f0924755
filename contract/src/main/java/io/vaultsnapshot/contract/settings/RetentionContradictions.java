package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.schedule.DurationText;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refuses a retention or a lock that contradicts the other, or what the clusters promise for recovery. */
final class RetentionContradictions {
    private RetentionContradictions() {}

    static void find(SnapshotSettings settings, List<SettingsProblem> problems) {
        Integer retention = settings.retention().retentionDays();
        Integer lock = settings.retention().lockDays();
        if (retention != null && lock != null && lock > retention) {
            problems.add(new SettingsProblem(
                    FleetSetting.LOCK_DAYS.key(),
                    lock + " days are longer than " + FleetSetting.RETENTION_DAYS.key() + " " + retention
                            + ": nothing can remove a snapshot before its lock ends, so it would be kept longer than"
                            + " declared; must be at most " + retention));
        }
        for (int index = 0; index < settings.clusters().size(); index++) {
            Duration rpo = settings.clusters().get(index).recovery().rpo();
            String path = SettingsParser.CLUSTERS + "[" + index + "].";
            shorterThanRpo(FleetSetting.RETENTION_DAYS, retention, "expire", path, rpo, problems);
            shorterThanRpo(FleetSetting.LOCK_DAYS, lock, "be deleted", path, rpo, problems);
        }
    }

    private static void shorterThanRpo(
            FleetSetting key,
            @Nullable Integer days,
            String what,
            String path,
            Duration rpo,
            List<SettingsProblem> problems) {
        if (days != null && Duration.ofDays(days).compareTo(rpo) < 0) {
            problems.add(new SettingsProblem(
                    key.key(),
                    days + " days are shorter than " + path + ClusterSetting.RPO_HOURS.key() + " " + rpo.toHours()
                            + " ("
                            + DurationText.of(rpo) + "): the last proven snapshot could " + what
                            + " before the next one is proven; must be at least "
                            + Deadlines.ceil(rpo, Duration.ofDays(1))));
        }
    }
}
