package io.vaultsnapshot.cli;

import io.vaultsnapshot.cli.view.Width;
import io.vaultsnapshot.contract.record.PrefixCount;
import io.vaultsnapshot.contract.record.StateKind;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints two snapshots side by side. Changes are marked; what a person must look at comes last. */
final class DiffView {
    private static final int COLUMN = 36;

    /** Three columns of 10, one of 14, and what stands between them. */
    private static final int NUMBERS = 3 * 10 + 14 + 4;

    private final int titles = Width.beside("  ".length() + NUMBERS, 52);
    private final int values = Width.beside("* ".length() + 16 + 2 + COLUMN, COLUMN);
    private final PrintWriter out;

    DiffView(PrintWriter out) {
        this.out = out;
    }

    void print(InspectedSource first, InspectedSource second, ContentsDiff diff) {
        print("before  ", ContentsView.headline(first));
        print("after   ", ContentsView.headline(second));
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
        warnings.forEach(warning -> print("    ", warning));
    }

    private void fact(String title, String was, String is) {
        String mark = was.equals(is) ? " " : "*";
        if (was.length() <= values && is.length() <= values) {
            out.printf(Locale.ROOT, "%s %-16s %-" + values + "s %s%n", mark, title, was, is);
        } else {
            print(String.format(Locale.ROOT, "%s %-16s ", mark, title), was);
            if (!was.equals(is)) {
                print(" ".repeat("* ".length() + 16 + 1), is);
            }
        }
    }

    private void print(String title, String value) {
        Width.lines(title, value).forEach(out::println);
    }

    private void heading(String title) {
        out.println();
        out.printf(
                Locale.ROOT,
                "  %-" + titles + "s %10s %10s %10s %14s%n",
                ContentsView.fitting(out, title, titles),
                "before",
                "after",
                "change",
                "bytes changed");
    }

    private void row(String title, PrefixCount was, PrefixCount is) {
        out.printf(
                Locale.ROOT,
                "  %-" + titles + "s %10d %10d %+10d %+14d%n",
                ContentsView.fitting(out, title, titles),
                was.entries(),
                is.entries(),
                is.entries() - was.entries(),
                is.bytes() - was.bytes());
    }
}
