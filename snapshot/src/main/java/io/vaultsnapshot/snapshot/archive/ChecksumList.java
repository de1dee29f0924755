package io.vaultsnapshot.snapshot.archive;

import static io.vaultsnapshot.contract.finding.FindingCode.SUMS_INVALID;

import io.vaultsnapshot.snapshot.archive.finding.Findings;
import io.vaultsnapshot.snapshot.archive.finding.Printable;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code SHA256SUMS}: one line {@code "<hex>  <name>"} for each of {@code meta.json} and {@code state.bin}. The order
 * of the lines is random, since it is that of a Go map. Servers refuse a list that names another file or lacks one.
 */
final class ChecksumList {
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (meta\\.json|state\\.bin)");

    private final Map<ArchiveMember, String> sums;
    private final boolean repeated;

    private ChecksumList(Map<ArchiveMember, String> sums, boolean repeated) {
        this.sums = sums;
        this.repeated = repeated;
    }

    /** Returns the list, or empty after adding a finding that says what is wrong with it. */
    static Optional<ChecksumList> parse(byte[] bytes, Findings findings) {
        Map<ArchiveMember, String> sums = new EnumMap<>(ArchiveMember.class);
        int number = 0;
        boolean repeated = false;
        for (String line : lines(bytes)) {
            number++;
            Matcher matcher = LINE.matcher(line);
            Optional<ArchiveMember> member =
                    matcher.matches() ? ArchiveMember.named(matcher.group(2)) : Optional.empty();
            if (member.isEmpty()) {
                return invalid(findings, "line " + number + " is " + Printable.quoted(line));
            }
            String before = sums.put(member.get(), matcher.group(1));
            if (before != null && !before.equals(matcher.group(1))) {
                return invalid(
                        findings, "it has two checksums for " + member.get().fileName());
            }
            repeated |= before != null;
        }
        for (ArchiveMember member : new ArchiveMember[] {ArchiveMember.META, ArchiveMember.STATE}) {
            if (!sums.containsKey(member)) {
                return invalid(findings, "it does not list " + member.fileName());
            }
        }
        return Optional.of(new ChecksumList(sums, repeated));
    }

    /** Returns whether it has a member twice with the same checksum, which servers accept. */
    boolean isRepeated() {
        return repeated;
    }

    /** Returns the promised SHA-256 of {@code meta.json} or {@code state.bin}. */
    String sumOf(ArchiveMember member) {
        return sums.getOrDefault(member, "nothing");
    }

    /** Every byte becomes one character, since the lines are ASCII. The last line may lack its line feed. */
    private static String[] lines(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.isEmpty() ? new String[0] : text.replaceFirst("\n$", "").split("\n", -1);
    }

    private static Optional<ChecksumList> invalid(Findings findings, String why) {
        findings.add(SUMS_INVALID, "SHA256SUMS cannot be used: " + why);
        return Optional.empty();
    }
}
