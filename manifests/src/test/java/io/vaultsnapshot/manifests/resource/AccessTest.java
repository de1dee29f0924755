package io.vaultsnapshot.manifests.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.manifests.RenderedCluster;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what: the IAM role, the right to review tokens, and the order in which all this can be applied. */
class AccessTest {
    static RenderedCluster[] cases() {
        return new RenderedCluster[] {RenderedCluster.MINIMAL, RenderedCluster.FULL, RenderedCluster.DRILL};
    }

    @Test
    void serviceAccount_namesTheWriterRoleInItsPartition() {
        assertEquals("arn:aws:iam::111122223333:role/vault-snapshot-eu-north-1-demo", role(RenderedCluster.MINIMAL));
        assertEquals("arn:aws-us-gov:iam::444455556666:role/prod-snapshotter", role(RenderedCluster.FULL));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void reviewer_mayReviewTokensAndNothingElse(RenderedCluster rendered) {
        JsonNode binding = rendered.object("ClusterRoleBinding", KubernetesNames.REVIEWER_BINDING);
        assertEquals(
                "system:auth-delegator", binding.path("roleRef").path("name").asText());
        assertEquals("ClusterRole", binding.path("roleRef").path("kind").asText());
        assertEquals(1, binding.path("subjects").size());
        assertEquals(
                KubernetesNames.REVIEWER,
                binding.path("subjects").path(0).path("name").asText());
        assertEquals(
                KubernetesNames.REVIEWER_NAMESPACE,
                binding.path("subjects").path(0).path("namespace").asText());
        rendered.object("ServiceAccount", KubernetesNames.REVIEWER);
    }

    @Test
    void reviewersToken_isDeclaredForAServerOutsideOnly() {
        JsonNode secret = RenderedCluster.FULL.object("Secret", KubernetesNames.REVIEWER_SECRET);
        assertEquals("kubernetes.io/service-account-token", secret.path("type").asText());
        assertEquals(
                KubernetesNames.REVIEWER,
                secret.path("metadata")
                        .path("annotations")
                        .path("kubernetes.io/service-account.name")
                        .asText());
        assertTrue(RenderedCluster.MINIMAL.objects().stream()
                .noneMatch(each -> each.path("kind").asText().equals("Secret")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyNamespace_comesBeforeWhatIsInIt(RenderedCluster rendered) {
        Set<String> seen = new HashSet<>();
        for (JsonNode object : rendered.objects()) {
            JsonNode metadata = object.path("metadata");
            if (object.path("kind").asText().equals("Namespace")) {
                seen.add(metadata.path("name").asText());
            } else if (metadata.has("namespace")) {
                assertTrue(seen.contains(metadata.path("namespace").asText()), object.toString());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void pods_acceptNoConnectionAndOpenOnlyTheNamedKinds(RenderedCluster rendered) {
        JsonNode policy = policy(rendered);
        assertEquals("[\"Ingress\",\"Egress\"]", policy.path("policyTypes").toString());
        assertFalse(policy.has("ingress"));
        assertEquals(
                rendered == RenderedCluster.FULL ? 5 : 4, policy.path("egress").size());
        assertEquals(List.of(53, 53), ports(policy.path("egress").path(0)));
        assertEquals(List.of(443), ports(policy.path("egress").path(2)));
    }

    @Test
    void serverInTheCluster_isReachedInItsNamespaceOnly() {
        JsonNode server = policy(RenderedCluster.MINIMAL).path("egress").path(1);
        assertEquals(List.of(8200), ports(server));
        assertEquals(
                "[{\"namespaceSelector\":{\"matchLabels\":{\"kubernetes.io/metadata.name\":\"vault\"}}}]",
                server.path("to").toString());
    }

    @Test
    void podIdentityAgent_isReachedAtItsAddressesOnly() {
        JsonNode agent = policy(RenderedCluster.MINIMAL).path("egress").path(3);
        assertEquals(List.of(80), ports(agent));
        assertEquals(
                "[{\"ipBlock\":{\"cidr\":\"169.254.170.23/32\"}},{\"ipBlock\":{\"cidr\":\"fd00:ec2::23/128\"}}]",
                agent.path("to").toString());
    }

    @Test
    void proxy_isReachedByItsPort() {
        assertEquals(
                List.of(3128), ports(policy(RenderedCluster.FULL).path("egress").path(4)));
    }

    /** What the job asks to see whether the policy is enforced must not be allowed by it. */
    /** The annotation would win over the association, with a role that does not exist. */
    @Test
    void podIdentity_serviceAccountOfTheBackup_hasNoAnnotation() {
        assertEquals("", role(RenderedCluster.DRILL));
        assertFalse(role(RenderedCluster.MINIMAL).isEmpty());
    }

    @Test
    void forbiddenAddress_isNotAllowed() {
        policy(RenderedCluster.MINIMAL)
                .path("egress")
                .forEach(rule -> assertFalse(ports(rule).contains(9153), rule.toString()));
        assertTrue(KubernetesNames.FORBIDDEN_ADDRESS.endsWith(":9153"));
    }

    @Test
    void serverElsewhere_isReachedByItsPort() {
        JsonNode server = policy(RenderedCluster.FULL).path("egress").path(1);
        assertEquals(List.of(8201), ports(server));
        assertFalse(server.has("to"));
    }

    private static String role(RenderedCluster rendered) {
        return rendered.object(
                        "ServiceAccount", rendered.cluster().serviceAccount().name())
                .path("metadata")
                .path("annotations")
                .path(KubernetesNames.ROLE_ARN_ANNOTATION)
                .asText();
    }

    private static JsonNode policy(RenderedCluster rendered) {
        return rendered.object("NetworkPolicy", KubernetesNames.NETWORK_POLICY).path("spec");
    }

    private static List<Integer> ports(JsonNode rule) {
        return rule.path("ports").findValues("port").stream()
                .map(JsonNode::asInt)
                .toList();
    }
}
