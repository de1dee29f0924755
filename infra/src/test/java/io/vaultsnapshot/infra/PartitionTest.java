package io.vaultsnapshot.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.aws.AwsPartition;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;

class PartitionTest {
    @Test
    void stackInGovCloud_hasNoArnOfAnotherPartition() {
        Map<String, Object> settings = SynthesizedStack.settings("minimal");
        settings.put("region", "us-gov-west-1");

        String template = SynthesizedStack.of(App.Builder.create()
                        .context(SynthesizedStack.context(settings))
                        .build())
                .template()
                .template()
                .toString();

        assertTrue(template.contains("arn:aws-us-gov:iam::111122223333:oidc-provider/"), template);
        assertTrue(template.contains("s3.us-gov-west-1.amazonaws.com"), template);
        assertFalse(template.contains("arn:aws:"), template);
    }

    @Test
    void targetPartitions_ofCdk_areThoseThatCanBeUsed() {
        assertEquals(
                Stream.of(AwsPartition.values())
                        .filter(AwsPartition::isSupported)
                        .map(AwsPartition::id)
                        .toList(),
                SynthesizedStack.cdkJsonContext().get("@aws-cdk/core:target-partitions"));
    }
}
