package io.vaultsnapshot.contract.settings;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.testing.GeneratedBlock;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which regions can be set. */
class RegionSettingTest {
    @ParameterizedTest
    @CsvSource({
        "cn-north-1, aws-cn, amazonaws.com.cn",
        "eusc-de-east-1, aws-eusc, amazonaws.eu",
        "us-iso-east-1, aws-iso, c2s.ic.gov",
        "us-isob-east-1, aws-iso-b, sc2s.sgov.gov",
        "eu-isoe-west-1, aws-iso-e, cloud.adc-e.uk",
        "us-isof-south-1, aws-iso-f, csp.hci.ic.gov"
    })
    void parse_regionOfAPartitionThatCannotBeUsed_isRefusedWithTheReason(String region, String id, String suffix) {
        Map<String, Object> block = SettingsSamples.minimal();
        block.put("region", region);

        Refusal.assertProblems(
                block,
                "region: '" + region + "' belongs to the partition " + id + " (" + suffix + "), where nothing can be"
                        + " deployed: it is not documented how kms:ViaService names the services there, and with a wrong"
                        + " name every upload is refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"north", "xx-north-1", "eu-north-1 ", "US-EAST-1", "usa-east-1"})
    void parse_textThatIsNoRegion_isRefused(String text) {
        Map<String, Object> block = SettingsSamples.minimal();
        block.put("region", text);

        Refusal.assertProblems(
                block, "region: '" + text + "' is not allowed; must be an AWS region such as eu-north-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eu-north1", "north-1", "eu-north-", "xx-north-1"})
    void parse_misspeltRegion_isRefused(String region) {
        Map<String, Object> block = SettingsSamples.minimal();
        block.put("region", region);

        Refusal.assertProblems(
                block, "region: '" + region + "' is not allowed; must be an AWS region such as eu-north-1");
    }

    @ParameterizedTest
    @CsvSource({"eu-nort-1, eu-north-1", "us-eats-1, us-east-1", "eu-north-10, eu-north-1", "eu-north-7, eu-north-1"})
    void parse_regionThatDoesNotExist_isRefusedWithTheNearest(String region, String nearest) throws IOException {
        Map<String, Object> block = SettingsSamples.minimal();
        block.put("region", region);

        Refusal.assertProblems(
                block,
                "region: '" + region + "' is not a region that this version knows; did you mean '" + nearest
                        + "'? For a newer one see docs/settings.md#a-new-region");
        assertTrue(GeneratedBlock.page("docs/settings.md").contains("\n## A new region\n"));
    }
}
