package io.vaultsnapshot.cli;

import io.vaultsnapshot.contract.document.Schema;
import io.vaultsnapshot.report.facts.ClusterFacts;
import io.vaultsnapshot.report.facts.ReportFacts;
import io.vaultsnapshot.report.text.ByteSize;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is told of a page that was written.
 *
 * @param facts what it shows
 * @param file where it is
 * @param bytes how large it is
 */
record ReportSummary(ReportFacts facts, Path file, long bytes) {
    String text() {
        int clusters = facts.clusters().size();
        long bad = facts.clusters().stream().filter(ClusterFacts::isBad).count();
        return file + ": " + clusters + (clusters == 1 ? " cluster" : " clusters")
                + (bad == 0 ? "" : ", " + bad + " bad")
                + (facts.unswept().isEmpty() ? "" : ", " + facts.unswept().size() + " not swept")
                + ", " + facts.origin().period().first() + " to "
                + facts.origin().period().last() + ", " + ByteSize.text(bytes);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Schema.FIELD, Schema.REPORT_OUTPUT.text());
        map.put("file", file.toString());
        map.put("bytes", bytes);
        map.put("bad", facts.isBad());
        map.put("clusters", facts.clusters().size());
        map.put("from", facts.origin().period().first().toString());
        map.put("to", facts.origin().period().last().toString());
        map.put("unchecked", facts.unchecked().stream().map(ClusterFacts::name).toList());
        return map;
    }
}
