package io.vaultsnapshot.report.page;

import io.vaultsnapshot.report.facts.BackupSeen;
import io.vaultsnapshot.report.facts.ReportPeriod;
import io.vaultsnapshot.report.html.Attribute;
import io.vaultsnapshot.report.html.Html;
import io.vaultsnapshot.report.html.Tag;
import io.vaultsnapshot.report.text.ByteSize;
import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Objects;

/** How large a cluster's backups were, as a line over the period. It begins at zero, so that growth looks as it is. */
final class SizeCurve {
    private static final int WIDTH = 600;
    private static final int HEIGHT = 80;

    private SizeCurve() {}

    static Html draw(List<BackupSeen> backups, ReportPeriod period) {
        List<BackupSeen> known =
                backups.stream().filter(each -> each.bytes() != null).toList();
        if (known.size() < 2) {
            return Html.EMPTY;
        }
        LongSummaryStatistics sizes = known.stream()
                .map(BackupSeen::bytes)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .summaryStatistics();
        String words = "Sizes: first " + Cells.size(known.get(0).bytes()) + ", last "
                + Cells.size(known.get(known.size() - 1).bytes()) + ", smallest " + ByteSize.text(sizes.getMin())
                + ", largest " + ByteSize.text(sizes.getMax());
        Html line =
                Tag.PATH.with(Attribute.D, line(known, period, sizes.getMax())).of();
        return Tag.DIV
                .with(Attribute.CLASS, "curve")
                .of(
                        Tag.SVG
                                .with(Attribute.VIEW_BOX, "0 0 " + WIDTH + " " + HEIGHT)
                                .with(Attribute.ASPECT, "none")
                                .with(Attribute.ROLE, "img")
                                .with(Attribute.LABEL, words)
                                .of(line),
                        Tag.P.of(words + ". The line begins at zero."));
    }

    private static String line(List<BackupSeen> backups, ReportPeriod period, long largest) {
        double seconds = Duration.between(period.start(), period.end()).toSeconds();
        StringBuilder line = new StringBuilder();
        for (BackupSeen backup : backups) {
            Long bytes = backup.bytes();
            long x = Math.round(
                    WIDTH * Duration.between(period.start(), backup.takenAt()).toSeconds() / seconds);
            double share = bytes == null || largest == 0 ? 0 : (double) bytes / largest;
            line.append(line.length() == 0 ? "M" : "L")
                    .append(x)
                    .append(' ')
                    .append(HEIGHT - 2 - Math.round((HEIGHT - 4) * share));
        }
        return line.toString();
    }
}
