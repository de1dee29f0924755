package io.vaultsnapshot.manifests.resource.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.kubernetes.DrillNames;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.manifests.RenderedCluster;
import org.junit.jupiter.api.Test;

/** Which role the drill has, what it may connect to, and what the gate may. */
class DrillAccessTest {
    private static final String TO_GATE =
            "[{\"podSelector\":{\"matchLabels\":{\"app.kubernetes.io/name\":\"vault-snapshot-gate\"}}}]";
    private static final String FROM_DRILL =
            "[{\"podSelector\":{\"matchLabels\":{\"app.kubernetes.io/name\":\"vault-snapshot-drill\"}}}]";

    @Test
    void serviceAccount_namesTheDrillsRole() {
        assertEquals(
                "arn:aws:iam::111122223333:role/vault-snapshot-eu-north-1-demo-drill", role(RenderedCluster.DRILL));
        assertEquals("arn:aws-us-gov:iam::444455556666:role/prod-snapshotter-drill", role(RenderedCluster.FULL));
    }

    @Test
    void everyPodOfTheNamespace_reachesTheGateAndNothingElse() {
        JsonNode policy = policy(RenderedCluster.DRILL, DrillNames.NETWORK_POLICY);
        assertEquals("{}", policy.path("podSelector").toString());
        assertEquals("[\"Ingress\",\"Egress\"]", policy.path("policyTypes").toString());
        assertFalse(policy.has("ingress"));
        assertEquals(1, policy.path("egress").size());
        assertEquals(TO_GATE, policy.at("/egress/0/to").toString());
        assertEquals(
                "[{\"port\":3128,\"protocol\":\"TCP\"}]",
                policy.at("/egress/0/ports").toString());
    }

    @Test
    void proxyOfTheSettings_isReachedAtItsAddressOnlyAndThereIsNoGate() {
        JsonNode egress =
                policy(RenderedCluster.FULL, DrillNames.NETWORK_POLICY).path("egress");
        assertEquals(
                "[{\"ports\":[{\"port\":3128,\"protocol\":\"TCP\"}],"
                        + "\"to\":[{\"ipBlock\":{\"cidr\":\"10.20.30.40/32\"}}]}]",
                egress.toString());
        assertTrue(RenderedCluster.FULL.objects().stream()
                .noneMatch(each -> each.at("/metadata/name").asText().equals(DrillNames.GATE)));
    }

    @Test
    void gate_isReachedByTheDrillsPodsAndReachesDnsAndHttps() {
        JsonNode policy = policy(RenderedCluster.DRILL, DrillNames.GATE);
        assertEquals(
                DrillNames.GATE,
                policy.at("/podSelector/matchLabels")
                        .path(KubernetesNames.APP_LABEL)
                        .asText());
        assertEquals("[\"Ingress\",\"Egress\"]", policy.path("policyTypes").toString());
        assertEquals(1, policy.path("ingress").size());
        assertEquals(FROM_DRILL, policy.at("/ingress/0/from").toString());
        assertEquals(3128, policy.at("/ingress/0/ports/0/port").asInt());
        assertEquals(
                "[[53,53],[443]]",
                policy.path("egress")
                        .valueStream()
                        .map(rule -> rule.path("ports")
                                .valueStream()
                                .map(port -> port.path("port").asInt())
                                .toList())
                        .toList()
                        .toString()
                        .replace(" ", ""));
    }

    @Test
    void gatesService_leadsToItsPods() {
        JsonNode service =
                RenderedCluster.DRILL.object("Service", DrillNames.GATE).path("spec");
        JsonNode labels =
                RenderedCluster.DRILL.object("Deployment", DrillNames.GATE).at("/spec/template/metadata/labels");
        assertEquals(service.path("selector"), labels);
        assertEquals(1, service.path("ports").size());
        assertEquals(3128, service.at("/ports/0/targetPort").asInt());
    }

    @Test
    void gatesPod_isProbedHasItsConfigurationOnlyAndIsNewWhenThatChanges() {
        JsonNode template =
                RenderedCluster.DRILL.object("Deployment", DrillNames.GATE).at("/spec/template");
        JsonNode container = template.at("/spec/containers/0");
        for (String probe : new String[] {"readinessProbe", "livenessProbe"}) {
            assertEquals(3128, container.path(probe).at("/tcpSocket/port").asInt(), probe);
        }
        assertEquals(1, template.at("/spec/volumes").size());
        assertFalse(template.path("spec").has("serviceAccountName"));
        assertTrue(container.at("/volumeMounts/0/readOnly").asBoolean());
        assertEquals(
                64,
                template.at("/metadata/annotations")
                        .path("vault-snapshot/config-sha256")
                        .asText()
                        .length());
    }

    private static String role(RenderedCluster rendered) {
        return rendered.object("ServiceAccount", DrillNames.SERVICE_ACCOUNT)
                .path("metadata")
                .path("annotations")
                .path(KubernetesNames.ROLE_ARN_ANNOTATION)
                .asText();
    }

    private static JsonNode policy(RenderedCluster rendered, String name) {
        return rendered.object("NetworkPolicy", name).path("spec");
    }
}
