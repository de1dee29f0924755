package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.kubernetes.ServiceAccountRef;
import io.vaultsnapshot.contract.schedule.CronSchedule;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Everything that an operator chooses for one EKS cluster. Made by {@link SettingsParser}, so every value has been
 * checked.
 */
public final class ClusterSettings {
    private final Given<ClusterSettings> given;
    private final String region;
    private final BackupJobSettings job;
    private final Optional<CronSchedule> drillSchedule;

    /**
     * Creates the settings of a cluster.
     *
     * @param region the fleet's region, from which the default name of the writer role follows
     * @param known returns an equal schedule that is known already, or the given one: the longest gap of a schedule takes
     *     a while to find, and fleets share few schedules
     */
    ClusterSettings(Given<ClusterSettings> given, String region, UnaryOperator<CronSchedule> known) {
        this.given = given;
        this.region = region;
        this.job = new BackupJobSettings(
                known.apply(get(ClusterSetting.SCHEDULE).in(get(ClusterSetting.TIME_ZONE))),
                get(ClusterSetting.STARTING_DEADLINE),
                get(ClusterSetting.JOB_DEADLINE));
        this.drillSchedule = get(ClusterSetting.DRILL_SCHEDULE)
                .map(expression -> known.apply(expression.in(get(ClusterSetting.TIME_ZONE))));
    }

    /** Returns the value of a setting: the one that was given, or its default. */
    public <T> T get(ClusterSetting<T> setting) {
        return given.get(setting, this);
    }

    /** Returns the EKS cluster's name. */
    public String name() {
        return get(ClusterSetting.NAME);
    }

    /** Returns the AWS region of the fleet. */
    String region() {
        return region;
    }

    /** Returns the name of the group of clusters that are watched together with it. */
    public String group() {
        return get(ClusterSetting.GROUP);
    }

    /** Returns when the backup job runs. */
    public BackupJobSettings job() {
        return job;
    }

    /** Returns how much may be lost, and how well that is proven. */
    public RecoverySettings recovery() {
        return new RecoverySettings(
                get(ClusterSetting.RPO),
                get(ClusterSetting.PROOF_LEVEL),
                get(ClusterSetting.PAUSED_UNTIL).orElse(null));
    }

    /** Returns when a restore drill runs and what is expected of it, or empty when none runs. */
    public Optional<DrillSettings> drill() {
        return drillSchedule.map(schedule -> new DrillSettings(
                schedule,
                Deadlines.drillGrace(this),
                get(ClusterSetting.RESTORED_WITHIN).orElseThrow(),
                get(ClusterSetting.DRILL_UNSEAL)));
    }

    /** Returns when a restore drill runs; whether it is ever due may not have been checked yet. */
    Optional<CronSchedule> drillSchedule() {
        return drillSchedule;
    }

    /** Returns the name of the IAM role of the restore drill; there is one when a drill runs. */
    public String drillRole() {
        return sharesItsRole()
                ? AwsNames.drillRoleOfItsOwn(region, name())
                : AwsNames.drillRole(get(ClusterSetting.WRITER_ROLE));
    }

    String defaultWriterRole() {
        return sharesItsRole() ? AwsNames.sharedWriterRole(region) : AwsNames.writerRole(region, name());
    }

    private boolean sharesItsRole() {
        return get(ClusterSetting.IDENTITY) == PodRole.POD_IDENTITY;
    }

    /** Returns the ServiceAccount of the backup job. */
    public ServiceAccountRef serviceAccount() {
        return new ServiceAccountRef(get(ClusterSetting.NAMESPACE), get(ClusterSetting.SERVICE_ACCOUNT));
    }

    /** Returns the path of the cluster's Kubernetes auth mount, without {@code auth/}. */
    public String authMount() {
        return KubernetesNames.authMount(name());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClusterSettings cluster
                && SettingsBlock.of(this).equals(SettingsBlock.of(cluster));
    }

    @Override
    public int hashCode() {
        return SettingsBlock.of(this).hashCode();
    }

    @Override
    public String toString() {
        return SettingsBlock.of(this).toString();
    }
}
