package io.vaultsnapshot.cli.doctor;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.FleetSetting;
import io.vaultsnapshot.contract.settings.PodRole;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.json.MalformedJsonException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What was applied to one cluster. */
final class KubernetesChecks {
    /** How the job's log begins the line about what the NetworkPolicy forbids. */
    static final String PROBE = "network policy: ";
    /** How that line goes on when it was answered. */
    static final String NOT_ENFORCED = "NOT enforced";

    private static final String KUBECTL = "kubectl";
    private static final String RUNBOOK = "docs/runbook.md#enforce-the-network-policy";

    private final Programs programs;
    private final AwsCommands aws;
    private final SnapshotSettings settings;
    private final ClusterSettings cluster;
    private final String context;

    KubernetesChecks(
            Programs programs, AwsCommands aws, SnapshotSettings settings, ClusterSettings cluster, String context) {
        this.programs = programs;
        this.aws = aws;
        this.settings = settings;
        this.cluster = cluster;
        this.context = context;
    }

    void run(Checkup checkup, Path dist) {
        Optional<Seen> cronJob = programs.find(KUBECTL).map(kubectl -> cronJob());
        checkup.look(Subject.MANIFESTS, cluster.name(), () -> manifests(dist, cronJob));
        checkup.look(Subject.CRON_JOB, cluster.name(), () -> cronJob.orElseGet(this::cronJob));
        checkup.look(Subject.SERVICE_ACCOUNT, cluster.name(), this::serviceAccount);
        checkup.look(Subject.NETWORK_POLICY, cluster.name(), this::networkPolicy);
    }

    /** Whoever applied them may have written them elsewhere. */
    private Seen manifests(Path dist, Optional<Seen> cronJob) {
        boolean applied = cronJob.filter(seen -> seen.outcome() == Outcome.OK).isPresent();
        return applied ? Seen.ok("applied") : written(dist, cluster);
    }

    /** Looks whether a cluster's YAML is written. */
    static Seen written(Path dist, ClusterSettings cluster) {
        Path folder = dist.resolve(cluster.name());
        return Files.isDirectory(folder)
                ? Seen.ok(folder + " is written")
                : Seen.miss(folder + " is not written", "./vault-snapshot manifests");
    }

    private Seen cronJob() {
        return get(this::cronJob, "cronjob", KubernetesNames.CRON_JOB);
    }

    private Seen cronJob(JsonObject cronJob) {
        String of = cronJob.object("metadata")
                .optionalObject("labels")
                .flatMap(labels -> labels.optionalText(KubernetesNames.CLUSTER_LABEL))
                .orElse("no cluster");
        if (!of.equals(KubernetesNames.clusterLabelValue(cluster.name()))) {
            return Seen.miss(
                    "context " + context + " has the CronJob of " + of,
                    "name the context of " + cluster.name() + " (kubectl config get-contexts), or apply there");
        }
        JsonObject spec = cronJob.object("spec");
        if (spec.flag("suspend")) {
            return Seen.miss(
                    KubernetesNames.CRON_JOB + " is suspended, so no snapshot is taken",
                    "when that is not meant any more: ./vault-snapshot manifests, then " + apply());
        }
        String applied = spec.text("schedule") + " " + spec.text("timeZone");
        String expected = cluster.job().schedule().expression() + " "
                + cluster.job().schedule().zone().getId();
        return applied.equals(expected)
                ? Seen.ok(KubernetesNames.CRON_JOB + " runs at " + applied)
                : Seen.miss(
                        KubernetesNames.CRON_JOB + " runs at " + applied + ", the settings say " + expected,
                        "./vault-snapshot manifests, then " + apply());
    }

    private Seen serviceAccount() {
        String name = cluster.serviceAccount().name();
        String expected = AwsNames.roleArn(
                settings.partition(),
                settings.account(),
                settings.get(FleetSetting.ROLE_PATH),
                cluster.get(ClusterSetting.WRITER_ROLE));
        if (cluster.get(ClusterSetting.IDENTITY) == PodRole.POD_IDENTITY) {
            return get(account -> new Association(aws, cluster).look(expected), "serviceaccount", name);
        }
        return get(account -> role(account, expected), "serviceaccount", name);
    }

    private Seen role(JsonObject account, String expected) {
        String role = account.object("metadata")
                .optionalObject("annotations")
                .flatMap(annotations -> annotations.optionalText(KubernetesNames.ROLE_ARN_ANNOTATION))
                .orElse("none");
        return role.equals(expected)
                ? Seen.ok("its role is " + role)
                : Seen.miss("its role is " + role + ", the settings say " + expected, apply());
    }

    private Seen networkPolicy() {
        Seen stored = get(policy -> Seen.ok(""), "networkpolicy", KubernetesNames.NETWORK_POLICY);
        return stored.outcome() == Outcome.OK ? enforced() : stored;
    }

    private Seen enforced() {
        return get(
                pods -> JobPod.newest(pods)
                        .map(pod -> pod.withoutImage()
                                .map(container -> withoutImage(pod.name(), container))
                                .orElseGet(() -> inLog(pod.name())))
                        .orElseGet(() -> Seen.skipped(
                                "the policy is stored; the log of the first job will say whether it is enforced")),
                "pods",
                "--selector",
                KubernetesNames.APP_LABEL + "=" + KubernetesNames.APP);
    }

    private Seen withoutImage(String pod, JobPod.WithoutImage container) {
        return Seen.miss(
                "the node cannot pull " + container.image() + " for pod " + pod + ": " + container.reason(),
                "kubectl --context " + context + " -n "
                        + cluster.serviceAccount().namespace() + " describe pod " + pod + "; then correct "
                        + container.setting() + " or the registry's rights");
    }

    private Seen inLog(String pod) {
        Programs.Answer answer = kubectl("logs", pod, "-c", KubernetesNames.SAVE_CONTAINER);
        if (!answer.isGood()) {
            return Seen.unknown("the log of pod " + pod + ": " + answer.reason(), "try again when the pod has started");
        }
        Optional<String> line = answer.out()
                .lines()
                .filter(each -> each.contains(PROBE))
                .map(each -> each.substring(each.indexOf(PROBE) + PROBE.length()))
                .findFirst();
        if (line.isEmpty()) {
            return Seen.skipped("the policy is stored; pod " + pod + " has not asked yet whether it is enforced");
        }
        return line.get().startsWith(NOT_ENFORCED)
                ? Seen.miss("pod " + pod + " found it not enforced", RUNBOOK)
                : Seen.ok("pod " + pod + " got " + line.get());
    }

    private Seen get(Function<JsonObject, Seen> read, String... what) {
        List<String> arguments = new ArrayList<>(List.of("get"));
        arguments.addAll(List.of(what));
        arguments.addAll(List.of("-o", "json"));
        Programs.Answer answer = kubectl(arguments.toArray(String[]::new));
        if (!answer.isGood()) {
            return answer.err().contains("(NotFound)")
                    ? Seen.miss(answer.reason(), apply())
                    : Seen.unknown(answer.reason(), "kubectl --context " + context + " get namespaces");
        }
        try {
            return read.apply(new JsonObject(Json.read(answer.out())));
        } catch (MalformedJsonException | DocumentException unexpected) {
            return Seen.unknown("kubectl answered something else: " + unexpected.getMessage(), "update kubectl");
        }
    }

    private Programs.Answer kubectl(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                KUBECTL,
                "--context",
                context,
                "--request-timeout=10s",
                "--namespace",
                cluster.serviceAccount().namespace()));
        command.addAll(List.of(arguments));
        return programs.run(command);
    }

    private String apply() {
        return "kubectl --context " + context + " apply -f dist/" + cluster.name();
    }
}
