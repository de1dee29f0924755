package io.vaultsnapshot.manifests.resource.drill;

import io.vaultsnapshot.contract.aws.AwsPartition;
import io.vaultsnapshot.contract.aws.KmsKeyArn;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The hosts of AWS that a drill needs, which the gate lets through at port 443:
 *
 * <ul>
 *   <li>S3: the host that belongs to the bucket alone. The CLI takes it for every bucket whose name has no dot, and the settings
 *       allow no dot. The host of the whole region is not on the list: through it, a thief could send the snapshot to a bucket
 *       of their own.
 *   <li>STS, of the fleet's region and of those of the seal's keys: a server asks the STS of the region of its key.
 *   <li>KMS, of the regions of the seal's keys.
 * </ul>
 */
final class GateHosts {
    private GateHosts() {}

    static SortedSet<String> of(SnapshotSettings settings, ClusterSettings cluster) {
        SortedSet<String> hosts = new TreeSet<>();
        hosts.add(settings.bucket() + "." + settings.partition().serviceName("s3", settings.region()));
        hosts.add(settings.partition().serviceName("sts", settings.region()));
        for (KmsKeyArn key : DrillSeal.keys(cluster)) {
            AwsPartition partition = AwsPartition.of(key.region()).orElse(settings.partition());
            hosts.add(partition.serviceName("sts", key.region()));
            hosts.add(partition.serviceName("kms", key.region()));
        }
        return hosts;
    }
}
