package io.vaultsnapshot.cli;

import io.vaultsnapshot.contract.document.Schema;
import io.vaultsnapshot.contract.record.ArchiveReport;
import io.vaultsnapshot.contract.record.PrefixCount;
import io.vaultsnapshot.contract.record.SealInfo;
import io.vaultsnapshot.contract.record.SnapshotMeta;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What changed from one snapshot to another.
 *
 * @param before the older one
 * @param after the newer one
 */
record ContentsDiff(ArchiveReport before, ArchiveReport after) {
    /** Returns what a person must look at; empty when the newer one can be a later snapshot of the same server. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        raft(before.meta(), after.meta(), warnings);
        seal(before.seal(), after.seal(), warnings);
        List<String> mounts = before.contents().mountIds();
        List<String> mountsNow = after.contents().mountIds();
        if (!mounts.isEmpty() && !mountsNow.isEmpty() && Collections.disjoint(mounts, mountsNow)) {
            warnings.add("no mount of the first is in the second: they come from different servers");
        } else {
            before.prefixes().keySet().stream()
                    .filter(prefix -> !after.prefixes().containsKey(prefix))
                    .forEach(prefix -> warnings.add("vanished: " + prefix + ", which had "
                            + before.prefixes()
                                    .getOrDefault(prefix, PrefixCount.ZERO)
                                    .entries() + " entries"));
        }
        return warnings;
    }

    private static void raft(@Nullable SnapshotMeta was, @Nullable SnapshotMeta is, List<String> warnings) {
        if (was == null || is == null) {
            return;
        }
        if (is.index() < was.index()) {
            warnings.add("the raft index goes backwards, from " + was.index() + " to " + is.index());
        }
        if (is.term() < was.term()) {
            warnings.add("the raft term goes backwards, from " + was.term() + " to " + is.term());
        }
    }

    private static void seal(@Nullable SealInfo was, @Nullable SealInfo is, List<String> warnings) {
        if (was != null && is != null) {
            new SealDiff(was, is).warning().ifPresent(warnings::add);
        } else if (was != null || is != null) {
            warnings.add("the seal of one of the two is not known");
        }
    }

    /** Returns the prefixes of either, sorted. */
    Set<String> prefixes() {
        Set<String> prefixes = new TreeSet<>(before.prefixes().keySet());
        prefixes.addAll(after.prefixes().keySet());
        return prefixes;
    }

    PrefixCount countBefore(String prefix) {
        return before.prefixes().getOrDefault(prefix, PrefixCount.ZERO);
    }

    PrefixCount countAfter(String prefix) {
        return after.prefixes().getOrDefault(prefix, PrefixCount.ZERO);
    }

    /** Returns the object that {@code --format json} prints. */
    Map<String, Object> toMap(InspectedSource first, InspectedSource second) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Schema.FIELD, Schema.DIFF_OUTPUT.text());
        map.put("before", first.toContentsMap());
        map.put("after", second.toContentsMap());
        Map<String, Object> growth = new LinkedHashMap<>();
        for (String prefix : prefixes()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put(
                    "entries",
                    countAfter(prefix).entries() - countBefore(prefix).entries());
            row.put("bytes", countAfter(prefix).bytes() - countBefore(prefix).bytes());
            growth.put(prefix, row);
        }
        map.put("growth", growth);
        map.put("warnings", warnings());
        return map;
    }
}
