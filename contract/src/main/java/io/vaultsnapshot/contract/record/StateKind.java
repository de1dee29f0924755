package io.vaultsnapshot.contract.record;

import io.vaultsnapshot.contract.document.Ids;
import java.util.Locale;
import java.util.Optional;

/**
 * What an entry of the state belongs to, as far as its storage key says so without any decryption. Seen in snapshots of
 * Vault 1.21.4 and OpenBao 2.6.2; what belongs to none of them is counted in the total only.
 */
public enum StateKind {
    /** The table of mounts: one entry in Vault, one for each mount in OpenBao. */
    MOUNTS("mount tables"),
    /** The table of auth mounts, likewise. */
    AUTH_MOUNTS("auth mount tables"),
    /** What secrets engines keep, secrets above all. */
    SECRETS("secrets engines' entries"),
    /** What auth methods keep: configurations and roles. */
    AUTH_CONFIG("auth methods' entries"),
    /** Entities and aliases, many to an entry. */
    ENTITIES("entity buckets"),
    /** Groups, many to an entry. */
    GROUPS("group buckets"),
    /** ACL policies, one each. */
    POLICIES("policies"),
    /** Tokens, one each; batch tokens are not stored. */
    TOKENS("tokens"),
    /** Leases of tokens and dynamic secrets, one each. */
    LEASES("leases"),
    /** Everything in namespaces of OpenBao other than the root, whatever it is. */
    NAMESPACES("entries of namespaces");

    private final String title;

    StateKind(String title) {
        this.title = title;
    }

    /** Returns what is counted, for tables. */
    public String title() {
        return title;
    }

    /** Returns the word used in documents, such as {@code auth_mounts}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the kind with the given {@link #id()}, or empty for any other text. */
    public static Optional<StateKind> ofId(String word) {
        return Ids.find(values(), StateKind::id, word);
    }
}
