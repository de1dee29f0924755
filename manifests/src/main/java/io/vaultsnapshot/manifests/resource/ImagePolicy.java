package io.vaultsnapshot.manifests.resource;

import io.vaultsnapshot.contract.kubernetes.DrillNames;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.kubernetes.ServiceAccountRef;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.DrillSetting;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cdk8s.ApiObject;
import org.cdk8s.ApiObjectMetadata;
import org.cdk8s.JsonPatch;
import software.constructs.Construct;

/**
 * The API server refuses a pod that runs another image than those of the settings: a pod with the backup job's
 * ServiceAccount, and every pod in the drill's namespace. Without it, whoever may create pods there can run a program of their
 * own with the job's rights. Containers that {@code kubectl debug} adds to a pod are judged as well.
 *
 * <p>The kind is stable since Kubernetes 1.30. The cdk8s library has no class for it.
 */
public final class ImagePolicy {
    private static final String API = "admissionregistration.k8s.io/v1";

    private final Construct scope;

    /** Adds the policies of the backup job and, when the settings have one, of the restore drill. */
    public ImagePolicy(Construct scope, ClusterSettings cluster) {
        this.scope = scope;
        ServiceAccountRef account = cluster.serviceAccount();
        String vault = cluster.get(ClusterSetting.VAULT_IMAGE);
        String awsCli = cluster.get(ClusterSetting.AWS_CLI_IMAGE);
        add(
                account.namespace(),
                List.of(named("pods-of-the-backup-job", "object.spec.serviceAccountName == " + quoted(account.name()))),
                Set.of(vault, awsCli));
        if (cluster.drill().isPresent()) {
            Set<String> images = new TreeSet<>(Set.of(awsCli));
            images.add(cluster.get(DrillSetting.DRILL_IMAGE));
            if (cluster.get(DrillSetting.DRILL_PROXY).isEmpty()) {
                images.add(cluster.get(DrillSetting.DRILL_GATE_IMAGE));
            }
            add(DrillNames.NAMESPACE, List.of(), images);
        }
    }

    private void add(String namespace, List<Map<String, String>> conditions, Set<String> images) {
        String name = KubernetesNames.imagePolicy(namespace);
        object("policy-" + namespace, "ValidatingAdmissionPolicy", name)
                .addJsonPatch(JsonPatch.add("/spec", policy(namespace, conditions, new TreeSet<>(images))));
        object("binding-" + namespace, "ValidatingAdmissionPolicyBinding", name)
                .addJsonPatch(JsonPatch.add(
                        "/spec", new TreeMap<>(Map.of("policyName", name, "validationActions", List.of("Deny")))));
    }

    private ApiObject object(String id, String kind, String name) {
        return ApiObject.Builder.create(scope, id)
                .apiVersion(API)
                .kind(kind)
                .metadata(ApiObjectMetadata.builder()
                        .name(name)
                        .labels(Metadata.LABELS)
                        .build())
                .build();
    }

    private static Map<String, Object> policy(
            String namespace, List<Map<String, String>> conditions, Set<String> images) {
        Map<String, Object> pods = new TreeMap<>(Map.of(
                "namespaceSelector",
                Map.of("matchLabels", Map.of(KubernetesNames.NAMESPACE_LABEL, namespace)),
                "resourceRules",
                List.of(new TreeMap<>(Map.of(
                        "apiGroups", List.of(""),
                        "apiVersions", List.of("v1"),
                        "operations", List.of("CREATE", "UPDATE"),
                        "resources", List.of("pods", "pods/ephemeralcontainers"),
                        // The API server would add a value of its own, and each kubectl apply would take it away.
                        "scope", "Namespaced")))));
        Map<String, Object> policy = new TreeMap<>(Map.of(
                "failurePolicy",
                "Fail",
                "matchConstraints",
                pods,
                "variables",
                List.of(named("images", imagesOfThePod())),
                "validations",
                List.of(validation(images))));
        if (!conditions.isEmpty()) {
            policy.put("matchConditions", conditions);
        }
        return policy;
    }

    /** As a list of names: containers of the three kinds have different types, which CEL does not put into one list. */
    private static String imagesOfThePod() {
        return "object.spec.containers.map(each, each.image)"
                + optional("initContainers")
                + optional("ephemeralContainers");
    }

    private static String optional(String containers) {
        return " + (has(object.spec." + containers + ") ? object.spec." + containers + ".map(each, each.image) : [])";
    }

    private static Map<String, String> validation(Set<String> images) {
        return new TreeMap<>(Map.of(
                "expression",
                "variables.images.all(image, image in ["
                        + images.stream().map(ImagePolicy::quoted).collect(Collectors.joining(", ")) + "])",
                "message",
                "only the images of Vault Snapshot's settings may run here: " + String.join(", ", images)));
    }

    /** Sorted, as all maps here: unlike the rest of a manifest, what a patch adds keeps the order of its map. */
    private static Map<String, String> named(String name, String expression) {
        return new TreeMap<>(Map.of("name", name, "expression", expression));
    }

    /** Neither names of ServiceAccounts nor images can have a quote in them: the settings' forms do not allow it. */
    private static String quoted(String text) {
        return "'" + text + "'";
    }
}
