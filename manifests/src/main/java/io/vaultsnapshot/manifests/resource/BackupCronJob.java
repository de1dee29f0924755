package io.vaultsnapshot.manifests.resource;

import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.kubernetes.ServiceAccountRef;
import io.vaultsnapshot.contract.settings.BackupJobSettings;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.util.List;
import org.cdk8s.plus25.k8s.CronJobSpec;
import org.cdk8s.plus25.k8s.JobSpec;
import org.cdk8s.plus25.k8s.JobTemplateSpec;
import org.cdk8s.plus25.k8s.KubeCronJob;
import org.cdk8s.plus25.k8s.ObjectMeta;
import org.cdk8s.plus25.k8s.PodSpec;
import org.cdk8s.plus25.k8s.PodTemplateSpec;
import software.constructs.Construct;

/** The backup: on schedule, one pod that saves and checks a snapshot in an init container, then uploads it. */
public final class BackupCronJob {
    private final SnapshotSettings settings;
    private final ClusterSettings cluster;

    /** Adds the CronJob. */
    public BackupCronJob(Construct scope, SnapshotSettings settings, ClusterSettings cluster) {
        this.settings = settings;
        this.cluster = cluster;
        KubeCronJob.Builder.create(scope, "backup")
                .metadata(Metadata.of(cluster.serviceAccount().namespace(), KubernetesNames.CRON_JOB))
                .spec(cronJob(cluster.job()))
                .build();
    }

    private CronJobSpec cronJob(BackupJobSettings job) {
        return CronJobSpec.builder()
                .schedule(job.schedule().expression().toString())
                .timeZone(job.schedule().zone().getId())
                .startingDeadlineSeconds(job.startingDeadline().toSeconds())
                // A job that hangs ends at its deadline. A second one beside it would only add load.
                .concurrencyPolicy("Forbid")
                .suspend(false)
                .successfulJobsHistoryLimit(cluster.get(ClusterSetting.SUCCESSFUL_JOBS_HISTORY_LIMIT))
                .failedJobsHistoryLimit(cluster.get(ClusterSetting.FAILED_JOBS_HISTORY_LIMIT))
                .jobTemplate(JobTemplateSpec.builder()
                        .metadata(ObjectMeta.builder()
                                .labels(Metadata.labels(cluster))
                                .build())
                        .spec(job(job))
                        .build())
                .build();
    }

    /** Sets no ttlSecondsAfterFinished: it would remove jobs and their logs before the history limits do. */
    private JobSpec job(BackupJobSettings job) {
        return JobSpec.builder()
                .completions(1)
                .parallelism(1)
                .backoffLimit(BackupJobTiming.BACKOFF_LIMIT)
                .activeDeadlineSeconds(job.jobDeadline().toSeconds())
                .podFailurePolicy(Disruptions.ignored())
                .template(PodTemplateSpec.builder()
                        .metadata(PodMetadata.of(cluster, KubernetesNames.APP, KubernetesNames.SAVE_CONTAINER))
                        .spec(pod())
                        .build())
                .build();
    }

    private PodSpec pod() {
        ServiceAccountRef account = cluster.serviceAccount();
        BackupContainer container = new BackupContainer(cluster);
        return PodSpec.builder()
                .serviceAccountName(account.name())
                // This pod does not use the API server. Its only tokens are those for the server and for AWS.
                .automountServiceAccountToken(false)
                .enableServiceLinks(false)
                // A new pod starts with empty volumes, so a retry cannot upload what a failed try left behind.
                .restartPolicy("Never")
                .terminationGracePeriodSeconds(BackupJobTiming.TERMINATION_GRACE_SECONDS)
                .securityContext(RestrictedPod.security())
                .initContainers(List.of(container.saving()))
                .containers(List.of(container.uploading(settings)))
                .volumes(new BackupVolumes(cluster).all())
                .build();
    }
}
