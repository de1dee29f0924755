package io.vaultsnapshot.verifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.aws.AwsPartition;
import io.vaultsnapshot.contract.aws.AwsRegion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** What we know about partitions is what the AWS SDK knows. It is on the class path here and not in {@code contract}. */
class PartitionsTest {
    /** The SDK has regions such as aws-global, for services that have one endpoint in the whole world. */
    private static final List<Region> REGIONS =
            Region.regions().stream().filter(region -> !region.isGlobalRegion()).toList();

    @Test
    void partitions_ofEveryRegion_areTheSdks() {
        Map<String, String> sdk = new TreeMap<>();
        Map<String, String> ours = new TreeMap<>();
        for (Region region : REGIONS) {
            PartitionMetadata partition = PartitionMetadata.of(region);
            sdk.put(region.id(), partition.id() + " " + partition.dnsSuffix());
            Optional<AwsPartition> found = AwsPartition.of(region.id());
            ours.put(
                    region.id(),
                    found.map(each -> each.id() + " " + each.dnsSuffix()).orElse("not known"));
        }

        assertTrue(sdk.size() > 40, sdk::toString);
        assertEquals(sdk, ours);
    }

    @Test
    void regions_ofSupportedPartitions_areTheSdks() {
        assertEquals(
                REGIONS.stream()
                        .map(Region::id)
                        .filter(id -> AwsPartition.of(id).orElseThrow().isSupported())
                        .sorted()
                        .toList(),
                AwsRegion.ALL);
    }

    @Test
    void partitions_ofTheSdk_areAllKnown() {
        assertEquals(
                REGIONS.stream()
                        .map(region -> PartitionMetadata.of(region).id())
                        .distinct()
                        .sorted()
                        .toList(),
                Stream.of(AwsPartition.values()).map(AwsPartition::id).sorted().toList());
    }
}
