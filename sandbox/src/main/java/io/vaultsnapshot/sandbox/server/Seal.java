package io.vaultsnapshot.sandbox.server;

import java.net.URI;

/** How a server is sealed: what its configuration says, and what initializing it needs. */
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
     * A key of a KMS that accepts any credentials.
     *
     * @param region of the key
     * @param endpoint of the KMS
     * @param keyId id or ARN of the key
     */
    record AwsKms(String region, URI endpoint, String keyId) implements Seal {
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
                    """.formatted(region, keyId, endpoint);
        }

        @Override
        public boolean unsealsItself() {
            return true;
        }
    }

    /**
     * A seal that opens itself, as its stanza says.
     *
     * @param configuration the stanza
     */
    record Stanza(String configuration) implements Seal {
        @Override
        public boolean unsealsItself() {
            return true;
        }
    }

    /** Returns the seal of a stanza, such as one of {@code transit} or {@code static}. */
    static Seal ofStanza(String stanza) {
        return new Stanza(stanza);
    }

    /** Returns the seal that is opened by hand. */
    static Seal shamir() {
        return new Shamir();
    }

    /** Returns the seal that a key of a KMS opens. */
    static Seal awsKms(String region, URI endpoint, String keyId) {
        return new AwsKms(region, endpoint, keyId);
    }

    /** Returns the stanza for the server's configuration, empty when there is none. */
    String configuration();

    /** Returns whether the server opens it by itself. Then initialization returns recovery keys. */
    boolean unsealsItself();
}
