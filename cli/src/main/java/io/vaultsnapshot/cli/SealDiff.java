package io.vaultsnapshot.cli;

import io.vaultsnapshot.contract.record.SealInfo;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What changed between the seals of two snapshots.
 *
 * @param was the older one's
 * @param is the newer one's
 */
record SealDiff(SealInfo was, SealInfo is) {
    /** The version at the end of a key's name. It grows when the key is rotated: transit, Google Cloud. */
    private static final Pattern VERSION = Pattern.compile("(?<=(^|/)v|/cryptoKeyVersions/)[0-9]+$");

    /**
     * Returns what a person must know, or empty when what unseals the first also unseals the second. A rotation of the
     * encryption key leaves the wrapped root key as it is. A rotation of the seal's key wraps it again, and the name of
     * the key then has another version. When it was wrapped again without either, it is a rekey, or another key with
     * the same name: transit names only versions.
     */
    Optional<String> warning() {
        if (!was.type().equals(is.type()) || was.shares() != is.shares() || was.threshold() != is.threshold()) {
            return Optional.of("the seal changed: the second is unsealed with other keys or shares");
        }
        if (!keys(was).equals(keys(is))) {
            return Optional.of("the seal's key changed: the second is unsealed with another key");
        }
        if (!was.keys().equals(is.keys())) {
            return Optional.empty();
        }
        if (!Objects.equals(was.rootKeyDigest(), is.rootKeyDigest())) {
            return Optional.of(
                    is.isShamir()
                            ? "the server was rekeyed: the second is unsealed with other key shares"
                            : "the root key was encrypted again: a rekey, or another key of the same name");
        }
        boolean recovery = !Objects.equals(was.recovery(), is.recovery())
                || !Objects.equals(was.recoveryKeyDigest(), is.recoveryKeyDigest());
        return recovery ? Optional.of("the recovery keys changed: the second has other shares") : Optional.empty();
    }

    private static List<String> keys(SealInfo seal) {
        return seal.keys().stream()
                .map(key -> VERSION.matcher(key).replaceFirst(""))
                .toList();
    }
}
