package io.vaultsnapshot.cli;

import io.vaultsnapshot.snapshot.custody.KmsPublicKeys;
import io.vaultsnapshot.snapshot.custody.PublicKeySignatureCheck.PublicKeys;
import io.vaultsnapshot.snapshot.seal.KmsClients;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --public-key} of the commands that check the signatures of records. */
final class PublicKeyOption {
    @Option(
            names = "--public-key",
            paramLabel = "FILE",
            converter = PublicKeyFile.class,
            description = "The signing key's public key, PEM. KMS is not asked, and no other key passes.")
    private @Nullable PublicKeys given;

    boolean isGiven() {
        return given != null;
    }

    /** Returns the keys that signatures are checked with: the given one, or what KMS answers. */
    PublicKeys keys() {
        return given == null ? new KmsPublicKeys(new KmsClients()) : given;
    }
}
