package io.vaultsnapshot.cli;

import io.vaultsnapshot.contract.record.PrefixCount;
import io.vaultsnapshot.contract.record.StateKind;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints two snapshots side by side. Changes are marked; what a person must look at comes last. */
final class DiffView {
    private static final int COLUMN = 36;

    private final PrintWriter out;

    DiffView(PrintWriter out) {
        this.out = out;
    }

    void print(InspectedSource first, InspectedSource second, ContentsDiff diff) {
        out.println("before  " + ContentsView.headline(first));
        out.println("after   " + ContentsView.headline(second));
        out.println();
        Map<String, String> after = ContentsView.facts(diff.after());
        ContentsView.facts(diff.before()).forEach((title, was) -> fact(title, was, after.getOrDefault(title, "?")));
        heading("kind");
        for (StateKind kind : StateKind.values()) {
            row(
                    kind.title(),
                    diff.before().contents().of(kind),
                    diff.after().contents().of(kind));
        }
        heading("prefix, where it changed");
        for (String prefix : diff.prefixes()) {
            if (!diff.countBefore(prefix).equals(diff.countAfter(prefix))) {
                row(prefix, diff.countBefore(prefix), diff.countAfter(prefix));
            }
        }
        out.println();
        List<String> warnings = diff.warnings();
        out.println(warnings.isEmpty() ? "  the second can be a later snapshot of the same server" : "  look at");
        warnings.forEach(warning -> out.println("    " + warning));
    }

    private void fact(String title, String was, String is) {
        String mark = was.equals(is) ? " " : "*";
        if (was.length() <= COLUMN && is.length() <= COLUMN) {
            out.printf(Locale.ROOT, "%s %-16s %-" + COLUMN + "s %s%n", mark, title, was, is);
        } else {
            out.printf(Locale.ROOT, "%s %-16s %s%n", mark, title, was);
            if (!was.equals(is)) {
                out.printf(Locale.ROOT, "  %-16s %s%n", "", is);
            }
        }
    }

    private void heading(String title) {
        out.println();
        out.printf(Locale.ROOT, "  %-52s %10s %10s %10s %14s%n", title, "before", "after", "change", "bytes changed");
    }

    private void row(String title, PrefixCount was, PrefixCount is) {
        out.printf(
                Locale.ROOT,
                "  %-52s %10d %10d %+10d %+14d%n",
                ContentsView.fitting(out, title, 52),
                was.entries(),
                is.entries(),
                is.entries() - was.entries(),
                is.bytes() - was.bytes());
    }
}
