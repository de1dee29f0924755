package io.vaultsnapshot.manifests.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.kubernetes.DrillNames;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.manifests.RenderedCluster;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policy on images. Whether the API server does what it says is shown end to end. */
class ImagePolicyTest {
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'");

    @ParameterizedTest
    @CsvSource({"backup, " + KubernetesNames.CRON_JOB, DrillNames.NAMESPACE + ", " + DrillNames.CRON_JOB})
    void policy_ofANamespace_namesTheImagesOfItsPodsAndNoOthers(String namespace, String cronJob) {
        JsonNode pod = RenderedCluster.FULL.object("CronJob", cronJob).at("/spec/jobTemplate/spec/template/spec");
        Set<String> images = new TreeSet<>(pod.findValuesAsText("image"));

        JsonNode spec = policy(namespace);
        assertEquals(images, quoted(spec.at("/validations/0/expression").asText()));
        assertEquals(
                namespace,
                spec.at("/matchConstraints/namespaceSelector/matchLabels")
                        .path(KubernetesNames.NAMESPACE_LABEL)
                        .asText());
    }

    @Test
    void policy_ofAnyNamespace_deniesAndFailsClosed() {
        for (String namespace : Set.of("backup", DrillNames.NAMESPACE)) {
            String name = KubernetesNames.imagePolicy(namespace);
            JsonNode binding = RenderedCluster.FULL.object("ValidatingAdmissionPolicyBinding", name);
            assertEquals(name, binding.at("/spec/policyName").asText());
            assertEquals("[\"Deny\"]", binding.at("/spec/validationActions").toString());
            assertEquals("Fail", policy(namespace).path("failurePolicy").asText());
        }
    }

    @Test
    void policy_ofTheBackupJobsNamespace_judgesItsServiceAccountOnly() {
        // The settings may put the job into a namespace with other pods.
        assertEquals(
                "object.spec.serviceAccountName == 'snapshotter'",
                policy("backup").at("/matchConditions/0/expression").asText());
        assertTrue(policy(DrillNames.NAMESPACE).path("matchConditions").isMissingNode());
    }

    private static JsonNode policy(String namespace) {
        return RenderedCluster.FULL
                .object("ValidatingAdmissionPolicy", KubernetesNames.imagePolicy(namespace))
                .get("spec");
    }

    private static Set<String> quoted(String expression) {
        Set<String> texts = new TreeSet<>();
        for (Matcher each = QUOTED.matcher(expression); each.find(); ) {
            texts.add(each.group(1));
        }
        return texts;
    }
}
