package io.vaultsnapshot.manifests.resource.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.settings.SettingsParser;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the gate lets through follows from the settings: no host more, no port more. */
class GateHostsTest {
    private static final String KEY = ":111122223333:key/11111111-2222-3333-4444-555555555555";

    @Test
    void awsKmsSealWithKeysInTwoRegions_needsStsAndKmsOfBoth() {
        assertEquals(
                List.of(
                        "bucket-of-ours.s3.eu-north-1.amazonaws.com",
                        "kms.eu-north-1.amazonaws.com",
                        "kms.eu-west-1.amazonaws.com",
                        "sts.eu-north-1.amazonaws.com",
                        "sts.eu-west-1.amazonaws.com"),
                hosts(settings(
                        Map.of(),
                        Map.of("sealKeyArns", "arn:aws:kms:eu-north-1" + KEY + ",arn:aws:kms:eu-west-1" + KEY))));
    }

    @Test
    void govCloud_hasItsHosts() {
        assertEquals(
                List.of(
                        "bucket-of-ours.s3.us-gov-west-1.amazonaws.com",
                        "kms.us-gov-east-1.amazonaws.com",
                        "sts.us-gov-east-1.amazonaws.com",
                        "sts.us-gov-west-1.amazonaws.com"),
                hosts(settings(
                        Map.of("region", "us-gov-west-1"),
                        Map.of("sealKeyArns", "arn:aws-us-gov:kms:us-gov-east-1" + KEY))));
    }

    @Test
    void otherSeals_needNoKms() {
        List<String> without = List.of("bucket-of-ours.s3.eu-north-1.amazonaws.com", "sts.eu-north-1.amazonaws.com");
        assertEquals(without, hosts(settings(Map.of(), Map.of())));
        assertEquals(
                without,
                hosts(settings(
                        Map.of(), Map.of("drillUnseal", "none", "sealKeyArns", "arn:aws:kms:eu-north-1" + KEY))));
    }

    @Test
    void config_allowsConnectToTheListAtPort443AndDeniesTheRest() {
        List<String> rules = rules(settings(Map.of(), Map.of()));
        assertEquals(
                List.of(
                        "acl aws dstdomain -n bucket-of-ours.s3.eu-north-1.amazonaws.com",
                        "acl aws dstdomain -n sts.eu-north-1.amazonaws.com",
                        "acl https port 443",
                        "http_access allow CONNECT https aws",
                        "http_access deny all"),
                rules);
    }

    @Test
    void addressOfATransitServer_isAllowedAtItsPortOnly() {
        List<String> rules = rules(settings(Map.of(), Map.of("drillSealAddress", "https://transit.corp:8200")));
        assertTrue(rules.contains("acl seal_host dstdomain -n transit.corp"), rules::toString);
        assertTrue(rules.contains("acl seal_port port 8200"), rules::toString);
        assertTrue(rules.contains("http_access allow CONNECT seal_port seal_host"), rules::toString);
        assertEquals("http_access deny all", rules.get(rules.size() - 1));
        assertFalse(rules(settings(Map.of(), Map.of())).toString().contains("seal"));
    }

    private static List<String> hosts(SnapshotSettings settings) {
        return List.copyOf(GateHosts.of(settings, settings.clusters().get(0)));
    }

    private static List<String> rules(SnapshotSettings settings) {
        return GateConfig.of(settings, settings.clusters().get(0))
                .lines()
                .filter(line -> line.startsWith("acl ") || line.startsWith("http_access "))
                .toList();
    }

    private static SnapshotSettings settings(Map<String, Object> fleet, Map<String, Object> cluster) {
        Map<String, Object> one = new HashMap<>(Map.of("name", "demo", "drillSchedule", "0 5 * * 0"));
        one.putAll(cluster);
        Map<String, Object> block = new HashMap<>(Map.of(
                "account", "111122223333",
                "region", "eu-north-1",
                "bucket", "bucket-of-ours",
                "clusters", List.of(one)));
        block.putAll(fleet);
        return SettingsParser.parse(block);
    }
}
