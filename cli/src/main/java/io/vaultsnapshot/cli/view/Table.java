package io.vaultsnapshot.cli.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** A table of texts with columns as wide as their longest cell. Lines below a row are not part of the columns. */
public final class Table {
    private static final String GAP = "  ";

    private final List<Row> rows = new ArrayList<>();

    private record Row(List<String> cells, UnaryOperator<String> style, List<String> below) {}

    /** Adds a row, whose style is applied to its text after the columns are aligned. */
    public void add(UnaryOperator<String> style, List<String> below, String... cells) {
        rows.add(new Row(Arrays.asList(cells), style, List.copyOf(below)));
    }

    /** Returns the lines. */
    public List<String> lines() {
        int columns = rows.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
        int[] widths = new int[columns];
        for (Row row : rows) {
            for (int column = 0; column < row.cells().size(); column++) {
                widths[column] =
                        Math.max(widths[column], row.cells().get(column).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (Row row : rows) {
            lines.add(row.style().apply(aligned(row.cells(), widths)));
            row.below().forEach(text -> lines.add(GAP + text));
        }
        return lines;
    }

    private static String aligned(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            line.append(cell).append(" ".repeat(widths[column] - cell.length())).append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
