package io.vaultsnapshot.contract.record;

import io.vaultsnapshot.contract.document.Ids;
import java.util.Locale;
import java.util.Optional;

/**
 * What an entry of the state belongs to. Its storage key tells that without any decryption. Seen in snapshots of Vault
 * 1.21.4 and OpenBao 2.6.2. Entries of no kind are counted in the total only.
 */
public enum StateKind {
    /** The table of mounts: one entry in Vault, one for each mount in OpenBao. */
    MOUNTS("mount tables"),
    /** The table of auth mounts: one entry in Vault, one for each auth mount in OpenBao. */
    AUTH_MOUNTS("auth mount tables"),
    /** The entries of secrets engines, mostly secrets. */
    SECRETS("secrets engines' entries"),
    /** The entries of auth methods: configurations and roles. */
    AUTH_CONFIG("auth methods' entries"),
    /** Entities and aliases; an entry holds many of them. */
    ENTITIES("entity buckets"),
    /** Groups; an entry holds many of them. */
    GROUPS("group buckets"),
    /** ACL policies, one entry each. */
    POLICIES("policies"),
    /** Tokens, one entry each; batch tokens are not stored. */
    TOKENS("tokens"),
    /** Leases of tokens and dynamic secrets, one entry each. */
    LEASES("leases"),
    /** All entries of OpenBao namespaces other than the root. */
    NAMESPACES("entries of namespaces");

    private final String title;

    StateKind(String title) {
        this.title = title;
    }

    /** Returns what is counted, as a title in tables. */
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
