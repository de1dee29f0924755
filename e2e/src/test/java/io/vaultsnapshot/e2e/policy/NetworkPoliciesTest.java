package io.vaultsnapshot.e2e.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of the Kubernetes documentation, "Network Policies", one line each. */
class NetworkPoliciesTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .build();

    /** The pod in question: it has the labels app=db and tier=x, and a port named sql. */
    private static final PodEndpoint POD = pod("one", Map.of("app", "db", "tier", "x"), "10.244.0.2", 5432);

    private static final List<PodEndpoint> PODS = List.of(
            POD,
            pod("one", Map.of("app", "web"), "10.244.0.3", 80),
            pod("two", Map.of("app", "web"), "10.244.0.4", 8080),
            pod("two", Map.of("app", "db"), "10.244.0.5", 5433));

    private static PodEndpoint pod(String namespace, Map<String, String> labels, String address, int sql) {
        return new PodEndpoint(namespace, labels, address, Map.of("TCP/sql", sql));
    }

    // Allowed and denied connections, each as ADDRESS:PROTOCOL/PORT. 10.244.0.3 is web in the same namespace, .4 web
    // and .5 db
    // in the namespace two, which has the label team=blue.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            no policy                    | EGRESS  | | 8.8.8.8:TCP/1, 10.244.0.3:UDP/9 |
            another namespace's          | EGRESS  | {podSelector: {}, policyTypes: ['Egress'], NS: 'two'} | 8.8.8.8:TCP/1 |
            another pod's                | EGRESS  | {podSelector: {matchLabels: {app: 'web'}}, policyTypes: ['Egress']} | 8.8.8.8:TCP/1 |
            one of two labels is another | EGRESS  | {podSelector: {matchLabels: {app: 'db', tier: 'y'}}, policyTypes: ['Egress']} | 8.8.8.8:TCP/1 |
            deny all                     | EGRESS  | {podSelector: {}, policyTypes: ['Ingress', 'Egress']} | | 8.8.8.8:TCP/1, 10.244.0.3:UDP/53
            deny all, the other way      | INGRESS | {podSelector: {}, policyTypes: ['Ingress', 'Egress']} | | 10.244.0.3:TCP/80
            ingress only                 | EGRESS  | {podSelector: {}, policyTypes: ['Ingress']} | 8.8.8.8:TCP/1 |
            no types: ingress            | INGRESS | {podSelector: {}} | | 10.244.0.3:TCP/80
            no types, no egress rule     | EGRESS  | {podSelector: {}} | 8.8.8.8:TCP/1 |
            no types, an egress rule     | EGRESS  | {podSelector: {}, egress: [{ports: [{port: 53}]}]} | 8.8.8.8:TCP/53 | 8.8.8.8:TCP/54
            selected by expressions      | EGRESS  | {podSelector: {matchExpressions: [{key: 'app', operator: 'In', values: ['db']}, {key: 'new', operator: 'DoesNotExist'}]}, policyTypes: ['Egress']} | | 8.8.8.8:TCP/1
            one expression fails         | EGRESS  | {podSelector: {matchExpressions: [{key: 'app', operator: 'Exists'}, {key: 'app', operator: 'NotIn', values: ['db']}]}, policyTypes: ['Egress']} | 8.8.8.8:TCP/1 |
            NotIn holds without the key  | EGRESS  | {podSelector: {matchExpressions: [{key: 'new', operator: 'NotIn', values: ['db']}]}, policyTypes: ['Egress']} | | 8.8.8.8:TCP/1
            In fails without the key     | EGRESS  | {podSelector: {matchExpressions: [{key: 'new', operator: 'In', values: ['db']}]}, policyTypes: ['Egress']} | 8.8.8.8:TCP/1 |
            a rule without fields        | EGRESS  | {podSelector: {}, policyTypes: ['Egress'], egress: [{}]} | 8.8.8.8:TCP/1, 8.8.8.8:UDP/1 |
            the protocol is TCP          | EGRESS  | {podSelector: {}, policyTypes: ['Egress'], egress: [{ports: [{port: 53}]}]} | 8.8.8.8:TCP/53 | 8.8.8.8:UDP/53
            a protocol without a port    | EGRESS  | {podSelector: {}, policyTypes: ['Egress'], egress: [{ports: [{protocol: 'UDP'}]}]} | 8.8.8.8:UDP/1 | 8.8.8.8:TCP/1
            a range                      | EGRESS  | {podSelector: {}, policyTypes: ['Egress'], egress: [{ports: [{port: 10, endPort: 20}]}]} | 8.8.8.8:TCP/10, 8.8.8.8:TCP/20 | 8.8.8.8:TCP/9, 8.8.8.8:TCP/21
            a block                      | EGRESS  | {podSelector: {}, policyTypes: ['Egress'], egress: [{to: [{ipBlock: {cidr: '8.8.8.8/30'}}]}]} | 8.8.8.11:TCP/1 | 8.8.8.12:TCP/1, 8.8.8.7:TCP/1
            a block with a hole          | EGRESS  | {podSelector: {}, policyTypes: ['Egress'], egress: [{to: [{ipBlock: {cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '8.8.8.8/32']}}]}]} | 8.8.8.9:TCP/1 | 8.8.8.8:TCP/1, 10.244.0.3:TCP/1
            a block of IPv6              | EGRESS  | {podSelector: {}, policyTypes: ['Egress'], egress: [{to: [{ipBlock: {cidr: 'fd00:ec2::23/128'}}]}]} | | 8.8.8.8:TCP/1
            pods of this namespace       | EGRESS  | {podSelector: {}, policyTypes: ['Egress'], egress: [{to: [{podSelector: {matchLabels: {app: 'web'}}}]}]} | 10.244.0.3:TCP/1 | 10.244.0.4:TCP/1, 10.244.0.5:TCP/1, 8.8.8.8:TCP/1
            pods of namespaces           | EGRESS  | {podSelector: {}, policyTypes: ['Egress'], egress: [{to: [{namespaceSelector: {matchLabels: {team: 'blue'}}}]}]} | 10.244.0.4:TCP/1, 10.244.0.5:TCP/1 | 10.244.0.3:TCP/1
            both in one peer: and        | EGRESS  | {podSelector: {}, policyTypes: ['Egress'], egress: [{to: [{namespaceSelector: {matchLabels: {team: 'blue'}}, podSelector: {matchLabels: {app: 'web'}}}]}]} | 10.244.0.4:TCP/1 | 10.244.0.3:TCP/1, 10.244.0.5:TCP/1
            two peers: or                | EGRESS  | {podSelector: {}, policyTypes: ['Egress'], egress: [{to: [{namespaceSelector: {matchLabels: {team: 'blue'}}}, {podSelector: {matchLabels: {app: 'web'}}}]}]} | 10.244.0.3:TCP/1, 10.244.0.4:TCP/1, 10.244.0.5:TCP/1 | 8.8.8.8:TCP/1
            every namespace              | EGRESS  | {podSelector: {}, policyTypes: ['Egress'], egress: [{to: [{namespaceSelector: {}}]}]} | 10.244.0.3:TCP/1, 10.244.0.5:TCP/1 | 8.8.8.8:TCP/1
            peers and ports: and         | EGRESS  | {podSelector: {}, policyTypes: ['Egress'], egress: [{to: [{ipBlock: {cidr: '8.8.8.8/32'}}], ports: [{port: 53}]}]} | 8.8.8.8:TCP/53 | 8.8.8.8:TCP/54, 8.8.8.9:TCP/53
            a name, of each peer         | EGRESS  | {podSelector: {}, policyTypes: ['Egress'], egress: [{to: [{namespaceSelector: {}}], ports: [{port: 'sql'}]}]} | 10.244.0.3:TCP/80, 10.244.0.4:TCP/8080 | 10.244.0.3:TCP/8080, 10.244.0.4:TCP/5432
            a name, of peers in a block  | EGRESS  | {podSelector: {}, policyTypes: ['Egress'], egress: [{to: [{ipBlock: {cidr: '10.244.0.0/16', except: ['10.244.0.3/32']}}], ports: [{port: 'sql'}]}]} | 10.244.0.4:TCP/8080 | 10.244.0.3:TCP/80, 8.8.8.8:TCP/80
            a name that no pod has       | EGRESS  | {podSelector: {}, policyTypes: ['Egress'], egress: [{ports: [{port: 'http'}]}]} | | 10.244.0.3:TCP/80
            a name, of the pod itself    | INGRESS | {podSelector: {}, ingress: [{ports: [{port: 'sql'}]}]} | 10.244.0.3:TCP/5432, 8.8.8.8:TCP/5432 | 10.244.0.3:TCP/80
            ingress from pods            | INGRESS | {podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {app: 'web'}}}], ports: [{port: 5432}]}]} | 10.244.0.3:TCP/5432 | 10.244.0.4:TCP/5432, 10.244.0.3:TCP/80
            """)
    void of_policy_allowsWhatTheDocumentationSays(
            String what, Direction direction, String spec, String allowed, String denied) throws IOException {
        Isolation isolation = policies(spec == null ? List.of() : List.of(spec)).of(POD, direction);

        for (String connection : list(allowed)) {
            assertTrue(allows(isolation, connection), () -> what + ": " + connection + " of " + isolation);
        }
        for (String connection : list(denied)) {
            assertEquals(false, allows(isolation, connection), () -> what + ": " + connection + " of " + isolation);
        }
    }

    @Test
    void of_twoPolicies_addUp() throws IOException {
        Isolation isolation = policies(List.of(
                        "{podSelector: {}, policyTypes: ['Egress']}",
                        "{podSelector: {}, policyTypes: ['Egress'], egress: [{ports: [{port: 53}]}]}",
                        "{podSelector: {}, policyTypes: ['Egress'], egress: [{ports: [{port: 443}]}]}"))
                .of(POD, Direction.EGRESS);

        assertTrue(allows(isolation, "8.8.8.8:TCP/53") && allows(isolation, "8.8.8.8:TCP/443"), isolation::toString);
        assertEquals(false, allows(isolation, "8.8.8.8:TCP/80"), isolation::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {podSelector: {}, policyTypes: ['Egress'], egress: [{ports: [{port: 53, protocol: 'SCTP'}]}]}        | protocol SCTP
            {podSelector: {}, policyTypes: ['Egress'], egress: [{to: [{serviceSelector: {}}]}]}                  | field serviceSelector
            {podSelector: {}, policyTypes: ['Egress'], egress: [{to: [{ipBlock: {cidr: '1.1.1.1/32', fqdn: ''}}]}]} | field fqdn
            {podSelector: {}, policyTypes: ['Egress'], egress: [{ports: [{port: 1, startPort: 0}]}]}             | field startPort
            {podSelector: {}, policyTypes: ['Egress'], egress: [{action: 'Deny'}]}                               | field action
            {podSelector: {}, policyTypes: ['Egress'], tier: 'admin'}                                            | field tier
            {podSelector: {matchFields: []}, policyTypes: ['Egress']}                                            | field matchFields
            {podSelector: {matchExpressions: [{key: 'app', operator: 'Gt'}]}, policyTypes: ['Egress']}           | operator Gt
            """)
    void of_whatIsNotKnown_isRefusedAndNamed(String spec, String words) {
        UnsupportedPolicyException refused = assertThrows(
                UnsupportedPolicyException.class, () -> policies(List.of(spec)).of(POD, Direction.EGRESS));

        assertTrue(String.valueOf(refused.getMessage()).contains("NetworkPolicy p: the " + words), refused::toString);
    }

    private static boolean allows(Isolation isolation, String connection) {
        String[] parts = connection.strip().split("[:/]", -1);
        return isolation.allows(parts[0], parts[1], Integer.parseInt(parts[2]));
    }

    private static List<String> list(String connections) {
        return connections == null ? List.of() : List.of(connections.split(",", -1));
    }

    private static NetworkPolicies policies(List<String> specs) throws IOException {
        List<JsonNode> policies = new ArrayList<>();
        for (String spec : specs) {
            boolean other = spec.contains(", NS: 'two'");
            policies.add(JSON.readTree("{metadata: {name: 'p', namespace: '" + (other ? "two" : "one") + "'}, spec: "
                    + spec.replace(", NS: 'two'", "") + "}"));
        }
        return new NetworkPolicies(policies, Map.of("one", Map.of("team", "red"), "two", Map.of("team", "blue")), PODS);
    }
}
