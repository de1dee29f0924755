package io.vaultsnapshot.contract.aws;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The parts that AWS consists of. Each has its own accounts, its own ARNs and its own host names, and nothing reaches from one
 * into another.
 *
 * <p>Source: {@code partitions.json} of the AWS SDKs; a test of the verifier compares it with the SDK's.
 */
public enum AwsPartition {
    /** The regions that everyone can use. */
    STANDARD("aws", "amazonaws.com", "(us|eu|ap|sa|ca|me|af|il|mx)-[a-z]+-[0-9]+"),
    /** GovCloud (US). */
    US_GOV("aws-us-gov", "amazonaws.com", "us-gov-[a-z]+-[0-9]+"),
    /** China. */
    CHINA("aws-cn", "amazonaws.com.cn", "cn-[a-z]+-[0-9]+"),
    /** The European Sovereign Cloud. */
    EU_SOVEREIGN("aws-eusc", "amazonaws.eu", "eusc-de-[a-z]+-[0-9]+"),
    /** Top Secret (US). */
    ISO("aws-iso", "c2s.ic.gov", "us-iso-[a-z]+-[0-9]+"),
    /** Secret (US). */
    ISO_B("aws-iso-b", "sc2s.sgov.gov", "us-isob-[a-z]+-[0-9]+"),
    /** Isolated regions in Europe. */
    ISO_E("aws-iso-e", "cloud.adc-e.uk", "eu-isoe-[a-z]+-[0-9]+"),
    /** Further isolated regions of the US. */
    ISO_F("aws-iso-f", "csp.hci.ic.gov", "us-isof-[a-z]+-[0-9]+");

    /** The KMS developer guide describes {@code kms:ViaService} with this suffix and with no other. */
    private static final String KNOWN_SUFFIX = "amazonaws.com";

    private final String id;
    private final String dnsSuffix;
    private final Predicate<String> regions;

    AwsPartition(String id, String dnsSuffix, String regions) {
        this.id = id;
        this.dnsSuffix = dnsSuffix;
        this.regions = Pattern.compile(regions).asMatchPredicate();
    }

    /** Returns the partition of a region, or empty when the text is no region of a known one. */
    public static Optional<AwsPartition> of(String region) {
        return Stream.of(values())
                .filter(partition -> partition.regions.test(region))
                .findFirst();
    }

    /** Returns the name as ARNs have it. */
    public String id() {
        return id;
    }

    /** Returns what host names of its services end in. */
    public String dnsSuffix() {
        return dnsSuffix;
    }

    /**
     * Returns whether a stack can be deployed there. In the other partitions the host names differ, and it is not documented
     * what {@code kms:ViaService} holds. With a wrong value every upload would be refused.
     */
    public boolean isSupported() {
        return dnsSuffix.equals(KNOWN_SUFFIX);
    }

    /** Returns the name of a service in a region, as host names and {@code kms:ViaService} have it. */
    public String serviceName(String service, String region) {
        return service + "." + region + "." + dnsSuffix;
    }
}
