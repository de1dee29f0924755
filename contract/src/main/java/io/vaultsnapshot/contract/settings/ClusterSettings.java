package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.aws.EksCluster;
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
    private final Place home;
    private final BackupJobSettings job;
    private final Optional<CronSchedule> drillSchedule;

    /**
     * Creates the settings of a cluster.
     *
     * @param home the account and the region of the bucket, where its roles are too
     * @param known returns an equal schedule that is known already, or the given one: the longest gap of a schedule takes
     *     a while to find, and fleets share few schedules
     */
    ClusterSettings(Given<ClusterSettings> given, Place home, UnaryOperator<CronSchedule> known) {
        this.given = given;
        this.home = home;
        this.job = new BackupJobSettings(
                known.apply(get(ClusterSetting.SCHEDULE).in(get(ClusterSetting.TIME_ZONE))),
                get(ClusterSetting.STARTING_DEADLINE),
                get(ClusterSetting.JOB_DEADLINE));
        this.drillSchedule = get(DrillSetting.DRILL_SCHEDULE)
                .map(expression -> known.apply(expression.in(get(ClusterSetting.TIME_ZONE))));
    }

    /** Returns the value of a setting: the one that was given, or its default. */
    public <T> T get(ClusterSetting<T> setting) {
        return given.get(setting, this);
    }

    /** Returns the cluster's name here, by which everything of it is found. */
    public String name() {
        return get(ClusterSetting.NAME);
    }

    /** Returns where the EKS cluster is, and what EKS calls it. */
    public EksCluster eks() {
        return new EksCluster(
                get(ClusterSetting.ACCOUNT), get(ClusterSetting.REGION), get(ClusterSetting.EKS_CLUSTER_NAME));
    }

    /** Returns whether the EKS cluster is in another account than the bucket and the roles. */
    public boolean isInAnotherAccount() {
        return !get(ClusterSetting.ACCOUNT).equals(home.account());
    }

    String homeAccount() {
        return home.account();
    }

    String homeRegion() {
        return home.region();
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
                get(DrillSetting.RESTORED_WITHIN).orElseThrow(),
                get(DrillSetting.DRILL_UNSEAL)));
    }

    /** Returns when a restore drill runs; whether it is ever due may not have been checked yet. */
    Optional<CronSchedule> drillSchedule() {
        return drillSchedule;
    }

    /** Returns the name of the IAM role of the restore drill; there is one when a drill runs. */
    public String drillRole() {
        return sharesItsRole()
                ? AwsNames.drillRoleOfItsOwn(home.region(), name())
                : AwsNames.drillRole(get(ClusterSetting.WRITER_ROLE));
    }

    String defaultWriterRole() {
        return sharesItsRole() ? AwsNames.sharedWriterRole(home.region()) : AwsNames.writerRole(home.region(), name());
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
