package io.vaultsnapshot.cli;

import io.vaultsnapshot.cli.view.Width;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.record.ArchiveReport;
import io.vaultsnapshot.contract.record.PrefixCount;
import io.vaultsnapshot.contract.record.Quorum;
import io.vaultsnapshot.contract.record.SealInfo;
import io.vaultsnapshot.contract.record.SnapshotMeta;
import io.vaultsnapshot.contract.record.StateKind;
import io.vaultsnapshot.report.text.ByteSize;
import io.vaultsnapshot.snapshot.archive.ArchiveInspection;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints what is in one snapshot, in fixed lines and columns, so that two outputs can be compared line by line. */
final class ContentsView {
    private static final int BYTES = 14;
    private static final int COUNT = 10;

    private final int titles = Width.beside("  ".length() + 2 + COUNT + BYTES, 52);
    private final PrintWriter out;

    ContentsView(PrintWriter out) {
        this.out = out;
    }

    void print(InspectedSource inspected) {
        Width.lines("", headline(inspected)).forEach(out::println);
        ArchiveInspection inspection = inspected.inspection();
        if (inspection == null) {
            return;
        }
        line(
                "verdict",
                inspected.verdict().id() + ", level " + inspected.level().id());
        for (Finding finding : inspected.findings()) {
            line("found", finding.code() + ": " + finding.message());
        }
        ArchiveReport archive = inspection.archive();
        facts(archive).forEach(this::line);
        kinds(archive);
        heading("prefix");
        archive.prefixes().forEach(this::row);
        largest(inspection);
    }

    /** Returns the source, and in the same line that it is not intact: what follows is then only what could be read. */
    static String headline(InspectedSource inspected) {
        return switch (inspected.verdict()) {
            case INTACT -> inspected.source();
            case CORRUPT, SUSPECT, UNKNOWN ->
                inspected.source() + "  is " + inspected.verdict().id() + ": "
                        + inspected.findings().stream()
                                .map(Finding::message)
                                .findFirst()
                                .orElse("not known why");
        };
    }

    /** Returns the facts that take one line each: the same lines, in the same order, for every snapshot. */
    static Map<String, String> facts(ArchiveReport archive) {
        Map<String, String> facts = new LinkedHashMap<>();
        SnapshotMeta meta = archive.meta();
        SealInfo seal = archive.seal();
        facts.put("size", ByteSize.text(archive.size()) + " (" + archive.size() + " bytes)");
        facts.put("sha256", archive.sha256());
        facts.put("state", meta == null ? "?" : ByteSize.text(meta.size()) + " (" + meta.size() + " bytes)");
        facts.put("raft index", meta == null ? "?" : String.valueOf(meta.index()));
        facts.put("raft term", meta == null ? "?" : String.valueOf(meta.term()));
        facts.put("raft servers", meta == null ? "?" : servers(meta));
        facts.put("server versions", String.join(", ", archive.serverVersions()));
        facts.put("seal", seal == null ? "?" : seal(seal));
        facts.put("seal key", seal == null || seal.keys().isEmpty() ? "-" : String.join(", ", seal.keys()));
        facts.put("recovery keys", seal == null ? "?" : quorum(seal.recovery()));
        List<String> namespaces = archive.contents().sealedNamespaces();
        facts.put("own seals", namespaces.isEmpty() ? "-" : "namespaces " + String.join(", ", namespaces));
        facts.put("mount ids", String.valueOf(archive.contents().mountIds().size()));
        facts.put(
                "entries",
                archive.contents().entries() + " ("
                        + ByteSize.text(archive.contents().bytes()) + ")");
        return facts;
    }

    private static String servers(SnapshotMeta meta) {
        return meta.servers().isEmpty()
                ? "-"
                : meta.servers().stream()
                        .map(server -> server.id() + " " + server.address() + (server.voter() ? "" : " (no vote)"))
                        .collect(Collectors.joining(", "));
    }

    private static String seal(SealInfo seal) {
        boolean shamir = seal.isShamir();
        return shamir ? seal.type() + ", " + seal.threshold() + " of " + seal.shares() + " key shares" : seal.type();
    }

    private static String quorum(@Nullable Quorum recovery) {
        return recovery == null ? "-" : recovery.threshold() + " of " + recovery.shares();
    }

    private void kinds(ArchiveReport archive) {
        heading("kind");
        for (StateKind kind : StateKind.values()) {
            row(kind.title(), archive.contents().of(kind));
        }
    }

    private void largest(ArchiveInspection inspection) {
        out.println();
        int width = Width.beside("  ".length() + " ".length() + BYTES, 63);
        out.printf(Locale.ROOT, "  %-" + width + "s %14s%n", "largest entries", "bytes");
        inspection
                .largest()
                .forEach(each -> out.printf(
                        Locale.ROOT, "  %-" + width + "s %14d%n", fitting(out, each.key(), width), each.bytes()));
    }

    private void line(String title, String value) {
        Width.lines(String.format(Locale.ROOT, "  %-16s ", title), value).forEach(out::println);
    }

    private void heading(String title) {
        out.println();
        out.printf(Locale.ROOT, "  %-" + titles + "s %10s %14s%n", title, "entries", "bytes");
    }

    private void row(String title, PrefixCount count) {
        out.printf(
                Locale.ROOT,
                "  %-" + titles + "s %10d %14d%n",
                fitting(out, title, titles),
                count.entries(),
                count.bytes());
    }

    /** Prints a title that is longer than its column on a line of its own, so that the numbers stay in their columns. */
    static String fitting(PrintWriter out, String title, int width) {
        if (title.length() <= width) {
            return title;
        }
        out.println("  " + title);
        return "";
    }
}
