package io.vaultsnapshot.contract.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplicaRulesTest {
    private static Map<String, Object> with(Map<String, Object> more) {
        Map<String, Object> block = SettingsSamples.minimal();
        block.putAll(more);
        return block;
    }

    private static List<String> problems(Map<String, Object> more) {
        return Refusal.problems(() -> SettingsParser.parse(with(more)));
    }

    @Test
    void replica_leftOut_isNone() {
        assertEquals(
                Optional.empty(),
                SettingsParser.parse(SettingsSamples.minimal()).replica());
    }

    @Test
    void replica_ofAnotherRegion_isInTheSameAccount() {
        assertEquals(
                Optional.of(new ReplicaSettings(
                        "123456789012",
                        "eu-west-1",
                        "hashicorp-vault-snapshots-123456789012-eu-north-1-replica",
                        Duration.ofHours(6))),
                SettingsParser.parse(with(Map.of("replicaRegion", "eu-west-1"))).replica());
    }

    @Test
    void replica_ofAnotherAccount_mayBeInTheSameRegion() {
        ReplicaSettings replica = SettingsParser.parse(with(
                        Map.of("replicaRegion", "eu-north-1", "replicaAccount", "999999999999", "replicaLagHours", 2)))
                .replica()
                .orElseThrow();
        assertEquals(Duration.ofHours(2), replica.allowedLag());
        assertEquals(
                "arn:aws:kms:eu-north-1:999999999999:alias/hashicorp-vault-snapshots-123456789012-eu-north-1-replica",
                replica.keyAliasArn());
    }

    @Test
    void parse_placeOfTheBucket_isRefused() {
        String problem =
                "replicaRegion: 'eu-north-1' in account 123456789012 is the place of the bucket itself, so one fault"
                        + " would take both; use another region, or replicaAccount";
        assertEquals(List.of(problem), problems(Map.of("replicaRegion", "eu-north-1")));
        assertEquals(
                List.of(problem), problems(Map.of("replicaRegion", "eu-north-1", "replicaAccount", "123456789012")));
    }

    @Test
    void parse_anotherPartition_isRefused() {
        assertEquals(
                List.of(
                        "replicaRegion: 'us-gov-west-1' belongs to the partition aws-us-gov, and the bucket in eu-north-1"
                                + " to aws; S3 copies nothing from one into the other"),
                problems(Map.of("replicaRegion", "us-gov-west-1", "replicaAccount", "999999999999")));
    }

    @Test
    void parse_othersWithoutRegion_areRefused() {
        String need = ": needs replicaRegion: without it there is no second bucket";
        assertEquals(
                List.of("replicaAccount" + need, "replicaLagHours" + need, "replicaTimeControl" + need),
                problems(Map.of("replicaAccount", "999999999999", "replicaLagHours", 3, "replicaTimeControl", true)));
        // The settings that the function gets have the defaults written out.
        SettingsParser.parse(with(Map.of("replicaLagHours", 6, "replicaTimeControl", false)));
    }
}
