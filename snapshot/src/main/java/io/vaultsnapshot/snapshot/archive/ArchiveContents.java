package io.vaultsnapshot.snapshot.archive;

import static io.vaultsnapshot.contract.finding.FindingCode.MEMBER_DUPLICATE;
import static io.vaultsnapshot.contract.finding.FindingCode.MEMBER_MISSING;
import static io.vaultsnapshot.contract.finding.FindingCode.MEMBER_NOT_A_FILE;
import static io.vaultsnapshot.contract.finding.FindingCode.MEMBER_SUPERFLUOUS;
import static io.vaultsnapshot.contract.finding.FindingCode.MEMBER_TOO_LARGE;
import static io.vaultsnapshot.contract.finding.FindingCode.MEMBER_UNEXPECTED;
import static io.vaultsnapshot.contract.finding.FindingCode.META_SIZE_MISMATCH;
import static io.vaultsnapshot.contract.finding.FindingCode.SEALED_SUMS_MISSING;
import static io.vaultsnapshot.contract.finding.FindingCode.SUM_MISMATCH;

import io.vaultsnapshot.contract.record.ArchiveReport;
import io.vaultsnapshot.contract.record.SealInfo;
import io.vaultsnapshot.contract.record.SnapshotMeta;
import io.vaultsnapshot.snapshot.archive.finding.Findings;
import io.vaultsnapshot.snapshot.archive.finding.MalformedArchiveException;
import io.vaultsnapshot.snapshot.archive.finding.Printable;
import io.vaultsnapshot.snapshot.archive.seal.SealConfig;
import io.vaultsnapshot.snapshot.archive.seal.SealedSums;
import io.vaultsnapshot.snapshot.archive.state.StateScanner;
import io.vaultsnapshot.snapshot.archive.state.StateSummary;
import io.vaultsnapshot.snapshot.archive.tar.MemberBytes;
import io.vaultsnapshot.snapshot.archive.tar.TarMember;
import io.vaultsnapshot.snapshot.archive.tar.TarReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of one archive: which members there are, what they say, and whether they agree with each other. */
final class ArchiveContents {
    /** An archive has four members. Reading stops after this many, since a hostile archive may have millions. */
    private static final int MEMBER_LIMIT = 64;
    /** The largest unexpected member that is skipped. Reading stops at a larger one. */
    private static final long SKIP_LIMIT = 1L << 30;

    private final Findings findings;
    private final Set<ArchiveMember> seen = EnumSet.noneOf(ArchiveMember.class);
    private final Map<ArchiveMember, String> sums = new EnumMap<>(ArchiveMember.class);
    private final Map<ArchiveMember, Long> starts = new EnumMap<>(ArchiveMember.class);
    private final StateSummary state;
    private @Nullable SnapshotMeta meta;
    private @Nullable SealInfo seal;
    private final ByteArrayOutputStream sumsText = new ByteArrayOutputStream();
    private byte @Nullable [] sealedSums;
    private int sumsLists;
    private long stateSize = -1;

    ArchiveContents(Findings findings, int depth) {
        this.findings = findings;
        this.state = new StateSummary(depth);
    }

    /** Reads all members up to and including the tar's end. */
    void read(TarReader tar) throws IOException, MalformedArchiveException {
        int members = 0;
        Optional<TarMember> next = tar.next();
        while (next.isPresent()) {
            if (++members > MEMBER_LIMIT) {
                throw new MalformedArchiveException(
                        MEMBER_UNEXPECTED, "the archive has more than " + MEMBER_LIMIT + " members");
            }
            readMember(next.get(), tar.content(next.get()));
            next = tar.next();
        }
        reportMissing();
        tar.finish();
    }

    private void readMember(TarMember header, MemberBytes bytes) throws IOException, MalformedArchiveException {
        String name = Printable.quoted(header.name());
        Optional<ArchiveMember> known = ArchiveMember.named(header.name());
        if (!header.isFile()) {
            boolean overlooked = known.isPresent() && known.get() != ArchiveMember.META;
            findings.add(
                    overlooked ? MEMBER_SUPERFLUOUS : MEMBER_NOT_A_FILE, "the member " + name + " is " + header.kind());
        } else if (known.isEmpty()) {
            findings.add(MEMBER_UNEXPECTED, "the archive has a member " + name + " of " + header.size() + " bytes");
        } else if (seen.add(known.get())) {
            readKnown(known.get(), bytes);
            return;
        } else {
            readAgain(known.get(), header, bytes);
        }
        skip(bytes);
    }

    /** Servers read a second list of checksums after the first, and append a second state, which changes its checksum. */
    private void readAgain(ArchiveMember member, TarMember header, MemberBytes bytes)
            throws IOException, MalformedArchiveException {
        boolean harmless = member != ArchiveMember.META && (member != ArchiveMember.STATE || header.size() == 0);
        findings.add(
                harmless ? MEMBER_SUPERFLUOUS : MEMBER_DUPLICATE,
                "the member " + Printable.quoted(header.name()) + " is there again, with " + header.size() + " bytes");
        if (member == ArchiveMember.SUMS && bytes.size() < member.refusedFrom()) {
            readSums(bytes);
        }
    }

    private void readKnown(ArchiveMember member, MemberBytes bytes) throws IOException, MalformedArchiveException {
        starts.put(member, bytes.start());
        findings.at(bytes.start());
        if (bytes.size() >= member.refusedFrom()) {
            findings.add(
                    MEMBER_TOO_LARGE,
                    "the member " + bytes.name() + " has " + bytes.size() + " bytes, servers refuse it from "
                            + member.refusedFrom() + " on");
            skip(bytes);
        } else {
            switch (member) {
                case META -> meta = MetaJson.parse(bytes.readAll(), findings).orElse(null);
                case SUMS -> readSums(bytes);
                case SEALED_SUMS -> readSealedSums(bytes);
                case STATE -> readState(bytes);
            }
        }
        bytes.skipRest();
        sums.put(member, bytes.sha256());
    }

    private static void skip(MemberBytes bytes) throws IOException, MalformedArchiveException {
        if (bytes.size() > SKIP_LIMIT) {
            throw new MalformedArchiveException(
                    MEMBER_UNEXPECTED,
                    "the archive is not read on past " + bytes.name() + ", which has " + bytes.size() + " bytes");
        }
        bytes.skipRest();
    }

    private void readSums(MemberBytes bytes) throws IOException, MalformedArchiveException {
        sumsText.writeBytes(bytes.readAll());
        sumsLists++;
    }

    private void readSealedSums(MemberBytes bytes) throws IOException, MalformedArchiveException {
        if (bytes.size() == 0) {
            findings.add(SEALED_SUMS_MISSING, "the member " + bytes.name() + " is empty");
        } else {
            sealedSums = bytes.readAll();
        }
    }

    private void readState(MemberBytes bytes) throws IOException, MalformedArchiveException {
        StateScanner.scan(bytes, state, findings);
        bytes.skipRest();
        stateSize = bytes.size();
    }

    private void readSeal() {
        seal = state.sealConfig()
                .flatMap(json -> SealConfig.parse(
                        json, state.unsealKeys(), state.recoveryConfig(), state.recoveryKey(), findings))
                .orElse(null);
    }

    private void reportMissing() {
        for (ArchiveMember member : ArchiveMember.values()) {
            if (!seen.contains(member)) {
                findings.add(
                        member == ArchiveMember.SEALED_SUMS ? SEALED_SUMS_MISSING : MEMBER_MISSING,
                        "the archive has no member '" + member.fileName() + "'");
            }
        }
    }

    /** Compares what the members say about each other. Members that were not read to their end are left out. */
    void compare() {
        findings.at(starts.get(ArchiveMember.STATE));
        readSeal();
        if (sumsLists > 0) {
            compareSums();
        }
        findings.at(starts.get(ArchiveMember.META));
        if (meta != null && stateSize >= 0 && meta.size() != stateSize) {
            findings.add(
                    META_SIZE_MISMATCH,
                    "meta.json promises " + meta.size() + " bytes of state, state.bin has " + stateSize);
        }
    }

    private void compareSums() {
        findings.at(starts.get(ArchiveMember.SUMS));
        ChecksumList.parse(sumsText.toByteArray(), findings).ifPresent(list -> {
            if (sumsLists == 1 && list.isRepeated()) {
                findings.add(MEMBER_SUPERFLUOUS, "SHA256SUMS lists a member twice, with the same checksum");
            }
            compareSum(list, ArchiveMember.META);
            compareSum(list, ArchiveMember.STATE);
        });
    }

    private void compareSum(ChecksumList list, ArchiveMember member) {
        String actual = sums.get(member);
        String expected = list.sumOf(member);
        findings.at(starts.get(member));
        if (actual != null && !actual.equals(expected)) {
            findings.add(
                    SUM_MISMATCH,
                    "SHA256SUMS promises " + expected + " for " + member.fileName() + ", its bytes have " + actual);
        }
    }

    /** Returns the result, given size and hash of the object around it. */
    ArchiveInspection inspection(long size, String sha256) {
        return new ArchiveInspection(
                new ArchiveReport(sha256, size, meta, state.serverVersions(), seal, state.prefixes(), state.contents()),
                state.largest(),
                sumsLists > 0 && sealedSums != null ? SealedSums.of(sumsText.toByteArray(), sealedSums) : null,
                findings.list());
    }
}
