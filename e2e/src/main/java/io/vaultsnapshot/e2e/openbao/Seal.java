package io.vaultsnapshot.e2e.openbao;

import io.vaultsnapshot.e2e.aws.AwsServer;

/** How a server is sealed: what its configuration says about it, and what initializing it takes. */
public sealed interface Seal {
    /** One key share, given by hand. */
    record Shamir() implements Seal {
        @Override
        public String configuration() {
            return "";
        }

        @Override
        public boolean unsealsItself() {
            return false;
        }
    }

    /**
     * A key of a KMS.
     *
     * @param endpoint of the KMS
     * @param keyId id or ARN of the key
     */
    record AwsKms(String endpoint, String keyId) implements Seal {
        @Override
        public String configuration() {
            return """
                    seal "awskms" {
                      region = "%s"
                      kms_key_id = "%s"
                      endpoint = "%s"
                      access_key = "testing"
                      secret_key = "testing"
                    }
                    """.formatted(AwsServer.REGION, keyId, endpoint);
        }

        @Override
        public boolean unsealsItself() {
            return true;
        }
    }

    /** Returns the seal that is opened by hand. */
    static Seal shamir() {
        return new Shamir();
    }

    /** Returns the seal that a key of the AWS server opens. */
    static Seal awsKms(AwsServer aws, String keyId) {
        return new AwsKms(aws.endpoint().toString(), keyId);
    }

    /** Returns the stanza of the server's configuration, empty when there is none. */
    String configuration();

    /** Returns whether the server opens it without a person; initialization then yields recovery keys. */
    boolean unsealsItself();
}
