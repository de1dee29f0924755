package io.vaultsnapshot.snapshot.archive;

import static io.vaultsnapshot.contract.finding.FindingCode.MEMBER_DUPLICATE;
import static io.vaultsnapshot.contract.finding.FindingCode.MEMBER_SUPERFLUOUS;
import static io.vaultsnapshot.contract.finding.FindingCode.MEMBER_UNEXPECTED;
import static io.vaultsnapshot.contract.finding.FindingCode.META_SIZE_MISMATCH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.snapshot.testing.Fixtures;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All sets and orders of the members of a real snapshot, and wrong states with right checksums. */
class MemberSetsTest {
    private static final int STEP = NoFalseIntactTest.EXHAUSTIVE ? 1 : 29;
    private static final List<String> NAMES = List.of("meta.json", "state.bin", "SHA256SUMS", "SHA256SUMS.sealed");
    private static final Map<String, byte[]> MEMBERS = members();

    @Test
    void inspect_everySubsetOfMembers_isIntactOnlyWhenComplete() {
        for (int subset = 0; subset < 16; subset++) {
            int chosen = subset;
            List<String> names = NAMES.stream()
                    .filter(name -> (chosen >> NAMES.indexOf(name) & 1) != 0)
                    .toList();
            Verdict expected = names.size() == 4 ? Verdict.INTACT : Verdict.CORRUPT;
            assertEquals(expected, inspect(names).verdict(), names::toString);
        }
    }

    @Test
    void inspect_everyOrderOfMembers_isIntact() {
        int orders = 0;
        for (List<String> order : orders(NAMES)) {
            assertEquals(List.of(), inspect(order).findings(), order::toString);
            orders++;
        }
        assertEquals(24, orders);
    }

    @Test
    void inspect_everyMemberTwiceAnywhere_isADuplicateOrSuperfluous() {
        for (String twice : NAMES) {
            // Servers read checksums twice without a difference.
            FindingCode code = twice.startsWith("SHA256") ? MEMBER_SUPERFLUOUS : MEMBER_DUPLICATE;
            for (int at = 0; at <= NAMES.size(); at++) {
                List<String> names = new ArrayList<>(NAMES);
                names.add(at, twice);
                assertEquals(List.of(code), inspect(names).codes(), names::toString);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"./%s", "/%s", "a/%s", "../%s", "%s/", "%s ", " %s", "%s.bak", "%S", "x%s", "%s\u00e4"})
    void inspect_memberRenamed_isUnexpectedAndMissing(String pattern) {
        for (String renamed : NAMES) {
            TarBytes tar = new TarBytes();
            String name = String.format(pattern, renamed);
            NAMES.forEach(each -> tar.file(each.equals(renamed) ? name : each, MEMBERS.get(each)));
            ArchiveInspection inspection = inspect(tar);
            // The name SHA256SUMS is in capitals already.
            assertEquals(
                    !name.equals(renamed), inspection.codes().contains(MEMBER_UNEXPECTED), () -> name + inspection);
        }
    }

    @Test
    void inspect_contentsOfTwoMembersExchanged_isFound() {
        for (String a : NAMES) {
            for (String b : NAMES) {
                if (!a.equals(b)) {
                    TarBytes tar = new TarBytes();
                    NAMES.forEach(each -> tar.file(each, MEMBERS.get(each.equals(a) ? b : each.equals(b) ? a : each)));
                    assertEquals(Verdict.CORRUPT, inspect(tar).verdict(), a + " and " + b);
                }
            }
        }
    }

    /**
     * Checksums and size are rewritten to fit. A state that ends between two entries is then valid. Only the sealed
     * checksums, which need the seal's key, show that the server did not write it.
     */
    @Test
    void inspect_stateCutWithRewrittenSums_isFoundUnlessBetweenEntries() {
        byte[] state = MEMBERS.get("state.bin");
        for (int length = 0; length < state.length; length += STEP) {
            int cut = length;
            ArchiveInspection inspection = SnapshotArchives.ofState(Arrays.copyOf(state, length))
                    .stored()
                    .inspect();
            assertTrue(inspection.verdict() != Verdict.INTACT || endsBetweenEntries(state, cut), () -> "cut at " + cut);
        }
    }

    /** The same with the original metadata. Its size is wrong, wherever the state is cut. */
    @Test
    void inspect_stateCutWithRewrittenSumsAndOldMeta_isFound() {
        byte[] state = MEMBERS.get("state.bin");
        String meta = new String(MEMBERS.get("meta.json"), StandardCharsets.UTF_8);
        for (int length = 0; length < state.length; length += 7 * STEP) {
            ArchiveInspection inspection = SnapshotArchives.ofState(Arrays.copyOf(state, length))
                    .metaOf(meta)
                    .stored()
                    .inspect();
            assertTrue(inspection.codes().contains(META_SIZE_MISMATCH), inspection::toString);
        }
    }

    private static boolean endsBetweenEntries(byte[] state, int length) {
        int at = 0;
        while (at < length) {
            int entry = 0;
            int shift = 0;
            int read;
            do {
                read = state[at++];
                entry |= (read & 0x7f) << shift;
                shift += 7;
            } while (read < 0);
            at += entry;
        }
        return at == length;
    }

    private static List<List<String>> orders(List<String> names) {
        if (names.isEmpty()) {
            return List.of(List.of());
        }
        List<List<String>> orders = new ArrayList<>();
        for (String first : names) {
            List<String> rest = new ArrayList<>(names);
            rest.remove(first);
            for (List<String> order : orders(rest)) {
                List<String> whole = new ArrayList<>(order);
                whole.add(0, first);
                orders.add(whole);
            }
        }
        return orders;
    }

    private static ArchiveInspection inspect(List<String> names) {
        TarBytes tar = new TarBytes();
        names.forEach(name -> tar.file(name, MEMBERS.get(name)));
        return inspect(tar);
    }

    private static ArchiveInspection inspect(TarBytes tar) {
        return SnapshotArchives.inspect(GzipBytes.of(tar.end().bytes(), 0));
    }

    private static Map<String, byte[]> members() {
        byte[] tar = GzipBytes.decoded(Fixtures.named("openbao-2.6.2-shamir.snap"));
        Map<String, byte[]> members = new LinkedHashMap<>();
        for (int header : Harmless.headers(tar)) {
            String name = new String(tar, header, 100, StandardCharsets.US_ASCII).split("\0", 2)[0];
            int size = Integer.parseInt(new String(tar, header + 124, 11, StandardCharsets.US_ASCII), 8);
            int content = header + TarBytes.BLOCK;
            members.put(name, Arrays.copyOfRange(tar, content, content + size));
        }
        return members;
    }
}
