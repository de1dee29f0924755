package io.vaultsnapshot.snapshot.archive.state;

import io.vaultsnapshot.contract.record.PrefixCount;
import io.vaultsnapshot.contract.record.StateKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Counts entries by what they belong to, and collects the ids of mounts. The keys are those that Vault 1.21.4 and
 * OpenBao 2.6.2 write. Vault has one entry for the whole table of mounts, OpenBao has one for each mount. The identity
 * store packs entities and groups into buckets below its own mount, {@code logical/<uuid>/packer/}.
 */
final class KindTally {
    /** No real server has so many mounts. A hostile archive may name any number. */
    static final int MOUNT_LIMIT = 1000;

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int UUID_LENGTH = 36;
    private static final byte[] ENTITY_BUCKETS = ascii("packer/buckets/");
    private static final byte[] LOCAL_ALIAS_BUCKETS = ascii("packer/local-aliases/buckets/");
    private static final byte[] GROUP_BUCKETS = ascii("packer/group/buckets/");
    private static final byte[] LOGICAL = ascii("logical/");
    private static final byte[] AUTH = ascii("auth/");

    private final Map<StateKind, EntryCount> counts = new EnumMap<>(StateKind.class);
    private final Set<String> mounts = new TreeSet<>();
    private final byte[] lastMount = new byte[UUID_LENGTH];

    void add(byte[] key, int length, long entryBytes) {
        StateKind kind = kindOf(key, length);
        if (kind != null) {
            counts.computeIfAbsent(kind, first -> new EntryCount()).add(entryBytes);
        }
    }

    private @Nullable StateKind kindOf(byte[] key, int length) {
        return switch (key[0]) {
            case 'l' -> startsWith(key, length, 0, LOGICAL) ? ofLogical(key, length) : null;
            case 'a' -> startsWith(key, length, 0, AUTH) ? withMount(StateKind.AUTH_CONFIG, key, length, AUTH) : null;
            case 's' -> first(key, length, SystemKeys.ALL);
            case 'c' -> ofCore(key, length);
            case 'n' -> ofNamespace(key, length);
            default -> null;
        };
    }

    private StateKind ofLogical(byte[] key, int length) {
        withMount(StateKind.SECRETS, key, length, LOGICAL);
        int inside = LOGICAL.length + UUID_LENGTH + 1;
        if (startsWith(key, length, inside, GROUP_BUCKETS)) {
            return StateKind.GROUPS;
        }
        boolean entities =
                startsWith(key, length, inside, ENTITY_BUCKETS) || startsWith(key, length, inside, LOCAL_ALIAS_BUCKETS);
        return entities ? StateKind.ENTITIES : StateKind.SECRETS;
    }

    private @Nullable StateKind ofCore(byte[] key, int length) {
        for (Prefix table : SystemKeys.TABLES) {
            boolean each = startsWith(key, length, 0, table.bytes);
            // The key without the slash at its end is Vault's one entry for the whole table.
            boolean all = length == table.bytes.length - 1 && Arrays.equals(key, 0, length, table.bytes, 0, length);
            if (each || all) {
                return each ? withMount(table.kind, key, length, table.bytes) : table.kind;
            }
        }
        return null;
    }

    private @Nullable StateKind ofNamespace(byte[] key, int length) {
        byte[] prefix = SystemKeys.NAMESPACES.bytes;
        return startsWith(key, length, 0, prefix) ? withMount(StateKind.NAMESPACES, key, length, prefix) : null;
    }

    /** Keeps the id that follows the prefix. Entries come sorted, so it is nearly always that of the entry before. */
    private StateKind withMount(StateKind kind, byte[] key, int length, byte[] prefix) {
        int from = prefix.length;
        int to = from + UUID_LENGTH;
        if (length >= to && !Arrays.equals(key, from, to, lastMount, 0, UUID_LENGTH) && mounts.size() < MOUNT_LIMIT) {
            String id = new String(key, from, UUID_LENGTH, StandardCharsets.ISO_8859_1);
            if (UUID.matcher(id).matches()) {
                mounts.add(id);
                System.arraycopy(key, from, lastMount, 0, UUID_LENGTH);
            }
        }
        return kind;
    }

    private static @Nullable StateKind first(byte[] key, int length, Prefix[] prefixes) {
        for (Prefix prefix : prefixes) {
            if (startsWith(key, length, 0, prefix.bytes)) {
                return prefix.kind;
            }
        }
        return null;
    }

    private static boolean startsWith(byte[] key, int length, int from, byte[] prefix) {
        int to = from + prefix.length;
        return length >= to && Arrays.equals(key, from, to, prefix, 0, prefix.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    Map<StateKind, PrefixCount> counts() {
        Map<StateKind, PrefixCount> result = new EnumMap<>(StateKind.class);
        counts.forEach((kind, count) -> result.put(kind, count.result()));
        return result;
    }

    Set<String> mountIds() {
        return mounts;
    }

    /** What a key that starts with the bytes belongs to. */
    private static final class Prefix {
        private final byte[] bytes;
        private final StateKind kind;

        Prefix(String text, StateKind kind) {
            this.bytes = ascii(text);
            this.kind = kind;
        }
    }

    private static final class SystemKeys {
        static final Prefix[] ALL = {
            new Prefix("sys/expire/id/", StateKind.LEASES),
            new Prefix("sys/token/id/", StateKind.TOKENS),
            new Prefix("sys/policy/", StateKind.POLICIES)
        };
        static final Prefix[] TABLES = {
            new Prefix("core/mounts/", StateKind.MOUNTS),
            new Prefix("core/local-mounts/", StateKind.MOUNTS),
            new Prefix("core/auth/", StateKind.AUTH_MOUNTS),
            new Prefix("core/local-auth/", StateKind.AUTH_MOUNTS)
        };
        static final Prefix NAMESPACES = new Prefix("namespaces/", StateKind.NAMESPACES);
    }
}
