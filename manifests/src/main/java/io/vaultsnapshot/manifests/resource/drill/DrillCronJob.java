package io.vaultsnapshot.manifests.resource.drill;

import io.vaultsnapshot.contract.kubernetes.DrillNames;
import io.vaultsnapshot.contract.schedule.CronSchedule;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.Deadlines;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.manifests.resource.Disruptions;
import io.vaultsnapshot.manifests.resource.Metadata;
import io.vaultsnapshot.manifests.resource.PodMetadata;
import io.vaultsnapshot.manifests.resource.RestrictedPod;
import java.util.List;
import org.cdk8s.plus25.k8s.CronJobSpec;
import org.cdk8s.plus25.k8s.JobSpec;
import org.cdk8s.plus25.k8s.JobTemplateSpec;
import org.cdk8s.plus25.k8s.KubeCronJob;
import org.cdk8s.plus25.k8s.ObjectMeta;
import org.cdk8s.plus25.k8s.PodSpec;
import org.cdk8s.plus25.k8s.PodTemplateSpec;
import software.constructs.Construct;

/** The drill: on schedule, one pod that proves its isolation, downloads a snapshot, restores it, and writes what came of it. */
public final class DrillCronJob {
    private static final int TERMINATION_GRACE_SECONDS = 30;

    private final SnapshotSettings settings;
    private final ClusterSettings cluster;

    /** Adds the CronJob. */
    public DrillCronJob(Construct scope, SnapshotSettings settings, ClusterSettings cluster, CronSchedule schedule) {
        this.settings = settings;
        this.cluster = cluster;
        KubeCronJob.Builder.create(scope, "drill")
                .metadata(Metadata.of(DrillNames.NAMESPACE, DrillNames.CRON_JOB))
                .spec(cronJob(schedule))
                .build();
    }

    private CronJobSpec cronJob(CronSchedule schedule) {
        return CronJobSpec.builder()
                .schedule(schedule.expression().toString())
                .timeZone(schedule.zone().getId())
                .startingDeadlineSeconds(
                        cluster.get(ClusterSetting.STARTING_DEADLINE).toSeconds())
                .concurrencyPolicy("Forbid")
                .suspend(false)
                .successfulJobsHistoryLimit(cluster.get(ClusterSetting.SUCCESSFUL_JOBS_HISTORY_LIMIT))
                .failedJobsHistoryLimit(cluster.get(ClusterSetting.FAILED_JOBS_HISTORY_LIMIT))
                .jobTemplate(JobTemplateSpec.builder()
                        .metadata(ObjectMeta.builder()
                                .labels(Metadata.labels(cluster))
                                .build())
                        .spec(job())
                        .build())
                .build();
    }

    private JobSpec job() {
        return JobSpec.builder()
                .completions(1)
                .parallelism(1)
                // A drill that failed has written its proof. A second try would hide what the first one found.
                .backoffLimit(0)
                .activeDeadlineSeconds(Deadlines.drillJob(cluster).toSeconds())
                .podFailurePolicy(Disruptions.ignored())
                .template(PodTemplateSpec.builder()
                        .metadata(PodMetadata.of(cluster, DrillNames.APP, DrillNames.ISOLATION_CONTAINER))
                        .spec(pod())
                        .build())
                .build();
    }

    /** Service links stay on: the pod finds the gate by its variables, since it may not ask the DNS. */
    private PodSpec pod() {
        DrillVolumes volumes = new DrillVolumes(cluster);
        DrillContainers containers = new DrillContainers(settings, cluster, volumes);
        return PodSpec.builder()
                .serviceAccountName(DrillNames.SERVICE_ACCOUNT)
                .automountServiceAccountToken(false)
                .restartPolicy("Never")
                .terminationGracePeriodSeconds(TERMINATION_GRACE_SECONDS)
                .securityContext(RestrictedPod.security())
                .initContainers(containers.initContainers())
                .containers(List.of(containers.proof()))
                .volumes(volumes.all())
                .build();
    }
}
